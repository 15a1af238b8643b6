import type { Instant, LocalDate } from '../lib/time.ts'
import type { CalendarProblem } from './calendar.ts'
import type { CompiledCalendar } from './compile.ts'
import { type LocalClock, localClock, wordsForDate, wordsForTime } from './local-time.ts'
import { addDays } from './terms.ts'
import { addWorkingTime, nextOpening, runOf, stretchAt } from './working-time.ts'

/** Why a deadline in working time falls where it falls. */
export type DueExplanation = {
  readonly kind: 'due-explanation'
  readonly due: Instant
  readonly steps: readonly DueStep[]
  /** Working stretches left out between the first and the last ones of a long explanation. */
  readonly leftOut: number
  /** `Fri 6 Mar 16:30 to 17:00: 30 min; weekend; Mon 9 Mar 09:00 to 12:30: 3 h 30 min` */
  readonly text: string
}

export type DueStep =
  | {
      readonly kind: 'worked'
      readonly from: Instant
      readonly to: Instant
      readonly ms: number
      readonly text: string
    }
  | { readonly kind: 'closed'; readonly days: readonly LocalDate[]; readonly text: string }

/** A longer explanation names this many working stretches at its beginning and half as many at its end. */
const stretchesAtTheStart = 12
const stretchesAtTheEnd = 6

/** `3 h 30 min`, `45 min`, `1 min 30 s`, `250 ms`; a minus sign is kept. */
export const wordsForDuration = (ms: number): string => {
  if (ms < 0) return `-${wordsForDuration(-ms)}`
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(ms / 3_600_000), 'h'],
    [Math.floor(ms / 60_000) % 60, 'min'],
    [Math.floor(ms / 1_000) % 60, 's'],
    [ms % 1_000, 'ms'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return words.length === 0 ? '0 min' : words.join(' ')
}

/** The calendar's zone compiled, so the clock there is always known within the loaded years. */
const clockOf = (compiled: CompiledCalendar, at: Instant): LocalClock => localClock(compiled.calendar.zone, at) as LocalClock

const workedText = (compiled: CompiledCalendar, from: Instant, to: Instant, withYear: boolean): string => {
  const start = clockOf(compiled, from)
  const end = clockOf(compiled, to)
  const midnight = end.millisOfDay === 0 && end.date === addDays(start.date, 1)
  const until = midnight
    ? '24:00'
    : end.date === start.date
      ? wordsForTime(end.millisOfDay)
      : `${wordsForDate(end.date)} ${wordsForTime(end.millisOfDay)}`
  return `${wordsForDate(start.date, withYear)} ${wordsForTime(start.millisOfDay)} to ${until}: ${wordsForDuration(to - from)}`
}

/** Whole days without any work between two instants, said as weekend, holiday or closed. */
const closedBetween = (compiled: CompiledCalendar, closing: Instant, opening: Instant): DueStep | undefined => {
  const last = clockOf(compiled, opening).date
  const closed = clockOf(compiled, closing).date
  const days: LocalDate[] = []
  // Work up to midnight, or a start on a free day, leaves that date untouched: it counts as closed too.
  for (let day = idleDate(compiled, closing) ? closed : addDays(closed, 1); day < last; day = addDays(day, 1)) days.push(day)
  if (days.length === 0) return undefined
  const words: string[] = []
  for (const day of days) {
    const holiday = compiled.calendar.holidays.find(({ date }) => date === day)
    const weekday = new Date(Date.parse(day)).getUTCDay()
    const said = holiday
      ? `holiday ${wordsForDate(day)} (${holiday.name})`
      : weekday === 0 || weekday === 6
        ? 'weekend'
        : `closed ${wordsForDate(day)}`
    if (words.at(-1) !== said) words.push(said)
  }
  return { kind: 'closed', days, text: words.join('; ') }
}

type Stretch = { readonly from: Instant; readonly to: Instant }

/** The working stretches between two instants of one run. */
const stretchesBetween = (compiled: CompiledCalendar, from: Instant, to: Instant): readonly Stretch[] => {
  const { starts, ends } = compiled
  const run = runOf(compiled, from)
  const found: Stretch[] = []
  if (run)
    for (let index = stretchAt(compiled, run, from); index < run.last && starts[index]! < to; index += 1)
      found.push({ from: Math.max(from, starts[index]!), to: Math.min(ends[index]!, to) })
  return found
}

/** Whether nothing at all is worked on the local date of an instant. */
const idleDate = (compiled: CompiledCalendar, at: Instant): boolean => {
  const { date, millisOfDay } = clockOf(compiled, at)
  const opening = nextOpening(compiled, Math.max(at - millisOfDay, runOf(compiled, at)?.from ?? at))
  return typeof opening === 'number' && clockOf(compiled, opening).date > date
}

/**
 * {@link addWorkingTime} step by step in words, for a person who asks "why 12:30?". Slower by far: only on demand.
 * Dates carry the year where it differs from the year before.
 */
export const explainDue = (compiled: CompiledCalendar, from: Instant, durationMs: number): DueExplanation | CalendarProblem => {
  const due = addWorkingTime(compiled, from, durationMs)
  if (typeof due !== 'number') return due
  const stretches = stretchesBetween(compiled, from, due)
  const leftOut = Math.max(0, stretches.length - stretchesAtTheStart - stretchesAtTheEnd)
  const steps: DueStep[] = []
  const words: string[] = []
  let before = from
  let year = ''
  stretches.forEach((stretch, index) => {
    if (leftOut > 0 && index >= stretchesAtTheStart && index < stretchesAtTheStart + leftOut) {
      before = stretch.to
      if (index === stretchesAtTheStart) {
        const left = stretches.slice(index, index + leftOut)
        const ms = left.reduce((sum, each) => sum + each.to - each.from, 0)
        words.push(`${leftOut} more working stretches: ${wordsForDuration(ms)}`)
      }
      return
    }
    const closed = closedBetween(compiled, before, stretch.from)
    if (closed) {
      steps.push(closed)
      words.push(closed.text)
    }
    const startYear = clockOf(compiled, stretch.from).date.slice(0, 4)
    const text = workedText(compiled, stretch.from, stretch.to, year !== '' && startYear !== year)
    year = startYear
    steps.push({ kind: 'worked', from: stretch.from, to: stretch.to, ms: stretch.to - stretch.from, text })
    words.push(text)
    before = stretch.to
  })
  return {
    kind: 'due-explanation',
    due,
    steps,
    leftOut,
    text: words.length === 0 ? 'no working time' : words.join('; '),
  }
}
