import { newId } from '../db/ids.ts'
import type { Database } from '../db/pool.ts'
import { audit, cancelTimers, setTimer } from '../db/records.ts'
import { accountScope, inScope, providerScope, type Tx } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import { holdsAt } from './link-days.ts'
import * as partners from './partners/store.ts'
import { lacks, type Permission, permissions, rolesOf, touchesCases } from './permissions.ts'
import type { SignIn } from './sign-in/gateway.ts'
import * as store from './store.ts'

export { insertEngineerRecord, listEngineerRecords } from './engineers/store.ts'
export { listAuthorisations, listLinks, listQualifications } from './partners/store.ts'
export type { Person, Site } from './store.ts'
export {
  accountsIn,
  correctPerson,
  endContact,
  findAccount,
  findPerson,
  findPersonNamed,
  findPrincipal,
  grantExpert,
  insertContact,
  lastSeen,
  listAccounts,
  listContacts,
  listPeople,
  listSites,
  markSeen,
} from './store.ts'

/** How long a principal may be believed without asking the database again: a leaver is out within a minute. */
const trustMs = 20_000
const quarterHourMs = 900_000

type Cached<T> = { readonly value: T; readonly until: number }

/** A small memory with an end: old entries go first. */
function memory<T>(most: number) {
  const held = new Map<string, Cached<T>>()
  return {
    get: (key: string, at: number) => {
      const found = held.get(key)
      return found && found.until > at ? found : undefined
    },
    set: (key: string, value: T, at: number) => {
      if (held.size >= most) held.delete(held.keys().next().value as string)
      held.set(key, { value, until: at + trustMs })
    },
    clear: () => held.clear(),
  }
}

const headersOf = (raw: Readonly<Record<string, string | string[] | undefined>>): Headers => {
  const headers = new Headers()
  for (const name of ['cookie', 'authorization', 'user-agent']) {
    const value = raw[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

const showsCases = (link: partners.PartnerLink): boolean => link.seesCases || link.kind === 'operate-specialist'

/**
 * Whether somebody may enter the cases of an account today: the provider every one, a customer its own, a partner those of
 * an end user that granted it or that it acts for (policy B22). Asked of the rows themselves, for what happens by itself.
 */
export async function entersCasesOf(
  tx: Tx,
  who: Pick<Principal, 'accountId' | 'accountKind'>,
  accountId: string,
  now: Instant,
): Promise<boolean> {
  if (who.accountKind === 'provider' || who.accountId === accountId) return true
  if (who.accountKind === 'customer') return false
  const links = await partners.listLinks(tx, { partnerId: who.accountId })
  return links.some((link) => link.customerId === accountId && holdsAt(link, now) && showsCases(link))
}

export type Parties = ReturnType<typeof createParties>

/** The machine behind a key; null when the key is a machine's and not good, undefined when it is no machine's. */
export type FindMachine = (key: string) => Promise<Principal | null | undefined>

/**
 * Who is asking and what they may do. Sessions and keys are believed for 20 seconds, so that a leaver's die within a
 * minute on every server and a busy desk does not ask the database for each click.
 */
export function createParties(db: Database, signIn: SignIn, machine: FindMachine = async () => undefined) {
  const principals = memory<Principal | undefined>(5000)
  const links = memory<readonly partners.HeldLink[]>(5000)
  const accounts = new Map<string, AccountRef>()
  const seen = memory<number>(5000)

  const find = async (
    key: string,
    user: () => Promise<{ userId: string; scopes?: readonly string[] } | undefined>,
  ): Promise<Principal | undefined> => {
    const at = performance.now()
    const known = principals.get(key, at)
    if (known) return known.value
    const who = await user()
    const principal = who && (await inScope(db, providerScope, (tx) => store.findPrincipal(tx, { userId: who.userId })))
    const value = principal && (who?.scopes ? { ...principal, scopes: who.scopes } : principal)
    if (value) principals.set(key, value, at)
    return value
  }

  /** The accounts that somebody may enter; of a partner, those it is linked to on the day and that `which` lets through. */
  const linked = async (
    principal: Principal,
    now: Instant,
    which: (link: partners.PartnerLink) => boolean,
  ): Promise<'all' | readonly string[]> => {
    if (principal.accountKind === 'provider') return 'all'
    if (principal.accountKind === 'customer') return [principal.accountId]
    const at = performance.now()
    let held = links.get(principal.accountId, at)?.value
    if (!held) {
      held = await inScope(db, providerScope, (tx) => partners.listLinks(tx, { partnerId: principal.accountId }))
      links.set(principal.accountId, held, at)
    }
    const open = held.filter((link) => holdsAt(link, now) && which(link))
    return [principal.accountId, ...new Set(open.map((link) => link.customerId))]
  }
  /** Whoever asks for something is there: that is kept, so that leavers nobody told of are noticed (policy B76). */
  const noteSeen = async ({ kind, accountId, personId }: Principal, now: Instant): Promise<void> => {
    if (kind !== 'person') return
    // in every zone days begin with a quarter of an hour: the first time in each tells the day
    const quarter = Math.floor(now / quarterHourMs)
    if (seen.get(personId, 0)?.value === quarter) return
    seen.set(personId, quarter, 0)
    await inScope(db, accountScope(accountId), (tx) => store.markSeen(tx, accountId, personId, now))
  }
  const reachOf = (principal: Principal, now: Instant) => linked(principal, now, () => true)
  /** A seller sees the cases of an end user that granted it, an Operate Specialist those it is linked to (policy B22). */
  const casesOf = (principal: Principal, now: Instant) => linked(principal, now, showsCases)

  return {
    signIn,
    permissions,

    authenticate: async (raw: Readonly<Record<string, string | string[] | undefined>>): Promise<Principal | undefined> => {
      const apiKey = raw['x-api-key']
      // a machine's key is looked up each time: revoked, it is dead with the next request
      if (typeof apiKey === 'string' && apiKey.length <= 200) {
        const found = await machine(apiKey)
        return found === undefined ? find(`key ${apiKey}`, () => signIn.key(apiKey)) : (found ?? undefined)
      }
      const token = /(?:^|;\s*)(?:__Secure-)?holdfast\.session_token=([^;]+)/.exec(typeof raw.cookie === 'string' ? raw.cookie : '')?.[1]
      if (!token) return undefined
      return find(`session ${token}`, async () => {
        const userId = await signIn.session(headersOf(raw))
        return userId ? { userId } : undefined
      })
    },

    /** Forgets what was believed, on this server at once and on others within 20 seconds. */
    forget: () => principals.clear(),

    account: async (code: string): Promise<AccountRef | undefined> => {
      const known = accounts.get(code)
      if (known) return known
      const found = await inScope(db, providerScope, (tx) => store.findAccount(tx, { code }))
      if (found) accounts.set(code, found)
      return found
    },

    /** What a partner is authorised for: asked across accounts, since an order is judged in the end user's. */
    authorisations: (partnerId: string): Promise<readonly partners.Authorisation[]> =>
      inScope(db, providerScope, (tx) => partners.listAuthorisations(tx, partnerId)),

    byId: async (id: string): Promise<AccountRef | undefined> => inScope(db, providerScope, (tx) => store.findAccount(tx, { id })),

    /** Somebody active on the provider's staff, by e-mail address or id. */
    engineer: (given: string): Promise<store.Person | undefined> =>
      inScope(db, providerScope, async (tx) => {
        const [provider] = await store.listAccounts(tx, 'provider')
        const person = provider && (await store.findPersonNamed(tx, provider.id, given))
        return person?.status === 'active' ? person : undefined
      }),

    reach: (principal: Principal, now: Instant, permission?: string): Promise<'all' | readonly string[]> =>
      permission !== undefined && touchesCases(permission) ? casesOf(principal, now) : reachOf(principal, now),

    casesOf,

    refusal: async (
      principal: Principal,
      permission: string,
      account: AccountRef | undefined,
      now: Instant,
    ): Promise<string | undefined> => {
      await noteSeen(principal, now)
      if (principal.scopes && !principal.scopes.includes(permission) && !principal.scopes.includes('*'))
        return `the API key has no scope "${permission}"`
      if (account && touchesCases(permission)) {
        const seen = await casesOf(principal, now)
        if (seen !== 'all' && !seen.includes(account.id))
          return 'a partner sees what it ordered, and what is delivered only where the end user granted it (SSM-1.p1, policy B22)'
      }
      return lacks(principal.roles, permission as Permission)
    },
  }
}

export type NewAccount = {
  code: string
  kind: 'customer' | 'partner' | 'provider'
  name: string
  theatre: 'AMERICAS' | 'EMEA' | 'APAC'
  country: string
  zone: string
  address: string
  language?: string | undefined
}

/** Opens an account. Works in provider scope only. */
export async function openAccount(tx: Tx, now: Instant, actor: string, given: NewAccount): Promise<store.Account> {
  checkZone(given.zone)
  if (await store.findAccount(tx, { code: given.code }))
    throw conflict(`Account ${given.code} exists already`, { toDo: 'Choose another code.' })
  const account = { id: newId(now), ...given, language: given.language ?? 'en' }
  await store.insertAccount(tx, account, now)
  await audit(tx, { accountId: account.id, now, actor, action: 'account.open', subject: account.code, detail: given })
  return { ...account, status: 'active', version: 1 }
}

/** Every zone is checked where it enters, so that nothing inside has to doubt it. */
export function checkZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw badRequest('The time zone is not known', { found: zone, expected: 'an IANA zone such as Europe/London' })
  }
}

export async function addSite(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  actor: string,
  given: Omit<store.Site, 'id' | 'version'>,
): Promise<store.Site> {
  checkZone(given.zone)
  const id = newId(now)
  await store.insertSite(tx, account.id, { id, ...given }, now)
  await audit(tx, { accountId: account.id, now, actor, action: 'site.add', subject: given.name, detail: given })
  return { id, ...given, version: 1 }
}

export type NewPersonInput = {
  name: string
  email: string
  phone: string
  zone: string
  theatre?: 'AMERICAS' | 'EMEA' | 'APAC' | undefined
  roles: readonly string[]
  teams: readonly string[]
  senior: boolean
  password?: string | undefined
}

/** Adds somebody to an account; with a password they can sign in. */
export async function addPerson(
  tx: Tx,
  signIn: SignIn | undefined,
  account: AccountRef,
  now: Instant,
  actor: string,
  given: NewPersonInput,
): Promise<store.Person> {
  checkZone(given.zone)
  const allowed: readonly string[] = rolesOf(account.kind)
  const wrong = given.roles.filter((role) => !allowed.includes(role))
  if (wrong.length > 0)
    throw badRequest('A role does not belong to this kind of account', {
      found: wrong.join(', '),
      expected: `one of ${allowed.join(', ')}`,
    })
  const email = given.email.toLowerCase()
  if (await store.findPerson(tx, account.id, { email })) throw conflict(`${email} is a person of this account already`)
  let userId: string | null = null
  if (given.password !== undefined && signIn) {
    userId = await signIn.addUser(email, given.password, given.name).catch(() => {
      throw conflict('This e-mail address cannot be used to sign in', {
        toDo: 'Use another address, or leave the password out.',
      })
    })
  }
  const id = newId(now)
  await store.insertPerson(
    tx,
    account.id,
    {
      id,
      name: given.name,
      email,
      phone: given.phone,
      zone: given.zone,
      theatre: given.theatre ?? null,
      roles: given.roles,
      teams: given.teams,
      seniorBy: given.senior ? actor : null,
      userId,
    },
    now,
  )
  await audit(tx, {
    accountId: account.id,
    now,
    actor,
    action: 'person.add',
    subject: email,
    detail: { roles: given.roles, teams: given.teams },
  })
  return {
    id,
    name: given.name,
    email,
    phone: given.phone,
    zone: given.zone,
    theatre: given.theatre ?? null,
    roles: given.roles,
    teams: given.teams,
    senior: given.senior,
    userId,
    status: 'active',
    leftOn: null,
    siteId: null,
    version: 1,
  }
}

/** Days where an account is: when one begins, and which one an instant lies in. */
export type Days = { readonly begins: (zone: Zone, day: LocalDate) => Instant; readonly of: (zone: Zone, at: Instant) => LocalDate }

/**
 * Switches a leaver off at once: the person, every session and every key (CSS-8.f, policy B76).
 * @param leftOn the day on which they left; it takes the place of one that was announced
 */
export async function leave(
  tx: Tx,
  parties: Parties,
  account: AccountRef,
  now: Instant,
  by: Principal,
  personId: string,
  leftOn: LocalDate,
): Promise<void> {
  const person = await store.findPerson(tx, account.id, { id: personId })
  if (!person) throw notFound('person')
  if (person.id === by.personId) throw conflict('You cannot switch yourself off', { toDo: 'Ask another administrator.' })
  await store.updatePerson(tx, account.id, personId, {
    status: 'left',
    left_at: new Date(now),
    ...(leftOn === person.leftOn ? {} : { left_on: leftOn, left_told_at: new Date(now) }),
  })
  if (person.userId) await parties.signIn.revoke(person.userId)
  parties.forget()
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'person.leave',
    subject: person.email,
    detail: { leftOn },
  })
}

/** The kind of timer of somebody who leaves on a day to come. */
export const leaveTimer = 'person-leaves'

/**
 * Notes that somebody of a customer leaves on a day to come (CSS-8.f): they are switched off by themselves as it begins. Another day replaces it.
 * @param begins when the day begins where the account is
 */
export async function announceLeaving(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  { personId, leftOn, begins }: { readonly personId: string; readonly leftOn: LocalDate; readonly begins: Instant },
): Promise<void> {
  const person = await store.findPerson(tx, account.id, { id: personId })
  if (person?.status !== 'active') throw notFound('active person')
  if (person.id === by.personId) throw conflict('You cannot switch yourself off', { toDo: 'Ask another administrator.' })
  await store.updatePerson(tx, account.id, personId, { left_on: leftOn, left_told_at: new Date(now) })
  await setTimer(tx, { accountId: account.id, now, kind: leaveTimer, subjectId: personId, dueAt: begins, again: true })
  await audit(tx, { accountId: account.id, now, actor: actorOf(by), action: 'person.leaves', subject: person.email, detail: { leftOn } })
}

/** Somebody of whom it was told that they leave stays after all. */
export async function callLeavingOff(tx: Tx, account: AccountRef, now: Instant, by: Principal, personId: string): Promise<void> {
  const person = await store.findPerson(tx, account.id, { id: personId })
  if (!person) throw notFound('person')
  if (person.status !== 'active' || person.leftOn === null)
    throw conflict('Nobody said that they leave on a day to come', {
      found: person.status === 'left' ? `${person.name} left on ${person.leftOn}` : `${person.name} stays`,
      expected: 'somebody who leaves on a day to come',
      toDo: person.status === 'left' ? 'Add them anew, if they came back.' : 'Nothing is left to do.',
    })
  await store.updatePerson(tx, account.id, personId, { left_on: null, left_told_at: null })
  await cancelTimers(tx, { accountId: account.id, now, kind: leaveTimer, subjectId: personId })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'person.stays',
    subject: person.email,
    detail: { announced: person.leftOn },
  })
}

export async function qualify(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  given: {
    offering: string
    outcome: 'qualified' | 'declined'
    validUntil: LocalDate
    decidedOn: LocalDate
    footprint: number | null
    reason: string
  },
): Promise<partners.Qualification> {
  const row = { id: newId(now), ...given, decidedBy: actorOf(by) }
  await partners.insertQualification(tx, account.id, row)
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'qualification.decide',
    subject: given.offering,
    detail: given,
  })
  return row
}
