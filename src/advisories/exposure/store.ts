import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Verdict } from '../affected/judge.ts'
import type { Doubt } from '../affected/row.ts'
import { factsKey, type KnownDevice, type SharedFacts } from './facts.ts'

/** What is kept of a match: what decided it, in words. */
export type Kept = {
  readonly why: readonly string[]
  /** The row that decided, as it is written. */
  readonly row: unknown
  /** The release that has the fix: the one the device reached, else those that the row names. */
  readonly fix: string | null
  readonly needs: readonly string[]
  readonly doubts: readonly Doubt[]
}
export type OpenVerdict = Exclude<Verdict, 'not affected'>
export type Exposure = { readonly combinationId: string; readonly key: string; readonly verdict: OpenVerdict; readonly match: Kept }
export type Combination = SharedFacts & { readonly id: string; readonly matchedSeq: number }

/** One at a time for an account: two that match it at once would write the same rows. */
export const holdExposure = (tx: Tx, accountId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 22))`.execute(tx)

/** Devices and parts that changed from an instant on, and with each everything in its chassis. */
export async function listTouched(tx: Tx, accountId: string, from: Instant): Promise<readonly KnownDevice[]> {
  const { rows } = await sql<KnownDevice>`
    with recursive up as (
      select id, parent_id from device where account_id = ${accountId} and updated_at >= ${instant(from)}
      union
      select d.id, d.parent_id from device d join up on d.id = up.parent_id where d.account_id = ${accountId}),
    down as (
      select id from up where parent_id is null
      union
      select d.id from device d join down on d.parent_id = down.id where d.account_id = ${accountId})
    select d.id, d.parent_id as "parentId", d.kind, d.product, d.description, d.release, d.status, d.updated_at as "changedAt"
    from device d join down using (id) where d.account_id = ${accountId}`.execute(tx)
  return rows
}

/** Devices with everything in their chassis: those of these ids. */
export async function listWithParts(tx: Tx, accountId: string, ids: readonly string[]): Promise<readonly KnownDevice[]> {
  const { rows } = await sql<KnownDevice>`
    with recursive down as (
      select id from device where account_id = ${accountId} and id = any(${ids}::uuid[])
      union
      select d.id from device d join down on d.parent_id = down.id where d.account_id = ${accountId})
    select d.id, d.parent_id as "parentId", d.kind, d.product, d.description, d.release, d.status, d.updated_at as "changedAt"
    from device d join down using (id) where d.account_id = ${accountId}`.execute(tx)
  return rows
}

/** Every path of a configuration that a record asks for. */
export async function listRequiredPaths(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ path: string }>`
    select distinct p.value as path from advisory a, jsonb_array_elements(a.record -> 'requirements') r,
      jsonb_array_elements_text(r -> 'paths') p where not a.rejected`.execute(tx)
  return rows.map(({ path }) => path)
}

/** The combination of each of these devices now. */
export async function currentCombinations(
  tx: Tx,
  accountId: string,
  deviceIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly combinationId: string; readonly facts: string }>> {
  const rows = await tx
    .selectFrom('device_combination as d')
    .innerJoin('combination as c', (on) => on.onRef('c.account_id', '=', 'd.account_id').onRef('c.id', '=', 'd.combination_id'))
    .select(['d.device_id as deviceId', 'd.combination_id as combinationId', 'c.facts'])
    .where('d.account_id', '=', accountId)
    .where('d.until', 'is', null)
    .where(sql<boolean>`d.device_id = any(${deviceIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ deviceId, ...rest }) => [deviceId, rest]))
}

/** The combinations of these facts, made where there is none yet. */
export async function combinationsOf(
  tx: Tx,
  accountId: string,
  facts: readonly SharedFacts[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(facts.map((each) => [factsKey(each), each]))
  if (wanted.size === 0) return new Map()
  const rows = [...wanted].map(([key, { model, release, cards, evidence }]) => ({
    account_id: accountId,
    id: newId(now),
    facts: key,
    model,
    release,
    cards: cards === null ? null : [...cards],
    evidence: evidence === null ? null : JSON.stringify(evidence),
    created_at: new Date(now),
  }))
  for (let i = 0; i < rows.length; i += 1000)
    await tx
      .insertInto('combination')
      .values(rows.slice(i, i + 1000))
      .onConflict((on) => on.columns(['account_id', 'facts']).doNothing())
      .execute()
  const found = await tx
    .selectFrom('combination')
    .select(['id', 'facts'])
    .where('account_id', '=', accountId)
    .where(sql<boolean>`facts = any(${[...wanted.keys()]}::text[])`)
    .execute()
  return new Map(found.map(({ id, facts: key }) => [key, id]))
}

/** Devices leave their combinations, and come to others where one is given. */
export async function moveDevices(
  tx: Tx,
  accountId: string,
  moves: readonly { readonly deviceId: string; readonly to: string | null }[],
  now: Instant,
): Promise<void> {
  for (let i = 0; i < moves.length; i += 5000) {
    const some = moves.slice(i, i + 5000)
    const ids = some.map(({ deviceId }) => deviceId)
    // what began this very instant never was
    await sql`delete from device_combination where account_id = ${accountId} and until is null and since = ${instant(now)}
      and device_id = any(${ids}::uuid[])`.execute(tx)
    await sql`update device_combination set until = ${instant(now)}
      where account_id = ${accountId} and until is null and device_id = any(${ids}::uuid[])`.execute(tx)
    const coming = some.filter(({ to }) => to !== null)
    await sql`insert into device_combination (account_id, device_id, combination_id, since)
      select ${accountId}, d, c, ${instant(now)} from unnest(${coming.map(({ deviceId }) => deviceId)}::uuid[], ${coming.map(({ to }) => to)}::uuid[]) as t (d, c)`.execute(
      tx,
    )
  }
}

/** Combinations that devices have now and that have not been judged up to `seq`. */
export async function listBehind(tx: Tx, accountId: string, seq: number): Promise<readonly Combination[]> {
  const rows = await tx
    .selectFrom('combination as c')
    .select(['c.id', 'c.model', 'c.release', 'c.cards', 'c.evidence', 'c.matched_seq as matchedSeq'])
    .where('c.account_id', '=', accountId)
    .where('c.matched_seq', '<', seq)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('device_combination as d')
          .select('d.device_id')
          .whereRef('d.account_id', '=', 'c.account_id')
          .whereRef('d.combination_id', '=', 'c.id')
          .where('d.until', 'is', null),
      ),
    )
    .execute()
  return rows as never
}

/** The highest change of the register that can be seen. */
export const latestSeq = async (tx: Tx): Promise<number> =>
  (
    await tx
      .selectFrom('advisory')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirst()
  )?.seq ?? 0

/** What these records come to now for these combinations. */
export async function listOpen(
  tx: Tx,
  accountId: string,
  combinationIds: readonly string[],
  keys: readonly string[],
): Promise<readonly Exposure[]> {
  const rows = await tx
    .selectFrom('exposure')
    .select(['combination_id as combinationId', 'advisory_key as key', 'verdict', 'match'])
    .where('account_id', '=', accountId)
    .where('until', 'is', null)
    .where(sql<boolean>`combination_id = any(${combinationIds}::uuid[])`)
    .where(sql<boolean>`advisory_key = any(${keys}::text[])`)
    .execute()
  return rows as never
}

/** Ends what no longer holds and writes what holds from now on; nothing else is touched. */
export async function writeExposures(
  tx: Tx,
  accountId: string,
  { ended, begun }: { readonly ended: readonly Pick<Exposure, 'combinationId' | 'key'>[]; readonly begun: readonly Exposure[] },
  now: Instant,
): Promise<void> {
  for (let i = 0; i < ended.length; i += 5000) {
    const some = ended.slice(i, i + 5000)
    const pairs = sql`(select * from unnest(${some.map(({ combinationId }) => combinationId)}::uuid[], ${some.map(({ key }) => key)}::text[]))`
    await sql`delete from exposure where account_id = ${accountId} and until is null and since = ${instant(now)}
      and (combination_id, advisory_key) in ${pairs}`.execute(tx)
    await sql`update exposure set until = ${instant(now)} where account_id = ${accountId} and until is null
      and (combination_id, advisory_key) in ${pairs}`.execute(tx)
  }
  for (let i = 0; i < begun.length; i += 2000) {
    const some = begun.slice(i, i + 2000)
    await sql`insert into exposure (account_id, combination_id, advisory_key, since, verdict, match)
      select ${accountId}, * from (select c, k, ${instant(now)}, v, m from unnest(
        ${some.map(({ combinationId }) => combinationId)}::uuid[], ${some.map(({ key }) => key)}::text[],
        ${some.map(({ verdict }) => verdict)}::text[], ${some.map(({ match }) => JSON.stringify(match))}::jsonb[]) as t (c, k, v, m)) as u`.execute(
      tx,
    )
  }
}

export const markJudged = (tx: Tx, accountId: string, combinationIds: readonly string[], seq: number) =>
  sql`update combination set matched_seq = ${seq} where account_id = ${accountId} and id = any(${combinationIds}::uuid[])`.execute(tx)

/** Accounts that have a device to be judged. */
export const accountsWithDevices = async (tx: Tx): Promise<readonly string[]> =>
  (await tx.selectFrom('combination').select('account_id').distinct().execute()).map(({ account_id }) => account_id)

/** Devices of each combination now. */
const devicesNow = (accountId: string) =>
  sql`(select combination_id, count(*)::int as devices from device_combination
    where account_id = ${accountId} and until is null group by 1)`

export type BoardRow = {
  readonly key: string
  readonly affected: number
  readonly unknown: number
  readonly notEvaluated: number
  readonly fixed: number
}

/** Records by how many devices each is about; without those that all devices have the fix of. */
export async function listBoard(tx: Tx, accountId: string, key?: string | undefined): Promise<readonly BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    select e.advisory_key as key,
      coalesce(sum(d.devices) filter (where e.verdict = 'affected'), 0)::int as affected,
      coalesce(sum(d.devices) filter (where e.verdict = 'unknown'), 0)::int as unknown,
      coalesce(sum(d.devices) filter (where e.verdict = 'not evaluated'), 0)::int as "notEvaluated",
      coalesce(sum(d.devices) filter (where e.verdict = 'fixed'), 0)::int as fixed
    from exposure e join ${devicesNow(accountId)} d using (combination_id)
    where e.account_id = ${accountId} and e.until is null ${key === undefined ? sql`` : sql`and e.advisory_key = ${key}`}
    group by 1`.execute(tx)
  return rows
}

/** Accounts with devices that a record affects, or may: of all that can be seen. */
export async function listAccountsOf(
  tx: Tx,
  key: string,
): Promise<readonly { readonly account: string; readonly accountName: string; readonly affected: number; readonly unknown: number }[]> {
  const { rows } = await sql<{ account: string; accountName: string; affected: number; unknown: number }>`
    select a.code as account, a.name as "accountName",
      count(*) filter (where e.verdict = 'affected')::int as affected, count(*) filter (where e.verdict = 'unknown')::int as unknown
    from exposure e
    join device_combination d on d.account_id = e.account_id and d.combination_id = e.combination_id and d.until is null
    join account a on a.id = e.account_id
    where e.advisory_key = ${key} and e.until is null and e.verdict in ('affected', 'unknown')
    group by 1, 2 order by 3 desc, 4 desc, 1 limit 500`.execute(tx)
  return rows
}

export type ExposedDevice = {
  readonly serial: string
  readonly product: string
  readonly release: string
  readonly key: string
  readonly verdict: OpenVerdict
  readonly match: Kept
  readonly since: Instant
  readonly until: Instant | null
  readonly deviceId: string
}

const exposed = (accountId: string) => sql`
  select d.serial, d.product, c.release, e.advisory_key as key, e.verdict, e.match, greatest(e.since, dc.since) as since,
    least(e.until, dc.until) as until, d.id as "deviceId"
  from exposure e
  join combination c on c.account_id = e.account_id and c.id = e.combination_id
  join device_combination dc on dc.account_id = e.account_id and dc.combination_id = e.combination_id
  join device d on d.account_id = e.account_id and d.id = dc.device_id
  where e.account_id = ${accountId}`

const verdictOrder = sql`array_position(array['affected', 'unknown', 'not evaluated', 'fixed'], e.verdict)`

/** Devices that a record is about now, by verdict and serial. */
export async function listExposedDevices(
  tx: Tx,
  accountId: string,
  key: string,
  {
    after,
    limit,
    verdict,
  }: { readonly after: readonly [number, string] | undefined; readonly limit: number; readonly verdict?: string | undefined },
): Promise<readonly (ExposedDevice & { readonly place: number })[]> {
  const { rows } = await sql<ExposedDevice & { place: number }>`
    select x.*, array_position(array['affected', 'unknown', 'not evaluated', 'fixed'], x.verdict) as place
    from (${exposed(accountId)} and e.advisory_key = ${key} and e.until is null and dc.until is null
      ${verdict ? sql`and e.verdict = ${verdict}` : sql``}
      ${after ? sql`and (${verdictOrder}, d.serial) > (${after[0]}, ${after[1]})` : sql``}) x
    order by place, serial limit ${limit}`.execute(tx)
  return rows
}

/** What records came to for one device while it had each of its facts. */
export async function listOfDevice(tx: Tx, accountId: string, deviceId: string): Promise<readonly ExposedDevice[]> {
  const { rows } = await sql<ExposedDevice>`
    ${exposed(accountId)} and dc.device_id = ${deviceId} and e.since < coalesce(dc.until, 'infinity') and coalesce(e.until, 'infinity') > dc.since
    limit 20000`.execute(tx)
  return rows
}

export type Standing = {
  /** Devices that records are judged for. */
  readonly judged: number
  readonly affected: number
  readonly releases: readonly { readonly release: string; readonly devices: number }[]
}

/** How many devices are judged, how many of them something is about, and what they run. */
export async function readStanding(tx: Tx, accountId: string): Promise<Standing> {
  const { rows } = await sql<{ release: string; devices: number; affected: number }>`
    select c.release, sum(d.devices)::int as devices,
      coalesce(sum(d.devices) filter (where exists (select 1 from exposure e where e.account_id = ${accountId}
        and e.combination_id = c.id and e.until is null and e.verdict = 'affected')), 0)::int as affected
    from ${devicesNow(accountId)} d join combination c on c.account_id = ${accountId} and c.id = d.combination_id
    group by 1 order by 2 desc, 1`.execute(tx)
  const sum = (name: 'devices' | 'affected') => rows.reduce((total, row) => total + row[name], 0)
  return { judged: sum('devices'), affected: sum('affected'), releases: rows.map(({ release, devices }) => ({ release, devices })) }
}

/** Chassis and members in use or spare that cannot be judged, since no release of theirs is known or it is none. */
export async function listUnjudged(
  tx: Tx,
  accountId: string,
  limit: number,
): Promise<{ readonly count: number; readonly serials: readonly string[] }> {
  const { rows } = await sql<{ serial: string; total: number }>`
    select d.serial, (count(*) over ())::int as total from device d
    where d.account_id = ${accountId} and d.kind in ('chassis', 'member') and d.status <> 'decommissioned'
      and not exists (select 1 from device_combination c where c.account_id = d.account_id and c.device_id = d.id and c.until is null)
    order by 1 limit ${limit}`.execute(tx)
  return { count: rows[0]?.total ?? 0, serials: rows.map(({ serial }) => serial) }
}

/** How many pairs of device and record were affected at each of these instants, by severity. */
export async function countOverTime(
  tx: Tx,
  accountId: string,
  instants: readonly Instant[],
): Promise<readonly { readonly at: Instant; readonly severity: string; readonly pairs: number }[]> {
  const { rows } = await sql<{ at: number; severity: string; pairs: number }>`
    select t.at, a.severity, count(*)::int as pairs
    from unnest(${instants.map((at) => new Date(at))}::timestamptz[]) as t (at)
    join exposure e on e.account_id = ${accountId} and e.verdict = 'affected' and e.since <= t.at and (e.until is null or e.until > t.at)
    join device_combination d on d.account_id = ${accountId} and d.combination_id = e.combination_id
      and d.since <= t.at and (d.until is null or d.until > t.at)
    join advisory a on a.key = e.advisory_key
    group by 1, 2 order by 1`.execute(tx)
  return rows
}
