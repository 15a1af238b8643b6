import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import { daysMs } from '../lib/time.ts'
import { type LocalTimeProblem, resolveLocal } from './local-time.ts'

/**
 * Whole months and days on the calendar, as policy B10 (time.month_rule) counts them:
 * - a term includes its first day: 12 months from 1 Mar 2026 end on 28 Feb 2027;
 * - a deadline counted from an event leaves the day of the event out: 12 months after 10 Mar 2026 is 10 Mar 2027;
 * - a day that the month does not have is the last day of that month.
 * Dates are text `YYYY-MM-DD`, checked at the door with {@link isDate}; a text that is no date is a bug of the caller.
 */

/** True for a date that exists, written `YYYY-MM-DD`. */
export const isDate = (text: string): text is LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

const toDate = (at: number): LocalDate => new Date(at).toISOString().slice(0, 10)

/** Day `day` of the month that lies `months` after the month of `date`; the last day when that month is shorter. */
const dayOfMonth = (date: LocalDate, months: number, day: number): LocalDate => {
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7)) - 1 + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return toDate(Date.UTC(year, month, Math.min(day, last)))
}

/** `days` whole days later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => toDate(Date.parse(date) + days * daysMs)

/** Whole days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((Date.parse(to) - Date.parse(from)) / daysMs)

/**
 * The last day of a term of whole months whose first day is `start` (B10, day one included). The last day is the
 * day before the same day of the later month; where the later month is too short, its last day:
 * 12 months from 29 Feb 2028 end on 28 Feb 2029, 1 month from 31 Jan 2026 on 28 Feb 2026.
 */
export const termEnd = (start: LocalDate, months: number): LocalDate => {
  const day = Number(start.slice(8))
  return day === 1 ? addDays(dayOfMonth(start, months, 1), -1) : dayOfMonth(start, months, day - 1)
}

/** The last day of a deadline of whole months after an event on `date` (B10, the day of the event left out). */
export const deadlineAfter = (date: LocalDate, months: number): LocalDate => dayOfMonth(date, months, Number(date.slice(8)))

const counted = (count: number, what: string): string => (count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`)

/** How long a term is, its first and last day included, in years, months and the days that are left: `1 year`, `7 months`, `1 year 2 days`. */
export const lengthOf = (start: LocalDate, end: LocalDate): string => {
  let months = 0
  while (termEnd(start, months + 1) <= end) months++
  const days = daysBetween(months === 0 ? addDays(start, -1) : termEnd(start, months), end)
  return [counted(Math.floor(months / 12), 'year'), counted(months % 12, 'month'), counted(days, 'day')]
    .filter((part) => part !== '')
    .join(' ')
}

/** The earliest of several end dates; undefined when none is given. An absent date sets no end. */
export const earliestEnd = (...dates: readonly (LocalDate | undefined)[]): LocalDate | undefined =>
  dates.reduce((least, date) => (least === undefined || (date !== undefined && date < least) ? date : least), undefined)

/** The last second of a date in a zone (B10: a deadline ends at 23:59:59 of the customer's primary workplace). */
export const lastSecondOf = (zone: Zone, date: LocalDate): Instant | LocalTimeProblem => {
  const next = resolveLocal(zone, `${addDays(date, 1)}T00:00`)
  return typeof next === 'number' ? next - 1_000 : next
}
