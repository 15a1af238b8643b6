import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Device } from '../device.ts'
import { type Entry, keyOf, lineOf, type SubjectKind } from './entry.ts'
import type { DatedDevice } from './standing.ts'

/** An entry as the table holds it. */
export type KeptEntry = Entry & { readonly key: string; readonly version: number; readonly changedAt: Instant }

const columns = ['key', 'kind', 'software', 'name', 'withdrawn', 'note', 'rule', 'dates', 'version', 'changed_at as changedAt'] as const

/** Changes of the table come one after the other, so that each is told against what it found. */
export const holdTable = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('holdfast.lifecycle'))`.execute(tx)

export const allEntries = async (tx: Tx): Promise<readonly KeptEntry[]> =>
  (await tx.selectFrom('lifecycle_entry').select(columns).orderBy('key').execute()) as never

/** Entries with these keys, and those of whole lines. */
export const entriesFor = async (tx: Tx, keys: readonly string[]): Promise<readonly KeptEntry[]> =>
  (await tx
    .selectFrom('lifecycle_entry')
    .select(columns)
    .where(sql<boolean>`key = any(${[...keys]}::text[]) or line is not null`)
    .execute()) as never

export async function findEntry(tx: Tx, key: string): Promise<KeptEntry | undefined> {
  const row = await tx.selectFrom('lifecycle_entry').select(columns).where('key', '=', key).executeTakeFirst()
  return row as KeptEntry | undefined
}

export type EntryFilter = {
  readonly query?: string | undefined
  readonly kind?: SubjectKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Entries by key. */
export async function listEntries(tx: Tx, filter: EntryFilter): Promise<readonly KeptEntry[]> {
  let query = tx.selectFrom('lifecycle_entry').select(columns)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.after !== undefined) query = query.where('key', '>', filter.after)
  if (filter.query) {
    const like = `%${filter.query.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<boolean>`(software || ' ' || name || ' ' || note) ilike ${like}`)
  }
  return (await query.orderBy('key').limit(filter.limit).execute()) as never
}

export type EntryChange = {
  readonly entry: Entry
  readonly version: number
  readonly actor: string
  readonly source: string
  readonly changes: readonly string[]
}

/** Writes an entry, its first version or its next. What stood before stays among its versions. */
export async function writeEntry(tx: Tx, now: Instant, { entry, version, actor, source, changes }: EntryChange): Promise<void> {
  const { kind, software, name, withdrawn, note, rule, dates } = entry
  const key = keyOf(entry)
  const said = { withdrawn, note, rule: rule === null ? null : JSON.stringify(rule), dates: JSON.stringify(dates) }
  if (version === 1)
    await tx
      .insertInto('lifecycle_entry')
      .values({ key, kind, software, name, line: lineOf(entry), ...said, added_at: new Date(now), changed_at: new Date(now) })
      .execute()
  else
    await tx
      .updateTable('lifecycle_entry')
      .set({ ...said, version, changed_at: new Date(now) })
      .where('key', '=', key)
      .execute()
  await tx
    .insertInto('lifecycle_version')
    .values({
      key,
      version,
      at: new Date(now),
      actor,
      source,
      changes: [...changes],
      said: JSON.stringify({ withdrawn, note, rule, dates }),
    })
    .execute()
}

export type EntryVersion = {
  readonly version: number
  readonly at: Instant
  readonly actor: string
  readonly source: string
  readonly changes: readonly string[]
}

/** What an entry said before, newest first. */
export const listVersions = async (tx: Tx, key: string): Promise<readonly EntryVersion[]> =>
  tx
    .selectFrom('lifecycle_version')
    .select(['version', 'at', 'actor', 'source', 'changes'])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()

/** Facts that devices of an account share, and how many of them there are. Dates are worked out once for each. */
export type Shared = DatedDevice & { readonly devices: number }

export async function listShared(tx: Tx, accountId: string): Promise<readonly Shared[]> {
  const { rows } = await sql<Shared>`
    select product, kind, release, end_of_support_on as "endOfSupportOn", count(*)::int as devices from device
    where account_id = ${accountId} and status <> 'decommissioned'
    group by product, kind, release, end_of_support_on order by product, kind, release, end_of_support_on`.execute(tx)
  return rows
}

export type CoveredDevice = DatedDevice & { readonly id: string; readonly serial: string }

/** Devices in use with everything in them: those of these ids. */
export async function listWithModules(tx: Tx, accountId: string, ids: readonly string[]): Promise<readonly CoveredDevice[]> {
  const { rows } = await sql<CoveredDevice>`
    with recursive down as (
      select id from device where account_id = ${accountId} and id = any(${[...ids]}::uuid[])
      union
      select d.id from device d join down on d.parent_id = down.id where d.account_id = ${accountId})
    select d.id, d.serial, d.product, d.kind, d.release, d.end_of_support_on as "endOfSupportOn"
    from device d join down using (id) where d.account_id = ${accountId} and d.status = 'in-use' order by d.serial`.execute(tx)
  return rows
}

export const accountsWithDevices = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.selectFrom('device').select('account_id').distinct().execute()).map(({ account_id }) => account_id)

/** Some shared facts with the first end of support that they come to; null sorts last. */
export type Wanted = { readonly facts: DatedDevice; readonly first: LocalDate | null }

export type DatedRow = Pick<Device, 'serial' | 'product' | 'kind' | 'release' | 'status' | 'endOfSupportOn'> & {
  readonly site: string | null
  readonly place: number
}

/**
 * Devices with any of these facts, the first to leave support first.
 * @param after the day and the serial of the last one shown
 */
export async function listDated(
  tx: Tx,
  accountId: string,
  wanted: readonly Wanted[],
  {
    query,
    after,
    limit,
  }: { readonly query?: string | undefined; readonly after?: readonly [string, string] | undefined; readonly limit: number },
): Promise<readonly DatedRow[]> {
  const of = <T>(pick: (one: Wanted) => T) => wanted.map(pick)
  const like = query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<DatedRow>`
    select d.serial, d.product, d.kind, d.release, d.status, d.end_of_support_on as "endOfSupportOn", s.name as site, w.place::int as place
    from unnest(${of(({ facts }) => facts.product)}::text[], ${of(({ facts }) => facts.kind)}::text[], ${of(({ facts }) => facts.release)}::text[],
      ${of(({ facts }) => facts.endOfSupportOn)}::date[], ${of(({ first }) => first)}::date[])
      with ordinality as w (product, kind, release, own, first, place)
    join device d on d.account_id = ${accountId} and d.product = w.product and d.kind = w.kind and d.release = w.release
      and d.end_of_support_on is not distinct from w.own and d.status <> 'decommissioned'
    left join site s on s.account_id = d.account_id and s.id = d.site_id
    where (${like}::text is null or d.serial ilike ${like} or d.product ilike ${like} or d.release ilike ${like} or s.name ilike ${like})
      and (${after?.[0] ?? null}::date is null or (coalesce(w.first, 'infinity'::date), d.serial) > (${after?.[0] ?? null}::date, ${after?.[1] ?? ''}))
    order by coalesce(w.first, 'infinity'::date), d.serial limit ${limit}`.execute(tx)
  return rows
}
