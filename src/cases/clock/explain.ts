import { compiledOnce } from '../../calendar/compile.ts'
import { explainDue, wordsForDuration } from '../../calendar/explain.ts'
import { formatLocal } from '../../calendar/local-time.ts'
import type { Instant, Zone } from '../../lib/time.ts'
import { minutesMs, toIso } from '../../lib/time.ts'
import type { ResponseClock, TargetStep } from './response-clock.ts'
import type { ClockTerms } from './terms.ts'

/** Why a clock says what it says: a sentence for each thing that happened to it, with clauses and policies. */
export type ClockExplanation = { readonly kind: 'clock-explanation'; readonly lines: readonly string[]; readonly text: string }

const cite = (...marks: readonly string[]): string => (marks.length === 0 ? '' : ` (${marks.join(', ')})`)

/** How a step counted to its due: "30 min elapsed" or the stretches of working time. */
const counted = (terms: ClockTerms, step: TargetStep, said: (at: Instant) => string): string => {
  const { basis, countedFrom, targetMinutes } = step
  if (basis === undefined || countedFrom === undefined || targetMinutes === undefined) return 'no target'
  const ms = targetMinutes * minutesMs
  if (basis === 'elapsed') return `${said(countedFrom)} plus ${wordsForDuration(ms)} round the clock is ${said(countedFrom + ms)}`
  const calendar = terms.calendars.find(({ id }) => id === basis.calendar)
  const compiled = calendar ? compiledOnce(calendar) : undefined
  if (!calendar || compiled?.kind !== 'compiled-calendar') return `${wordsForDuration(ms)} of working time in calendar ${basis.calendar}`
  const explained = explainDue(compiled, countedFrom, ms)
  const where = `${calendar.title} (version ${calendar.version}, ${calendar.zone})`
  return explained.kind === 'due-explanation'
    ? `${wordsForDuration(ms)} of working time in ${where}: ${explained.text}`
    : `${wordsForDuration(ms)} of working time in ${where}: ${explained.message}`
}

const stepLine = (terms: ClockTerms, step: TargetStep, said: (at: Instant) => string): string => {
  const { responseClock, responseRepriority, responseWebP1 } = terms.policies
  const due = step.dueAt === undefined ? 'no due' : `due ${said(step.dueAt)}`
  const marks = [...step.clauses, ...(step.channelRule ? [responseWebP1.id] : []), responseClock.id]
  if (step.cause === 'opened')
    return step.targetMinutes === undefined
      ? `No target for ${step.priority}.`
      : `Target ${step.targetRule}, ${wordsForDuration(step.targetMinutes * minutesMs)}: ${counted(terms, step, said)}; ${due}${cite(...marks)}.`
  const change = `${step.from} to ${step.priority} at ${said(step.at)}`
  if (step.cause === 'after-contact') return `${change}, after the first contact: nothing changes${cite(responseRepriority.id)}.`
  if (step.cause === 'after-closing') return `${change}, after the customer closed the case: nothing changes.`
  const words = step.cause === 'raised' ? 'Raised' : 'Lowered'
  const late = step.afterDue ? ' The old due had already passed.' : ''
  const kept = step.kept ? `; the old due is kept, ${due}` : `; ${due}`
  return `${words} ${change}: ${counted(terms, step, said)}${kept}${cite(...marks, responseRepriority.id)}.${late}`
}

const outcome = (clock: ResponseClock, said: (at: Instant) => string): string => {
  const by = wordsForDuration(Math.abs(clock.byMs ?? 0))
  if (clock.state === 'met') {
    const took = wordsForDuration(clock.respondedAt! - clock.startedAt!)
    return `Met: ${clock.respondedBy} made contact at ${said(clock.respondedAt!)}, after ${took}, ${by} before it was due.`
  }
  if (clock.state === 'running') return `Running: ${by} left.`
  if (clock.state === 'missed') {
    if (clock.respondedAt !== undefined) return `Missed by ${by}: ${clock.respondedBy} made contact at ${said(clock.respondedAt)}.`
    if (clock.withdrawnAt !== undefined)
      return `Missed by ${by}: no contact until the customer closed the case at ${said(clock.withdrawnAt)}.`
    if (clock.merged) return `Missed by ${by}: no contact until it was merged into ${clock.merged.into} at ${said(clock.merged.at)}.`
    return `Missed: no contact yet, ${by} late.`
  }
  const why = {
    'not-reported': 'no case was reported yet',
    'no-target': 'the service promises no response time here',
    withdrawn: 'the customer closed the case before it was due',
    merged: clock.merged
      ? `merged into ${clock.merged.into} at ${said(clock.merged.at)}, before it was due and before it was answered`
      : '',
    'no-due': clock.problems.map(({ message }) => message).join(' '),
  }
  return `No clock: ${clock.none ? why[clock.none] : 'unknown'}`.replace(/\.?$/, '.')
}

/**
 * Answers "why 12:30?": start, target, each change, each contact that did not count, and the outcome. `terms` are
 * those the clock was made from; instants are said in `zone` (UTC in ISO form when the zone is unknown). Working time
 * is said in the zone of its calendar.
 */
export const explainClock = (clock: ResponseClock, terms: ClockTerms, zone: Zone): ClockExplanation => {
  const said = (at: Instant): string => {
    const words = formatLocal(zone, at)
    return typeof words === 'string' ? words : toIso(at)
  }
  const lines: string[] = []
  if (clock.startedAt !== undefined) {
    const { responseStart } = terms.policies
    lines.push(`Started ${said(clock.startedAt)}, ${clock.startRule}${cite(responseStart.id)}.`)
  }
  for (const step of clock.history) lines.push(stepLine(terms, step, said))
  for (const contact of clock.contacts)
    if (!contact.counts) lines.push(`Contact at ${said(contact.at)} does not count: ${contact.why}${cite(terms.policies.responseStop.id)}.`)
  lines.push(outcome(clock, said))
  if (clock.force === 'guideline' && clock.dueAt !== undefined) lines.push('A guideline, not a promise of the contract.')
  const definitions = terms.clauses.filter((clause) => !clock.history.some(({ clauses }) => clauses.includes(clause)))
  if (clock.startedAt !== undefined && definitions.length > 0) lines.push(`Defined in ${definitions.join(', ')}.`)
  return { kind: 'clock-explanation', lines, text: lines.join(' ') }
}
