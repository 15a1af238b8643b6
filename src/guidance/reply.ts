import { z } from 'zod'
import type { Decision } from '../decisions/decision.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import { actorOf, type Principal } from '../lib/principal.ts'
import type { Instant } from '../lib/time.ts'

/** What operations of this slice share: whoever acts, and a refusal with its decision. */

export const byOf = ({ now, principal }: { readonly now: Instant; readonly principal: Principal }) => ({
  now,
  actor: actorOf(principal),
  name: principal.name,
})

export const refusedSchema = z.object({ type: z.string(), title: z.string(), status: z.number(), decision: decisionSchema })

/** Answers 403 with the decision that refused. */
export const refusal = (now: Instant, { decision, decisionId }: { readonly decision: Decision; readonly decisionId: string }) => ({
  status: 403,
  body: {
    type: '/problems/refused',
    title: `Refused: ${decision.decidedBy.join(', ')}`,
    status: 403,
    decision: viewOf(decision, now, decisionId),
  },
})
