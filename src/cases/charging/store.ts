import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
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
