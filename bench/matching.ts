/**
 * A fleet against published records: how long all devices against all records take beside reading the same list of devices, how that grows with
 * devices that are alike, and one new record. Run with `node bench/matching.ts`. Real records where they are there
 * (HOLDFAST_DATA_DIR), else made-up ones of the same shapes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gatherFleet, matchFleet } from '../src/advisories/matching/fleet.ts'
import { readInventory } from '../src/advisories/matching/inventory.ts'
import { type ReadyAdvisory, ready } from '../src/advisories/matching/match.ts'
import { readRecord } from '../src/advisories/record/read.ts'

const rounds = Number(process.env.ROUNDS ?? 3)
const recordCount = 1500
const folder = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../shared/data'), 'cve')

const models =
  'MX204 MX304 MX480 MX960 MX10003 EX4300-48P EX3400-24P EX4400-48T QFX5120-48Y QFX5130-32CD QFX10002-36Q SRX345 SRX380 SRX4600 SRX5800 PTX10001-36MR PTX10008 ACX7024 ACX7100-32C NFX250'.split(
    ' ',
  )
const branches = ['20.2', '20.4', '21.2', '21.4', '22.2', '22.3', '22.4', '23.2', '23.4', '24.2']
const releases = branches.flatMap((branch) =>
  ['R1', 'R2', 'R3'].flatMap((number) =>
    ['', '-S1', '-S3', '-S5', '-S8'].flatMap((service) => ['', '-EVO'].map((product) => branch + number + service + product)),
  ),
)

/** The same list each time. */
function inventory(count: number): string {
  let state = 7
  const dice = (below: number) => {
    state = (state * 16807) % 2147483647
    return state % below
  }
  const lines = ['name,model,release']
  for (let at = 0; at < count; at += 1) lines.push(`r${at},${models[dice(models.length)]},${releases[dice(releases.length)]}`)
  return lines.join('\n')
}

const madeUp = (at: number): string => {
  const ranges = branches
    .slice(at % 5)
    .map((branch, place) => ({ from: branch, fixedIn: [`${branch}R${1 + ((at + place) % 3)}-S${at % 7}`] }))
  return JSON.stringify({
    format: 'holdfast-advisory-1',
    number: `PBN-${at + 1}`,
    kind: 'PBN',
    title: 'A thing stops',
    affected: [
      { product: at % 3 === 0 ? 'Junos OS Evolved' : 'Junos OS', platforms: at % 2 === 0 ? [] : ['MX Series', 'EX4300'], releases: ranges },
    ],
  })
}

function records(): readonly ReadyAdvisory[] {
  const texts = existsSync(folder)
    ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    : Array.from({ length: 120 }, (_, at) => madeUp(at))
  const read = texts.flatMap((text) => {
    const found = readRecord(text)
    return found.kind === 'record' ? [ready(found.advisory)] : []
  })
  return Array.from({ length: recordCount }, (_, at) => read[at % read.length] as ReadyAdvisory)
}

const median = (values: readonly number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number
function timed<T>(work: () => T): readonly [T, number] {
  const from = performance.now()
  const made = work()
  return [made, performance.now() - from]
}

export type MatchingFigures = {
  readonly devices: number
  readonly combinations: number
  readonly affectedPairs: number
  readonly readMs: number
  readonly matchMs: number
  /** The same combinations with a tenth of the devices. */
  readonly tenthMs: number
  /** One new record over the whole fleet, the median and the slowest of many. */
  readonly oneMs: readonly [median: number, slowest: number]
}

export function benchMatching(devices = 1_000_000): MatchingFigures {
  const all = records()
  const [fewText, manyText] = [inventory(devices / 10), inventory(devices)]
  const readTimes: number[] = []
  const matchTimes: number[] = []
  const tenthTimes: number[] = []
  let [combinations, affectedPairs] = [0, 0]
  const run = (text: string) => {
    const [{ devices: list }, readMs] = timed(() => readInventory(text))
    const [fleet, matchMs] = timed(() => {
      const gathered = gatherFleet(list)
      affectedPairs = 0
      for (const { matches } of matchFleet(gathered, all))
        for (const { combination, match } of matches)
          if (match.verdict === 'affected') affectedPairs += gathered.counts[combination] as number
      return gathered
    })
    return { readMs, matchMs, fleet }
  }
  let last: ReturnType<typeof run>['fleet'] | undefined
  for (let round = 0; round < rounds; round += 1) {
    tenthTimes.push(run(fewText).matchMs)
    const { readMs, matchMs, fleet } = run(manyText)
    readTimes.push(readMs)
    matchTimes.push(matchMs)
    combinations = fleet.combinations.length
    last = fleet
  }
  const one = all.slice(0, 60).map((record) => timed(() => [...matchFleet(last as NonNullable<typeof last>, [record])])[1])
  return {
    devices,
    combinations,
    affectedPairs,
    readMs: median(readTimes),
    matchMs: median(matchTimes),
    tenthMs: median(tenthTimes),
    oneMs: [median(one), Math.max(...one)],
  }
}

if (import.meta.main) {
  const { devices, combinations, affectedPairs, readMs, matchMs, tenthMs, oneMs } = benchMatching()
  const ms = (value: number) => `${Math.round(value).toLocaleString('en')} ms`
  console.log(
    `${devices.toLocaleString('en')} devices (${combinations} combinations), ${recordCount} records: ${ms(matchMs)}, beside reading the list ${ms(readMs)} (${(matchMs / readMs).toFixed(1)} x)`,
  )
  console.log(`a tenth of the devices, as many combinations: ${ms(tenthMs)} (${(matchMs / tenthMs).toFixed(2)} x; aim 1.1 x)`)
  console.log(`${affectedPairs.toLocaleString('en')} affected pairs counted`)
  console.log(`one new record over the fleet: median ${oneMs[0].toFixed(1)} ms, slowest ${oneMs[1].toFixed(1)} ms`)
}
