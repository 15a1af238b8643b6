import { localClock, resolveLocal, wallMillis, wordsForDate, wordsForTime } from '../calendar/local-time.ts'
import { daysMs, type Instant, type LocalDate, minutesMs, type Zone } from '../lib/time.ts'
import { type Refusal, refused, type WorkingDays, whyClosed, workingDay } from './occurrences.ts'

/**
 * When a meeting may be: on a working day of the provider, within the hours that the service gives for the region, on the wall clock of whoever the
 * hours follow (SSM-5.c1 to SSM-5.c3, ACP-10.p3, policy B12). Where no hours are written for a region nothing is booked until a row is.
 */
export type Hours = WorkingDays & {
  readonly region: string
  readonly zone: Zone
  readonly shift: { readonly start: string; readonly end: string } | undefined
  readonly clauses: readonly string[]
  /** Those of them that speak of the time of day; where the service does not say it apart, all of them. */
  readonly timeClauses?: readonly string[]
}

/** The clauses that a day that is not worked breaks: of a holiday, or of the days of the week; all of them where the service does not say them apart. */
function dayClauses(hours: Hours, on: LocalDate): readonly string[] {
  const { clauses, timeClauses = [], holidayClauses = [], holidays } = hours
  const of = (found: readonly string[]) => (found.length > 0 ? found : clauses)
  if (holidays.some(({ date }) => date === on)) return of(holidayClauses)
  return of(clauses.filter((each) => !timeClauses.includes(each) && !holidayClauses.includes(each)))
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export type Start = { readonly at: Instant; readonly note: string | null }

/** The instant of a local time. One that never happens is refused; one that happens twice is its first unless the later is asked for. */
export function startOf(zone: Zone, on: LocalDate, time: string, later = false): Start | Refusal {
  const text = `${on}T${time}`
  const at = resolveLocal(zone, text, later ? 'later' : 'earlier')
  if (typeof at !== 'number') return refused([], at.message, 'Correct the time or the zone.')
  const clock = localClock(zone, at)
  if ('kind' in clock) return refused([], clock.message, 'Correct the time or the zone.')
  if (wallMillis(text) !== Date.parse(clock.date) + clock.millisOfDay)
    return refused(
      [],
      `${time} does not happen on ${wordsForDate(on)} in ${zone}: the clocks go forward over it`,
      `Choose ${wordsForTime(clock.millisOfDay)} or later.`,
    )
  const other = resolveLocal(zone, text, later ? 'earlier' : 'later')
  const twice = typeof other === 'number' && other !== at
  return { at, note: twice ? `${time} happens twice that day in ${zone}: the ${later ? 'second' : 'first'} one is meant` : null }
}

/** The start of a meeting of a series. Its local time stays the same over the year; one that never happens is when the clocks have jumped. */
export function seriesStart(zone: Zone, on: LocalDate, time: string): Instant | Refusal {
  const at = resolveLocal(zone, `${on}T${time}`)
  return typeof at === 'number' ? at : refused([], at.message, 'Correct the time or the zone.')
}

/**
 * Why a meeting may not be then; undefined when it may.
 * @param agreed other hours were agreed on: what cannot be told, such as a year without its holidays, is refused all the same
 */
export function hoursProblem(hours: Hours, startsAt: Instant, minutes: number, agreed = false): Refusal | undefined {
  const { shift, zone, clauses, region } = hours
  const times = hours.timeClauses?.length ? hours.timeClauses : clauses
  if (!shift) return refused(times, `Hours for ${region} are not defined`, `Enter a row of hours for ${region} (policy B12).`)
  const [from, to] = [localClock(zone, startsAt), localClock(zone, startsAt + minutes * minutesMs)]
  if ('kind' in from || 'kind' in to) return refused(clauses, `The zone ${zone} is not known`, 'Correct the zone.')
  const closed = whyClosed(hours, from.date)
  if (typeof closed === 'object') return closed
  if (agreed) return undefined
  if (closed !== undefined) {
    const next = workingDay(hours, from.date)
    return refused(
      dayClauses(hours, from.date),
      `${wordsForDate(from.date)} ${closed}`,
      typeof next === 'string' ? `The next working day is ${wordsForDate(next)} (${next}).` : next.toDo,
    )
  }
  const start = from.millisOfDay / minutesMs
  const end = to.millisOfDay / minutesMs + ((Date.parse(to.date) - Date.parse(from.date)) / daysMs) * 1440
  if (start < minutesOf(shift.start) || end > minutesOf(shift.end))
    return refused(
      times,
      `${wordsForTime(from.millisOfDay)} to ${wordsForTime(to.millisOfDay)} in ${zone} lies outside the hours of ${region}`,
      `${region} has ${shift.start} to ${shift.end} there.`,
    )
  return undefined
}
