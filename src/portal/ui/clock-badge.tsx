import { fromIso } from '../../lib/time.ts'
import { useMe } from '../session.tsx'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconClock, IconSquareFilled, IconX } from './icons.ts'
import { useNow } from './now.ts'
import { type Standing, standingOf } from './standing.ts'
import { Tag, type Tone } from './tag.tsx'
import { lengthOf, near } from './time.ts'

type Clocked = {
  readonly response: 'running' | 'met' | 'missed' | 'none'
  readonly dueAt: string | null
  readonly respondedAt: string | null
  readonly reportedAt: string
}

const looks = {
  'on-time': { tone: 'info', icon: IconClock },
  'at-risk': { tone: 'warn', icon: IconAlertTriangle },
  overdue: { tone: 'alarm', icon: IconSquareFilled },
  met: { tone: 'ok', icon: IconCheck },
  late: { tone: 'danger', icon: IconX },
  none: { tone: 'dim', icon: IconCircleDashed },
} as const satisfies Record<Standing, { tone: Tone; icon: unknown }>

/** How the clock of a row stands at an instant. */
export const standingOfRow = (row: Clocked, now: number): Standing =>
  standingOf(
    {
      response: row.response,
      dueAt: row.dueAt === null ? null : fromIso(row.dueAt),
      respondedAt: row.respondedAt === null ? null : fromIso(row.respondedAt),
      reportedAt: fromIso(row.reportedAt),
    },
    now,
  )

/** Two clocks: the time left, and the instant with its zone. Shape and words say the state as well as the colour. */
export function ClockBadge({ of, due = true }: { readonly of: Clocked; readonly due?: boolean }) {
  const now = useNow()
  const standing = standingOfRow(of, now)
  const { zone } = useMe().person
  const dueAt = of.dueAt === null ? null : fromIso(of.dueAt)
  const { tone, icon } = looks[standing]
  const length = dueAt === null ? '' : lengthOf(dueAt - now)
  const text = {
    'on-time': `${length} left`,
    'at-risk': `At risk, ${length} left`,
    overdue: `Overdue by ${length}`,
    met: 'Answered in time',
    late: 'Answered late',
    none: 'No promised time',
  }[standing]
  return (
    <span className="clock">
      <Tag tone={tone} icon={icon}>
        {text}
      </Tag>
      {due && of.dueAt !== null && dueAt !== null && (
        <span className="small dim nowrap">
          {standing === 'on-time' || standing === 'at-risk' ? 'due' : 'was due'} <time dateTime={of.dueAt}>{near(zone, dueAt, now)}</time>
        </span>
      )}
    </span>
  )
}
