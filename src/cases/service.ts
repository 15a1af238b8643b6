import type { Offering } from '../catalog/offering.ts'
import { readOfferings } from '../catalog/service.ts'
import { newId } from '../db/ids.ts'
import { audit, cancelTimers, setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import { seesOwnCasesOnly } from '../parties/permissions.ts'
import { isUnderWay } from '../requests/service.ts'
import { listWaits } from './asking/store.ts'
import { dueStep, openSteps } from './clock/steps.ts'
import { clockOf } from './clock-view.ts'
import { spelledWords, wordsOf } from './lists/words.ts'
import { caseStates } from './states.ts'
import * as store from './store.ts'
import type { CaseEventBody } from './timeline.ts'
import { notTheAdvisor } from './watching/advisor/service.ts'
import { type Candidate, tellOfNote, tellPublic } from './watching/service.ts'

export type { Case } from './case.ts'
export { appendEvent, changeCase, findCase, listEvents, lockCase } from './store.ts'

/** The timer of a case: the next instant at which somebody hears of it by itself. */
export const responseTimer = 'response-due'

/** The case, or the same answer as for a stranger's. */
export async function requireCase(tx: Tx, account: AccountRef, number: string): Promise<store.Case> {
  const found = await store.findCase(tx, account.id, { number: number.toUpperCase() })
  if (!found) throw notFound('case')
  return found
}

/** The case, held until the transaction ends: for everything that changes it. */
export async function holdCase(tx: Tx, account: AccountRef, number: string): Promise<store.Case> {
  await store.lockCase(tx, account.id, { number: number.toUpperCase() })
  return requireCase(tx, account, number)
}

/** The case as somebody may reach it: a user the ones they opened, others of the account every one of it. */
export async function reachCase(tx: Tx, account: AccountRef, by: Principal, number: string, hold = false): Promise<store.Case> {
  const found = await (hold ? holdCase : requireCase)(tx, account, number)
  if (by.accountKind === 'customer' && seesOwnCasesOnly(by.roles) && found.requesterId !== by.personId) throw notFound('case')
  return found
}

type Entry = {
  readonly body: CaseEventBody
  readonly visibility?: 'public' | 'internal'
  readonly at?: Instant
  readonly change?: store.CaseChange
}

const movesClock: ReadonlySet<CaseEventBody['kind']> = new Set(['contact', 'priority', 'email-bounced', 'state'])

/** Appends to the history, then lets the clock say anew what is due. */
export async function append(
  tx: Tx,
  found: store.Case,
  now: Instant,
  by: Principal,
  { body, visibility = 'public', at = now, change = {} }: Entry,
): Promise<number> {
  const seq = await store.appendEvent(
    tx,
    found.accountId,
    found.id,
    { visibility, at, loggedAt: now, actor: actorOf(by), actorName: by.name, body },
    change,
  )
  if (movesClock.has(body.kind)) await refreshClock(tx, found, now)
  return seq
}

/** Whether management heard that nobody answered by this instant: the alert goes out on the instant itself, at which an answer would still be in time. */
const wasAlerted = ({ stepsDone }: store.Case, dueAt: Instant | undefined): boolean =>
  stepsDone.some(({ code, at }) => code === dueStep && at === dueAt)

/** The row's due instant, the next alarm and the timer are caches of the clock; this makes them agree with it again. */
export async function refreshClock(tx: Tx, found: store.Case, now: Instant): Promise<void> {
  const events = await store.listEvents(tx, found.accountId, found.id, false)
  const { clock: terms, steps } = found.terms
  const clock = terms && clockOf(terms, events, now)
  // what the caller holds may be older than the event that was just written
  const fresh = (await store.findCase(tx, found.accountId, { id: found.id })) ?? found
  const { state, priority } = fresh
  const [next] = openSteps({
    clock,
    terms,
    steps: steps ?? [],
    priority,
    openedAt: found.createdAt,
    resolved: state === 'resolved' || state === 'closed',
    done: fresh.stepsDone,
  })
  const alarmAt = next?.at ?? null
  const dueAt = clock?.dueAt ?? null
  await store.changeCase(tx, found.accountId, found.id, {
    alarm_at: alarmAt === null ? null : new Date(alarmAt),
    ...(clock && {
      due_at: dueAt === null ? null : new Date(dueAt),
      responded_at: clock.respondedAt === undefined ? null : new Date(clock.respondedAt),
      response: clock.state === 'running' && wasAlerted(fresh, clock.dueAt) ? 'missed' : clock.state,
    }),
  })
  if (alarmAt === fresh.alarmAt) return // its timer stands, or is firing this instant and waits for the case
  await cancelTimers(tx, { accountId: found.accountId, now, kind: responseTimer, subjectId: found.id })
  if (alarmAt !== null)
    await setTimer(tx, {
      accountId: found.accountId,
      now,
      kind: responseTimer,
      subjectId: found.id,
      dueAt: alarmAt,
      rank: Number(priority.slice(1)),
    })
}

/** Refuses to change a closed case. */
export const openCaseOnly = (found: store.Case) => {
  if (!caseStates[found.state].open)
    throw conflict(`${found.number} is closed`, {
      found: 'a closed case',
      expected: 'an open one',
      toDo: 'Reopen it first, with a reason.',
    })
}

/** A text of the case becomes part of what a search finds. */
async function remember(tx: Tx, found: store.Case, text: string) {
  const words = wordsOf(text.slice(0, 20_000))
  if (words.length === 0) return
  await Promise.all([store.addToSearch(tx, found.accountId, found.id, words), store.keepWords(tx, found.accountId, spelledWords(words))])
}

/** A message that both sides see. It does not stop the response clock: a note in the portal is no contact (policy B30). */
export async function addMessage(
  tx: Tx,
  found: store.Case,
  now: Instant,
  by: Principal,
  text: string,
  /** The mail it came by, and what that mail quoted. */
  cameBy: { readonly mail?: string; readonly formatted?: boolean; readonly quoted?: string } = {},
) {
  openCaseOnly(found)
  const from = by.accountKind === 'provider' ? 'provider' : 'customer'
  // what was asked for is still awaited, whatever else the customer writes
  const awaits = (await listWaits(tx, found.accountId, found.id)).some(({ to }) => to === null)
  const resumes = from === 'customer' && found.state === 'waiting-customer' && !awaits
  const seq = await append(tx, found, now, by, { body: { kind: 'message', text, from, ...cameBy } })
  if (resumes)
    await append(tx, found, now, by, {
      body: { kind: 'state', move: 'start', from: found.state, to: 'working', reason: 'the customer answered', by: 'customer' },
      change: { state: 'working' },
    })
  await remember(tx, found, text)
  const named = from === 'provider' ? [found.requesterId] : [found.requesterId, found.ownerId]
  await tellPublic(tx, found, now, by, { event: 'message', text }, named)
  await audit(tx, { accountId: found.accountId, now, actor: actorOf(by), action: 'case.message', subject: found.number, detail: { seq } })
}

/** A note that only the provider's staff see; colleagues who are named in it hear of it. */
export async function addNote(tx: Tx, found: store.Case, now: Instant, by: Principal, text: string, mentioned: readonly Candidate[] = []) {
  const names = mentioned.map(({ name }) => name)
  const body = { kind: 'note' as const, text, ...(names.length > 0 ? { mentions: names } : {}) }
  const seq = await append(tx, found, now, by, { body, visibility: 'internal' })
  await tellOfNote(tx, found, now, by, text, mentioned)
  await audit(tx, { accountId: found.accountId, now, actor: actorOf(by), action: 'case.note', subject: found.number, detail: { seq } })
}

export type ContactInput = {
  readonly medium: 'phone' | 'voicemail' | 'email'
  readonly at: Instant
  readonly numberLeft: boolean
  readonly text: string
}

const contactRoleOf = (by: Principal) =>
  by.roles.some((role) => role === 'JT' || role === 'SJ')
    ? 'support-engineer'
    : by.roles.includes('TA')
      ? 'advisor'
      : by.roles.includes('ED')
        ? 'desk'
        : 'customer-care'

/** Logs that an engineer reached out; always one's own contact, never another's (hard rule of the matrix). */
export async function logContact(tx: Tx, found: store.Case, now: Instant, by: Principal, input: ContactInput) {
  openCaseOnly(found)
  if (input.at > now)
    throw badRequest('The contact lies in the future', { found: new Date(input.at).toISOString(), expected: 'now or earlier' })
  if (input.at < found.reportedAt)
    throw badRequest('The contact lies before the report', {
      found: new Date(input.at).toISOString(),
      expected: `${new Date(found.reportedAt).toISOString()} or later`,
    })
  const id = newId(now)
  const starts = found.state === 'new'
  await append(tx, found, now, by, {
    at: input.at,
    body: {
      kind: 'contact',
      id,
      role: contactRoleOf(by),
      engineer: by.name,
      medium: input.medium,
      numberLeft: input.numberLeft,
      text: input.text,
    },
  })
  if (starts)
    await append(tx, found, now, by, {
      body: { kind: 'state', move: 'start', from: 'new', to: 'working', reason: 'first contact', by: 'provider' },
      change: { state: 'working' },
    })
  // who was spoken to needs no letter about it; who watches hears of it, and an own program may count on it
  const mailed = input.medium === 'email'
  const said = { event: 'contact', text: input.text || `Contact by ${input.medium}.`, ...(mailed ? { contact: id } : {}) }
  await tellPublic(tx, found, now, by, said, mailed ? [found.requesterId] : [])
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.respond',
    subject: found.number,
    detail: { medium: input.medium, at: new Date(input.at).toISOString() },
  })
}

/** A mail of a contact came back: the contact stops counting. */
export async function bounceContact(tx: Tx, found: store.Case, now: Instant, by: Principal, contact: string) {
  await append(tx, found, now, by, { body: { kind: 'email-bounced', contact }, visibility: 'internal' })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.bounce',
    subject: found.number,
    detail: { contact },
  })
}

/** Gives the case to an engineer; expert cases go to senior engineers only (ACP-8.p2). */
export async function assignCase(
  tx: Tx,
  found: store.Case,
  now: Instant,
  by: Principal,
  owner: { id: string; name: string; roles: readonly string[]; senior: boolean } | null,
  reason: string,
) {
  openCaseOnly(found)
  if (owner) await notTheAdvisor(tx, found, owner)
  if (owner && found.queue === 'expert' && !owner.senior && !owner.roles.includes('SJ'))
    throw conflict('This case needs a senior engineer (ACP-8.p2)', {
      found: `${owner.name} is not marked senior`,
      toDo: 'Choose a senior engineer.',
    })
  if (owner?.roles.includes('SM') && (await isUnderWay(tx, found.accountId, 'SMO')))
    throw conflict('A service manager advises during onboarding and owns no case (MSP-3.1.1.g)', {
      found: `${owner.name} is a service manager`,
      toDo: 'Choose an engineer, and write the advice down with the onboarding.',
    })
  await append(tx, found, now, by, {
    body: { kind: 'owner', from: found.ownerName, to: owner?.name ?? null, reason },
    change: { owner_id: owner?.id ?? null, owner_name: owner?.name ?? null },
  })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.assign',
    subject: found.number,
    detail: { to: owner?.name ?? null, reason },
  })
}

/** The customer's own reference; two cases may share one (CSS-5.a5). */
export async function setReference(tx: Tx, found: store.Case, now: Instant, by: Principal, reference: string) {
  await append(tx, found, now, by, {
    body: { kind: 'reference', from: found.customerReference, to: reference },
    change: { customer_reference: reference },
  })
  await remember(tx, found, reference)
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.reference',
    subject: found.number,
    detail: { reference },
  })
}

export async function linkCase(
  tx: Tx,
  account: AccountRef,
  found: store.Case,
  now: Instant,
  by: Principal,
  otherNumber: string,
  as: 'related' | 'duplicate' | 'caused-by',
) {
  const other = await requireCase(tx, account, otherNumber)
  if (other.id === found.id) throw badRequest('A case cannot be linked to itself')
  await store.insertLink(tx, account.id, found.id, other.id, as, actorOf(by), now)
  await append(tx, found, now, by, { body: { kind: 'link', other: other.number, as } })
  await append(tx, other, now, by, { body: { kind: 'link', other: found.number, as } })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'case.link',
    subject: found.number,
    detail: { other: other.number, as },
  })
}

/** The service that a case was accepted under; undefined for one that no service carries. */
export const serviceOf = async (tx: Tx, { offering }: Pick<store.Case, 'offering'>): Promise<Offering | undefined> =>
  offering === null ? undefined : (await readOfferings(tx)).find(({ code }) => code === offering)
