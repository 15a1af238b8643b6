import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Place } from '../device-rules.ts'

/** Keeps that a customer is told of a listed country; false where it was told of this contract, country and day before. */
export async function keepListing(
  tx: Tx,
  accountId: string,
  contractId: string,
  { country, what, from }: Place & { readonly from: LocalDate },
  now: Instant,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into contract_listing (account_id, contract_id, country, what, from_on, told_at)
    values (${accountId}, ${contractId}, ${country}, ${what}, ${from}::date, ${new Date(now)})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}
