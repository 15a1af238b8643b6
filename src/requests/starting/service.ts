import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf, findContract } from '../../contracts/service.ts'
import { oldestPurchaseOf } from '../../credits/service.ts'
import { cancelTimers, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { recordDecision } from '../../decisions/service.ts'
import { moveEngagement } from '../../duties/engagements/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import { movePromises } from '../delivering/service.ts'
import { gatherRequest, type Neighbours, reasonsOfBase } from '../gathering/service.ts'
import { judgeStartBy } from '../judge-days.ts'
import { judgeRequest } from '../judge-request.ts'
import { requireMissed } from '../missing/service.ts'
import type { RequestRow, TaskOrder } from '../request.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { serviceDays } from '../service-days.ts'
import { changeRequest, listEvents } from '../store.ts'

/** The first service day has come; its subject is the request. */
export const startTimer = 'request-start'
/** Once a day while something is under way: is the base contract still there? Its subject is the request. */
export const watchTimer = 'request-watch'

const midnight = (zone: string, day: LocalDate): Instant => {
  const at = resolveLocal(zone, `${day}T00:00`)
  if (typeof at !== 'number') throw new Error(`account zone ${zone} is not known`)
  return at
}

/** Has a request begin by itself on its first day, and looked at daily from then on. A day that has come is today. */
export async function planStart(
  tx: Tx,
  account: AccountRef,
  { now }: By,
  { id, firstDay }: Pick<RequestRow, 'id' | 'firstDay'>,
): Promise<void> {
  if (firstDay === null) return
  await cancelTimers(tx, { accountId: account.id, now, kind: startTimer, subjectId: id })
  const dueAt = Math.max(now, midnight(account.zone, firstDay))
  await setTimer(tx, { accountId: account.id, now, kind: startTimer, subjectId: id, dueAt })
}

export const planWatch = (tx: Tx, account: AccountRef, now: Instant, id: string) =>
  setTimer(tx, {
    accountId: account.id,
    now,
    kind: watchTimer,
    subjectId: id,
    dueAt: midnight(account.zone, addDays(dayOf(account.zone, now), 1)),
  })

/** The task order that both sides signed. */
export async function agreedOrder(tx: Tx, account: AccountRef, request: RequestRow): Promise<TaskOrder> {
  const order = (await listTaskOrders(tx, account.id, request.id)).find(({ version }) => version === request.taskOrder)
  if (!order) throw conflict('No task order is agreed', { found: request.number, toDo: 'Approve one first (MSP-6.d4).' })
  return order.content
}

/** What is judged when a request begins, or goes on: the wanted as it was agreed. */
export async function judgeNow(tx: Tx, account: AccountRef, by: By, neighbours: Neighbours, request: RequestRow) {
  const [offering, contract, order] = await Promise.all([
    offeringOf(tx, request),
    findContract(tx, account.id, request.contract),
    agreedOrder(tx, account, request),
  ])
  const { question, calendar } = await gatherRequest(tx, account, neighbours, {
    step: 'commence',
    now: by.now,
    offering,
    contract,
    requestId: request.id,
    announcedAt: request.askedAt,
    wanted: { ...request.wanted, serials: order.serials, windows: order.windows, quantity: order.quantity, leftOut: order.leftOut?.days },
    order: {
      version: request.taskOrder ?? 0,
      providerSigned: true,
      customerSigned: true,
      firstDay: order.firstDay,
      lastDay: order.lastDay,
      payment: order.payment,
      extras: order.extras.map(({ kind }) => kind),
    },
  })
  // what was paid is paid, and the days of it are behind
  const passed = new Set(['paid-whole', 'price-known', 'start-by', 'first-day-worked', 'contract-active'])
  const whole = judgeRequest(offering, { ...question, purse: null })
  const reasons = whole.reasons.filter(({ rule }) => !passed.has(rule))
  const refused = reasons.filter(({ holds, weight }) => !holds && weight === 'refuse')
  const decision: Decision = {
    ...whole,
    reasons,
    verdict: refused.length > 0 ? 'refused' : 'granted',
    decidedBy: [...new Set((refused.length > 0 ? refused : reasons).flatMap(({ clauses }) => clauses))],
    cures: refused.flatMap(({ cure }) => (cure ? [cure] : [])),
  }
  return { decision, question, offering, order, calendar }
}

/**
 * Begins a request on its first service day (MSP-6.d2). Where a duty that it needs is not met, or the base contract is gone, it waits and both
 * sides hear why; begun later than agreed, its days move by as much, and what it cost stays (MSP-5.r2, policy B57).
 */
export async function commence(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
): Promise<{ decision: Decision; decisionId: string }> {
  const request = await holdRequest(tx, account, number, 'commence')
  const today = dayOf(account.zone, by.now)
  if (request.firstDay === null) throw notFound('first service day')
  if (request.firstDay > today)
    throw badRequest('Its first service day lies ahead', {
      found: request.firstDay,
      expected: `${today} or earlier`,
      toDo: 'Wait for it, or agree on another task order.',
    })
  const { decision, question, order, calendar, offering } = await judgeNow(tx, account, by, neighbours, request)
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject: number, question, decision })
  if (decision.verdict === 'refused') {
    const [last] = (await listEvents(tx, account.id, request.id)).toReversed()
    const same = last?.kind === 'start-held' && JSON.stringify(last.body.clauses) === JSON.stringify(decision.decidedBy)
    await planWatch(tx, account, by.now, request.id)
    if (same) return { decision, decisionId }
    await happened(tx, account, by, request, 'start-held', { clauses: decision.decidedBy, cures: decision.cures, decision: decisionId })
    for (const to of ['customer', 'provider'] as const)
      await tell(tx, account, by, request, {
        to,
        subject: 'It cannot begin yet',
        text: [`${request.title} was to begin on ${request.firstDay}, and waits (${decision.decidedBy.join(', ')}).`, ...decision.cures],
      })
    return { decision, decisionId }
  }
  const line = offering.purchase.prices.find(({ code }) => code === request.service)
  const late = request.firstDay < today && order.windows.length === 0 && calendar && line
  const days = late
    ? serviceDays(calendar, { unit: line.unit, quantity: order.quantity, first: today, windows: [], leftOut: order.leftOut?.days })
    : undefined
  const moved = days && !('kind' in days) ? { firstDay: days.first, lastDay: days.last } : {}
  await changeRequest(tx, account.id, request.id, { state: 'commenced', commencedAt: by.now, ...moved })
  await happened(tx, account, by, request, 'commence', { ...moved, decision: decisionId })
  await planWatch(tx, account, by.now, request.id)
  return { decision, decisionId }
}

/** What, while something is under way, stops it until it is there again (policy B17). */
const neededThroughout = new Set(['all-equipment', 'base-contract', 'base-in-territory', 'not-embargoed', 'not-prohibited', 'duty-kept'])

/** Looks daily whether what is under way may go on: a lapse pauses it, and credits go on ageing; it resumes by itself (MSP-2.p2, MSP-6.a). */
export async function watch(tx: Tx, account: AccountRef, by: By, neighbours: Neighbours, request: RequestRow): Promise<void> {
  if (request.state === 'active') {
    if (request.firstDay !== null && request.firstDay <= dayOf(account.zone, by.now))
      await commence(tx, account, by, neighbours, request.number)
    return
  }
  if (request.state !== 'commenced' && request.state !== 'delivered') return
  const { decision } = await judgeNow(tx, account, by, neighbours, request)
  const stops = decision.reasons.filter(({ rule, holds }) => !holds && neededThroughout.has(rule))
  const clauses = [...new Set(stops.flatMap((reason) => reason.clauses))]
  if (stops.length > 0 && request.pausedOn === null) {
    const why = `${clauses.join(', ')}: ${stops.flatMap(({ cure }) => (cure ? [cure] : [])).join(' ')}`
    await changeRequest(tx, account.id, request.id, { pausedOn: dayOf(account.zone, by.now), pausedWhy: why.slice(0, 500) })
    await happened(tx, account, by, request, 'pause', { clauses })
    for (const to of ['customer', 'provider'] as const)
      await tell(tx, account, by, request, { to, subject: 'It is paused', text: [why, 'It goes on by itself when that is settled.'] })
  } else if (stops.length === 0 && request.pausedOn !== null) {
    await changeRequest(tx, account.id, request.id, { pausedOn: null, pausedWhy: null })
    await happened(tx, account, by, request, 'resume', {})
    for (const to of ['customer', 'provider'] as const)
      await tell(tx, account, by, request, { to, subject: 'It goes on', text: ['What held it up is settled.'] })
  }
  await planWatch(tx, account, by.now, request.id)
}

/** Nor does a delay move the first day beyond the latest start (MSP-6.d1). */
async function requireStart(tx: Tx, account: AccountRef, by: By, request: RequestRow, offering: Offering, first: LocalDate): Promise<void> {
  const { payment } = await agreedOrder(tx, account, request)
  if (payment.by !== 'credits' || request.movementId === null) return
  const bought = await oldestPurchaseOf(tx, account, { family: payment.family, movementId: request.movementId })
  const book = policyBook(dayOf(account.zone, by.now), await readOverrides(tx))
  if (bought !== null) refuseBy(judgeStartBy(offering, { bought, first }, book, []), 'It cannot begin so late')
}

/** The provider moves the days of a request after a missed duty, with the duty's clause; never its price (MSP-5.r2, policy B57). */
export async function delay(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly firstDay: LocalDate | null; readonly lastDay: LocalDate; readonly clause: string; readonly why: string },
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'delay')
  const firstDay = request.state === 'active' ? (given.firstDay ?? request.firstDay) : request.firstDay
  if (firstDay === null || request.lastDay === null) throw notFound('dates')
  if (given.lastDay < request.lastDay || firstDay < (request.firstDay ?? firstDay) || given.lastDay < firstDay)
    throw badRequest('A delay makes it later', {
      found: `${firstDay} to ${given.lastDay}`,
      expected: `not before ${request.firstDay} to ${request.lastDay}`,
    })
  const offering = await offeringOf(tx, request)
  const { clause, cited } = await requireMissed(tx, account, by, request, offering, given.clause, 'moves the days')
  if (request.state === 'active') await requireStart(tx, account, by, request, offering, firstDay)
  refuseBy(await reasonsOfBase(tx, account, by.now, offering, given.lastDay), 'It cannot last so long')
  const { lastDay } = given
  await changeRequest(tx, account.id, request.id, { firstDay, lastDay })
  const moved = { ...request, firstDay, lastDay }
  await movePromises(tx, account, by, moved, await agreedOrder(tx, account, request), { firstDay, lastDay })
  await happened(tx, account, by, request, 'delay', {
    before: [request.firstDay, request.lastDay],
    after: [firstDay, lastDay],
    clause,
    why: given.why,
  })
  if (request.state === 'active') {
    await planStart(tx, account, by, moved)
    await moveEngagement(tx, account, { ...by, side: 'provider' }, request.id, { startsOn: firstDay })
  }
  await tell(tx, account, by, request, {
    to: 'customer',
    subject: `Its last day moves to ${lastDay}`,
    text: [`${given.why} (${[clause, ...cited].join(', ')}).`, 'What it promises is due later by as much. What it costs in credits stays.'],
  })
}
