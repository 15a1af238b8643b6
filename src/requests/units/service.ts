import { dayOf, findContract } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { type By, offeringOf } from '../service.ts'
import { insertUnits, listUnits, type UnitPurchase } from './store.ts'

export { listUnits } from './store.ts'

/** Enters units of a service that were bought at its list price: one of them pays for one window (ISS-2.pay-i, ISS-6.2a). */
export async function buyUnits(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: Omit<UnitPurchase, 'id' | 'contractId' | 'used'> & { readonly contract: string },
): Promise<UnitPurchase> {
  const contract = await findContract(tx, account.id, given.contract)
  if (contract?.kind !== 'service' || contract.offeringVersion === null) throw notFound('service contract')
  const offering = await offeringOf(tx, { offering: contract.service, offeringVersion: contract.offeringVersion })
  const sold = offering.purchase.prices.map(({ code }) => code)
  if (!sold.includes(given.service))
    throw badRequest('This service is not sold by the piece here', { found: given.service, expected: sold.join(', ') || 'none' })
  if (contract.terms.method !== 'price-list')
    throw badRequest('The contract does not pay at the list price', {
      found: `it pays by ${contract.terms.method}`,
      expected: 'price-list',
      toDo: 'Enter credits instead.',
    })
  const today = dayOf(account.zone, by.now)
  if (given.boughtOn > today) throw badRequest('The purchase lies ahead', { found: given.boughtOn, expected: `${today} or earlier` })
  const { contract: _, ...rest } = given
  const id = newId(by.now)
  await insertUnits(tx, account.id, { ...rest, id, contractId: contract.id })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'unit.buy',
    subject: contract.number,
    detail: { service: given.service, units: given.bought, poNumber: given.poNumber },
  })
  return (await listUnits(tx, account.id, {})).find((each) => each.id === id) as UnitPurchase
}
