import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf, findContract } from '../../contracts/service.ts'
import { giveBack, redeemCredits } from '../../credits/service.ts'
import { cancelTimers } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import { endEngagement, type NewEngagement, openEngagement } from '../../duties/engagements/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import { writePromises } from '../delivering/service.ts'
import { gatherRequest, type Neighbours } from '../gathering/service.ts'
import { judgeRequest } from '../judge-request.ts'
import { type Payment, type RequestRow, type TaskOrder, usualChanges } from '../request.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { planStart, startTimer } from '../starting/service.ts'
import { changeRequest, findRequest } from '../store.ts'
import { giveUnitsBack, listUnits, takeUnits } from '../units/store.ts'

/**
 * Redeems what a task order costs: debit, activation and promises are one transaction, or none of them happens (MSP-1.p3, MSP-4.p0). Refused,
 * nothing is debited, and the decision says which clause held it up.
 */
export async function redeem(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
): Promise<{ readonly decision: Decision; readonly decisionId: string }> {
  await requireAgreed(tx, account, number)
  const request = await holdRequest(tx, account, number, 'redeem')
  const offering = await offeringOf(tx, request)
  const contract = await findContract(tx, account.id, request.contract)
  const order = (await listTaskOrders(tx, account.id, request.id)).find(({ version }) => version === request.taskOrder)
  if (!contract || !order) throw notFound('task order')
  const { content } = order
  const { question } = await gatherRequest(tx, account, neighbours, {
    step: 'redeem',
    now: by.now,
    offering,
    contract,
    requestId: request.id,
    announcedAt: request.askedAt,
    wanted: {
      ...request.wanted,
      serials: content.serials,
      windows: content.windows,
      quantity: content.quantity,
      leftOut: content.leftOut?.days,
    },
    order: {
      version: order.version,
      providerSigned: true,
      customerSigned: order.customerSignedBy !== null,
      firstDay: content.firstDay,
      lastDay: content.lastDay,
      payment: content.payment,
      extras: content.extras.map(({ kind }) => kind),
    },
  })
  const decision = judgeRequest(offering, question)
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject: number, question, decision })
  if (decision.verdict !== 'granted') return { decision, decisionId }
  const price = offering.purchase.prices.find(({ code }) => code === request.service)
  const movementId = await pay(tx, account, by, request, content.payment, `${number}: ${request.title}`, price?.clauses ?? [])
  const active = { ...request, movementId, firstDay: content.firstDay, lastDay: content.lastDay }
  await changeRequest(tx, account.id, request.id, {
    state: 'active',
    movementId,
    activeOn: dayOf(account.zone, by.now),
    firstDay: content.firstDay,
    lastDay: content.lastDay,
  })
  await openEngagement(tx, account, { ...by, side: 'customer' }, engagementOf(active, content))
  await writePromises(tx, account, by, active, content)
  await happened(tx, account, by, request, 'redeem', { payment: content.payment, decision: decisionId })
  await planStart(tx, account, by, active)
  await neighbours.followWindows(tx, account, by, request.id)
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `${request.title} is active`,
    text: [`It begins on ${content.firstDay} and ends on ${content.lastDay}.`],
  })
  return { decision, decisionId }
}

/** Nothing is redeemed before both sides approved in writing; a use that the service does not list needs the same by its own clause (MSP-6.d4, ISS-3.p6). */
async function requireAgreed(tx: Tx, account: AccountRef, number: string): Promise<void> {
  const request = await findRequest(tx, account.id, { number })
  if (!request || !['asked', 'assessed', 'quoted'].includes(request.state)) return
  const { limits, purchase } = await offeringOf(tx, request)
  const of = (code: string) => limits.find((each) => each.code === code)?.clauses
  const other = request.wanted.change !== '' && !usualChanges.includes(request.wanted.change) ? of('other-use-cases') : undefined
  const clauses = other ?? of('task-order') ?? purchase.term.clauses
  throw conflict(`${number} is not where this can be done: both sides agree in writing first (${clauses.join(', ')})`, {
    found: request.state === 'quoted' ? 'the task order, which the customer did not approve yet' : 'no task order of the provider',
    expected: 'a task order that both sides signed',
    toDo: request.state === 'quoted' ? 'Approve the task order.' : 'Wait for the task order.',
  })
}

/** What both sides owe for this piece of work is owed from its redemption on (policy B45). */
const engagementOf = (
  { id, contractId, number, title, service, firstDay }: RequestRow,
  { windows, extras }: Pick<TaskOrder, 'windows' | 'extras'>,
): NewEngagement => {
  const [first] = windows
  return {
    id,
    contractId,
    kind: first ? 'window' : 'request',
    title: `${title} ${number}`,
    acts: [service, ...(first ? ['window'] : []), ...(extras.some(({ kind }) => kind === 'onsite') ? ['on-site'] : [])],
    startsOn: firstDay,
    window: first ? { startsAt: first.startsAt, endsAt: first.endsAt } : null,
    ...(first ? { zone: first.zone } : {}),
    leadId: null,
  }
}

/** Takes what a request costs: all of it, or the transaction ends here. */
async function pay(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: RequestRow,
  payment: Payment,
  subject: string,
  clauses: readonly string[],
): Promise<string | null> {
  if (payment.by === 'credits') {
    // help with a case that came back is free
    if (payment.credits === 0) return null
    const paid = await redeemCredits(tx, account, by, { family: payment.family, credits: payment.credits, subject, clauses })
    if (paid.kind === 'short') throw conflict('The credits were spent meanwhile', { found: `${paid.has}`, expected: `${paid.needs}` })
    return paid.movement.id
  }
  let open = payment.units
  for (const { id, bought, used } of await listUnits(tx, account.id, {
    contractId: request.contractId,
    service: request.service,
    hold: true,
  })) {
    const units = Math.min(open, bought - used)
    if (units === 0) continue
    await takeUnits(tx, account.id, id, request.id, units)
    open -= units
  }
  if (open > 0) throw conflict('The units were used meanwhile', { found: `${payment.units - open}`, expected: `${payment.units}` })
  return null
}

/** Calls a request off. What was paid comes back to the lots that paid it before the first service day, and not after it (policy B47). */
export async function cancel(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
  reason: string,
): Promise<{ readonly returned: boolean }> {
  const request = await holdRequest(tx, account, number, 'cancel')
  const today = dayOf(account.zone, by.now)
  const rules = policyBook(today, await readOverrides(tx)).get('credit.rules')
  const paid = request.state === 'active' || request.state === 'commenced'
  const rule = request.state === 'commenced' ? rules.cancelledAfterCommenced : rules.cancelledBeforeCommenced
  const returned = paid && rule === 'returned-to-same-lots'
  if (returned && request.movementId !== null) {
    const order = (await listTaskOrders(tx, account.id, request.id)).find(({ version }) => version === request.taskOrder)
    const family = order?.content.payment.by === 'credits' ? order.content.payment.family : 'ASC'
    await giveBack(tx, account, by, { family, movementId: request.movementId, reason: `${number} was called off: ${reason}` })
  }
  if (returned) await giveUnitsBack(tx, account.id, request.id, by.now)
  if (paid) await endEngagement(tx, account, { ...by, side: 'provider' }, request.id)
  await changeRequest(tx, account.id, request.id, { state: 'cancelled', closedAt: by.now })
  await cancelTimers(tx, { accountId: account.id, now: by.now, kind: startTimer, subjectId: request.id })
  await happened(tx, account, by, request, 'cancel', { reason, returned })
  await neighbours.followWindows(tx, account, by, request.id)
  for (const to of ['customer', 'provider'] as const)
    await tell(tx, account, by, request, {
      to,
      subject: 'It is called off',
      text: [
        reason,
        ...(paid
          ? [
              returned
                ? 'What was paid is given back to where it came from.'
                : 'It had begun, so what was paid is not given back (policy B47).',
            ]
          : []),
      ],
    })
  return { returned }
}
