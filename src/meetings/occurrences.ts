import { wordsForDate } from '../calendar/local-time.ts'
import { addDays, isDate, termEnd } from '../calendar/terms.ts'
import type { LocalDate } from '../lib/time.ts'

/**
 * When the meetings of a series are, in words:
 * - every so many days from a chosen first date through the contract's last day (SSM-3.1.a1), counted from the first date, so that one that moved
 *   moves none behind it;
 * - once in each contract year, due by the last day of that year (SSM-3.1.a2);
 * - a weekend or a holiday moves it to the next working day (SSM-5.c1, SSM-5.c2); where that lies behind the last day, to the one before;
 * - a year whose holidays are not loaded is refused, and named (policy B13).
 */
export type Rule =
  | { readonly kind: 'every-days'; readonly days: number }
  | { readonly kind: 'per-contract-year' }
  | { readonly kind: 'on-request' }

export type WorkingDays = {
  readonly id: string
  readonly title: string
  readonly holidays: readonly { readonly date: LocalDate; readonly name: string }[]
  readonly loadedYears: readonly number[]
  /** The clauses by which the service leaves holidays out; each service has its own. */
  readonly holidayClauses?: readonly string[]
}

export type Occurrence = {
  /** The day that the rule names; it stays what it was, wherever the meeting moves. */
  readonly plannedOn: LocalDate
  readonly on: LocalDate
  /** Why it is another day; null when it is not. */
  readonly moved: string | null
}

export type Refusal = {
  readonly kind: 'refused'
  readonly clauses: readonly string[]
  readonly why: string
  readonly toDo: string
}

export const refused = (clauses: readonly string[], why: string, toDo: string): Refusal => ({ kind: 'refused', clauses, why, toDo })

/** A series is some years long at most; a bound on what one costs. */
export const mostOccurrences = 400

export const notLoaded = (calendar: WorkingDays, year: number): Refusal =>
  refused(
    calendar.holidayClauses ?? [],
    `The calendar ${calendar.id} has no holidays entered for ${year} (loaded: ${calendar.loadedYears.join(', ') || 'none'})`,
    `Enter the holidays of ${year} first (policy B13).`,
  )

/** Why nothing is held on a day; undefined on a working day. */
export function whyClosed(calendar: WorkingDays, on: LocalDate): string | undefined | Refusal {
  const year = Number(on.slice(0, 4))
  if (!calendar.loadedYears.includes(year)) return notLoaded(calendar, year)
  const holiday = calendar.holidays.find(({ date }) => date === on)
  if (holiday) return `is a holiday in ${calendar.title}: ${holiday.name}`
  const weekday = new Date(on).getUTCDay()
  return weekday === 0 || weekday === 6 ? 'is a weekend' : undefined
}

const longestClosed = 30

/** The next working day from a day on, or the one before when `step` is -1. */
export function workingDay(calendar: WorkingDays, from: LocalDate, step: 1 | -1 = 1): LocalDate | Refusal {
  let day = from
  for (let count = 0; count < longestClosed; count++) {
    const closed = whyClosed(calendar, day)
    if (closed === undefined) return day
    if (typeof closed !== 'string') return closed
    day = addDays(day, step)
  }
  return refused(
    calendar.holidayClauses ?? [],
    `No working day within ${longestClosed} days of ${from}`,
    'Correct the calendar of holidays.',
  )
}

/** So many working days after a day, which does not count itself. */
export function workingDaysAfter(calendar: WorkingDays, from: LocalDate, count: number): LocalDate | Refusal {
  let day = from
  for (let done = 0; done < count; done++) {
    const next = workingDay(calendar, addDays(day, 1))
    if (typeof next !== 'string') return next
    day = next
  }
  return day
}

type Term = {
  readonly firstOn: LocalDate
  readonly from: LocalDate
  readonly until: LocalDate
  /** The clauses that promise the meetings. */
  readonly clauses?: readonly string[]
}

/** The last days of the years of a term: of a part of a year at its end, the last day of the term. */
function yearEnds({ from, until }: Pick<Term, 'from' | 'until'>): readonly LocalDate[] {
  const ends: LocalDate[] = []
  for (let year = 1; year <= mostOccurrences; year++) {
    const end = termEnd(from, 12 * year)
    ends.push(end < until ? end : until)
    if (end >= until) break
  }
  return ends
}

function plannedDays(rule: Rule, { firstOn, from, until }: Term): readonly LocalDate[] {
  if (rule.kind === 'on-request') return []
  if (rule.kind === 'per-contract-year') return yearEnds({ from, until }).filter((day) => day >= firstOn)
  const days: LocalDate[] = []
  for (let day = firstOn; day <= until && days.length <= mostOccurrences; day = addDays(day, rule.days)) days.push(day)
  return days
}

/** The meetings of a series, in order, each with why it moved; a refusal when they cannot be told. */
export function occurrences(rule: Rule, term: Term, calendar: WorkingDays): readonly Occurrence[] | Refusal {
  const { firstOn, from, until, clauses = [] } = term
  if (![firstOn, from, until].every(isDate)) return refused(clauses, 'A date of the series does not exist', 'Correct the date.')
  if (firstOn < from || firstOn > until)
    return refused(clauses, `The first date ${firstOn} lies outside the contract, ${from} to ${until}`, 'Choose a date within it.')
  if (rule.kind === 'every-days' && (!Number.isInteger(rule.days) || rule.days < 1 || rule.days > 366))
    return refused(clauses, `Found every ${rule.days} days`, 'Choose from 1 to 366 days.')
  const planned = plannedDays(rule, term)
  if (planned.length > mostOccurrences)
    return refused(clauses, `The series would have more than ${mostOccurrences} meetings`, 'Choose more days between them.')
  const found: Occurrence[] = []
  for (const plannedOn of planned) {
    const placed = place(rule, plannedOn, until, calendar)
    if ('kind' in placed) return placed
    // two that fall on one day are one meeting
    if (found.at(-1)?.on !== placed.on) found.push(placed)
  }
  return found
}

/** Where a planned day lands. A business review is due by its day, so that it moves to the day before. */
function place(rule: Rule, plannedOn: LocalDate, until: LocalDate, calendar: WorkingDays): Occurrence | Refusal {
  const closed = whyClosed(calendar, plannedOn)
  if (closed === undefined) return { plannedOn, on: plannedOn, moved: null }
  if (typeof closed !== 'string') return closed
  const ahead = rule.kind === 'per-contract-year' ? undefined : workingDay(calendar, plannedOn)
  if (ahead !== undefined && typeof ahead !== 'string') return ahead
  const on = ahead !== undefined && ahead <= until ? ahead : workingDay(calendar, plannedOn, -1)
  if (typeof on !== 'string') return on
  return { plannedOn, on, moved: `${wordsForDate(plannedOn)} ${closed}: moved to ${wordsForDate(on)}` }
}

/** Days before the due day of a business review on which whoever runs it is reminded (SSM-3.1.a2). */
export const dueReminderDays = 30
