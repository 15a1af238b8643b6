import type { WorkCalendar } from '../../src/calendar/calendar.ts'

/**
 * Business time by looking at the clock on the wall every minute: slow, and without anything in common with
 * src/calendar. Local time comes from Temporal, not from Intl; no local time is ever turned into an instant.
 *
 * In the hour that happens twice the wall clock is read with its high-water mark: once 02:59 has been seen, the
 * second 02:00 to 02:59 still counts as 02:59. That is what "a repeated local time is its first occurrence" means
 * to somebody who only watches the clock. Shifts begin and end on whole minutes, so a minute is open or it is not.
 */
const minute = 60_000
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Oracle = {
  /** Open at this instant; `undefined` when its local year is not loaded. */
  open: (at: number) => boolean | undefined
  /** The instant at which `ms` of open time have passed, or 'not-loaded'. */
  add: (from: number, ms: number) => number | 'not-loaded'
  between: (a: number, b: number) => number | 'not-loaded'
}

const clockTime = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

const openOnTheWall = (calendar: WorkCalendar, wall: Temporal.PlainDateTime): boolean | undefined => {
  const date = wall.toPlainDate()
  if (!calendar.loadedYears.includes(date.year)) return undefined
  if (calendar.holidays.some((holiday) => holiday.date === date.toString())) return false
  const now = wall.hour * 60 + wall.minute
  const today = calendar.week[names[date.dayOfWeek - 1]!] ?? []
  const yesterday = calendar.week[names[(date.dayOfWeek + 5) % 7]!] ?? []
  return (
    today.some(({ start, end }) => {
      const from = clockTime(start)
      const to = clockTime(end)
      return now >= from && (to <= from || now < to)
    }) || yesterday.some(({ start, end }) => clockTime(end) <= clockTime(start) && now < clockTime(end))
  )
}

export const oracleOf = (calendar: WorkCalendar): Oracle => {
  // One block of 24 hours is looked at as soon as any of its minutes is asked for: 0 shut, 1 open, 2 not loaded.
  const blocks = new Map<number, Uint8Array>()
  const blockOf = (index: number): Uint8Array => {
    const known = blocks.get(index)
    if (known) return known
    const block = new Uint8Array(1_440)
    const first = index * 1_440
    let mark: Temporal.PlainDateTime | undefined
    for (let at = first - 180; at < first + 1_440; at += 1) {
      const wall = Temporal.Instant.fromEpochMilliseconds(at * minute)
        .toZonedDateTimeISO(calendar.zone)
        .toPlainDateTime()
      if (mark === undefined || Temporal.PlainDateTime.compare(wall, mark) > 0) mark = wall
      if (at < first) continue
      const open = openOnTheWall(calendar, mark)
      block[at - first] = open === undefined ? 2 : open ? 1 : 0
    }
    blocks.set(index, block)
    return block
  }
  const look = (minuteIndex: number): number => {
    const block = Math.floor(minuteIndex / 1_440)
    return blockOf(block)[minuteIndex - block * 1_440]!
  }
  const open = (at: number): boolean | undefined => {
    const seen = look(Math.floor(at / minute))
    return seen === 2 ? undefined : seen === 1
  }
  return {
    open,
    add: (from, ms) => {
      let left = ms
      let at = from
      while (left > 0) {
        const index = Math.floor(at / minute)
        const seen = look(index)
        if (seen === 2) return 'not-loaded'
        const next = (index + 1) * minute
        if (seen === 1) {
          if (next - at >= left) return at + left
          left -= next - at
        }
        at = next
      }
      // Nothing to add: an instant of a loaded year, or the very end of one, is its own answer.
      return look(Math.floor(at / minute)) === 2 && look(Math.floor((at - 1) / minute)) === 2 ? 'not-loaded' : at
    },
    between: (a, b) => {
      if (b < a) {
        const turned: number | 'not-loaded' = oracleOf(calendar).between(b, a)
        return turned === 'not-loaded' ? turned : 0 - turned
      }
      let sum = 0
      let at = a
      while (at < b) {
        const index = Math.floor(at / minute)
        const seen = look(index)
        if (seen === 2) return 'not-loaded'
        const next = Math.min((index + 1) * minute, b)
        if (seen === 1) sum += next - at
        at = next
      }
      return sum
    },
  }
}
