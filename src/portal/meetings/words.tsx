import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import { useMe } from '../session.tsx'
import { IconCheck, IconCircleX, IconClock, IconHelp, IconX } from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'
import { absolute } from '../ui/time.ts'

export type Meeting = Answer<'meeting.list'>['items'][number]

export const sideWords = { provider: 'the provider', customer: 'the customer' } as const

/** When a meeting is: on the reader's clock, and on the clock that it was planned by where that is another. */
export function MeetingTime({ of }: { readonly of: Pick<Meeting, 'startsAt' | 'zone' | 'minutes'> }) {
  const { zone } = useMe().person
  const at = fromIso(of.startsAt)
  const there = absolute(of.zone, at)
  const here = absolute(zone, at)
  return (
    <>
      <time dateTime={of.startsAt}>{here}</time>
      {there.split(' ').slice(0, 5).join(' ') !== here.split(' ').slice(0, 5).join(' ') && <div className="small dim">{there} there</div>}
    </>
  )
}

export function StateTag({ of }: { readonly of: Pick<Meeting, 'state' | 'side' | 'suspended'> }) {
  if (of.suspended !== null) return <Tag tone="warn">Suspended</Tag>
  if (of.state === 'held')
    return (
      <Tag tone="ok" icon={IconCheck}>
        Held
      </Tag>
    )
  if (of.state === 'missed')
    return (
      <Tag tone="danger" icon={IconCircleX}>
        Missed by {of.side === null ? 'nobody' : sideWords[of.side]}
      </Tag>
    )
  if (of.state === 'cancelled')
    return (
      <Tag tone="dim" icon={IconX}>
        Cancelled by {of.side === null ? 'nobody' : sideWords[of.side]}
      </Tag>
    )
  return (
    <Tag tone="info" icon={IconClock}>
      Planned
    </Tag>
  )
}

const answerWords = { none: 'No answer yet', accepted: 'Accepted', declined: 'Declined', tentative: 'Perhaps' } as const

export function AnswerTag({ of }: { readonly of: keyof typeof answerWords }) {
  const [tone, icon] =
    of === 'accepted'
      ? (['ok', IconCheck] as const)
      : of === 'declined'
        ? (['danger', IconX] as const)
        : of === 'tentative'
          ? (['warn', IconHelp] as const)
          : (['dim', IconClock] as const)
  return (
    <Tag tone={tone} icon={icon}>
      {answerWords[of]}
    </Tag>
  )
}
