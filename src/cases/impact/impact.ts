import type { Offering } from '../../catalog/offering.ts'
import type { Case, CaseTerms } from '../case.ts'
import type { CaseMove } from '../states.ts'
import type { CaseEvent } from '../timeline.ts'

/** What an urgent case did to the customer's business (ACP-11.p2): pure rules. */

/** Whether the service keeps the impact of urgent cases, stamped when a case is opened. */
export function impactAskedBy({ deliverables }: Offering): Pick<CaseTerms, 'impact'> {
  const found = deliverables.find(({ code }) => code === 'case-progression')
  return found ? { impact: { clauses: found.clauses } } : {}
}

/** The impact as it was stated last; empty where nobody stated it. */
export function impactOf(events: readonly CaseEvent[]): string {
  let found = ''
  for (const { body } of events) {
    if (body.kind === 'opened') found = body.impact ?? ''
    else if (body.kind === 'impact') found = body.text
  }
  return found
}

/** Urgent cases of such a service alone are asked for it. */
export const asksImpact = ({ terms, priority }: Pick<Case, 'terms' | 'priority'>): boolean =>
  terms.impact !== undefined && (priority === 'P1' || priority === 'P2')

/** What ends an urgent case as solved waits for its impact. Whoever takes a case back has nothing to state. */
export const lacksImpact = (found: Pick<Case, 'terms' | 'priority'>, move: CaseMove, impact: string): boolean =>
  (move === 'agree' || move === 'close-agreed') && asksImpact(found) && impact === ''
