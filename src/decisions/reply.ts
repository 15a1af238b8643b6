import { z } from 'zod'
import { decisionSchema } from './schema.ts'
import type { viewOf } from './view.ts'

/** What an operation answers when a decision refuses: a problem (RFC 9457) that carries the decision. */
export const refusedSchema = z.object({ type: z.string(), title: z.string(), status: z.number(), decision: decisionSchema })

/**
 * Answers 403 with the decision that refused.
 * @param words what is refused, such as "The order is refused"; the clauses that decided follow
 * @param more what else the operation answers beside the decision
 */
export const refusal = (words: string, decision: ReturnType<typeof viewOf>, more: object = {}) => ({
  status: 403,
  body: { type: '/problems/refused', title: `${words}: ${decision.decidedBy.join(', ')}`, ...more, status: 403, decision },
})
