import { compiledOnce } from '../../calendar/compile.ts'
import { addWorkingTime } from '../../calendar/working-time.ts'
import type { Priority } from '../../catalog/offering.ts'
import type { PolicyValue } from '../../catalog/policies.ts'
import { type Instant, minutesMs } from '../../lib/time.ts'
import type { ResponseClock } from './response-clock.ts'
import type { ClockTerms } from './terms.ts'

/**
 * The instants at which somebody hears of a case by itself: shares of the response target, the due instant, and times
 * after it or after the opening (policy H1). Stamped on the case like its clock, and worked out from it whenever asked.
 */
export type StepTerms = PolicyValue<'escalation.steps'>[string][number]

/** The step that every promised response has: it was due and did not come. */
export const dueStep = 'due'

export type Step = {
  readonly code: string
  readonly at: Instant
  readonly tell: StepTerms['tell']
}

/** What was done already; a step is done once for its instant. */
export type StepDone = { readonly code: string; readonly at: Instant }

export type StepFacts = {
  readonly clock: ResponseClock | null
  readonly terms: ClockTerms | null
  readonly steps: readonly StepTerms[]
  readonly priority: Priority
  readonly openedAt: Instant
  readonly resolved: boolean
  readonly done: readonly StepDone[]
}

/** The instant at a part of the target, counted as the target was: elapsed or in working time. */
function partOfTarget(clock: ResponseClock, terms: ClockTerms, percent: number): Instant | undefined {
  const from = clock.history.findLast((step) => !step.kept && step.countedFrom !== undefined && step.dueAt === clock.dueAt)
  if (from?.countedFrom === undefined || from.targetMinutes === undefined || from.basis === undefined) return undefined
  const ms = Math.round((from.targetMinutes * minutesMs * percent) / 100)
  const { basis } = from
  if (basis === 'elapsed' || ms === 0) return from.countedFrom + ms
  const calendar = terms.calendars.find(({ id }) => id === basis.calendar)
  const compiled = calendar && compiledOnce(calendar)
  if (compiled?.kind !== 'compiled-calendar') return undefined
  const at = addWorkingTime(compiled, from.countedFrom, ms)
  return typeof at === 'number' ? at : undefined
}

function instantOf({ when }: StepTerms, { clock, terms, openedAt }: StepFacts): Instant | undefined {
  if ('minutesAfterOpening' in when) return openedAt + when.minutesAfterOpening * minutesMs
  if (!clock || !terms || clock.dueAt === undefined) return undefined
  if ('minutesAfterDue' in when) return clock.dueAt + when.minutesAfterDue * minutesMs
  return partOfTarget(clock, terms, when.percentOfTarget)
}

/**
 * The steps that are still to come or to be made up for, the earliest first. A response ends those that wait for it, a
 * resolution ends all.
 */
export function openSteps(facts: StepFacts): readonly Step[] {
  const { clock, steps, priority, resolved, done } = facts
  if (resolved) return []
  const waits = clock !== null && clock.dueAt !== undefined && clock.respondedAt === undefined && clock.withdrawnAt === undefined
  const found: Step[] = waits && clock.dueAt !== undefined ? [{ code: dueStep, at: clock.dueAt, tell: ['management'] }] : []
  for (const step of steps) {
    if (!step.priorities.includes(priority) || (step.until === 'response' && !waits)) continue
    const at = instantOf(step, facts)
    if (at !== undefined) found.push({ code: step.code, at, tell: step.tell })
  }
  return found
    .filter((step) => !done.some((each) => each.code === step.code && each.at === step.at))
    .sort((a, b) => a.at - b.at || a.code.localeCompare(b.code))
}
