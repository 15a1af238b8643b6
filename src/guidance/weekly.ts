import { type CaseState, caseStates } from '../cases/states.ts'
import { daysMs, type Instant } from '../lib/time.ts'

/** The state of all cases in a week of onboarding, worked out from the cases themselves (MSP-3.1.1.h). */

export type OpenCase = {
  readonly number: string
  readonly summary: string
  readonly priority: string
  readonly state: CaseState
  readonly reportedAt: Instant
}

const ageWords = (from: Instant, now: Instant): string => {
  const days = Math.floor((now - from) / daysMs)
  return days < 1 ? 'less than a day old' : days === 1 ? 'one day old' : `${days} days old`
}

/** The report in words, the most urgent case first; a week without an open case reports that. */
export function weeklyReport(cases: readonly OpenCase[], now: Instant): string {
  const open = cases
    .filter(({ state }) => caseStates[state].open)
    .toSorted((one, other) =>
      one.priority === other.priority ? one.reportedAt - other.reportedAt : one.priority < other.priority ? -1 : 1,
    )
  if (open.length === 0) return 'No case is open. Nothing is to be done this week.'
  const count = open.length === 1 ? 'One case is open.' : `${open.length} cases are open.`
  return [
    count,
    ...open.map(
      ({ number, summary, priority, state, reportedAt }) =>
        `${number} ${summary}\n${priority}, ${caseStates[state].title.toLowerCase()}, ${ageWords(reportedAt, now)}. Next: ${caseStates[state].next}.`,
    ),
  ].join('\n\n')
}
