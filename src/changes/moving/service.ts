import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { approve, quote } from '../../requests/agreeing/service.ts'
import type { Neighbours } from '../../requests/gathering/service.ts'
import type { TaskOrder, Window } from '../../requests/request.ts'
import { daysOfWindows } from '../../requests/service-days.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import { judgeDaysPaid, judgeWindow } from '../../requests/window-rules.ts'
import { blackoutOver, whyBusy } from '../booking/service.ts'
import { type ChangeRow, isAhead, type MoveRow } from '../change.ts'
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
  const row = { id: newId(by.now), kind: 'call-off', side: by.side, actor: by.actor, actorName: by.name, at: by.now } as const
  if (!(await insertMove(tx, account.id, change.id, { ...row, startsAt, endsAt, why, waiver: '', agreement: '' })))
    throw conflict('Another proposal waits for an answer', { toDo: 'Answer it first.' })
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

const windowOf = (order: TaskOrder, change: ChangeRow, { startsAt, endsAt, agreement }: Proposal): Window => {
  const agreed = order.windows[change.place - 1]
  return { startsAt, endsAt, zone: change.zone, mode: agreed?.mode ?? 'immediate', agreement: agreement || (agreed?.agreement ?? '') }
}

/** A window as it was or will be: one that has ended took no longer than it did. */
const asHeld = ({ startsAt, endsAt, endedAt, zone }: ChangeRow) => ({ startsAt, endsAt: endedAt ?? endsAt, zone })

/** Every rule looks at the new time: notice, hours, length, frequency, blackouts. */
async function judgeMove(
  tx: Tx,
  account: AccountRef,
  change: ChangeRow,
  terms: Terms,
  order: TaskOrder,
  given: Proposal,
): Promise<readonly Reason[]> {
  const others = (await changesOfRequest(tx, account.id, change.requestId)).filter(
    ({ id, state }) => id !== change.id && state !== 'cancelled',
  )
  const window = windowOf(order, change, given)
  const reasons = [
    ...judgeWindow(terms.rules, {
      window,
      noticedAt: terms.request.askedAt,
      waiver: given.waiver || (terms.request.wanted.waiver ?? ''),
      calendar: terms.calendar,
      extras: order.extras.map(({ kind }) => kind),
      sameUnit: others.filter(({ unit }) => unit === change.unit),
      others: others.map(asHeld),
    }),
    ...judgeDaysPaid(terms.rules, [window, ...others.map(asHeld)], daysOfWindows(order.windows).length),
  ]
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
  if (by.side === 'clock') throw badRequest('Nobody proposes it')
  if (given.waiver !== '' && by.side !== 'provider')
    throw badRequest('Only the provider takes a change later than its service asks for', { found: given.waiver })
  notBehind(by, change, given)
  const terms = await termsOf(tx, account, change, by.now)
  const order = await agreedOrder(tx, account, terms.request)
  refuseBy(await judgeMove(tx, account, change, terms, order, given), 'The window cannot move there')
  if (change.engineerId !== null) {
    const busy = await whyBusy(tx, account, change.engineerId, given, change.id)
    if (busy !== undefined)
      throw conflict(`${change.engineerName} is ${busy}`, {
        expected: 'a time at which the engineer is free',
        toDo: 'Look for a free time, or have somebody else assigned.',
      })
  }
  const row = { ...given, id: newId(by.now), kind: 'move' as const, side: by.side, actor: by.actor, actorName: by.name, at: by.now }
  if (!(await insertMove(tx, account.id, change.id, row)))
    throw conflict('Another proposal waits for an answer', { toDo: 'Answer it first.' })
  await happened(tx, account, by, change, 'propose', { startsAt: given.startsAt, endsAt: given.endsAt, why: given.why })
  await tell(tx, account, by, change, {
    to: by.side === 'provider' ? 'customer' : 'provider',
    subject: `Another time is proposed: ${windowWords({ ...given, zone: change.zone })}`,
    text: [given.why, `It is ${windowWords(change)} until you accept.`],
  })
}

/** The other side answers a proposal; whoever made it may take it back. Accepted, it is judged anew and both have agreed on it. */
export async function answerMove(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
  id: string,
  given: { readonly answer: 'accepted' | 'declined' | 'withdrawn'; readonly why: string },
): Promise<void> {
  const change = await holdChange(tx, account, number, 'move')
  const proposal = (await listMoves(tx, account.id, change.id)).find((each) => each.id === id)
  if (!proposal) throw notFound('proposal')
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
        subject: proposal.kind === 'move' ? 'The other time is declined' : 'It is not called off',
        text: [given.why, `It stays ${windowWords(change)}.`],
      })
    return
  }
  if (proposal.kind === 'move') return apply(tx, account, by, neighbours, change, proposal)
  const all = await changesOfRequest(tx, account.id, change.requestId)
  requireOthers(change, all)
  await callOff(tx, account, by, change, `${proposal.actorName} proposed it, ${by.name} accepted: ${proposal.why}`, unitWords(change, all))
  // the windows that are left may all have been held
  await deliverRecords(tx, account, by, change)
}

/** While the task order can still change, the new time becomes a version of it that both signed; later, both names stand with the change. */
async function apply(tx: Tx, account: AccountRef, by: By, neighbours: Neighbours, change: ChangeRow, proposal: MoveRow): Promise<void> {
  notBehind(by, change, proposal)
  const terms = await termsOf(tx, account, change, by.now)
  const order = await agreedOrder(tx, account, terms.request)
  refuseBy(await judgeMove(tx, account, change, terms, order, proposal), 'The window cannot move there any more')
  if (terms.request.state !== 'active' || !order.windows[change.place - 1]) {
    await moveTo(tx, account, by, change, proposal)
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

/** A further window on the unit of one that was broken off: nothing more is debited, and it starts a day after the last one at the soonest (ISS-6.2c). */
export async function furtherWindow(tx: Tx, account: AccountRef, by: By, number: string, given: Proposal): Promise<string> {
  const change = await holdChange(tx, account, number, 'again')
  notBehind(by, change, given)
  const terms = await termsOf(tx, account, change, by.now)
  if (terms.request.state !== 'active' && terms.request.state !== 'commenced')
    throw unprocessable(`${change.request} is over`, {
      found: terms.request.state,
      toDo: `Ask for another window: another unit pays for it (${terms.rules.paid.clauses.join(', ')}).`,
    })
  const order = await agreedOrder(tx, account, terms.request)
  const all = await changesOfRequest(tx, account.id, change.requestId)
  const others = all.filter(({ state }) => state !== 'cancelled')
  const sameUnit = others.filter(({ unit }) => unit === change.unit)
  // one window at a time: another one on the unit has been held first
  const live = sameUnit.find(({ state }) => isAhead(state) || state === 'running' || (change.state === 'cancelled' && state === 'done'))
  if (live)
    throw conflict(`Unit ${change.unit} pays for a window already`, {
      found: `${live.number}, ${windowWords(live)}`,
      expected: `a unit that is free (${terms.rules.paid.clauses.join(', ')})`,
      toDo: `Hold ${live.number} first or call it off, or ask for another window: another unit pays for it.`,
    })
  refuseBy(
    [...(await supportReasons(tx, account, change, terms, given.startsAt)), ...(await blackoutReasons(tx, account, change, terms, given))],
    'There is no further window then',
  )
  const window = windowOf(order, change, given)
  refuseBy(
    judgeDaysPaid(terms.rules, [window, ...others.map(asHeld)], daysOfWindows(order.windows).length),
    'There is no further window then',
  )
  refuseBy(
    judgeWindow(terms.rules, {
      window,
      noticedAt: terms.request.askedAt,
      waiver: given.waiver,
      calendar: terms.calendar,
      extras: order.extras.map(({ kind }) => kind),
      sameUnit,
      others: others.map(asHeld),
    }),
    'There is no further window then',
  )
  const made = await make(tx, account, by, terms.request, {
    window: given,
    place: Math.max(...all.map(({ place }) => place)) + 1,
    unit: change.unit,
    zone: change.zone,
    country: change.country,
    serials: change.serials,
  })
  await happened(tx, account, by, change, 'again', { change: made.number, why: given.why })
  return made.number
}
