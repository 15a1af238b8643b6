import { addDays } from '../calendar/terms.ts'
import type { AttendedPeriod } from '../duties/attendance.ts'
import type { LocalDate } from '../lib/time.ts'
import type { MeetingState, Side } from './kinds.ts'

/** What was promised against what happened, and the customer's duty to attend: worked out from the meetings alone. */

export type Counted = {
  /** The day that the rule named, or the day of the meeting. */
  readonly on: LocalDate
  readonly state: MeetingState
  readonly side: Side | null
  readonly moved: boolean
  /** Whether no care is in place on the day, so that it is not to be held (SSM-5.a). */
  readonly suspended: boolean
  /** Whether somebody of the customer attended. */
  readonly attended: boolean
}

export type Tally = {
  readonly promised: number
  readonly held: number
  readonly missed: number
  readonly cancelledByProvider: number
  readonly cancelledByCustomer: number
  readonly moved: number
  /** Planned for a day on which it is not to be held. */
  readonly suspended: number
  readonly ahead: number
  /** Past its day and nobody has said what became of it. */
  readonly unsaid: number
  readonly attended: number
}

export function tally(meetings: readonly Counted[], today: LocalDate): Tally {
  const count = (holds: (one: Counted) => boolean) => meetings.filter(holds).length
  return {
    promised: meetings.length,
    held: count(({ state }) => state === 'held'),
    missed: count(({ state }) => state === 'missed'),
    cancelledByProvider: count(({ state, side }) => state === 'cancelled' && side !== 'customer'),
    cancelledByCustomer: count(({ state, side }) => state === 'cancelled' && side === 'customer'),
    moved: count(({ moved }) => moved),
    suspended: count(({ state, suspended }) => state === 'planned' && suspended),
    ahead: count(({ state, suspended, on }) => state === 'planned' && !suspended && on >= today),
    unsaid: count(({ state, suspended, on }) => state === 'planned' && !suspended && on < today),
    attended: count(({ state, attended }) => state === 'held' && attended),
  }
}

export type Reading = 'once-per-two-months' | 'twice-a-month'

export const readingWords: Readonly<Record<Reading, string>> = {
  'once-per-two-months': 'at least one meeting in every two months',
  'twice-a-month': 'two meetings in every month',
}

export type DutyPeriod = AttendedPeriod & {
  /** Meetings that there were to attend. */
  readonly offered: number
}

const monthStart = (year: number, month: number): LocalDate => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)

/**
 * The duty to attend by calendar period: with the reading of two months January and February, March and April and so on; with the other every month
 * (SSM-4.c, policy B71). A period is judged once it is over; one in which the provider held nothing is not held against the customer.
 */
export function attendanceDuty(
  meetings: readonly Counted[],
  term: { readonly from: LocalDate; readonly until: LocalDate },
  today: LocalDate,
  reading: Reading,
): readonly DutyPeriod[] {
  const [months, needed] = reading === 'once-per-two-months' ? [2, 1] : [1, 2]
  const periods: DutyPeriod[] = []
  const year = Number(term.from.slice(0, 4))
  let month = Math.floor((Number(term.from.slice(5, 7)) - 1) / months) * months
  for (let count = 0; count < 240; count++, month += months) {
    const [start, next] = [monthStart(year, month), monthStart(year, month + months)]
    if (start > term.until) break
    const from = [start, term.from].toSorted()[1] as LocalDate
    const last = addDays(next, -1)
    const to = [last, term.until].toSorted()[0] as LocalDate
    const within = meetings.filter(({ on }) => on >= from && on <= to)
    const attended = within.filter((one) => one.state === 'held' && one.attended).length
    // what the customer called off or stayed away from was offered all the same
    const offered = within.filter(({ state, side }) => state === 'held' || (state !== 'planned' && side === 'customer')).length
    const due = Math.min(needed, Math.max(offered, to >= today ? needed : 0))
    const state =
      attended >= needed || (attended >= due && due > 0 && to < today)
        ? 'met'
        : to >= today
          ? from > today
            ? 'to come'
            : 'running'
          : offered === 0
            ? 'no meeting was offered'
            : 'not met'
    periods.push({ from, to, attended, due: needed, offered, state })
  }
  return periods
}
