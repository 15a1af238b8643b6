import type { Instant } from '../lib/time.ts'
import { daysMs } from '../lib/time.ts'
import { badCalendar, type CalendarProblem, type WorkCalendar, weekdays } from './calendar.ts'
import { resolveWall, zoneProblem } from './local-time.ts'
import { isDate } from './terms.ts'

/** Hours a calendar may be compiled for: a bound on what one calendar costs. */
const mostYears = 60
const mostShiftsADay = 24

/**
 * A calendar as sorted, separate stretches of open time in instants. `before[i]` is the open time in
 * milliseconds before stretch `i`, so that adding and measuring are a subtraction after a look-up.
 * Runs are the stretches of loaded years: a question must stay within one run (policy B13).
 */
export type CompiledCalendar = {
  readonly kind: 'compiled-calendar'
  readonly calendar: WorkCalendar
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly before: Float64Array
  readonly runs: readonly Run[]
}

export type Run = {
  readonly firstYear: number
  readonly lastYear: number
  /** First and one past the last instant of the run. */
  readonly from: Instant
  readonly to: Instant
  /** Stretches `first` up to, not including, `last` lie in this run. */
  readonly first: number
  readonly last: number
  /** For each 24 hours from `from`: the first stretch that ends after the beginning of that day. */
  readonly byDay: Int32Array
}

const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes since midnight; NaN when the text is no time. */
const minutesOf = (text: string): number => {
  if (text === '24:00') return 1_440
  const found = timeOfDay.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN
}

type Minutes = { readonly start: number; readonly end: number }

/** The shifts of each weekday, Monday first, in minutes; an end after 1440 lies on the next day. */
const readWeek = (calendar: WorkCalendar): readonly (readonly Minutes[])[] | CalendarProblem => {
  const week: Minutes[][] = []
  for (const key of Object.keys(calendar.week))
    if (!(weekdays as readonly string[]).includes(key)) return badCalendar(calendar.id, 'week', `"${key}"`, 'a day from monday to sunday')
  for (const day of weekdays) {
    const shifts = calendar.week[day] ?? []
    if (shifts.length > mostShiftsADay) return badCalendar(calendar.id, day, `${shifts.length} shifts`, `at most ${mostShiftsADay}`)
    const read: Minutes[] = []
    for (const shift of shifts) {
      const start = minutesOf(shift.start)
      const end = minutesOf(shift.end)
      if (Number.isNaN(start) || Number.isNaN(end) || start === 1_440)
        return badCalendar(calendar.id, day, `${shift.start} to ${shift.end}`, 'times from 00:00 to 24:00')
      if (start === end)
        return badCalendar(
          calendar.id,
          day,
          `${shift.start} to ${shift.end}`,
          'a start and an end that differ; write the whole day as 00:00 to 24:00',
        )
      read.push({ start, end: end > start ? end : end + 1_440 })
    }
    week.push(read.sort((a, b) => a.start - b.start))
  }
  return week
}

const readHolidays = (calendar: WorkCalendar): ReadonlySet<number> | CalendarProblem => {
  const days = new Set<number>()
  for (const { date, name } of calendar.holidays) {
    if (!isDate(date)) return badCalendar(calendar.id, `holiday "${name}"`, `"${date}"`, 'a date as YYYY-MM-DD')
    days.add(Date.parse(date) / daysMs)
  }
  return days
}

/** Runs of consecutive years, sorted. */
const readYears = (calendar: WorkCalendar): readonly (readonly [number, number])[] | CalendarProblem => {
  const years = [...new Set(calendar.loadedYears)].sort((a, b) => a - b)
  if (years.length === 0) return badCalendar(calendar.id, 'loadedYears', 'no year', 'at least one year')
  if (years.length > mostYears) return badCalendar(calendar.id, 'loadedYears', `${years.length} years`, `at most ${mostYears}`)
  const runs: [number, number][] = []
  for (const year of years) {
    if (!Number.isInteger(year) || year < 1970 || year > 2200)
      return badCalendar(calendar.id, 'loadedYears', String(year), 'a year from 1970 to 2200')
    const last = runs.at(-1)
    if (last && last[1] === year - 1) last[1] = year
    else runs.push([year, year])
  }
  return runs
}

/**
 * The calendar as stretches of open time, or why it cannot be: an unknown zone, a time or a date that is
 * none. Costs about a millisecond per loaded year; keep the result (see {@link compiledOnce}).
 */
export const compileCalendar = (calendar: WorkCalendar): CompiledCalendar | CalendarProblem => {
  const { zone } = calendar
  const badZone = zoneProblem(zone)
  if (badZone) return badZone
  const week = readWeek(calendar)
  if ('kind' in week) return week
  const holidays = readHolidays(calendar)
  if ('kind' in holidays) return holidays
  const years = readYears(calendar)
  if ('kind' in years) return years

  // The zone is known and the years are in range, so every local time below has an instant.
  const at = (day: number, minutes: number): Instant => resolveWall(zone, day * daysMs + minutes * 60_000) as Instant
  const starts: Instant[] = []
  const ends: Instant[] = []
  const runs: Run[] = []
  for (const [firstYear, lastYear] of years) {
    const firstDay = Date.UTC(firstYear, 0, 1) / daysMs
    const endDay = Date.UTC(lastYear + 1, 0, 1) / daysMs
    const first = starts.length
    // Touching or overlapping stretches become one, but never across two runs.
    const open = (from: Instant, to: Instant): void => {
      if (from >= to) return
      const previous = ends.length - 1
      if (previous >= first && from <= ends[previous]!) ends[previous] = Math.max(ends[previous]!, to)
      else {
        starts.push(from)
        ends.push(to)
      }
    }
    for (let day = firstDay; day < endDay; day += 1) {
      if (holidays.has(day)) continue
      const weekday = (day + 3) % 7
      // The rest of yesterday's overnight shifts, also when yesterday was a holiday or in a year not loaded.
      for (const shift of week[(weekday + 6) % 7]!) if (shift.end > 1_440) open(at(day, 0), at(day, shift.end - 1_440))
      for (const shift of week[weekday]!) open(at(day, shift.start), at(day, Math.min(shift.end, 1_440)))
    }
    const from = at(firstDay, 0)
    const to = at(endDay, 0)
    const byDay = new Int32Array(Math.ceil((to - from) / daysMs) + 1)
    let index = first
    for (let day = 0; day < byDay.length; day += 1) {
      while (index < ends.length && ends[index]! <= from + day * daysMs) index += 1
      byDay[day] = index
    }
    runs.push({ firstYear, lastYear, from, to, first, last: starts.length, byDay })
  }

  const before = new Float64Array(starts.length + 1)
  for (let index = 0; index < starts.length; index += 1) before[index + 1] = before[index]! + (ends[index]! - starts[index]!)
  return {
    kind: 'compiled-calendar',
    calendar,
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    before,
    runs,
  }
}

const compiled = new WeakMap<WorkCalendar, CompiledCalendar | CalendarProblem>()

/** {@link compileCalendar}, done once for each calendar value. Calendars are readonly, so this cannot go stale. */
export const compiledOnce = (calendar: WorkCalendar): CompiledCalendar | CalendarProblem => {
  const known = compiled.get(calendar)
  if (known) return known
  const made = compileCalendar(calendar)
  compiled.set(calendar, made)
  return made
}
