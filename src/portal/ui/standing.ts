import { hoursMs, minutesMs } from '../../lib/time.ts'

/** How a first-response clock stands, for whoever has to act on it. */
export type Standing = 'on-time' | 'at-risk' | 'overdue' | 'met' | 'late' | 'none'

type Row = {
  readonly response: 'running' | 'met' | 'missed' | 'none'
  readonly dueAt: number | null
  readonly respondedAt: number | null
  readonly reportedAt: number
}

/** At risk from the last quarter of the time on, at least the last ten minutes and at most the last hour. */
export function standingOf({ response, dueAt, respondedAt, reportedAt }: Row, now: number): Standing {
  if (response === 'met') return 'met'
  if (response === 'none' || dueAt === null) return 'none'
  if (response === 'missed') return respondedAt === null ? 'overdue' : 'late'
  if (now > dueAt) return 'overdue'
  const margin = Math.min(hoursMs, Math.max(10 * minutesMs, (dueAt - reportedAt) / 4))
  return dueAt - now <= margin ? 'at-risk' : 'on-time'
}
