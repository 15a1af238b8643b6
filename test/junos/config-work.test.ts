import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { changeList, compareConfigurations } from '../../src/junos/config/compare.ts'
import { effectiveConfiguration, whereFrom } from '../../src/junos/config/effective.ts'
import { braceLines } from '../../src/junos/config/print-brace.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { findReferences } from '../../src/junos/config/references.ts'
import type { Statement } from '../../src/junos/config/statement.ts'
import { expandNames, fitsWildcard } from '../../src/junos/config/wildcard.ts'
import { fc } from '../support/laws.ts'
import { dataDirectory, hasData } from './strings.ts'

const treeOf = (text: string): Statement => {
  const [first] = readConfigurations(text).configurations
  assert.ok(first, text)
  return first.tree
}
const setOf = (tree: Statement): readonly string[] => [...setLines(tree)]
const effectOf = (text: string, engine: 're0' | 're1' = 're0', node: 'node0' | 'node1' = 'node0') =>
  effectiveConfiguration(treeOf(text), { engine, node })

const grouped = `groups {
    g1 {
        interfaces {
            <ge-*> {
                mtu 9000;
                unit <*> { family inet { filter { input F; } } }
            }
            lo0 { unit 0 { family inet { address 1.1.1.1/32; } } }
        }
    }
    g2 { apply-groups g3; system { host-name two; name-server { 9.9.9.9; } } }
    g3 { system { domain-name d3; host-name three; } }
    re0 { system { host-name first; } }
    re1 { system { host-name second; } }
    node1 { system { location one; } }
    c { when { model mx; } system { x; } }
    near { interfaces { ge-0/0/1 { mtu 4000; } } }
}
apply-groups [ re0 re1 g1 g2 "\${node}" c missing ];
system { name-server { 8.8.8.8; } }
interfaces {
    ge-0/0/0 { mtu 1500; unit 0 { family inet { address 10.1.1.1/30; } } }
    ge-0/0/1 { apply-groups near; unit 0; }
    ge-0/0/2 { apply-groups-except g1; }
    inactive: ge-0/0/3 { mtu 7; }
    xe-0/0/0 { inactive: mtu 1; }
    interface-range R { member "ge-0/1/[5-6]"; member-range xe-0/0/0 to xe-0/0/1; mtu 3000; }
}
policy-options { prefix-list P { apply-path "interfaces <*> unit <*> family inet address <10.*>"; } }`

test('an effective configuration holds what groups, ranges and paths give, each with its line and where it comes from', () => {
  const { tree, skipped } = effectOf(grouped)
  const shown = [...tree.walk()]
    .filter((path) => path.at(-1)!.below.length === 0)
    .map((path) => `${path.map(({ word }) => word).join(' ')} < ${whereFrom(path.at(-1)!)}`)
  for (const line of [
    'system name-server 8.8.8.8 < line 20',
    'system name-server 9.9.9.9 < line 11, by group g2',
    'system host-name first < line 13, by group re0',
    'system domain-name d3 < line 12, by group g3',
    'interfaces ge-0/0/0 mtu 1500 < line 22',
    'interfaces ge-0/0/0 unit 0 family inet filter input F < line 6, by group g1',
    'interfaces ge-0/0/1 mtu 4000 < line 17, by group near',
    'interfaces ge-0/0/2 < line 24',
    'interfaces lo0 unit 0 family inet address 1.1.1.1/32 < line 8, by group g1',
    'interfaces xe-0/0/0 mtu 3000 < line 27, by interface range R',
    'interfaces ge-0/1/6 mtu 3000 < line 27, by interface range R',
    'policy-options prefix-list P 10.1.1.0/30 < line 22, by apply-path interfaces <*> unit <*> family inet address <10.*>',
  ])
    assert.ok(shown.includes(line), `${line}\n${shown.join('\n')}`)
  assert.equal(tree.at('interfaces', 'ge-0/0/3'), undefined, 'what is switched off is not there')
  assert.equal(tree.at('interfaces', '<ge-*>'), undefined, 'a pattern makes nothing')
  assert.equal(tree.find('groups') ?? tree.find('apply-groups'), undefined)
  assert.deepEqual(
    skipped.map(({ what, text }) => `${what}: ${text}`),
    [
      'a group that is applied and not there: node0',
      'a group with a condition that cannot be judged here; it is not applied: c',
      'a group that is applied and not there: missing',
    ],
  )
})

test('apply-path gives networks of both families: each address of each unit, and neighbours of instances', () => {
  const { tree, skipped } = effectOf(`interfaces {
  ge-0/0/0 { unit 0 { family inet { address 192.0.2.130/25; address 192.0.2.1/31; } family inet6 { address 2001:DB8:0:0:1::5/64; address 2001:db8:0:1::ffff/63; } } unit 7 { family inet6 { address ::ffff:192.0.2.1/120; address 2001:db8::1/127; address fe80::1:2/10; } } }
  lo0 { unit 0 { family inet { address 198.51.100.7; } family inet6 { address 2001:db8:1:0:0:1:0:0; address 1:0:2:0:3:0:4:ff/121; } } }
}
routing-instances { A { protocols { bgp { group g { neighbor 203.0.113.9; neighbor 2001:db8:9::; neighbor 300.1.1.1; } } } } }
system { ntp { server ntp.example.net; } }
policy-options {
  prefix-list four { 192.0.2.0/31; apply-path "interfaces <*> unit <*> family inet address <*>"; }
  prefix-list six { apply-path "interfaces <*> unit <*> family inet6 address <*>"; }
  prefix-list peers { apply-path "routing-instances <*> protocols bgp group <*> neighbor <*>"; }
  prefix-list servers { apply-path "system ntp server <*>"; }
}`)
  const listed = (name: string) =>
    tree
      .at('policy-options', 'prefix-list', name)
      ?.below.map(({ word }) => word)
      .filter((word) => word !== 'apply-path')
  assert.deepEqual(listed('four'), ['192.0.2.0/31', '192.0.2.128/25', '198.51.100.7/32'])
  assert.deepEqual(listed('six'), [
    '2001:db8::/64',
    '2001:db8::/63',
    '::ffff:c000:200/120',
    '2001:db8::/127',
    'fe80::/10',
    '2001:db8:1::1:0:0/128',
    '1:0:2:0:3:0:4:80/121',
  ])
  assert.deepEqual(listed('peers'), ['203.0.113.9/32', '2001:db8:9::/128'])
  assert.deepEqual(listed('servers'), [])
  assert.deepEqual(
    skipped.map(({ line, what }) => [line, what]),
    [[11, 'an apply-path that finds nothing']],
  )
})

test('groups of engines and nodes apply through the eyes of one of them', () => {
  const second = effectOf(grouped, 're1', 'node1').tree
  assert.ok(second.at('system', 'host-name', 'second'))
  assert.ok(second.at('system', 'location', 'one'))
  assert.equal(effectOf(grouped).tree.at('system', 'location'), undefined)
})

test('groups that name each other in a circle, or give very much, end', () => {
  assert.ok(
    effectOf('groups { a { apply-groups b; system { x; } } b { apply-groups a; system { y; } } } apply-groups a;').tree.at('system', 'y'),
  )
  const wide = Array.from({ length: 60 }, (_, at) => `g${at} { interfaces { <*> { unit <*> { ${`family f${at} { x; }`} } } } }`).join('\n')
  const many = Array.from({ length: 300 }, (_, at) => `ge-0/0/${at} { unit 0; unit 1; }`).join('\n')
  const { tree } = effectOf(
    `groups { ${wide} } apply-groups [ ${Array.from({ length: 60 }, (_, at) => `g${at}`).join(' ')} ]; interfaces { ${many} }`,
  )
  assert.equal(tree.at('interfaces', 'ge-0/0/299', 'unit', '1', 'family')?.below.length, 60)
  // twelve patterns in each of twelve levels fit the same words
  const patterns = (depth: number): string =>
    depth === 0
      ? 'x;'
      : `${Array.from({ length: 12 }, (_, at) => `<${'*'.repeat(at + 1)}>`)
          .map((word, at) => (at === 0 ? `${word} { ${patterns(depth - 1)} }` : `${word} { a { b; } }`))
          .join(' ')}`
  const shared = (depth: number): string => (depth === 0 ? 'x;' : `a { ${shared(depth - 1)} }`)
  const began = process.cpuUsage()
  effectOf(`groups { g { ${patterns(12)} } h { apply-groups [ g h ]; ${patterns(4)} } } apply-groups [ g h ]; ${shared(40)}`)
  const nested = (depth: number): string =>
    depth === 0 ? 'y;' : ['<*>', '<**>', '<?>'].map((word) => `${word} { ${nested(depth - 1)} }`).join(' ')
  effectOf(`groups { g { ${nested(9)} } } apply-groups g; ${shared(10)}`)
  assert.ok(process.cpuUsage(began).user < 5_000_000)
})

test('patterns of groups fit as the device takes them, whatever their length', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['<*>', 'anything', true],
    ['<ge-*>', 'ge-0/0/0', true],
    ['<ge-*>', 'xe-0/0/0', false],
    ['<em[0,1]>', 'em1', true],
    ['<ge-0/0/[0-3]>', 'ge-0/0/4', false],
    ['<[egx][te]-*>', 'xe-1/0/0', true],
    ['<10.*>', '10.1.1.1/30', true],
    ['<a?c>', 'abc', true],
    ['<[!a]*>', 'abc', false],
  ]
  for (const [pattern, word, fits] of rows) assert.equal(fitsWildcard(pattern, word), fits, `${pattern} ${word}`)
  assert.equal(fitsWildcard(`<${'*a'.repeat(2_000)}b>`, 'a'.repeat(20_000)), false)
  assert.deepEqual(expandNames('ge-0/0/[0-2,7]', []), ['ge-0/0/0', 'ge-0/0/1', 'ge-0/0/2', 'ge-0/0/7'])
  assert.deepEqual(expandNames('ge-*', ['ge-0', 'xe-0']), ['ge-0'])
})

/** One secret in each kind of statement; the part that must not come out. */
test('names are found wherever the vendor lets them stand', () => {
  const text = `snmp { community c { client-list-name CL; } community d { client-list-name PL; } client-list CL { 192.0.2.0/24; } }
interfaces { ge-0/0/0 { unit 0 { layer2-policer { input-policer LP; output-policer GONE1; } family inet { rpf-check fail-filter RPF; } family inet6 { rpf-check fail-filter GONE2; } } } }
routing-options { aggregate { defaults { policy AD; } route 192.0.2.0/24 policy AG; } rib inet6.0 { generate { route ::/0 policy GONE3; } } multicast { scope-policy SP; } }
protocols {
  ldp { egress-policy EP; }
  ospf { area 0.0.0.0 { interface ge-0/0/0.0 { authentication { keychain K1; } bfd-liveness-detection { authentication { key-chain K2; } } } } }
  mpls { label-switched-path L { policing { filter LF; } } }
  l2circuit { neighbor 192.0.2.9 { interface ge-0/0/0.0 { community CO; } } }
  evpn { vni-options { vni 5 { vrf-target export target:1:5; } } }
}
policy-options {
  prefix-list PL { 192.0.2.0/24; } community CO members 1:1; policy-statement AD { then accept; } policy-statement AG { then accept; }
  policy-statement SP { then accept; } policy-statement EP { then accept; }
}
firewall {
  policer LP { then discard; } policer PP { then discard; } hierarchical-policer HP { aggregate { then discard; } }
  family inet { prefix-action PA { policer PP; } filter RPF { term a { filter NEST; } term b { filter GONE4; } } filter NEST { term a { then { hierarchical-policer HP; } } } }
  family mpls { filter LF { term a { then accept; } } }
}
security {
  authentication-key-chains { key-chain K1 { key 0 { secret x; } } key-chain K2 { key 0 { secret x; } } }
  address-book { global { address DB1 192.0.2.0/28; address A2 192.0.2.16/28; } }
  nat {
    source { rule-set r { rule r { match { source-address-name DB1; application AP; } } } }
    static { rule-set s { rule s { match { source-address-name DB2; } then { static-nat { prefix-name { A2; } } } } } }
  }
}
applications { application AP { protocol tcp; } }
class-of-service { classifiers { exp E1 { import E0; } exp E0 { import default; } } routing-instances { all { classifiers { exp E1; } } } }`
  const { undefined: missing, unused } = findReferences(treeOf(text))
  assert.deepEqual(missing.map(({ name }) => name).sort(), ['DB2', 'GONE1', 'GONE2', 'GONE3', 'GONE4'])
  assert.deepEqual(unused, [])
})

test('names that are undefined or unused are found, also in routing instances and logical systems', () => {
  const { undefined: missing, unused } = findReferences(
    treeOf(`apply-groups [ g nope ];
groups { g { system { x; } } spare { system { y; } } }
policy-options {
  prefix-list used { 10.0.0.0/8; }
  prefix-list idle { 10.0.0.0/8; }
  community c members 1:1;
  policy-statement p { term a { from { prefix-list [ used gone ]; community c; } then { community add lost; accept; } } }
  policy-statement q { then accept; }
}
firewall { family inet { filter f { term a { from { source-prefix-list { used; } } then { policer none; accept; } } } } }
interfaces { ge-0/0/0 { unit 0 { family inet { filter { input f; output absent; } } } } }
protocols { bgp { group g { import [ p ( q && !missing ) ]; } } ospf { area 0.0.0.0 { interface ge-0/0/0.0; interface ge-0/0/1.0; } } }
routing-instances { r { interface ge-0/0/0.5; vrf-import vp; protocols { bgp { group x { export p; } } } } }
logical-systems { ls { protocols { bgp { group g { export p; import own; } } } policy-options { policy-statement alone { then reject; } } } }
security { policies { from-zone a to-zone junos-host { policy x { match { source-address [ any web ]; application [ junos-ssh app ]; } } } } zones { security-zone b; } }`),
  )
  assert.deepEqual(missing.map(({ kind, name, scope }) => `${kind} ${name}${scope === null ? '' : ` in ${scope}`}`).sort(), [
    'address web',
    'application app',
    'community lost',
    'filter absent',
    'interface ge-0/0/0.5',
    'interface ge-0/0/1.0',
    'policer none',
    'policy missing',
    'policy own in logical-systems ls',
    'policy vp',
    'prefix list gone',
    'zone a',
  ])
  assert.deepEqual(unused.map(({ kind, name }) => `${kind} ${name}`).sort(), ['group spare', 'policy alone', 'prefix list idle'])
  assert.equal(missing.find(({ name }) => name === 'absent')?.line, 11)
})

test('two configurations differ by what was added, removed, changed, moved, switched off, or comes through a group', () => {
  const before = treeOf(`groups { g { interfaces { <*> { mtu 9000; } } } } apply-groups g;
interfaces { ge-0/0/0 { mtu 1500; unit 0 { family inet { address 10.0.0.1/30; } } } ge-0/0/1 { description b; } }
policy-options { policy-statement p { term a { then accept; } term b { then reject; } term c { then accept; } } }
system { services { ssh; telnet; } }`)
  const after = treeOf(`groups { g { interfaces { <*> { mtu 9100; } } } } apply-groups g;
interfaces { ge-0/0/0 { mtu 1600; inactive: unit 0 { family inet { address 10.0.0.1/30; } } } ge-0/0/1 { description b; } ge-0/0/2 { description c; } }
policy-options { policy-statement p { term c { then accept; } term a { then accept; } term n { then accept; } term b { then reject; } } }
system { services { ssh; } }`)
  const comparison = compareConfigurations(before, after)
  assert.deepEqual(changeList(comparison), [
    '~ changed     groups g interfaces <*> mtu: 9000 to 9100  [line 1, now 1]',
    '~ changed     interfaces ge-0/0/0 mtu: 1500 to 1600  [line 2, now 2]',
    '! deactivated interfaces ge-0/0/0 unit 0  [line 2, now 2]',
    '+ added       interfaces ge-0/0/2 description c  [line 2]',
    '+ added       policy-options policy-statement p term n then accept  [line 3]',
    '> moved       policy-options policy-statement p term c: now before a  [line 3, now 3]',
    '- removed     system services telnet  [line 4 before]',
    'In effect, without being written there:',
    '~ changed     interfaces ge-0/0/1 mtu: 9000 to 9100 through group g  [line 1, now 1]',
  ])
  assert.deepEqual(compareConfigurations(before, before), { kind: 'comparison', changes: [], effects: [], commands: [] })
})

const name = fc.constantFrom('a', 'b', 'c', 'd')
const someTree = fc
  .record({
    terms: fc.uniqueArray(name, { maxLength: 4 }),
    interfaces: fc.uniqueArray(fc.record({ unit: name, mtu: fc.constantFrom('1', '2'), off: fc.boolean() }), {
      maxLength: 4,
      selector: ({ unit }) => unit,
    }),
    servers: fc.uniqueArray(name, { maxLength: 3 }),
    imports: fc.uniqueArray(name, { maxLength: 4 }),
  })
  .map(({ terms, interfaces, servers, imports }) =>
    [
      'set system host-name x',
      ...servers.map((each) => `set system name-server ${each}`),
      ...interfaces.flatMap(({ unit, mtu, off }) => [
        `set interfaces ${unit} mtu ${mtu}`,
        ...(off ? [`deactivate interfaces ${unit}`] : []),
      ]),
      ...terms.map((each) => `set policy-options policy-statement p term ${each} then accept`),
      ...imports.map((each) => `set protocols bgp group g import ${each}`),
    ].join('\n'),
  )

test('the commands of a comparison make one configuration into the other, and those of the way back undo them', () => {
  /** What order does not decide is sorted. */
  const normal = (tree: Statement): readonly string[] => {
    const lines = setOf(tree)
    const ordered = ['term', 'import'].map((word) => lines.filter((line) => line.includes(` ${word} `)))
    return [...ordered.flat(), ...lines.filter((line) => !ordered.flat().includes(line)).sort()]
  }
  fc.assert(
    fc.property(someTree, someTree, (one, other) => {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        const { commands } = compareConfigurations(treeOf(from), treeOf(to))
        const made = readConfigurations(`${from}\n${commands.join('\n')}\n`)
        assert.deepEqual(made.skipped, [])
        assert.deepEqual(normal(made.configurations[0]!.tree), normal(treeOf(to)))
      }
    }),
    { numRuns: 1_000 },
  )
})

test('a tree that is printed in either form reads back to the same', () => {
  fc.assert(
    fc.property(someTree, (text) => {
      const tree = treeOf(text)
      assert.deepEqual(setOf(treeOf([...braceLines(tree)].join('\n'))), setOf(tree))
      assert.deepEqual(setOf(treeOf(setOf(tree).join('\n'))), setOf(tree))
    }),
    { numRuns: 500 },
  )
})

const configs = join(dataDirectory, 'configs')
const filesOf = (pattern: string) => globSync(pattern, { cwd: configs }).map((file) => join(configs, file))

test('real data: set lines from brace text are those that the device printed, each and in order', { skip: !hasData }, () => {
  const twins = filesOf('jvd/service_provider/low_latency_queueing/conf/*.conf')
  assert.equal(twins.length, 8)
  for (const file of twins) {
    const printed = readFileSync(file.replace('/conf/', '/set/').replace(/conf$/, 'set'), 'utf8')
    const expected = printed.split(/\r?\n/).filter((line) => /^(?:set|deactivate) /.test(line))
    assert.deepEqual(
      setOf(treeOf(readFileSync(file, 'utf8'))),
      expected.map((line) => line.trimEnd()),
      file,
    )
  }
})

test('real data: every configuration reads, and prints in both forms as what reads to the same', { skip: !hasData }, () => {
  const files = [
    ...filesOf('**/*.conf'),
    ...filesOf('**/*.set'),
    ...filesOf('**/display_set.txt'),
    ...filesOf('batfish-testrigs/*/configs/*'),
  ]
  assert.ok(files.length > 200)
  let count = 0
  for (const file of files) {
    // reading very long files once is enough
    const text = readFileSync(file, 'utf8')
    const { configurations, skipped } = readConfigurations(text)
    assert.ok(configurations.length > 0, `${file}: ${JSON.stringify(skipped)}`)
    if (text.length > 200_000) continue
    for (const { tree } of configurations) {
      const lines = setOf(tree)
      assert.deepEqual(setOf(treeOf([...braceLines(tree)].join('\n'))), lines, file)
      assert.deepEqual(setOf(treeOf(lines.join('\n'))), lines, file)
      findReferences(tree)
      count += 1
    }
  }
  assert.ok(count > 250)
})
