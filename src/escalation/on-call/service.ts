import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { daysMs, type Instant, toIso, type Zone } from '../../lib/time.ts'
import { checkZone, listAccounts, listPeople, type Person } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { type Duty, type Layer, onCallAt, type Roster } from './rota.ts'
import * as store from './store.ts'

export type Colleague = Pick<Person, 'id' | 'name' | 'email' | 'zone'>

/** Whom the clock may tell or call: people of the provider, by team, and those on call. */
export type Desk = {
  readonly team: (team: string) => Promise<readonly Colleague[]>
  /** By id or e-mail address. */
  readonly person: (given: string) => Promise<Colleague | undefined>
  /**
   * Who is on call for a team, first tier first: by the roster of the theatre, else by the one for every theatre.
   * Undefined when the team has no roster; empty when it has one with a gap.
   */
  readonly onCall: (team: string, theatre: string, at: Instant) => Promise<readonly Colleague[] | undefined>
}

const colleague = ({ id, name, email, zone }: Person): Colleague => ({ id, name, email, zone })

const active = (people: readonly Person[]) => people.filter(({ status }) => status === 'active')

/**
 * The desk as it is reached from the transaction of an account: each question looks across at the provider's own rows and
 * comes back to the account. It is the same connection, so that many who ask at once never wait for one more each; nothing
 * else may run in the transaction meanwhile.
 */
export const deskOf = (tx: Tx): Desk => ({
  team: async (team) =>
    active(await listStaff(tx))
      .filter(({ teams }) => teams.includes(team))
      .map(colleague),
  person: async (given) =>
    active(await listStaff(tx))
      .filter(({ id, email }) => id === given || email === given.toLowerCase())
      .map(colleague)
      .at(0),
  onCall: (team, theatre, at) =>
    acrossAccounts(tx, async (wide) => {
      const [provider] = await listAccounts(wide, 'provider')
      if (!provider) return undefined
      const rosters = (await store.listRosters(wide, provider.id)).filter((roster) => roster.team === team)
      const row = rosters.find((roster) => roster.theatre === theatre) ?? rosters.find((roster) => roster.theatre === null)
      if (!row) return undefined
      const people = active(await listPeople(wide, provider.id))
      const duties = onCallAt(await rosterOf(wide, provider.id, row, at, at + 1), at)
      // somebody who serves two tiers at once is called once
      const ids = new Set(duties.map((duty) => duty.personId))
      return [...ids].flatMap((id) => people.filter((person) => person.id === id).map(colleague))
    }),
})

/** A roster as the rules read it, with the overrides that touch a time. */
export async function rosterOf(tx: Tx, accountId: string, row: store.RosterRow, from: Instant, to: Instant): Promise<Roster> {
  return {
    standings: row.standings,
    overrides: await store.listOverrides(tx, accountId, [row.id], from, to),
    leftAt: await store.listLeavers(tx, accountId),
  }
}

export async function requireRoster(tx: Tx, account: AccountRef, id: string): Promise<store.RosterRow> {
  const found = await store.findRoster(tx, account.id, id)
  if (!found) throw notFound('roster')
  return found
}

async function checkLayers(tx: Tx, account: AccountRef, layers: readonly Layer[]) {
  const people = new Map((await listPeople(tx, account.id)).map((person) => [person.id, person]))
  for (const layer of layers) {
    checkZone(layer.zone)
    for (const id of layer.people) {
      const person = people.get(id)
      if (!person) throw badRequest('A layer names somebody who is not on the staff', { found: id, expected: 'people of the provider' })
      if (person.status !== 'active')
        throw badRequest(`${person.name} has left and cannot be put on a roster`, { found: layer.title, toDo: 'Take the name out.' })
    }
  }
}

export const feedHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export type RosterInput = {
  readonly team: string
  readonly theatre: string | null
  readonly title: string
  readonly zone: Zone
  readonly layers: readonly Layer[]
}

/** Writes a new roster. */
export async function addRoster(tx: Tx, account: AccountRef, now: Instant, by: Principal, input: RosterInput): Promise<store.RosterRow> {
  checkZone(input.zone)
  await checkLayers(tx, account, input.layers)
  const there = (await store.listRosters(tx, account.id)).some((each) => each.team === input.team && each.theatre === input.theatre)
  if (there)
    throw conflict('This team has a roster already', {
      found: `${input.team}, ${input.theatre ?? 'every theatre'}`,
      toDo: 'Edit that one.',
    })
  const { layers, ...rest } = input
  const row = { id: newId(now), ...rest, standings: [{ since: now, layers }] }
  await store.insertRoster(tx, account.id, row, feedHash(randomBytes(32).toString('hex')))
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'roster.add', subject: input.title, detail: { layers } })
  return { ...row, version: 1 }
}

/** Changes a roster from now on; who was on call before stays as it was. */
export async function editRoster(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  row: store.RosterRow,
  input: { readonly title?: string | undefined; readonly zone?: Zone | undefined; readonly layers?: readonly Layer[] | undefined },
): Promise<void> {
  if (input.zone !== undefined) checkZone(input.zone)
  if (input.layers) await checkLayers(tx, account, input.layers)
  await store.updateRoster(tx, account.id, row.id, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.zone === undefined ? {} : { zone: input.zone }),
    ...(input.layers ? { standings: [...row.standings, { since: now, layers: input.layers }] } : {}),
  })
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'roster.edit', subject: row.title, detail: input })
}

/** Makes a new address for the calendar feed; the old one ends. The secret is shown this once. */
export async function renewFeed(tx: Tx, account: AccountRef, now: Instant, by: Principal, row: store.RosterRow): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await store.updateRoster(tx, account.id, row.id, { feedHash: feedHash(secret) })
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'roster.feed', subject: row.title })
  return secret
}

export type OverrideInput = {
  readonly tier: number
  /** By id or e-mail address. */
  readonly person: string
  readonly from: Instant
  readonly to: Instant
  readonly reason: string
}

/** Puts somebody on call for a while instead of whose turn it is. */
export async function addOverride(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  row: store.RosterRow,
  input: OverrideInput,
): Promise<string> {
  if (input.to <= input.from)
    throw badRequest('The end lies before the start', { found: `${toIso(input.from)} to ${toIso(input.to)}`, toDo: 'Correct the times.' })
  if (input.to <= now) throw badRequest('The time is over', { found: toIso(input.to), expected: 'an end in the future' })
  if (input.to - input.from > 92 * daysMs)
    throw badRequest('The time is too long', { found: `${Math.round((input.to - input.from) / daysMs)} days`, expected: 'at most 92 days' })
  const person = (await listPeople(tx, account.id)).find(
    (each) => (each.id === input.person || each.email === input.person.toLowerCase()) && each.status === 'active',
  )
  if (!person)
    throw badRequest('Nobody on the staff is known by this', {
      found: input.person,
      expected: 'the id or the e-mail address of somebody on the staff',
    })
  const id = newId(now)
  // the past is not rewritten: an override counts from now on at the earliest
  await store.insertOverride(tx, account.id, {
    id,
    rosterId: row.id,
    tier: input.tier,
    personId: person.id,
    from: Math.max(input.from, now),
    to: input.to,
    reason: input.reason,
    madeBy: actorOf(by),
  })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'roster.swap',
    subject: row.title,
    detail: { person: person.name, tier: input.tier, from: toIso(input.from), to: toIso(input.to), reason: input.reason },
  })
  return id
}

export async function dropOverride(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  row: store.RosterRow,
  id: string,
): Promise<void> {
  if (!(await store.removeOverride(tx, account.id, row.id, id, now))) throw notFound('override')
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'roster.swap-back', subject: row.title, detail: { id } })
}

/** What the next shift has to know. */
export async function handOver(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  row: store.RosterRow,
  text: string,
): Promise<void> {
  await store.insertNote(tx, account.id, row.id, { id: newId(now), at: now, authorId: by.personId, author: by.name, text })
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'roster.hand-over', subject: row.title })
}

export const named = (people: readonly Person[], duty: Duty | null): string | null =>
  duty === null ? null : (people.find((person) => person.id === duty.personId)?.name ?? 'somebody who left')

/** Who stands in which roster, in words, by person: in its layers as they stand now, and put in for a while that is not over. */
export async function standInRosters(tx: Tx, account: AccountRef, now: Instant): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  const add = (personId: string, words: string) => {
    const before = found.get(personId) ?? []
    if (!before.includes(words)) found.set(personId, [...before, words])
  }
  for (const row of await store.listRosters(tx, account.id)) {
    const standing = row.standings.filter(({ since }) => since <= now).at(-1) ?? row.standings[0]
    for (const { people, tier } of standing?.layers ?? []) for (const id of people) add(id, `tier ${tier} of the roster ${row.title}`)
    for (const each of await store.listOverrides(tx, account.id, [row.id], now, now + 366 * daysMs))
      if (each.removedAt === null) add(each.personId, `put in for a while in the roster ${row.title}`)
  }
  return found
}
