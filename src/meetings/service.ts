import { localDate, resolveLocal, wordsForDate } from '../calendar/local-time.ts'
import { addDays } from '../calendar/terms.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { offeringOn, readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { vendorHolidays } from '../contracts/hours/service.ts'
import { deliveryClauses, placeReason, usualPlace } from '../contracts/place-rule.ts'
import { type Contract, listContracts } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit, cancelTimers, nextNumber, send, setTimer } from '../db/records.ts'
import { accountScope, narrow, providerScope, type Tx } from '../db/scope.ts'
import { refuseBy } from '../decisions/refusing.ts'
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../lib/problem.ts'
import { daysMs, type Instant, type LocalDate, type Zone } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { lacks, type Role, roles } from '../parties/permissions.ts'
import { findPrincipal, listAccounts, listContacts, listPeople } from '../parties/service.ts'
import { type Hours, hoursProblem, seriesStart } from './hours.ts'
import { kindTerms, type MeetingKind } from './kinds.ts'
import { barOfLeading } from './leading/lead.ts'
import { dueReminderDays, mostOccurrences, occurrences, type Refusal, type Rule } from './occurrences.ts'
import { insertMeetingPeople, type MeetingPerson } from './people/store.ts'
import { clausesOf, holidaysBy, hoursRow } from './promise.ts'
import * as store from './store.ts'
import { suspensions } from './suspending/service.ts'

export type By = { readonly now: Instant; readonly actor: string }
export const byOf = (now: Instant, principal: Principal): By => ({ now, actor: actorOf(principal) })

/** Invitations of a meeting leave this long before it; one planned later is told at once. */
const inviteAheadMs = 28 * daysMs
const morning = '09:00'
export const inviteTimer = 'meeting-invite'
export const reminderTimer = 'meeting-reminder'
export const dueTimer = 'meeting-due'

/** A refusal as the answer to whoever asked, with the clauses that refuse. */
export const refuse = ({ why, toDo, clauses }: Refusal) =>
  unprocessable(clauses.length > 0 ? `${why} (${clauses.join(', ')})` : why, { toDo })

export function dayIn(zone: Zone, at: Instant): LocalDate {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw badRequest(day.message)
  return day
}

export function instantIn(zone: Zone, on: LocalDate, time: string): Instant {
  const at = resolveLocal(zone, `${on}T${time}`)
  if (typeof at !== 'number') throw badRequest(at.message)
  return at
}

/**
 * The holidays of the provider where a meeting is held: those of the country where a calendar of them was entered, else those of the region (policy
 * B13). What nobody loaded is no year at all.
 */
async function holidaysOf(tx: Tx, place: { readonly country: string; readonly theatre: AccountRef['theatre'] }) {
  const found = await vendorHolidays(tx, place)
  return {
    id: found?.id ?? `vendor-${place.theatre}`,
    title: place.theatre,
    holidays: found?.holidays ?? [],
    loadedYears: found?.loadedYears ?? [],
  }
}

const clausesOfTimes = (shifts: readonly { readonly clauses?: readonly string[] | undefined }[]): readonly string[] => [
  ...new Set(shifts.flatMap(({ clauses = [] }) => clauses)),
]

/** The hours of a kind of meeting: those of the service that promises it, where and on whose clock the service says (policy B12). */
export async function hoursOf(
  tx: Tx,
  account: AccountRef,
  kind: MeetingKind,
  on: LocalDate,
  contract: Contract | undefined,
): Promise<Hours> {
  const { offering: code } = kindTerms[kind]
  const offering = offeringOn(await readOfferings(tx), contract?.service ?? code, on)
  const row = hoursRow(offering, kind)
  const advisor = row?.anchor === 'advisor' ? contract?.terms.advisor : undefined
  const region = advisor?.theatre ?? account.theatre
  const shift = row?.byTheatre[region]
  return {
    ...(await holidaysOf(tx, { country: region === account.theatre ? account.country : '', theatre: region })),
    region,
    zone: advisor?.zone ?? account.zone,
    shift,
    clauses: [...new Set([...(row?.clauses ?? []), ...((shift && 'clauses' in shift && shift.clauses) || [])])],
    // a region's own clause that the row does not have speaks of its days as well (ACP-17.b)
    timeClauses: clausesOfTimes(shift ? [shift] : Object.values(row?.byTheatre ?? {})).filter((each) => row?.clauses.includes(each)),
    holidayClauses: holidaysBy[code],
  }
}

/** The clauses by which a contract promises a kind of meeting, in the version of its service. */
export const clausesFor = async (tx: Tx, kind: MeetingKind, contract: Contract): Promise<readonly string[]> =>
  clausesOf(soldWith(await readOfferings(tx), contract), kind)

/** The working days of a theatre, and the clauses for which they are counted: a recording becomes due on them, a case stands still for so many. */
export const theatreDays = async (tx: Tx, theatre: AccountRef['theatre'], clauses: readonly string[]) => ({
  ...(await holidaysOf(tx, { country: '', theatre })),
  holidayClauses: clauses,
})

export const meetingPolicy = async (tx: Tx, today: LocalDate) => policyBook(today, await readOverrides(tx))

/** Asks for a person of the provider, whom the account's own scope does not see; nothing else runs in the transaction meanwhile. */
async function findAcross(tx: Tx, accountId: string, personId: string): Promise<Principal | undefined> {
  await narrow(tx, providerScope)
  const found = await findPrincipal(tx, { personId })
  await narrow(tx, accountScope(accountId))
  return found
}

/** Staff of the provider, whom the account's own scope does not see. */
export async function staffOf(tx: Tx, accountId: string) {
  await narrow(tx, providerScope)
  const [provider] = await listAccounts(tx, 'provider')
  const people = provider ? await listPeople(tx, provider.id) : []
  await narrow(tx, accountScope(accountId))
  return people
}

/** The person of the provider who runs a meeting; of a kind, only whoever may lead it. */
export async function leadOf(tx: Tx, account: AccountRef, personId: string, kind?: MeetingKind): Promise<Principal> {
  const lead = await findAcross(tx, account.id, personId)
  if (lead?.accountKind !== 'provider') throw notFound('person of the provider')
  const missing = lacks(lead.roles, 'meeting.run')
  if (missing !== undefined) throw unprocessable(`${lead.name} cannot run a meeting`, { found: missing })
  const bar = kind && barOfLeading(kind, lead, (role) => roles[role as Role].title)
  if (bar) throw refuse(bar)
  return lead
}

type Invitee = Pick<MeetingPerson, 'personId' | 'name' | 'email' | 'side'>

/** Who is invited when nobody is named: whoever runs it, and the customer's contacts of the service, else its lead contacts. */
export async function usualPeople(
  tx: Tx,
  account: AccountRef,
  kind: MeetingKind,
  on: LocalDate,
  lead: Principal | undefined,
): Promise<readonly Invitee[]> {
  const people = (await listPeople(tx, account.id)).filter(
    ({ status, roles }) => status === 'active' && lacks(roles, 'meeting.read') === undefined,
  )
  const contacts = (await listContacts(tx, account.id)).filter(
    (contact) => playsOn(contact, on) && playsFor(contact, kindTerms[kind].offering),
  )
  const played = new Set(contacts.filter(({ role }) => role !== 'expert' && role !== 'signatory').map(({ personId }) => personId))
  const named = people.filter(({ id }) => played.has(id))
  const theirs = named.length > 0 ? named : people.filter(({ roles }) => roles.includes('LC'))
  return [
    ...(lead ? [{ personId: lead.personId, name: lead.name, email: lead.email, side: 'provider' as const }] : []),
    ...theirs.map(({ id, name, email }) => ({ personId: id, name, email, side: 'customer' as const })),
  ]
}

/** Timers of a meeting that is planned: its invitation, the word of the day before, and of a review that is due the word of a month before. */
export async function setMeetingTimers(tx: Tx, meeting: store.Meeting, now: Instant): Promise<void> {
  const { accountId, id: subjectId, startsAt, zone } = meeting
  for (const kind of [inviteTimer, reminderTimer]) await cancelTimers(tx, { accountId, now, kind, subjectId })
  const on = dayIn(zone, startsAt)
  const times: readonly (readonly [string, Instant])[] = [
    [inviteTimer, Math.max(now, startsAt - inviteAheadMs)],
    [reminderTimer, instantIn(zone, addDays(on, -1), morning)],
    ...(meeting.kind === 'business-review'
      ? [[dueTimer, instantIn(zone, addDays(meeting.plannedOn, -dueReminderDays), morning)] as const]
      : []),
  ]
  for (const [kind, dueAt] of times)
    if (kind === inviteTimer || dueAt > now) await setTimer(tx, { accountId, now, kind, subjectId, dueAt, again: kind === inviteTimer })
}

export const dropMeetingTimers = async (tx: Tx, { accountId, id: subjectId }: store.Meeting, now: Instant) => {
  for (const kind of [inviteTimer, reminderTimer, dueTimer]) await cancelTimers(tx, { accountId, now, kind, subjectId })
}

export const note = async (tx: Tx, meeting: store.Meeting, by: By, kind: string, text: string) => {
  await store.insertEvent(tx, meeting, { at: by.now, actor: by.actor, kind, text })
  await audit(tx, {
    accountId: meeting.accountId,
    now: by.now,
    actor: by.actor,
    action: `meeting.${kind}`,
    subject: meeting.number,
    detail: { text },
  })
}

export type NewMeeting = Omit<
  store.Meeting,
  'id' | 'accountId' | 'number' | 'agreement' | 'state' | 'side' | 'reason' | 'outcome' | 'sequence' | 'invitedAt' | 'version' | 'madeAt'
> &
  Partial<Pick<store.Meeting, 'agreement'>>

/** @returns undefined when the series has its meeting of that day already */
export async function writeMeeting(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: NewMeeting,
  people: readonly Invitee[],
): Promise<store.Meeting | undefined> {
  const meeting: store.Meeting = {
    agreement: '',
    ...given,
    id: newId(by.now),
    accountId: account.id,
    number: await nextNumber(tx, account, 'meeting'),
    state: 'planned',
    side: null,
    reason: '',
    outcome: null,
    sequence: 0,
    invitedAt: null,
    version: 1,
    madeAt: by.now,
  }
  if (!(await store.insertMeeting(tx, meeting))) return undefined
  await insertMeetingPeople(
    tx,
    account.id,
    people.map((each) => ({ ...each, id: newId(by.now), meetingId: meeting.id })),
  )
  await store.insertEvent(tx, meeting, { at: by.now, actor: by.actor, kind: 'planned', text: given.moved })
  await setMeetingTimers(tx, meeting, by.now)
  return meeting
}

export type SeriesInput = {
  readonly kind: 'review' | 'business-review' | 'operational-review'
  readonly contract: string
  readonly firstOn: LocalDate
  readonly startTime: string
  readonly everyDays?: number | undefined
  readonly minutes?: number | undefined
  readonly zone?: Zone | undefined
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  readonly location?: string | undefined
  readonly leadId: string
}

export type WhereInput = {
  readonly mode: 'remote' | 'onsite'
  readonly statement: string
  /** A place of policy H12; that of the theatre where nobody says one. */
  readonly location?: string | undefined
}

/** From where the provider takes part: an authorised place, or onsite, which is the exception and wants a statement (SSM-6.b, ACP-18.p1). */
export async function locationOf(tx: Tx, account: AccountRef, kind: MeetingKind, on: LocalDate, where: WhereInput): Promise<string> {
  const book = await meetingPolicy(tx, on)
  const offering = offeringOn(await readOfferings(tx), kindTerms[kind].offering, on)
  const onsite = where.mode === 'onsite'
  const location = onsite ? '' : where.location || usualPlace(book, account)
  const reason = placeReason(book, location, {
    clauses: offering ? deliveryClauses(offering).remote : [],
    source: kindTerms[kind].title,
    found: onsite ? 'onsite, and no statement' : location,
    elsewhere: {
      agreed: onsite && where.statement.trim() !== '',
      expected: 'onsite with a recorded statement',
      cure: onsite ? 'Say where it is stated that this meeting is onsite, or hold it remotely.' : 'Choose one of these places.',
    },
  })
  refuseBy([reason], onsite ? 'A meeting onsite needs a recorded statement' : 'The meeting is not held from there')
  return location
}

/**
 * The rule of a series. A review comes as often as the service promises, or more often, never more rarely: a rarer series would look like the whole
 * promise (SSM-3.1.a1, policy B71). A business review comes once in a contract year and takes no number of days (SSM-3.1.a2).
 */
async function ruleOf(
  tx: Tx,
  { kind, everyDays, firstOn }: Pick<SeriesInput, 'kind' | 'everyDays' | 'firstOn'>,
  clauses: readonly string[],
): Promise<Rule> {
  const { title } = kindTerms[kind]
  if (kind === 'business-review') {
    if (everyDays === undefined) return { kind: 'per-contract-year' }
    throw unprocessable(`${title}: once in each contract year (${clauses.join(', ')})`, {
      found: `every ${everyDays} days`,
      toDo: 'Leave the number of days out.',
    })
  }
  const book = await meetingPolicy(tx, firstOn)
  // an agreed cadence of operational reviews is a quarter where none is said (policy B41)
  const promised = kind === 'review' ? book.get('ssm.meeting').scheduleEveryDays : book.get('review.cadence').promptEveryMonths * 30
  if (kind === 'review' && everyDays !== undefined && everyDays > promised)
    throw unprocessable(`${title}: every ${promised} days are promised (${clauses.join(', ')}, policy B71)`, {
      found: `every ${everyDays} days`,
      expected: `every ${promised} days or more often`,
      toDo: 'Plan it as promised, then cancel what the customer does without.',
    })
  return { kind: 'every-days', days: everyDays ?? promised }
}

/** The contract in force that promises a kind of meeting. */
export async function contractOf(tx: Tx, account: AccountRef, number: string, kind: MeetingKind): Promise<Contract> {
  const contract = (await listContracts(tx, account.id)).find((each) => each.number === number && each.kind === 'service')
  if (!contract) throw notFound('service contract')
  const { offering, title, clauses } = kindTerms[kind]
  if (contract.service !== offering)
    throw unprocessable(`${title}: ${contract.service} does not promise it (${clauses[0]})`, { expected: `a contract of ${offering}` })
  if (contract.state !== 'active') throw conflict(`${number} is ${contract.state}`, { expected: 'an active contract' })
  return contract
}

/** What a series would be, and why each meeting is where it is: nothing is written. */
async function layOut(tx: Tx, account: AccountRef, input: SeriesInput) {
  const location = await locationOf(tx, account, input.kind, input.firstOn, input)
  const contract = await contractOf(tx, account, input.contract, input.kind)
  const clauses = await clausesFor(tx, input.kind, contract)
  const rule = await ruleOf(tx, input, clauses)
  const hours = await hoursOf(tx, account, input.kind, input.firstOn, contract)
  const found = occurrences(rule, { firstOn: input.firstOn, from: contract.startsOn, until: contract.endsOn, clauses }, hours)
  if ('kind' in found) throw refuse(found)
  const zone = input.zone ?? hours.zone
  const minutes = input.minutes ?? kindTerms[input.kind].minutes
  const placed = found.map((each) => {
    const startsAt = seriesStart(zone, each.on, input.startTime)
    if (typeof startsAt !== 'number') throw refuse(startsAt)
    const problem = hoursProblem(hours, startsAt, minutes)
    if (problem) throw refuse(problem)
    return { ...each, startsAt }
  })
  return { contract, clauses, rule, zone, minutes, placed, location }
}

/** Plans the meetings of a series through the contract's last day; asking twice plans it once. */
export async function planSeries(tx: Tx, account: AccountRef, by: By, input: SeriesInput): Promise<store.Series> {
  const lead = await leadOf(tx, account, input.leadId, input.kind)
  const { contract, clauses, rule, zone, minutes, placed, location } = await layOut(tx, account, input)
  const [first] = placed
  const suspended = first && (await suspensions(tx, account))({ kind: input.kind, contractId: contract.id }, first.on)?.listed
  if (suspended) throw unprocessable(suspended, { toDo: 'Ask export compliance.' })
  if (placed.length === 0) throw unprocessable('The series would have no meeting', { toDo: 'Choose an earlier first date.' })
  const { title } = kindTerms[input.kind]
  const series: store.Series = {
    id: newId(by.now),
    contractId: contract.id,
    kind: input.kind,
    title,
    clauses,
    rule,
    firstOn: input.firstOn,
    until: contract.endsOn,
    startTime: input.startTime,
    minutes,
    zone,
    mode: input.mode,
    place: input.place,
    statement: input.statement,
    location,
    leadId: lead.personId,
    leadName: lead.name,
    madeBy: by.actor,
    madeAt: by.now,
  }
  if (!(await store.insertSeries(tx, account.id, series)))
    throw conflict(`${input.contract} has a series of this kind`, { toDo: 'Move its meetings, or cancel them.' })
  await fillSeries(tx, account, by, series, placed, lead)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'meeting.plan-series',
    subject: input.contract,
    detail: { kind: input.kind, rule, meetings: placed.length, first: input.firstOn, startTime: input.startTime, zone },
  })
  return series
}

async function fillSeries(
  tx: Tx,
  account: AccountRef,
  by: By,
  series: store.Series,
  placed: Awaited<ReturnType<typeof layOut>>['placed'],
  lead: Principal,
): Promise<void> {
  const people = await usualPeople(tx, account, series.kind, series.firstOn, lead)
  for (const { plannedOn, startsAt, moved } of placed)
    await writeMeeting(
      tx,
      account,
      by,
      {
        kind: series.kind,
        title: series.title,
        seriesId: series.id,
        plannedOn,
        contractId: series.contractId,
        aboutKind: null,
        aboutId: null,
        startsAt,
        minutes: series.minutes,
        zone: series.zone,
        mode: series.mode,
        place: series.place,
        statement: series.statement,
        location: series.location,
        topics: [],
        clauses: series.clauses,
        leadId: series.leadId,
        leadName: series.leadName,
        moved: moved ?? '',
        providerInvited: true,
      },
      people,
    )
}

/**
 * The series of an account follow its contracts: of one that ended earlier the meetings behind its last day are cancelled; one that was renewed goes
 * on with the same cadence, at the same local time. What cannot go on, because holidays are not loaded, is told to whoever runs it.
 */
export async function followContracts(
  tx: Tx,
  account: AccountRef,
  by: By,
  callOff: (meeting: store.Meeting, reason: string) => Promise<void>,
): Promise<void> {
  const contracts = await listContracts(tx, account.id)
  const all = await store.holdSeries(tx, account.id)
  for (const series of all) {
    const contract = contracts.find(({ id }) => id === series.contractId)
    if (!contract) continue
    const last = contract.state === 'cancelled' ? addDays(dayIn(account.zone, by.now), -1) : contract.endsOn
    if (last < series.until) {
      const reason = `The contract ${contract.number} ends on ${wordsForDate(last, true)}`
      for (const meeting of await store.listMeetings(tx, {
        accountId: account.id,
        seriesId: series.id,
        state: 'planned',
        limit: mostOccurrences,
      }))
        if (dayIn(meeting.zone, meeting.startsAt) > last) await callOff(meeting, reason)
      await store.changeSeries(tx, account.id, series.id, { until: last })
    }
    const renewal = contracts.find((each) => each.renewsId === contract.id && each.state === 'active')
    if (renewal && !all.some((each) => each.contractId === renewal.id && each.kind === series.kind))
      await goOn(tx, account, by, series, contract, renewal)
  }
}

async function goOn(tx: Tx, account: AccountRef, by: By, series: store.Series, old: Contract, renewal: Contract): Promise<void> {
  const { rule } = series
  let firstOn = renewal.startsOn
  if (rule.kind === 'every-days') {
    firstOn = series.firstOn
    while (firstOn < renewal.startsOn) firstOn = addDays(firstOn, rule.days)
  }
  if (series.kind === 'training' || firstOn > renewal.endsOn) return
  try {
    await planSeries(tx, account, by, {
      kind: series.kind as SeriesInput['kind'],
      contract: renewal.number,
      firstOn,
      startTime: series.startTime,
      ...(rule.kind === 'every-days' ? { everyDays: rule.days } : {}),
      minutes: series.minutes,
      zone: series.zone,
      mode: series.mode,
      place: series.place,
      statement: series.statement,
      location: series.location,
      leadId: series.leadId,
    })
  } catch (error) {
    const { problem } = error as { problem?: { title: string; toDo?: string } }
    if (!problem) throw error
    // what stands in the way is somebody's to clear; the contract is renewed all the same
    await send(tx, {
      accountId: account.id,
      now: by.now,
      kind: 'meeting-notice',
      subject: renewal.number,
      payload: {
        to: [{ personId: series.leadId }],
        subject: `${series.title}: the series did not go on with ${renewal.number}`,
        text: `${old.number} was renewed by ${renewal.number}, and its meetings were to go on from ${firstOn}. ${problem.title}. ${problem.toDo ?? ''} Then plan the series of ${renewal.number} by hand.`,
      },
    })
  }
}
