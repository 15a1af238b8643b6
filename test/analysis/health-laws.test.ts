import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { healthChecks } from '../../src/analysis/checks/health/all.ts'
import { compareStates } from '../../src/analysis/comparison/compare.ts'
import { type DeviceReplies, withEarlier } from '../../src/analysis/health/devices.ts'
import { runHealthChecks } from '../../src/analysis/health/run.ts'
import { standardProfile } from '../../src/analysis/profile.ts'
import type { Report } from '../../src/analysis/result.ts'
import { devicesOf } from '../../src/junos/show/devices.ts'
import { readShow } from '../../src/junos/show/read.ts'
import type { ShowReply } from '../../src/junos/show/reply.ts'
import { dataDirectory } from '../junos/strings.ts'
import { fc } from '../support/laws.ts'
import { health, healthSamples, repliesOf } from './health-samples.ts'
import { now, resultOf } from './samples.ts'

/** What a report must keep, whatever a device answered. */
function sound({ results, summary }: Report): void {
  assert.equal(results.length, healthChecks.length)
  assert.equal(
    Object.values(summary.outcomes).reduce((sum, count) => sum + count, 0),
    results.length,
  )
  for (const { id, outcome, findings, why, seen } of results) {
    assert.equal(findings.length > 0, outcome === 'finding' || outcome === 'waived', id)
    assert.ok((outcome !== 'not-judged' && outcome !== 'not-applicable') || why, `${id} says why`)
    assert.ok(outcome !== 'pass' || (seen.length > 0 && why === null), `${id} passes on something that was seen`)
    for (const { place, what } of findings)
      assert.ok(place.line >= 0 && place.statement !== '' && !what.includes('undefined'), `${id}: ${what}`)
    for (const each of seen) assert.ok(!/undefined|NaN|\[object/.test(each), `${id}: ${each}`)
  }
}

const captures = healthSamples.flatMap(({ good, bad, before }) => [good, bad, ...(before === undefined ? [] : [before])])
const replies: readonly ShowReply[] = [
  ...captures.flatMap(repliesOf),
  ...globSync(join(import.meta.dirname, '../../src/junos/show/{*/,}samples/*.{xml,json,txt}'))
    .filter((file) => !file.endsWith('.expected.json'))
    .sort()
    .flatMap((file) => repliesOf(readFileSync(file, 'utf8'))),
]
const some = fc.array(fc.constantFrom(...replies), { maxLength: 12 })
const device = (own: readonly ShowReply[], before?: readonly ShowReply[]): DeviceReplies => ({
  name: 'r1',
  replies: own,
  ...(before ? { before } : {}),
})

test('no check throws on any answers together, with or without earlier ones, and every report is whole', () => {
  assert.ok(replies.length > 200)
  fc.assert(
    fc.property(some, fc.option(some, { nil: undefined }), (own, before) => {
      sound(runHealthChecks(device(own, before), standardProfile, now))
    }),
    { numRuns: 400 },
  )
})

test('no check and no comparison throws on whatever becomes of a capture', () => {
  const piece = fc.oneof(fc.constantFrom('Testing', 'Sideways', '-', '0', '99999999999', '', '\n', 'op@r1> '), fc.string({ maxLength: 6 }))
  const mutated = fc
    .tuple(fc.constantFrom(...captures), fc.array(fc.tuple(fc.nat(300), fc.nat(2), piece), { maxLength: 6 }))
    .map(([text, changes]) => {
      const parts = text.split(/(\s+)/)
      for (const [at, take, put] of changes) parts.splice(at % parts.length, take, put)
      return parts.join('')
    })
  fc.assert(
    fc.property(mutated, mutated, (text, earlier) => {
      const devices = withEarlier(devicesOf(repliesOf(text)), devicesOf(repliesOf(earlier)))
      for (const each of devices) {
        sound(runHealthChecks(each, standardProfile, now))
        if (each.before) compareStates({ name: null, replies: each.before }, each)
      }
    }),
    { numRuns: 400 },
  )
})

test('what stands in answers that were not asked for changes no outcome, and their order changes none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...healthSamples),
      fc.array(fc.constantFrom(...replies), { maxLength: 6 }),
      ({ id, good, bad, before }, others) => {
        const check = healthChecks.find((each) => each.id === id)!
        const own = new Set<string>([...check.asks, ...(check.helps ?? [])])
        const strange = others.filter(({ kind }) => !own.has(kind))
        for (const capture of [good, bad]) {
          const said = repliesOf(capture)
          const outcome = (all: readonly ShowReply[]) =>
            resultOf(runHealthChecks(device(all, before === undefined ? undefined : repliesOf(before)), standardProfile, now), id)
          assert.deepEqual(outcome([...strange, ...said]), outcome(said), id)
          assert.equal(outcome([...said].reverse()).outcome, outcome(said).outcome, id)
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('a warning of a reader, or an engine that refused, makes no pass, and takes no finding away', () => {
  for (const { id, good, bad, before } of healthSamples) {
    const { asks } = healthChecks.find((each) => each.id === id)!
    const earlier = before === undefined ? undefined : repliesOf(before)
    const doubtful = (capture: string): readonly ShowReply[] =>
      repliesOf(capture).map((reply) => ({ ...reply, warnings: [{ line: 1, message: 'Not understood: "x".' }] }))
    const refused = (capture: string): readonly ShowReply[] => [
      ...repliesOf(capture),
      { kind: asks[0]!, engine: 're9', line: 9, warnings: [], outcome: 'refused', message: 'no answer' } as ShowReply,
    ]
    for (const spoil of [doubtful, refused]) {
      assert.equal(resultOf(runHealthChecks(device(spoil(good), earlier), standardProfile, now), id).outcome, 'not-judged', id)
      assert.equal(resultOf(runHealthChecks(device(spoil(bad), earlier), standardProfile, now), id).outcome, 'finding', id)
    }
  }
})

test('a word that no reader knows is never a pass', () => {
  const words: readonly (readonly [string, string])[] = [
    ['fan-state', 'OK         2880'],
    ['fpc-state', 'Online'],
    ['isis-up', 'Up'],
    ['ospf-full', 'Full'],
    ['ldp-up', 'Operational'],
    ['cluster-nodes', 'secondary '],
    ['supply-state', 'OK'],
  ]
  for (const [id, word] of words) {
    const { good } = healthSamples.find((each) => each.id === id)!
    const strange = word.replace(/^\S+/, (known) => 'Humming'.padEnd(known.length))
    const text = good.replace(word, id === 'cluster-nodes' ? 'humming   ' : strange)
    assert.notEqual(text, good, id)
    assert.notEqual(resultOf(health(text, undefined, now), id).outcome, 'pass', `${id}: ${text}`)
  }
})

test('the same answers twice are no change, and what a change did, its way back undoes', () => {
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [before, after] = [device(one), device(other)]
      assert.deepEqual(compareStates(before, before).changes, [])
      const [there, back] = [compareStates(before, after), compareStates(after, before)]
      assert.equal(
        there.changes.length + there.more > 0,
        Object.values(there.counts).some((count) => count > 0),
      )
      const elements = ({ changes }: typeof there) =>
        changes
          .filter((each) => !each.element.startsWith('start of'))
          .map((each) => `${each.facet} ${each.engine} ${each.element}`)
          .sort()
      // tolerances are percents of the first of two counts, so that counts may differ one way only
      const uncounted = (all: readonly string[]) => all.filter((each) => !/^(?:BGP prefixes|active routes)/.test(each))
      assert.deepEqual(uncounted(elements(there)), uncounted(elements(back)))
    }),
    { numRuns: 200 },
  )
})

test('what looks like a secret in the words of a device is shown by no report', () => {
  const capture =
    'op@r1> show interfaces descriptions\nInterface       Admin Link Description\nge-0/0/2        up    down to core2 password "Zx81-Planted-77"\n'
  const [only] = devicesOf(repliesOf(capture))
  const report = runHealthChecks(only!, standardProfile, now)
  assert.equal(resultOf(report, 'port-down').outcome, 'finding')
  assert.ok(!JSON.stringify(report).includes('Planted'), JSON.stringify(resultOf(report, 'port-down')))
})

test('a device of many thousand interfaces and sessions is judged, and compared, in a time that grows with their number', () => {
  const many = (count: number): DeviceReplies => {
    const rows = Array.from(
      { length: count },
      (_, at) => `ge-0/${at >> 6}/${at & 63}        up    ${at % 7 === 0 ? 'down' : 'up  '} to customer ${at}`,
    )
    const peers = Array.from(
      { length: count },
      (_, at) =>
        `10.${at >> 16}.${(at >> 8) & 255}.${at & 255} 64500 2 3 0 1 1w2d 03:04:05 ${at % 9 === 0 ? 'Active' : 'Establ\n  inet.0: 5/7/7/0'}`,
    )
    return device(
      repliesOf(
        `op@r1> show interfaces descriptions\nInterface       Admin Link Description\n${rows.join('\n')}\nop@r1> show bgp summary\nGroups: 1 Peers: ${count} Down peers: 0\n${peers.join('\n')}\n`,
      ),
    )
  }
  const cost = (some: DeviceReplies): number => {
    const began = process.cpuUsage()
    runHealthChecks({ ...some, before: some.replies }, standardProfile, now)
    compareStates(some, some)
    return process.cpuUsage(began).user / 1_000
  }
  const [few, lots] = [many(1_000), many(8_000)]
  cost(few)
  const [small, large] = [cost(few), cost(lots)]
  assert.ok(large < Math.max(200, small) * 24, `${small} ms, then ${large} ms for eight times as much`)
})

const showData = join(dataDirectory, 'show')

test('real data: every check on every answer, alone and beside itself', { skip: !existsSync(showData) }, () => {
  const files = globSync(join(showData, '**/*')).filter((file) => statSync(file).isFile())
  const outcomes = { pass: 0, finding: 0, waived: 0, 'not-applicable': 0, 'not-judged': 0 }
  let devices = 0
  for (const file of files)
    for (const each of devicesOf(readShow(readFileSync(file, 'latin1')).replies)) {
      devices += 1
      const report = runHealthChecks({ ...each, before: each.replies }, standardProfile, now)
      sound(report)
      for (const { id, outcome } of report.results) {
        outcomes[outcome] += 1
        if (healthChecks.find((check) => check.id === id)!.twice)
          assert.ok(outcome !== 'finding', `${file}: ${id} found a change in the same answers`)
      }
      assert.deepEqual(compareStates(each, each).changes, [], file)
    }
  assert.ok(devices > 200 && outcomes.pass > 200 && outcomes.finding > 50, JSON.stringify({ devices, ...outcomes }))
})
