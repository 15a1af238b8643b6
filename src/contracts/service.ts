import { localDate } from '../calendar/local-time.ts'
import { addDays } from '../calendar/terms.ts'
import { offeringOn, readOfferings, readOverrides } from '../catalog/service.ts'
import { newId } from '../db/ids.ts'
import { audit, nextNumber, setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { Decision } from '../decisions/decision.ts'
import { recordDecision } from '../decisions/service.ts'
import type { Device } from '../installed-base/device.ts'
import { normalSerial } from '../installed-base/device.ts'
import { supportEnds } from '../installed-base/lifecycle/service.ts'
import { asOfDay, findDevices } from '../installed-base/service.ts'
import { listSoftware } from '../installed-base/software/service.ts'
import type { CustomSoftware, Made } from '../installed-base/software/software.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { findAccount, listContacts, listQualifications, listSites } from '../parties/service.ts'
import {
  type AccountFacts,
  type BaseCover,
  coverTimer,
  type DeviceFacts,
  type OrderQuestion,
  type PlacedOrder,
  type SellerFacts,
  type SupportEnd,
  termTimer,
} from './facts.ts'
import { judgeActivation } from './judge-activation.ts'
import { judgeOrder, type OrderLine } from './judge-order.ts'
import { withPapers } from './papers/paper.ts'
import { listPapers } from './papers/store.ts'
import * as store from './store.ts'

export { type Contract, type ContractLine, copyLines, findContract, listContracts, listLines, uncoveredSerials } from './store.ts'

const baseTypes = ['juniper-care', 'advanced-partner-support', 'advanced-end-user-support'] as const

/** The day of an instant where the account is. Zones are checked where they enter, so a bad one is a bug. */
export function dayOf(zone: string, at: Instant): LocalDate {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`account zone ${zone} is not known`)
  return day
}

/** The facts of devices on a day as rules read them, each with the contracts over it. */
export async function gatherDevices(
  tx: Tx,
  account: AccountRef,
  devices: readonly Device[],
  day: LocalDate,
): Promise<readonly DeviceFacts[]> {
  if (devices.length === 0) return []
  const [sites, contracts, lines] = [
    await listSites(tx, account.id),
    await store.listContracts(tx, account.id),
    await store.listLines(tx, account.id, { deviceIds: devices.map((device) => device.id) }),
  ]
  const facts = deviceFacts(await asOfDay(tx, account, devices, day), sites, contracts, lines, await supportEnds(tx, devices))
  const programs = devices.filter(({ kind }) => kind === 'software')
  const made = await listSoftware(
    tx,
    account.id,
    programs.map(({ id }) => id),
  )
  return facts.map((fact, at) => (fact.kind === 'software' ? { ...fact, software: madeOf(made.get(devices[at]?.id ?? '')) } : fact))
}

const madeOf = (found: CustomSoftware | undefined): Made | null => {
  if (!found) return null
  const { statementOfWork, deliverable, designed, developed, tested } = found
  return { statementOfWork, deliverable, designed, developed, tested }
}

type SiteRow = Awaited<ReturnType<typeof listSites>>[number]

export function deviceFacts(
  devices: readonly Device[],
  sites: readonly SiteRow[],
  contracts: readonly store.Contract[],
  lines: readonly store.ContractLine[],
  ends: readonly (readonly SupportEnd[])[],
): readonly DeviceFacts[] {
  const byId = new Map(contracts.map((contract) => [contract.id, contract]))
  const linesOf = Map.groupBy(lines, (line) => line.deviceId)
  return devices.map((device, at) => {
    const base: BaseCover[] = []
    const bundled: DeviceFacts['bundled'][number][] = []
    for (const line of linesOf.get(device.id) ?? []) {
      const contract = byId.get(line.contractId)
      if (contract?.state !== 'active') continue
      if (contract.kind === 'base')
        base.push({
          type: contract.service,
          contract: contract.number,
          startsOn: line.startsOn,
          endsOn: line.endsOn,
          territory: contract.territory,
        })
      else bundled.push({ offering: contract.service, contract: contract.number, startsOn: line.startsOn, endsOn: line.endsOn })
    }
    const site = sites.find((each) => each.id === device.registeredSiteId)
    const {
      serial,
      product,
      kind,
      status,
      acquired,
      source,
      seller,
      registeredOn,
      modifiedCode,
      thirdParty,
      grayMarket,
      endOfSupportOn,
      release,
      acceptedRelease,
    } = device
    return {
      serial,
      product,
      kind,
      status,
      acquired,
      source,
      seller,
      registeredOn,
      modifiedCode,
      thirdParty,
      grayMarket,
      endOfSupportOn,
      lifecycle: ends[at] ?? [],
      release,
      acceptedRelease,
      base,
      bundled,
      site: site ? { name: site.name, address: site.address, country: site.country, zone: site.zone, owner: site.owner } : null,
    }
  })
}

export const accountFacts = (account: AccountRef, contracts: readonly store.Contract[], uncovered: readonly string[]): AccountFacts => ({
  code: account.code,
  name: account.name,
  country: account.country,
  theatre: account.theatre,
  zone: account.zone,
  uncovered,
  base: contracts
    .filter((each) => each.kind === 'base' && each.state === 'active')
    .map((each) => ({
      type: each.service,
      contract: each.number,
      startsOn: each.startsOn,
      endsOn: each.endsOn,
      territory: each.territory,
    })),
})

export type OrderInput = Omit<PlacedOrder, 'placedOn'> & { readonly sellerCode: string | null }
export type OrderOutcome = {
  readonly order: string | null
  readonly contract: string | null
  readonly decision: Decision
  readonly decisionId: string | null
  readonly lines: readonly OrderLine[]
}

type By = { readonly now: Instant; readonly actor: string }

/** A partner with what it is authorised for. */
export type Seller = { readonly account: AccountRef; readonly authorisations: SellerFacts['authorisations'] }

async function gatherOrder(
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
  by: By,
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

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b)

async function openContract(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: { kind: 'service'; service: string; offeringVersion: number; question: OrderQuestion; sellerId: string | null; orderId: string },
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
      endUserName: order.endUserName,
      endUserAddress: order.endUserAddress,
      addendum: order.addendum,
    },
  }
  await store.insertContract(tx, account.id, contract, by.now)
  return contract
}

export type ActivationInput = {
  readonly agreement?: PlacedOrder['agreement'] | undefined
  readonly documents?: PlacedOrder['documents'] | undefined
  readonly advisor?: store.ContractTerms['advisor']
}

/** Whoever has promised word of something about covered devices looks again. */
const announceCover = (tx: Tx, accountId: string, now: Instant) =>
  setTimer(tx, { accountId, now, kind: coverTimer, subjectId: accountId, dueAt: now, rank: 8, again: true })

/** Whoever follows the terms of contracts, such as a series of meetings, looks again. */
const announceTerm = (tx: Tx, accountId: string, now: Instant) =>
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
  const offering = (await readOfferings(tx)).find((each) => each.code === contract.service && each.version === contract.offeringVersion)
  if (!offering) throw notFound('service')
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
    documents: terms.documents,
    contacts: contacts.map(({ name, personId, role }) => ({ name, personId, role })),
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
  const offering = (await readOfferings(tx)).find((each) => each.code === contract.service && each.version === contract.offeringVersion)
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
    passing.map((device) => ({ deviceId: device.id, startsOn: later(startsOn, contract.startsOn), endsOn: contract.endsOn })),
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

export { baseTypes }
