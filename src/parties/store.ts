import { instant, type Tx } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { Contact, ContactRole } from './contacts.ts'

export type Account = AccountRef & {
  readonly address: string
  readonly language: string
  readonly status: 'active' | 'closed'
  readonly version: number
}

type AccountRow = {
  id: string
  code: string
  kind: string
  name: string
  theatre: string
  country: string
  zone: string
  address: string
  language: string
  status: string
  version: number
}

const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  code: row.code,
  kind: row.kind as Account['kind'],
  name: row.name,
  zone: row.zone,
  country: row.country,
  theatre: row.theatre as Account['theatre'],
  address: row.address,
  language: row.language,
  status: row.status as Account['status'],
  version: row.version,
})

const accountColumns = ['id', 'code', 'kind', 'name', 'theatre', 'country', 'zone', 'address', 'language', 'status', 'version'] as const

export async function insertAccount(tx: Tx, account: Omit<Account, 'version' | 'status'>, now: Instant) {
  const { id, code, kind, name, theatre, country, zone, address, language } = account
  await tx
    .insertInto('account')
    .values({ id, code, kind, name, theatre, country, zone, address, language, created_at: new Date(now) })
    .execute()
  await tx.insertInto('account_counter').values({ account_id: id }).execute()
}

export async function findAccount(tx: Tx, by: { code: string } | { id: string }): Promise<Account | undefined> {
  const query = tx.selectFrom('account').select(accountColumns)
  const row = await ('code' in by ? query.where('code', '=', by.code) : query.where('id', '=', by.id)).executeTakeFirst()
  return row && accountOf(row)
}

export async function listAccounts(tx: Tx, kind?: string): Promise<readonly Account[]> {
  let query = tx.selectFrom('account').select(accountColumns)
  if (kind) query = query.where('kind', '=', kind)
  return (await query.orderBy('name').limit(1000).execute()).map(accountOf)
}

export async function updateAccount(
  tx: Tx,
  id: string,
  change: {
    name?: string | undefined
    address?: string | undefined
    zone?: string | undefined
    language?: string | undefined
  },
) {
  await tx
    .updateTable('account')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export type Site = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly city: string
  readonly country: string
  readonly zone: string
  readonly owner: string
  readonly version: number
}

const siteColumns = ['id', 'name', 'address', 'city', 'country', 'zone', 'owner', 'version'] as const

export const insertSite = (tx: Tx, accountId: string, site: Omit<Site, 'version'>, now: Instant) =>
  tx
    .insertInto('site')
    .values({ account_id: accountId, ...site, created_at: new Date(now) })
    .execute()

export const listSites = (tx: Tx, accountId: string): Promise<readonly Site[]> =>
  tx.selectFrom('site').select(siteColumns).where('account_id', '=', accountId).orderBy('name').execute()

/** Accounts that are in one of these countries, or have a site there. */
export async function accountsIn(tx: Tx, countries: readonly string[]): Promise<readonly string[]> {
  if (countries.length === 0) return []
  const rows = await tx
    .selectFrom('account')
    .select('id')
    .where('country', 'in', [...countries])
    .union(
      tx
        .selectFrom('site')
        .select('account_id as id')
        .where('country', 'in', [...countries]),
    )
    .execute()
  return rows.map(({ id }) => id)
}

export const updateSite = (tx: Tx, accountId: string, id: string, change: Partial<Omit<Site, 'id' | 'version'>>) =>
  tx
    .updateTable('site')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly zone: string
  readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC' | null
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly senior: boolean
  readonly userId: string | null
  readonly status: 'active' | 'left'
  /** The day on which they left, or on which they leave. */
  readonly leftOn: LocalDate | null
  /** Where they work. */
  readonly siteId: string | null
  readonly version: number
}

const personColumns = [
  'id',
  'name',
  'email',
  'phone',
  'zone',
  'theatre',
  'roles',
  'teams',
  'senior_at',
  'user_id',
  'status',
  'left_on',
  'site_id',
  'version',
] as const
type PersonRow = {
  id: string
  name: string
  email: string
  phone: string
  zone: string
  theatre: string | null
  roles: string[]
  teams: string[]
  senior_at: number | null
  user_id: string | null
  status: string
  left_on: string | null
  site_id: string | null
  version: number
}

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  zone: row.zone,
  theatre: row.theatre as Person['theatre'],
  roles: row.roles,
  teams: row.teams,
  senior: row.senior_at !== null,
  userId: row.user_id,
  status: row.status as Person['status'],
  leftOn: row.left_on,
  siteId: row.site_id,
  version: row.version,
})

export type NewPerson = {
  id: string
  name: string
  email: string
  phone: string
  zone: string
  theatre: string | null
  roles: readonly string[]
  teams: readonly string[]
  seniorBy: string | null
  userId: string | null
}

export const insertPerson = (tx: Tx, accountId: string, person: NewPerson, now: Instant) =>
  tx
    .insertInto('person')
    .values({
      account_id: accountId,
      id: person.id,
      name: person.name,
      email: person.email,
      phone: person.phone,
      zone: person.zone,
      theatre: person.theatre,
      roles: [...person.roles],
      teams: [...person.teams],
      senior_by: person.seniorBy,
      senior_at: person.seniorBy === null ? null : new Date(now),
      user_id: person.userId,
      created_at: new Date(now),
    })
    .execute()

export async function listPeople(tx: Tx, accountId: string): Promise<readonly Person[]> {
  return (await tx.selectFrom('person').select(personColumns).where('account_id', '=', accountId).orderBy('name').execute()).map(personOf)
}

export async function findPerson(tx: Tx, accountId: string, by: { id: string } | { email: string }): Promise<Person | undefined> {
  const query = tx.selectFrom('person').select(personColumns).where('account_id', '=', accountId)
  const row = await ('id' in by ? query.where('id', '=', by.id) : query.where('email', '=', by.email.toLowerCase())).executeTakeFirst()
  return row && personOf(row)
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A person as people name one: by e-mail address, or by id. */
export const findPersonNamed = async (tx: Tx, accountId: string, named: string): Promise<Person | undefined> =>
  idPattern.test(named)
    ? findPerson(tx, accountId, { id: named })
    : named.includes('@')
      ? findPerson(tx, accountId, { email: named })
      : undefined

export const updatePerson = (
  tx: Tx,
  accountId: string,
  id: string,
  change: {
    name?: string | undefined
    phone?: string | undefined
    roles?: string[] | undefined
    teams?: string[] | undefined
    status?: string
    left_at?: Date
    left_on?: LocalDate | null
    left_told_at?: Date | null
    user_id?: string | null
    zone?: string | undefined
  },
) =>
  tx
    .updateTable('person')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Corrects what is held of somebody; what stands there already is left alone. */
export async function correctPerson(
  tx: Tx,
  accountId: string,
  id: string,
  change: { readonly email?: string; readonly phone?: string; readonly siteId?: string },
): Promise<void> {
  const person = await findPerson(tx, accountId, { id })
  if (!person || Object.entries(change).every(([key, value]) => person[key as 'email' | 'phone' | 'siteId'] === value)) return
  const { siteId, ...rest } = change
  await tx
    .updateTable('person')
    .set((eb) => ({ ...rest, ...(siteId === undefined ? {} : { site_id: siteId }), version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
}

/** Notes when somebody used the platform. */
export const markSeen = (tx: Tx, accountId: string, id: string, at: Instant) =>
  tx
    .updateTable('person')
    .set({ seen_at: new Date(at) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<', instant(at))]))
    .execute()

export type Seen = {
  readonly seenAt: Instant | null
  readonly addedAt: Instant
  /** When they were switched off. */
  readonly leftAt: Instant | null
  /** The day on which they left, or from which on they are not there. */
  readonly leftOn: LocalDate | null
  /** When that day was told. */
  readonly toldAt: Instant | null
}

/** When each person of an account was added, last seen, and left. */
export async function lastSeen(tx: Tx, accountId: string): Promise<ReadonlyMap<string, Seen>> {
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'seen_at as seenAt', 'created_at as addedAt', 'left_at as leftAt', 'left_on as leftOn', 'left_told_at as toldAt'])
    .where('account_id', '=', accountId)
    .execute()
  return new Map(rows.map(({ id, ...seen }) => [id, seen]))
}

/** The principal behind a user of the sign-in library, or behind a person's id. Works across accounts. */
export async function findPrincipal(tx: Tx, by: { userId: string } | { personId: string }): Promise<Principal | undefined> {
  const query = tx
    .selectFrom('person')
    .innerJoin('account', 'account.id', 'person.account_id')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'person.roles',
      'person.teams',
      'person.zone',
      'person.theatre',
      'account.id as accountId',
      'account.code',
      'account.kind',
    ])
    .where('person.status', '=', 'active')
    .where('account.status', '=', 'active')
  const row = await ('userId' in by
    ? query.where('person.user_id', '=', by.userId)
    : query.where('person.id', '=', by.personId)
  ).executeTakeFirst()
  return (
    row && {
      kind: 'person',
      personId: row.id,
      name: row.name,
      email: row.email,
      accountId: row.accountId,
      accountCode: row.code,
      accountKind: row.kind as Principal['accountKind'],
      roles: row.roles,
      teams: row.teams,
      zone: row.zone,
      theatre: row.theatre as Principal['theatre'],
    }
  )
}

export async function listContacts(tx: Tx, accountId: string, personId?: string): Promise<readonly Contact[]> {
  let query = tx
    .selectFrom('contact_role')
    .innerJoin('person', (join) =>
      join.onRef('person.account_id', '=', 'contact_role.account_id').onRef('person.id', '=', 'contact_role.person_id'),
    )
    .selectAll('contact_role')
    .select(['person.name', 'person.status'])
    .where('contact_role.account_id', '=', accountId)
  if (personId !== undefined) query = query.where('contact_role.person_id', '=', personId)
  const rows = await query.orderBy('contact_role.starts_on').orderBy('contact_role.id').execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.role as ContactRole,
    offering: row.offering,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    certificate:
      row.certificate_level === null
        ? null
        : {
            level: row.certificate_level as 'JNCIS',
            number: row.certificate_number ?? '',
            expiresOn: row.certificate_expires_on ?? '',
            granted: row.granted_at !== null,
          },
  }))
}

export const insertContact = (
  tx: Tx,
  accountId: string,
  contact: {
    id: string
    personId: string
    role: ContactRole
    offering: string | null
    startsOn: LocalDate
    endsOn: LocalDate | null
    certificate: { level: string; number: string; expiresOn: LocalDate } | null
    grantedBy: string | null
  },
  now: Instant,
) =>
  tx
    .insertInto('contact_role')
    .values({
      account_id: accountId,
      id: contact.id,
      person_id: contact.personId,
      role: contact.role,
      offering: contact.offering,
      starts_on: contact.startsOn,
      ends_on: contact.endsOn,
      certificate_level: contact.certificate?.level ?? null,
      certificate_number: contact.certificate?.number ?? null,
      certificate_expires_on: contact.certificate?.expiresOn ?? null,
      granted_by: contact.grantedBy,
      granted_at: contact.grantedBy === null ? null : new Date(now),
      created_at: new Date(now),
    })
    .execute()

/** Ends a part with its last day. One that would end before its first day never counted and is struck out; the audit trail keeps it. */
export async function endContact(tx: Tx, accountId: string, id: string, endsOn: LocalDate): Promise<void> {
  await tx.deleteFrom('contact_role').where('account_id', '=', accountId).where('id', '=', id).where('starts_on', '>', endsOn).execute()
  await tx.updateTable('contact_role').set({ ends_on: endsOn }).where('account_id', '=', accountId).where('id', '=', id).execute()
}

export const grantExpert = (tx: Tx, accountId: string, id: string, by: string, now: Instant) =>
  tx
    .updateTable('contact_role')
    .set({ granted_by: by, granted_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
