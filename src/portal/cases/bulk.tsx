import { Button, Group, Menu, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type DeskAct, inverseOf } from '../../cases/desk/acts.ts'
import { type CaseMove, moveRefusal, moves } from '../../cases/states.ts'
import type { Answer } from '../../client/client.ts'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconChevronDown, IconUser, IconX } from '../ui/icons.ts'
import { Problem } from '../ui/states.tsx'
import { told } from '../ui/toast.ts'
import { toldWithUndo } from '../ui/undo.tsx'
import { countWords, priorities } from '../ui/words.ts'
import type { CaseRow } from './tags.tsx'

type Outcome = Answer<'queue.act'>['items'][number]

const doneWords = (act: DeskAct, count: number): string => {
  const cases = countWords(count, 'case')
  if (act.kind === 'assign') return act.to === null ? `${cases} put back` : act.to === 'me' ? `${cases} taken` : `${cases} handed over`
  return act.kind === 'priority' ? `${cases} now ${act.priority}` : `${cases}: ${moves[act.move].title.toLowerCase()}`
}

/** Does an act to several cases, says what could not be done, and offers to take the rest back where there is a way. */
export function useDeskAct(after: () => void) {
  const [failed, setFailed] = useState<readonly Outcome[]>([])
  const act = useAct('queue.act', { after })
  const perform = (rows: readonly Pick<CaseRow, 'number' | 'version'>[], what: DeskAct, then?: () => void) =>
    act.mutate(
      { body: { acts: rows.map(({ number, version }) => ({ case: number, version, act: what })) } },
      {
        onSuccess: ({ items }) => {
          setFailed(items.filter(({ done }) => !done))
          then?.()
          const back = items.flatMap(({ case: number, version, before }) => {
            const inverse = before && inverseOf(what, before)
            return inverse && version !== undefined ? [{ case: number, version, act: inverse }] : []
          })
          const done = items.filter((each) => each.done).length
          if (done === 0) return
          if (back.length < done) return told(doneWords(what, done))
          toldWithUndo(doneWords(what, done), () =>
            act.mutate(
              { body: { acts: back } },
              {
                onSuccess: (answer) => {
                  const left = answer.items.filter((each) => !each.done)
                  setFailed(left)
                  if (left.length < back.length) told(`Taken back: ${countWords(back.length - left.length, 'case')}`)
                },
              },
            ),
          )
        },
      },
    )
  return { perform, busy: act.isPending, error: act.error, failed, forget: () => setFailed([]), reset: act.reset }
}
type DeskActing = ReturnType<typeof useDeskAct>

type Props = { readonly rows: readonly CaseRow[]; readonly acting: DeskActing; readonly clear: () => void }

/** What can be done to the selected cases. */
export function Bulk({ rows, acting, clear }: Props) {
  const may = useMay()
  const [open, setOpen] = useState<'hand-over' | 'priority' | CaseMove>()
  const close = () => setOpen(undefined)
  const move = (name: CaseMove) => {
    if (moves[name].needs === 'nothing') acting.perform(rows, { kind: 'move', move: name, reason: '', agreedBy: '' })
    else setOpen(name)
  }
  const possible = (Object.keys(moves) as CaseMove[]).filter((name) => moves[name].side !== 'customer' && moves[name].needs !== 'agreed-by')
  return (
    <section className="bulk noprint" aria-label="Act on the selected cases">
      <Text size="sm" fw={600} aria-live="polite">
        {countWords(rows.length, 'case')} selected
      </Text>
      <Act
        size="compact-md"
        reason={may('case.assign')}
        loading={acting.busy}
        leftSection={<IconUser size={15} aria-hidden />}
        onClick={() => acting.perform(rows, { kind: 'assign', to: 'me', reason: '' })}
      >
        Take
      </Act>
      <Act size="compact-md" variant="default" reason={may('case.assign')} onClick={() => setOpen('hand-over')}>
        Hand over
      </Act>
      <Act
        size="compact-md"
        variant="default"
        reason={may('case.assign')}
        onClick={() => acting.perform(rows, { kind: 'assign', to: null, reason: '' })}
      >
        Put back
      </Act>
      <Act size="compact-md" variant="default" reason={may('case.priority')} onClick={() => setOpen('priority')}>
        Priority
      </Act>
      <Menu position="top-start" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="compact-md" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            Move on
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {possible.map((name) => {
            const reason =
              may(moves[name].permission) ??
              rows.flatMap((row) => {
                const refusal = moveRefusal(name, row.state, 'provider')
                return refusal ? [`${row.number}: ${refusal}`] : []
              })[0]
            return (
              <Menu.Item key={name} disabled={reason !== undefined} onClick={() => move(name)}>
                {moves[name].title}
                {reason && (
                  <Text size="xs" c="dimmed" maw={320}>
                    {reason}
                  </Text>
                )}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        c="var(--hf-ink)"
        leftSection={<IconX size={14} aria-hidden />}
        onClick={clear}
      >
        Clear
      </Button>
      {open !== undefined && <Ask rows={rows} what={open} acting={acting} onClose={close} />}
    </section>
  )
}

type AskProps = {
  readonly rows: readonly CaseRow[]
  readonly what: 'hand-over' | 'priority' | CaseMove
  readonly acting: DeskActing
  readonly onClose: () => void
}

/** What has to be said with an act: to whom, how urgent, and why. */
function Ask({ rows, what, acting, onClose }: AskProps) {
  const [to, setTo] = useState('')
  const [priority, setPriority] = useState('')
  const [reason, setReason] = useState('')
  const title = what === 'hand-over' ? 'Hand over' : what === 'priority' ? 'Change the priority' : moves[what].title
  const act = (): DeskAct | undefined => {
    if (what === 'hand-over') return { kind: 'assign', to: to.trim(), reason }
    if (what === 'priority') return priority ? { kind: 'priority', priority: priority as 'P1', reason } : undefined
    return { kind: 'move', move: what, reason, agreedBy: '' }
  }
  const send = () => {
    const given = act()
    if (given) acting.perform(rows, given, onClose)
  }
  return (
    <Dialog title={`${title}: ${countWords(rows.length, 'case')}`} opened onClose={onClose}>
      <Form onSubmit={send}>
        {what === 'hand-over' && (
          <TextInput
            type="email"
            label="To whom"
            description="The e-mail address of a colleague."
            required
            data-autofocus
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
        {what === 'priority' && (
          <Radio.Group label="New priority" value={priority} onChange={setPriority}>
            <Group mt={6}>
              {priorities.map((each) => (
                <Radio key={each} value={each} label={each} />
              ))}
            </Group>
          </Radio.Group>
        )}
        <Textarea
          label="Reason"
          description="Stands in the history of each case."
          required={what !== 'hand-over'}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={acting.busy} error={acting.error} onCancel={onClose}>
          {title}
        </Send>
      </Form>
    </Dialog>
  )
}

/** What could not be done, case by case. */
export function NotDone({ acting }: { readonly acting: DeskActing }) {
  const { failed, forget, error } = acting
  if (error) return <Problem error={error} title="It was not done" />
  return (
    <Dialog title={`Not done: ${countWords(failed.length, 'case')}`} opened={failed.length > 0} onClose={forget}>
      <Stack gap="xs">
        <ul className="lines">
          {failed.map(({ case: number, problem }) => (
            <li key={number}>
              <Text size="sm">
                <b>{number}</b>: {problem?.title}
                {problem?.found ? `, ${problem.found}` : ''}. {problem?.toDo}
              </Text>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button onClick={forget} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
