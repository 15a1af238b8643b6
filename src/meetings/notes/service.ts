import { openFollowUps } from '../../advisories/follow-up/service.ts'
import { wordsForDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { casesToTalkAbout } from '../../cases/lists/service.ts'
import { caseStates } from '../../cases/states.ts'
import { newId } from '../../db/ids.ts'
import { cancelTimers, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, precondition, unprocessable } from '../../lib/problem.ts'
import { daysMs, type Instant, type LocalDate, minutesMs } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { type AgendaFacts, draftAgenda, withoutNextStep } from '../agenda.ts'
import type { Side } from '../kinds.ts'
import { workingDay, workingDaysAfter } from '../occurrences.ts'
import { listMeetingPeople } from '../people/store.ts'
import { requireMeeting, requireState } from '../running/service.ts'
import { type OutOfScope, outOfScope } from '../scope/service.ts'
import { type By, byOf, dayIn, hoursOf, instantIn, meetingPolicy, note, theatreDays } from '../service.ts'
import { listMeetings, type Meeting } from '../store.ts'
import * as store from './store.ts'

export type { Action } from './store.ts'
export { findDraft, listActions, listMinutes } from './store.ts'

export const actionTimer = 'meeting-action-due'
const mostItems = 150
/** Cases closed within so many days are still talked about. */
const closedLatelyMs = 14 * daysMs

/** Facts that an agenda is drafted from, as they are now. */
async function agendaFacts(tx: Tx, account: AccountRef, meeting: Meeting, now: Instant): Promise<AgendaFacts> {
  const today = dayIn(meeting.zone, now)
  const { staleAfterBusinessDays } = (await meetingPolicy(tx, today)).get('review.cadence')
  const cases = meeting.kind === 'project' ? [] : await casesToTalkAbout(tx, account.id, now - closedLatelyMs, 40)
  const actions = (await store.listActions(tx, { accountId: account.id, state: 'open', limit: 200 })).filter(
    // of its own series, so that what was agreed is carried from meeting to meeting until it is done
    ({ seriesId, meetingId }) => meetingId !== meeting.id && (seriesId === meeting.seriesId || meeting.seriesId === null),
  )
  const days = await theatreDays(tx, account.theatre, ['ACP-14.p2'])
  /** So many working days are over without anything written on it; without the holidays of a year its days are counted as they are. */
  const isStale = (updatedAt: Instant): boolean => {
    const last = dayIn(meeting.zone, updatedAt)
    const until = workingDaysAfter(days, last, staleAfterBusinessDays)
    return today > (typeof until === 'string' ? until : addDays(last, staleAfterBusinessDays))
  }
  return {
    today,
    cases: cases.map(({ number, summary, priority, state, updatedAt }) => ({
      number,
      summary,
      priority,
      state: caseStates[state].title.toLowerCase(),
      open: caseStates[state].open,
      stale: isStale(updatedAt),
    })),
    followUps: meeting.kind === 'project' || meeting.kind === 'training' ? [] : await openFollowUps(tx, account.id, 40),
    actions: actions.map(({ id, text, ownerName, dueOn, meeting: from }) => ({ id, text, owner: ownerName, dueOn, meeting: from })),
  }
}

/** Adds to the agenda what is open now and not on it; what was taken off stays off. */
export async function draftItems(tx: Tx, account: AccountRef, by: By, number: string): Promise<Meeting> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const present = await store.listItems(tx, account.id, meeting.id)
  const items = draftAgenda(await agendaFacts(tx, account, meeting, by.now), present).slice(0, mostItems - present.length)
  const last = present.at(-1)?.place ?? 0
  await store.insertItems(
    tx,
    account.id,
    meeting.id,
    items.map((item, at) => ({ ...item, id: newId(by.now), place: last + at + 1, addedBy: by.actor })),
  )
  if (items.length > 0) await note(tx, meeting, by, 'agenda', `${items.length} drafted from what is open`)
  return meeting
}

/** The items of an agenda, in order, with what the service is not about. */
export async function agendaOf(
  tx: Tx,
  account: AccountRef,
  meeting: Meeting,
): Promise<readonly (Omit<store.Item, 'place'> & { readonly outOfScope: OutOfScope | null })[]> {
  const items = await store.listItems(tx, account.id, meeting.id)
  const out = await outOfScope(tx, account, meeting, items)
  return items.map(({ place: _, ...item }) => ({ ...item, outOfScope: out.get(item.id) ?? null }))
}

/** Puts an item on an agenda, about a device where one is named. */
export async function addItem(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  { device, ...given }: { readonly title: string; readonly note: string; readonly device?: string | undefined },
) {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const present = await store.listItems(tx, account.id, meeting.id)
  if (present.length >= mostItems) throw unprocessable(`An agenda has ${mostItems} items at most`, { found: String(present.length) })
  const about = device === undefined ? undefined : normalSerial(device)
  if (about !== undefined && (await findDevices(tx, account.id, [about])).length === 0)
    throw badRequest('No such device', {
      found: about,
      expected: `a serial of ${account.code}`,
      toDo: 'Correct it, or add the item without it.',
    })
  const id = newId(by.now)
  const source = about === undefined ? ({ source: 'own', ref: id } as const) : ({ source: 'device', ref: about } as const)
  await store.insertItems(tx, account.id, meeting.id, [
    { id, place: (present.at(-1)?.place ?? 0) + 1, ...source, ...given, addedBy: by.actor },
  ])
  await note(tx, meeting, by, 'agenda', `added: ${given.title}`)
  return id
}

/** The order of an agenda, whole: ids as they are to stand. Two who order it at once both name every item, and the later order holds. */
export async function orderItems(tx: Tx, account: AccountRef, by: By, number: string, ids: readonly string[]): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const present = await store.listItems(tx, account.id, meeting.id)
  if (new Set(ids).size !== present.length || !present.every(({ id }) => ids.includes(id)))
    throw conflict('The agenda changed meanwhile', {
      found: `${ids.length} items named`,
      expected: `${present.length}`,
      toDo: 'Load it again.',
    })
  for (const [at, id] of ids.entries())
    if (present.find((each) => each.id === id)?.place !== at + 1) await store.changeItem(tx, account.id, id, { place: at + 1 })
  await note(tx, meeting, by, 'agenda', 'put in another order')
}

/** Takes an item off. People of the customer take off what they added; whoever runs the meeting, every one. */
export async function removeItem(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  number: string,
  id: string,
): Promise<void> {
  const by = byOf(now, principal)
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const item = (await store.listItems(tx, account.id, meeting.id)).find((each) => each.id === id)
  if (!item) throw notFound('item')
  if (lacks(principal.roles, 'meeting.run') !== undefined && item.addedBy !== by.actor)
    throw notPermitted('Somebody else added this item', { toDo: 'Ask whoever runs the meeting.' })
  await store.changeItem(tx, account.id, id, { removed: true })
  await note(tx, meeting, by, 'agenda', `taken off: ${item.title}`)
}

export type DraftInput = { readonly text: string; readonly decisions: readonly string[]; readonly version: number }

/** Keeps minutes that are being written. Whoever wrote on an older state is told, so that nobody overwrites a colleague. */
export async function keepDraft(tx: Tx, account: AccountRef, by: By, number: string, given: DraftInput): Promise<number> {
  const meeting = await requireMeeting(tx, account, number, true)
  const before = await store.findDraft(tx, account.id, meeting.id)
  if ((before?.version ?? 0) !== given.version)
    throw precondition('The minutes changed meanwhile', {
      found: `version ${before?.version ?? 0}${before ? `, by ${before.actor}` : ''}`,
      expected: `version ${given.version}`,
      toDo: 'Copy what you wrote, load the page again and go on from there.',
    })
  const version = given.version + 1
  await store.saveDraft(tx, account.id, meeting.id, { ...given, version, actor: by.actor, at: by.now })
  return version
}

/** Publishes minutes; what was published is corrected by a further version with the reason. */
export async function publishMinutes(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly text: string; readonly decisions: readonly string[]; readonly why: string },
): Promise<number> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'held')
  const last = (await store.listMinutes(tx, account.id, meeting.id))[0]
  if (last && given.why === '')
    throw unprocessable('Minutes that were published are corrected with a reason', { found: `version ${last.version}`, toDo: 'Say why.' })
  if (last && last.text === given.text && last.decisions.join('\n') === given.decisions.join('\n'))
    throw conflict('These minutes are published already', { found: `version ${last.version}` })
  if (meeting.kind === 'operational-review') await checkNextSteps(tx, account, meeting)
  const version = (last?.version ?? 0) + 1
  await store.insertMinutes(tx, account.id, meeting.id, { ...given, version, actor: by.actor, at: by.now })
  await note(tx, meeting, by, 'minutes', version === 1 ? 'published' : `version ${version}: ${given.why}`)
  return version
}

/** Each open case of an operational review has a next step with owner and date (ACP-14.p2). */
async function checkNextSteps(tx: Tx, account: AccountRef, meeting: Meeting): Promise<void> {
  const cases = await casesToTalkAbout(tx, account.id, meeting.startsAt, 200)
  const refs = (items: readonly store.Item[]) => new Set(items.filter(({ source }) => source === 'case').map(({ ref }) => ref))
  const missing = withoutNextStep(
    cases.map(({ number, kind, state, createdAt }) => ({ number, kind, open: caseStates[state].open, openedAt: createdAt })),
    {
      on: refs(await store.listItems(tx, account.id, meeting.id)),
      off: refs(await store.listItems(tx, account.id, meeting.id, true)),
      until: meeting.startsAt + meeting.minutes * minutesMs,
    },
    await store.listActions(tx, { accountId: account.id, state: 'open', limit: 500 }),
  )
  if (missing.length > 0)
    throw unprocessable(`A next step is missing for ${missing.join(', ')} (ACP-14.p2)`, {
      toDo: 'Add an action about each of them, with its owner and day.',
    })
}

export type ActionInput = {
  readonly text: string
  readonly about?: string | undefined
  /** One of those invited; or a name of a side. */
  readonly ownerId?: string | undefined
  readonly ownerName?: string | undefined
  readonly side?: Side | undefined
  readonly dueOn: LocalDate
}

export async function addAction(tx: Tx, account: AccountRef, by: By, number: string, input: ActionInput): Promise<string> {
  const meeting = await requireMeeting(tx, account, number, true)
  if (meeting.state === 'cancelled') throw conflict(`${number} is cancelled`, { toDo: 'Add it to another meeting.' })
  const today = dayIn(meeting.zone, by.now)
  if (input.dueOn < today) throw badRequest('The day has passed', { found: input.dueOn, expected: `${today} or later` })
  const owner = (await listMeetingPeople(tx, account.id, [meeting.id])).find(({ id }) => id === input.ownerId)
  if (input.ownerId !== undefined && !owner) throw notFound('invited person')
  const ownerName = owner?.name ?? input.ownerName
  const side = owner && owner.side !== 'guest' ? owner.side : input.side
  if (!ownerName || !side)
    throw badRequest('An action has an owner of one side', { toDo: 'Choose somebody who is invited, or name a person and the side.' })
  const id = newId(by.now)
  const action = {
    id,
    meetingId: meeting.id,
    text: input.text,
    about: input.about ?? null,
    ownerId: owner?.personId ?? null,
    ownerName,
    side,
    dueOn: input.dueOn,
  }
  await store.insertAction(tx, account.id, { ...action, madeBy: by.actor }, by.now)
  await remindOfAction(tx, account, meeting, by.now, id, input.dueOn)
  await note(tx, meeting, by, 'action', `${ownerName}, due ${input.dueOn}: ${input.text}`)
  return id
}

/** The owner hears of it in the morning of the working day before it is due. Without loaded holidays, the day before. */
async function remindOfAction(tx: Tx, account: AccountRef, meeting: Meeting, now: Instant, id: string, dueOn: LocalDate): Promise<void> {
  const hours = await hoursOf(tx, account, meeting.kind, dueOn, undefined)
  const before = workingDay(hours, addDays(dueOn, -1), -1)
  const dueAt = instantIn(meeting.zone, typeof before === 'string' ? before : addDays(dueOn, -1), '09:00')
  await cancelTimers(tx, { accountId: account.id, now, kind: actionTimer, subjectId: id })
  if (dueAt > now) await setTimer(tx, { accountId: account.id, now, kind: actionTimer, subjectId: id, dueAt })
}

export async function tellOfAction(tx: Tx, accountId: string, now: Instant, id: string): Promise<void> {
  const action = await store.holdAction(tx, accountId, id)
  if (action?.state !== 'open' || action.ownerId === null) return
  await send(tx, {
    accountId,
    now,
    kind: 'meeting-notice',
    subject: action.meeting,
    payload: {
      to: [{ personId: action.ownerId, name: action.ownerName }],
      subject: `Due ${wordsForDate(action.dueOn)}: ${action.text.slice(0, 150)}`,
      text: `${action.text}\n\nAgreed in ${action.meeting}; it is yours, and due on ${wordsForDate(action.dueOn, true)}. Mark it as done on the page My actions.`,
    },
  })
}

/** Its owner settles an action, or whoever runs meetings; a second time changes nothing. */
export async function settleAction(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  id: string,
  given: { readonly state: 'done' | 'dropped'; readonly note: string },
): Promise<void> {
  const action = await store.holdAction(tx, account.id, id)
  if (!action) throw notFound('action')
  if (lacks(principal.roles, 'meeting.run') !== undefined && action.ownerId !== principal.personId)
    throw notPermitted('The action is somebody else’s', {
      found: `it belongs to ${action.ownerName}`,
      toDo: 'Ask whoever runs the meeting.',
    })
  if (action.state === given.state) return
  if (action.state !== 'open') throw conflict(`The action is ${action.state}`, { found: `settled by ${action.settledBy}` })
  if (given.state === 'dropped' && given.note === '') throw unprocessable('An action is dropped with a reason', { toDo: 'Say why.' })
  const by = byOf(now, principal)
  await store.changeAction(tx, account.id, id, { ...given, by: by.actor, at: now })
  await cancelTimers(tx, { accountId: account.id, now, kind: actionTimer, subjectId: id })
  await note(
    tx,
    await requireMeeting(tx, account, action.meeting, true),
    by,
    'action',
    `${given.state}: ${action.text}${given.note ? ` (${given.note})` : ''}`,
  )
}

/** Another day for an action, with the reason. */
export async function postponeAction(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  given: { readonly dueOn: LocalDate; readonly reason: string },
): Promise<void> {
  const action = await store.holdAction(tx, account.id, id)
  if (!action) throw notFound('action')
  if (action.state !== 'open') throw conflict(`The action is ${action.state}`)
  const meeting = await requireMeeting(tx, account, action.meeting, true)
  await store.changeAction(tx, account.id, id, { dueOn: given.dueOn })
  await remindOfAction(tx, account, meeting, by.now, id, given.dueOn)
  await note(tx, meeting, by, 'action', `${action.dueOn} became ${given.dueOn}: ${action.text} (${given.reason})`)
}

/** A day before a meeting its agenda is drafted, if nobody did, and open actions of the series are carried to it; then people are reminded. */
export async function prepare(tx: Tx, account: AccountRef, now: Instant, meetingId: string): Promise<void> {
  const [meeting] = await listMeetings(tx, { accountId: account.id, ids: [meetingId], limit: 1 })
  if (meeting?.state !== 'planned') return
  await draftItems(tx, account, { now, actor: 'clock' }, meeting.number)
}
