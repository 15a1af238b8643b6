import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AskElsewhere } from '../../duties/asks.ts'
import { clearHold, setHold } from '../../installed-base/holding/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { findAccount } from '../../parties/service.ts'
import { askedToInstall } from '../../software/directing/service.ts'
import type { Reason } from '../access/access.ts'
import type { Case } from '../case.ts'
import { listAttachments } from '../files/store.ts'
import { append, findCase, openCaseOnly } from '../service.ts'
import { tellPublic } from '../watching/service.ts'
import { type Ask, type AskKind, askClauses, askKinds } from './item.ts'
import * as store from './store.ts'
import { daysWaited } from './waiting.ts'

export { listAsks, listWaits } from './store.ts'

/**
 * What was asked for on cases, and of custom software, as the duties of their contracts see it: open, or given. What the system sees by itself is no
 * question.
 */
export async function askedElsewhere(tx: Tx, account: AccountRef): Promise<readonly AskElsewhere[]> {
  const offerings = await readOfferings(tx)
  const onCases = (await store.listAsksOfAccount(tx, account.id)).map(({ contractId, offering, number, ask }) => ({
    contractId,
    case: { number, item: ask.number },
    software: null,
    clauses: askClauses(
      ask.item,
      offerings.find(({ code }) => code === offering),
    ),
    text: ask.what,
    askedAt: ask.askedAt,
    askedBy: ask.askedBy,
    dueOn: ask.dueOn,
    answer: ask.closedAt === null ? null : { at: ask.closedAt, text: ask.answer },
  }))
  return [...onCases, ...(await askedToInstall(tx, account))]
}

/** Most things asked for on one case. */
const mostAsks = 200

/** The case waits for its customer from now on. Intake and first response go on as they were promised: they never wait (ACP-16.p10). */
export async function waitForCustomer(tx: Tx, found: Case, now: Instant, by: Principal, reason: string): Promise<void> {
  const fresh = (await findCase(tx, found.accountId, { id: found.id })) ?? found
  if (fresh.state === 'waiting-customer') return
  await append(tx, found, now, by, {
    body: { kind: 'state', move: 'wait-customer', from: fresh.state, to: 'waiting-customer', reason, by: 'provider' },
    change: { state: 'waiting-customer' },
  })
}

/** Nothing is open any more, so the work goes on by itself. */
export async function goOn(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  const fresh = (await findCase(tx, found.accountId, { id: found.id })) ?? found
  const waits = await store.listWaits(tx, found.accountId, found.id)
  if (fresh.state !== 'waiting-customer' || waits.some(({ to }) => to === null)) return
  await append(tx, found, now, by, {
    body: {
      kind: 'state',
      move: 'start',
      from: fresh.state,
      to: 'working',
      reason: 'nothing is asked for any more',
      by: by.accountKind === 'provider' ? 'provider' : 'customer',
    },
    change: { state: 'working' },
  })
}

/** Refuses to ask for anything on a case that is solved: there is nothing left to wait for. */
export function workedOnOnly(found: Case): void {
  openCaseOnly(found)
  if (found.state === 'resolved')
    throw conflict(`${found.number} is resolved`, {
      found: 'a case that waits for the customer to agree',
      toDo: 'Wait for the answer of the customer.',
    })
}

/** Asks the customer for something that the work needs (CSS-8.i, CSS-8.j, CSS-8.l1, CSS-10.c1, ACP-16.p10, ACP-18.p4); the case waits until it is there. */
export async function askFor(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly item: AskKind; readonly what: string; readonly reason: Reason; readonly dueOn: LocalDate },
): Promise<void> {
  workedOnOnly(found)
  const today = dayOf(account.zone, now)
  if (given.dueOn < today) throw badRequest('The day has passed', { found: given.dueOn, expected: `${today} or later` })
  const asks = await store.listAsks(tx, account.id, found.id)
  if (asks.length >= mostAsks)
    throw conflict(`${mostAsks} things were asked for on this case`, { toDo: 'Ask for several at once in words.' })
  const number = asks.length + 1
  await store.insertAsk(tx, account.id, found.id, { ...given, number, askedBy: by.name, askedAt: now })
  const { title } = askKinds[given.item]
  await append(tx, found, now, by, {
    body: { kind: 'ask', act: 'asked', number, item: given.item, text: given.what, reason: given.reason, dueOn: given.dueOn },
  })
  if (given.reason === 'legal' && found.deviceId !== null)
    await setHold(tx, account.id, found.deviceId, { source: sourceOf(found, number), why: given.what, by: by.name, at: now })
  await waitForCustomer(tx, found, now, by, `waiting for: ${title.toLowerCase()}`)
  const text = `${title}: ${given.what}\n\nDue on ${given.dueOn}. The case waits until it is there.`
  await tellPublic(tx, found, now, by, { event: 'asked', text }, [found.requesterId])
  await written(tx, found, now, by, 'case.ask', { number, item: given.item, dueOn: given.dueOn, reason: given.reason })
}

const sourceOf = (found: Case, number: number) => `${found.number} item ${number}`

async function openAsk(tx: Tx, found: Case, number: number): Promise<Ask> {
  const asks = await store.listAsks(tx, found.accountId, found.id)
  const ask = asks.find((each) => each.number === number)
  if (ask?.state === 'open') return ask
  const open = asks.filter(({ state }) => state === 'open').map((each) => each.number)
  throw badRequest(ask ? `Item ${number} is ${ask.state} already` : `There is no item ${number}`, {
    found: String(number),
    expected: open.length > 0 ? `one that is open: ${open.join(', ')}` : 'an item that is open; there is none',
  })
}

/** What was asked for is there: as words, or as a file of the case. */
export async function giveItem(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly item: number; readonly text: string; readonly attachment: string | null },
): Promise<void> {
  openCaseOnly(found)
  const ask = await openAsk(tx, found, given.item)
  if (ask.item === 'technical-contact')
    throw badRequest('Nobody plays the part of the technical contact (CSS-8.a2)', {
      found: 'words about it',
      toDo: 'Name a technical contact on the page of the people; the case goes on by itself.',
    })
  const file =
    given.attachment === null
      ? undefined
      : (await listAttachments(tx, account.id, found.id, by.accountKind !== 'provider')).find(({ id }) => id === given.attachment)
  if (given.attachment !== null && !file)
    throw badRequest('The case has no such file', { found: given.attachment, toDo: 'Attach the file to the case first.' })
  if (given.text === '' && !file) throw badRequest('Nothing was given', { expected: 'words, a file of the case, or both' })
  await end(tx, account, found, now, by, ask, { state: 'received', text: given.text, file: file ? { id: file.id, name: file.name } : null })
  await tellPublic(tx, found, now, by, { event: 'received', text: `${askKinds[ask.item].title}: ${given.text || file?.name}` }, [
    found.requesterId,
    found.ownerId,
  ])
  await goOn(tx, found, now, by)
}

/** It is not needed any more; the reason stands with it. */
export async function dropItem(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly item: number; readonly reason: string },
): Promise<void> {
  openCaseOnly(found)
  const ask = await openAsk(tx, found, given.item)
  await end(tx, account, found, now, by, ask, { state: 'dropped', text: given.reason, file: null })
  await tellPublic(tx, found, now, by, { event: 'state', text: `${askKinds[ask.item].title} is not needed any more: ${given.reason}` }, [
    found.requesterId,
  ])
  await goOn(tx, found, now, by)
}

/** Ends an item that is open, with what came of it. */
export async function end(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  ask: Ask,
  {
    state,
    text,
    file,
  }: {
    readonly state: 'received' | 'dropped'
    readonly text: string
    readonly file: { readonly id: string; readonly name: string } | null
  },
): Promise<void> {
  await store.closeAsk(tx, account.id, found.id, ask.number, { state, answer: text, attachmentId: file?.id ?? null, by: by.name, at: now })
  if (ask.reason === 'legal' && found.deviceId !== null)
    await clearHold(tx, account.id, found.deviceId, { source: sourceOf(found, ask.number), by: by.name, at: now })
  const days = daysWaited(account.zone, { from: ask.askedAt, to: now }, now)
  await append(tx, found, now, by, {
    body: {
      kind: 'ask',
      act: state,
      number: ask.number,
      item: ask.item,
      text,
      waited: days === 1 ? '1 day' : `${days} days`,
      ...(file ? { file: file.name } : {}),
    },
  })
  await written(tx, found, now, by, `case.ask-${state}`, { number: ask.number, item: ask.item, days })
}

/** The case is closed: what was still asked for on it is not needed any more. */
export async function dropOpenItems(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  const open = (await store.listAsks(tx, found.accountId, found.id)).filter(({ state }) => state === 'open')
  const account = open.length > 0 ? await findAccount(tx, { id: found.accountId }) : undefined
  if (!account) return
  for (const ask of open) await end(tx, account, found, now, by, ask, { state: 'dropped', text: 'the case was closed', file: null })
}

/** The policy values of a day where the account is. */
export const bookOf = async (tx: Tx, account: AccountRef, now: Instant) => policyBook(dayOf(account.zone, now), await readOverrides(tx))

/** Writes an act on a case into the audit trail. */
export const written = (tx: Tx, found: Case, now: Instant, by: Principal, action: string, detail: Readonly<Record<string, unknown>>) =>
  audit(tx, { accountId: found.accountId, now, actor: actorOf(by), action, subject: found.number, detail })
