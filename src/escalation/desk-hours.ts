import type { WorkCalendar } from '../calendar/calendar.ts'
import { compiledOnce } from '../calendar/compile.ts'
import { isOpen, nextClosing, nextOpening } from '../calendar/working-time.ts'
import type { PolicyValue } from '../catalog/policies.ts'
import type { Instant } from '../lib/time.ts'

/**
 * Who leads an escalation at an hour. In words: the desk answers round the clock and never refuses; within the advisor's
 * working hours the advisor leads and the desk gets a copy; outside them, at weekends and on holidays the desk leads
 * (ACP-4.p1, ACP-4.p2, policy B25). Without an advisor's calendar, or with a year that is not loaded, the desk leads.
 */
export type Lead = {
  readonly lead: 'advisor' | 'desk'
  readonly why: string
  /** When the advisor's hours begin next; null while they run or when nobody can tell. */
  readonly advisorFrom: Instant | null
  /** When somebody else leads; null when that never comes or nobody can tell. */
  readonly changesAt: Instant | null
}

export function leadAt(hours: PolicyValue<'desk.hours'>, advisor: WorkCalendar | undefined, now: Instant): Lead {
  if (!advisor) return { lead: 'desk', why: 'no advisor’s hours are known', advisorFrom: null, changesAt: null }
  const compiled = compiledOnce(advisor)
  const open = compiled.kind === 'compiled-calendar' ? isOpen(compiled, now) : compiled
  if (typeof open !== 'boolean') return { lead: 'desk', why: open.message, advisorFrom: null, changesAt: null }
  const turns = hours.insideAdvisorHours === 'advisor-leads-desk-copies'
  if (open) {
    const closing = compiled.kind === 'compiled-calendar' ? nextClosing(compiled, now) : undefined
    return turns
      ? {
          lead: 'advisor',
          why: `within the advisor’s hours (${advisor.title}, ${advisor.zone})`,
          advisorFrom: null,
          changesAt: typeof closing === 'number' ? closing : null,
        }
      : { lead: 'desk', why: 'the desk leads at every hour', advisorFrom: null, changesAt: null }
  }
  const next = compiled.kind === 'compiled-calendar' ? nextOpening(compiled, now) : undefined
  return {
    lead: 'desk',
    why: `outside the advisor’s hours (${advisor.title}, ${advisor.zone})`,
    advisorFrom: typeof next === 'number' ? next : null,
    changesAt: turns && typeof next === 'number' ? next : null,
  }
}
