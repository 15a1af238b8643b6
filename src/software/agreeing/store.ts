import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Proposal } from './proposal.ts'

export async function listProposals(tx: Tx, accountId: string, deviceId: string): Promise<readonly Proposal[]> {
  const rows = await tx
    .selectFrom('release_proposal')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('proposed_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    release: row.release,
    why: row.why,
    side: row.side as Proposal['side'],
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    outcome: row.outcome as Proposal['outcome'],
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    answer: row.answer,
  }))
}

export const insertProposal = (
  tx: Tx,
  accountId: string,
  deviceId: string,
  given: Pick<Proposal, 'id' | 'release' | 'why' | 'side' | 'proposedBy' | 'proposedAt'>,
) =>
  tx
    .insertInto('release_proposal')
    .values({
      account_id: accountId,
      id: given.id,
      device_id: deviceId,
      release: given.release,
      why: given.why,
      side: given.side,
      proposed_by: given.proposedBy,
      proposed_at: new Date(given.proposedAt),
    })
    .execute()

export const answerProposal = (
  tx: Tx,
  accountId: string,
  id: string,
  {
    outcome,
    by,
    at,
    answer,
  }: { readonly outcome: NonNullable<Proposal['outcome']>; readonly by: string; readonly at: Instant; readonly answer: string },
) =>
  tx
    .updateTable('release_proposal')
    .set({ outcome, answered_by: by, answered_at: new Date(at), answer })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
