import type { LocalDate } from '../lib/time.ts'
import { type CalendarProblem, type WorkCalendar, weekdays, yearNotLoaded } from './calendar.ts'
import { addDays } from './terms.ts'

/**
 * Whole working days on a calendar: those that have a shift and are no holiday. A day of a year whose holidays were not
 * entered is no answer but a problem that says which year to enter (policy B13).
 */

/** Whether a day is worked. */
export function isWorkingDay(calendar: WorkCalendar, day: LocalDate): boolean | CalendarProblem {
  const year = Number(day.slice(0, 4))
  if (!calendar.loadedYears.includes(year)) return yearNotLoaded(calendar, year)
  const weekday = weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? 'monday'
  return (calendar.week[weekday]?.length ?? 0) > 0 && !calendar.holidays.some(({ date }) => date === day)
}

/** How far a search for a working day goes: a calendar without any is a mistake in it. */
const mostDays = 3700

/**
 * The first `count` working days from a day on, that day included.
 * @param step -1 goes back in time
 */
export function workingDaysFrom(
  calendar: WorkCalendar,
  from: LocalDate,
  count: number,
  step: 1 | -1 = 1,
): readonly LocalDate[] | CalendarProblem {
  const days: LocalDate[] = []
  for (let day = from, looked = 0; days.length < count; day = addDays(day, step), looked += 1) {
    const worked = isWorkingDay(calendar, day)
    if (typeof worked !== 'boolean') return worked
    if (worked) days.push(day)
    if (looked > mostDays)
      return {
        kind: 'bad-calendar',
        where: 'week',
        found: 'no working day',
        message: `Calendar ${calendar.id} has no working day: correct it.`,
      }
  }
  return days
}

/** The working day `count` working days after a day, which is not counted itself; before it when less than nothing. */
export function workingDayAfter(calendar: WorkCalendar, day: LocalDate, count: number): LocalDate | CalendarProblem {
  if (count === 0) return day
  const step = count > 0 ? 1 : -1
  const days = workingDaysFrom(calendar, addDays(day, step), Math.abs(count), step)
  return 'kind' in days ? days : (days.at(-1) as LocalDate)
}

/** Working days after `from` up to and including `to`; none when `to` is no later. */
export function workingDaysAfter(calendar: WorkCalendar, from: LocalDate, to: LocalDate): readonly LocalDate[] | CalendarProblem {
  const found: LocalDate[] = []
  for (let day = addDays(from, 1), looked = 0; day <= to && looked < mostDays; day = addDays(day, 1), looked += 1) {
    const worked = isWorkingDay(calendar, day)
    if (typeof worked !== 'boolean') return worked
    if (worked) found.push(day)
  }
  return found
}
