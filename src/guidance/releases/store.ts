import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { ReleasePlan } from './plan.ts'

/** The plans of a contract, the newest first. */
export async function listPlans(tx: Tx, accountId: string, contractId: string): Promise<readonly ReleasePlan[]> {
  const rows = await tx
    .selectFrom('release_plan')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('seq', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    serials: row.serials,
    current: row.current_release,
    target: row.target_release,
    features: row.features,
    problems: row.problems,
    risks: row.risks,
    benefits: row.benefits,
    advice: row.advice,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    issued: row.issued_by !== null && row.issued_at !== null ? { by: row.issued_by, at: row.issued_at } : null,
    decision:
      row.decision !== null && row.decided_by !== null && row.decided_at !== null
        ? { text: row.decision, by: row.decided_by, at: row.decided_at }
        : null,
  }))
}

export type Written = Omit<ReleasePlan, 'seq' | 'issued' | 'decision'>

const columns = ({ serials, current, target, features, problems, risks, benefits, advice, writtenBy, writtenAt }: Written) => ({
  serials: [...serials],
  current_release: current,
  target_release: target,
  features,
  problems,
  risks,
  benefits,
  advice,
  written_by: writtenBy,
  written_at: new Date(writtenAt),
})

export const insertPlan = (tx: Tx, accountId: string, contractId: string, seq: number, given: Written) =>
  tx
    .insertInto('release_plan')
    .values({ account_id: accountId, contract_id: contractId, seq, ...columns(given) })
    .execute()

type Change =
  | Written
  | { readonly issued: { readonly by: string; readonly at: Instant }; readonly current: string }
  | { readonly decision: ReleasePlan['decision'] & {} }

export const changePlan = (tx: Tx, accountId: string, contractId: string, seq: number, given: Change) =>
  tx
    .updateTable('release_plan')
    .set(
      'issued' in given
        ? { issued_by: given.issued.by, issued_at: new Date(given.issued.at), current_release: given.current }
        : 'decision' in given
          ? { decision: given.decision.text, decided_by: given.decision.by, decided_at: new Date(given.decision.at) }
          : columns(given),
    )
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('seq', '=', seq)
    .execute()
