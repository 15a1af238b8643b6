import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { Confirm, Dialog, Form, Send } from '../ui/form.tsx'
import { IconRefresh, IconSend, IconTrash } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { SecretDialog } from './webhook-form.tsx'
import { deliveryLooks } from './webhook-words.ts'

type Hook = NonNullable<Answer<'notice.webhook'>['webhook']>
type Query = ReturnType<typeof useApi<'notice.webhook'>>

/** My own webhook: where it leads, whether it works, and what it said last. */
export function OwnWebhook({ query }: { readonly query: Query }) {
  const [editing, setEditing] = useState(false)
  const set = useAct('notice.set-webhook', { done: 'Your webhook is set', after: () => setEditing(false) })
  return (
    <Card title="Your webhook">
      <Loaded query={query} lines={2}>
        {({ webhook }) =>
          webhook ? (
            <Whole webhook={webhook} onChange={() => setEditing(true)} />
          ) : (
            <Stack gap="sm" align="flex-start">
              <Text size="sm">
                A program of yours can be called with the notices that you choose, signed as Standard Webhooks has it. Quiet hours hold
                these calls too; P1, P2 and alarms never wait.
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
                Set one up
              </Button>
            </Stack>
          )
        }
      </Loaded>
      {editing && <AddressDialog url={query.data?.webhook?.url ?? ''} act={set} onClose={() => setEditing(false)} />}
      {set.data && <SecretDialog secret={set.data.secret} onClose={() => set.reset()} />}
    </Card>
  )
}

type AddressProps = {
  readonly url: string
  readonly act: ReturnType<typeof useAct<'notice.set-webhook'>>
  readonly onClose: () => void
}

function AddressDialog({ url: before, act, onClose }: AddressProps) {
  const [url, setUrl] = useState(before)
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (url.trim() !== '') act.mutate({ body: { url: url.trim() } })
  }
  return (
    <Dialog title={before ? 'Another address for your webhook' : 'Set up your webhook'} opened onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <TextInput
          label="Address"
          description={`A public https address. Redirects are not followed. A new secret is made${before ? '; what waits for the old address is not sent' : ''}.`}
          required
          data-autofocus
          type="url"
          autoComplete="off"
          placeholder="https://notify.example.com/me"
          value={url}
          error={tried && url.trim() === '' ? 'Where is it to be sent?' : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {before ? 'Change it' : 'Set it up'}
        </Send>
      </Form>
    </Dialog>
  )
}

function Whole({ webhook, onChange }: { readonly webhook: Hook; readonly onChange: () => void }) {
  const [open, setOpen] = useState<'rotate' | 'remove'>()
  const close = () => setOpen(undefined)
  const log = useApi('notice.webhook-deliveries', { query: { limit: 5 } }, { every: 10_000 })
  const ping = useAct('notice.ping-webhook', { done: 'A trial is on its way' })
  const enable = useAct('notice.enable-webhook', { done: 'Your webhook is called again' })
  const rotate = useAct('notice.rotate-webhook', { done: 'A new secret is made', after: close })
  const remove = useAct('notice.remove-webhook', { done: 'Your webhook is removed', after: close })
  const off = webhook.state === 'active' ? undefined : 'It is off; switch it on first'
  const items = log.data?.items ?? []
  return (
    <Stack gap="sm">
      <Group gap={8}>
        <Tag tone={off ? 'warn' : 'ok'}>{off ? 'Off' : 'On'}</Tag>
        <span className="break mono small">{webhook.url}</span>
      </Group>
      {webhook.disabledWhy && (
        <Alert color="yellow" title="It is not called any more">
          {webhook.disabledWhy}. Mend the endpoint, then switch it on again.
        </Alert>
      )}
      {(ping.error ?? enable.error) != null && <Problem error={ping.error ?? enable.error} />}
      <Group gap={8}>
        <Act
          size="compact-sm"
          variant="default"
          reason={off}
          loading={ping.isPending}
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={() => ping.mutate({ body: {} })}
        >
          Send a trial
        </Act>
        {off && (
          <Button size="compact-sm" variant="default" loading={enable.isPending} onClick={() => enable.mutate({ body: {} })}>
            Switch it on
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onChange}>
          Change
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => setOpen('rotate')}>
          New secret
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setOpen('remove')}>
          Remove
        </Button>
      </Group>
      {items.length > 0 && (
        <ul className="lines" aria-label="The last calls">
          {items.map((row) => {
            const last = row.tries.at(-1)
            return (
              <li key={row.id}>
                <Group gap={8} justify="space-between">
                  <span className="mono small break">{row.event}</span>
                  <span className="small dim">
                    {deliveryLooks[row.state].word}
                    {last ? `, ${last.status === null ? 'no answer' : `answer ${last.status}`}` : ''} <When at={row.createdAt} />
                  </span>
                </Group>
              </li>
            )
          })}
        </ul>
      )}
      <Confirm
        title="A new secret for your webhook?"
        opened={open === 'rotate'}
        onClose={close}
        act="Make a new secret"
        busy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate({ body: {} })}
      >
        The new secret is shown once. The one before stays valid beside it for a day.
      </Confirm>
      <Confirm
        title="Remove your webhook?"
        opened={open === 'remove'}
        onClose={close}
        act="Remove"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: {} })}
      >
        Nothing more is sent to it, and what waits is not sent.
      </Confirm>
      {rotate.data && <SecretDialog secret={rotate.data.secret} rotated onClose={() => rotate.reset()} />}
    </Stack>
  )
}
