/**
 * DuckDB on the same list of devices and the same records: models and releases first made distinct, then every range of a record joined with the
 * releases in it, then counted by record. It is asked in two ways: as one would write it, and in the quickest way that we know of.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Result = { readonly getRows: () => readonly (readonly unknown[])[] }
type Connection = { readonly runAndReadAll: (sql: string) => Promise<Result> }
type Module = {
  readonly DuckDBInstance: { readonly create: (path: string, options: object) => Promise<{ readonly connect: () => Promise<Connection> }> }
}

/** The package where `npm run bench:peers` has put it; undefined where it has not. */
export async function duckdb(threads: number): Promise<Connection | undefined> {
  if (!existsSync(join(import.meta.dirname, 'node_modules/@duckdb/node-api'))) return undefined
  const path = createRequire(join(import.meta.dirname, 'package.json')).resolve('@duckdb/node-api')
  const { DuckDBInstance } = (await import(pathToFileURL(path).href)) as Module
  return (await DuckDBInstance.create(':memory:', { threads: String(threads) })).connect()
}

/** A release as one number: branch, maintenance, service, build, as `ranges.ts` writes bounds. */
const part = (pattern: string) => `coalesce(try_cast(nullif(regexp_extract(release, '${pattern}', 1), '') as bigint), 0)`
const branchAndService = [String.raw`^(\d+)\.`, String.raw`^\d+\.(\d+)`, String.raw`R(\d+)`, String.raw`-S(\d+)`]
  .map(part)
  .reduce((key, each) => `(${key}) * 100 + ${each}`)
const keySql = `(${branchAndService}) * 1000 + ${part(String.raw`[RS]\d+\.(\d+)`)}`

/** Reads the list of devices from its file. */
export const load = (db: Connection, file: string) =>
  db.runAndReadAll(`create or replace table devices as select model, release from read_csv('${file}', header = true, all_varchar = true)`)

/** Combinations of the devices by number: done once for a fleet. */
export async function gather(db: Connection): Promise<void> {
  await db.runAndReadAll(`create or replace table releases as
    select release, row_number() over () :: integer as id, ends_with(release, '-EVO') as evolved, ${keySql} as key
    from (select distinct release from devices)`)
  await db.runAndReadAll(`create or replace table combinations as
    select id as release, m.number as model, count(*) :: integer as devices
    from devices d join releases using (release) join models m using (model) group by all`)
}

/** Ranges of records, and the models that each list of platforms means: files that were made before. */
export async function loadRecords(db: Connection, folder: string): Promise<void> {
  for (const name of ['ranges', 'platforms', 'models'])
    await db.runAndReadAll(`create or replace table ${name} as select * from read_csv('${join(folder, `${name}.csv`)}', header = true)`)
}

/** How many devices each record affects: every range with the releases in it, these with their combinations, and each of these once. */
export const countByJoin = (db: Connection) =>
  counted(
    db,
    `select record, sum(devices) from (
      select distinct g.record, c.release, c.model, c.devices
      from ranges g join releases r on r.evolved = g.evolved and r.key >= g.low and r.key < g.high
      join platforms p on p.platform = g.platform join combinations c on c.release = r.id and c.model = p.model)
    group by record`,
  )

/**
 * The same. Lists of platforms that occur together are weighed once for each release, as otherwise the same
 * millions of rows would be made distinct: a tenth of the time.
 */
export const countAffected = (db: Connection, where = 'true') =>
  counted(
    db,
    `with affected as (
      select distinct g.record, g.platform, r.id as release
      from ranges g join releases r on r.evolved = g.evolved and r.key >= g.low and r.key < g.high
      where ${where}
    ),
    named as (select record, release, list_sort(list(platform)) as platforms from affected group by all),
    sets as (select row_number() over () :: integer as id, platforms from (select distinct platforms from named)),
    members as (select distinct id, model from (select id, unnest(platforms) as platform from sets) join platforms using (platform)),
    weights as (select id, release, sum(devices) as devices from members join combinations using (model) group by all)
    select record, sum(devices) from named join sets using (platforms) join weights using (id, release) group by record`,
  )

async function counted(db: Connection, sql: string): Promise<ReadonlyMap<number, number>> {
  const result = await db.runAndReadAll(sql)
  return new Map(result.getRows().map(([record, count]) => [Number(record), Number(count)]))
}
