import { formatLocal } from '../../../calendar/local-time.ts'
import { deliveryClauses } from '../../../contracts/place-rule.ts'
import { newId } from '../../../db/ids.ts'
import { send } from '../../../db/records.ts'
import { acrossAccounts, type Tx } from '../../../db/scope.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import { badRequest, conflict, unprocessable } from '../../../lib/problem.ts'
import { type Instant, toIso } from '../../../lib/time.ts'
import { bookOf, written } from '../../asking/service.ts'
import type { Case } from '../../case.ts'
import { append, openCaseOnly, serviceOf } from '../../service.ts'
import { contactsOf } from '../../telling/service.ts'
import { tellPublic } from '../../watching/service.ts'
import { type Access, barOfPlace, barOfSession, type Level, type Session, whatOf } from '../access.ts'
import { accessClauses, cited } from '../clauses.ts'
import { listAccess } from '../store.ts'
import * as store from './store.ts'

export { listObservers, listSessions } from './store.ts'

/** The clauses by which the service of a case is given remotely; none for a case that no service took. */
async function remoteClauses(tx: Tx, found: Case): Promise<readonly string[]> {
  const service = await serviceOf(tx, found)
  return service ? deliveryClauses(service).remote : []
}

/** Most sessions announced on one case. */
const mostSessions = 500

async function sessionOf(tx: Tx, found: Case, number: number): Promise<Session> {
  const there = await store.listSessions(tx, found.accountId, found.id)
  const session = there.find((each) => each.number === number)
  if (session) return session
  throw badRequest(`There is no session ${number}`, {
    found: String(number),
    expected: there.length > 0 ? `one of ${there.map((each) => each.number).join(', ')}` : 'a session; none is announced on this case',
  })
}

async function accessOf(tx: Tx, found: Case, which: { readonly number: number } | { readonly id: string }): Promise<Access> {
  const all = await listAccess(tx, found.accountId, { caseId: found.id })
  const access = all.find((each) => ('id' in which ? each.id === which.id : each.number === which.number))
  if (access) return access
  throw badRequest('There is no such access on this case', {
    found: 'number' in which ? String(which.number) : which.id,
    expected: all.map((each) => each.number).join(', ') || 'access that was granted',
  })
}

/**
 * Announces a session before it starts: the customer's contacts hear when, at which level and how to watch (CSS-8.b2). Nobody can
 * leave the announcement out, and none of them can turn it off.
 */
export async function announceSession(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: {
    readonly request: number
    readonly level: Level | undefined
    readonly at: Instant | undefined
    readonly location: string
    readonly exception: string
    readonly join: string
  },
): Promise<void> {
  openCaseOnly(found)
  const access = await accessOf(tx, found, { number: given.request })
  const at = given.at ?? now
  const level = given.level ?? access.grant?.level ?? access.level
  const clauses = accessClauses(await serviceOf(tx, found))
  if (at < now)
    throw badRequest(`A session is announced before it starts${cited(clauses.watch)}`, {
      found: toIso(at),
      expected: `${toIso(now)} or later`,
    })
  const bar = barOfSession(access, level, at, account.zone, clauses.grant)
  if (bar) throw unprocessable(bar.title, bar)
  const places = (await bookOf(tx, account, now)).get('delivery.places')
  const elsewhere = barOfPlace(given.location, given.exception, places, await remoteClauses(tx, found))
  if (elsewhere) throw unprocessable(elsewhere.title, elsewhere)
  // kept in words, as a place that is renamed or given up later was still called so
  const location = places.find(({ code }) => code === given.location)?.title ?? given.location
  const readers = await contactsOf(tx, account, found, now)
  if (readers.length === 0)
    throw unprocessable(`Nobody of the customer can be told${cited(clauses.watch)}`, {
      found: 'no contact who may see the case',
      toDo: 'Have the customer name a contact first.',
    })
  const there = await store.listSessions(tx, account.id, found.id)
  if (there.length >= mostSessions)
    throw conflict(`${mostSessions} sessions were announced on this case`, { toDo: 'Go on in a case of its own.' })
  const number = there.length + 1
  const told = readers.map(({ name }) => name)
  await store.insertSession(tx, account.id, {
    id: newId(now),
    accessId: access.id,
    caseId: found.id,
    number,
    level,
    engineer: by.name,
    engineerId: by.personId,
    location,
    exception: given.exception,
    joinHow: given.join,
    announcedAt: now,
    announcedFor: at,
    announcedTo: told,
  })
  await append(tx, found, now, by, {
    body: {
      kind: 'session',
      act: 'announced',
      number,
      level,
      engineer: by.name,
      text: whatOf(access),
      for: at,
      told,
      location,
      exception: given.exception,
      join: given.join,
    },
  })
  const local = formatLocal(account.zone, at)
  const when = typeof local === 'string' ? local : toIso(at)
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'session-notice',
    subject: found.number,
    payload: {
      to: readers,
      from: by.name,
      subject: `[${found.number}] ${by.name} will be on your network from ${when}`,
      text: [
        `${whatOf(access)}, level ${level}, within the access that was granted.`,
        `You may watch: ${given.join}`,
        'Who watched is kept on the page of the case. The access can be revoked there at any time.',
      ].join('\n\n'),
    },
  })
  await written(tx, found, now, by, 'case.session-announce', { number, level, at: toIso(at), location, told })
}

/** Begins an announced session: within a grant that holds, at its level or below, one of an engineer at a time (CSS-8.b1). */
export async function startSession(tx: Tx, account: AccountRef, found: Case, now: Instant, by: Principal, number: number): Promise<void> {
  openCaseOnly(found)
  const session = await own(tx, found, by, number)
  if (session.startedAt !== null || session.endedAt !== null)
    throw conflict(`Session ${number} ${session.endedAt === null ? 'runs already' : 'has ended'}`, { toDo: 'Announce another one.' })
  const clauses = accessClauses(await serviceOf(tx, found))
  if (now < session.announcedFor)
    throw unprocessable(`The session was announced for later${cited(clauses.watch)}`, {
      found: toIso(now),
      expected: `${toIso(session.announcedFor)} or later`,
      toDo: 'Wait, or announce one for now.',
    })
  const bar = barOfSession(await accessOf(tx, found, { id: session.accessId }), session.level, now, account.zone, clauses.grant)
  if (bar) throw unprocessable(bar.title, bar)
  const busy = await acrossAccounts(tx, (wide) => store.runsFor(wide, by.personId))
  if (busy)
    throw conflict('You are in a session already', { expected: 'one session of an engineer at a time', toDo: 'End the other one first.' })
  await store.startSession(tx, account.id, session.id, now)
  await happened(tx, found, now, by, session, { act: 'started', text: '' })
  await written(tx, found, now, by, 'case.session-start', { number, level: session.level })
}

async function own(tx: Tx, found: Case, by: Principal, number: number): Promise<Session> {
  const session = await sessionOf(tx, found, number)
  if (session.engineerId !== by.personId)
    throw conflict(`Session ${number} is ${session.engineer}'s`, { found: by.name, expected: 'the engineer who announced it' })
  return session
}

/** A line of the work log: what is done on the customer's network, while the grant holds. */
export async function logWork(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  { session: number, text }: { readonly session: number; readonly text: string },
): Promise<void> {
  openCaseOnly(found)
  const session = await own(tx, found, by, number)
  const clauses = accessClauses(await serviceOf(tx, found))
  // the grant is asked first: its end ends the session even where the timer is late
  const bar = barOfSession(await accessOf(tx, found, { id: session.accessId }), session.level, now, account.zone, clauses.grant)
  if (bar) throw unprocessable(bar.title, bar)
  if (session.startedAt === null || session.endedAt !== null)
    throw conflict(`Session ${number} does not run`, { found: session.endedAt === null ? 'it is announced' : 'it has ended' })
  await happened(tx, found, now, by, session, { act: 'log', text })
  await written(tx, found, now, by, 'case.session-log', { number })
}

/** Somebody watches; the customer's people for themselves, staff for those whom they see (CSS-8.b2). */
export async function observeSession(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { session: number, who }: { readonly session: number; readonly who: string },
): Promise<void> {
  const session = await sessionOf(tx, found, number)
  if (session.startedAt === null) throw conflict(`Session ${number} has not started`, { toDo: 'Wait until it starts.' })
  const name = by.accountKind === 'provider' ? who : by.name
  if (name === '') throw badRequest('Who watches?', { found: 'no name', expected: 'the name of who watches for the customer' })
  if (!(await store.insertObserver(tx, found.accountId, { sessionId: session.id, name, saidBy: by.name, at: now }))) return
  await happened(tx, found, now, by, session, { act: 'observed', text: name })
  await written(tx, found, now, by, 'case.session-observe', { number, name })
}

/** The engineer ends the session and says what was done; of one that was cut off, what was done until then. */
export async function endSession(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { session: number, done }: { readonly session: number; readonly done: string },
): Promise<void> {
  const session = await own(tx, found, by, number)
  if (session.endedAt !== null && session.done === '' && session.startedAt !== null) {
    await store.reportSession(tx, found.accountId, session.id, done)
    await happened(tx, found, now, by, session, { act: 'log', text: done })
  } else if (session.endedAt !== null) {
    throw conflict(`Session ${number} has ended`, { found: session.endedBy ?? '' })
  } else {
    const endedBy = session.startedAt === null ? 'called-off' : 'engineer'
    await store.endSession(tx, found.accountId, session.id, now, endedBy, done)
    await happened(tx, found, now, by, session, { act: 'ended', text: done, endedBy })
    await tellPublic(
      tx,
      found,
      now,
      by,
      { event: 'access', text: `Session ${number} ${endedBy === 'engineer' ? 'has ended' : 'is called off'}: ${done}` },
      [found.requesterId],
    )
  }
  await written(tx, found, now, by, 'case.session-end', { number })
}

/** Ends what runs on a grant, and calls off what was only announced. */
export async function cutOff(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  access: Access,
  { endedBy, at }: { readonly endedBy: 'revoked' | 'grant-ended'; readonly at: Instant },
): Promise<void> {
  for (const session of await store.listSessions(tx, found.accountId, found.id)) {
    if (session.accessId !== access.id || session.endedAt !== null) continue
    const why = session.startedAt === null ? 'called-off' : endedBy
    await store.endSession(tx, found.accountId, session.id, at, why, '')
    await happened(tx, found, now, by, session, { act: 'ended', text: '', endedBy: why }, at)
  }
}

const happened = (
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { number, level, engineer }: Session,
  what: { readonly act: 'started' | 'log' | 'observed' | 'ended'; readonly text: string; readonly endedBy?: string },
  at = now,
) => append(tx, found, now, by, { at, body: { kind: 'session', number, level, engineer, ...what } })
