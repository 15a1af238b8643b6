import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'

export type Escalation = {
  readonly id: string
  readonly caseId: string
  readonly kind: 'missed-response' | 'requested' | 'step'
  /** The step by name, such as `at-risk`. */
  readonly code: string
  readonly step: number
  readonly dueAt: Instant
  readonly at: Instant
  readonly reason: string
  readonly clauses: readonly string[]
  readonly told: readonly string[]
  readonly raisedBy: string
}

/** Written once for a case, kind, step and due instant, whatever happens. */
export async function insertEscalation(tx: Tx, accountId: string, row: Escalation): Promise<boolean> {
  const done = await tx
    .insertInto('escalation')
    .values({
      account_id: accountId,
      id: row.id,
      case_id: row.caseId,
      kind: row.kind,
      code: row.code,
      step: row.step,
      due_at: new Date(row.dueAt),
      at: new Date(row.at),
      reason: row.reason,
      clauses: [...row.clauses],
      told: JSON.stringify(row.told),
      raised_by: row.raisedBy,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0
}

/** Since when a case is escalated because a promise was missed; null when none was. */
export async function missedSince(tx: Tx, accountId: string, caseId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('escalation')
    .select('at')
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'missed-response')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? new Date(row.at) : null
}

export async function listEscalations(tx: Tx, filter: { caseId?: string; requesterId?: string; limit: number }) {
  let query = tx
    .selectFrom('escalation as e')
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'e.account_id').onRef('c.id', '=', 'e.case_id'))
    .innerJoin('account as a', 'a.id', 'e.account_id')
    .select([
      'e.id',
      'e.kind',
      'e.step',
      'e.code',
      'e.due_at',
      'e.at',
      'e.reason',
      'e.clauses',
      'e.told',
      'e.raised_by',
      'c.number',
      'c.summary',
      'c.priority',
      'a.code as account',
    ])
  if (filter.caseId) query = query.where('e.case_id', '=', filter.caseId)
  if (filter.requesterId) query = query.where('c.requester_id', '=', filter.requesterId)
  return query.orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(filter.limit).execute()
}
