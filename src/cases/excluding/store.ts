import type { Tx } from '../../db/scope.ts'
import { maskAll, maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import type { Evidence, Exclusion, Marking } from './exclusion.ts'

export async function listExclusions(tx: Tx, accountId: string, caseId: string): Promise<readonly Exclusion[]> {
  const rows = await tx
    .selectFrom('case_exclusion')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    code: row.code,
    part: row.part,
    how: row.how as Exclusion['how'],
    evidence: row.evidence as unknown as Evidence,
    clauses: row.clauses,
    state: row.state as Exclusion['state'],
    markedBy: row.marked_by,
    markedById: row.marked_by_id,
    markedAt: row.marked_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decision: row.decision,
    disputedBy: row.disputed_by,
    disputedAt: row.disputed_at,
    dispute: row.dispute,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
    settlement: row.settlement,
  }))
}

type By = { readonly name: string; readonly personId: string }

export const insertExclusion = (
  tx: Tx,
  accountId: string,
  caseId: string,
  given: Marking & { readonly number: number; readonly clauses: readonly string[]; readonly by: By; readonly at: Instant },
) =>
  tx
    .insertInto('case_exclusion')
    .values({
      account_id: accountId,
      case_id: caseId,
      number: given.number,
      code: given.code,
      part: maskText(given.part),
      how: given.how,
      evidence: JSON.stringify(maskAll(given.evidence)),
      clauses: [...given.clauses],
      state: 'marked',
      marked_by: given.by.name,
      marked_by_id: given.by.personId,
      marked_at: new Date(given.at),
    })
    .execute()

type Word = { readonly state: Exclusion['state']; readonly by: By | null; readonly at: Instant; readonly text: string }

const one = (tx: Tx, accountId: string, caseId: string, number: number) =>
  tx.updateTable('case_exclusion').where('account_id', '=', accountId).where('case_id', '=', caseId).where('number', '=', number)

/** A manager confirms or not; with nobody asked, the policy does. */
export const decideExclusion = (tx: Tx, accountId: string, caseId: string, number: number, { state, by, at, text }: Word) =>
  one(tx, accountId, caseId, number)
    .set({
      state,
      decided_by: by?.name ?? 'policy B43',
      decided_by_id: by?.personId ?? null,
      decided_at: new Date(at),
      decision: maskText(text),
    })
    .execute()

export const disputeExclusion = (tx: Tx, accountId: string, caseId: string, number: number, by: string, at: Instant, text: string) =>
  one(tx, accountId, caseId, number)
    .set({ state: 'disputed', disputed_by: by, disputed_at: new Date(at), dispute: maskText(text) })
    .execute()

export const settleExclusion = (tx: Tx, accountId: string, caseId: string, number: number, { state, by, at, text }: Word) =>
  one(tx, accountId, caseId, number)
    .set({ state, settled_by: by?.name ?? null, settled_by_id: by?.personId ?? null, settled_at: new Date(at), settlement: maskText(text) })
    .execute()
