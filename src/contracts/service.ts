import { readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { newId } from '../db/ids.ts'
import { audit, nextNumber, setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { Decision } from '../decisions/decision.ts'
import { recordDecision } from '../decisions/service.ts'
import { normalSerial } from '../installed-base/device.ts'
import { findDevices } from '../installed-base/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { listContacts } from '../parties/service.ts'
import { keepAdvisor, requireAdvisor } from './advisor/service.ts'
import { coverTimer, type PlacedOrder, termTimer } from './facts.ts'
import { dayOf } from './gathering/service.ts'
import { judgeActivation } from './judge-activation.ts'
import { judgeOrder, type OrderLine } from './judge-order.ts'
import { gatherOrder, type OrderInput } from './ordering/service.ts'
import { withPapers } from './papers/paper.ts'
import { listPapers } from './papers/store.ts'
import { placesOf } from './places/service.ts'
import * as store from './store.ts'

export { accountFacts, dayOf, deviceFacts, gatherDevices } from './gathering/service.ts'
export { placeOrder, type Seller, type Sellers, sellerBy } from './ordering/service.ts'
export {
  type Contract,
  type ContractLine,
  copyLines,
  findContract,
  holdContract,
  listContracts,
  listLines,
  uncoveredSerials,
} from './store.ts'

export const baseTypes = ['juniper-care', 'advanced-partner-support', 'advanced-end-user-support'] as const

type By = { readonly now: Instant; readonly actor: string }

export type ActivationInput = {
  readonly agreement?: PlacedOrder['agreement'] | undefined
  readonly documents?: PlacedOrder['documents'] | undefined
  readonly advisor?: store.ContractTerms['advisor']
}

/** Whoever has promised word of something about covered devices looks again. */
const announceCover = (tx: Tx, accountId: string, now: Instant) =>
  setTimer(tx, { accountId, now, kind: coverTimer, subjectId: accountId, dueAt: now, rank: 8, again: true })

/** Whoever follows the terms of contracts, such as a series of meetings, looks again. */
export const announceTerm = (tx: Tx, accountId: string, now: Instant) =>
  setTimer(tx, { accountId, now, kind: termTimer, subjectId: accountId, dueAt: now, rank: 7, again: true })

/** Activates a pending contract once its agreement, documents and contacts are there; the term's dates do not move (ACP-16.p1). */
export async function activateContract(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  input: ActivationInput,
): Promise<{ contract: store.Contract; decision: Decision; decisionId: string }> {
  const contract = await store.findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  if (contract.state !== 'pending') throw conflict(`${number} is ${contract.state}`, { expected: 'a pending contract' })
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering) throw notFound('service')
  if (input.advisor?.personId) await requireAdvisor(tx, input.advisor.personId)
  const onDate = dayOf(account.zone, by.now)
  const terms: store.ContractTerms = {
    ...contract.terms,
    agreement: input.agreement ?? contract.terms.agreement,
    documents: withPapers(input.documents ?? contract.terms.documents, await listPapers(tx, account.id, contract.id)),
    ...(input.advisor ? { advisor: input.advisor } : {}),
  }
  const contacts = (await listContacts(tx, account.id)).filter((contact) => playsOn(contact, onDate) && playsFor(contact, offering.code))
  const question = {
    kind: 'activation' as const,
    onDate,
    contract: number,
    agreement: terms.agreement,
    term: { startsOn: contract.startsOn, endsOn: contract.endsOn },
    documents: terms.documents,
    contacts: contacts.map(({ name, personId, role }) => ({ name, personId, role })),
    advisor: terms.advisor?.name ?? null,
    places: await placesOf(tx, account, contract.id),
    overrides: await readOverrides(tx),
  }
  const decision = judgeActivation(offering, question)
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject: number, question, decision })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contract.activate',
    subject: number,
    detail: { verdict: decision.verdict },
  })
  if (decision.verdict === 'granted') {
    await store.activate(tx, account.id, contract.id, onDate, terms)
    if (terms.advisor) await keepAdvisor(tx, account, by, contract, terms.advisor, { on: onDate, why: '' })
    await announceCover(tx, account.id, by.now)
    await announceTerm(tx, account.id, by.now)
  } else await store.updateTerms(tx, account.id, contract.id, terms)
  return { contract: (await store.findContract(tx, account.id, number)) as store.Contract, decision, decisionId }
}

export type BaseContractInput = {
  readonly type: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly serials: readonly string[]
  readonly poNumber: string
  readonly territory: string | null
}

/** Records a base contract or subscription that services build on, over the devices it names. */
export async function recordBaseContract(tx: Tx, account: AccountRef, by: By, input: BaseContractInput): Promise<store.Contract> {
  if (input.endsOn < input.startsOn)
    throw badRequest('The dates are in the wrong order', {
      found: `${input.startsOn} to ${input.endsOn}`,
      expected: 'an end on or after the start',
    })
  const serials = [...new Set(input.serials.map(normalSerial))]
  const devices = await findDevices(tx, account.id, serials)
  const unknown = serials.filter((serial) => !devices.some((device) => device.serial === serial))
  if (unknown.length > 0)
    throw badRequest('Serials are not in the installed base', { found: unknown.slice(0, 10).join(', '), toDo: 'Register them first.' })
  const contract = {
    id: newId(by.now),
    number: await nextNumber(tx, account, 'contract'),
    kind: 'base' as const,
    service: input.type,
    offeringVersion: null,
    orderId: null,
    renewsId: null,
    state: 'active' as const,
    activatedOn: dayOf(account.zone, by.now),
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    zone: account.zone,
    territory: input.territory ?? account.country,
    poNumber: input.poNumber,
    sellerId: null,
    terms: { agreement: null, documents: [], method: 'price-list', endUserName: account.name, endUserAddress: '', addendum: null },
  }
  await store.insertContract(tx, account.id, contract, by.now)
  await store.insertLines(
    tx,
    account.id,
    contract.id,
    devices.map((device) => ({ deviceId: device.id, startsOn: input.startsOn, endsOn: input.endsOn })),
  )
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contract.record',
    subject: contract.number,
    detail: { type: input.type, serials: serials.length },
  })
  return (await store.findContract(tx, account.id, contract.number)) as store.Contract
}

/** Ends a contract early, such as a base contract that lapsed; history keeps the dates it had. */
export async function endContract(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  on: LocalDate,
  reason: string,
): Promise<store.Contract> {
  const contract = await store.findContract(tx, account.id, number)
  if (!contract) throw notFound('contract')
  if (on > contract.endsOn)
    throw badRequest('It ends earlier already', { found: contract.endsOn, expected: `a day before ${contract.endsOn}` })
  await store.endContract(tx, account.id, contract.id, on)
  await announceTerm(tx, account.id, by.now)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contract.end',
    subject: number,
    detail: { before: contract.endsOn, after: on, reason },
  })
  return (await store.findContract(tx, account.id, number)) as store.Contract
}

/** Suspends or resumes the cover of one device, with the reason; nothing is deleted (ACP-19.d). */
export async function suspendCover(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  serial: string,
  on: LocalDate | null,
  reason: string,
): Promise<void> {
  const contract = await store.findContract(tx, account.id, number)
  const [device] = await findDevices(tx, account.id, [normalSerial(serial)])
  if (!contract || !device) throw notFound('contract line')
  const lines = await store.listLines(tx, account.id, { contractId: contract.id })
  if (!lines.some((line) => line.deviceId === device.id)) throw notFound('contract line')
  await store.suspendLine(tx, account.id, contract.id, device.id, on, on === null ? null : reason)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: on === null ? 'cover.resume' : 'cover.suspend',
    subject: `${number} ${device.serial}`,
    detail: { on, reason },
  })
}

/** Adds devices to a running contract by an amending purchase order (ACP-2.iii); each is judged like on a new order. */
export async function amendContract(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  serials: readonly string[],
  poNumber: string,
  startsOn: LocalDate,
): Promise<readonly OrderLine[]> {
  const contract = await store.findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering) throw notFound('service')
  const input: OrderInput = {
    offering: offering.code,
    channel: 'direct',
    method: 'price-list',
    poNumber,
    endUserName: contract.terms.endUserName,
    endUserAddress: contract.terms.endUserAddress,
    ownUse: true,
    startsOn,
    endsOn: contract.endsOn,
    agreement: null,
    coterm: null,
    documents: [],
    addendum: contract.terms.addendum,
    serials,
    sellerCode: null,
  }
  const { question, devices } = await gatherOrder(tx, account, by.now, input, undefined)
  const { lines } = judgeOrder(offering, { ...question, offeringVersion: offering.version })
  const held = new Set((await store.listLines(tx, account.id, { contractId: contract.id })).map((line) => line.deviceId))
  const passing = lines
    .filter((line) => line.verdict !== 'refused')
    .flatMap((line) => devices.find((device) => device.serial === line.serial && !held.has(device.id)) ?? [])
  await store.insertLines(
    tx,
    account.id,
    contract.id,
    passing.map((device) => ({
      deviceId: device.id,
      startsOn: startsOn > contract.startsOn ? startsOn : contract.startsOn,
      endsOn: contract.endsOn,
    })),
  )
  await announceCover(tx, account.id, by.now)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contract.amend',
    subject: number,
    detail: { poNumber, added: passing.map((device) => device.serial) },
  })
  return lines
}
