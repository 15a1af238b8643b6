import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'

/** Units of a service that were bought at its list price (ISS-2.pay-i, ISS-6.2a). */
export type UnitPurchase = {
  readonly id: string
  readonly contractId: string
  readonly service: string
  readonly bought: number
  readonly used: number
  readonly boughtOn: LocalDate
  readonly poNumber: string
  readonly priceList: string
  readonly cents: number
  readonly currency: string
}

/**
 * Purchases of units, oldest first.
 * @param hold until this transaction ends, for whoever takes from them in a moment
 */
export async function listUnits(
  tx: Tx,
  accountId: string,
  { contractId, service, hold = false }: { readonly contractId?: string; readonly service?: string; readonly hold?: boolean },
): Promise<readonly UnitPurchase[]> {
  let query = tx.selectFrom('service_unit').selectAll().where('account_id', '=', accountId)
  if (contractId) query = query.where('contract_id', '=', contractId)
  if (service) query = query.where('service', '=', service)
  query = query.orderBy('bought_on').orderBy('id')
  return (await (hold ? query.forUpdate() : query).execute()).map((row) => ({
    id: row.id,
    contractId: row.contract_id,
    service: row.service,
    bought: row.bought,
    used: row.used,
    boughtOn: row.bought_on,
    poNumber: row.po_number,
    priceList: row.price_list,
    cents: Number(row.cents),
    currency: row.currency,
  }))
}

export const insertUnits = (tx: Tx, accountId: string, row: Omit<UnitPurchase, 'used'>) =>
  tx
    .insertInto('service_unit')
    .values({
      account_id: accountId,
      id: row.id,
      contract_id: row.contractId,
      service: row.service,
      bought: row.bought,
      bought_on: row.boughtOn,
      po_number: row.poNumber,
      price_list: row.priceList,
      cents: row.cents,
      currency: row.currency,
    })
    .execute()

/** Takes units for a request from a purchase that is held; the table refuses more than there are. */
export async function takeUnits(tx: Tx, accountId: string, unitId: string, requestId: string, units: number): Promise<void> {
  await tx
    .updateTable('service_unit')
    .set((eb) => ({ used: eb('used', '+', units) }))
    .where('account_id', '=', accountId)
    .where('id', '=', unitId)
    .execute()
  await tx.insertInto('service_unit_use').values({ account_id: accountId, unit_id: unitId, request_id: requestId, units }).execute()
}

/** Gives all units of a request back to the purchases they came from. */
export async function giveUnitsBack(tx: Tx, accountId: string, requestId: string, now: Instant): Promise<void> {
  await sql`with back as (
      update service_unit_use set given_back_at = ${new Date(now)}
      where account_id = ${accountId} and request_id = ${requestId} and given_back_at is null returning unit_id, units)
    update service_unit u set used = u.used - back.units from back where u.account_id = ${accountId} and u.id = back.unit_id`.execute(tx)
}
