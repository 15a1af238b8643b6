import { casesToTalkAbout } from '../cases/lists/service.ts'
import { dayOf } from '../contracts/service.ts'
import type { Tx } from '../db/scope.ts'
import type { AccountRef } from '../lib/principal.ts'
import { conflict, notFound } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import { dueReport, heldById, sendPaper } from '../requests/delivering/service.ts'
import { type RequestRow, stateTitles } from '../requests/request.ts'
import { byItself, findRequest, offeringOf } from '../requests/service.ts'
import { weeklyReport } from './weekly.ts'

const mostCases = 200

/** Sends the report that is due of an onboarding under way; one that somebody sent before is left as it is (MSP-3.1.1.h, policy B49). */
export async function sendWeekly(tx: Tx, account: AccountRef, now: Instant, requestId: string): Promise<void> {
  const request = await heldById(tx, account.id, requestId)
  if (request?.state !== 'commenced') return
  const code = await dueReport(tx, account.id, requestId, dayOf(account.zone, now))
  if (code === undefined) return
  const text = weeklyReport(await casesToTalkAbout(tx, account.id, now, mostCases), now)
  await sendPaper(tx, account, byItself(now), request.number, { code, text, documentId: null, review: null, sign: false })
}

/**
 * A request for one service of the price list.
 * @param hold until the transaction ends
 */
export async function requestFor(tx: Tx, account: AccountRef, number: string, service: string, hold = false): Promise<RequestRow> {
  const found = await findRequest(tx, account.id, { number: number.toUpperCase() }, hold)
  if (found?.service !== service) throw notFound('request')
  return found
}

/** The clauses by which nothing begins before both sides approved a task order, for the title of a refusal; empty once they did (MSP-6.d4). */
export async function notYetAgreed(tx: Tx, request: RequestRow): Promise<string> {
  if (request.taskOrder !== null) return ''
  const clauses = (await offeringOf(tx, request)).limits.find(({ code }) => code === 'task-order')?.clauses ?? []
  return clauses.length > 0 ? ` (${clauses.join(', ')})` : ''
}

/** The same, held, while it is under way. */
export async function requestUnderWay(tx: Tx, account: AccountRef, number: string, service: string): Promise<RequestRow> {
  const found = await requestFor(tx, account, number, service, true)
  if (found.state !== 'commenced')
    throw conflict(`${found.number} is not under way${await notYetAgreed(tx, found)}`, {
      found: stateTitles[found.state].toLowerCase(),
      expected: 'under way',
      toDo: found.state === 'active' ? 'It begins by itself on its first service day.' : 'Reload, and look at what changed.',
    })
  return found
}
