import { newId } from '../../db/ids.ts'
import { cancelTimers, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevice } from '../../installed-base/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { bookOf, goOn, waitForCustomer, workedOnOnly, written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append, openCaseOnly, serviceOf } from '../service.ts'
import { tellPublic } from '../watching/service.ts'
import { type Access, barOfGrant, barOfWish, type Level, type Reason, whatOf } from './access.ts'
import { accessClauses, cited } from './clauses.ts'
import { cutOff } from './sessions/service.ts'
import * as store from './store.ts'

export { listAccess } from './store.ts'

/** A grant ends; its subject is the grant. */
export const accessTimer = 'case-access-end'

/** Most requests for access on one case. */
const mostRequests = 100

export type AccessWish = {
  readonly level: Level
  readonly environment: string
  readonly devices: readonly string[]
  readonly reason: Reason
  readonly why: string
  readonly from: Instant
  readonly to: Instant
}

/** An engineer asks for access that diagnosis needs (CSS-8.a1, CSS-8.b1); the case waits for the customer until it is answered. */
export async function askForAccess(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: AccessWish,
): Promise<void> {
  workedOnOnly(found)
  const bar = barOfWish(given, now, (await bookOf(tx, account, now)).get('access.grant').longestDays)
  if (bar) throw badRequest(bar.title, bar)
  const devices: string[] = []
  for (const serial of new Set(given.devices.map(normalSerial))) {
    if (!(await findDevice(tx, account.id, { serial })))
      throw badRequest('The account has no such device', { found: serial, expected: `a device of ${account.code}` })
    devices.push(serial)
  }
  if (devices.length === 0 && given.environment === '')
    throw badRequest('Access to what?', { found: 'neither devices nor an environment', expected: 'serials, or the environment in words' })
  const there = await store.listAccess(tx, account.id, { caseId: found.id })
  if (there.length >= mostRequests)
    throw conflict(`Access was asked for ${mostRequests} times on this case`, { toDo: 'Ask for a longer time.' })
  const number = there.length + 1
  await store.insertAccess(tx, account.id, by.personId, {
    ...given,
    id: newId(now),
    caseId: found.id,
    number,
    devices,
    wantedFrom: given.from,
    wantedTo: given.to,
    askedBy: by.name,
    askedAt: now,
  })
  const what = whatOf({ ...given, devices })
  await append(tx, found, now, by, {
    body: { kind: 'access', act: 'asked', number, level: given.level, what, from: given.from, to: given.to, text: given.why },
  })
  await waitForCustomer(tx, found, now, by, 'waiting for: access to the network')
  const text = `Access to ${what}, level ${given.level}: ${given.why}\n\nSomebody who may grant it for your company answers on the page of the case${cited(accessClauses(await serviceOf(tx, found)).grant)}.`
  await tellPublic(tx, found, now, by, { event: 'asked', text }, [found.requesterId])
  await written(tx, found, now, by, 'case.access-ask', { number, level: given.level, what, reason: given.reason })
}

async function requestOf(tx: Tx, found: Case, number: number): Promise<Access> {
  const there = await store.listAccess(tx, found.accountId, { caseId: found.id })
  const access = there.find((each) => each.number === number)
  if (access) return access
  throw badRequest(`There is no request ${number}`, {
    found: String(number),
    expected: there.length > 0 ? `one of ${there.map((each) => each.number).join(', ')}` : 'a request; the case has none',
  })
}

/** The named approver of the customer grants access, narrower if they like, and says from when to when it holds (CSS-8.b1). */
export async function grantAccess(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: {
    readonly request: number
    readonly level: Level | undefined
    readonly from: Instant | undefined
    readonly to: Instant | undefined
    readonly text: string
  },
): Promise<void> {
  openCaseOnly(found)
  const access = await requestOf(tx, found, given.request)
  const grant = { level: given.level ?? access.level, from: given.from ?? access.wantedFrom, to: given.to ?? access.wantedTo }
  const bar = barOfGrant(access, grant, now, accessClauses(await serviceOf(tx, found)).grant)
  if (bar) throw (access.state === 'asked' ? unprocessable : conflict)(bar.title, bar)
  await store.answerAccess(tx, account.id, access.id, grant, { by: by.name, at: now, text: given.text })
  await setTimer(tx, { accountId: account.id, now, kind: accessTimer, subjectId: access.id, dueAt: grant.to })
  await tellOf(tx, found, now, by, access, { act: 'granted', level: grant.level, from: grant.from, to: grant.to, text: given.text })
  await written(tx, found, now, by, 'case.access-grant', { number: access.number, ...grant })
  await goOn(tx, found, now, by)
}

/** The customer says no, and why. */
export async function declineAccess(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly request: number; readonly reason: string },
): Promise<void> {
  openCaseOnly(found)
  const access = await requestOf(tx, found, given.request)
  if (access.state !== 'asked') throw conflict(`Access ${access.number} waits for no answer`, { found: access.state })
  await store.answerAccess(tx, found.accountId, access.id, null, { by: by.name, at: now, text: given.reason })
  await tellOf(tx, found, now, by, access, { act: 'declined', level: access.level, text: given.reason })
  await written(tx, found, now, by, 'case.access-decline', { number: access.number, reason: given.reason })
  await goOn(tx, found, now, by)
}

/** Takes a grant back at once: what runs on it ends this instant. */
export async function revokeAccess(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly request: number; readonly reason: string },
): Promise<void> {
  const access = await requestOf(tx, found, given.request)
  if (access.state !== 'granted')
    throw conflict(`Access ${access.number} is not granted`, { found: access.state, expected: 'a grant that holds' })
  await close(tx, found, now, by, access, { state: 'revoked', why: given.reason })
}

/** An engineer takes back what was asked for: it is not needed any more. */
export async function withdrawAccess(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly request: number; readonly reason: string },
): Promise<void> {
  const access = await requestOf(tx, found, given.request)
  if (access.state !== 'asked' && access.state !== 'granted')
    throw conflict(`Access ${access.number} is ${access.state} already`, { expected: 'a request that is open, or a grant that holds' })
  await close(tx, found, now, by, access, { state: access.state === 'asked' ? 'withdrawn' : 'ended', why: given.reason })
  await goOn(tx, found, now, by)
}

/** The grant has come to its end by itself; the timer may be late, the end is not. */
export async function accessHasEnded(tx: Tx, found: Case, now: Instant, by: Principal, id: string): Promise<void> {
  const [access] = await store.listAccess(tx, found.accountId, { id })
  if (access?.state !== 'granted' || !access.grant || now < access.grant.to) return
  await close(tx, found, now, by, access, { state: 'ended', why: '', at: access.grant.to })
}

/** The case is closed: no access outlives it. */
export async function endAllAccess(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  for (const access of await store.listAccess(tx, found.accountId, { caseId: found.id }))
    if (access.state === 'asked' || access.state === 'granted')
      await close(tx, found, now, by, access, { state: access.state === 'asked' ? 'withdrawn' : 'ended', why: 'the case was closed' })
}

async function close(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  access: Access,
  { state, why, at = now }: { readonly state: 'revoked' | 'ended' | 'withdrawn'; readonly why: string; readonly at?: Instant },
): Promise<void> {
  await store.endAccess(tx, found.accountId, access.id, state, { by: by.name, at, text: why })
  await cancelTimers(tx, { accountId: found.accountId, now, kind: accessTimer, subjectId: access.id })
  await cutOff(tx, found, now, by, access, { endedBy: state === 'revoked' ? 'revoked' : 'grant-ended', at })
  await tellOf(tx, found, now, by, access, { act: state, level: access.grant?.level ?? access.level, text: why }, at)
  await written(tx, found, now, by, `case.access-${state}`, { number: access.number, why })
}

const words: Readonly<Record<string, string>> = {
  granted: 'was granted',
  declined: 'was declined',
  withdrawn: 'is not needed any more',
  revoked: 'was revoked',
  ended: 'has ended',
}

async function tellOf(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  access: Access,
  told: {
    readonly act: 'granted' | 'declined' | 'withdrawn' | 'revoked' | 'ended'
    readonly level: Level
    readonly from?: Instant
    readonly to?: Instant
    readonly text: string
  },
  at = now,
): Promise<void> {
  const what = whatOf(access)
  await append(tx, found, now, by, { at, body: { kind: 'access', number: access.number, what, ...told } })
  const text = `Access to ${what}, level ${told.level}, ${words[told.act]}${told.text ? `: ${told.text}` : ''}.`
  await tellPublic(tx, found, now, by, { event: 'access', text }, [found.requesterId, found.ownerId])
}
