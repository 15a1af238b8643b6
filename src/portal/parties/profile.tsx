import { Button, Code, Group, PasswordInput, SegmentedControl, Stack, Text, TextInput, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { matrix, type Permission } from '../../parties/permissions.ts'
import { useAct } from '../api.ts'
import { NoticePreferences } from '../notifications/preferences.tsx'
import { useMay, useMe } from '../session.tsx'
import { Copy } from '../ui/copy.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '../ui/icons.ts'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { KeyList } from './key-list.tsx'
import { roleWords, teamWords } from './people-list.tsx'

/** Who I am here: password, second step, keys, colours. */
export function ProfilePage() {
  const me = useMe()
  const may = useMay()
  return (
    <Page title="Profile" lead={me.person.email}>
      <div className="split even">
        <Stack gap="md">
          <Card title="You">
            <Facts
              of={[
                ['Name', me.person.name],
                ['Account', `${me.account.name} (${me.account.code})`],
                ['Time zone', me.person.zone],
                ['Roles', me.person.roles.map(roleWords).join(', ')],
                ['Teams', me.person.teams.map(teamWords).join(', ')],
                ['Senior engineer', me.person.senior && 'Yes'],
              ]}
            />
          </Card>
          <NoticePreferences />
          <Scheme />
          <Allowed />
        </Stack>
        <Stack gap="md">
          <Password />
          <SecondStep />
          {may('key.own') === undefined ? (
            <KeyList />
          ) : (
            <Card title="API keys">
              <Text size="sm">{may('key.own')}.</Text>
            </Card>
          )}
        </Stack>
      </div>
    </Page>
  )
}

/** What my roles let me do, in the words of the table that the server asks. */
function Allowed() {
  const me = useMe()
  const titles = me.permissions.flatMap((each) => (each in matrix ? [matrix[each as Permission].title] : []))
  return (
    <Card title="What you may do">
      <ul className="columns">
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </Card>
  )
}

function Scheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card title="Colours">
      <SegmentedControl
        aria-label="Colours"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as 'auto')}
        data={[
          { value: 'light', label: <Choice icon={IconSun} text="Light" /> },
          { value: 'dark', label: <Choice icon={IconMoon} text="Dark" /> },
          { value: 'auto', label: <Choice icon={IconDeviceDesktop} text="As the system" /> },
        ]}
      />
    </Card>
  )
}
const Choice = ({ icon: Shape, text }: { readonly icon: typeof IconSun; readonly text: string }) => (
  <Group gap={6} wrap="nowrap">
    <Shape size={15} aria-hidden />
    {text}
  </Group>
)

const eye = { 'aria-label': 'Show the password' }

function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const act = useAct('me.password', {
    done: 'Password changed; other sessions have ended',
    after: () => {
      setCurrent('')
      setNext('')
    },
  })
  return (
    <Card title="Password">
      <Form onSubmit={() => act.mutate({ body: { current, next } })} label="Change the password">
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters. Other sessions end."
          autoComplete="new-password"
          required
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <Send busy={act.isPending} error={act.error}>
          Change the password
        </Send>
      </Form>
    </Card>
  )
}

/** The second step of signing in: on with the authenticator's first code, off with the password. */
function SecondStep() {
  const me = useMe()
  const [open, setOpen] = useState<'start' | 'stop'>()
  return (
    <Card
      title="Second step"
      aside={
        me.totp ? (
          <Tag tone="ok" icon={IconCheck}>
            On
          </Tag>
        ) : (
          <Tag tone="dim">Off</Tag>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm">An authenticator shows a code that signing in asks for, besides the password.</Text>
        <Group>
          {me.totp ? (
            <Button variant="default" onClick={() => setOpen('stop')}>
              Turn it off
            </Button>
          ) : (
            <Button onClick={() => setOpen('start')}>Turn it on</Button>
          )}
        </Group>
      </Stack>
      {open === 'start' && <StartDialog onClose={() => setOpen(undefined)} />}
      {open === 'stop' && <StopDialog onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function StartDialog({ onClose }: { readonly onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const start = useAct('me.totp-start', { changes: false })
  const confirm = useAct('me.totp-confirm', { done: 'The second step is on', after: onClose })
  if (!start.data)
    return (
      <Dialog title="Turn the second step on" opened onClose={onClose}>
        <Form onSubmit={() => start.mutate({ body: { password } })}>
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={eye}
          />
          <Send busy={start.isPending} error={start.error} onCancel={onClose}>
            Continue
          </Send>
        </Form>
      </Dialog>
    )
  const { uri, backupCodes } = start.data
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Dialog title="Turn the second step on" opened onClose={onClose} size={600}>
      <Form onSubmit={() => confirm.mutate({ body: { code: code.trim() } })}>
        <div>
          <Text size="sm" fw={600}>
            1. Put this into your authenticator
          </Text>
          <Text size="sm">
            Secret: <Code className="break">{secret}</Code>
          </Text>
          <Text size="xs" c="dimmed" className="break" mt={4}>
            Address: {uri}
          </Text>
          <Group mt={6}>
            <Copy text={uri} label="Copy the address" />
          </Group>
        </div>
        <div>
          <Text size="sm" fw={600}>
            2. Keep these backup codes in a safe place
          </Text>
          <Code block>{backupCodes.join('\n')}</Code>
          <Group mt={6}>
            <Copy text={backupCodes.join('\n')} label="Copy the codes" />
          </Group>
        </div>
        <TextInput
          label="3. The code it shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maw={200}
        />
        <Send busy={confirm.isPending} error={confirm.error} onCancel={onClose}>
          Turn it on
        </Send>
      </Form>
    </Dialog>
  )
}

function StopDialog({ onClose }: { readonly onClose: () => void }) {
  const [password, setPassword] = useState('')
  const act = useAct('me.totp-stop', { done: 'The second step is off', after: onClose })
  return (
    <Dialog title="Turn the second step off" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ body: { password } })}>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose} color="red.9">
          Turn it off
        </Send>
      </Form>
    </Dialog>
  )
}
