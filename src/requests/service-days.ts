import type { CalendarProblem, WorkCalendar } from '../calendar/calendar.ts'
import { localClock, localDate, resolveLocal } from '../calendar/local-time.ts'
import { addDays, termEnd } from '../calendar/terms.ts'
import { isWorkingDay, workingDaysFrom } from '../calendar/working-days.ts'
import { fromIso, type Instant, type LocalDate, minutesMs, type Zone } from '../lib/time.ts'
import type { Unit, Window } from './request.ts'

/** When a service is given: which days it takes, and how many units those are. */
export type ServiceDays = { readonly first: LocalDate; readonly last: LocalDate; readonly days: readonly LocalDate[] }

type Asked = {
  readonly unit: Unit
  readonly quantity: number
  readonly first: LocalDate
  readonly windows: readonly Window[]
  /** Working days on which nothing is given, by agreement (MSP-6.d3). */
  readonly leftOut?: readonly LocalDate[] | undefined
}

/** When a window is, and the zone whose days it touches. */
export type Stretch = Pick<Window, 'startsAt' | 'endsAt' | 'zone'>

/** Calendar days that a window touches where it was agreed; one that ends at midnight does not touch the next. */
export function daysOfWindow({ startsAt, endsAt, zone }: Stretch): readonly LocalDate[] {
  const first = localDate(zone, startsAt)
  const last = localDate(zone, endsAt - 1)
  const days: LocalDate[] = []
  if (typeof first !== 'string' || typeof last !== 'string') return days
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/** Every calendar day that any of the windows touches, once, in order. */
export const daysOfWindows = (windows: readonly Stretch[]): readonly LocalDate[] => [...new Set(windows.flatMap(daysOfWindow))].toSorted()

/**
 * The days of a service that begins on a day: consecutive business days (MSP-6.d3, policy B48), whole months from that day on
 * (policy B49), or the days that its windows touch.
 */
export function serviceDays(
  calendar: WorkCalendar,
  { unit, quantity, first, windows, leftOut = [] }: Asked,
): ServiceDays | CalendarProblem {
  if (windows.length > 0) {
    const days = daysOfWindows(windows)
    return { first: days[0] ?? first, last: days.at(-1) ?? first, days }
  }
  if (unit === 'month') {
    const worked = isWorkingDay(calendar, first)
    if (typeof worked !== 'boolean') return worked
    const last = termEnd(first, quantity)
    return { first, last, days: [first, last] }
  }
  if (unit === 'day') {
    const found = workingDaysFrom(calendar, first, quantity + leftOut.length)
    if ('kind' in found) return found
    const days = found.filter((day) => !leftOut.includes(day)).slice(0, quantity)
    return { first: days[0] ?? first, last: days.at(-1) ?? first, days }
  }
  return { first, last: first, days: [first] }
}

/** Reports of a month of service: each so many days after its first one, and one on the last (MSP-3.1.1.h, policy B49). */
export function reportDays(
  calendar: WorkCalendar,
  { first, last }: Pick<ServiceDays, 'first' | 'last'>,
  everyDays: number,
): readonly LocalDate[] | CalendarProblem {
  const found = new Set<LocalDate>()
  for (let day = addDays(first, everyDays); day < last; day = addDays(day, everyDays)) {
    const moved = workingDaysFrom(calendar, day, 1)
    if ('kind' in moved) return moved
    const [on] = moved
    if (on !== undefined && on < last) found.add(on)
  }
  // the closing report is due on the last day, before it where that is not worked
  const closing = workingDaysFrom(calendar, last, 1, -1)
  if ('kind' in closing) return closing
  return [...found, ...closing].filter((day, at, all) => all.indexOf(day) === at)
}

export type BadTime = { readonly found: string; readonly expected: string; readonly toDo: string }

/**
 * The instant of a time that a window begins or ends at: local text, or an instant with its offset. A local time that does not
 * exist, or comes twice, on the night when the clocks change is no answer: which one is meant decides about a booking.
 */
export function windowTime(zone: Zone, text: string): Instant | BadTime {
  const withOffset = fromIso(text)
  if (!Number.isNaN(withOffset)) return withOffset
  const [earlier, later] = [resolveLocal(zone, text), resolveLocal(zone, text, 'later')]
  if (typeof earlier !== 'number' || typeof later !== 'number') {
    const problem = typeof earlier === 'number' ? later : earlier
    return {
      found: text,
      expected: 'a local time as YYYY-MM-DDTHH:MM',
      toDo: typeof problem === 'number' || problem.kind === 'bad-local-time' ? 'Correct the date or the time.' : problem.message,
    }
  }
  const offsetOf = (at: Instant) => {
    const clock = localClock(zone, at)
    return 'offsetMs' in clock ? clock.offsetMs : 0
  }
  const iso = (at: Instant) => {
    const offset = offsetOf(at) / minutesMs
    const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
    return `${text}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
  }
  if (earlier !== later)
    return {
      found: `${text}, which comes twice in ${zone}`,
      expected: `${iso(earlier)} or ${iso(later)}`,
      toDo: 'Say which of the two is meant, with its offset.',
    }
  if (new Date(earlier + offsetOf(earlier)).toISOString().slice(0, 16) !== text.slice(0, 16))
    return {
      found: `${text}, which does not exist in ${zone}: the clocks go forward over it`,
      expected: 'a time before or after the change',
      toDo: 'Choose another time.',
    }
  return earlier
}
