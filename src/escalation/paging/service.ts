import { append, type Case } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, cancelTimers, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal, theClock } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { type Instant, minutesMs, toIso } from '../../lib/time.ts'
import type { Colleague, Desk } from '../on-call/service.ts'
import * as store from './store.ts'

/** The timer of a call that nobody answered yet. */
export const pageTimer = 'page-unanswered'

/** The team that a case's queue belongs to. */
export const teamOf = (queue: Case['queue']): string =>
  ({ expert: 'senior-tac', standard: 'frontline-tac', 'customer-care': 'customer-care' })[queue]

const paging = async (tx: Tx, now: Instant) => policyBook(toIso(now).slice(0, 10), await readOverrides(tx)).get('oncall.paging')

const call = (tx: Tx, found: Case, now: Instant, person: Colleague, reason: string, turn: number) =>
  send(tx, {
    accountId: found.accountId,
    now,
    kind: 'alarm',
    subject: found.number,
    payload: {
      subject: `[${found.number}] ${found.priority} rings for you: ${found.summary}`,
      text: [
        `${found.number} of ${found.accountName} (${found.priority}) needs somebody: ${reason}.`,
        turn === 1 ? 'You are on call.' : `You are asked because nobody answered before you (call ${turn}).`,
        'Acknowledge it in the portal, or take the case: both end the calling.',
      ].join('\n'),
      to: [{ name: person.name, email: person.email, personId: person.id }],
      caseId: found.id,
      priority: found.priority,
    },
  })

/**
 * Rings for a case: calls who is on call, and sets a timer for the next one. When a call of the team rings already, that
 * one goes on. In a gap of the roster the whole team and management are told at once, and the page says so.
 */
export async function ring(tx: Tx, found: Case, now: Instant, desk: Desk, theatre: string, team: string, reason: string): Promise<void> {
  const pages = await store.listPages(tx, found.accountId, found.id)
  if (pages.some((page) => page.team === team && page.state === 'ringing')) return
  const onCall = await desk.onCall(team, theatre, now)
  if (!onCall) return // calling is for teams that keep a roster
  const [first] = onCall
  const id = newId(now)
  const base = { id, caseId: found.id, team, reason, startedAt: now }
  if (!first) {
    await store.insertPage(tx, found.accountId, { ...base, state: 'unanswered', calls: [] })
    await nobody(tx, found, now, desk, team, `nobody is on call for ${team}`)
    return
  }
  await store.insertPage(tx, found.accountId, { ...base, state: 'ringing', calls: [store.callOf(first, now)] })
  await call(tx, found, now, first, reason, 1)
  await append(tx, found, now, theClock(), { body: { kind: 'page', act: 'called', team, who: first.name, reason }, visibility: 'internal' })
  const { waitMinutes } = await paging(tx, now)
  await wait(tx, found, now, id, waitMinutes[found.priority])
}

const wait = (tx: Tx, found: Case, now: Instant, pageId: string, minutes: number) =>
  setTimer(tx, {
    accountId: found.accountId,
    now,
    kind: pageTimer,
    subjectId: pageId,
    dueAt: now + minutes * minutesMs,
    rank: Number(found.priority.slice(1)),
  })

async function nobody(tx: Tx, found: Case, now: Instant, desk: Desk, team: string, why: string) {
  const told = new Map([...(await desk.team(team)), ...(await desk.team('management'))].map((person) => [person.email, person]))
  await append(tx, found, now, theClock(), {
    body: { kind: 'page', act: 'unanswered', team, who: null, reason: why },
    visibility: 'internal',
  })
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'management-alert',
    subject: found.number,
    payload: {
      subject: `[${found.number}] ${found.priority} and nobody answers: ${found.summary}`,
      text: [`${found.number} of ${found.accountName} (${found.priority}) rings and ${why}.`, 'Somebody has to take it now.'].join('\n'),
      to: [...told.values()].map(({ name, email, id }) => ({ name, email, personId: id })),
      caseId: found.id,
      priority: found.priority,
    },
  })
}

/** Nobody answered in time: the next one is called, round after round; then the team and management hear of it. */
export async function callNext(tx: Tx, found: Case, page: store.Page, now: Instant, desk: Desk, theatre: string): Promise<void> {
  const taken = found.respondedAt !== null || found.ownerId !== null
  if (taken || found.closedAt !== null) {
    await store.updatePage(tx, found.accountId, page.id, { state: 'over' })
    return
  }
  const { waitMinutes, rounds } = await paging(tx, now)
  const onCall = (await desk.onCall(page.team, theatre, now)) ?? []
  const next = onCall[page.calls.length % Math.max(1, onCall.length)]
  if (!next || page.calls.length >= onCall.length * rounds) {
    await store.updatePage(tx, found.accountId, page.id, { state: 'unanswered' })
    await nobody(tx, found, now, desk, page.team, `${page.calls.length} calls were not answered`)
    return
  }
  await store.updatePage(tx, found.accountId, page.id, { calls: [...page.calls, store.callOf(next, now)] })
  await call(tx, found, now, next, page.reason, page.calls.length + 1)
  await append(tx, found, now, theClock(), {
    body: { kind: 'page', act: 'called', team: page.team, who: next.name, reason: 'nobody answered' },
    visibility: 'internal',
  })
  await wait(tx, found, now, page.id, waitMinutes[found.priority])
}

/** Somebody answers: the calling ends. It is no response to the customer and stops no clock (policy B30). */
export async function acknowledge(tx: Tx, found: Case, now: Instant, by: Principal, pageId: string): Promise<void> {
  const page = await store.findPage(tx, found.accountId, pageId)
  if (!page || page.caseId !== found.id) throw notFound('page')
  if (page.state === 'acknowledged') throw conflict(`${page.acknowledgedBy} acknowledged this already`)
  await store.updatePage(tx, found.accountId, page.id, { state: 'acknowledged', acknowledged: { at: now, by: by.name } })
  await cancelTimers(tx, { accountId: found.accountId, now, kind: pageTimer, subjectId: page.id })
  await append(tx, found, now, by, {
    body: { kind: 'page', act: 'acknowledged', team: page.team, who: by.name, reason: page.reason },
    visibility: 'internal',
  })
  await audit(tx, { accountId: found.accountId, now, actor: actorOf(by), action: 'page.acknowledge', subject: found.number })
}

/** The case ended: nobody is called about it any more. */
export async function endPages(tx: Tx, found: Case, now: Instant): Promise<void> {
  for (const page of await store.listPages(tx, found.accountId, found.id)) {
    if (page.state !== 'ringing') continue
    await store.updatePage(tx, found.accountId, page.id, { state: 'over' })
    await cancelTimers(tx, { accountId: found.accountId, now, kind: pageTimer, subjectId: page.id })
  }
}
