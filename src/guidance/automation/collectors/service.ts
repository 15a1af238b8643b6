import { createHash, randomBytes } from 'node:crypto'
import { policyBook } from '../../../catalog/policy-book.ts'
import { readOverrides } from '../../../catalog/service.ts'
import { dayOf, listContracts } from '../../../contracts/service.ts'
import { newId } from '../../../db/ids.ts'
import type { Database } from '../../../db/pool.ts'
import { audit, send, setTimer } from '../../../db/records.ts'
import { inScope, providerScope, type Tx } from '../../../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../../lib/problem.ts'
import { hoursMs, type Instant, minutesMs } from '../../../lib/time.ts'
import type { FindMachine } from '../../../parties/service.ts'
import { findPerson } from '../../../parties/service.ts'
import type { By } from '../../../requests/service.ts'
import type { Plan } from '../plan.ts'
import { automatedContract, type Held, running } from '../service.ts'
import { findPlan } from '../store.ts'
import { isSilent, keyText, quietSince, readKey, silenceLetter } from './collector.ts'
import * as store from './store.ts'

export { findCollector, listCollectors } from './store.ts'

export const silenceTimer = 'collector-silence'
const mostCollectors = 50

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The machine behind a key: it may send for its contract, and nothing else. */
export const machineByKey =
  (db: Database): FindMachine =>
  async (key) => {
    if (!readKey(key)) return undefined
    const found = await inScope(db, providerScope, (tx) => store.findByKey(tx, hashOf(key)))
    if (found?.status !== 'active') return null
    const { accountId, accountCode, zone } = found
    return machineOf(found, { id: accountId, code: accountCode, zone })
  }

/** A collector as whoever acts. */
export const machineOf = (
  { id, name, contractId }: { readonly id: string; readonly name: string; readonly contractId: string },
  account: Pick<AccountRef, 'id' | 'code' | 'zone'>,
): Principal => ({
  kind: 'machine',
  personId: id,
  name,
  email: '',
  accountId: account.id,
  accountCode: account.code,
  accountKind: 'customer',
  roles: ['CL'],
  teams: [],
  zone: account.zone,
  theatre: null,
  scopes: ['automation.send'],
  sendsFor: contractId,
})

/** How long a collector may be quiet on a day. */
export async function longestQuiet(tx: Tx, account: AccountRef, now: Instant): Promise<number> {
  return policyBook(dayOf(account.zone, now), await readOverrides(tx)).get('automation.silence').hours * hoursMs
}

/** Makes a collector and its key. The key is told once; only its hash is kept. */
export async function addCollector(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly name: string; readonly contact: string },
): Promise<{ readonly id: string; readonly key: string }> {
  const { contract, of } = await running(tx, account, by, number)
  if (!(await findPlan(tx, of, true)))
    throw conflict('There is no plan yet (SSM-3.1.a6)', { found: contract.number, toDo: 'Write the plan first.' })
  const person = await findPerson(tx, account.id, { email: given.contact })
  if (person?.status !== 'active')
    throw badRequest('No such person in this account', {
      found: given.contact,
      expected: 'the e-mail address of somebody of the account, for whom it opens cases',
    })
  if ((await store.listCollectors(tx, of)).filter(({ revokedAt }) => revokedAt === null).length >= mostCollectors)
    throw conflict('No more collectors send under one plan', { found: `${mostCollectors}`, toDo: 'Revoke one that is not used.' })
  const secret = randomBytes(32).toString('base64url')
  const key = keyText(account.code, contract.number, secret)
  const id = newId(by.now)
  const row = { id, name: given.name, keyStart: secret.slice(0, 4), contactId: person.id, madeBy: by.name, madeAt: by.now }
  if (!(await store.insertCollector(tx, of, { ...row, keyHash: hashOf(key) })))
    throw conflict('A collector of this name sends already', { found: given.name, toDo: 'Choose another name, or revoke it first.' })
  await awaitFeed(tx, account, by.now, id)
  const detail = { contract: contract.number, contact: person.name }
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'collector.add', subject: given.name, detail })
  return { id, key }
}

/** Ends a key for good. What it sent stays; what it said of the devices counts no more. */
export async function revokeCollector(tx: Tx, account: AccountRef, by: By, number: string, id: string): Promise<void> {
  const { contract } = await automatedContract(tx, account, number)
  const found = await store.findCollector(tx, account.id, id)
  if (found?.contractId !== contract.id) throw notFound('collector')
  if (!(await store.changeCollector(tx, account.id, id, { revoked_by: by.name, revoked_at: new Date(by.now) })))
    throw conflict('It is revoked already', { found: `by ${found.revokedBy}`, toDo: 'Make another one.' })
  const detail = { contract: contract.number }
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'collector.revoke', subject: found.name, detail })
}

/** What a collector sends for, held in its row until the transaction ends, so that what it sends at once comes in one order. */
export type Sending = Held & { readonly plan: Plan; readonly collectorId: string; readonly collector: string; readonly actor: string }

/**
 * The roll-out that a machine sends for. A key of another contract finds nothing; a key that was revoked this instant is refused; and before the
 * licence was accepted and automation enabled, nothing is taken (SSM-1.p5).
 */
export async function sending(tx: Tx, account: AccountRef, now: Instant, who: Principal, number: string): Promise<Sending> {
  const held = await automatedContract(tx, account, number)
  if (who.kind !== 'machine' || who.accountId !== account.id || who.sendsFor !== held.contract.id) throw notFound('service contract')
  const used = await store.changeCollector(tx, account.id, who.personId, { last_used_at: new Date(now) })
  if (!used) throw notPermitted('The key was revoked', { found: who.name, toDo: 'Ask for another one.' })
  const plan = await findPlan(tx, held.of)
  if (!plan?.enabledAt)
    throw unprocessable('Automation is not enabled (SSM-1.p5)', {
      found: 'off',
      expected: 'the licence accepted, and automation enabled',
      toDo: 'Accept the licence, then enable it on the page of the roll-out.',
    })
  return { ...held, plan, collectorId: who.personId, collector: who.name, actor: actorOf(who) }
}

/** The same for what a contract has to run for: feeds and files. */
export async function sendingUnderContract(tx: Tx, account: AccountRef, now: Instant, who: Principal, number: string): Promise<Sending> {
  const found = await sending(tx, account, now, who, number)
  await running(tx, account, { now, actor: found.actor, name: found.collector }, number)
  return found
}

/** Sets the instant from which a collector counts as silent when no feed comes (policy H16). */
export async function awaitFeed(tx: Tx, account: AccountRef, now: Instant, collectorId: string): Promise<void> {
  const dueAt = now + (await longestQuiet(tx, account, now))
  await setTimer(tx, { accountId: account.id, now, kind: silenceTimer, subjectId: collectorId, dueAt })
}

/** Tells the manager of a collector that is silent, once for each silence (SSM-3.2.p2, policy H16). */
export async function noticeSilence(tx: Tx, account: AccountRef, now: Instant, collectorId: string): Promise<void> {
  const found = await store.findCollector(tx, account.id, collectorId)
  if (!found || found.revokedAt !== null || found.silenceToldAt !== null) return
  const longest = await longestQuiet(tx, account, now)
  const plan = await findPlan(tx, { accountId: account.id, contractId: found.contractId })
  if (!isSilent(found, plan?.enabledAt ?? null, longest, now)) {
    // it may not send yet, it sent meanwhile, or the policy was widened: it is looked at again when that time is over
    const dueAt = Math.max(quietSince(found, plan?.enabledAt ?? now) + longest, now + minutesMs)
    await setTimer(tx, { accountId: account.id, now, kind: silenceTimer, subjectId: collectorId, dueAt })
    return
  }
  const contract = (await listContracts(tx, account.id)).find(({ id }) => id === found.contractId)
  const today = dayOf(account.zone, now)
  // under a contract that is over nobody waits for inventory
  if (!plan || contract?.state !== 'active' || contract.endsOn < today) return
  await store.changeCollector(tx, account.id, found.id, { silence_told_at: new Date(now) })
  const to = [{ personId: plan.managerId, name: plan.manager }]
  const payload = { to, ...silenceLetter(found, account.code, contract.number) }
  await send(tx, { accountId: account.id, now, kind: 'staff-notice', subject: account.code, payload })
  await audit(tx, { accountId: account.id, now, actor: 'clock', action: 'collector.silent', subject: found.name, detail: {} })
}
