import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../advisories/affected/judge.ts'
import { byWeight, fleetJudge, placesOf } from '../advisories/matching/fleet.ts'
import { readInventory } from '../advisories/matching/inventory.ts'
import { type DeviceFacts, ready } from '../advisories/matching/match.ts'
import type { Match } from '../advisories/matching/outcome.ts'
import type { Advisory } from '../advisories/record/advisory.ts'
import { readRecord } from '../advisories/record/read.ts'
import { printRelease } from '../junos/release/release.ts'
import { listFile } from './list-file.ts'
import { columns, progress, say, tell } from './say.ts'

/** A file, or every JSON file below a folder. */
export const recordFiles = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.toLowerCase().endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path]

/** What is no record is named, and the others stand. */
function readRecords(path: string): readonly Advisory[] {
  const files = recordFiles(path)
  const bar = progress()
  const records: Advisory[] = []
  for (const [index, file] of files.entries()) {
    bar.show('reading records', (index + 1) / files.length)
    const read = readRecord(readFileSync(file, 'utf8'))
    if (read.kind === 'record') records.push(read.advisory)
    else tell(`${file}: ${read.message}`)
  }
  bar.end()
  if (records.length === 0)
    throw new Error(`No record in ${path}; expected CVE records or CSAF advisories as JSON, a file or a folder of them.`)
  return records
}

type Options = {
  readonly inventory: string
  readonly records: string
  readonly all?: boolean
  readonly byRecord?: boolean
  readonly json?: boolean
}

/** What is shown unless everything is asked for. */
const shown: readonly Verdict[] = ['affected', 'unknown', 'not evaluated']
const verdicts: readonly Verdict[] = ['affected', 'unknown', 'not evaluated', 'fixed', 'not affected']
/** More pairs than this nobody reads as a table: counts by record stand there instead. */
const mostRows = 5000

type Pair = {
  readonly name: string
  readonly line: number
  readonly facts: DeviceFacts
  readonly advisory: Advisory
  readonly match: Match
}

/** Matches records against a list of devices, without a server. Ends with 3 when a device is affected. */
export async function match({ inventory, records, all, byRecord, json }: Options): Promise<void> {
  const list = readInventory(await listFile(inventory))
  const { combinations, of, counts: devices, problems } = list
  for (const { line, message } of problems) tell(`${inventory}:${line}: ${message}`)
  if (of.length === 0) throw new Error(`No device could be read from ${inventory}.`)
  const register = readRecords(records).map(ready)
  const judge = fleetJudge(combinations, devices)
  const lists = byRecord ? [] : placesOf(list.of, list.combinations.length)
  const wanted = (verdict: Verdict) => all || shown.includes(verdict)
  const total = new Map<Verdict, number>(verdicts.map((verdict) => [verdict, 0]))
  const counted: (readonly string[])[] = []
  const pairs: Pair[] = []
  let pairCount = 0
  const bar = progress()
  if (json && !byRecord) say('[')
  for (const record of register) {
    const { counts: numbers, verdicts: found, explain } = judge(record)
    const counts = new Map(byWeight.map((verdict, weight) => [verdict, numbers[weight] as number]))
    for (const [combination, weight] of byRecord ? [] : found().entries()) {
      if (!wanted(byWeight[weight] as Verdict)) continue
      // what nobody will read is counted and needs no words
      if (!json && pairCount >= mostRows) pairCount += devices[combination] as number
      else {
        const common = { facts: combinations[combination] as DeviceFacts, advisory: record.advisory, match: explain(combination) }
        for (const at of lists[combination] as Uint32Array) {
          const pair = { name: list.nameOf(at), line: list.lineOf(at), ...common }
          if (json) say(`${pairCount > 0 ? ',' : ''}${JSON.stringify(shownPair(pair))}`)
          else if (pairCount < mostRows) pairs.push(pair)
          pairCount++
        }
      }
    }
    for (const [verdict, count] of counts) total.set(verdict, (total.get(verdict) ?? 0) + count)
    counted.push([record.advisory.id, record.advisory.cve ?? '', ...verdicts.map((verdict) => String(counts.get(verdict)))])
    bar.show('matching', counted.length / register.length)
  }
  bar.end()
  const open = counted.filter((row) => all || row.slice(2, 5).some((count) => count !== '0'))
  if (json) say(byRecord ? JSON.stringify(open.map(countsOf), null, 2) : ']')
  else if (open.length === 0) say('Nothing is open.')
  else if (byRecord || pairCount > mostRows) {
    say(columns([['advisory', 'CVE', ...verdicts], ...open]))
    if (!byRecord) tell(`${pairCount} pairs of device and record are open: counted by record. --json gives each of them.`)
  } else sayPairs(pairs.toSorted((one, other) => one.line - other.line))
  tell(`${of.length} devices, ${register.length} records: ${verdicts.map((verdict) => `${total.get(verdict)} ${verdict}`).join(', ')}`)
  if ((total.get('affected') ?? 0) > 0) process.exitCode = 3
}

const countsOf = ([advisory, cve, ...counts]: readonly string[]) => ({
  advisory,
  cve: cve || null,
  ...Object.fromEntries(verdicts.map((verdict, at) => [verdict, Number(counts[at])])),
})

const shownPair = ({ name, facts, advisory, match: { verdict, why, needs, doubts, judgement } }: Pair) => ({
  device: name,
  model: facts.model,
  release: printRelease(facts.release),
  advisory: advisory.id,
  cve: advisory.cve,
  scores: advisory.scores,
  exploited: advisory.exploited,
  verdict,
  why,
  row: judgement?.row ?? null,
  needs,
  doubts,
})

const sayPairs = (pairs: readonly Pair[]): void =>
  say(
    columns([
      ['device', 'release', 'advisory', 'CVE', 'verdict', 'why'],
      ...pairs.map(({ name, facts, advisory, match: { verdict, why, needs, doubts } }) => [
        name,
        printRelease(facts.release),
        advisory.id,
        advisory.cve ?? '',
        verdict,
        `${why.join(' ')}${needs.length > 0 ? ' Needs configuration: see the record.' : ''}${doubts.length > 0 ? ' The record is doubtful.' : ''}`,
      ]),
    ]),
  )
