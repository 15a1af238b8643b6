import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { type PlannedKind, plannedKinds } from '../../guidance/planned-changes/planned.ts'
import { useAct, useApi } from '../api.ts'
import { CaseAheadDialog } from '../changes/requirements.tsx'
import { windowIn } from '../changes/words.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { choices } from '../ui/words.ts'

type Planned = Answer<'planned-change.list'>['items'][number]
type About = { readonly account: string; readonly contract: string }
type Window = Answer<'planned-change.list'>['windows'][number]
type Open =
  | { readonly what: 'add' }
  | { readonly what: 'window'; readonly window: Window }
  | { readonly what: 'link' | 'withdraw'; readonly change: Planned }

/** Changes that are planned, and the cases that are opened ahead of upgrades and major changes (SSM-3.1.a7). */
export function PlannedChanges({ account, contract }: About) {
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const query = useApi('planned-change.list', { params: { account, contract } })
  const close = () => setOpen(undefined)
  const reason = may('planned-change.edit')
  return (
    <Card
      title="Planned changes"
      aside={
        <Act size="compact-sm" variant="default" reason={reason} onClick={() => setOpen({ what: 'add' })}>
          Enter a change
        </Act>
      }
    >
      <Loaded query={query} lines={3}>
        {({ items, windows }) =>
          items.length === 0 && windows.length === 0 ? (
            <Empty title="Nothing is planned">
              Enter upgrades and major changes of configuration: a case opened three to five business days ahead of them prepares engineers.
            </Empty>
          ) : (
            <ul className="lines">
              {windows.map((window) => (
                <WindowLine key={window.window} account={account} window={window} onLink={() => setOpen({ what: 'window', window })} />
              ))}
              {items.map((change) => (
                <li key={change.change}>
                  <Stack gap={4}>
                    <Group gap={8}>
                      <Text size="sm" fw={600} component="h3">
                        {change.title}
                      </Text>
                      <Text span size="sm" c="dimmed">
                        {plannedKinds[change.kind]}, <Day on={change.on} />
                      </Text>
                      {change.flag && <Tag tone="warn">Proactive case missing</Tag>}
                      {change.withdrawn && <Tag tone="dim">Withdrawn</Tag>}
                    </Group>
                    {change.advice && <Text size="sm">{change.advice.words}</Text>}
                    {change.withdrawn && <Text size="sm">{change.withdrawn.why}</Text>}
                    {change.case && <OpenedCase account={account} number={change.case} on={change.caseOpenedOn} />}
                    {!change.withdrawn && (
                      <Group gap={6} className="noprint">
                        {change.flag && (
                          <Act size="compact-sm" reason={reason} onClick={() => setOpen({ what: 'link', change })}>
                            Link its case
                          </Act>
                        )}
                        <Act size="compact-sm" variant="default" reason={reason} onClick={() => setOpen({ what: 'withdraw', change })}>
                          Withdraw
                        </Act>
                      </Group>
                    )}
                  </Stack>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.what === 'add' && <AddChange account={account} contract={contract} onClose={close} />}
      {open?.what === 'link' && <LinkCase account={account} contract={contract} change={open.change} onClose={close} />}
      {open?.what === 'window' && (
        <CaseAheadDialog account={account} change={open.window.window} title={open.window.title} onClose={close} />
      )}
      {open?.what === 'withdraw' && <Withdraw account={account} contract={contract} change={open.change} onClose={close} />}
    </Card>
  )
}

/** A window that was agreed on: it is entered nowhere a second time, and is moved or called off on its own page. */
function WindowLine({ account, window, onLink }: { readonly account: string; readonly window: Window; readonly onLink: () => void }) {
  const may = useMay()
  return (
    <li>
      <Stack gap={4}>
        <Group gap={8}>
          <Text size="sm" fw={600} component="h3">
            <TextLink to="/accounts/$account/changes/$change" params={{ account, change: window.window }}>
              {window.title} {window.window}
            </TextLink>
          </Text>
          <Text span size="sm" c="dimmed">
            Agreed window, {windowIn(window.zone, window.startsAt, window.endsAt)}
          </Text>
          {window.flag && <Tag tone="warn">Proactive case missing</Tag>}
        </Group>
        {window.advice && <Text size="sm">{window.advice.words}</Text>}
        {window.case && <OpenedCase account={account} number={window.case} on={window.caseOpenedOn} />}
        {!window.case && window.advice && (
          <Group gap={6} className="noprint">
            <Act size="compact-sm" reason={may('change.take-part')} onClick={onLink}>
              Link its case
            </Act>
          </Group>
        )}
      </Stack>
    </li>
  )
}

const OpenedCase = ({ account, number, on }: { readonly account: string; readonly number: string; readonly on: string | null }) => (
  <Text size="sm">
    <TextLink to="/accounts/$account/cases/$case" params={{ account, case: number }}>
      {number}
    </TextLink>
    {on && (
      <>
        , opened <Day on={on} />
      </>
    )}
  </Text>
)

function AddChange({ account, contract, onClose }: About & { readonly onClose: () => void }) {
  const [kind, setKind] = useState<PlannedKind>('software-upgrade')
  const [title, setTitle] = useState('')
  const [on, setOn] = useState('')
  const act = useAct('planned-change.add', { done: ({ advice }) => advice?.words ?? 'Entered', after: onClose })
  return (
    <Dialog title="Enter a planned change" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { kind, title: title.trim(), on } })}>
        <Select
          label="What it is"
          required
          allowDeselect={false}
          data={choices(plannedKinds)}
          value={kind}
          onChange={(value) => setKind((value ?? 'other') as PlannedKind)}
        />
        <TextInput label="In words" required maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <DateField label="Day" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Enter
        </Send>
      </Form>
    </Dialog>
  )
}

type OneProps = About & { readonly change: Planned; readonly onClose: () => void }

function LinkCase({ account, contract, change, onClose }: OneProps) {
  const [number, setNumber] = useState('')
  const act = useAct('planned-change.link-case', { done: ({ advice }) => advice?.words ?? 'Linked', after: onClose })
  return (
    <Dialog title={`The case ahead of ${change.title}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract, change: change.change }, body: { case: number.trim() } })}>
        <TextInput
          label="Number of the case"
          description="The case that was opened ahead of the change. Opened late is a warning, and it counts."
          required
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Link it
        </Send>
      </Form>
    </Dialog>
  )
}

function Withdraw({ account, contract, change, onClose }: OneProps) {
  const act = useAct('planned-change.withdraw', { done: 'Withdrawn', after: onClose })
  return (
    <WordDialog
      title={`Withdraw ${change.title}`}
      label="Why"
      most={500}
      button="Withdraw it"
      act={act}
      onSend={(why) => act.mutate({ params: { account, contract, change: change.change }, body: { why } })}
      onClose={onClose}
    />
  )
}
