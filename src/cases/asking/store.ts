import { type Selectable, sql } from 'kysely'
import type { Rows } from '../../db/rows.gen.ts'
import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import type { Ask } from './item.ts'
import type { Wait } from './waiting.ts'

const askOf = (row: Selectable<Rows['case_ask']>): Ask => ({
  number: row.number,
  item: row.item as Ask['item'],
  what: row.what,
  reason: row.reason as Ask['reason'],
  dueOn: row.due_on,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  state: row.state as Ask['state'],
  answer: row.answer,
  attachmentId: row.attachment_id,
  closedBy: row.closed_by,
  closedAt: row.closed_at,
})

export async function listAsks(tx: Tx, accountId: string, caseId: string): Promise<readonly Ask[]> {
  const rows = await tx
    .selectFrom('case_ask')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map(askOf)
}

export const insertAsk = (
  tx: Tx,
  accountId: string,
  caseId: string,
  given: Pick<Ask, 'number' | 'item' | 'what' | 'reason' | 'dueOn' | 'askedBy' | 'askedAt'>,
) =>
  tx
    .insertInto('case_ask')
    .values({
      account_id: accountId,
      case_id: caseId,
      number: given.number,
      item: given.item,
      what: maskText(given.what),
      reason: given.reason,
      due_on: given.dueOn,
      asked_by: given.askedBy,
      asked_at: new Date(given.askedAt),
      state: 'open',
    })
    .execute()

/** Ends an item that is open. */
export const closeAsk = (
  tx: Tx,
  accountId: string,
  caseId: string,
  number: number,
  given: {
    readonly state: 'received' | 'dropped'
    readonly answer: string
    readonly attachmentId: string | null
    readonly by: string
    readonly at: Instant
  },
) =>
  tx
    .updateTable('case_ask')
    .set({
      state: given.state,
      answer: maskText(given.answer),
      attachment_id: given.attachmentId,
      closed_by: given.by,
      closed_at: new Date(given.at),
    })
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .where('number', '=', number)
    .where('state', '=', 'open')
    .execute()

/** Everything that the case waited or waits for: items, and access that was asked for. */
export async function listWaits(tx: Tx, accountId: string, caseId: string): Promise<readonly Wait[]> {
  const asks = await tx
    .selectFrom('case_ask')
    .select(['asked_at as from', 'closed_at as to'])
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .execute()
  const accesses = await tx
    .selectFrom('case_access')
    .select(['asked_at as from', 'answered_at as to', 'ended_at'])
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .execute()
  return [...asks, ...accesses.map(({ from, to, ended_at }) => ({ from, to: to ?? ended_at }))]
}

/** Cases in work whose service asks for a technical contact. */
export const casesAwaitingNames = async (tx: Tx, accountId: string): Promise<readonly string[]> =>
  (
    await tx
      .selectFrom('support_case')
      .select('id')
      .where('account_id', '=', accountId)
      .where('state', 'not in', ['closed', 'resolved'])
      .where(sql<boolean>`terms ? 'technicalContact'`)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

/** What was asked for on cases under a contract and is open or was given, over an account. */
export async function listAsksOfAccount(
  tx: Tx,
  accountId: string,
): Promise<readonly { readonly contractId: string; readonly offering: string | null; readonly number: string; readonly ask: Ask }[]> {
  const rows = await tx
    .selectFrom('case_ask as a')
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'a.account_id').onRef('c.id', '=', 'a.case_id'))
    .selectAll('a')
    .select(['c.number as caseNumber', 'c.contract_id as contractId', 'c.offering as caseOffering'])
    .where('a.account_id', '=', accountId)
    .where('a.state', '<>', 'dropped')
    .where('a.item', '<>', 'technical-contact')
    .orderBy('a.asked_at', 'desc')
    .limit(5000)
    .execute()
  return rows.flatMap(({ contractId, caseOffering, caseNumber, ...row }) =>
    contractId === null ? [] : { contractId, offering: caseOffering, number: caseNumber, ask: askOf(row) },
  )
}
