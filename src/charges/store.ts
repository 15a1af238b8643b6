import type { Tx } from '../db/scope.ts'
import { maskText } from '../lib/secrets/mask.ts'
import type { Charge, NewCharge } from './line.ts'

/** Lines of the ledger in the order of their numbers. */
export async function listCharges(
  tx: Tx,
  accountId: string,
  {
    caseId,
    requestId,
    seq,
    after = 0,
    limit = 1000,
  }: {
    readonly caseId?: string
    readonly requestId?: string
    readonly seq?: number
    readonly after?: number
    readonly limit?: number
  } = {},
): Promise<readonly Charge[]> {
  let query = tx
    .selectFrom('charge as c')
    .leftJoin('charge as k', (join) => join.onRef('k.account_id', '=', 'c.account_id').onRef('k.counters', '=', 'c.seq'))
    .selectAll('c')
    .select('k.seq as countered_by')
    .where('c.account_id', '=', accountId)
    .where('c.seq', '>', after)
  if (caseId !== undefined) query = query.where('c.case_id', '=', caseId)
  if (requestId !== undefined) query = query.where('c.request_id', '=', requestId)
  if (seq !== undefined) query = query.where('c.seq', '=', seq)
  const rows = await query.orderBy('c.seq').limit(limit).execute()
  return rows.map((row) => ({
    seq: row.seq,
    about:
      row.case_id === null
        ? { kind: 'request', id: row.request_id ?? '', number: row.about }
        : { kind: 'case', id: row.case_id, number: row.about },
    kind: row.kind as Charge['kind'],
    day: row.on_day,
    amount: row.amount,
    currency: row.currency,
    time:
      row.time_number === null
        ? null
        : { entry: row.time_number, minutes: row.minutes ?? 0, hourAmount: row.hour_amount ?? 0, rateFrom: row.rate_from ?? '' },
    clauses: row.clauses,
    by: row.actor,
    proposedBy: row.proposed_by,
    at: row.at,
    counters: row.counters,
    reason: row.reason,
    counteredBy: row.countered_by,
  }))
}

/** The next number of the account's ledger; whoever takes it holds the counter until the transaction ends, so numbers have no gap. */
async function nextSeq(tx: Tx, accountId: string): Promise<number> {
  const row = await tx
    .updateTable('account_counter')
    .set((eb) => ({ charge_number: eb('charge_number', '+', 1) }))
    .where('account_id', '=', accountId)
    .returning('charge_number')
    .executeTakeFirstOrThrow()
  return row.charge_number
}

/** Appends to the ledger; nothing in it is ever changed. @returns the number of the line */
export async function insertCharge(tx: Tx, accountId: string, { about, time, ...given }: NewCharge): Promise<number> {
  const seq = await nextSeq(tx, accountId)
  await tx
    .insertInto('charge')
    .values({
      account_id: accountId,
      seq,
      about: about.number,
      case_id: about.kind === 'case' ? about.id : null,
      request_id: about.kind === 'request' ? about.id : null,
      time_number: time?.entry ?? null,
      kind: given.kind,
      on_day: given.day,
      minutes: time?.minutes ?? null,
      hour_amount: time?.hourAmount ?? null,
      rate_from: time?.rateFrom ?? null,
      amount: given.amount,
      currency: given.currency,
      clauses: [...given.clauses],
      actor: given.by,
      proposed_by: given.proposedBy,
      at: new Date(given.at),
      counters: given.counters,
      reason: maskText(given.reason),
    })
    .execute()
  return seq
}
