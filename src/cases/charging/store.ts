import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Line, Rate } from './bill.ts'

/** The rates that the customer accepted for a case. */
export type Accepted = Rate & { readonly by: string; readonly at: Instant }

export async function findAccepted(tx: Tx, accountId: string, caseId: string): Promise<Accepted | undefined> {
  const row = await tx
    .selectFrom('case_rates')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row && { currency: row.currency, hourAmount: row.hour_amount, from: row.holds_from, by: row.accepted_by, at: row.accepted_at }
}

/** @returns false when somebody accepted already */
export async function insertAccepted(tx: Tx, accountId: string, caseId: string, given: Accepted): Promise<boolean> {
  const rows = await tx
    .insertInto('case_rates')
    .values({
      account_id: accountId,
      case_id: caseId,
      currency: given.currency,
      hour_amount: given.hourAmount,
      holds_from: given.from,
      accepted_by: given.by,
      accepted_at: new Date(given.at),
    })
    .onConflict((on) => on.doNothing())
    .returning('currency')
    .execute()
  return rows.length > 0
}

export type TimeEntry = {
  readonly number: number
  readonly from: Instant
  readonly to: Instant
  readonly what: string
  readonly engineer: string
  readonly engineerId: string
  /** What it comes to, a line for each day, as the customer was told. */
  readonly lines: readonly Line[]
  readonly toldAt: Instant
  readonly told: readonly string[]
}

export async function listTime(tx: Tx, accountId: string, caseId: string): Promise<readonly TimeEntry[]> {
  const rows = await tx
    .selectFrom('case_time')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    from: row.from_at,
    to: row.to_at,
    what: row.what,
    engineer: row.engineer,
    engineerId: row.engineer_id,
    lines: row.lines as unknown as readonly Line[],
    toldAt: row.told_at,
    told: row.told,
  }))
}

export const insertTime = (tx: Tx, accountId: string, caseId: string, given: TimeEntry) =>
  tx
    .insertInto('case_time')
    .values({
      account_id: accountId,
      case_id: caseId,
      number: given.number,
      from_at: new Date(given.from),
      to_at: new Date(given.to),
      what: maskText(given.what),
      engineer: given.engineer,
      engineer_id: given.engineerId,
      lines: JSON.stringify(given.lines),
      told_at: new Date(given.toldAt),
      told: [...given.told],
    })
    .execute()

/** A line of the account's ledger of charges. */
export type Charge = Line & {
  readonly seq: number
  readonly case: string
  readonly caseId: string
  readonly time: number
  readonly kind: 'charge' | 'counter'
  readonly clauses: readonly string[]
  readonly by: string
  readonly at: Instant
  /** Of a counter entry: the line that it takes back. */
  readonly counters: number | null
  readonly reason: string
  /** The counter entry that takes this line back. */
  readonly counteredBy: number | null
}

/** Lines of the ledger in the order of their numbers. */
export async function listCharges(
  tx: Tx,
  accountId: string,
  {
    caseId,
    seq,
    after = 0,
    limit = 1000,
  }: { readonly caseId?: string; readonly seq?: number; readonly after?: number; readonly limit?: number } = {},
): Promise<readonly Charge[]> {
  let query = tx
    .selectFrom('charge as c')
    .innerJoin('support_case as s', (join) => join.onRef('s.account_id', '=', 'c.account_id').onRef('s.id', '=', 'c.case_id'))
    .leftJoin('charge as k', (join) => join.onRef('k.account_id', '=', 'c.account_id').onRef('k.counters', '=', 'c.seq'))
    .selectAll('c')
    .select(['s.number as case_number', 'k.seq as countered_by'])
    .where('c.account_id', '=', accountId)
    .where('c.seq', '>', after)
  if (caseId !== undefined) query = query.where('c.case_id', '=', caseId)
  if (seq !== undefined) query = query.where('c.seq', '=', seq)
  const rows = await query.orderBy('c.seq').limit(limit).execute()
  return rows.map((row) => ({
    seq: row.seq,
    case: row.case_number,
    caseId: row.case_id,
    time: row.time_number,
    kind: row.kind as Charge['kind'],
    day: row.on_day,
    minutes: row.minutes,
    hourAmount: row.hour_amount,
    rateFrom: row.rate_from,
    amount: row.amount,
    currency: row.currency,
    clauses: row.clauses,
    by: row.actor,
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

export type NewCharge = Line & {
  readonly caseId: string
  readonly time: number
  readonly kind: 'charge' | 'counter'
  readonly clauses: readonly string[]
  readonly by: string
  readonly at: Instant
  readonly counters: number | null
  readonly reason: string
}

/** Appends to the ledger; nothing in it is ever changed. */
export async function insertCharge(tx: Tx, accountId: string, given: NewCharge): Promise<number> {
  const seq = await nextSeq(tx, accountId)
  await tx
    .insertInto('charge')
    .values({
      account_id: accountId,
      seq,
      case_id: given.caseId,
      time_number: given.time,
      kind: given.kind,
      on_day: given.day satisfies LocalDate,
      minutes: given.minutes,
      hour_amount: given.hourAmount,
      rate_from: given.rateFrom,
      amount: given.amount,
      currency: given.currency,
      clauses: [...given.clauses],
      actor: given.by,
      at: new Date(given.at),
      counters: given.counters,
      reason: maskText(given.reason),
    })
    .execute()
  return seq
}
