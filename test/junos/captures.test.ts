import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aroundIt } from '../../src/junos/config/columns.ts'
import { hostNameOf } from '../../src/junos/config/host-name.ts'
import { maskAnyText } from '../../src/junos/config/mask.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { findReferences } from '../../src/junos/config/references.ts'

const read = (text: string) => {
  const { configurations, skipped } = readConfigurations(text)
  return { configurations, skipped, sets: configurations.map(({ device, tree }) => [device, ...setLines(tree)]) }
}

const xml = `<rpc-reply xmlns:junos="http://xml.juniper.net/junos/22.4R0/junos">
    <configuration>
        <system><host-name>r1</host-name></system>
        <snmp><community><name>c0mm1x</name></community></snmp>
    </configuration>
    <cli>
        <banner>{master}</banner>
    </cli>
</rpc-reply>
`
const json = `{
    "configuration" : {
        "system" : { "host-name" : "r1" },
        "snmp" : { "community" : [ { "name" : "c0mm1x" } ] }
    }
}
`
const lines = ['r1-re0', 'set system host-name r1', 'set snmp community c0mm1x']

for (const [form, answer] of [
  ['xml', xml],
  ['json', json],
] as const)
  test(`${form} behind a prompt is read as what it is, and masked`, () => {
    const text = `me@r1-re0> show configuration | display ${form} | no-more\n${answer}\n{master}\nme@r1-re0> show version\nHostname: r1\n\nme@r1-re0> exit\n`
    const { sets, configurations } = read(text)
    assert.deepEqual(sets, [lines])
    assert.equal(configurations[0]?.form, form)
    if (form === 'xml') assert.equal(configurations[0]?.tree.at('system', 'host-name', 'r1')?.line, 4)
    const masked = maskAnyText(text)
    assert.deepEqual([masked.text, masked.masked], [text.replace('c0mm1x', '***snmp-secret***'), 1])
    // the prompt behind it alone is no part of it either
    assert.deepEqual(read(`${answer}\nme@r1-re0> \n`).sets, [[null, ...lines.slice(1)]])
  })

test('JSON that is cut is read up to its last whole value, and nothing of what follows is shown', () => {
  const start = json.indexOf('"snmp"')
  for (let end = start; end < json.length - 3; end += 1) {
    const cut = json.slice(0, end)
    const { sets, skipped } = read(cut)
    assert.equal(sets[0]?.[1], 'set system host-name r1', cut)
    assert.equal(skipped.length, 1, cut)
    assert.match(skipped[0]!.what, /does not end: the text is cut short/)
    assert.doesNotMatch(maskAnyText(cut).text, /c0m/, cut)
  }
  for (const broken of ['{ "configuration" : { "a" } }', '{ "configuration" : ] ', '{"a']) assert.deepEqual(read(broken).sets, [], broken)
})

test('what an editor shows stands below its place, and what is typed there is a command', () => {
  const { sets, skipped } = read(`Warning: Permanently added 'r1' to the list of known hosts.
{master}
me@r1> set cli screen-length 0
Screen length set to 0

{master}
me@r1> configure
Entering configuration mode

{master}[edit]
me@r1# show protocols bgp
group g {
    neighbor 10.0.0.2;
}

{master}[edit]
me@r1# edit interfaces ge-0/0/0

{master}[edit interfaces ge-0/0/0]
me@r1# show
unit 0 {
    family inet;
}

{master}[edit interfaces ge-0/0/0]
me@r1# show unit 0 | no-more
family inet6;

{master}[edit interfaces ge-0/0/0]
me@r1# set mtu 9000

{master}[edit interfaces ge-0/0/0]
me@r1# top set system host-name r1

{master}[edit interfaces ge-0/0/0]
me@r1# delete unit 0 family inet

{master}[edit interfaces ge-0/0/0]
me@r1# top show system services | display set
set system services ssh

{master}[edit interfaces ge-0/0/0]
me@r1# run show interfaces terse
Interface               Admin Link

{master}[edit interfaces ge-0/0/0]
me@r1# commit and-quit
commit complete
`)
  assert.deepEqual(sets, [
    [
      'r1',
      'set protocols bgp group g neighbor 10.0.0.2',
      'set interfaces ge-0/0/0 unit 0 family inet6',
      'set interfaces ge-0/0/0 mtu 9000',
      'set system host-name r1',
      'set system services ssh',
    ],
  ])
  assert.deepEqual(
    skipped.filter(({ what }) => what !== aroundIt).map(({ line, what }) => [line, what]),
    [[43, 'the answer to another command']],
  )
})

test('the prompt of a shell names its device, and hands commands to the other one', () => {
  const { sets } = read(
    '==== r1 ====\nme@r1> sh conf | display set\nset system host-name r1\n\nme@r2:~ # cli -c "show configuration | display set"\nset system host-name r2\nroot@r3:/var/tmp% cli -c \'show configuration\'\nsystem {\n    host-name r3;\n}\n',
  )
  assert.deepEqual(sets, [
    ['r1', 'set system host-name r1'],
    ['r2', 'set system host-name r2'],
    ['r3', 'set system host-name r3'],
  ])
})

test('an editor goes up by levels: a name belongs to the word before it, and two zones are one level', () => {
  const after = (...commands: string[]) => read(['set system host-name a', ...commands, 'set x y'].join('\n')).sets[0]?.at(-1)
  assert.equal(after('edit security policies from-zone a to-zone b', 'up 2'), 'set security x y')
  assert.equal(after('edit security policies from-zone a to-zone b', 'up'), 'set security policies x y')
  assert.equal(after('edit interfaces ge-0/0/0 unit 0 family inet', 'up 2'), 'set interfaces ge-0/0/0 x y')
  assert.equal(after('edit protocols bgp group g neighbor 10.0.0.1', 'up'), 'set protocols bgp group g x y')
  assert.equal(after('edit protocols', 'up 9'), 'set x y')
})

test('a device is called by its own host name, else by that of a group in use; two engines are one device', () => {
  const nameOf = (text: string) => hostNameOf(readConfigurations(text).configurations[0]!.tree)
  const groups =
    'groups { x { system { host-name x; } } re0 { system { host-name mx1-re0; } } re1 { system { host-name mx1-re1; } } node0 { system { host-name fw1a; } } }'
  assert.equal(nameOf(`${groups} apply-groups [ re0 re1 ]; system { services { ssh; } }`), 'mx1')
  assert.equal(nameOf(`${groups} apply-groups "\${node}"; system { services { ssh; } }`), 'fw1a')
  assert.equal(nameOf(`${groups} apply-groups [ re0 re1 ]; system { host-name own; }`), 'own')
  assert.equal(nameOf(`${groups} system { services { ssh; } }`), null)
})

test('a variable of a dynamic profile is no name that is missing', () => {
  const [one] = read(
    'dynamic-profiles { P { variables { v4 default-value F; } interfaces { pp0 { unit "$junos-interface-unit" { family inet { filter { input "$v4"; } } } } } } }',
  ).configurations
  assert.deepEqual(findReferences(one!.tree).undefined, [])
})
