import { append, assignCase, type Case } from '../../cases/service.ts'
import { caseStates } from '../../cases/states.ts'
import type { CaseEventBody } from '../../cases/timeline.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, cancelTimers, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal, theClock } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted } from '../../lib/problem.ts'
import { type Instant, minutesMs, toIso } from '../../lib/time.ts'
import type { Desk } from '../on-call/service.ts'
import { teamOf } from '../paging/service.ts'
import { own } from '../requests/service.ts'
import { listRequests } from '../requests/store.ts'
import { cannotTake } from './receiver.ts'
import * as store from './store.ts'

/** The timer of a hand-over that nobody answered. */
export const handOverTimer = 'hand-over-unanswered'

/** Somebody of the staff to whom a case can go. */
export type Receiver = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly zone: string
  readonly roles: readonly string[]
  readonly senior: boolean
}

export type HandOverInput = {
  readonly situation: string
  readonly nextStep: string
  readonly promised: string
  readonly promisedAt: Instant | null
}

type Said = Omit<Extract<CaseEventBody, { kind: 'hand-over' }>, 'kind'>

async function note(tx: Tx, found: Case, now: Instant, by: Principal, said: Said) {
  await append(tx, found, now, by, { body: { kind: 'hand-over', ...said }, visibility: 'internal' })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: `hand-over.${said.act}`,
    subject: found.number,
    detail: { from: said.from, to: said.to, text: said.text },
  })
}

/** What somebody has of a case: the case itself, and open escalations on it. */
async function held(tx: Tx, found: Case, personId: string) {
  const requests = await listRequests(tx, { accountIds: [found.accountId], caseId: found.id, state: 'open', ownerId: personId, limit: 50 })
  return { owns: found.ownerId === personId, requests }
}

/**
 * Offers what one has of a case to a colleague, with what the next one must know. Nothing changes hands until it is accepted: a case
 * is never between two chairs (ACP-4.c).
 */
export async function offer(tx: Tx, found: Case, now: Instant, by: Principal, to: Receiver, input: HandOverInput): Promise<string> {
  if (!caseStates[found.state].open) throw conflict(`${found.number} is closed`, { toDo: 'There is nothing to hand over.' })
  const { owns, requests } = await held(tx, found, by.personId)
  if (!owns && requests.length === 0)
    throw conflict('Only what one has can be handed over', {
      found: found.ownerName ? `${found.number} is with ${found.ownerName}` : `nobody has ${found.number}`,
      toDo: 'Take it first, or ask its owner.',
    })
  if (to.id === by.personId) throw badRequest('A case is handed to somebody else', { found: to.name })
  const refusal = cannotTake(to, { owns, escalations: requests.length > 0, queue: found.queue })
  if (refusal) throw conflict(`${to.name} cannot take this over`, { found: refusal, toDo: 'Choose somebody who works on cases like this.' })
  const waiting = (await store.listHandOvers(tx, found.accountId, found.id)).find(({ state }) => state === 'offered')
  if (waiting)
    throw conflict(`${found.number} is being handed to ${waiting.toName} already`, { toDo: 'Wait for the answer, or withdraw that offer.' })
  if (input.promisedAt !== null && input.promised === '')
    throw badRequest('An instant without what was promised', { toDo: 'Say what the customer was told to expect.' })
  if (input.promisedAt !== null && input.promisedAt < now)
    throw badRequest('What was promised lies in the past', {
      found: toIso(input.promisedAt),
      expected: 'an instant that is still to come',
      toDo: 'Say by when it is done now, or leave the instant out.',
    })
  const id = newId(now)
  await store.insertHandOver(tx, found.accountId, {
    id,
    caseId: found.id,
    fromId: by.personId,
    fromName: by.name,
    toId: to.id,
    toName: to.name,
    ...input,
    offeredAt: now,
  })
  await note(tx, found, now, by, { act: 'offered', from: by.name, to: to.name, text: lettered(input) })
  await setTimer(tx, {
    accountId: found.accountId,
    now,
    kind: handOverTimer,
    subjectId: id,
    dueAt: now + (await waitMinutes(tx, found, now)) * minutesMs,
    rank: Number(found.priority.slice(1)),
  })
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'alarm',
    subject: found.number,
    payload: {
      subject: `[${found.number}] ${by.name} hands it to you: ${found.summary}`,
      text: [
        `${found.number} of ${found.accountName} (${found.priority}) is yours once you accept it in the portal; until then ${by.name} has it.`,
        lettered(input),
      ].join('\n\n'),
      to: [{ personId: to.id, name: to.name, email: to.email }],
      caseId: found.id,
      priority: found.priority,
    },
  })
  return id
}

const lettered = ({ situation, nextStep, promised, promisedAt }: HandOverInput): string =>
  [
    `How it stands: ${situation}`,
    `What comes next: ${nextStep}`,
    promised === '' ? 'Nothing was promised.' : `Promised: ${promised}${promisedAt === null ? '' : `, by ${toIso(promisedAt)}`}`,
  ].join('\n')

const waitMinutes = async (tx: Tx, found: Case, now: Instant): Promise<number> =>
  policyBook(toIso(now).slice(0, 10), await readOverrides(tx)).get('handover.wait')[found.priority]

/** The hand-over, or the same answer as for a stranger's. */
export async function requireHandOver(tx: Tx, found: Case, id: string): Promise<store.HandOver> {
  const row = await store.findHandOver(tx, found.accountId, id)
  if (!row || row.caseId !== found.id) throw notFound('hand-over')
  return row
}

function waitingOnly(row: store.HandOver) {
  if (row.state !== 'offered') throw conflict(`This hand-over is ${row.state} already`, { toDo: 'Look at the case as it is now.' })
}

async function settle(tx: Tx, row: store.HandOver, now: Instant, state: store.HandOver['state'], answer: string) {
  await store.answerHandOver(tx, row.accountId, row.id, state, now, answer)
  await cancelTimers(tx, { accountId: row.accountId, now, kind: handOverTimer, subjectId: row.id })
}

const tellGiver = (tx: Tx, found: Case, row: store.HandOver, now: Instant, by: Principal, text: string) =>
  send(tx, {
    accountId: found.accountId,
    now,
    kind: 'case-note',
    subject: found.number,
    payload: { event: 'hand-over', from: by.name, text, to: [{ personId: row.fromId }] },
  })

/** The receiver takes it: the case and the escalations that the giver still has change hands at this instant. */
export async function accept(
  tx: Tx,
  found: Case,
  row: store.HandOver,
  now: Instant,
  by: Principal & Pick<Receiver, 'id' | 'senior'>,
): Promise<void> {
  waitingOnly(row)
  if (row.toId !== by.personId) throw notPermitted('Only who it is offered to accepts it', { found: row.toName })
  const { owns, requests } = await held(tx, found, row.fromId)
  if (!owns && requests.length === 0)
    throw conflict(`${row.fromName} does not have ${found.number} any more`, {
      found: found.ownerName ? `it is with ${found.ownerName}` : 'nobody has it',
      toDo: 'Decline the offer; take the case if it needs you.',
    })
  await settle(tx, row, now, 'accepted', '')
  await note(tx, found, now, by, { act: 'accepted', from: row.fromName, to: row.toName, text: '' })
  if (owns) await assignCase(tx, found, now, by, by, `handed over by ${row.fromName}`)
  for (const request of requests)
    await own(
      tx,
      found,
      request,
      now,
      by,
      { id: by.personId, name: by.name, email: by.email, zone: by.zone },
      `handed over by ${row.fromName}`,
    )
  await tellGiver(tx, found, row, now, by, `${row.toName} has ${found.number} now.`)
}

/** The receiver says no, with a reason: it stays where it is. */
export async function decline(tx: Tx, found: Case, row: store.HandOver, now: Instant, by: Principal, reason: string): Promise<void> {
  waitingOnly(row)
  if (row.toId !== by.personId) throw notPermitted('Only who it is offered to declines it', { found: row.toName })
  await settle(tx, row, now, 'declined', reason)
  await note(tx, found, now, by, { act: 'declined', from: row.fromName, to: row.toName, text: reason })
  await tellGiver(tx, found, row, now, by, `${row.toName} does not take ${found.number}: ${reason}. It stays with you.`)
}

/** The giver takes the offer back. */
export async function withdraw(tx: Tx, found: Case, row: store.HandOver, now: Instant, by: Principal): Promise<void> {
  waitingOnly(row)
  if (row.fromId !== by.personId) throw notPermitted('Only who offered it takes it back', { found: row.fromName })
  await settle(tx, row, now, 'withdrawn', '')
  await note(tx, found, now, by, { act: 'withdrawn', from: row.fromName, to: row.toName, text: '' })
}

/** The case ended: nothing is left to hand over. */
export async function lapse(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  for (const row of await store.listHandOvers(tx, found.accountId, found.id)) {
    if (row.state !== 'offered') continue
    await settle(tx, row, now, 'lapsed', 'the case was closed')
    await note(tx, found, now, by, { act: 'lapsed', from: row.fromName, to: row.toName, text: 'the case was closed' })
  }
}

/** Nobody answered in time: the giver still has it, and hears so together with the team. */
export async function remindUnanswered(tx: Tx, found: Case, row: store.HandOver, now: Instant, desk: Desk): Promise<void> {
  if (row.state !== 'offered') return
  const giver = await desk.person(row.fromId)
  const to = new Map([...(giver ? [giver] : []), ...(await desk.team(teamOf(found.queue)))].map((person) => [person.id, person]))
  await note(tx, found, now, theClock(), { act: 'unanswered', from: row.fromName, to: row.toName, text: '' })
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'alarm',
    subject: found.number,
    payload: {
      subject: `[${found.number}] ${row.toName} has not answered the hand-over: ${found.summary}`,
      text: `${row.fromName} offered ${found.number} of ${found.accountName} (${found.priority}) to ${row.toName} at ${toIso(row.offeredAt)}. Nobody answered, so ${row.fromName} still has it.`,
      to: [...to.values()].map(({ id, name, email }) => ({ personId: id, name, email })),
      caseId: found.id,
      priority: found.priority,
    },
  })
}
