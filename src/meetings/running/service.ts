import { newId } from '../../db/ids.ts'
import { send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import { daysMs, type Instant } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { listPeople } from '../../parties/service.ts'
import { type InvitationAnswer, kindTerms, type Side, topicsOf, unknownTopics } from '../kinds.ts'
import { mostOccurrences } from '../occurrences.ts'
import { missingToHold, type Outcome } from '../outcome.ts'
import { renewInvited } from '../people/service.ts'
import {
  changeMeetingPerson,
  findGuest,
  findInvitation,
  findInvited,
  insertMeetingPeople,
  listMeetingPeople,
  type MeetingPerson,
  setAttended,
} from '../people/store.ts'
import { type SingleInput, whenOf } from '../planning/service.ts'
import { type By, dayIn, dropMeetingTimers, inviteTimer, leadOf, locationOf, note, refuse, setMeetingTimers } from '../service.ts'
import * as store from '../store.ts'
import { type Suspension, suspensions } from '../suspending/service.ts'
import { eventOf, guestLetter, type LetterKind, letterFor } from './letters.ts'

export async function requireMeeting(tx: Tx, account: AccountRef, number: string, hold = false): Promise<store.Meeting> {
  const found = hold ? await store.holdMeeting(tx, account.id, { number }) : await store.findMeeting(tx, account.id, number)
  if (!found) throw notFound('meeting')
  return found
}

export function requireState(meeting: store.Meeting, ...states: readonly store.Meeting['state'][]): void {
  if (!states.includes(meeting.state))
    throw conflict(`${meeting.number} is ${meeting.state}`, { expected: states.join(' or '), toDo: 'Look at its history.' })
}

/**
 * Tells those who are invited. A guest hears of the invitation, of a change and of the end, with the event for a calendar; the words of the day before and
 * whatever else there is go to people who are known.
 */
export async function tellInvited(
  tx: Tx,
  meeting: store.Meeting,
  now: Instant,
  kind: LetterKind,
  whom: (person: MeetingPerson) => boolean = () => true,
): Promise<void> {
  const people = await listMeetingPeople(tx, meeting.accountId, [meeting.id])
  const told = people.filter(whom)
  const calendar = kind === 'cancellation' ? 'CANCEL' : kind === 'invitation' || kind === 'change' ? 'REQUEST' : undefined
  const to = told.flatMap(({ personId, name }) => (personId === null ? [] : [{ personId, name }]))
  const guests = calendar ? told.flatMap(({ personId, name, email }) => (personId === null ? [{ name, email }] : [])) : []
  if (to.length + guests.length === 0) return
  await send(tx, {
    accountId: meeting.accountId,
    now,
    kind: 'meeting-notice',
    subject: meeting.number,
    payload: {
      to,
      ...letterFor(kind, meeting),
      ...(guests.length > 0 ? { guests: { to: guests, ...guestLetter(kind, meeting) } } : {}),
      // kept with the letter, so that each try of it sends the same event
      ...(calendar ? { calendar: { method: calendar, meetingId: meeting.id, event: eventOf(meeting, people, null), at: now } } : {}),
    },
  })
}

/** What changed is told to those who were invited already; who is yet to be invited hears of it then. */
async function changed(tx: Tx, before: store.Meeting, change: store.MeetingChange): Promise<store.Meeting> {
  const sequence = before.sequence + 1
  await store.changeMeeting(tx, before, { ...change, sequence })
  return { ...before, ...change, sequence } as store.Meeting
}

export type MoveInput = Pick<SingleInput, 'on' | 'time' | 'later'> & {
  readonly minutes?: number | undefined
  readonly mode?: 'remote' | 'onsite' | undefined
  readonly place?: string | undefined
  readonly statement?: string | undefined
  readonly agreement?: string | undefined
  readonly location?: string | undefined
  readonly reason: string
}

export async function moveMeeting(tx: Tx, account: AccountRef, by: By, number: string, input: MoveInput): Promise<store.Meeting> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const minutes = input.minutes ?? meeting.minutes
  // an agreement to other hours is one for a booking (policy B65)
  const agreement = input.agreement ?? (input.on === dayIn(meeting.zone, meeting.startsAt) ? meeting.agreement : '')
  const { at } = await whenOf(tx, account, meeting, { ...input, agreement, zone: meeting.zone, minutes })
  const [mode, place, statement] = [input.mode ?? meeting.mode, input.place ?? meeting.place, input.statement ?? meeting.statement]
  const from = input.location ?? meeting.location
  // what was planned before places were asked is judged once it says one
  const asked = input.location !== undefined || input.mode !== undefined || meeting.location !== ''
  const location = asked ? await locationOf(tx, account, meeting.kind, input.on, { mode, statement, location: from }) : from
  const same = at === meeting.startsAt && minutes === meeting.minutes && mode === meeting.mode && place === meeting.place
  if (same && location === meeting.location) return meeting
  const moved = at === meeting.startsAt ? meeting.moved : `Moved to ${input.on} ${input.time}: ${input.reason}`
  const next = await changed(tx, meeting, {
    startsAt: at,
    minutes,
    mode,
    place,
    statement,
    agreement: kindTerms[meeting.kind].byAgreement ? agreement : '',
    location,
    moved,
  })
  await note(tx, next, by, 'move', `${new Date(meeting.startsAt).toISOString()} became ${new Date(at).toISOString()}: ${input.reason}`)
  if (meeting.invitedAt !== null) await tellInvited(tx, next, by.now, 'change')
  await setMeetingTimers(tx, next, by.now)
  return next
}

export async function cancelMeeting(
  tx: Tx,
  by: By,
  meeting: store.Meeting,
  { side, reason }: { readonly side: Side; readonly reason: string },
): Promise<void> {
  requireState(meeting, 'planned')
  const next = await changed(tx, meeting, { state: 'cancelled', side, reason })
  await note(tx, next, by, 'cancel', `by the ${side}: ${reason}`)
  if (meeting.invitedAt !== null) await tellInvited(tx, next, by.now, 'cancellation')
  await dropMeetingTimers(tx, meeting, by.now)
}

const suspensionOf = async (tx: Tx, account: AccountRef, meeting: store.Meeting): Promise<Suspension | undefined> =>
  (await suspensions(tx, account))(meeting, dayIn(meeting.zone, meeting.startsAt))

const whySuspended = async (tx: Tx, account: AccountRef, meeting: store.Meeting): Promise<string | undefined> =>
  (await suspensionOf(tx, account, meeting))?.why

/**
 * Calls off what people were invited to and may not be held in a country that was listed meanwhile (SSM-5.b2, ACP-17.p2); what nobody was invited to
 * yet stays suspended and says so.
 */
export async function callOffListed(tx: Tx, account: AccountRef, now: Instant): Promise<void> {
  const suspended = await suspensions(tx, account)
  for (const meeting of await store.listMeetings(tx, { accountId: account.id, from: now, state: 'planned', limit: mostOccurrences })) {
    const listed = suspended(meeting, dayIn(meeting.zone, meeting.startsAt))?.listed
    if (listed && meeting.invitedAt !== null)
      await cancelMeeting(tx, { now, actor: 'clock' }, meeting, { side: 'provider', reason: listed })
  }
}

/** It was to be held and was not. One whose service is suspended was never to be held, so nobody missed it (SSM-5.a). */
export async function missMeeting(
  tx: Tx,
  account: AccountRef,
  by: By,
  meeting: store.Meeting,
  { side, reason }: { readonly side: Side; readonly reason: string },
): Promise<void> {
  requireState(meeting, 'planned')
  if (by.now < meeting.startsAt) throw conflict(`${meeting.number} has not begun`, { toDo: 'Cancel it, if it will not be held.' })
  const suspended = await whySuspended(tx, account, meeting)
  if (suspended)
    throw unprocessable(suspended, { found: `missed by the ${side}`, toDo: 'Leave it as it is: nobody missed what was suspended.' })
  await store.changeMeeting(tx, meeting, { state: 'missed', side, reason })
  await note(tx, meeting, by, 'miss', `by the ${side}: ${reason}`)
}

export type HeldInput = { readonly attended: readonly string[]; readonly topics: readonly string[] }

/** It was held, with whom. What a kind asks of it has to be there: all topics of an onboarding, a verdict on a change. */
export async function markHeld(tx: Tx, account: AccountRef, by: By, number: string, input: HeldInput): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  if (by.now < meeting.startsAt) throw conflict(`${number} has not begun`, { toDo: 'Move it first, if it was held earlier.' })
  const suspended = await suspensionOf(tx, account, meeting)
  if (suspended)
    throw unprocessable(suspended.why, {
      toDo: suspended.listed
        ? 'Ask export compliance what may be done there, and call the meeting off.'
        : 'Renew the care of the devices; a day without it is not delivered.',
    })
  const topics = input.topics.length > 0 ? input.topics : meeting.kind === 'onboarding' ? [] : meeting.topics
  const unknown = unknownTopics(meeting.kind, topics)
  if (unknown.length > 0) throw badRequest('No such topic', { found: unknown.join(', ') })
  const missing = missingToHold(meeting, topics, topicsOf[meeting.kind] ?? {})
  if (missing) throw refuse(missing)
  const people = await listMeetingPeople(tx, account.id, [meeting.id])
  const stranger = input.attended.find((id) => !people.some((each) => each.id === id))
  if (stranger !== undefined) throw notFound('invited person')
  if (input.attended.length === 0) throw unprocessable('Nobody attended', { toDo: 'Say who did, or mark the meeting as missed.' })
  await setAttended(tx, account.id, meeting.id, input.attended)
  await store.changeMeeting(tx, meeting, { state: 'held', topics })
  const names = people.filter(({ id }) => input.attended.includes(id)).map(({ name }) => name)
  await note(tx, meeting, by, 'hold', `attended by ${names.join(', ')}`)
}

export async function recordOutcome(tx: Tx, account: AccountRef, by: By, number: string, outcome: Outcome): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  if (meeting.kind !== 'post-change') throw conflict(`${number} is no post-change review`, { found: meeting.kind })
  requireState(meeting, 'planned', 'held')
  await store.changeMeeting(tx, meeting, { outcome })
  await note(tx, meeting, by, 'outcome', `${outcome.verdict}; ${outcome.changes.length} changes agreed`)
}

/** Whether the provider is invited to a project meeting of the customer; not to be is the customer's breach of its duty (MSP-5.o). */
export async function inviteProvider(tx: Tx, account: AccountRef, by: By, number: string, invited: boolean): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  if (meeting.kind !== 'project') throw conflict(`${number} is the provider's own meeting`, { found: meeting.kind })
  requireState(meeting, 'planned')
  if (meeting.providerInvited === invited) return
  await store.changeMeeting(tx, meeting, { providerInvited: invited })
  await note(tx, meeting, by, 'provider', invited ? 'the provider is invited' : 'the provider is not invited (MSP-5.o)')
}

export type PersonInput = { readonly personId: string } | { readonly name: string; readonly email: string }

export async function addMeetingPerson(tx: Tx, account: AccountRef, by: By, number: string, input: PersonInput): Promise<string> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const invitee = await inviteeOf(tx, account, input)
  const known = await listMeetingPeople(tx, account.id, [meeting.id])
  const same = known.find(({ email }) => email === invitee.email.toLowerCase())
  if (same) throw conflict(`${same.name} is invited already`)
  if (known.length >= 60) throw unprocessable('A meeting has 60 people at most', { found: String(known.length) })
  await insertMeetingPeople(tx, account.id, [{ ...invitee, id: newId(by.now), meetingId: meeting.id }])
  await note(tx, meeting, by, 'invite', `${invitee.name} <${invitee.email}>`)
  const isNew = ({ email }: MeetingPerson) => email === invitee.email.toLowerCase()
  if (meeting.invitedAt !== null) await tellInvited(tx, meeting, by.now, 'invitation', isNew)
  return (await listMeetingPeople(tx, account.id, [meeting.id])).find(isNew)?.id ?? ''
}

async function inviteeOf(tx: Tx, account: AccountRef, input: PersonInput) {
  if (!('personId' in input)) return { personId: null, name: input.name, email: input.email.toLowerCase(), side: 'guest' as const }
  const own = (await listPeople(tx, account.id)).find(({ id }) => id === input.personId)
  if (!own) {
    const lead = await leadOf(tx, input.personId)
    return { personId: lead.personId, name: lead.name, email: lead.email, side: 'provider' as const }
  }
  const lacking = own.status === 'active' ? lacks(own.roles, 'meeting.read') : 'they have left'
  if (lacking !== undefined)
    throw unprocessable(`${own.name} cannot be invited`, { found: lacking, toDo: 'Give them a role, or invite them as a guest.' })
  return { personId: own.id, name: own.name, email: own.email, side: 'customer' as const }
}

export async function removeMeetingPerson(tx: Tx, account: AccountRef, by: By, number: string, id: string): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const person = (await listMeetingPeople(tx, account.id, [meeting.id])).find((each) => each.id === id)
  if (!person) throw notFound('invited person')
  if (meeting.invitedAt !== null) {
    const without = { ...meeting, state: 'cancelled' as const, reason: 'You are no longer invited' }
    await tellInvited(tx, without, by.now, 'cancellation', (each) => each.id === id)
  }
  await changeMeetingPerson(tx, account.id, id, { removed: true })
  await note(tx, meeting, by, 'uninvite', person.name)
}

/** Whose answer it is: of somebody who is known, or of the invitation of a guest. */
export type Answering = { readonly personId: string } | { readonly invitation: string }

/** Somebody answers for themselves; the last answer counts, and the one before stays in the history. */
export async function answerInvitation(
  tx: Tx,
  account: Pick<AccountRef, 'id'>,
  by: By,
  meetingId: string,
  whose: Answering,
  answer: InvitationAnswer,
  via: 'portal' | 'mail',
): Promise<'answered' | 'same'> {
  const meeting = await store.holdMeeting(tx, account.id, { id: meetingId })
  if (!meeting) throw notFound('meeting')
  requireState(meeting, 'planned')
  const own = (await listMeetingPeople(tx, account.id, [meeting.id])).find((each) =>
    'personId' in whose ? each.personId === whose.personId : each.id === whose.invitation && each.personId === null,
  )
  if (!own) throw notPermitted('You are not invited to this meeting', { toDo: 'Ask whoever runs it to invite you.' })
  if (own.answer === answer) return 'same'
  await changeMeetingPerson(tx, account.id, own.id, { answer, answeredAt: by.now, answeredBy: via })
  await note(tx, meeting, by, 'answer', `${own.name}: ${answer}${via === 'mail' ? ', by mail' : ''}`)
  return 'answered'
}

/** The invitation leaves when the meeting comes near; one whose service is suspended is not invited to. */
export async function inviteAll(tx: Tx, account: AccountRef, now: Instant, id: string): Promise<void> {
  const meeting = await store.holdMeeting(tx, account.id, { id })
  if (meeting?.state !== 'planned' || meeting.invitedAt !== null || meeting.startsAt <= now) return
  const suspended = await whySuspended(tx, account, meeting)
  if (suspended) {
    const said = (await store.listEvents(tx, meeting)).some(({ kind, text }) => kind === 'suspended' && text === suspended)
    if (!said) await store.insertEvent(tx, meeting, { at: now, actor: 'clock', kind: 'suspended', text: suspended })
    // it resumes with a renewal, so that it is looked at again
    return setTimer(tx, { accountId: account.id, now, kind: inviteTimer, subjectId: id, dueAt: now + daysMs })
  }
  await store.changeMeeting(tx, meeting, { invitedAt: now })
  await renewInvited(tx, account, now, meeting)
  await tellInvited(tx, meeting, now, 'invitation')
}

/** The word of the day before, and of a review that is due within a month. Who became a contact since the invitation left is invited first. */
export async function remind(tx: Tx, account: AccountRef, now: Instant, id: string, kind: 'reminder' | 'due'): Promise<void> {
  const meeting = await store.holdMeeting(tx, account.id, { id })
  if (meeting?.state !== 'planned') return
  if (await whySuspended(tx, account, meeting)) return
  const added = kind === 'reminder' && meeting.invitedAt !== null ? await renewInvited(tx, account, now, meeting) : new Set()
  if (added.size > 0) await tellInvited(tx, meeting, now, 'invitation', ({ email }) => added.has(email))
  await tellInvited(tx, meeting, now, kind, ({ personId }) => kind !== 'due' || meeting.leadId === null || personId === meeting.leadId)
}

export type Invitation = { readonly accountId: string; readonly id: string; readonly meetingId: string; readonly personId: string | null }

/** The invitation of a person, which an address to answer to is signed for. */
export const invitedAs = (tx: Tx, accountId: string, meetingId: string, personId: string): Promise<Invitation | undefined> =>
  findInvitation(tx, accountId, meetingId, personId)

/** The invitation of a guest by their address: whoever was taken off hears of the end alone. */
export const guestInvited = (tx: Tx, accountId: string, meetingId: string, email: string) => findGuest(tx, accountId, meetingId, email)

/** The invitation behind an address, with the meeting as it is now. Works in the provider's scope. */
export async function invitationBehind(tx: Tx, id: string) {
  const found = await findInvited(tx, id)
  const meeting = found && (await store.holdMeeting(tx, found.accountId, { id: found.meetingId }))
  return found && meeting ? { ...found, meeting } : undefined
}
