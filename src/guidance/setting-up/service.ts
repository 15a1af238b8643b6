import { wordsForDate } from '../../calendar/local-time.ts'
import { isWorkingDay } from '../../calendar/working-days.ts'
import { casesToTalkAbout } from '../../cases/lists/service.ts'
import { findCase } from '../../cases/service.ts'
import { caseStates } from '../../cases/states.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { dayOf, uncoveredSerials } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { listDifferences, listRounds } from '../../installed-base/reconciliation/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, unprocessable } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { playsFor, playsOn } from '../../parties/contacts.ts'
import { lastSeen, listContacts, listLinks } from '../../parties/service.ts'
import { sendPaper } from '../../requests/delivering/service.ts'
import type { RequestRow } from '../../requests/request.ts'
import { type By, happened, offeringOf } from '../../requests/service.ts'
import { requestFor, requestUnderWay } from '../service.ts'
import type { Item, KeptRecord, Recorded } from './record.ts'
import { type ItemStanding, inventoryOf, mayReadRecord, standingOf } from './standing.ts'
import * as store from './store.ts'

/** The line of the price list by which onboarding is sold. */
const soldAs = 'SMO'
/** Most differences and open cases that are looked at. */
const most = 500
/** Most records of one onboarding. */
const mostRecords = 1000

export type Onboarding = {
  readonly request: RequestRow
  readonly items: readonly ItemStanding[]
  readonly records: readonly KeptRecord[]
}

async function standingFor(tx: Tx, account: AccountRef, now: Instant, request: RequestRow, records: readonly KeptRecord[]) {
  const today = dayOf(account.zone, now)
  const seen = await lastSeen(tx, account.id)
  const contacts = (await listContacts(tx, account.id)).filter(
    (each) => playsOn(each, today) && playsFor(each, request.offering) && (each.role === 'lead' || each.role === 'named'),
  )
  const people = new Map(contacts.map(({ personId, name }) => [personId, { name, seen: (seen.get(personId)?.seenAt ?? null) !== null }]))
  const openCases = (await casesToTalkAbout(tx, account.id, now, most))
    .filter(({ state }) => caseStates[state].open)
    .map((each) => each.number)
  return standingOf({ records, contacts: [...people.values()], openCases })
}

export type Readiness = { readonly request: string; readonly record: KeptRecord }

/** Evaluations of partners that somebody may see: the provider all, a partner its own (MSP-3.1.1.f). */
export const listReadiness = async (tx: Tx, account: AccountRef, who: Principal): Promise<readonly Readiness[]> =>
  (await store.listEvaluations(tx, account.id)).filter(({ record: kept }) => mayReadRecord(kept, who))

/** How each item of an onboarding stands, with what shows it, as somebody may see it (MSP-3.1.1.p1). */
export async function readOnboarding(tx: Tx, account: AccountRef, now: Instant, who: Principal, number: string): Promise<Onboarding> {
  const request = await requestFor(tx, account, number, soldAs)
  const records = await store.listRecords(tx, account.id, request.id)
  const items = await standingFor(tx, account, now, request, records)
  const mine = records.filter((record) => mayReadRecord(record, who))
  // whoever may not see the evaluation sees that there is one
  const hidden = mine.length < records.length && !mine.some(({ item }) => item === 'f')
  return {
    request,
    records: mine,
    items: items.map((each) =>
      each.item === 'f' && hidden ? { ...each, shows: 'evaluated; seen by the provider and the partner' } : each,
    ),
  }
}

/** Writes down what shows an item; what it names has to be there (MSP-3.1.1.a to MSP-3.1.1.g). */
export async function record(
  tx: Tx,
  account: AccountRef,
  by: By,
  findPartner: FindPartner,
  number: string,
  given: Recorded,
): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const today = dayOf(account.zone, by.now)
  if (given.item === 'e' && given.shipTo === '')
    throw unprocessable('Logistics are not confirmed without a ship-to address (MSP-3.1.1.e)', {
      found: 'an empty ship-to address',
      toDo: 'Ask where replacements go, and write it here.',
    })
  const day = given.item === 'b' ? given.heldOn : given.item === 'f' ? given.evaluatedOn : given.item === 'd' ? given.dated : today
  if (day > today) throw badRequest('The day lies ahead', { found: day, expected: `${today} or earlier` })
  if ((await store.listRecords(tx, account.id, request.id)).length >= mostRecords)
    throw conflict('No more records are kept under one onboarding', { found: `${mostRecords}`, toDo: 'Finish what is open.' })
  if (given.item === 'g') {
    const found = await findCase(tx, account.id, { number: given.case.toUpperCase() })
    if (!found) throw badRequest('No such case in this account', { found: given.case })
  }
  if (given.item === 'f') await checkReadiness(tx, account, findPartner, given)
  if (given.item === 'b' || given.item === 'f')
    await requireDayOfWork(tx, account, request, day, given.item === 'b' ? given.agreement : null)
  const body =
    given.item === 'g'
      ? { ...given, case: given.case.toUpperCase(), text: maskText(given.text) }
      : given.item === 'f'
        ? { ...given, partner: given.partner.toUpperCase() }
        : given
  await store.insertRecord(tx, account.id, request.id, { item: given.item, body, saidBy: by.name, at: by.now })
  // what is in an evaluation is for the provider and the partner alone: the history only says that there is one
  await happened(tx, account, by, request, 'item-record', { item: given.item, ...(given.item === 'g' ? { case: body } : {}) })
}

/**
 * What shows an item was done from the first service day on (MSP-6.d2), and a session on a day that is worked where the customer is, or by an agreement
 * of the vendor that has a number (MSP-6.c, policy B65).
 * @param agreement null for what needs no such day
 */
async function requireDayOfWork(tx: Tx, account: AccountRef, request: RequestRow, day: LocalDate, agreement: string | null) {
  const offering = await offeringOf(tx, request)
  if (request.firstDay !== null && day < request.firstDay)
    throw unprocessable(
      `The work had not begun (${(offering.definitions.find(({ term }) => term === 'commenced') ?? offering.purchase.term).clauses.join(', ')})`,
      { found: day, expected: `${request.firstDay} or later, from the first service day on`, toDo: 'Correct the day.' },
    )
  const calendar = agreement === null ? undefined : await hoursAt(tx, offering, 'delivery', account)
  const worked = calendar?.kind === 'calendar' ? isWorkingDay(calendar, day) : true
  if (worked === true || calendar?.kind !== 'calendar') return
  const row = offering.hours.find(({ purpose }) => purpose === 'delivery') ?? offering.hours[0]
  const title = `A session is held on a day that is worked at the customer’s workplace (${row?.clauses.join(', ')})`
  if (worked !== false) throw unprocessable(title, { found: worked.message, toDo: 'Enter the holidays of that year.' })
  const holiday = calendar.holidays.find(({ date }) => date === day)
  if (agreement === '')
    throw unprocessable(title, {
      found: `${wordsForDate(day, true)}, ${holiday ? `a holiday of the vendor: ${holiday.name}` : 'a day that is not worked'}`,
      expected: 'Monday to Friday, on no holiday of the vendor',
      toDo: 'Correct the day, or enter the number of the vendor’s agreement to other hours.',
    })
}

/** Asked across accounts: a partner by its code. */
export type FindPartner = (code: string) => Promise<Pick<AccountRef, 'id' | 'kind'> | undefined>

async function checkReadiness(tx: Tx, account: AccountRef, findPartner: FindPartner, given: Extract<Recorded, { item: 'f' }>) {
  const partner = await findPartner(given.partner.toUpperCase())
  const links = partner ? (await listLinks(tx, { customerId: account.id })).filter(({ partnerId }) => partnerId === partner.id) : []
  if (links.length === 0)
    throw badRequest('No such partner of this customer', { found: given.partner, expected: 'the code of a partner that acts for it' })
  if (!links.some(({ startsOn, endsOn }) => startsOn <= given.evaluatedOn && (endsOn === null || given.evaluatedOn <= endsOn)))
    throw badRequest(`${given.partner.toUpperCase()} did not act for this customer on ${given.evaluatedOn} (MSP-3.1.1.f)`, {
      found: links.map(({ startsOn, endsOn }) => `from ${startsOn}${endsOn === null ? '' : ` to ${endsOn}`}`).join(', '),
      expected: 'a day on which the partner acts for it',
    })
  const unowned = given.gaps.filter(({ owner }) => owner === '')
  if (unowned.length > 0)
    throw unprocessable('Each gap has an owner (MSP-3.1.1.f)', {
      found: unowned.map(({ text }) => text).join('; '),
      toDo: 'Name who closes each.',
    })
}

/** Takes the newest comparison of both lists over, as it stands now, with whoever owns each line (MSP-3.1.1.c). */
export async function takeInventory(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const [round] = await listRounds(tx, account.id, { limit: 1 })
  if (!round || round.state === 'withdrawn')
    throw conflict('Both lists were not compared yet (MSP-3.1.1.c)', {
      found: round ? `comparison ${round.number} was withdrawn` : 'no comparison',
      toDo: 'Compare the customer’s list with the record first.',
    })
  const { types } = (await offeringOf(tx, request)).purchase.baseContract ?? { types: [] }
  const differences = await listDifferences(tx, account.id, round.id, { limit: most })
  const body = {
    item: 'c' as const,
    round: round.number,
    listed: round.listed,
    held: round.held,
    without: (await uncoveredSerials(tx, account.id, dayOf(account.zone, by.now), types)).slice(0, most),
    differences: differences.map(({ serial, field, owner, decision }) => ({ serial, field, owner, settled: decision !== null })),
  }
  await store.insertRecord(tx, account.id, request.id, { item: 'c', body, saidBy: by.name, at: by.now })
  await happened(tx, account, by, request, 'item-record', { item: 'c', round: round.number, differences: differences.length })
}

/** Says that an item is done, and sends what shows it; refused while something of it is open (MSP-3.1.1.p1). */
export async function finish(tx: Tx, account: AccountRef, by: By, number: string, item: Item): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const records = await store.listRecords(tx, account.id, request.id)
  const standing = (await standingFor(tx, account, by.now, request, records)).find((each) => each.item === item)
  if (!standing) return
  if (standing.open.length > 0)
    throw unprocessable(`Item ${item} is not done (${standing.clause})`, {
      found: standing.open.slice(0, 5).join('; '),
      toDo: 'Do what is open, or have the customer decline the item.',
    })
  const inventory = item === 'c' ? inventoryOf(records) : undefined
  const lines = (inventory?.differences ?? []).map(
    ({ serial, field, owner, settled }) => `${serial}: ${field}, ${owner}${settled ? ', settled' : ''}`,
  )
  // what is in an evaluation stays with the provider and the partner
  const shows = item === 'f' ? 'The partner was evaluated; each gap has an owner.' : [standing.shows, ...lines].join('\n')
  await sendPaper(tx, account, by, request.number, { code: `${soldAs}-${item}`, text: shows, documentId: null, review: null, sign: false })
}
