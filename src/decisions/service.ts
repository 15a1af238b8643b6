import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Decision } from './decision.ts'
import { insertDecision } from './store.ts'

export { findDecision, listDecisions, type StoredDecision } from './store.ts'

/** Keeps a decision with the act it decided, in the act's own transaction. */
export async function recordDecision(
  tx: Tx,
  {
    accountId,
    now,
    actor,
    subject,
    question,
    decision,
  }: { accountId: string; now: Instant; actor: string; subject: string; question: unknown; decision: Decision },
): Promise<string> {
  const id = newId(now)
  await insertDecision(tx, { accountId, id, at: now, actor, subject, question, decision })
  return id
}
