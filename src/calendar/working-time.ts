import type { Instant } from '../lib/time.ts'
import { daysMs } from '../lib/time.ts'
import { type CalendarProblem, yearNotLoaded } from './calendar.ts'
import type { CompiledCalendar, Run } from './compile.ts'
import { localDate } from './local-time.ts'

/**
 * Adding and measuring business time, exact to the millisecond. Every function answers with a number or, when the
 * question leaves the loaded years, with the reason (policy B13). Nothing here allocates on the way to a number:
 * deadlines are worked out some millions of times a second when a year is played.
 */

/** The run that holds an instant; the end of a run belongs to it, since a deadline may fall on it. */
export const runOf = (compiled: CompiledCalendar, at: Instant): Run | undefined => {
  const { runs } = compiled
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index]!
    if (at >= run.from && at <= run.to) return run
  }
  return undefined
}

const notLoaded = (compiled: CompiledCalendar, at: Instant): CalendarProblem => {
  if (!Number.isFinite(at)) return { kind: 'bad-duration', found: at, message: `Found ${at}, expected an instant in milliseconds.` }
  const date = localDate(compiled.calendar.zone, at)
  if (typeof date !== 'string') return date
  return yearNotLoaded(compiled.calendar, Number(date.slice(0, 4)))
}

/** The first stretch of the run that ends after `at`. A look-up by day, then a step or two. */
export const stretchAt = (compiled: CompiledCalendar, run: Run, at: Instant): number => {
  const { ends } = compiled
  let index = run.byDay[Math.floor((at - run.from) / daysMs)]!
  while (index < run.last && ends[index]! <= at) index += 1
  return index
}

/** Open milliseconds from the beginning of the calendar to an instant within `run`. */
const openUntil = (compiled: CompiledCalendar, run: Run, at: Instant): number => {
  const index = stretchAt(compiled, run, at)
  const start = index < run.last ? compiled.starts[index]! : at
  return compiled.before[index]! + (at > start ? at - start : 0)
}

/**
 * The earliest instant at which `durationMs` of working time have passed since `from`. Working time that is used up
 * exactly at closing ends at closing, not at the next opening; no duration ends where it began, open or not.
 * Refused: a negative or unreal duration, an instant or a result outside the loaded years.
 */
export const addWorkingTime = (compiled: CompiledCalendar, from: Instant, durationMs: number): Instant | CalendarProblem => {
  const run = runOf(compiled, from)
  if (!run) return notLoaded(compiled, from)
  if (!(durationMs > 0)) {
    if (durationMs === 0) return from
    return {
      kind: 'bad-duration',
      found: durationMs,
      message: `Found ${durationMs} ms of working time, expected none or more.`,
    }
  }
  const { starts, ends, before } = compiled
  let low = stretchAt(compiled, run, from)
  if (low < run.last) {
    // Most deadlines fall in the same stretch or one of the next few.
    const start = starts[low]!
    const target = before[low]! + (from > start ? from - start : 0) + durationMs
    const near = Math.min(low + 4, run.last)
    while (low < near && before[low + 1]! < target) low += 1
    if (low === near && low < run.last) {
      let high = run.last
      while (low < high) {
        const middle = (low + high) >>> 1
        if (before[middle + 1]! < target) low = middle + 1
        else high = middle
      }
    }
    if (low < run.last) return ends[low]! - (before[low + 1]! - target)
  }
  return yearNotLoaded(compiled.calendar, run.lastYear + 1)
}

/** Working time from `a` to `b` in milliseconds; negative when `b` is earlier. */
export const workingTimeBetween = (compiled: CompiledCalendar, a: Instant, b: Instant): number | CalendarProblem => {
  const run = runOf(compiled, a)
  if (!run) return notLoaded(compiled, a)
  if (!(b >= run.from && b <= run.to)) {
    // Both may be loaded with a year between them that is not: that year is the reason.
    if (!runOf(compiled, b)) return notLoaded(compiled, b)
    return yearNotLoaded(compiled.calendar, b > a ? run.lastYear + 1 : run.firstYear - 1)
  }
  return openUntil(compiled, run, b) - openUntil(compiled, run, a)
}

/** Whether work is done at an instant: from the opening on, no longer at the closing. */
export const isOpen = (compiled: CompiledCalendar, at: Instant): boolean | CalendarProblem => {
  const run = runOf(compiled, at)
  if (!run || at === run.to) {
    const next = compiled.runs.find((other) => other.from === at)
    return next ? isOpenIn(compiled, next, at) : notLoaded(compiled, at)
  }
  return isOpenIn(compiled, run, at)
}

const isOpenIn = (compiled: CompiledCalendar, run: Run, at: Instant): boolean => {
  const index = stretchAt(compiled, run, at)
  return index < run.last && compiled.starts[index]! <= at
}

/** The instant itself while closed, otherwise the closing of the stretch; refused when the loaded years end before it. */
export const nextClosing = (compiled: CompiledCalendar, at: Instant): Instant | CalendarProblem => {
  const open = isOpen(compiled, at)
  if (open !== true) return open === false ? at : open
  const run = runOf(compiled, at)!
  const end = compiled.ends[stretchAt(compiled, run, at)]!
  return end < run.to ? end : yearNotLoaded(compiled.calendar, run.lastYear + 1)
}

/** The instant itself while open, otherwise the next opening; refused when none is left in the loaded years. */
export const nextOpening = (compiled: CompiledCalendar, at: Instant): Instant | CalendarProblem => {
  const run = runOf(compiled, at)
  if (!run) return notLoaded(compiled, at)
  const index = stretchAt(compiled, run, at)
  if (index >= run.last) return yearNotLoaded(compiled.calendar, run.lastYear + 1)
  return Math.max(at, compiled.starts[index]!)
}
