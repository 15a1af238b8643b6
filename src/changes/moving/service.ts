import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { approve, quote } from '../../requests/agreeing/service.ts'
import { lastUntil } from '../../requests/delivering/service.ts'
import { type Neighbours, reasonsOfBase } from '../../requests/gathering/service.ts'
import type { TaskOrder, Window } from '../../requests/request.ts'
import { daysOfWindows } from '../../requests/service-days.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import { judgeDaysPaid, judgeWindow } from '../../requests/window-rules.ts'
import { blackoutOver, whyBusy } from '../booking/service.ts'
import { type ChangeRow, isAhead, type MoveRow, mayMove } from '../change.ts'
import { callOff, make, moveTo } from '../following/service.ts'
import { deliverRecords } from '../recording/service.ts'
import { type By, happened, holdChange, type Terms, tell, termsOf } from '../service.ts'
import { changesOfRequest } from '../store.ts'
import { supportReasons } from '../supporting/service.ts'
import { timeWords, windowWords } from '../words.ts'
import { answerMoveRow, insertMove, listMoves } from './store.ts'

export { listMoves } from './store.ts'

/** What becomes of the unit of a window that is called off alone (ISS-6.2a): one that was not begun pays for another window of its request. */
const unitWords = (change: ChangeRow, all: readonly ChangeRow[]): string =>
  all.some(({ unit, startedAt }) => unit === change.unit && startedAt !== null)
    ? `Unit ${change.unit} was begun by an earlier window.`
    : `Unit ${change.unit} was not begun: it pays for another window of ${change.request}.`

/** Proposes to call one window off, while its request goes on; it holds once the other side accepts. */
export async function proposeCallOff(tx: Tx, account: AccountRef, by: By, number: string, why: string): Promise<void> {
  const change = await holdChange(tx, account, number, 'call-off')
  if (by.side === 'clock') throw badRequest('Nobody proposes it')
  const all = await changesOfRequest(tx, account.id, change.requestId, false)
  requireOthers(change, all)
  const { startsAt, endsAt } = change
  await propose(tx, account, by, change, 'call-off', { startsAt, endsAt, why, waiver: '', agreement: '' })
  await happened(tx, account, by, change, 'propose-call-off', { why })
  await tell(tx, account, by, change, {
    to: by.side === 'provider' ? 'customer' : 'provider',
    subject: `It is proposed to call this window off: ${windowWords(change)}`,
    text: [why, unitWords(change, all), 'It stays until you accept.'],
  })
}

/** The last window of a request is not called off alone: then the request is, and what it cost is looked at (policy B47). */
function requireOthers(change: ChangeRow, all: readonly ChangeRow[]): void {
  if (all.some(({ id, state }) => id !== change.id && state !== 'cancelled')) return
  throw conflict(`${change.number} is the only window of ${change.request}`, {
    found: 'no other window',
    expected: 'one of several windows',
    toDo: `Call ${change.request} off as a whole; that decides about what it cost.`,
  })
}

export type Proposal = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly why: string
  /** Of the provider: why it takes it later than the service asks for; empty when it does not. */
  readonly waiver: string
  readonly agreement: string
}

/** Writes a proposal; one waits for an answer at a time. */
async function propose(tx: Tx, account: AccountRef, by: By, change: ChangeRow, kind: MoveRow['kind'], given: Proposal): Promise<void> {
  if (by.side === 'clock') throw badRequest('Nobody proposes it')
  const row = { ...given, id: newId(by.now), kind, side: by.side, actor: by.actor, actorName: by.name, at: by.now }
  if (!(await insertMove(tx, account.id, change.id, row)))
    throw conflict('Another proposal waits for an answer', { toDo: 'Answer it first.' })
}

/** A change is taken with less notice by the provider alone. */
function proposable({ side }: By, { waiver }: Proposal): void {
  if (waiver !== '' && side !== 'provider')
    throw badRequest('Only the provider takes a change later than its service asks for', { found: waiver })
}

const windowOf = (order: TaskOrder, change: ChangeRow, { startsAt, endsAt, agreement }: Proposal): Window => {
  const agreed = order.windows[change.place - 1]
  return { startsAt, endsAt, zone: change.zone, mode: agreed?.mode ?? 'immediate', agreement: agreement || (agreed?.agreement ?? '') }
}

/** Priced lines that a window at another time may count on: what exceeds its length was priced for the length that was agreed, and for no longer one (ISS-6.2b). */
const extrasFor = ({ windows, extras }: TaskOrder, change: ChangeRow, given: Proposal): readonly string[] => {
  const agreed = windows[change.place - 1] ?? change
  const longer = given.endsAt - given.startsAt > agreed.endsAt - agreed.startsAt
  return extras.map(({ kind }) => kind).filter((kind) => kind !== 'excess' || !longer)
}

/** A window as it was or will be: one that has ended took no longer than it did. */
const asHeld = ({ startsAt, endsAt, endedAt, zone }: ChangeRow) => ({ startsAt, endsAt: endedAt ?? endsAt, zone })

/** Every rule looks at the new time: notice, hours, length, frequency, the base contract, blackouts. */
async function judgeMove(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  change: ChangeRow,
  terms: Terms,
  order: TaskOrder,
  given: Proposal,
  kind: 'move' | 'again' = 'move',
): Promise<readonly Reason[]> {
  // a window that moves is not in its own way; one that was begun stands before the one that goes on from it
  const others = (await changesOfRequest(tx, account.id, change.requestId)).filter(
    ({ id, state }) => (kind === 'again' || id !== change.id) && state !== 'cancelled',
  )
  const window = windowOf(order, change, given)
  const reasons = [
    ...judgeWindow(terms.rules, {
      window,
      noticedAt: terms.request.askedAt,
      waiver: given.waiver || (terms.request.wanted.waiver ?? ''),
      calendar: terms.calendar,
      extras: extrasFor(order, change, given),
      sameUnit: others.filter(({ unit }) => unit === change.unit),
      others: others.map(asHeld),
    }),
    ...judgeDaysPaid(terms.rules, [window, ...others.map(asHeld)], daysOfWindows(order.windows).length),
  ]
  reasons.push(...(await reasonsOfBase(tx, account, now, terms.offering, lastDayOf(given, change))))
  reasons.push(...(await supportReasons(tx, account, change, terms, given.startsAt)))
  reasons.push(...(await blackoutReasons(tx, account, change, terms, given)))
  return reasons
}

/** The customer changes nothing in a blackout of its own (ISS-4.e2). */
async function blackoutReasons(tx: Tx, account: AccountRef, change: ChangeRow, terms: Terms, given: Proposal): Promise<readonly Reason[]> {
  const sites = (await findDevices(tx, account.id, change.serials)).flatMap(({ registeredSiteId }) =>
    registeredSiteId ? [registeredSiteId] : [],
  )
  const blackout = await blackoutOver(tx, account, given, sites)
  if (!blackout) return []
  return [
    {
      rule: 'no-blackout',
      clauses: terms.offering.duties.find(({ code }) => code === 'constraints')?.clauses ?? terms.rules.hours.clauses,
      holds: false,
      weight: 'refuse',
      fact: 'blackout',
      found: `${blackout.reason}, ${windowWords({ ...blackout, zone: change.zone })}`,
      expected: 'a time outside it',
      source: 'blackouts of the customer',
      cure: `Nothing is changed then: start at ${timeWords(change.zone, blackout.endsAt)} or later, or lift the blackout.`,
    },
  ]
}

const notBehind = (by: By, { zone }: Pick<ChangeRow, 'zone'>, { startsAt, endsAt }: Proposal) => {
  if (endsAt <= startsAt)
    throw badRequest('The window ends before it starts', {
      found: windowWords({ startsAt, endsAt, zone }),
      expected: 'an end after the start',
    })
  if (startsAt <= by.now)
    throw badRequest('This time is over', {
      found: timeWords(zone, startsAt),
      expected: `later than ${timeWords(zone, by.now)}`,
      toDo: 'Choose a time to come.',
    })
}

/** Proposes another time. It is judged at once, and moves once the other side accepts it. */
export async function proposeMove(tx: Tx, account: AccountRef, by: By, number: string, given: Proposal): Promise<void> {
  const change = await holdChange(tx, account, number, 'move')
  proposable(by, given)
  notBehind(by, change, given)
  const terms = await termsOf(tx, account, change, by.now)
  const order = await agreedOrder(tx, account, terms.request)
  refuseBy(await judgeMove(tx, account, by.now, change, terms, order, given), 'The window cannot move there')
  if (change.engineerId !== null) {
    const busy = await whyBusy(tx, change.engineerId, given, change.id)
    if (busy !== undefined)
      throw conflict(`${change.engineerName} is ${busy}`, {
        expected: 'a time at which the engineer is free',
        toDo: 'Look for a free time, or have somebody else assigned.',
      })
  }
  await propose(tx, account, by, change, 'move', given)
  await happened(tx, account, by, change, 'propose', { startsAt: given.startsAt, endsAt: given.endsAt, why: given.why })
  await tell(tx, account, by, change, {
    to: by.side === 'provider' ? 'customer' : 'provider',
    subject: `Another time is proposed: ${windowWords({ ...given, zone: change.zone })}`,
    text: [given.why, `It is ${windowWords(change)} until you accept.`],
  })
}

/**
 * The other side answers a proposal; whoever made it may take it back. Accepted, it is judged anew and both have agreed on it.
 * @returns the number of the window that it is about now: of a further one its own
 */
export async function answerMove(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
  id: string,
  given: { readonly answer: 'accepted' | 'declined' | 'withdrawn'; readonly why: string },
): Promise<string> {
  const change = await holdChange(tx, account, number, 'answer')
  const proposal = (await listMoves(tx, account.id, change.id)).find((each) => each.id === id)
  if (!proposal) throw notFound('proposal')
  if (!mayMove(change.state, proposal.kind)) await holdChange(tx, account, number, proposal.kind)
  if (proposal.state !== 'open') throw conflict(`It is ${proposal.state} already`, { toDo: 'Reload, and look at what changed.' })
  if ((given.answer === 'withdrawn') !== (proposal.side === by.side))
    throw conflict(given.answer === 'withdrawn' ? 'Only who proposed it takes it back' : 'The other side answers it', {
      found: `proposed by the ${proposal.side}`,
    })
  await answerMoveRow(tx, account.id, id, { state: given.answer, by: by.name, at: by.now, answer: given.why })
  await happened(tx, account, by, change, `move-${given.answer}`, { why: given.why })
  if (given.answer !== 'accepted') {
    if (given.answer === 'declined')
      await tell(tx, account, by, change, {
        to: proposal.side,
        subject: declinedWords[proposal.kind],
        text: [given.why, proposal.kind === 'again' ? '' : `It stays ${windowWords(change)}.`],
      })
    return number
  }
  if (proposal.kind === 'again') return makeFurther(tx, account, by, change, proposal)
  if (proposal.kind === 'move') {
    await apply(tx, account, by, neighbours, change, proposal)
    return number
  }
  const all = await changesOfRequest(tx, account.id, change.requestId)
  requireOthers(change, all)
  await callOff(tx, account, by, change, `${proposal.actorName} proposed it, ${by.name} accepted: ${proposal.why}`, unitWords(change, all))
  // the windows that are left may all have been held
  await deliverRecords(tx, account, by, change)
  return number
}

const declinedWords = {
  move: 'The other time is declined',
  'call-off': 'It is not called off',
  again: 'The further window is declined',
} as const satisfies Readonly<Record<MoveRow['kind'], string>>

/** The last day that a window touches, where the change is made. */
const lastDayOf = ({ startsAt, endsAt }: Pick<Proposal, 'startsAt' | 'endsAt'>, { zone }: Pick<ChangeRow, 'zone'>): LocalDate =>
  daysOfWindows([{ startsAt, endsAt, zone }]).at(-1) ?? ''

/** While the task order can still change, the new time becomes a version of it that both signed; later, both names stand with the change. */
async function apply(tx: Tx, account: AccountRef, by: By, neighbours: Neighbours, change: ChangeRow, proposal: MoveRow): Promise<void> {
  notBehind(by, change, proposal)
  const terms = await termsOf(tx, account, change, by.now)
  const order = await agreedOrder(tx, account, terms.request)
  refuseBy(await judgeMove(tx, account, by.now, change, terms, order, proposal), 'The window cannot move there any more')
  if (terms.request.state !== 'active' || !order.windows[change.place - 1]) {
    await moveTo(tx, account, by, change, proposal)
    await lastUntil(tx, account, by, terms.request, order, lastDayOf(proposal, change))
    return
  }
  const proposer: By = { ...by, actor: proposal.actor, name: proposal.actorName, side: proposal.side }
  const [provider, customer] = proposal.side === 'provider' ? [proposer, by] : [by, proposer]
  const windows = order.windows.map((window, at) => (at === change.place - 1 ? windowOf(order, change, proposal) : window))
  const version = await quote(tx, account, provider, neighbours, terms.request.number, {
    quantity: order.quantity,
    firstDay: order.firstDay,
    windows,
    serials: order.serials,
    engineer: order.engineer,
    language: order.language,
    extras: order.extras,
    assumptions: order.assumptions,
    acceptance: order.acceptance,
    planOn: order.planOn,
    note: order.note,
    flexible: order.payment.by === 'credits' && order.payment.family === 'FSC' ? order.payment.credits : null,
    ...(proposal.waiver === '' ? {} : { waiver: proposal.waiver }),
  })
  await approve(tx, account, customer, neighbours, terms.request.number, { version: version.version, sha256: version.sha256 })
}

/** Why no further window can be had on the unit of this one; undefined where one can. */
export function whyNoFurther(
  { request, rules }: Terms,
  change: ChangeRow,
  all: readonly ChangeRow[],
): { readonly title: string; readonly found: string; readonly toDo: string } | undefined {
  if (request.state !== 'active' && request.state !== 'commenced')
    return {
      title: `${change.request} is over`,
      found: request.state,
      toDo: `Ask for another window: another unit pays for it (${rules.paid.clauses.join(', ')}).`,
    }
  // one window at a time: another one on the unit has been held first
  const live = all
    .filter(({ unit }) => unit === change.unit)
    .find(({ state }) => isAhead(state) || state === 'running' || (change.state === 'cancelled' && state === 'done'))
  if (!live) return undefined
  return {
    title: `Unit ${change.unit} pays for a window already (${rules.paid.clauses.join(', ')})`,
    found: `${live.number}, ${windowWords(live)}`,
    toDo: `Hold ${live.number} first or call it off, or ask for another window: another unit pays for it.`,
  }
}

/** A further window is judged by every rule, when it is asked for and once more when it is agreed. */
async function judgeFurther(tx: Tx, account: AccountRef, by: By, change: ChangeRow, given: Proposal): Promise<Terms> {
  notBehind(by, change, given)
  const terms = await termsOf(tx, account, change, by.now)
  const no = whyNoFurther(terms, change, await changesOfRequest(tx, account.id, change.requestId))
  if (no) throw conflict(no.title, { found: no.found, toDo: no.toDo })
  const order = await agreedOrder(tx, account, terms.request)
  refuseBy(await judgeMove(tx, account, by.now, change, terms, order, given, 'again'), 'There is no further window then')
  return terms
}

/**
 * Either side asks for a further window on the unit of one that was broken off: nothing more is debited, and it starts a day after the last
 * one at the soonest (ISS-6.2c). It is a change of what both agreed on, so the other side has to accept it.
 */
export async function proposeFurther(tx: Tx, account: AccountRef, by: By, number: string, given: Proposal): Promise<void> {
  const change = await holdChange(tx, account, number, 'again')
  proposable(by, given)
  await judgeFurther(tx, account, by, change, given)
  // what was proposed for the window itself is past with it
  for (const { id, kind } of (await listMoves(tx, account.id, change.id)).filter(({ state }) => state === 'open'))
    if (kind !== 'again')
      await answerMoveRow(tx, account.id, id, { state: 'withdrawn', by: by.name, at: by.now, answer: 'The window is over.' })
  await propose(tx, account, by, change, 'again', given)
  await happened(tx, account, by, change, 'propose-again', { startsAt: given.startsAt, endsAt: given.endsAt, why: given.why })
  await tell(tx, account, by, change, {
    to: by.side === 'provider' ? 'customer' : 'provider',
    subject: `A further window is asked for: ${windowWords({ ...given, zone: change.zone })}`,
    text: [given.why, `Unit ${change.unit} pays for it, and nothing more. There is none until you accept.`],
  })
}

/** Both agreed: the window is made, and both names stand with the one that it goes on from. */
async function makeFurther(tx: Tx, account: AccountRef, by: By, change: ChangeRow, proposal: MoveRow): Promise<string> {
  const { request } = await judgeFurther(tx, account, by, change, proposal)
  const all = await changesOfRequest(tx, account.id, change.requestId)
  const made = await make(tx, account, by, request, {
    window: proposal,
    place: Math.max(...all.map(({ place }) => place)) + 1,
    unit: change.unit,
    zone: change.zone,
    country: change.country,
    serials: change.serials,
  })
  await lastUntil(tx, account, by, request, await agreedOrder(tx, account, request), lastDayOf(proposal, change))
  const why = `${proposal.actorName} asked for it, ${by.name} accepted: ${proposal.why}`
  await happened(tx, account, by, change, 'again', { change: made.number, why })
  return made.number
}
