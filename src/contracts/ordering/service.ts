import { addDays } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { offeringOn, readOfferings, readOverrides } from '../../catalog/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import type { Device } from '../../installed-base/device.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount, listQualifications } from '../../parties/service.ts'
import type { OrderQuestion, PlacedOrder, SellerFacts } from '../facts.ts'
import { accountFacts, dayOf, gatherDevices } from '../gathering/service.ts'
import { judgeOrder, type OrderLine } from '../judge-order.ts'
import * as store from '../store.ts'

export type OrderInput = Omit<PlacedOrder, 'placedOn'> & { readonly sellerCode: string | null }
export type OrderOutcome = {
  readonly order: string | null
  readonly contract: string | null
  readonly decision: Decision
  readonly decisionId: string | null
  readonly lines: readonly OrderLine[]
}

type By = { readonly now: Instant; readonly actor: string }
/** Who places an order; `orderedBy` is the partner that orders, absent where the end user does. */
type Ordering = By & Pick<store.ContractTerms, 'orderedBy'>

/** A partner with what it is authorised for. */
export type Seller = { readonly account: AccountRef; readonly authorisations: SellerFacts['authorisations'] }

/** Finds a partner by its code, and what it may sell. Its rows are hidden from the end user in whose scope a sale is judged, so they come as facts. */
export type Sellers = {
  readonly account: (code: string) => Promise<AccountRef | undefined>
  readonly authorisations: (partnerId: string) => Promise<SellerFacts['authorisations']>
}

/** @throws badRequest for a code that is no partner's */
export async function sellerBy(sellers: Sellers, code: string): Promise<Seller> {
  const account = await sellers.account(code.toUpperCase())
  if (account?.kind !== 'partner') throw badRequest('The seller is not known', { found: code, expected: 'the code of a partner account' })
  return { account, authorisations: await sellers.authorisations(account.id) }
}

/** What an order asks of the account, its devices and its contracts, on the day of the account. @throws badRequest for a service that is not in the catalogue */
export async function gatherOrder(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  input: OrderInput,
  seller: Seller | undefined,
): Promise<{ question: OrderQuestion; devices: readonly Device[] }> {
  const onDate = dayOf(account.zone, now)
  const offering = offeringOn(await readOfferings(tx), input.offering, onDate)
  if (!offering) throw badRequest('No such service', { found: input.offering, expected: 'the code of a service in the catalogue' })
  const serials = [...new Set(input.serials.map(normalSerial))]
  const [devices, contracts, qualifications] = [
    await findDevices(tx, account.id, serials),
    await store.listContracts(tx, account.id),
    await listQualifications(tx, account.id),
  ]
  const uncovered =
    offering.purchase.baseContract?.shape === 'all-equipment'
      ? await store.uncoveredSerials(tx, account.id, onDate, offering.purchase.baseContract.types)
      : []
  const full = await findAccount(tx, { id: account.id })
  const qualification = qualifications.find((each) => each.offering === offering.code && each.decidedOn <= onDate)
  const { sellerCode: _, ...order } = input
  // cover begins with the term, or today when the term has begun
  const [, firstDay = onDate] = [order.startsOn, onDate].sort()
  return {
    devices,
    question: {
      kind: 'order',
      onDate,
      offeringVersion: offering.version,
      order: { ...order, serials, placedOn: onDate },
      account: accountFacts(full ?? account, contracts, uncovered),
      seller: seller ? { code: seller.account.code, name: seller.account.name, authorisations: seller.authorisations } : null,
      qualification: qualification
        ? {
            outcome: qualification.outcome,
            decidedOn: qualification.decidedOn,
            validUntil: qualification.validUntil,
            by: qualification.decidedBy,
          }
        : null,
      contracts: contracts.filter((each) => each.state === 'active').map((each) => ({ number: each.number, endsOn: each.endsOn })),
      devices: await gatherDevices(tx, account, devices, firstDay),
      unknown: serials.filter((serial) => !devices.some((device) => device.serial === serial)),
      overrides: await readOverrides(tx),
    },
  }
}

/**
 * Judges an order and keeps the outcome: a pending contract with its lines, or a refusal with clauses.
 * @param dry judge only, store nothing
 */
export async function placeOrder(
  tx: Tx,
  account: AccountRef,
  by: Ordering,
  input: OrderInput,
  seller: Seller | undefined,
  dry = false,
): Promise<OrderOutcome> {
  if (account.kind !== 'customer')
    throw badRequest('A service is ordered for a customer', {
      found: `${account.code} is a ${account.kind}`,
      toDo: 'Order in the account of the end user.',
    })
  const { question, devices } = await gatherOrder(tx, account, by.now, input, seller)
  const offering = (await readOfferings(tx)).find((each) => each.code === input.offering && each.version === question.offeringVersion)
  if (!offering) throw notFound('service')
  const { decision, lines } = judgeOrder(offering, question)
  if (dry) return { order: null, contract: null, decision, decisionId: null, lines }
  const number = await nextNumber(tx, account, 'order')
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject: number, question, decision })
  const orderId = newId(by.now)
  const outcome = decision.verdict === 'granted' ? 'accepted' : decision.verdict
  await store.insertOrder(
    tx,
    account.id,
    {
      id: orderId,
      number,
      version: offering.version,
      placed: question.order,
      outcome,
      decisionId,
      contractId: null,
      sellerId: seller?.account.id ?? null,
      placedBy: by.actor,
    },
    by.now,
  )
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'order.place',
    subject: number,
    detail: { outcome, offering: offering.code, decidedBy: decision.decidedBy },
  })
  if (decision.verdict !== 'granted') return { order: number, contract: null, decision, decisionId, lines }
  const contract = await openContract(tx, account, by, {
    kind: 'service',
    service: offering.code,
    offeringVersion: offering.version,
    offering,
    question,
    sellerId: seller?.account.id ?? null,
    orderId,
  })
  const passing = lines
    .filter((line) => line.verdict !== 'refused')
    .flatMap((line) => devices.find((device) => device.serial === line.serial) ?? [])
  await store.insertLines(
    tx,
    account.id,
    contract.id,
    passing.map((device) => ({ deviceId: device.id, startsOn: input.startsOn, endsOn: input.endsOn })),
  )
  await store.setOrderContract(tx, account.id, orderId, contract.id)
  return { order: number, contract: contract.number, decision, decisionId, lines }
}

/** The address at which the licence text stood on the day of the order: it is kept, whatever the address is later (ISS-1.p7). */
function licenceTextOf({ definitions }: Offering, { onDate, overrides }: OrderQuestion): Pick<store.ContractTerms, 'licenceText'> {
  if (!definitions.some(({ term }) => term === 'licence text')) return {}
  const found = policyBook(onDate, overrides)
    .get('agreement.register')
    .documents.find(({ code }) => code === 'EULA')
  const [address] = found?.addresses ?? []
  return found && address ? { licenceText: { name: found.name, address } } : {}
}

async function openContract(
  tx: Tx,
  account: AccountRef,
  by: Ordering,
  given: {
    kind: 'service'
    service: string
    offeringVersion: number
    offering: Offering
    question: OrderQuestion
    sellerId: string | null
    orderId: string
  },
) {
  const { order } = given.question
  const contracts = await store.listContracts(tx, account.id)
  const before = contracts.find((each) => each.service === given.service && each.kind === 'service' && each.endsOn < order.startsOn)
  const contract = {
    id: newId(by.now),
    number: await nextNumber(tx, account, 'contract'),
    kind: given.kind,
    service: given.service,
    offeringVersion: given.offeringVersion,
    orderId: given.orderId,
    // a renewal follows without a gap; with a gap it is a new contract and nothing is back-dated (policy B17)
    renewsId: before && addDays(before.endsOn, 1) === order.startsOn ? before.id : null,
    state: 'pending' as const,
    activatedOn: null,
    startsOn: order.startsOn,
    endsOn: order.endsOn,
    zone: account.zone,
    territory: account.country,
    poNumber: order.poNumber,
    sellerId: given.sellerId,
    terms: {
      agreement: order.agreement,
      documents: order.documents,
      method: order.method,
      ...(by.orderedBy ? { orderedBy: by.orderedBy } : {}),
      ...licenceTextOf(given.offering, given.question),
      endUserName: order.endUserName,
      endUserAddress: order.endUserAddress,
      addendum: order.addendum,
    },
  }
  await store.insertContract(tx, account.id, contract, by.now)
  return contract
}
