import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { PlannedChange, PlannedKind } from './planned.ts'

/** What is planned under a contract, by its day; or one change. */
export async function listPlanned(
  tx: Tx,
  accountId: string,
  of: { readonly contractId: string } | { readonly id: string },
): Promise<readonly PlannedChange[]> {
  const rows = await tx
    .selectFrom('planned_change')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((eb) => ('id' in of ? eb('id', '=', of.id) : eb('contract_id', '=', of.contractId)))
    .orderBy('on_day')
    .orderBy('number')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contractId: row.contract_id,
    number: row.number,
    kind: row.kind as PlannedKind,
    title: row.title,
    on: row.on_day,
    caseFrom: row.case_from,
    caseBy: row.case_by,
    plannedBy: row.planned_by,
    plannedAt: row.planned_at,
    opened: row.case_number === null || row.case_opened_on === null ? null : { case: row.case_number, on: row.case_opened_on },
    withdrawn:
      row.withdrawn_by === null || row.withdrawn_at === null
        ? null
        : { by: row.withdrawn_by, at: row.withdrawn_at, why: row.withdrawn_why ?? '' },
  }))
}

export const insertPlanned = (
  tx: Tx,
  accountId: string,
  given: Pick<PlannedChange, 'id' | 'contractId' | 'number' | 'kind' | 'title' | 'on' | 'caseFrom' | 'caseBy' | 'plannedBy' | 'plannedAt'>,
) =>
  tx
    .insertInto('planned_change')
    .values({
      account_id: accountId,
      id: given.id,
      contract_id: given.contractId,
      number: given.number,
      kind: given.kind,
      title: maskText(given.title),
      on_day: given.on,
      case_from: given.caseFrom,
      case_by: given.caseBy,
      planned_by: given.plannedBy,
      planned_at: new Date(given.plannedAt),
    })
    .execute()

type Change =
  | { readonly opened: { readonly case: string; readonly on: LocalDate } }
  | { readonly withdrawn: { readonly by: string; readonly at: Instant; readonly why: string } }

export const changePlanned = (tx: Tx, accountId: string, id: string, change: Change) =>
  tx
    .updateTable('planned_change')
    .set(
      'opened' in change
        ? { case_number: change.opened.case, case_opened_on: change.opened.on }
        : {
            withdrawn_by: change.withdrawn.by,
            withdrawn_at: new Date(change.withdrawn.at),
            withdrawn_why: maskText(change.withdrawn.why),
          },
    )
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
