import { localDate, resolveLocal } from '../calendar/local-time.ts'
import { addDays } from '../calendar/terms.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { offeringOn, readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { vendorHolidays } from '../contracts/hours/service.ts'
import { deliveryClauses, placeReason, usualPlace } from '../contracts/place-rule.ts'
import { type Contract, listContracts } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit, cancelTimers, nextNumber, setTimer } from '../db/records.ts'
import { acrossAccounts, type Tx } from '../db/scope.ts'
import { refuseBy } from '../decisions/refusing.ts'
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../lib/problem.ts'
import { daysMs, type Instant, type LocalDate, type Zone } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { lacks, type Role, roles } from '../parties/permissions.ts'
import { findPrincipal, listContacts, listPeople } from '../parties/service.ts'
import type { Hours } from './hours.ts'
import { kindTerms, type MeetingKind } from './kinds.ts'
import { barOfLeading } from './leading/lead.ts'
import { dueReminderDays, type Refusal } from './occurrences.ts'
import { insertMeetingPeople, type MeetingPerson } from './people/store.ts'
import { clausesOf, holidaysBy, hoursRow } from './promise.ts'
import * as store from './store.ts'

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

/** The person of the provider who runs a meeting; of a kind, only whoever may lead it. */
export async function leadOf(tx: Tx, personId: string, kind?: MeetingKind): Promise<Principal> {
  const lead = await acrossAccounts(tx, (wide) => findPrincipal(wide, { personId }))
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
