import { append, type Case } from '../../cases/service.ts'
import { findSpecialist } from '../../cases/specialist/service.ts'
import { caseStates } from '../../cases/states.ts'
import type { CaseEventBody } from '../../cases/timeline.ts'
import { tellPublic } from '../../cases/watching/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { dayOf, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, cancelTimers, nextNumber, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { type AccountRef, actorOf, type Principal, theClock } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { hoursMs, type Instant, toIso } from '../../lib/time.ts'
import { managerInMatrix } from '../../parties/matrix/service.ts'
import { leadTimer, setLeadTimer, whoLeads } from '../leading/service.ts'
import type { Colleague, Desk } from '../on-call/service.ts'
import { ring } from '../paging/service.ts'
import { missedSince } from '../store.ts'
import { callReason } from './request.ts'
import * as store from './store.ts'

/** The timers of a request: the next report to the customer, and the watch that must not pause too long. */
export const reportTimer = 'escalation-report'
export const watchTimer = 'escalation-watch'

/** How long after an unwritten report people are reminded again. */
const remindAgainMs = 4 * hoursMs

const bookOf = async (tx: Tx, now: Instant) => policyBook(toIso(now).slice(0, 10), await readOverrides(tx))

type Act = Extract<CaseEventBody, { kind: 'escalation-request' }>

const tell = (
  tx: Tx,
  request: Pick<store.EscalationRequest, 'accountId' | 'caseNumber'>,
  found: Case,
  now: Instant,
  to: readonly Colleague[],
  subject: string,
  text: string,
) =>
  send(tx, {
    accountId: request.accountId,
    now,
    kind: 'alarm',
    subject: found.number,
    payload: {
      subject,
      text,
      to: to.map(({ id, name, email }) => ({ personId: id, name, email })),
      caseId: found.id,
      priority: found.priority,
    },
  })

async function note(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  body: Omit<Act, 'kind'>,
  visibility: 'public' | 'internal',
  change: { readonly escalated_at?: Date | null } = {},
) {
  await append(tx, found, now, by, { body: { kind: 'escalation-request', ...body }, visibility, change })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: `escalation.${body.act}`,
    subject: found.number,
    detail: { number: body.number, text: body.text, from: body.from, to: body.to },
  })
}

const setReport = async (tx: Tx, accountId: string, id: string, now: Instant, dueAt: Instant) => {
  await cancelTimers(tx, { accountId, now, kind: reportTimer, subjectId: id })
  await setTimer(tx, { accountId, now, kind: reportTimer, subjectId: id, dueAt, rank: 3 })
}
const setWatch = async (tx: Tx, accountId: string, id: string, now: Instant, dueAt: Instant) => {
  await cancelTimers(tx, { accountId, now, kind: watchTimer, subjectId: id })
  await setTimer(tx, { accountId, now, kind: watchTimer, subjectId: id, dueAt, rank: 3 })
}

/**
 * Asks for escalation of a case. The desk takes every request at every hour and moves the case to the next level; within
 * the advisor's hours the advisor leads and the desk hears of it (ACP-4.p1, ACP-4.p2, ACP-4.b).
 */
export async function raise(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  desk: Desk,
  input: { readonly reason: string; readonly severity: store.Severity },
): Promise<string> {
  if (!caseStates[found.state].open) throw conflict(`${found.number} is closed`, { toDo: 'Reopen it first, with a reason.' })
  const policy = (await bookOf(tx, now)).get('escalation.requests')
  const earlier = await store.listRequests(tx, { accountIds: [account.id], caseId: found.id, state: 'open', limit: 50 })
  const level = Math.min(policy.levels.length, Math.max(1, ...earlier.map((each) => each.level)) + 1)
  const leading = await whoLeads(tx, account, found.offering, found.contract, now)
  const { lead, why } = leading
  const overseers = await overseersOf(tx, account, now, desk)
  const id = newId(now)
  const number = await nextNumber(tx, account, 'escalation')
  const reportHours = policy.reportHours[found.priority]
  const request: store.NewRequest = {
    id,
    accountId: account.id,
    number,
    caseId: found.id,
    severity: input.severity,
    reason: input.reason,
    level,
    lead,
    raisedAt: now,
    raisedBy: by.name,
    raisedSide: by.accountKind === 'provider' ? 'provider' : 'customer',
    requesterId: by.accountKind === 'provider' ? found.requesterId : by.personId,
    reportHours,
    reportDueAt: now + reportHours * hoursMs,
    watchedAt: now,
    overseen: overseers.length > 0,
  }
  await store.insertRequest(tx, request)
  // who owns the case for its customer owns its escalations too (MSP-3.1.4.b)
  const specialist = await findSpecialist(tx, account.id, found.id)
  if (specialist) await store.updateRequest(tx, account.id, id, { owner_id: specialist.personId, owner_name: specialist.name })
  await note(
    tx,
    found,
    now,
    by,
    { number, act: 'raised', text: input.reason, from: policy.levels[0] ?? '', to: policy.levels[level - 1] ?? '' },
    'public',
    found.escalatedAt === null ? { escalated_at: new Date(now) } : {},
  )
  await setReport(tx, account.id, id, now, request.reportDueAt)
  await setWatch(tx, account.id, id, now, now + policy.watchHours * hoursMs)
  await setLeadTimer(tx, account.id, id, now, leading)
  const text = [
    `${by.name} asks for escalation of ${found.number} (${found.priority}) of ${found.accountName}: ${input.reason}`,
    `It is ${number}, severity ${input.severity}, now with: ${policy.levels[level - 1]}.`,
    lead === 'advisor' ? `The advisor leads, the desk has this copy: ${why}.` : `The desk leads: ${why}.`,
    `The customer hears from us at least every ${reportHours} hours until it is done.`,
  ].join('\n')
  await tell(
    tx,
    { accountId: account.id, caseNumber: found.number },
    found,
    now,
    await desk.team(lead === 'advisor' ? 'advisors' : 'escalation-desk'),
    `[${found.number}] Escalation ${number}: ${found.summary}`,
    text,
  )
  if (overseers.length > 0)
    await tell(
      tx,
      { accountId: account.id, caseNumber: found.number },
      found,
      now,
      overseers,
      `[${found.number}] Oversee escalation ${number}: ${found.summary}`,
      `${text}\nYou oversee the escalations of ${account.name} (SSM-3.1.a4): your sign-off is open.`,
    )
  if (lead === 'advisor')
    await tell(
      tx,
      { accountId: account.id, caseNumber: found.number },
      found,
      now,
      await desk.team('escalation-desk'),
      `[${found.number}] Copy: escalation ${number}`,
      text,
    )
  else await ring(tx, found, now, desk, account.theatre, 'escalation-desk', callReason(number, input.reason))
  return number
}

/** The request, or the same answer as for a stranger's. */
export async function requireRequest(tx: Tx, account: AccountRef, found: Case, number: string): Promise<store.EscalationRequest> {
  const request = await store.findRequest(tx, account.id, { number: number.toUpperCase() })
  if (!request || request.caseId !== found.id) throw notFound('escalation')
  return request
}

const openOnly = (request: store.EscalationRequest) => {
  if (request.state !== 'open')
    throw conflict(`${request.number} is ${request.state}`, {
      found: request.state,
      expected: 'an open escalation',
      toDo: 'Raise a new one.',
    })
}

/** One owner from the escalation to its end; a hand-over is written down (ACP-4.c). */
export async function own(
  tx: Tx,
  found: Case,
  request: store.EscalationRequest,
  now: Instant,
  by: Principal,
  owner: Colleague,
  reason: string,
) {
  openOnly(request)
  await store.updateRequest(tx, request.accountId, request.id, { owner_id: owner.id, owner_name: owner.name })
  await note(
    tx,
    found,
    now,
    by,
    { number: request.number, act: 'owner', text: reason, from: request.ownerName ?? '', to: owner.name },
    'public',
  )
}

/** Up a level or down again, with a reason. */
export async function moveLevel(
  tx: Tx,
  found: Case,
  request: store.EscalationRequest,
  now: Instant,
  by: Principal,
  desk: Desk,
  level: number,
  reason: string,
) {
  openOnly(request)
  const { levels } = (await bookOf(tx, now)).get('escalation.requests')
  if (level < 1 || level > levels.length)
    throw badRequest('There is no such level', {
      found: String(level),
      expected: levels.map((title, index) => `${index + 1} ${title}`).join(', '),
    })
  if (level === request.level) throw conflict(`${request.number} is at this level already`, { found: levels[level - 1] ?? '' })
  await store.updateRequest(tx, request.accountId, request.id, { level })
  const [from, to] = [levels[request.level - 1] ?? '', levels[level - 1] ?? '']
  await note(tx, found, now, by, { number: request.number, act: 'level', text: reason, from, to }, 'public')
  if (level > request.level && level >= 3)
    await tell(
      tx,
      request,
      found,
      now,
      await desk.team('management'),
      `[${found.number}] ${request.number} goes to ${to}: ${found.summary}`,
      `${by.name} moves ${request.number} of ${found.accountName} (${found.priority}) from ${from} to ${to}: ${reason}`,
    )
}

/** How severe it is and how often the customer hears of it. */
export async function change(
  tx: Tx,
  found: Case,
  request: store.EscalationRequest,
  now: Instant,
  by: Principal,
  input: { readonly severity?: store.Severity | undefined; readonly reportHours?: number | undefined; readonly reason: string },
) {
  openOnly(request)
  const lastReport = request.reportDueAt - request.reportHours * hoursMs
  const reportHours = input.reportHours ?? request.reportHours
  // a tighter cadence counts from the last report, and what would be over already is due now
  const reportDueAt = Math.max(now, lastReport + reportHours * hoursMs)
  await store.updateRequest(tx, request.accountId, request.id, {
    ...(input.severity ? { severity: input.severity } : {}),
    report_hours: reportHours,
    report_due_at: new Date(reportDueAt),
  })
  if (reportDueAt !== request.reportDueAt) await setReport(tx, request.accountId, request.id, now, reportDueAt)
  const words = (severity: string, hours: number) => `${severity}, a report every ${hours} hours`
  await note(
    tx,
    found,
    now,
    by,
    {
      number: request.number,
      act: 'severity',
      text: input.reason,
      from: words(request.severity, request.reportHours),
      to: words(input.severity ?? request.severity, reportHours),
    },
    'public',
  )
}

/** The desk looked at the case; the watch must not pause longer than the policy says (ACP-4.c). */
export async function watch(tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, by: Principal, text: string) {
  openOnly(request)
  const { watchHours } = (await bookOf(tx, now)).get('escalation.requests')
  await store.updateRequest(tx, request.accountId, request.id, { watched_at: new Date(now) })
  await setWatch(tx, request.accountId, request.id, now, now + watchHours * hoursMs)
  await note(tx, found, now, by, { number: request.number, act: 'watch', text }, 'internal')
}

/**
 * Who oversees the escalations of a customer: the service manager of its contact matrix, else all service managers; nobody where no service in force
 * promises it (SSM-3.1.a4).
 */
async function overseersOf(tx: Tx, account: AccountRef, now: Instant, desk: Desk): Promise<readonly Colleague[]> {
  const today = dayOf(account.zone, now)
  const offerings = await readOfferings(tx)
  const promised = (await listContracts(tx, account.id)).some(
    ({ state, startsOn, endsOn, service, offeringVersion }) =>
      state === 'active' &&
      startsOn <= today &&
      today <= endsOn &&
      offerings.some(
        ({ code, version, deliverables }) =>
          code === service && version === offeringVersion && deliverables.some((each) => each.code === 'escalation-oversight'),
      ),
  )
  if (!promised) return []
  const managers = await desk.team('service-managers')
  const own = await managerInMatrix(tx, account)
  const named = managers.filter(({ name }) => name === own)
  return named.length > 0 ? named : managers
}

/** The service manager signs an escalation off, once (SSM-3.1.a4). */
export async function sign(tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, by: Principal, text: string) {
  if (!request.overseen)
    throw conflict('No service manager oversees this escalation (SSM-3.1.a4)', {
      found: 'a customer without the service when it was raised',
      expected: 'an escalation of a customer with a service manager',
    })
  if (request.signedAt !== null)
    throw conflict(`${request.number} is signed off already`, { found: `by ${request.signedBy}`, toDo: 'Nothing is left to do.' })
  await store.updateRequest(tx, request.accountId, request.id, { signed_by: by.name, signed_at: new Date(now) })
  await note(tx, found, now, by, { number: request.number, act: 'signed', text }, 'internal')
}

/** A status report to the customer; the next one is due after the cadence (ACP-4.d). */
export async function report(tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, by: Principal, text: string) {
  openOnly(request)
  const { watchHours } = (await bookOf(tx, now)).get('escalation.requests')
  const reportDueAt = now + request.reportHours * hoursMs
  await store.updateRequest(tx, request.accountId, request.id, { report_due_at: new Date(reportDueAt), watched_at: new Date(now) })
  await setReport(tx, request.accountId, request.id, now, reportDueAt)
  await setWatch(tx, request.accountId, request.id, now, now + watchHours * hoursMs)
  await note(tx, found, now, by, { number: request.number, act: 'report', text }, 'public')
  await toCustomer(tx, found, request, now, by, text)
}

const toCustomer = async (tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, by: Principal, text: string) =>
  tellPublic(tx, found, now, by, { event: 'escalation', text, priority: found.priority }, [request.requesterId, found.requesterId])

/** Done, or withdrawn by whoever asked: reports end with the last open request, not before (ACP-4.d). */
export async function end(
  tx: Tx,
  found: Case,
  request: store.EscalationRequest,
  now: Instant,
  by: Principal,
  state: 'done' | 'withdrawn',
  text: string,
) {
  openOnly(request)
  if (state === 'withdrawn' && (by.accountKind === 'provider') !== (request.raisedSide === 'provider'))
    throw conflict('Only the side that asked for it withdraws an escalation', { found: `raised by ${request.raisedBy}` })
  await store.updateRequest(tx, request.accountId, request.id, { state, ended_at: new Date(now) })
  await cancelTimers(tx, { accountId: request.accountId, now, kind: reportTimer, subjectId: request.id })
  await cancelTimers(tx, { accountId: request.accountId, now, kind: watchTimer, subjectId: request.id })
  await cancelTimers(tx, { accountId: request.accountId, now, kind: leadTimer, subjectId: request.id })
  // with its last open request a case is escalated no more, but for a promise that was missed
  const more = await store.listRequests(tx, { accountIds: [request.accountId], caseId: found.id, state: 'open', limit: 1 })
  const change = more.length > 0 ? {} : { escalated_at: await missedSince(tx, found.accountId, found.id) }
  await note(tx, found, now, by, { number: request.number, act: state, text }, 'public', change)
  if (state === 'done') await toCustomer(tx, found, request, now, by, `${request.number} is done: ${text}`)
}

/** A report is due and not written: its owner, or the desk, is reminded, and management with the second reminder. */
export async function remindReport(tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, desk: Desk): Promise<void> {
  if (request.state !== 'open' || request.reportDueAt > now) return
  const owner = request.ownerId === null ? undefined : await desk.person(request.ownerId)
  const again = now - request.reportDueAt >= remindAgainMs
  const to = [...(owner ? [owner] : await desk.team('escalation-desk')), ...(again ? await desk.team('management') : [])]
  await tell(
    tx,
    request,
    found,
    now,
    to,
    `[${found.number}] Status report of ${request.number} is ${again ? 'overdue' : 'due'}`,
    `${found.accountName} was promised word about ${request.number} at ${toIso(request.reportDueAt)}. Write the report on the case.`,
  )
  await setTimer(tx, { accountId: request.accountId, now, kind: reportTimer, subjectId: request.id, dueAt: now + remindAgainMs, rank: 3 })
}

/** Nobody watched for too long: the desk and its management hear of it (ACP-4.c). */
export async function flagWatch(tx: Tx, found: Case, request: store.EscalationRequest, now: Instant, desk: Desk): Promise<void> {
  const { watchHours } = (await bookOf(tx, now)).get('escalation.requests')
  if (request.state !== 'open' || request.watchedAt + watchHours * hoursMs > now) return
  const to = [...(await desk.team('escalation-desk')), ...(await desk.team('management'))]
  await tell(
    tx,
    request,
    found,
    now,
    to,
    `[${found.number}] Nobody watched ${request.number} for ${watchHours} hours`,
    `The last entry is of ${toIso(request.watchedAt)}. Look at the case and write down what you see.`,
  )
  await append(tx, found, now, theClock(), {
    body: { kind: 'escalation-request', number: request.number, act: 'watch', text: `no entry for ${watchHours} hours` },
    visibility: 'internal',
  })
  await setTimer(tx, {
    accountId: request.accountId,
    now,
    kind: watchTimer,
    subjectId: request.id,
    dueAt: now + watchHours * hoursMs,
    rank: 3,
  })
}
