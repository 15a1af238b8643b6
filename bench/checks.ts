/**
 * All checks on many configurations, beside reading them alone, in turns within one run. Run with `node bench/checks.ts`. Real
 * configurations where they are there (HOLDFAST_DATA_DIR), else the samples of the checks put together.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { configChecks } from '../src/analysis/checks/config/all.ts'
import { standardProfile } from '../src/analysis/profile.ts'
import { checkedConfigurations, runChecks } from '../src/analysis/run.ts'
import { readConfigurations } from '../src/junos/config/read.ts'
import { sentriflow } from './peers/sentriflow.ts'

const rounds = Number(process.env.ROUNDS ?? 7)
const usual = 30_000
const most = 120_000
const data = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../shared/data'), 'configs')

function texts(longest = most): readonly { text: string; bytes: Uint8Array }[] {
  const real = existsSync(data)
    ? // comparisons are named as such, and are no configurations
      globSync(join(data, '**/*')).filter((file) => !file.endsWith('.diff') && statSync(file).isFile() && statSync(file).size < longest)
    : []
  const samples = globSync(join(import.meta.dirname, '../src/analysis/checks/config/*/*.conf')).sort()
  const read = (file: string): string => readFileSync(file, 'latin1')
  const all = real.length > 0 ? real.map(read) : Array.from({ length: 100 }, () => samples.map(read).join('\n'))
  return all.map((text) => ({ text, bytes: Buffer.from(text, 'latin1') }))
}

const many = 10_000

/** Milliseconds for each 30 kB: reading alone, and reading with every check; then as much text as 10,000 of them, the first rounds counted too. */
export function benchChecks(): readonly string[][] {
  const all = texts()
  const length = all.reduce((sum, { text }) => sum + text.length, 0)
  // one after another, and nothing is kept of any: as a pipeline does it
  const read = () => {
    for (const { text, bytes } of all) readConfigurations(text, bytes)
  }
  const judge = () => {
    for (const { text, bytes } of all)
      for (const each of checkedConfigurations(readConfigurations(text, bytes))) runChecks(each, standardProfile, 0)
  }
  const times = { read: [] as number[], judge: [] as number[] }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, run] of [
      ['read', read],
      ['judge', judge],
    ] as const) {
      const began = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(began)
      times[name].push((user + system) / 1_000)
    }
  const whole = [...times.judge]
  while (whole.length * length < many * usual) {
    const began = process.cpuUsage()
    judge()
    const { user, system } = process.cpuUsage(began)
    whole.push((user + system) / 1_000)
  }
  const seconds = (whole.reduce((sum, ms) => sum + ms, 0) * many * usual) / (whole.length * length) / 1_000
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
  const each = (values: readonly number[]): number => (median(values) / length) * usual
  const [alone, checked] = [each(times.read), each(times.judge)]
  return [
    ['what', 'each 30 kB', 'beside', 'aim'],
    ['reading alone', `${alone.toFixed(2)} ms`, '', ''],
    [`reading and ${configChecks.length} checks`, `${checked.toFixed(2)} ms`, `${(checked / alone).toFixed(1)} x reading`, '3 ms'],
    ['10,000 configurations of 30 kB on one core', `${seconds.toFixed(0)} s`, '', '30 s'],
  ]
}

/** Everything that is there, whatever its length: what is accepted, and how quickly beside SentriFlow with three rules. */
export async function benchCorpus(): Promise<readonly string[][]> {
  const all = texts(Number.POSITIVE_INFINITY)
  const judge = ({ text, bytes }: (typeof all)[number]): boolean => {
    const read = readConfigurations(text, bytes)
    for (const each of checkedConfigurations(read)) runChecks(each, standardProfile, 0)
    return read.configurations.length > 0
  }
  const accepted = all.filter(judge).length
  const count = (some: number) => `${some} of ${all.length}`
  const peer = await sentriflow()
  if (!peer) return [['a6 texts accepted', count(accepted), 'SentriFlow is not installed: npm run bench:peers', '']]
  const takes = all.filter(({ text }) => {
    try {
      peer(text)
      return true
    } catch {
      return false
    }
  })
  const cpu = (run: () => void): number => {
    const began = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000
  }
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    ours.push(
      cpu(() => {
        for (const each of takes) judge(each)
      }),
    )
    theirs.push(
      cpu(() => {
        for (const { text } of takes) peer(text)
      }),
    )
  }
  const best = (values: readonly number[]) => Math.min(...values)
  const length = takes.reduce((sum, { text }) => sum + text.length, 0)
  const rate = (ms: number) => `${(length / ms / 1_000).toFixed(1)} MB/s`
  return [
    [
      `a4 reading and ${configChecks.length} checks`,
      rate(best(ours)),
      `SentriFlow and 3 rules ${rate(best(theirs))}: ${(best(theirs) / best(ours)).toFixed(2)} x as quick`,
      '8 x',
    ],
    ['a6 texts accepted', count(accepted), `SentriFlow ${count(takes.length)}`, 'all'],
  ]
}

if (import.meta.main) {
  const { columns } = await import('../src/cli/say.ts')
  console.log(
    `Checks of configurations, ${rounds} rounds in turns, CPU time, Node ${process.versions.node}, ${existsSync(data) ? 'real' : 'made-up'} text`,
  )
  console.log(columns([...benchChecks(), ...(await benchCorpus())]))
}
