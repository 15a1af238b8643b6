import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import type { Page, PageCall, PageState } from './page.ts'

export type { Page } from './page.ts'

type Row = {
  id: string
  case_id: string
  team: string
  reason: string
  started_at: number
  state: string
  calls: unknown
  acknowledged_at: number | null
  acknowledged_by: string | null
}

const fromRow = (row: Row): Page => ({
  id: row.id,
  caseId: row.case_id,
  team: row.team,
  reason: row.reason,
  startedAt: row.started_at,
  state: row.state as PageState,
  calls: row.calls as readonly PageCall[],
  acknowledgedAt: row.acknowledged_at,
  acknowledgedBy: row.acknowledged_by,
})

export const callOf = (person: { readonly id: string; readonly name: string }, at: Instant): PageCall => ({
  personId: person.id,
  name: person.name,
  at: toIso(at),
})

export const insertPage = (tx: Tx, accountId: string, page: Omit<Page, 'acknowledgedAt' | 'acknowledgedBy'>) =>
  tx
    .insertInto('page')
    .values({
      account_id: accountId,
      id: page.id,
      case_id: page.caseId,
      team: page.team,
      reason: maskText(page.reason),
      started_at: new Date(page.startedAt),
      state: page.state,
      calls: JSON.stringify(page.calls),
    })
    .execute()

export const updatePage = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { state?: PageState; calls?: readonly PageCall[]; acknowledged?: { at: Instant; by: string } },
) =>
  tx
    .updateTable('page')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.calls === undefined ? {} : { calls: JSON.stringify(change.calls) }),
      ...(change.acknowledged === undefined
        ? {}
        : { acknowledged_at: new Date(change.acknowledged.at), acknowledged_by: change.acknowledged.by }),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** One call of the desk. Whoever changes it holds its case. */
export async function findPage(tx: Tx, accountId: string, id: string): Promise<Page | undefined> {
  const row = await tx.selectFrom('page').selectAll().where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row as Row)
}

export async function listPages(tx: Tx, accountId: string, caseId: string): Promise<readonly Page[]> {
  const rows = await tx
    .selectFrom('page')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('started_at')
    .execute()
  return rows.map((row) => fromRow(row as Row))
}

/** What rings or rang over every account, newest first. */
export async function listAllPages(
  tx: Tx,
  filter: { state?: PageState | undefined; limit: number },
): Promise<readonly (Page & { number: string; account: string; summary: string; priority: string })[]> {
  let query = tx
    .selectFrom('page as p')
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'p.account_id').onRef('c.id', '=', 'p.case_id'))
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .selectAll('p')
    .select(['c.number', 'c.summary', 'c.priority', 'a.code'])
  if (filter.state) query = query.where('p.state', '=', filter.state)
  const rows = await query.orderBy('p.started_at', 'desc').orderBy('p.id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => ({
    ...fromRow(row as Row),
    number: row.number,
    account: row.code,
    summary: row.summary,
    priority: row.priority,
  }))
}
