/**
 * A made-up fleet and records for the benches: the same each time. Real records where they are there (HOLDFAST_DATA_DIR), grown to as many as
 * are wanted by other numbers in their bounds, else made-up ones of the same shapes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ReadyAdvisory, ready } from '../src/advisories/matching/match.ts'
import { readRecord } from '../src/advisories/record/read.ts'

const folder = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../shared/data'), 'cve')

function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 16807) % 2147483647
    return state % below
  }
}

export const models = [
  ...'MX80 MX104 MX150 MX204 MX240 MX301 MX304 MX480 MX960 MX2008 MX2010 MX2020 MX10003 MX10004 MX10008 MX10016'.split(' '),
  ...'EX2300-24T EX2300-48P EX3400-24P EX3400-48T EX4100-24T EX4100-48P EX4300-48P EX4300-48MP EX4400-24X EX4400-48T EX4600-40F EX4650'.split(
    ' ',
  ),
  ...'EX9204 EX9208 EX9214 EX9251 QFX5100-48S QFX5110-48S QFX5120-32C QFX5120-48Y QFX5130-32CD QFX5200-32C QFX5210-64C QFX5220-32CD'.split(
    ' ',
  ),
  ...'QFX5230-64CD QFX5700 QFX10002-36Q QFX10002-60C QFX10008 QFX10016 SRX300 SRX320 SRX340 SRX345 SRX380 SRX550 SRX1500 SRX1600 SRX2300'.split(
    ' ',
  ),
  ...'SRX4100 SRX4200 SRX4300 SRX4600 SRX4700 SRX5400 SRX5600 SRX5800 PTX1000 PTX5000 PTX10001-36MR PTX10002-60C PTX10003-80C PTX10004'.split(
    ' ',
  ),
  ...'PTX10008 PTX10016 ACX710 ACX5448 ACX6360 ACX7024 ACX7100-32C ACX7100-48L ACX7509 NFX150 NFX250 NFX350'.split(' '),
]
/** 960 releases, some with their build. */
const releases = '19.4 20.2 20.4 21.1 21.2 21.3 21.4 22.1 22.2 22.3 22.4 23.2 23.4 24.2 24.4 25.2'
  .split(' ')
  .flatMap((branch) =>
    ['R1', 'R2', 'R3'].flatMap((number) =>
      ['', '-S1', '-S2', '-S3', '-S4', '-S5', '-S6', '-S8', '-S9.7', '-S10.3'].flatMap((service) =>
        ['', '-EVO'].map((product) => branch + number + service + product),
      ),
    ),
  )
/** Half of what could be: no model runs every release. */
const mostCombinations = 37_260

/** A list of devices as people keep them. */
export function inventoryText(count: number): string {
  const roll = dice(7)
  const pairs: string[] = []
  for (const [at, model] of models.entries())
    for (const [place, release] of releases.entries()) if ((at * 31 + place * 17) % 2 === 0) pairs.push(`${model},${release}`)
  const some = pairs.slice(0, mostCombinations)
  const lines = ['name,model,release']
  for (let at = 0; at < count; at += 1) lines.push(`router-${at},${some[roll(some.length)]}`)
  return lines.join('\n')
}

const madeUp = (at: number): string => {
  const ranges = ['20.2', '20.4', '21.2', '21.4', '22.2', '22.3', '22.4', '23.2', '23.4', '24.2']
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

export const isReal = existsSync(folder)

/** Records as the register hands them over: read, and not compiled to anything. */
export function someRecords(count: number): readonly ReadyAdvisory[] {
  const roll = dice(11)
  const texts = isReal
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : Array.from({ length: 120 }, (_, at) => madeUp(at))
  const found: ReadyAdvisory[] = []
  for (let at = 0; found.length < count; at += 1) {
    const text = texts[at % texts.length] as string
    const varied =
      at < texts.length ? text : text.replace(/(\d+\.\dR\d-S)(\d+)/g, (_, start, number) => start + (1 + ((Number(number) + roll(4)) % 10)))
    const read = readRecord(varied)
    if (read.kind === 'record' && read.advisory.entries.length > 0) found.push(ready(read.advisory))
  }
  return found
}
