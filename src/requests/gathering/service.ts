import type { CalendarProblem, WorkCalendar } from '../../calendar/calendar.ts'
import { workingDaysFrom } from '../../calendar/working-days.ts'
import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import type { DeviceFacts } from '../../contracts/facts.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { accountFacts, type Contract, dayOf, gatherDevices, listContracts, uncoveredSerials } from '../../contracts/service.ts'
import { purseOf } from '../../credits/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { type Hold, whatHolds } from '../../duties/holds.ts'
import { dutiesOf, judgeStart } from '../../duties/service.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { playsFor, playsOn } from '../../parties/contacts.ts'
import { findAccount, listContacts } from '../../parties/service.ts'
import { listAddenda } from '../addenda/store.ts'
import type { CaseFacts, HeldBy, OrderFacts, PurseFacts, RequestQuestion } from '../facts.ts'
import { judgeBaseOn } from '../judge-days.ts'
import { priceOf } from '../price.ts'
import type { Payment, RequestRow, Wanted } from '../request.ts'
import { serviceDays } from '../service-days.ts'
import { assistingNow, lastAssisted } from '../store.ts'
import { listUnits } from '../units/store.ts'

/** How far the work of a request is by what is recorded of it above: what lacks in words, promises that need no paper, and its case. */
export type WorkStanding = {
  readonly missing: readonly string[]
  readonly excused: readonly string[]
  readonly caseMayStayOpen: boolean
}

/** What lies above this slice and is asked by it: cases by their number, and what is recorded of work under way. */
export type Neighbours = {
  readonly workStanding: (tx: Tx, account: AccountRef, request: RequestRow) => Promise<WorkStanding>
  /** True for a promise that is delivered from its record, and not by words alone. */
  readonly isFromRecord: (code: string, request: { readonly service: string; readonly hasWindows: boolean }) => boolean
  readonly caseOf: (
    tx: Tx,
    account: AccountRef,
    number: string,
  ) => Promise<{ readonly number: string; readonly kind: 'tech' | 'admin'; readonly open: boolean; readonly openedAt: Instant } | undefined>
  /** What both sides agreed on of a request's windows, or that it is over: told whenever it may have changed. */
  readonly followWindows: (
    tx: Tx,
    account: AccountRef,
    by: { readonly now: Instant; readonly actor: string; readonly name: string },
    requestId: string,
  ) => Promise<void>
}

/** The hours of the place where a service is delivered: the site of its devices where the text says so, else the account's (policy B12). */
export async function deliveryHours(
  tx: Tx,
  account: AccountRef,
  offering: Offering,
  devices: readonly DeviceFacts[],
): Promise<WorkCalendar | CalendarProblem | undefined> {
  const row = offering.hours.find(({ purpose }) => purpose === 'delivery')
  const site = row?.anchor === 'site' ? devices.find((device) => device.site)?.site : undefined
  return hoursAt(tx, offering, 'delivery', site ? { country: site.country, theatre: account.theatre, zone: site.zone } : account)
}

async function purseFacts(
  tx: Tx,
  account: AccountRef,
  contract: Contract,
  service: string,
  price: Payment | null,
  { now, hold }: { readonly now: Instant; readonly hold: boolean },
): Promise<PurseFacts | null> {
  if (price === null) return null
  if (price.by === 'credits') return purseOf(tx, account, now, { family: price.family, credits: price.credits, hold })
  const units = await listUnits(tx, account.id, { contractId: contract.id, service, hold })
  return { has: units.reduce((sum, { bought, used }) => sum + bought - used, 0), oldestPurchase: null }
}

/** What was agreed beside this contract: an addendum changes the text of its own contract, and of no other one (MSP-7.b3). */
async function addendaOf(tx: Tx, account: AccountRef, contract: Contract | undefined): Promise<RequestQuestion['addenda']> {
  const written = contract ? await listAddenda(tx, account.id, contract.id) : []
  return written.map(({ number, serials, options, vendorSignedOn, customerSignedOn }) => ({
    number,
    serials,
    options,
    vendorSignedOn,
    customerSignedOn,
  }))
}

export type Gathered = {
  readonly question: RequestQuestion
  readonly calendar: WorkCalendar | undefined
  readonly devices: readonly DeviceFacts[]
}

/** Everything that a request is judged from at an instant. */
export async function gatherRequest(
  tx: Tx,
  account: AccountRef,
  neighbours: Neighbours,
  given: {
    readonly step: RequestQuestion['step']
    readonly now: Instant
    readonly offering: Offering
    readonly contract: Contract | undefined
    readonly wanted: Wanted
    readonly order?: OrderFacts | undefined
    readonly requestId?: string
    /** When it was asked for; left out, now. */
    readonly announcedAt?: Instant
  },
): Promise<Gathered> {
  const { step, now, offering, contract, wanted, order } = given
  const onDate = dayOf(account.zone, now)
  const serials = [...new Set(wanted.serials.map(normalSerial))]
  const rule = offering.purchase.baseContract
  const [found, contracts, rows, overrides, uncovered, people, helped, addenda, held] = await Promise.all([
    findAccount(tx, { id: account.id }),
    listContracts(tx, account.id),
    serials.length === 0 ? [] : findDevices(tx, account.id, serials),
    readOverrides(tx),
    rule?.shape === 'all-equipment' ? uncoveredSerials(tx, account.id, onDate, rule.types) : ([] as string[]),
    listContacts(tx, account.id),
    caseFacts(tx, account, neighbours, wanted, given.requestId),
    addendaOf(tx, account, contract),
    step === 'commence' && contract
      ? heldBy(tx, account, {
          contractId: contract.id,
          requestId: given.requestId,
          service: wanted.service,
          onsite: order?.extras.includes('onsite') ?? false,
          now,
        })
      : [],
  ])
  const full = found ?? account
  const devices = await gatherDevices(tx, account, rows, onDate)
  const contacts = people.filter((each) => playsOn(each, onDate) && playsFor(each, offering.code))
  const calendar = await deliveryHours(tx, account, offering, devices)
  const line = offering.purchase.prices.find(({ code }) => code === wanted.service)
  const first = order?.firstDay ?? wanted.firstDay ?? onDate
  const worked = calendar?.kind === 'calendar' ? calendar : undefined
  const days =
    worked && line && (wanted.firstDay !== null || wanted.windows.length > 0 || order)
      ? serviceDays(worked, { unit: line.unit, quantity: wanted.quantity, first, windows: wanted.windows, leftOut: wanted.leftOut })
      : null
  const firstDay = order?.firstDay ?? wanted.firstDay
  const next = worked && firstDay !== null && days !== null && !('kind' in days) ? workingDaysFrom(worked, firstDay, 1) : null
  const last = days !== null && !('kind' in days) ? days.last : onDate
  const uncoveredLater =
    rule?.shape === 'all-equipment' && last > onDate
      ? (await uncoveredSerials(tx, account.id, last, rule.types)).filter((serial) => !uncovered.includes(serial))
      : []
  const problem = calendar && calendar.kind !== 'calendar' ? calendar : days !== null && 'kind' in days ? days : undefined
  const asked = { ...wanted, devices: serials.length, case: helped, method: contract?.terms.method ?? 'ASC', onDate }
  const price = order?.payment ?? priceOf(offering, asked, policyBook(onDate, overrides))
  const shift = worked?.week.monday?.[0]
  return {
    calendar: worked,
    devices,
    question: {
      kind: 'request',
      step,
      onDate,
      at: now,
      offering: offering.code,
      offeringVersion: offering.version,
      service: wanted.service,
      quantity: wanted.quantity,
      contract: contract
        ? {
            number: contract.number,
            state: contract.state,
            startsOn: contract.startsOn,
            endsOn: contract.endsOn,
            method: contract.terms.method,
            agreement: contract.terms.agreement,
            ...(contract.poNumber ? { poNumber: contract.poNumber } : {}),
          }
        : null,
      account: accountFacts(full, contracts, uncovered),
      ...(uncoveredLater.length > 0 ? { uncoveredLater } : {}),
      contacts: contacts.map(({ name, personId, role, endsOn }) => ({ name, personId, role, endsOn })),
      devices,
      unknown: serials.filter((serial) => !rows.some((row) => row.serial === serial)),
      addenda,
      case: helped,
      hasPlan: wanted.plan !== null,
      change: wanted.change,
      windows: wanted.windows,
      announced:
        worked && wanted.windows.length > 0 ? { at: given.announcedAt ?? now, waiver: wanted.waiver ?? '', calendar: worked } : null,
      hours: worked && shift ? { zone: worked.zone, start: shift.start, end: shift.end } : null,
      days: days !== null && !('kind' in days) ? days : null,
      daysProblem: problem?.message ?? null,
      firstDay,
      nextWorkingDay: next !== null && !('kind' in next) ? (next[0] ?? null) : null,
      price,
      purse: contract ? await purseFacts(tx, account, contract, wanted.service, price, { now, hold: step === 'redeem' }) : null,
      ...(wanted.options ? { options: wanted.options } : {}),
      order: order ?? null,
      heldBy: held,
      overrides,
    },
  }
}

/** Whether the base contract is there on the day to which work under way is moved: none is scheduled beyond it (MSP-1.p8, MSP-2.p2, ISS-2.who-i). */
export async function reasonsOfBase(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  offering: Offering,
  day: LocalDate,
): Promise<readonly Reason[]> {
  const onDate = dayOf(account.zone, now)
  const rule = offering.purchase.baseContract
  const [found, contracts, overrides] = await Promise.all([
    findAccount(tx, { id: account.id }),
    listContracts(tx, account.id),
    readOverrides(tx),
  ])
  const without = async (on: LocalDate): Promise<readonly string[]> =>
    rule?.shape === 'all-equipment' ? uncoveredSerials(tx, account.id, on, rule.types) : []
  const uncovered = await without(onDate)
  return judgeBaseOn(offering, policyBook(onDate, overrides), {
    account: accountFacts(found ?? account, contracts, uncovered),
    day,
    fact: 'last service day',
    uncovered: (await without(day)).filter((serial) => !uncovered.includes(serial)),
  })
}

/**
 * Duties of the request that hold its beginning up: exactly those that the service needs (MSP-5.p0, policy B21), and where somebody comes onsite
 * those that a visit needs (MSP-5.k1).
 */
export async function heldBy(
  tx: Tx,
  account: AccountRef,
  about: {
    readonly contractId: string
    readonly requestId: string | undefined
    readonly service: string
    readonly onsite?: boolean
    readonly now: Instant
  },
): Promise<readonly HeldBy[]> {
  if (about.requestId === undefined) return []
  const of = { contractId: about.contractId, engagementId: about.requestId }
  const { answer } = await judgeStart(tx, account, { ...of, act: about.service }, about.now)
  const visit = about.onsite ? await visitHolds(tx, account, of, about.now) : []
  return [...answer.holds, ...visit].map(({ clauses, title, party, cure, throughout }) => ({
    clauses,
    title,
    side: party,
    cure,
    ...(throughout ? { throughout } : {}),
  }))
}

const visiting = 'on-site'

/** What a visit to the site waits for beside the work itself: duties that name a visit among what needs them (MSP-5.k1). */
export async function visitHolds(
  tx: Tx,
  account: AccountRef,
  of: { readonly contractId: string; readonly engagementId: string },
  now: Instant,
): Promise<readonly Hold[]> {
  const { own } = await dutiesOf(tx, account, of, now)
  return whatHolds(own?.items.filter(({ needed }) => needed?.includes(visiting)) ?? [], visiting).holds
}

async function caseFacts(
  tx: Tx,
  account: AccountRef,
  { caseOf }: Neighbours,
  { caseNumber, service }: Wanted,
  except: string | undefined,
): Promise<CaseFacts | null> {
  if (caseNumber === null) return null
  const found = await caseOf(tx, account, caseNumber)
  if (!found) return null
  const until = await lastAssisted(tx, account.id, service, caseNumber)
  const by = await assistingNow(tx, account.id, { service, caseNumber, except })
  return { ...found, assistedUntil: until === null ? null : dayOf(account.zone, until), ...(by === null ? {} : { assistedBy: by }) }
}
