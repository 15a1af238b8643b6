import { wordsForDuration } from '../calendar/explain.ts'
import { formatLocal } from '../calendar/local-time.ts'
import { type Instant, toIso, type Zone } from '../lib/time.ts'
import { explainClock } from './clock/explain.ts'
import { type ResponseClock, responseClock } from './clock/response-clock.ts'
import type { ClockTerms } from './clock/terms.ts'
import { type CaseEvent, clockEvents } from './timeline.ts'

/** A clock as people read it: the state, the instant in a zone, the time left, and why. */
export type ClockView = {
  readonly state: 'running' | 'met' | 'missed' | 'none'
  readonly startedAt: string | null
  readonly dueAt: string | null
  readonly dueText: string | null
  readonly respondedAt: string | null
  readonly targetMinutes: number | null
  readonly targetRule: string | null
  readonly force: 'target' | 'guideline' | null
  /** Early is negative, late is positive. */
  readonly byMs: number | null
  readonly byText: string | null
  readonly why: readonly string[]
  readonly clauses: readonly string[]
}

const iso = (at: Instant | undefined): string | null => (at === undefined ? null : toIso(at))

/** The clock of a case at an instant, from its stamped terms and its history alone. */
export const clockOf = (terms: ClockTerms, events: readonly CaseEvent[], now: Instant): ResponseClock =>
  responseClock(terms, clockEvents(events), now)

export function viewClock(terms: ClockTerms | null, events: readonly CaseEvent[], now: Instant, zone: Zone): ClockView {
  if (!terms) {
    return {
      state: 'none',
      startedAt: null,
      dueAt: null,
      dueText: null,
      respondedAt: null,
      targetMinutes: null,
      targetRule: null,
      force: null,
      byMs: null,
      byText: null,
      why: ['No service promises a first response for this case.'],
      clauses: [],
    }
  }
  const clock = clockOf(terms, events, now)
  const due = clock.dueAt === undefined ? null : formatLocal(zone, clock.dueAt)
  return {
    state: clock.state,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    dueText: typeof due === 'string' ? due : null,
    respondedAt: iso(clock.respondedAt),
    targetMinutes: clock.targetMinutes ?? null,
    targetRule: clock.targetRule ?? null,
    force: clock.force,
    byMs: clock.byMs ?? null,
    byText:
      clock.byMs === undefined
        ? null
        : `${wordsForDuration(Math.abs(clock.byMs))} ${clock.byMs > 0 ? 'late' : clock.state === 'running' ? 'left' : 'early'}`,
    why: explainClock(clock, terms, zone).lines,
    clauses: clock.clauses,
  }
}
