import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import type { Proposal } from './proposal.ts'

export async function listProposals(tx: Tx, accountId: string, requestId: string): Promise<readonly Proposal[]> {
  const rows = await tx
    .selectFrom('request_charge')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    amount: row.amount,
    currency: row.currency,
    duty: row.duty,
    clauses: row.clauses,
    reason: row.reason,
    state: row.state as Proposal['state'],
    proposedBy: row.proposed_by,
    proposedById: row.proposed_by_id,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decision: row.decision,
    line: row.line,
  }))
}

export const insertProposal = (
  tx: Tx,
  accountId: string,
  requestId: string,
  given: Pick<Proposal, 'number' | 'amount' | 'currency' | 'duty' | 'clauses' | 'reason' | 'proposedBy' | 'proposedById' | 'proposedAt'>,
) =>
  tx
    .insertInto('request_charge')
    .values({
      account_id: accountId,
      request_id: requestId,
      number: given.number,
      amount: given.amount,
      currency: given.currency,
      duty: given.duty,
      clauses: [...given.clauses],
      reason: maskText(given.reason),
      state: 'proposed',
      proposed_by: given.proposedBy,
      proposed_by_id: given.proposedById,
      proposed_at: new Date(given.proposedAt),
    })
    .execute()

export const decideProposal = (
  tx: Tx,
  accountId: string,
  requestId: string,
  number: number,
  given: { readonly by: string; readonly byId: string; readonly at: Instant; readonly decision: string; readonly line: number | null },
) =>
  tx
    .updateTable('request_charge')
    .set({
      state: given.line === null ? 'rejected' : 'approved',
      decided_by: given.by,
      decided_by_id: given.byId,
      decided_at: new Date(given.at),
      decision: maskText(given.decision),
      line: given.line,
    })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('number', '=', number)
    .execute()
