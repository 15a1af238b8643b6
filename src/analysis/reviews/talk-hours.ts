import { type CalendarProblem, type WorkCalendar, weekdays } from '../../calendar/calendar.ts'
import { localClock, wordsForDate, wordsForTime } from '../../calendar/local-time.ts'
import { isWorkingDay, workingDaysFrom } from '../../calendar/working-days.ts'
import type { Instant } from '../../lib/time.ts'

/** What keeps a talk out of the working hours: what was found, what is usual, what to do. */
export type OutsideHours = { readonly found: string; readonly expected: string; readonly toDo: string }

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const agree = 'enter the number of the vendor’s agreement to other hours'

/** Why an instant lies outside the hours of a calendar; undefined when it lies in them, and a problem when its year has no holidays entered (policy B13). */
export function outsideHours(calendar: WorkCalendar, at: Instant): OutsideHours | CalendarProblem | undefined {
  const clock = localClock(calendar.zone, at)
  if ('kind' in clock) return undefined
  const worked = isWorkingDay(calendar, clock.date)
  if (typeof worked !== 'boolean') return worked
  const shift = calendar.week[weekdays[(new Date(clock.date).getUTCDay() + 6) % 7] ?? 'monday']?.[0]
  const minute = clock.millisOfDay / 60_000
  if (worked && shift && minute >= minuteOf(shift.start) && minute < minuteOf(shift.end)) return undefined
  const holiday = calendar.holidays.find(({ date }) => date === clock.date)
  const usual = shift ?? calendar.week.monday?.[0]
  const next = workingDaysFrom(calendar, clock.date, 1)
  const [day] = 'kind' in next ? [] : next
  const why = worked ? '' : holiday ? `, a holiday of the vendor: ${holiday.name}` : ', a day that is not worked'
  return {
    found: `${wordsForDate(clock.date, true)} ${wordsForTime(clock.millisOfDay)}${why}`,
    expected: `Monday to Friday, ${usual?.start ?? '?'} to ${usual?.end ?? '?'} in ${calendar.zone}, on no holiday of the vendor`,
    toDo:
      worked || day === undefined
        ? `Correct the time, or ${agree}.`
        : `Correct the time (next day that is worked: ${wordsForDate(day, true)}), or ${agree}.`,
  }
}
