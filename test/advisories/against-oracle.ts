import assert from 'node:assert/strict'
import type { Entry } from '../../src/advisories/affected/entry.ts'
import { judgeRelease } from '../../src/advisories/affected/judge.ts'
import type { WrittenEntry, WrittenRow } from '../../src/advisories/affected/row.ts'
import { byWeight, fleetJudge } from '../../src/advisories/matching/fleet.ts'
import { type DeviceFacts, matchAdvisory, ready } from '../../src/advisories/matching/match.ts'
import type { Advisory } from '../../src/advisories/record/advisory.ts'
import { readRelease } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'
import { type OracleVerdict, oracleVerdict, productOfOracle, worstByOracle } from './oracle.ts'
import { type OracleHardware, oraclePlatform } from './oracle-platform.ts'

/** Made-up records and devices of the shapes that real ones have, and both readings of them beside each other. */

/** Few branches and small numbers, so that rows and devices meet; S10 beside S9, since their order as text is wrong. */
const branch = fc.constantFrom('20.4', '21.1', '21.2', '21.4', '22.1', '22.3', '23.2')
const service = fc.constantFrom('', '', '-S1', '-S2', '-S9', '-S10')
const build = fc.constantFrom('', '', '', '.3', '.9', '.9.1')
const join = <Parts extends readonly string[]>(...parts: { [Part in keyof Parts]: fc.Arbitrary<Parts[Part]> }) =>
  fc.tuple(...(parts as fc.Arbitrary<string>[])).map((each) => each.join(''))
const bare = join(branch, fc.constantFrom('R1', 'R2', 'R3', 'R4'), service, build)
const trains = [
  ...['15.1F6-S10', '15.1F6-S12', '15.1R7-S4', '15.1X49-D170', '15.1X49-D90.2', '15.1X49', '15.1X53-D69', '15.1X53-D236', '15.1X53-D230.4'],
  ...['15.1X53', '15.1', '21.4', '22.3'],
]
const odd = fc.constantFrom(...trains)
/** Bounds are never builds of a day or of a customer. */
const oddOfDevices = fc.constantFrom(...trains, '21.4R3-S9-202409180120.0', '21.4R3-S9.9-C1', '21.2I20240101', '12.1I0')
const mostly = <Value>(usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: rare })
/** The ending of Evolved is left out in records as often as not, and decides nothing there. */
const ending = fc.constantFrom('', '', '-EVO')
const release = mostly(bare, odd)
const whole = join(branch, fc.constantFrom('', '', '*'))
const everything = fc.constantFrom('0', 'unspecified')
const unreadable = fc.constantFrom('SigPack 3598', '6.1.9-lts', '')

const bound = mostly(
  fc.oneof(
    join(release, ending),
    fc.tuple(bare, bare, ending).map(([one, other, end]) => `${one}${end}, ${other}${end}`),
    // two fixes of one branch, as real lists have them
    fc.tuple(branch, service, service, ending).map(([in_, one, other, end]) => `${in_}R2${one}${end}, ${in_}R3${other}${end}`),
  ),
  fc.oneof(
    join(branch, fc.constant('*'), ending),
    fc.constantFrom('21.*', '15.1F6-S12, 15.1R7-S4', '15.1X53-D236, 15.1X53-D496'),
    unreadable,
  ),
)
const start = fc.oneof(
  { weight: 5, arbitrary: join(whole, ending) },
  { weight: 3, arbitrary: join(release, ending) },
  { weight: 2, arbitrary: everything },
  { weight: 1, arbitrary: fc.oneof(odd, unreadable) },
)
const status = mostly<WrittenRow['status']>(fc.constant('affected'), fc.constantFrom('unaffected', 'unaffected', 'unknown'))
/** The numbers of each release of a list, so that they sort as text. */
const sortable = (text: string): readonly string[] =>
  text.split(',').map((each) => (each.match(/\d+/g) ?? []).map((number) => number.padStart(4, '0')).join('.'))

/** No record begins a stretch behind its end, or in one train and ends it in another; what such a row would mean is nobody's to say. */
function isForward({ version, lessThan, lessThanOrEqual }: WrittenRow): boolean {
  const end = lessThan ?? lessThanOrEqual
  const train = /^[\d.]+[FX]\d+/.exec(version)?.[0]
  if (end === undefined) return true
  if (train !== undefined) return end.split(',').every((each) => each.trim().startsWith(train))
  return !/\dR/.test(version) || sortable(end).every((each) => each === '' || (sortable(version)[0] as string) < each)
}

const byRelease = (one: { at: string }, other: { at: string }) =>
  (sortable(one.at)[0] as string).localeCompare(sortable(other.at)[0] as string)

type Turns = { at: string; status: string }[]
const anyRow: fc.Arbitrary<WrittenRow> = fc
  .tuple(
    status,
    start,
    bound,
    fc.constantFrom('lessThan', 'lessThan', 'lessThan', 'lessThanOrEqual', 'none'),
    mostly(
      fc.constant<Turns>([]),
      fc.array(fc.record({ at: join(bare, ending), status: fc.constantFrom('affected', 'unaffected') }), { maxLength: 2 }),
    ),
  )
  .map(([of, version, end, form, changes]) => ({
    status: of,
    version,
    ...(form === 'none' ? {} : { [end.includes(',') ? 'lessThan' : form]: end }),
    // changes stand beside bounds of the same line
    ...(changes.length > 0 && !/15\.1/.test(end) ? { changes: changes.toSorted(byRelease) } : {}),
  }))
  .filter(isForward)
/** Starts and bounds of one branch, as nearly all real rows are. */
const usualRow: fc.Arbitrary<WrittenRow> = fc
  .tuple(
    status,
    branch,
    fc.constantFrom('', '', 'R1', 'R2'),
    fc.constantFrom('R1', 'R2', 'R3'),
    service,
    fc.constantFrom('', '', '', '.9'),
    ending,
  )
  .map(([of, in_, from, number, and, spin, end]) => ({
    status: of,
    version: `${in_}${from}`,
    lessThan: `${in_}${number}${and}${spin}${end}`,
  }))
  .filter(isForward)
const platforms = mostly(
  fc.constant<readonly string[]>([]),
  fc.array(
    fc.constantFrom(
      ...['MX Series', 'SRX 300 Series', 'QFX5k', 'QFX10000 Series', 'EX4300 Series', 'MX304', 'PTX10003 Series', 'SRX4600', 'cRPD'],
      ...[
        'MX Series with MPC10 MPC11 or LC9600',
        'MX240 using MPC10E',
        'MX Series with SPC3 and MS-MPC',
        'MPC11',
        'MX with MPC10/11/LC9600',
      ],
    ),
    { minLength: 1, maxLength: 3 },
  ),
)
const entry: fc.Arbitrary<WrittenEntry> = fc.record({
  product: fc.constantFrom('Junos OS', 'Junos OS Evolved'),
  platforms,
  modules: fc.constant([]),
  defaultStatus: mostly<WrittenEntry['defaultStatus']>(fc.constant('unaffected'), fc.constantFrom('affected', 'unknown', null)),
  rows: fc.array(mostly(usualRow, anyRow), { maxLength: 6 }),
})
const hardware: fc.Arbitrary<OracleHardware> = fc.record({
  model: fc.constantFrom(
    'MX960',
    'MX304',
    'SRX345',
    'SRX4600',
    'QFX5120-48Y',
    'QFX10008',
    'EX4300-48P',
    'PTX10003-80C',
    'vSRX',
    'cRPD',
    'X1',
  ),
  cards: fc.constantFrom(undefined, [], ['MPC10E'], ['MPC11E', 'MPC7E'], ['SPC3'], ['MS-MPC', 'SPC3'], ['MPC'], ['LC9600']),
})

const advisoryOf = (entries: readonly WrittenEntry[]): Advisory => ({
  ...{ key: 'JSA1', id: 'JSA1', kind: 'JSA', title: '', description: '', advisories: [], cve: null, rejected: false, publishedAt: null },
  ...{ updatedAt: null, impact: null, scores: [], exploited: false, exploits: '', requirements: [], solutions: '', workarounds: '' },
  ...{ defects: [], references: [], timeline: [], doubts: [], entries },
})

export function readOrThrow(text: string) {
  const read = readRelease(text)
  if (read.kind !== 'release') throw new Error(`${text} is no release`)
  return read
}

/** One entry and a release of its product; both readings have to agree. */
export function assertSame(text: string, written: WrittenEntry, entry: Entry): void {
  const ours = judgeRelease(readOrThrow(text), entry)
  const expected = oracleVerdict(text, written)
  if (ours.verdict !== expected) assert.equal(ours.verdict, expected, `${text}: ${ours.why}\n${JSON.stringify(written, null, 1)}`)
}

/** Releases at, before and behind every one that a text names, with builds and without, and the branches themselves. */
export function releasesAround(text: string): readonly string[] {
  const found = text.matchAll(/(\d+\.\d+)(?:([RF])(\d+)(?:-S(\d+))?(?:\.(\d+))?|(X\d+)(?:-D(\d+))?)?/g)
  return [...found].flatMap(([, in_, letter, number, and, spin, train, delivery]) => {
    if (train !== undefined)
      return ['', ...[-100, -1, 0, 1, 100].map((by) => `-D${Math.max(1, Number(delivery ?? 100) + by)}`)].map((each) => in_ + train + each)
    if (letter === undefined) return ['', 'R1', 'R1-S1.2', 'R2', 'R3', 'R3-S4', 'R3-S9.3'].map((each) => in_ + each)
    return [-1, 0, 1].flatMap((one) =>
      [-1, 0, 1].flatMap((other) => {
        const [main, service] = [Number(number) + one, Number(and ?? 0) + other]
        if (main < 1 || service < 0) return []
        const release = `${in_}${letter}${main}${service > 0 ? `-S${service}` : ''}`
        const builds = spin === undefined ? [4] : [-1, 0, 1].map((by) => Number(spin) + by)
        return [release, `${release}-202409180120.0`, ...builds.map((build) => `${release}.${build}`)]
      }),
    )
  })
}

/** Whole records against devices: products, platforms, cards, releases; twenty devices for each record. */
export function compareReadings(records: number, match: typeof matchAdvisory = matchAdvisory): void {
  const device = fc.tuple(hardware, mostly(bare, oddOfDevices), fc.boolean())
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 3 }),
      fc.array(device, { minLength: 20, maxLength: 20, size: 'max' }),
      (entries, devices) => {
        const record = ready(advisoryOf(entries))
        for (const [of, bareText, evolved] of devices) {
          const text = evolved ? `${bareText}-EVO` : bareText
          const facts: DeviceFacts = { ...of, release: readOrThrow(text) }
          const expected = worstByOracle(entries.flatMap((each) => expectedOf(of, text, evolved, each)))
          const ours = match(facts, record)
          if (ours.verdict !== expected)
            assert.equal(
              ours.verdict,
              expected,
              `${of.model} (${of.cards?.join(', ') ?? 'cards not known'}) ${text}: ${ours.why.join(' ')}`,
            )
        }
      },
    ),
    // a planted fault need not be made small
    { numRuns: records, endOnFailure: match !== matchAdvisory },
  )
}

function expectedOf(of: OracleHardware, text: string, evolved: boolean, each: WrittenEntry): readonly OracleVerdict[] {
  if (productOfOracle(each.product) !== (evolved ? 'evolved' : 'junos')) return []
  const platform = oraclePlatform(of, each.platforms)
  if (platform === 'no') return []
  const verdict = oracleVerdict(text, each)
  return [verdict === 'affected' && platform === 'unknown' ? 'unknown' : verdict]
}

/** Many combinations at once beside each by itself: 60 combinations for each record. */
export function compareFleets(records: number): void {
  const device = fc.tuple(hardware, mostly(bare, oddOfDevices), fc.boolean())
  fc.assert(
    fc.property(
      fc.array(fc.array(entry, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 4, size: 'max' }),
      fc.array(device, { minLength: 60, maxLength: 60, size: 'max' }),
      (written, devices) => {
        const combinations = devices.map(
          ([of, text, evolved]): DeviceFacts => ({ ...of, release: readOrThrow(evolved ? `${text}-EVO` : text) }),
        )
        const judge = fleetJudge(
          combinations,
          Uint32Array.from(combinations, (_, at) => at + 1),
        )
        for (const entries of written) {
          const record = ready(advisoryOf(entries))
          const { verdicts, counts } = judge(record)
          const found = verdicts()
          const expected = new Uint32Array(byWeight.length)
          for (const [at, facts] of combinations.entries()) {
            const alone = matchAdvisory(facts, record)
            const weight = byWeight.indexOf(alone.verdict)
            expected[weight] = (expected[weight] as number) + at + 1
            if (found[at] !== weight) assert.equal(byWeight[found[at] as number], alone.verdict, `${facts.model}: ${alone.why.join(' ')}`)
          }
          assert.deepEqual(counts, expected)
        }
      },
    ),
    { numRuns: records / 4 },
  )
}
