import { z } from 'zod'
import type { Decision } from '../../decisions/decision.ts'
import { decisionSchema } from '../../decisions/schema.ts'
import { viewOf } from '../../decisions/view.ts'
import type { Instant } from '../../lib/time.ts'
import { caseSchema } from '../schema.ts'

/** What an attempt to open a case is answered with. */

export const openedSchema = caseSchema.extend({ decided: decisionSchema })

export const refusedCase = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  decision: decisionSchema,
  clauses: z.array(z.string()),
})

type Decided = { readonly decision: Decision; readonly decisionId: string }

export const decidedView = ({ decision, decisionId }: Decided, now: Instant) => viewOf(decision, now, decisionId)

/** The answer when no case came of it: the whole decision, and whether somebody could still approve it. */
export function refusal(opened: Decided, now: Instant) {
  const needs = opened.decision.verdict === 'needs approval'
  return {
    status: 403,
    body: {
      type: needs ? '/problems/needs-approval' : '/problems/refused',
      title: `${needs ? 'This needs approval' : 'The case is refused'}: ${opened.decision.decidedBy.join(', ')}`,
      status: 403,
      decision: decidedView(opened, now),
      clauses: [...opened.decision.decidedBy],
    },
  }
}
