import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deviceOf } from '../../src/analysis/configuration/device.ts'
import { groundOf, nodesAlike, statementsOf } from '../../src/analysis/reviews/downtime.ts'
import { type Redundancy, redundancyOf } from '../../src/analysis/reviews/redundancy.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { readShow } from '../../src/junos/show/read.ts'

/** Why downtime is to be expected on a device, or not, and what nobody knows. */

const score = (vector: string) => ({ scheme: 'CVSS 3.1', score: 7.5, severity: 'high', vector })
const record = (more: object) => ({ scores: [], title: 'A lamp blinks', description: '', ...more })

for (const [what, given, expected, why] of [
  [
    'a score without availability',
    { scores: [score('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N')], title: 'It restarts' },
    'no',
    /not touched/,
  ],
  ['a score with availability', { scores: [score('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H')] }, 'yes', /is lost/],
  ['a score of version 4', { scores: [score('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:L')] }, 'yes', /is lost/],
  ['a score of version 2', { scores: [score('AV:N/AC:L/Au:N/C:N/I:N/A:C')] }, 'yes', /is lost/],
  ['availability that is reduced', { scores: [score('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L')] }, 'not known', /not by how much/],
  ['words of the title', { title: 'The routing process restarts' }, 'yes', /title says "restarts"/],
  ['words of the description', { description: 'Then the FPC crashes.' }, 'yes', /description says "crashes"/],
  ['no word of it', {}, 'not known', /does not say/],
  ['a word within another', { title: 'Scores of a breakdown are shown' }, 'not known', /does not say/],
] as const)
  test(`what a record says of service: ${what}`, () => {
    const ground = groundOf(record(given))
    assert.equal(ground.expected, expected)
    assert.match(ground.why, why)
  })

const configured = (text: string) => {
  const [configuration] = readConfigurations(text).configurations
  assert.ok(configuration)
  return deviceOf(configuration.tree)
}
const reading = (...texts: string[]) => ({ readOn: '2026-03-01', replies: texts.flatMap((text) => readShow(text).replies) })
const samples = join(import.meta.dirname, '../../src/junos/show')
const sample = (path: string) => readFileSync(join(samples, path), 'utf8')
const engines = (...slots: number[]) =>
  `<rpc-reply><route-engine-information>${slots
    .map(
      (slot) => `<route-engine><slot>${slot}</slot><mastership-state>${slot === 0 ? 'master' : 'backup'}</mastership-state></route-engine>`,
    )
    .join('')}</route-engine-information></rpc-reply>`
const ready = 'chassis {\n redundancy {\n graceful-switchover;\n }\n}\nrouting-options {\n nonstop-routing;\n}\n'

test('what goes on while a device restarts: its answers before its parts, its parts before its configuration', () => {
  const of = (more: Partial<Parameters<typeof redundancyOf>[0]>) => {
    const { kind, by, members } = redundancyOf({ reading: null, slots: [], configuration: null, ...more })
    return [kind, by, members]
  }
  assert.deepEqual(of({}), ['not known', '', null])
  assert.deepEqual(of({ reading: reading(engines(0, 1)) }), ['two routing engines', 'its answers of 2026-03-01', null])
  assert.deepEqual(of({ reading: reading(engines(0)), slots: ['Routing Engine 0', 'Routing Engine 1'] }), [
    'one routing engine',
    'its answers of 2026-03-01',
    null,
  ])
  assert.deepEqual(of({ slots: ['Routing Engine 0', 'Routing Engine 1', 'FPC 0'] }), [
    'two routing engines',
    'its parts in the installed base',
    null,
  ])
  assert.deepEqual(of({ slots: ['Routing Engine 0'] }), ['not known', '', null], 'one part with a serial is not all there is')
  assert.deepEqual(of({ configuration: configured(ready) }), ['two routing engines', 'its configuration', null])
  const [kind, , members] = of({ reading: reading(sample('virtual-chassis/samples/mixed.xml')) })
  assert.equal(kind, 'virtual chassis')
  assert.ok(Number(members) > 1)
  for (const path of [
    'chassis-cluster/samples/one-lost.xml',
    'chassis-cluster/samples/synthetic-hold.txt',
    'chassis-hardware/samples/cluster.xml',
  ])
    assert.equal(of({ reading: reading(sample(path)) })[0], 'cluster', path)
  assert.deepEqual(of({ reading: reading(sample('chassis-cluster/samples/not-enabled.xml')) }), ['not known', '', null])
  assert.equal(of({ reading: reading(sample('chassis-hardware/samples/virtual-chassis.xml')) })[0], 'virtual chassis')
})

const node = (redundancy: Partial<Redundancy>, more: object = {}) => ({
  serial: 'SN1',
  product: 'MX480',
  release: '21.4R1',
  verdict: 'affected' as const,
  fix: '21.4R3',
  redundancy: { kind: 'not known', by: '', members: null, takesOver: null, ...redundancy } as Redundancy,
  ...more,
})
test('devices of which the same is to be said are named together', () => {
  const nodes = statementsOf(record({ title: 'It restarts' }), [
    node({}),
    node({}, { serial: 'SN2' }),
    node({}, { serial: 'SN3', fix: null }),
  ])
  assert.deepEqual(
    nodesAlike(nodes).map(({ serials }) => serials),
    [['SN1', 'SN2'], ['SN3']],
  )
})

const statement = (given: ReturnType<typeof node>) => statementsOf(record({ title: 'It restarts' }), [given])[0]

test('MSP-3.1.6.c: each node has its reason: the issue, the way to the fix, and what is not known', () => {
  const by = 'its answers of 2026-03-01'
  const texts = (given: ReturnType<typeof node>) => {
    const found = statement(given)
    return [found?.expected, found?.why.join(' ') ?? '', found?.notKnown.join('; ') ?? ''] as const
  }
  for (const [given, expected, why, notKnown] of [
    [
      node({ kind: 'one routing engine', by }),
      'yes',
      /one routing engine by its answers of 2026-03-01, so it is out of service/,
      /for how long it restarts/,
    ],
    [node({ kind: 'two routing engines', by }), 'yes', /ISSU\) could be possible/, /kept ready to take over: no configuration/],
    [
      node({ kind: 'two routing engines', by, takesOver: { graceful: true, nonstop: true } }),
      'yes',
      /graceful switchover and nonstop routing: an upgrade in service/,
      /supported between these releases on this MX480/,
    ],
    [
      node({ kind: 'two routing engines', by, takesOver: { graceful: true, nonstop: false } }),
      'yes',
      /without nonstop routing/,
      /change-over/,
    ],
    [node({ kind: 'cluster', by }), 'yes', /one node is upgraded while the other forwards/, /each move/],
    [
      node({ kind: 'virtual chassis', by, members: 3 }, { product: 'EX4300-48P' }),
      'yes',
      /of 3 members .*NSSU\) could be possible/,
      /one member alone/,
    ],
    [node({}), 'yes', /upgrade from 21\.4R1 to 21\.4R3, which restarts it/, /second routing engine/],
    [node({}, { fix: null }), 'yes', /No release with a fix is known/, /how long service stops/],
    [node({}, { verdict: 'unknown' }), 'not known', /restarts it/, /whether the issue is about this device/],
  ] as const) {
    const [found, reason, open] = texts(given)
    assert.equal(found, expected)
    assert.match(reason, why)
    assert.match(open, notKnown)
  }
})
