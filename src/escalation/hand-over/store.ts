import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import type { HandOver } from './hand-over.ts'

export type { HandOver } from './hand-over.ts'

export type NewHandOver = Pick<
  HandOver,
  'id' | 'caseId' | 'fromId' | 'fromName' | 'toId' | 'toName' | 'situation' | 'nextStep' | 'promised' | 'promisedAt' | 'offeredAt'
>

export const insertHandOver = (tx: Tx, accountId: string, row: NewHandOver) =>
  tx
    .insertInto('hand_over')
    .values({
      account_id: accountId,
      id: row.id,
      case_id: row.caseId,
      from_id: row.fromId,
      from_name: row.fromName,
      to_id: row.toId,
      to_name: row.toName,
      situation: maskText(row.situation),
      next_step: maskText(row.nextStep),
      promised: maskText(row.promised),
      promised_at: row.promisedAt === null ? null : new Date(row.promisedAt),
      offered_at: new Date(row.offeredAt),
      state: 'offered',
    })
    .execute()

export const answerHandOver = (tx: Tx, accountId: string, id: string, state: HandOver['state'], now: Instant, answer: string) =>
  tx
    .updateTable('hand_over')
    .set({ state, answered_at: new Date(now), answer: maskText(answer) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

const handOvers = (tx: Tx) =>
  tx
    .selectFrom('hand_over as h')
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'h.account_id').onRef('c.id', '=', 'h.case_id'))
    .innerJoin('account as a', 'a.id', 'h.account_id')
    .selectAll('h')
    .select(['c.number as case_number', 'c.summary', 'c.priority', 'a.code'])

type Row = Awaited<ReturnType<ReturnType<typeof handOvers>['execute']>>[number]

const fromRow = (row: Row): HandOver => ({
  id: row.id,
  accountId: row.account_id,
  caseId: row.case_id,
  caseNumber: row.case_number,
  account: row.code,
  summary: row.summary,
  priority: row.priority,
  fromId: row.from_id,
  fromName: row.from_name,
  toId: row.to_id,
  toName: row.to_name,
  situation: row.situation,
  nextStep: row.next_step,
  promised: row.promised,
  promisedAt: row.promised_at,
  offeredAt: row.offered_at,
  state: row.state as HandOver['state'],
  answeredAt: row.answered_at,
  answer: row.answer,
})

export async function findHandOver(tx: Tx, accountId: string, id: string): Promise<HandOver | undefined> {
  const row = await handOvers(tx).where('h.account_id', '=', accountId).where('h.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Those of a case, newest first. */
export async function listHandOvers(tx: Tx, accountId: string, caseId: string): Promise<readonly HandOver[]> {
  const rows = await handOvers(tx)
    .where('h.account_id', '=', accountId)
    .where('h.case_id', '=', caseId)
    .orderBy('h.offered_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(50)
    .execute()
  return rows.map(fromRow)
}

/** What waits for somebody's answer, and what they offered and nobody answered, oldest first. */
export async function listWaiting(tx: Tx, personId: string): Promise<readonly HandOver[]> {
  const rows = await handOvers(tx)
    .where('h.state', '=', 'offered')
    .where((eb) => eb.or([eb('h.to_id', '=', personId), eb('h.from_id', '=', personId)]))
    .orderBy('h.offered_at')
    .limit(200)
    .execute()
  return rows.map(fromRow)
}
