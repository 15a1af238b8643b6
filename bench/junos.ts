/**
 * Configurations of Junos: text to columns and to a tree beside JSON.parse of the same statements, in turns within one run;
 * memory of the columns; a cold start beside a bare one; set lines beside those that devices printed. Run with
 * `node bench/junos.ts`. Real configurations where they are there (HOLDFAST_DATA_DIR), else made-up ones of the same shape.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ConfigIndex, flag, SkippedList } from '../src/junos/config/columns.ts'
import { setLines } from '../src/junos/config/print-set.ts'
import { indexConfiguration, readConfigurations } from '../src/junos/config/read.ts'
import { treeOf } from '../src/junos/config/tree.ts'

const rounds = Number(process.env.ROUNDS ?? 11)
const size = 20_000_000
const data = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../shared/data'), 'configs')
const twinFiles = (): readonly string[] =>
  existsSync(data) ? globSync(join(data, 'jvd/service_provider/low_latency_queueing/conf/*.conf')) : []

const madeUp = (at: number): string => `interfaces {
    ge-0/0/${at} {
        description "to customer ${at}";
        flexible-vlan-tagging;
        mtu 9192;
        encapsulation flexible-ethernet-services;
        unit ${at} {
            vlan-id ${at % 4094};
            family inet {
                filter {
                    input protect-${at % 7};
                }
                address 10.${(at >> 8) & 255}.${at & 255}.1/30;
            }
            family inet6 {
                address 2001:db8:${(at & 0xffff).toString(16)}::1/64;
            }
        }
    }
}
protocols {
    bgp {
        group customers-${at % 50} {
            neighbor 10.${(at >> 8) & 255}.${at & 255}.2 {
                import [ no-bogons customer-${at} ];
                peer-as ${64512 + (at % 1000)};
            }
        }
    }
}
`

function braceText(): string {
  const files = existsSync(data) ? globSync(join(data, 'jvd/**/*.conf')).sort() : []
  const one = files
    .map((file) => readFileSync(file, 'latin1'))
    .filter((text) => !text.includes('@'))
    .join('\n')
  const parts: string[] = []
  for (let length = 0, at = 0; length < size; at += 1) {
    const part = one === '' ? madeUp(at) : one
    parts.push(part)
    length += part.length
  }
  return parts.join('').slice(0, size)
}

type JsonNode = { w: string; k: JsonNode[]; f: number; l: number }

/** The statements of an index as the calibrator has them: words, what is below, flags, line. */
function statementsOf({ text, from, to, after, line, flags, count }: ConfigIndex): JsonNode[] {
  let at = 0
  const block = (end: number): JsonNode[] => {
    const made: JsonNode[] = []
    while (at < end) {
      const first = at
      let last = at
      at += 1
      while (at < after[first]! && flags[at]! & flag.joined) {
        if (!(flags[at]! & flag.listed)) last = at
        at += 1
      }
      const stop = at === first + 1 ? to[first]! : to[at - 1]!
      const node: JsonNode = { w: text.slice(from[first], stop), k: noStatements, f: flags[last]!, l: line[first]! }
      if (at < after[first]!) node.k = block(after[first]!)
      made.push(node)
    }
    return made
  }
  return block(count)
}
const noStatements: JsonNode[] = []

type Row = { readonly name: string; readonly run: () => unknown; readonly bytes: number; readonly times: number[]; readonly cpu: number[] }

export function benchJunos(): readonly string[][] {
  const brace = Buffer.from(braceText(), 'latin1').toString('latin1')
  const bytes = Buffer.from(brace, 'latin1')
  const { index } = indexConfiguration(brace, bytes)
  const json = JSON.stringify(statementsOf(index))
  const set = [...setLines(treeOf(index, new SkippedList()))].join('\n')
  const many: string[] = []
  for (let length = 0; length < size; length += set.length) many.push(set)
  const setText = Buffer.from(many.join('\n').slice(0, size), 'latin1').toString('latin1')
  const setBytes = Buffer.from(setText, 'latin1')
  const setJson = JSON.stringify(wordsOf(indexConfiguration(setText, setBytes).index))
  const row = (name: string, length: number, run: () => unknown): Row => ({ name, run, bytes: length, times: [], cpu: [] })
  const all: readonly Row[] = [
    row('JSON.parse of the same statements', brace.length, () => JSON.parse(json)),
    row('a1 brace text to columns', brace.length, () => indexConfiguration(brace, bytes)),
    row('a2 brace text to every statement', brace.length, () => statementsOf(indexConfiguration(brace, bytes).index)),
    row('   brace text to the merged tree of words', brace.length, () => treeOf(indexConfiguration(brace, bytes).index, new SkippedList())),
    row('JSON.parse of the same words of set text', setText.length, () => JSON.parse(setJson)),
    row('a3 set text to columns', setText.length, () => indexConfiguration(setText, setBytes)),
  ]
  for (let round = 0; round < rounds; round += 1)
    for (const each of all) {
      const cpu = process.cpuUsage()
      const began = performance.now()
      each.run()
      each.times.push(performance.now() - began)
      const { user, system } = process.cpuUsage(cpu)
      each.cpu.push((user + system) / 1_000)
    }
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
  const rows: string[][] = [['what', 'best MB/s', 'median MB/s', 'CPU-s', 'ratio (median)', 'aim']]
  const aims = ['', '3 x', '0.8 x', '', '', '0.8 x']
  for (const [at, each] of all.entries()) {
    const peer = all[at < 4 ? 0 : 4]!
    const rate = (milliseconds: number): string => (each.bytes / milliseconds / 1_000).toFixed(0)
    rows.push([
      each.name,
      rate(Math.min(...each.times)),
      rate(median(each.times)),
      (median(each.cpu) / 1_000).toFixed(3),
      each === peer ? '' : `${(median(peer.times) / median(each.times)).toFixed(2)} x`,
      aims[at]!,
    ])
  }
  return rows
}

type JsonWord = { w: string; k: JsonWord[]; f: number; l: number }
/** Every node of an index, one word each: what set text has for statements. */
function wordsOf({ text, from, to, after, line, flags, count }: ConfigIndex): JsonWord[] {
  let at = 0
  const below = (end: number): JsonWord[] => {
    const made: JsonWord[] = []
    while (at < end) {
      const node = at
      at += 1
      made.push({ w: text.slice(from[node], to[node]), k: below(after[node]!), f: flags[node]!, l: line[node]! })
    }
    return made
  }
  return below(count)
}

/** What the columns of 20 MB take, in a process of their own; nothing is given back before it is measured. */
function memoryRow(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
  try {
    const file = join(folder, 'brace.conf')
    writeFileSync(file, braceText(), 'latin1')
    const script = join(folder, 'measure.mjs')
    writeFileSync(
      script,
      `import { readFileSync } from 'node:fs'
import { indexConfiguration } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../src/junos/config/read.ts')).href)}
const before = process.memoryUsage().rss
const bytes = readFileSync(${JSON.stringify(file)})
const { index } = indexConfiguration(bytes.toString('latin1'), bytes)
console.log(JSON.stringify([index.count, (process.memoryUsage().rss - before) / bytes.length]))`,
    )
    const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' })
    const [words, times] = JSON.parse(stdout || '[0,0]') as [number, number]
    return [
      'a8 peak memory over input, text and bytes included',
      `${times.toFixed(1)} x`,
      `${words.toLocaleString('en')} words`,
      '',
      '',
      '6 x',
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function coldRow(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
  try {
    const file = join(folder, 'small.conf')
    writeFileSync(
      file,
      Array.from({ length: 20 }, (_, at) => madeUp(at))
        .join('')
        .slice(0, 14_000),
    )
    // as the launcher starts it; the first start fills the cache
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') }
    const time = (args: readonly string[]): number => {
      const began = performance.now()
      spawnSync(process.execPath, args, { stdio: 'ignore', env })
      return performance.now() - began
    }
    const ours: number[] = []
    const bare: number[] = []
    const command = [join(import.meta.dirname, '../src/cli/main.ts'), 'junos', 'set', file]
    time(command)
    for (let round = 0; round < 10; round += 1) {
      bare.push(time(['-e', '0']))
      ours.push(time(command))
    }
    const middle = (values: number[]): number => values.sort((a, b) => a - b)[5]!
    return [
      'a5 one file of 14 kB, process included',
      `${middle(ours).toFixed(0)} ms`,
      `bare ${middle(bare).toFixed(0)} ms`,
      '',
      `${(middle(ours) / middle(bare)).toFixed(2)} x`,
      '1.5 x',
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function twinRow(): string[] {
  let [expected, equal, files] = [0, 0, 0]
  for (const file of twinFiles()) {
    const printed = readFileSync(file.replace('/conf/', '/set/').replace(/conf$/, 'set'), 'utf8')
    const lines = printed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('set '))
    const ours = new Set(readConfigurations(readFileSync(file, 'utf8')).configurations.flatMap(({ tree }) => [...setLines(tree)]))
    expected += lines.length
    equal += lines.filter((line) => ours.has(line)).length
    if (lines.every((line) => ours.has(line)) && ours.size === new Set(lines).size) files += 1
  }
  const share = expected === 0 ? 'no data' : `${((equal / expected) * 100).toFixed(2)} %`
  return [
    'a7 set lines equal to the device’s own',
    share,
    `${equal.toLocaleString('en')} of ${expected.toLocaleString('en')}`,
    `${files} files`,
    '',
    '99.7 %',
  ]
}

if (import.meta.main) {
  const { columns } = await import('../src/cli/say.ts')
  console.log(
    `Configurations of Junos, ${rounds} rounds in turns, Node ${process.versions.node}, ${existsSync(data) ? 'real' : 'made-up'} text`,
  )
  console.log(columns([...benchJunos(), memoryRow(), coldRow(), twinRow()]))
}
