import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Decision } from './decision.ts'
import { insertDecision } from './store.ts'

export { findDecision } from './store.ts'

/** Keeps a decision with the act it decided, in the act's own transaction. */
export async function recordDecision(
  tx: Tx,
  {
    accountId,
    now,
    id = newId(now),
    actor,
    subject,
    question,
    decision,
  }: { id?: string; accountId: string; now: Instant; actor: string; subject: string; question: unknown; decision: Decision },
): Promise<string> {
  await insertDecision(tx, { accountId, id, at: now, actor, subject, question, decision })
  return id
}
