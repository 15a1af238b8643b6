import { policyBook } from '../catalog/policy-book.ts'
import { readOverrides } from '../catalog/service.ts'
import { dayOf } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit, send, setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { preview } from '../entitlement/service.ts'
import { listDevices } from '../installed-base/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import { type Contact, contactRoles, playsOn } from '../parties/contacts.ts'
import { sides, sideWords } from '../parties/matrix/matrix.ts'
import { readMatrix, whereStaffStands } from '../parties/matrix/service.ts'
import { lacks } from '../parties/permissions.ts'
import { correctPerson, findPerson, lastSeen, listContacts, listPeople, listSites, type Person } from '../parties/service.ts'
import { checkClause, type Field, type FieldState, fieldWords, statesOf, type Values } from './checks.ts'
import { type Leaver, leaversOf, type PartPlayed } from './leavers.ts'
import * as store from './store.ts'

export type By = { readonly now: Instant; readonly actor: string }

/** A week after people were asked; its subject is the round. */
export const roundTimer = 'contact-round'
const reminderDays = 7

type Place = { readonly id: string; readonly name: string; readonly address: string }

const valuesOf = (account: AccountRef, person: Person, sites: readonly Place[]): Values => {
  const site = sites.find(({ id }) => id === person.siteId)
  return { email: person.email, phone: person.phone, address: site ? `${site.name}: ${site.address}` : '', account: account.code }
}

/** Who is checked: whoever plays a part today, and whoever may speak for the account. */
const isContact = (person: Person, contacts: readonly Contact[]): boolean =>
  person.status === 'active' &&
  (contacts.some(({ personId }) => personId === person.id) || person.roles.some((role) => ['LC', 'NC', 'XP', 'SG'].includes(role)))

async function contactsToday(tx: Tx, account: AccountRef, now: Instant) {
  const today = dayOf(account.zone, now)
  const [people, all, sites] = [await listPeople(tx, account.id), await listContacts(tx, account.id), await listSites(tx, account.id)]
  const playing = all.filter((contact) => playsOn(contact, today))
  return { people: people.filter((person) => isContact(person, playing)), playing, sites }
}

export type ContactRow = {
  readonly person: Person
  readonly site: Place | null
  readonly parts: readonly string[]
  readonly fields: readonly FieldState[]
  readonly asked: store.Asked | null
}

export type ContactData = { readonly contacts: readonly ContactRow[]; readonly round: store.Round | null }

/** What is held of each contact, how far it is checked, and who has answered. */
export async function readContactData(tx: Tx, account: AccountRef, now: Instant): Promise<ContactData> {
  const { people, playing, sites } = await contactsToday(tx, account, now)
  const checks = Map.groupBy(await store.listChecks(tx, account.id), ({ personId }) => personId)
  const round = await store.findRound(tx, account.id)
  return {
    round: round ?? null,
    contacts: people.map((person) => ({
      person,
      site: sites.find(({ id }) => id === person.siteId) ?? null,
      parts: [...new Set(playing.filter(({ personId }) => personId === person.id).map(({ role }) => contactRoles[role]))],
      fields: statesOf(valuesOf(account, person, sites), checks.get(person.id) ?? []),
      asked: round?.asked.find(({ personId }) => personId === person.id) ?? null,
    })),
  }
}

/** What is held of one person, for themselves. */
export async function readOwnData(tx: Tx, account: AccountRef, personId: string) {
  const person = await findPerson(tx, account.id, { id: personId })
  if (!person) throw notFound('person')
  const sites = await listSites(tx, account.id)
  const round = await store.findRound(tx, account.id)
  const asked = round?.closedAt === null ? round.asked.find((each) => each.personId === personId) : undefined
  return {
    person,
    sites,
    fields: statesOf(valuesOf(account, person, sites), await store.listChecks(tx, account.id, personId)),
    askedAt: round && asked && asked.answeredAt === null ? round.openedAt : null,
  }
}

type Said = { readonly field: Field; readonly outcome: 'right' | 'wrong'; readonly note: string; readonly correction: string | null }

/** Says that something is right, that it is wrong, or what is right instead; what is wrong stays open until it is corrected. */
export async function sayOfContact(tx: Tx, account: AccountRef, by: By, personId: string, said: readonly Said[]): Promise<void> {
  const person = await findPerson(tx, account.id, { id: personId })
  if (!person) throw notFound('person')
  if (person.status !== 'active') throw conflict(`${person.name} has left`, { toDo: 'What is held of somebody who left is not checked.' })
  const sites = await listSites(tx, account.id)
  const before = valuesOf(account, person, sites)
  for (const { field, correction } of said) {
    if (correction === null) continue
    if (field === 'account')
      throw badRequest('An account is not corrected here', {
        found: correction,
        toDo: 'Say that it is wrong. The person is switched off here and added to the right account.',
      })
    if (field === 'email' && person.userId !== null)
      throw conflict('This address signs in, so it is not changed here', {
        found: person.email,
        toDo: 'Say that it is wrong and what is right; an administrator adds the person with the right address.',
      })
    if (field === 'address') {
      const site = sites.find(({ id, name }) => id === correction || name.toLowerCase() === correction.toLowerCase())
      if (!site) throw badRequest('No such site', { found: correction, expected: 'a site of this account', toDo: 'Add the site first.' })
      await correctPerson(tx, account.id, personId, { siteId: site.id })
    } else await correctPerson(tx, account.id, personId, field === 'email' ? { email: correction.toLowerCase() } : { phone: correction })
  }
  const after = valuesOf(account, (await findPerson(tx, account.id, { id: personId })) ?? person, sites)
  for (const { field, outcome, note } of said) {
    if (outcome === 'right' && after[field] === '')
      throw badRequest(`${fieldWords[field]}: nothing is entered`, { found: 'nothing', toDo: 'Enter it, or say that it is wrong.' })
    if (outcome === 'wrong' && note === '')
      throw badRequest(`${fieldWords[field]}: what is wrong?`, { expected: 'some words on what would be right' })
    const check = { field, value: after[field], outcome, note, at: by.now, actor: by.actor }
    await store.insertCheck(tx, account.id, newId(by.now), personId, check)
  }
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contact-data.say',
    subject: person.email,
    detail: {
      clause: checkClause,
      said: said.map(({ field, outcome, note }) => ({ field, outcome, note, was: before[field], is: after[field] })),
    },
  })
}

/** Somebody confirms or corrects what is held of themselves; with that they have answered the round that runs. */
export async function answerOwnData(tx: Tx, account: AccountRef, by: By, personId: string, said: readonly Said[]): Promise<void> {
  await sayOfContact(tx, account, by, personId, said)
  const round = await store.findRound(tx, account.id)
  if (round?.closedAt !== null) return
  await store.markAsked(tx, account.id, round.id, [personId], { answered_at: new Date(by.now) })
}

type Reader = { readonly id: string; readonly name: string }

const askBy = (tx: Tx, account: AccountRef, now: Instant, people: readonly Reader[], subject: string) =>
  send(tx, {
    accountId: account.id,
    now,
    kind: 'contact-notice',
    subject: account.code,
    payload: {
      to: people.map(({ id, name }) => ({ personId: id, name })),
      subject,
      text: [
        'Is what we hold of you right: e-mail address, telephone number, place of work, account? We reach you by it when something is down.',
        'The page "My contact data" shows it. It takes a minute to confirm or correct.',
      ].join('\n\n'),
    },
  })

/** Asks every contact of the account by letter to look at what is held of them (SSM-3.1.b1). */
export async function openRound(tx: Tx, account: AccountRef, by: By): Promise<void> {
  const { people } = await contactsToday(tx, account, by.now)
  if (people.length === 0)
    throw conflict('There is nobody to ask', { found: 'no contact and nobody who speaks for the account', toDo: 'Name contacts first.' })
  const id = newId(by.now)
  const round = { id, openedAt: by.now, openedBy: by.actor }
  if (
    !(await store.insertRound(
      tx,
      account.id,
      round,
      people.map((each) => each.id),
    ))
  )
    throw conflict('A round runs already', { toDo: 'Wait for its answers, or close it.' })
  await askBy(tx, account, by.now, people, 'Please confirm your contact data')
  await setTimer(tx, { accountId: account.id, now: by.now, kind: roundTimer, subjectId: id, dueAt: by.now + reminderDays * daysMs })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contact-round.open',
    subject: account.code,
    detail: { asked: people.length },
  })
}

/** Reminds whoever has not answered, once, a week later. */
export async function remindRound(tx: Tx, account: AccountRef, now: Instant, roundId: string): Promise<void> {
  const round = await store.findRound(tx, account.id, roundId)
  if (round?.closedAt !== null) return
  const silent = new Set(round.asked.filter(({ answeredAt }) => answeredAt === null).map(({ personId }) => personId))
  const people = (await listPeople(tx, account.id)).filter(({ id, status }) => status === 'active' && silent.has(id))
  if (people.length === 0) return
  await askBy(tx, account, now, people, 'A reminder: please confirm your contact data')
  await store.markAsked(
    tx,
    account.id,
    round.id,
    people.map(({ id }) => id),
    { reminded_at: new Date(now) },
  )
}

export async function endRound(tx: Tx, account: AccountRef, by: By): Promise<void> {
  const round = await store.findRound(tx, account.id)
  if (round?.closedAt !== null) throw conflict('No round runs', { toDo: 'Nothing is to do.' })
  await store.closeRound(tx, account.id, round.id, by.now, by.actor)
  const silent = round.asked.filter(({ answeredAt }) => answeredAt === null).length
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contact-round.close',
    subject: account.code,
    detail: { silent },
  })
}

export type AccessTest = {
  readonly person: Person
  readonly opens: boolean
  readonly queue: string | null
  readonly device: string | null
  readonly why: readonly string[]
  readonly clauses: readonly string[]
  readonly toDo: readonly string[]
}

/**
 * Whether each contact could open an urgent case at this instant, about one covered device, by the same judgement that a real case gets; nothing
 * is written (SSM-3.1.b3).
 */
export async function testAccess(tx: Tx, account: AccountRef, now: Instant): Promise<readonly AccessTest[]> {
  const { people } = await contactsToday(tx, account, now)
  const devices = await listDevices(tx, account.id, { limit: 20, status: 'in-use', topOnly: true })
  const asked = (serial: string | null, personId: string) =>
    preview(
      tx,
      account,
      now,
      { kind: 'case.open', caseKind: 'tech', channel: 'web', priority: 'P2', serial, release: '', confirmations: ['data-backed-up'] },
      personId,
    )
  // one device that is covered, so that what fails is the person and not the device
  let serial = devices[0]?.serial ?? null
  const [first] = people
  for (const device of first ? devices : []) {
    const { decision } = await asked(device.serial, first?.id ?? '')
    if (decision.verdict !== 'refused') {
      serial = device.serial
      break
    }
  }
  const tests: AccessTest[] = []
  for (const person of people.slice(0, 200)) {
    const missing = lacks(person.roles, 'case.open')
    const { decision, queue } = await asked(serial, person.id)
    const against = decision.reasons.filter(({ holds, weight }) => !holds && weight !== 'advise')
    const opens = missing === undefined && decision.verdict === 'granted'
    const words = (value: unknown) => (value === null ? 'nothing' : String(value))
    tests.push({
      person,
      opens,
      queue: opens ? queue : null,
      device: serial,
      why: opens
        ? []
        : [
            ...(missing ? [missing] : []),
            ...against.map(({ fact, found, expected }) => `${fact}: ${words(found)}; expected ${words(expected)}`),
          ],
      clauses: opens ? [] : [...new Set(against.flatMap(({ clauses }) => clauses))],
      toDo: opens ? [] : [...(missing ? ['Give the person a role that may open cases.'] : []), ...decision.cures],
    })
  }
  return tests
}

/** Where somebody is on call, asked of whoever keeps the rosters. */
export type OnCall = (tx: Tx, account: AccountRef, now: Instant) => Promise<ReadonlyMap<string, readonly string[]>>

/** Who left and still stands somewhere, and who was not seen for longer than the policy allows (policy B76). */
export async function readLeavers(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  onCall: OnCall,
): Promise<{ readonly leavers: readonly Leaver[]; readonly idleAfterDays: number }> {
  const today = dayOf(account.zone, now)
  const idleAfterDays = policyBook(today, await readOverrides(tx)).get('account.leaver').flagAfterIdleDays
  const people = await listPeople(tx, account.id)
  const seen = await lastSeen(tx, account.id)
  const playing = (await listContacts(tx, account.id)).filter((contact) => playsOn(contact, today))
  const { parts, published } = await readMatrix(tx, account)
  const called = await onCall(tx, account, now)
  const staff = account.kind === 'provider' ? await whereStaffStands(tx) : new Map<string, readonly string[]>()
  const partsOf = ({ id }: Person): readonly PartPlayed[] => [
    ...playing
      .filter(({ personId }) => personId === id)
      .map(
        ({ role, offering }): PartPlayed => ({
          kind: role === 'signatory' ? 'sign-off' : 'contact',
          what: `${contactRoles[role]}${offering ? ` for ${offering}` : ''}`,
          toDo: role === 'signatory' ? 'Name another sign-off contact.' : 'Name a replacement under Contacts.',
        }),
      ),
    ...sides.flatMap((side) =>
      (['edited', 'published'] as const).flatMap((which) => {
        const steps = which === 'edited' ? parts[side] : (published?.parts[side] ?? [])
        const step = steps.findIndex(({ personId }) => personId === id) + 1
        const what = `step ${step} of the ${sideWords[side]} part of the contact matrix${which === 'published' ? ' as published' : ''}`
        return step === 0 ? [] : [{ kind: 'matrix' as const, what, toDo: 'Put somebody else there and publish it again.' }]
      }),
    ),
    ...(staff.get(id) ?? []).map((what): PartPlayed => ({ kind: 'matrix', what, toDo: 'Put somebody else there and publish it again.' })),
    ...(called.get(id) ?? []).map((what): PartPlayed => ({ kind: 'on-call', what, toDo: 'Take them out of the roster.' })),
  ]
  const on = (at: Instant | null | undefined) => (at == null ? null : dayOf(account.zone, at))
  const found = people.map((person) => {
    const day = seen.get(person.id)
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      status: person.status,
      signsIn: person.userId !== null,
      since: dayOf(account.zone, day?.addedAt ?? now),
      seenOn: on(day?.seenAt),
      leftOn: day?.leftOn ?? null,
      noticedOn: on(day?.toldAt),
      parts: partsOf(person),
    }
  })
  return { leavers: leaversOf(found, today, idleAfterDays), idleAfterDays }
}
