import { formatLocal } from '../calendar/local-time.ts'
import { dueStep, openSteps, type Step } from '../cases/clock/steps.ts'
import { clockOf } from '../cases/clock-view.ts'
import { append, type Case, changeCase, findCase, listEvents, lockCase, refreshClock, responseTimer } from '../cases/service.ts'
import { caseStates } from '../cases/states.ts'
import { newId } from '../db/ids.ts'
import { audit, send } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { DueTimer, TimerHandlers } from '../jobs/runner.ts'
import { theClock } from '../lib/principal.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { findAccount } from '../parties/service.ts'
import { alertText } from './alert.ts'
import { handOverTimer, remindUnanswered } from './hand-over/service.ts'
import { findHandOver } from './hand-over/store.ts'
import { handOverLead, leadTimer } from './leading/service.ts'
import { type Colleague, type Desk, deskOf } from './on-call/service.ts'
import { callNext, pageTimer, ring, teamOf } from './paging/service.ts'
import { findPage } from './paging/store.ts'
import { flagWatch, remindReport, reportTimer, watchTimer } from './requests/service.ts'
import { findRequest } from './requests/store.ts'
import { stepText } from './step.ts'
import { insertEscalation } from './store.ts'

/** Timers of this slice: steps of a case's clock, calls that nobody answered, reports and watches of escalations. */
export const escalationTimers: TimerHandlers = {
  [responseTimer]: takeSteps,
  [pageTimer]: async (tx, timer, now) => {
    const held = await heldWith(tx, timer, () => findPage(tx, timer.accountId, timer.subjectId))
    if (held?.row.state !== 'ringing') return
    await callNext(tx, held.found, held.row, now, deskOf(tx), await theatreOf(tx, held.found))
  },
  [reportTimer]: async (tx, timer, now) => {
    const held = await heldWith(tx, timer, () => findRequest(tx, timer.accountId, { id: timer.subjectId }))
    if (held) await remindReport(tx, held.found, held.row, now, deskOf(tx))
  },
  [watchTimer]: async (tx, timer, now) => {
    const held = await heldWith(tx, timer, () => findRequest(tx, timer.accountId, { id: timer.subjectId }))
    if (held) await flagWatch(tx, held.found, held.row, now, deskOf(tx))
  },
  [handOverTimer]: async (tx, timer, now) => {
    const held = await heldWith(tx, timer, () => findHandOver(tx, timer.accountId, timer.subjectId))
    if (held) await remindUnanswered(tx, held.found, held.row, now, deskOf(tx))
  },
  [leadTimer]: async (tx, timer, now) => {
    const held = await heldWith(tx, timer, () => findRequest(tx, timer.accountId, { id: timer.subjectId }))
    const account = held && (await findAccount(tx, { id: held.found.accountId }))
    if (held && account) await handOverLead(tx, account, held.found, held.row, now, deskOf(tx))
  },
}

/**
 * What belongs to a case, with its case held until the transaction ends. The case comes first, as with whoever works on it: two who
 * hold it and what belongs to it in another order wait for each other for ever.
 */
async function heldWith<Row extends { readonly caseId: string }>(
  tx: Tx,
  { accountId }: DueTimer,
  find: () => Promise<Row | undefined>,
): Promise<{ readonly row: Row; readonly found: Case } | undefined> {
  const seen = await find()
  if (!seen || !(await lockCase(tx, accountId, { id: seen.caseId }))) return undefined
  // it may have changed while the case was waited for
  const [row, found] = [await find(), await findCase(tx, accountId, { id: seen.caseId })]
  return row && found && { row, found }
}

const theatreOf = async (tx: Tx, found: Case): Promise<string> => (await findAccount(tx, { id: found.accountId }))?.theatre ?? ''

/**
 * Takes the steps of a case whose instants have come. After a downtime several may have: each is written down, and people
 * hear once, of the last one. Step, event, audit entry, letters and the next timer commit with the firing of this one.
 */
async function takeSteps(tx: Tx, timer: DueTimer, now: Instant): Promise<void> {
  const desk = deskOf(tx)
  await lockCase(tx, timer.accountId, { id: timer.subjectId })
  const found = await findCase(tx, timer.accountId, { id: timer.subjectId })
  // answered, closed or moved to another instant by now: nothing to do
  if (found?.alarmAt !== timer.dueAt) return
  const events = await listEvents(tx, found.accountId, found.id, false)
  const { clock: terms, steps } = found.terms
  const open = openSteps({
    clock: terms && clockOf(terms, events, now),
    terms,
    steps: steps ?? [],
    priority: found.priority,
    openedAt: found.createdAt,
    resolved: found.state === 'resolved' || !caseStates[found.state].open,
    done: found.stepsDone,
  })
  const come = open.filter((step) => step.at <= now)
  const last = come.at(-1)
  if (!last) return
  const done = come.map(({ code, at }) => ({ code, at }))
  await changeCase(tx, found.accountId, found.id, { steps_done: JSON.stringify([...found.stepsDone, ...done]) })
  const told = await audienceOf(found, [...new Set(come.flatMap((step) => step.tell))], desk)
  const due = come.find((step) => step.code === dueStep)
  for (const step of come) await writeDown(tx, found, step, now, step === last || step === due ? told : [])
  if (due) await alertManagement(tx, found, due, now, desk)
  else if (told.length > 0) await tellPeople(tx, found, last, now, told)
  if (come.some((step) => step.tell.includes('on-call')))
    await ring(tx, found, now, desk, await theatreOf(tx, found), teamOf(found.queue), stepText(last.code).reason)
  await refreshClock(tx, found, now)
}

/** People of the audiences, each once; whoever is on call is called instead. */
async function audienceOf(found: Case, tell: Step['tell'], desk: Desk): Promise<readonly Colleague[]> {
  const people = new Map<string, Colleague>()
  const add = (more: readonly Colleague[]) => {
    for (const person of more) people.set(person.id, person)
  }
  if (tell.includes('owner') && found.ownerId !== null) {
    const owner = await desk.person(found.ownerId)
    if (owner) add([owner])
  }
  if (tell.includes('team')) add(await desk.team(teamOf(found.queue)))
  if (tell.includes('desk')) add(await desk.team('escalation-desk'))
  if (tell.includes('management')) add(await desk.team('management'))
  return [...people.values()]
}

async function writeDown(tx: Tx, found: Case, step: Step, now: Instant, told: readonly Colleague[]): Promise<void> {
  const { alert } = found.terms
  const { reason } = stepText(step.code)
  const missed = found.dueAt !== null && step.at >= found.dueAt
  if (told.length === 0 && !missed) return
  // before the due instant it is a warning; an escalation is what follows a promise that was missed
  if (missed)
    await insertEscalation(tx, found.accountId, {
      id: newId(now),
      caseId: found.id,
      kind: step.code === dueStep ? 'missed-response' : 'step',
      code: step.code,
      step: 1,
      dueAt: step.at,
      at: now,
      reason,
      clauses: alert.clauses,
      told: told.map((person) => person.email),
      raisedBy: 'clock',
    })
  await append(tx, found, now, theClock(), {
    visibility: 'internal',
    body: {
      kind: 'escalation',
      step: 1,
      code: step.code,
      dueAt: step.at,
      reason,
      told: told.map((person) => person.name),
      clauses: alert.clauses,
    },
    change: step.code === dueStep ? { response: 'missed', escalated_at: new Date(now) } : {},
  })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: 'clock',
    action: step.code === dueStep ? 'escalation.alert' : 'escalation.step',
    subject: found.number,
    detail: { step: step.code, dueAt: toIso(step.at), told: told.map((person) => person.email), clauses: alert.clauses },
  })
}

const wordsFor = (zone: string, at: Instant): string => {
  const text = formatLocal(zone, at)
  return typeof text === 'string' ? text : toIso(at)
}

/** The alert of the service to management (CSS-4.p4, ACP-9.p6). */
async function alertManagement(tx: Tx, found: Case, due: Step, now: Instant, desk: Desk): Promise<void> {
  const told = await desk.team('management')
  const { alert, clock } = found.terms
  const text = alertText({
    number: found.number,
    account: found.accountName,
    summary: found.summary,
    priority: found.priority,
    offering: found.offering,
    owner: found.ownerName,
    dueText: wordsFor(told[0]?.zone ?? 'UTC', due.at),
    wording: alert.wording,
    clauses: alert.clauses,
    targetMinutes: clock?.targets.find((target) => target.priority === found.priority)?.minutes ?? null,
  })
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'management-alert',
    subject: found.number,
    payload: {
      ...text,
      to: told.map(({ id, name, email }) => ({ personId: id, name, email })),
      clauses: alert.clauses,
      dueAt: toIso(due.at),
      caseId: found.id,
      priority: found.priority,
    },
  })
}

async function tellPeople(tx: Tx, found: Case, step: Step, now: Instant, told: readonly Colleague[]): Promise<void> {
  const { subject, reason } = stepText(step.code)
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'alarm',
    subject: found.number,
    payload: {
      subject: `[${found.number}] ${found.priority} ${subject}: ${found.summary}`,
      text: [
        `${found.number} of ${found.accountName} (${found.priority}): ${reason}.`,
        found.dueAt === null
          ? ''
          : `First response ${found.dueAt > now ? 'is due' : 'was due'} at ${wordsFor(told[0]?.zone ?? 'UTC', found.dueAt)}.`,
        found.ownerName ? `Owner: ${found.ownerName}.` : 'Nobody owns it yet.',
      ]
        .filter(Boolean)
        .join('\n'),
      to: told.map(({ id, name, email }) => ({ personId: id, name, email })),
      caseId: found.id,
      priority: found.priority,
    },
  })
}
