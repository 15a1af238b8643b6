import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import { daysMs } from '../lib/time.ts'

/**
 * The one place where local time becomes an instant (design section 4.7): PostgreSQL reads the repeated
 * hour as the later one, JavaScript as the earlier one, so nothing else in the house may decide it.
 *
 * The rule, chosen so that a later local time is never an earlier instant:
 * - a local time that happens twice (clocks go back) is its first occurrence, unless `later` is asked for;
 * - a local time that never happens (clocks go forward) is the instant of the jump.
 *
 * It stands on Intl.DateTimeFormat and not on Temporal: the portal runs the same code, and browsers and
 * Node 24 may lack Temporal. Offsets are read from Intl once per zone and year and kept.
 */
export type LocalTimeProblem =
  | { readonly kind: 'unknown-zone'; readonly zone: string; readonly message: string }
  | { readonly kind: 'bad-local-time'; readonly text: string; readonly message: string }

/** What the wall clock shows in a zone. `weekday`: 1 is Monday, 7 is Sunday. `millisOfDay` counts on the wall clock. */
export type LocalClock = {
  readonly date: LocalDate
  readonly weekday: number
  readonly millisOfDay: number
  /** Wall clock minus UTC, in milliseconds. */
  readonly offsetMs: number
}

/** Offsets of one zone within one UTC year: `offsets[i]` holds from `from[i]` until `from[i + 1]`. */
type YearOffsets = { readonly from: readonly Instant[]; readonly offsets: readonly number[] }
type ZoneTable = { readonly wall: Intl.DateTimeFormat; readonly years: Map<number, YearOffsets> }

const zones = new Map<string, ZoneTable>()
/** Zone names come from outside in many spellings; the real list has some 600. */
const mostZones = 1_000
const zoneName = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/

const unknownZone = (zone: string): LocalTimeProblem => ({
  kind: 'unknown-zone',
  zone,
  message: `Found the time zone "${zone}", expected an IANA name such as Europe/Amsterdam: correct the zone.`,
})

const tableOf = (zone: Zone): ZoneTable | undefined => {
  const known = zones.get(zone)
  if (known) return known
  if (!zoneName.test(zone)) return undefined
  let wall: Intl.DateTimeFormat
  try {
    wall = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    return undefined
  }
  if (zones.size >= mostZones) zones.clear()
  const table: ZoneTable = { wall, years: new Map() }
  zones.set(zone, table)
  return table
}

/** Wall clock minus UTC at a whole second, asked from Intl. */
const readOffset = (wall: Intl.DateTimeFormat, at: Instant): number => {
  const part: Record<string, number> = {}
  for (const { type, value } of wall.formatToParts(at)) part[type] = Number(value)
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - at
}

const readYear = (wall: Intl.DateTimeFormat, year: number): YearOffsets => {
  const end = Date.UTC(year + 1, 0, 1)
  let at = Date.UTC(year, 0, 1)
  let offset = readOffset(wall, at)
  const from = [at]
  const offsets = [offset]
  // No zone has changed twice within a day since 1970, so a daily look misses nothing.
  while (at < end) {
    const next = Math.min(at + daysMs, end)
    const then = readOffset(wall, next)
    if (then !== offset) {
      let before = at
      let after = next
      while (after - before > 1_000) {
        const middle = before + Math.floor((after - before) / 2_000) * 1_000
        if (readOffset(wall, middle) === offset) before = middle
        else after = middle
      }
      if (after < end) {
        from.push(after)
        offsets.push(then)
      }
      offset = then
    }
    at = next
  }
  return { from, offsets }
}

const yearOf = (table: ZoneTable, year: number): YearOffsets => {
  const known = table.years.get(year)
  if (known) return known
  const read = readYear(table.wall, year)
  table.years.set(year, read)
  return read
}

const offsetIn = (table: ZoneTable, at: Instant): number => {
  const { from, offsets } = yearOf(table, new Date(at).getUTCFullYear())
  let index = from.length - 1
  while (index > 0 && from[index]! > at) index -= 1
  return offsets[index]!
}

const inRange = (at: number): boolean => at >= Date.UTC(1900, 0, 1) && at < Date.UTC(2300, 0, 1)

const outOfRange = (at: Instant): LocalTimeProblem => ({
  kind: 'bad-local-time',
  text: String(at),
  message: `Found the instant ${at}, expected one between the years 1900 and 2300.`,
})

/** The refusal when `zone` is no IANA zone; nothing when it is. */
export const zoneProblem = (zone: Zone): LocalTimeProblem | undefined => (tableOf(zone) === undefined ? unknownZone(zone) : undefined)

/** What the wall clock of `zone` shows at an instant; a problem for an unknown zone or a time outside 1900 to 2299. */
export const localClock = (zone: Zone, at: Instant): LocalClock | LocalTimeProblem => {
  const table = tableOf(zone)
  if (!table) return unknownZone(zone)
  if (!inRange(at)) return outOfRange(at)
  const offsetMs = offsetIn(table, at)
  const wall = at + offsetMs
  const day = Math.floor(wall / daysMs)
  return {
    date: new Date(wall).toISOString().slice(0, 10),
    weekday: ((((day + 3) % 7) + 7) % 7) + 1,
    millisOfDay: wall - day * daysMs,
    offsetMs,
  }
}

const localText = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/

/** A local date and time as milliseconds on a clock without a zone; NaN when the text is none. 24:00 is the next midnight. */
export const wallMillis = (text: string): number => {
  const found = localText.exec(text)
  if (!found) return Number.NaN
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return Number.NaN
  const date = Date.UTC(year, month - 1, day)
  if (new Date(date).getUTCMonth() !== month - 1 || month === 0 || day === 0) return Number.NaN
  return date + ((hour * 60 + minute) * 60 + second) * 1_000
}

/** {@link resolveLocal} for a wall clock already counted in milliseconds. */
export const resolveWall = (zone: Zone, wall: number, which: 'earlier' | 'later' = 'earlier'): Instant | LocalTimeProblem => {
  const table = tableOf(zone)
  if (!table) return unknownZone(zone)
  if (!inRange(wall)) return outOfRange(wall)
  const firstYear = new Date(wall - daysMs).getUTCFullYear()
  const lastYear = new Date(wall + daysMs).getUTCFullYear()
  let found: Instant | undefined
  let jump: Instant | undefined
  let previous: number | undefined
  for (let year = firstYear; year <= lastYear; year += 1) {
    const { from, offsets } = yearOf(table, year)
    for (let index = 0; index < from.length; index += 1) {
      const start = from[index]!
      const offset = offsets[index]!
      const end = from[index + 1] ?? Date.UTC(year + 1, 0, 1)
      const instant = wall - offset
      if (instant >= start && instant < end && (found === undefined || which === 'later')) found = instant
      if (previous !== undefined && start + previous <= wall && wall < start + offset) jump = start
      previous = offset
    }
  }
  return found ?? jump ?? wall - previous!
}

/**
 * The instant of a local date and time `YYYY-MM-DDTHH:MM` (or with `:SS`). Repeated time: the first
 * occurrence unless `which` is `later`. Skipped time: the instant of the jump.
 */
export const resolveLocal = (zone: Zone, text: string, which: 'earlier' | 'later' = 'earlier'): Instant | LocalTimeProblem => {
  const wall = wallMillis(text)
  if (Number.isNaN(wall))
    return {
      kind: 'bad-local-time',
      text,
      message: `Found "${text}", expected a local time as YYYY-MM-DDTHH:MM: correct the date or the time.`,
    }
  return resolveWall(zone, wall, which)
}

/** The calendar date at an instant in a zone. */
export const localDate = (zone: Zone, at: Instant): LocalDate | LocalTimeProblem => {
  const clock = localClock(zone, at)
  return 'kind' in clock ? clock : clock.date
}

const weekdayNames = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `16:30`, or `16:30:05` when the second is not zero. */
export const wordsForTime = (millisOfDay: number): string => {
  const text = new Date(millisOfDay).toISOString()
  return millisOfDay % 60_000 === 0 ? text.slice(11, 16) : text.slice(11, 19)
}

/** `Fri 6 Mar` for a date; with the year when `withYear`. */
export const wordsForDate = (date: LocalDate, withYear = false): string => {
  const day = Math.floor(Date.parse(date) / daysMs)
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1
  const words = `${weekdayNames[weekday]} ${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]}`
  return withYear ? `${words} ${date.slice(0, 4)}` : words
}

/** `Fri 6 Mar 2026 16:30`, the seconds only when they are not zero. */
export const formatLocal = (zone: Zone, at: Instant): string | LocalTimeProblem => {
  const clock = localClock(zone, at)
  return 'kind' in clock ? clock : `${wordsForDate(clock.date, true)} ${wordsForTime(clock.millisOfDay)}`
}
