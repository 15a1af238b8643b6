import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Advisory } from '../record/advisory.ts'
import type { Severity } from '../record/severity.ts'

export type RegisterState = 'draft' | 'published'

/** A record of the register. */
export type Entered = {
  readonly key: string
  readonly number: string
  readonly kind: Advisory['kind']
  readonly title: string
  readonly state: RegisterState
  readonly severity: Severity
  /** In tenths of a score. */
  readonly weight: number
  readonly exploited: boolean
  readonly rejected: boolean
  readonly doubts: number
  readonly publishedAt: Instant | null
  readonly updatedAt: Instant | null
  readonly source: string
  readonly seq: number
  readonly version: number
  readonly addedAt: Instant
  readonly changedAt: Instant
}

const columns = [
  'key',
  'number',
  'kind',
  'title',
  'state',
  'severity',
  'weight',
  'exploited',
  'rejected',
  'doubts',
  'published_at as publishedAt',
  'updated_at as updatedAt',
  'source',
  'seq',
  'version',
  'added_at as addedAt',
  'changed_at as changedAt',
] as const

/** Changes of the register come one after the other, so that what has a lower `seq` is never seen later. */
export const holdRegister = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('holdfast.register'))`.execute(tx)

export const nextSeq = async (tx: Tx): Promise<number> =>
  (await sql<{ seq: number }>`select nextval('advisory_seq') as seq`.execute(tx)).rows[0]?.seq as number

export async function findAdvisory(tx: Tx, key: string): Promise<(Entered & { readonly record: Advisory }) | undefined> {
  const row = await tx
    .selectFrom('advisory')
    .select([...columns, 'record'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row as (Entered & { readonly record: Advisory }) | undefined
}

/** Several records as lists show them. */
export const findEntered = async (tx: Tx, keys: readonly string[]): Promise<readonly Entered[]> =>
  (await tx.selectFrom('advisory').select(columns).where(sql<boolean>`key = any(${keys}::text[])`).execute()) as never

/** Records that share a number of the vendor's. */
export const findByNumber = async (tx: Tx, number: string): Promise<readonly Entered[]> =>
  (await tx.selectFrom('advisory').select(columns).where('number', '=', number).orderBy('key').limit(50).execute()) as never

export type RegisterFilter = {
  readonly query?: string | undefined
  readonly kind?: string | undefined
  readonly severity?: string | undefined
  readonly exploited?: boolean | undefined
  readonly state?: RegisterState | undefined
  /** The instant and key of the last one shown. */
  readonly after?: readonly [Instant, string] | undefined
  readonly limit: number
}

const published = sql<Date>`coalesce(published_at, added_at)`

/** Records, newest first. */
export async function listAdvisories(tx: Tx, filter: RegisterFilter): Promise<readonly Entered[]> {
  let query = tx.selectFrom('advisory').select(columns)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.severity) query = query.where('severity', '=', filter.severity)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.exploited) query = query.where('exploited', '=', true)
  if (filter.query) {
    const like = `%${filter.query.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('key', 'ilike', like),
        eb('number', 'ilike', like),
        eb('title', 'ilike', like),
        // the numbers of problem reports, and other numbers of the same record
        eb(sql`(record -> 'defects')::text || (record -> 'advisories')::text`, 'ilike', like),
      ]),
    )
  }
  if (filter.after) {
    const [at, key] = filter.after
    query = query.where(sql<boolean>`(${published}, key) < (${new Date(at)}::timestamptz, ${key})`)
  }
  return (await query.orderBy(published, 'desc').orderBy('key', 'desc').limit(filter.limit).execute()) as never
}

/** Records that changed after `seq`, in that order. */
export async function listChanged(tx: Tx, seq: number): Promise<readonly { readonly seq: number; readonly record: Advisory }[]> {
  const rows = await tx.selectFrom('advisory').select(['seq', 'record']).where('seq', '>', seq).orderBy('seq').execute()
  return rows as never
}

/** By this it is known whether what is published is still the same. */
export async function stampOfPublished(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', max(seq), count(*), max(changed_at), md5(string_agg(key, ',' order by seq))) as stamp
    from advisory where state = 'published'`.execute(tx)
  return rows[0]?.stamp ?? ''
}

export const listPublished = async (tx: Tx): Promise<readonly Advisory[]> =>
  (await tx.selectFrom('advisory').select('record').where('state', '=', 'published').orderBy('seq').execute()).map(
    ({ record }) => record as unknown as Advisory,
  )

export type NewVersion = {
  readonly record: Advisory
  readonly state: RegisterState
  readonly severity: Severity
  readonly weight: number
  readonly source: string
  readonly original: unknown
  readonly changes: readonly string[]
  readonly actor: string
  readonly version: number
}

/** Writes a version of a record, its first or its next. */
export async function writeAdvisory(tx: Tx, now: Instant, given: NewVersion): Promise<void> {
  const { record } = given
  const at = (text: string | null) => (text === null ? null : new Date(text))
  const row = {
    number: record.id,
    kind: record.kind,
    title: record.title,
    state: given.state,
    severity: given.severity,
    weight: given.weight,
    exploited: record.exploited,
    rejected: record.rejected,
    doubts: record.doubts.length,
    published_at: at(record.publishedAt),
    updated_at: at(record.updatedAt),
    record: JSON.stringify(record),
    source: given.source,
    seq: await nextSeq(tx),
    version: given.version,
    changed_at: new Date(now),
  }
  if (given.version === 1)
    await tx
      .insertInto('advisory')
      .values({ key: record.key, ...row, added_at: new Date(now) })
      .execute()
  else await tx.updateTable('advisory').set(row).where('key', '=', record.key).execute()
  await tx
    .insertInto('advisory_version')
    .values({
      key: record.key,
      version: given.version,
      at: new Date(now),
      actor: given.actor,
      source: given.source,
      updated_at: row.updated_at,
      changes: [...given.changes],
      original: JSON.stringify(given.original),
    })
    .execute()
}

export type Version = {
  readonly version: number
  readonly at: Instant
  readonly actor: string
  readonly source: string
  readonly updatedAt: Instant | null
  readonly changes: readonly string[]
}

/** What a record said before, newest first. */
export const listVersions = async (tx: Tx, key: string): Promise<readonly Version[]> =>
  tx
    .selectFrom('advisory_version')
    .select(['version', 'at', 'actor', 'source', 'updated_at as updatedAt', 'changes'])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()

/** The text a version came from. */
export async function findOriginal(tx: Tx, key: string, version: number): Promise<unknown> {
  const row = await tx
    .selectFrom('advisory_version')
    .select('original')
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.original
}
