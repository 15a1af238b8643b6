import { dayOf } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { playsOn } from '../../parties/contacts.ts'
import { listContacts, listPeople } from '../../parties/service.ts'
import { findRecords } from '../register/service.ts'
import * as store from './store.ts'

type By = { readonly now: Instant; readonly actor: string; readonly name: string }

async function requireFollowUp(tx: Tx, account: AccountRef, key: string): Promise<store.FollowUp> {
  const found = await store.findFollowUp(tx, account.id, key)
  if (!found)
    throw conflict(`${key} is about no device of ${account.code}`, {
      toDo: 'There is nothing to follow up until it affects a device, or may.',
    })
  return found
}

const note = (tx: Tx, account: AccountRef, by: By, action: string, key: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject: key, detail })

/** The advisor says whether a record is relevant for the network of an account, and why (ACP-12.p1). */
export async function call(
  tx: Tx,
  account: AccountRef,
  by: By,
  key: string,
  given: { readonly call: 'relevant' | 'not relevant'; readonly reason: string },
): Promise<void> {
  const found = await requireFollowUp(tx, account, key)
  if (found.settledAt !== null)
    throw conflict(`${key} was settled on ${dayOf(account.zone, found.settledAt)}`, {
      toDo: 'Open it again first, if it has to be judged anew.',
    })
  await store.changeFollowUp(tx, account.id, key, {
    call: given.call,
    reason: given.reason,
    called_by: by.name,
    called_at: new Date(by.now),
  })
  await note(tx, account, by, 'exposure.call', key, given)
}

/** The contact of the account who is meant, by name or address: one who is named, or leads it; where nobody is, whoever may by role (ACP-12.p2). */
async function contactOn(
  tx: Tx,
  account: AccountRef,
  { contact, discussedOn }: { readonly contact: string; readonly discussedOn: LocalDate },
): Promise<string> {
  const named = (await listContacts(tx, account.id)).filter(
    (each) => ['named', 'lead', 'primary', 'backup'].includes(each.role) && playsOn(each, discussedOn),
  )
  const people = (await listPeople(tx, account.id)).filter(({ id, status, roles }) =>
    named.length > 0
      ? named.some(({ personId }) => personId === id)
      : status === 'active' && roles.some((role) => role === 'LC' || role === 'NC'),
  )
  const meant = contact.trim().toLowerCase()
  const found = people.find(({ id, name, email }) => [id, name.toLowerCase(), email.toLowerCase()].includes(meant))
  if (found) return found.name
  throw conflict('The talk is with a named contact (ACP-12.p2)', {
    found: contact,
    expected: people.map(({ name }) => name).join(', ') || 'a named contact of the account; it has none',
    toDo: 'Talk it through with one of them.',
  })
}

/** Settles a record: only after a talk with a named contact, on a day, with an outcome (ACP-12.p2). */
export async function settle(
  tx: Tx,
  account: AccountRef,
  by: By,
  key: string,
  given: { readonly outcome: (typeof store.outcomes)[number]; readonly contact: string; readonly discussedOn: LocalDate },
): Promise<void> {
  const found = await requireFollowUp(tx, account, key)
  if (found.settledAt !== null) throw conflict(`${key} is settled already`, {})
  if (found.call === 'open')
    throw conflict('Whether it is relevant has not been said', { toDo: 'Say first whether it is relevant (ACP-12.p1).' })
  if (given.discussedOn > dayOf(account.zone, by.now))
    throw badRequest('The talk lies ahead', { found: given.discussedOn, expected: 'a day that has come (ACP-12.p2)' })
  const contact = await contactOn(tx, account, given)
  await store.changeFollowUp(tx, account.id, key, {
    outcome: given.outcome,
    contact,
    discussed_on: given.discussedOn,
    settled_by: by.name,
    settled_at: new Date(by.now),
  })
  await note(tx, account, by, 'exposure.settle', key, given)
}

/** Opens a settled record again, or one that was said not to be relevant. */
export async function reopen(tx: Tx, account: AccountRef, by: By, key: string): Promise<void> {
  const found = await requireFollowUp(tx, account, key)
  if (found.call === 'open') throw conflict(`${key} is open`, {})
  await store.changeFollowUp(tx, account.id, key, {
    call: 'open',
    outcome: null,
    contact: null,
    discussed_on: null,
    settled_by: null,
    settled_at: null,
  })
  await note(tx, account, by, 'exposure.reopen', key, {})
}

/** Somebody knows of it, and says why a device, or every device, may stay as it is for now. */
export async function acknowledge(
  tx: Tx,
  account: AccountRef,
  by: By,
  key: string,
  given: {
    readonly device: { readonly id: string; readonly serial: string } | null
    readonly reason: string
    readonly expiresOn: LocalDate | null
  },
): Promise<void> {
  await requireFollowUp(tx, account, key)
  const today = dayOf(account.zone, by.now)
  if (given.expiresOn !== null && given.expiresOn < today)
    throw badRequest('The acknowledgement would be over already', { found: given.expiresOn, expected: `${today} or later` })
  const standing = await store.listAcknowledgements(tx, account.id, today, key)
  if (standing.some(({ deviceId }) => deviceId === (given.device?.id ?? null)))
    throw conflict(`${key} is acknowledged for ${given.device?.serial ?? 'all devices'} already`, { toDo: 'Take that back first.' })
  await store.insertAcknowledgement(
    tx,
    account.id,
    { id: newId(by.now), key, deviceId: given.device?.id ?? null, reason: given.reason, expiresOn: given.expiresOn, by: by.name },
    by.now,
  )
  await note(tx, account, by, 'exposure.acknowledge', key, {
    device: given.device?.serial ?? 'all devices',
    reason: given.reason,
    expiresOn: given.expiresOn,
  })
}

export async function takeBack(tx: Tx, account: AccountRef, by: By, key: string, id: string): Promise<void> {
  if (!(await store.endAcknowledgement(tx, account.id, id, by.name, by.now))) throw notFound('acknowledgement')
  await note(tx, account, by, 'exposure.take-back', key, { acknowledgement: id })
}

/** Records that touch devices of an account and are neither settled nor found irrelevant, the longest open first. */
export async function openFollowUps(
  tx: Tx,
  accountId: string,
  most: number,
): Promise<readonly { key: string; title: string; call: store.Call }[]> {
  const open = (await store.listFollowUps(tx, accountId))
    .filter((each) => each.call !== 'not relevant' && each.settledAt === null)
    .toSorted((one, other) => one.openedAt - other.openedAt)
    .slice(0, most)
  const records = await findRecords(
    tx,
    open.map(({ key }) => key),
  )
  return open.map(({ key, call: said }) => ({ key, title: records.get(key)?.title ?? '', call: said }))
}
