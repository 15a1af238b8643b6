/**
 * A fleet against published records: every device of a list counted by record, beside DuckDB on the same list in turns of one run where
 * `npm run bench:peers` has installed it; how that grows with devices that are alike; every affected pair; one new record. Run with
 * `node bench/matching.ts`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byWeight, fleetJudge } from '../src/advisories/matching/fleet.ts'
import { type Inventory, readInventory } from '../src/advisories/matching/inventory.ts'
import type { ReadyAdvisory } from '../src/advisories/matching/match.ts'
import { inventoryText, models, someRecords } from './fleet.ts'
import { countAffected, countByJoin, duckdb, gather, load, loadRecords } from './peers/duckdb.ts'
import { writeRecords } from './peers/ranges.ts'

const rounds = Number(process.env.ROUNDS ?? 5)
const recordCount = 1500
const newRecords = 60
const affected = byWeight.indexOf('affected')

/** What a piece of work took: milliseconds of the clock, and of all processors. */
type Times = { readonly wall: number[]; readonly cpu: number[] }
const times = (): Times => ({ wall: [], cpu: [] })

/** Of milliseconds. */
const at = (values: readonly number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] as number
const median = (values: readonly number[]) => at(values, 0.5)

async function timed<T>({ wall, cpu }: Times, work: () => T | Promise<T>): Promise<T> {
  const [from, before] = [performance.now(), process.cpuUsage()]
  const made = await work()
  const { user, system } = process.cpuUsage(before)
  wall.push(performance.now() - from)
  cpu.push((user + system) / 1_000)
  return made
}

const read = (file: string): Inventory => readInventory(readFileSync(file))

function count(list: Inventory, records: readonly ReadyAdvisory[]): readonly number[] {
  const judge = fleetJudge(list.combinations, list.counts)
  return records.map((record) => judge(record).counts[affected] as number)
}

/** For each combination the records that affect it, by number, one after the other: with `of` of the list every pair of a device and a record. */
function affectedLists(
  { combinations, counts }: Inventory,
  records: readonly ReadyAdvisory[],
): { starts: Uint32Array; records: Uint16Array } {
  const judge = fleetJudge(combinations, counts)
  const starts = new Uint32Array(combinations.length + 1)
  let hits = new Uint32Array(1_000_000)
  const ends: number[] = []
  let count = 0
  for (const record of records) {
    const column = judge(record).verdicts()
    if (count + column.length > hits.length) {
      const larger = new Uint32Array(2 * hits.length)
      larger.set(hits)
      hits = larger
    }
    // written over by the next where it is no hit: which it is cannot be foreseen, and a jump would cost more than the writing
    for (let place = 0; place < column.length; place += 1) {
      hits[count] = place
      count += Number(column[place] === affected)
    }
    ends.push(count)
  }
  for (let hit = 0; hit < count; hit += 1) {
    const next = (hits[hit] as number) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let place = 1; place < starts.length; place += 1) starts[place] = (starts[place] as number) + (starts[place - 1] as number)
  const free = starts.slice()
  const lists = new Uint16Array(count)
  let hit = 0
  for (const [record, end] of ends.entries())
    for (; hit < end; hit += 1) {
      const place = hits[hit] as number
      const at = free[place] as number
      lists[at] = record
      free[place] = at + 1
    }
  return { starts, records: lists }
}

/** Looks at every pair of a device and a record that affects it; the sum keeps the work from being left out. */
function walk({ of }: Inventory, { starts, records }: ReturnType<typeof affectedLists>): number {
  let sum = 0
  for (let device = 0; device < of.length; device += 1) {
    const combination = of[device] as number
    const end = starts[combination + 1] as number
    for (let place = starts[combination] as number; place < end; place += 1) sum += records[place] as number
  }
  return sum
}

export type MatchingFigures = {
  readonly devices: number
  readonly combinations: number
  readonly affectedPairs: number
  /** Medians of the rounds in milliseconds: by the clock, and of all processors, which says more on a machine that others use too. */
  readonly ours: { readonly wall: number; readonly cpu: number; readonly read: number; readonly match: number }
  /** Matching alone, in turns: the same combinations with a tenth of the devices, and with all. */
  readonly tenth: { readonly match: number; readonly tenfold: number }
  readonly pairs: { readonly lists: number; readonly walk: number; readonly rssMb: number }
  /** One new record over the whole fleet. */
  readonly one: { readonly p50: number; readonly p95: number }
  /** DuckDB with one and with two threads; empty where it is not installed. */
  readonly peers: readonly {
    readonly threads: number
    /** By a join as one would write it, and by the quickest way we know; list and records read in both. */
    readonly joined: { readonly wall: number; readonly cpu: number }
    readonly tuned: { readonly wall: number; readonly cpu: number }
    readonly oneP50: number
    readonly affectedPairs: number
  }[]
}

export async function benchMatching(devices = 1_000_000): Promise<MatchingFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-matching-'))
  try {
    const [many, few] = [join(folder, 'many.csv'), join(folder, 'few.csv')]
    writeFileSync(many, inventoryText(devices))
    writeFileSync(few, inventoryText(devices / 10))
    const records = someRecords(recordCount)
    writeRecords(folder, records, models)
    return await measure(many, few, folder, records, devices)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  many: string,
  few: string,
  folder: string,
  records: readonly ReadyAdvisory[],
  devices: number,
): Promise<MatchingFigures> {
  const [reading, matching, whole] = [times(), times(), times()]
  const rivals = []
  for (const threads of [1, 2]) {
    const db = await duckdb(threads)
    if (db) rivals.push({ db, threads, loading: times(), joining: times(), tuned: times(), one: times(), affectedPairs: 0 })
  }
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, each) => total + each, 0)
  let list = read(few)
  let affectedPairs = 0
  for (let round = 0; round < rounds; round += 1) {
    await timed(whole, async () => {
      list = await timed(reading, () => read(many))
      affectedPairs = sum(await timed(matching, () => count(list, records)))
    })
    for (const rival of rivals) {
      await timed(rival.loading, async () => {
        await loadRecords(rival.db, folder)
        await load(rival.db, many)
        await gather(rival.db)
      })
      const joined = sum((await timed(rival.joining, () => countByJoin(rival.db))).values())
      rival.affectedPairs = sum((await timed(rival.tuned, () => countAffected(rival.db))).values())
      if (joined !== rival.affectedPairs) throw new Error(`DuckDB counts ${joined} pairs in one way, ${rival.affectedPairs} in the other.`)
    }
  }
  const tenthList = read(few)
  const [tenth, tenfold] = [times(), times()]
  for (let round = 0; round < 2 * rounds; round += 1) {
    await timed(tenth, () => count(tenthList, records))
    await timed(tenfold, () => count(list, records))
  }
  const judge = fleetJudge(list.combinations, list.counts)
  const one = times()
  for (const [place, record] of records.slice(-newRecords).entries()) {
    await timed(one, () => judge(record).verdicts())
    for (const rival of rivals) await timed(rival.one, () => countAffected(rival.db, `g.record = ${recordCount - newRecords + place}`))
  }
  const [building, walking] = [times(), times()]
  for (let round = 0; round < rounds; round += 1) {
    const lists = await timed(building, () => affectedLists(list, records))
    await timed(walking, () => walk(list, lists))
  }
  return {
    devices,
    combinations: list.combinations.length,
    affectedPairs,
    ours: { wall: median(whole.wall), cpu: median(whole.cpu), read: median(reading.wall), match: median(matching.wall) },
    tenth: { match: median(tenth.wall), tenfold: median(tenfold.wall) },
    pairs: { lists: median(reading.wall) + median(building.wall), walk: median(walking.wall), rssMb: process.memoryUsage().rss / 1e6 },
    one: { p50: median(one.wall), p95: at(one.wall, 0.95) },
    peers: rivals.map(({ threads, loading, joining, tuned, one: alone, affectedPairs: found }) => ({
      threads,
      joined: together(loading, joining),
      tuned: together(loading, tuned),
      oneP50: median(alone.wall),
      affectedPairs: found,
    })),
  }
}

const together = (one: Times, other: Times) => ({
  wall: median(one.wall) + median(other.wall),
  cpu: median(one.cpu) + median(other.cpu),
})

/** Rows for a table: what, ours, beside, ratio, aim. */
export function matchingRows({ devices, affectedPairs, ours, tenth, pairs, one, peers }: MatchingFigures): readonly string[][] {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
  const many = devices.toLocaleString('en')
  const beside = peers.length === 0 ? 'DuckDB is not installed: npm run bench:peers' : ''
  return [
    [
      `${many} devices by 1,500 records, list read and counted`,
      ms(ours.wall),
      beside || `read ${ms(ours.read)}, match ${ms(ours.match)}`,
      '',
      '',
    ],
    ...peers.flatMap(({ threads, joined, tuned }) =>
      (
        [
          ['ranges joined with combinations', joined],
          ['lists of platforms weighed once', tuned],
        ] as const
      ).flatMap(([way, { wall, cpu }]) => [
        [
          '  the same, by the clock',
          ms(ours.wall),
          `DuckDB, ${way}, threads: ${threads}, ${ms(wall)}`,
          `${(wall / ours.wall).toFixed(2)} x`,
          '2 x',
        ],
        [
          '  the same, time of processors',
          ms(ours.cpu),
          `DuckDB, ${way}, threads: ${threads}, ${ms(cpu)}`,
          `${(cpu / ours.cpu).toFixed(2)} x`,
          '',
        ],
      ]),
    ),
    [
      'ten times the devices, as many combinations: matching',
      ms(tenth.tenfold),
      `a tenth ${ms(tenth.match)}`,
      `${(tenth.tenfold / tenth.match).toFixed(2)} x`,
      '1.1 x',
    ],
    [
      `each of ${(affectedPairs / 1e6).toFixed(0)} M affected pairs in memory, list read`,
      ms(pairs.lists),
      `looking at each ${ms(pairs.walk)}, ${pairs.rssMb.toFixed(0)} MB`,
      '',
      '1,300 ms',
    ],
    [`one new record over ${many} devices, p95 of ${newRecords}`, ms(one.p95), `p50 ${ms(one.p50)}`, '', ''],
    ...peers.map(({ threads, oneP50 }) => [
      '  the same',
      ms(one.p95),
      `DuckDB, threads: ${threads}, p50 ${ms(oneP50)}`,
      `${(one.p95 / oneP50).toFixed(2)} x`,
      '1 x',
    ]),
  ]
}

if (import.meta.main) {
  const { columns } = await import('../src/cli/say.ts')
  const { isReal } = await import('./fleet.ts')
  const figures = await benchMatching()
  const { combinations, affectedPairs, peers } = figures
  console.log(
    `${combinations.toLocaleString('en')} combinations, ${isReal ? 'records grown from real ones' : 'made-up records'}, ${rounds} rounds in turns`,
  )
  console.log(columns([['what', 'ours', 'beside', 'ratio', 'aim'], ...matchingRows(figures)]))
  const shown = (value: number) => value.toLocaleString('en')
  console.log(`affected pairs: ${[affectedPairs, ...peers.map((peer) => peer.affectedPairs)].map(shown).join(', DuckDB ')}`)
}
