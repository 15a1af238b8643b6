import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf, findContract } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { type By, offeringOf } from '../service.ts'
import { insertUnits, listUnits, type UnitPurchase } from './store.ts'

export { listUnits } from './store.ts'

/** Enters units of a service that were bought at its list price: one of them pays for one window (ISS-2.pay-i, ISS-6.2a). */
export async function buyUnits(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: Pick<UnitPurchase, 'service' | 'bought' | 'boughtOn' | 'poNumber'> &
    Partial<Record<'priceList' | 'currency', string | undefined>> & { readonly cents?: number | undefined; readonly contract: string },
): Promise<UnitPurchase> {
  const contract = await findContract(tx, account.id, given.contract)
  if (contract?.kind !== 'service' || contract.offeringVersion === null)
    throw badRequest('No such service contract', { found: given.contract, expected: 'the number of a contract for a service' })
  const offering = await offeringOf(tx, { offering: contract.service, offeringVersion: contract.offeringVersion })
  const sold = offering.purchase.prices.map(({ code }) => code)
  if (!sold.includes(given.service))
    throw badRequest('This service is not sold by the piece here', { found: given.service, expected: sold.join(', ') || 'none' })
  if (contract.terms.method !== 'price-list')
    throw badRequest(`The contract does not pay at the list price, and one purchase is paid in one way (${onePayment(offering)})`, {
      found: `it pays by ${contract.terms.method}`,
      expected: 'price-list',
      toDo: 'Enter credits instead.',
    })
  const today = dayOf(account.zone, by.now)
  if (given.boughtOn > today) throw badRequest('The purchase lies ahead', { found: given.boughtOn, expected: `${today} or earlier` })
  const price = await listPrice(tx, given, offering)
  const { service, bought, boughtOn, poNumber } = given
  const rest = { service, bought, boughtOn, poNumber, ...price }
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

const clausesOf = ({ purchase }: Offering, method: string) => purchase.methods.find((each) => each.method === method)?.clauses ?? []
const onePayment = (offering: Offering): string => clausesOf(offering, 'price-list')[0] ?? offering.code

type Price = Pick<UnitPurchase, 'priceList' | 'cents' | 'currency'>

/** The price of the list that held on the day of the purchase; where no list is entered, what whoever enters the purchase says (ISS-2.pay-i, policy H18). */
async function listPrice(
  tx: Tx,
  given: { readonly service: string; readonly boughtOn: string } & { readonly [Field in keyof Price]?: Price[Field] | undefined },
  offering: Offering,
): Promise<Price> {
  const line = policyBook(given.boughtOn, await readOverrides(tx)).get('price.list')[given.service]
  const { priceList = line?.version, cents = line?.cents, currency = line?.currency } = given
  if (priceList === undefined || cents === undefined || currency === undefined)
    throw badRequest('The price is not known', {
      found: 'no price list of that day, and no price with the purchase',
      expected: 'price list, price and currency',
      toDo: 'Enter all three, or the price list as policy H18.',
    })
  if (line && (priceList !== line.version || cents !== line.cents || currency !== line.currency))
    throw badRequest(`The price is that of the list of the day (${clausesOf(offering, 'price-list').at(-1) ?? offering.code})`, {
      found: `${cents / 100} ${currency}, list ${priceList}`,
      expected: `${line.cents / 100} ${line.currency}, list ${line.version} (${line.sku})`,
      toDo: 'Leave the price out: it is taken from the list.',
    })
  return { priceList, cents, currency }
}
