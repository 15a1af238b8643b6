import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { localClock, wordsForTime } from '../../calendar/local-time.ts'
import { mayMove } from '../../changes/change.ts'
import { fromIso } from '../../lib/time.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { localField } from '../ui/instant-field.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { countWords } from '../ui/words.ts'
import { type Change, type Row, windowIn } from './words.ts'

type Props = { readonly change: Row; readonly on?: string; readonly further?: boolean; readonly onClose: () => void }

/** Proposes another time, or asks for a further window; the refusal says which rule and the first time that is right. */
export function MoveDialog({ change, on, further = false, onClose }: Props) {
  const staff = useMe().account.kind === 'provider'
  const clock = localClock(change.zone, fromIso(change.startsAt))
  const length = fromIso(change.endsAt) - fromIso(change.startsAt)
  const usual =
    on && !('kind' in clock) ? `${on}T${wordsForTime(clock.millisOfDay).slice(0, 5)}` : localField(change.zone, fromIso(change.startsAt))
  const [starts, setStarts] = useState(usual)
  const [ends, setEnds] = useState(later(usual, length))
  const [why, setWhy] = useState('')
  const [waiver, setWaiver] = useState('')
  const [looking, setLooking] = useState(false)
  const move = useAct('change.propose', { done: 'It is proposed, and moves once the other side accepts', after: onClose })
  const again = useAct('change.again', { done: 'It is asked for, and made once the other side accepts', after: onClose })
  const propose = further ? again : move
  return (
    <Dialog
      title={further ? `A further window after ${change.number}` : `Propose another time for ${change.number}`}
      opened
      onClose={onClose}
    >
      <Form
        onSubmit={() =>
          propose.mutate({ params: { account: change.account, change: change.number }, body: { starts, ends, why, waiver, agreement: '' } })
        }
      >
        <Text size="sm">
          {further
            ? `Its unit pays for one more after a window that was broken off, once the other side accepts. It was ${windowIn(change.zone, change.startsAt, change.endsAt)}.`
            : `It is ${windowIn(change.zone, change.startsAt, change.endsAt)} until the other side accepts.`}{' '}
          Times are those of the site, {change.zone}.
        </Text>
        <TextInput
          type="datetime-local"
          label="Starts"
          required
          value={starts}
          onChange={({ currentTarget: { value } }) => {
            setStarts(value)
            setEnds(later(value, length))
          }}
        />
        <TextInput type="datetime-local" label="Ends" required value={ends} onChange={({ currentTarget: { value } }) => setEnds(value)} />
        {looking ? (
          <FreeTimes
            change={change}
            onPick={(at, to) => {
              setStarts(localField(change.zone, fromIso(at)))
              setEnds(localField(change.zone, fromIso(to)))
            }}
          />
        ) : (
          <Group>
            <Button variant="default" size="compact-sm" onClick={() => setLooking(true)}>
              Look for a free time
            </Button>
          </Group>
        )}
        <Textarea label="Because" required autosize minRows={2} value={why} onChange={({ currentTarget: { value } }) => setWhy(value)} />
        {staff && (
          <TextInput
            label="Taken with less notice, because"
            description="Only where the notice is too short; the customer reads it."
            value={waiver}
            onChange={({ currentTarget: { value } }) => setWaiver(value)}
          />
        )}
        <Send busy={propose.isPending} error={propose.error} onCancel={onClose}>
          {further ? 'Ask for it' : 'Propose it'}
        </Send>
      </Form>
    </Dialog>
  )
}

/** A local time so much later on the wall; the server counts what really passes. */
const later = (text: string, ms: number): string => {
  const at = Date.parse(`${text}Z`)
  return Number.isNaN(at) ? '' : new Date(at + ms).toISOString().slice(0, 16)
}

/** Free times with an engineer; where there are none, why. */
export function FreeTimes({
  change,
  onPick,
}: {
  readonly change: Row
  readonly onPick: (startsAt: string, endsAt: string, engineer: string) => void
}) {
  const query = useApi('change.slots', { params: { account: change.account, change: change.number }, query: { most: 6, days: 60 } })
  return (
    <Loaded query={query} lines={4}>
      {({ slots, why }) => (
        <Stack gap={6}>
          {slots.map(({ startsAt, endsAt, engineer }) => (
            <Group key={startsAt} justify="space-between" gap={8}>
              <Text size="sm">
                {windowIn(change.zone, startsAt, endsAt)}, {engineer.name}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => onPick(startsAt, endsAt, engineer.id)}>
                Take it
              </Button>
            </Group>
          ))}
          {slots.length === 0 && <Text size="sm">No time is free in the next 60 days.</Text>}
          {why.length > 0 && (
            <details>
              <summary className="small">Why other days fell away</summary>
              <ul className="lines small">
                {why.map(({ what, days }) => (
                  <li key={what}>
                    {what}: {countWords(days, 'day')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

const titles = {
  move: 'Another time is proposed',
  'call-off': 'It is proposed to call this window off',
  again: 'A further window is asked for',
} as const

/** A proposal that waits, for whoever may answer it. */
export function OpenMove({ of }: { readonly of: Change }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const answer = useAct('change.answer-move', {
    done: ({ number }) => (number === of.number ? 'Answered' : `The further window is ${number}`),
  })
  const open = of.moves.find(({ state, kind }) => state === 'open' && mayMove(of.state, kind))
  if (!open) return null
  const own = (open.side === 'provider') === staff
  const give = (value: 'accepted' | 'declined' | 'withdrawn') =>
    answer.mutate({ params: { account: of.account, change: of.number, move: open.id }, body: { answer: value, why: '' } })
  return (
    <Card title={titles[open.kind]}>
      <Stack gap="sm">
        <Text size="sm">
          {open.kind !== 'call-off'
            ? `${open.by} ${open.kind === 'move' ? 'proposes' : 'asks for'} ${windowIn(of.zone, open.startsAt, open.endsAt)} (${of.zone}): ${open.why}`
            : `${open.by} would not have it: ${open.why} The request and its other windows stay.`}
          {open.waiver && ` Taken with less notice: ${open.waiver}`}
        </Text>
        {answer.error && <Problem error={answer.error} />}
        <Group gap={8}>
          {own ? (
            <Act variant="default" reason={may('change.agree')} loading={answer.isPending} onClick={() => give('withdrawn')}>
              Take it back
            </Act>
          ) : (
            <>
              <Act reason={may('change.agree')} loading={answer.isPending} onClick={() => give('accepted')}>
                Accept
              </Act>
              <Act variant="default" reason={may('change.agree')} onClick={() => give('declined')}>
                Decline
              </Act>
            </>
          )}
        </Group>
      </Stack>
    </Card>
  )
}
