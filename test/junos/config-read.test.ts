import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configBounds, flag } from '../../src/junos/config/columns.ts'
import { isCompared } from '../../src/junos/config/comparison.ts'
import { braceLines } from '../../src/junos/config/print-brace.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { indexConfiguration, readConfigurations } from '../../src/junos/config/read.ts'
import { fc } from '../support/laws.ts'

const read = (text: string) => {
  const { configurations, skipped } = readConfigurations(text)
  return {
    trees: configurations.map(({ tree }) => tree),
    configurations,
    skipped,
    set: configurations.map(({ tree }) => [...setLines(tree)]),
  }
}
const setOf = (text: string): readonly string[] => read(text).set[0] ?? []
const braceOf = (text: string): string =>
  read(text)
    .trees.flatMap((tree) => [...braceLines(tree)])
    .join('\n')

test('brace text becomes the set lines that the device prints, in its order', () => {
  const text = `## Last commit: 2026-01-01 by x
version 20.2R1.10;
system { host-name r1; /* who */ services { ssh; inactive: telnet; } }
chassis { inactive: network-services ip; }
interfaces {
    ge-0/0/0 {
        description "to ; { b } # \\"x\\"";
        vlan-tags outer 10 inner 20;
        hold-time up 100 down 200;
        unit 0 { family inet { address 10.0.0.1/30; } family inet6; }
    }
}
class-of-service { schedulers { S { shaping-rate percent 20; transmit-rate 10m exact; } } }
policy-options { policy-statement P { term a { from { protocol [ bgp static ]; } then accept } } }
protocols { bgp { group g { export [ A ( B && C ) ]; inactive: apply-groups [ x y ]; } } }`
  assert.deepEqual(setOf(text), [
    'set version 20.2R1.10',
    'set system host-name r1',
    'set system services ssh',
    'set system services telnet',
    'deactivate system services telnet',
    'annotate system services "who"',
    'set chassis network-services ip',
    'deactivate chassis network-services',
    'set interfaces ge-0/0/0 description "to ; { b } # \\"x\\""',
    'set interfaces ge-0/0/0 vlan-tags outer 10',
    'set interfaces ge-0/0/0 vlan-tags inner 20',
    'set interfaces ge-0/0/0 hold-time up 100',
    'set interfaces ge-0/0/0 hold-time down 200',
    'set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/30',
    'set interfaces ge-0/0/0 unit 0 family inet6',
    'set class-of-service schedulers S shaping-rate percent 20',
    'set class-of-service schedulers S transmit-rate 10m',
    'set class-of-service schedulers S transmit-rate exact',
    'set policy-options policy-statement P term a from protocol bgp',
    'set policy-options policy-statement P term a from protocol static',
    'set policy-options policy-statement P term a then accept',
    'set protocols bgp group g export A',
    'set protocols bgp group g export ( B && C )',
    'set protocols bgp group g apply-groups x',
    'set protocols bgp group g apply-groups y',
    'deactivate protocols bgp group g apply-groups',
  ])
})

test('statements know their lines, also behind strings and comments of several lines', () => {
  const { trees } = read('system {\n  /* one\n two */ host-name r1;\n  login { message "a\nb";\n class x; }\n}\n')
  assert.equal(trees[0]?.at('system', 'host-name', 'r1')?.line, 3)
  assert.equal(trees[0]?.at('system', 'login', 'class')?.line, 6)
})

test('a session of set commands is applied in its order', () => {
  const { set, skipped } = read(`set system host-name r1
set interfaces ge-0/0/0 mtu 9000
deactivate interfaces ge-0/0/0
protect system host-name
set policy-options policy-statement p term a then accept
set policy-options policy-statement p term b then reject
insert policy-options policy-statement p term b before term a
edit interfaces ge-0/0/1
set unit 0 family inet
up
set ge-0/0/2 mtu 1
top
rename interfaces ge-0/0/1 to ge-0/0/9
copy interfaces ge-0/0/2 to ge-0/0/3
delete interfaces ge-0/0/2
annotate interfaces ge-0/0/3 "spare"
activate interfaces ge-0/0/77
set apply-groups [ a b ]
`)
  assert.deepEqual(set[0], [
    'set system host-name r1',
    'protect system host-name',
    'set interfaces ge-0/0/0 mtu 9000',
    'deactivate interfaces ge-0/0/0',
    'set interfaces ge-0/0/9 unit 0 family inet',
    'set interfaces ge-0/0/3 mtu 1',
    'set policy-options policy-statement p term b then reject',
    'set policy-options policy-statement p term a then accept',
    'set apply-groups a',
    'set apply-groups b',
  ])
  assert.deepEqual(skipped, [{ line: 17, what: 'a statement that is not there', text: 'activate interfaces ge-0/0/77' }])
})

test('set text, brace text, XML and JSON of one device give one tree', () => {
  const lines = [
    'set version 18.1',
    'set groups g system domain-name d',
    'set apply-groups g',
    'set system host-name a',
    'set system name-server 1.1.1.1',
    'set system name-server 2.2.2.2',
    'set system services ssh',
    'set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/30',
    'deactivate interfaces ge-0/0/0',
    'set policy-options prefix-list p 10.0.0.0/8',
    'set security policies from-zone a to-zone b policy p1 match source-address any',
  ]
  const xml = `<rpc-reply xmlns:junos="http://xml.juniper.net/junos/18.1/junos"><configuration junos:changed-seconds="1"><version>18.1</version>
<groups><name>g</name><system><domain-name>d</domain-name></system></groups><apply-groups>g</apply-groups>
<system><host-name>a</host-name><name-server><name>1.1.1.1</name></name-server><name-server><name>2.2.2.2</name></name-server><services><ssh/></services></system>
<interfaces><interface inactive="inactive"><name>ge-0/0/0</name><unit><name>0</name><family><inet><address><name>10.0.0.1/30</name></address></inet></family></unit></interface></interfaces>
<policy-options><prefix-list><name>p</name><prefix-list-item><name>10.0.0.0/8</name></prefix-list-item></prefix-list></policy-options>
<security><policies><policy><from-zone-name>a</from-zone-name><to-zone-name>b</to-zone-name><policy><name>p1</name><match><source-address>any</source-address></match></policy></policy></policies></security>
</configuration></rpc-reply>`
  const json = JSON.stringify({
    configuration: {
      version: '18.1',
      groups: [{ name: 'g', system: { 'domain-name': 'd' } }],
      'apply-groups': ['g'],
      system: { 'host-name': 'a', 'name-server': [{ name: '1.1.1.1' }, { name: '2.2.2.2' }], services: { ssh: [null] } },
      interfaces: {
        interface: [
          { name: 'ge-0/0/0', '@': { inactive: true }, unit: [{ name: 0, family: { inet: { address: [{ name: '10.0.0.1/30' }] } } }] },
        ],
      },
      'policy-options': { 'prefix-list': [{ name: 'p', 'prefix-list-item': [{ name: '10.0.0.0/8' }] }] },
      security: {
        policies: {
          policy: [{ 'from-zone-name': 'a', 'to-zone-name': 'b', policy: [{ name: 'p1', match: { 'source-address': ['any'] } }] }],
        },
      },
    },
  })
  const set = lines.join('\n')
  for (const text of [set, braceOf(set), xml, json]) assert.deepEqual(setOf(text), lines)
  assert.match(braceOf(xml), /^inactive: |\n {4}inactive: ge-0\/0\/0 \{\n/)
  assert.match(braceOf(set), /from-zone a to-zone b \{\n/)
  assert.deepEqual(setOf(`<rpc-reply><configuration-text>\nsystem { host-name &lt;x&gt;; }\n</configuration-text></rpc-reply>`), [
    'set system host-name <x>',
  ])
})

test('what a terminal leaves around is no statement, and several devices in one capture are several configurations', () => {
  const { configurations, set, skipped } = read(
    '\uFEFF!RANCID-CONTENT-TYPE: juniper\r\nroot@r1> show configuration | display set | no-more\r\nset system host-name r1\r\n\r\n{master:0}\r\nroot@r1> show version\r\nJunos: 20.1R1\r\n' +
      'me@r2-re0> show configuration system services\r\nssh;\r\nnetconf {\r\n    ssh;\r\n}\r\n---(more)---\r\n{master}\r\nme@r2-re0> exit\r\nAN3:\r\nadmin@x> show configuration | no-more\r\nsystem { host-name an3; }\r\n',
  )
  assert.deepEqual(
    configurations.map(({ device, form }) => [device, form]),
    [
      ['r1', 'set'],
      ['r2-re0', 'brace'],
      ['AN3', 'brace'],
    ],
  )
  assert.deepEqual(set, [
    ['set system host-name r1'],
    ['set system services ssh', 'set system services netconf ssh'],
    ['set system host-name an3'],
  ])
  assert.ok(skipped.some(({ what }) => what === 'the answer to another command'))
})

test('a comparison is no configuration: what is gone and what is new are not statements, and what to give is said', () => {
  const { set, skipped } = read(
    'op@r1# show | compare\n[edit system]\n-  host-name a;\n+  host-name b;\n\nop@r1# show configuration system | compare rollback 1\n[edit]\n+  domain-name d;\n\nop@r1# run show configuration system\nservices {\n    ssh;\n}\n',
  )
  assert.deepEqual(set, [['set system services ssh']])
  assert.deepEqual(
    skipped.map(({ line, what }) => [line, what]),
    [
      [1, isCompared],
      [6, isCompared],
    ],
  )
  const alone = [
    '[edit system]\n-  host-name a;\n+  host-name b;\n',
    '\r\n{master:0}[edit protocols bgp group x]\r\n     neighbor 10.0.0.1 { ... }\r\n+    neighbor 10.0.0.2;\r\n',
    '   [edit]\n   - system {\n   -     host-name a;\n   - }\n',
    '--- a/r1.conf\n+++ b/r1.conf\n@@ -1,3 +1,3 @@\n system {\n-    host-name a;\n+    host-name b;\n }\n',
    '-set system host-name a\n+set system host-name b\n',
    '<rpc-reply><configuration-information><configuration-output>\n[edit system]\n-  host-name a;\n</configuration-output></configuration-information></rpc-reply>',
  ]
  for (const text of alone) {
    const only = read(text)
    assert.deepEqual([only.set, only.skipped.map(({ what, text: shown }) => [what, shown])], [[], [[isCompared, '']]], text)
  }
  // signs that stand in a configuration are no comparison
  for (const text of [
    'system { login { message "rules\n- set no traps\n+ delete nothing\n"; } host-name a; }',
    'set system host-name a\nset system login message "- set x"\n---(more 50%)---\nset system domain-name d\n',
    '{master}[edit]\nop@r1# show\nsystem { login { message "a\n- b\n"; } host-name r1; }\n',
  ])
    assert.equal(read(text).set.length, 1, text)
})

test('set lines within brace text are read as what they are', () => {
  assert.deepEqual(setOf('system {\n  host-name a;\n}\nset system domain-name d\ninterfaces { lo0; }\ndeactivate system domain-name\n'), [
    'set system host-name a',
    'set system domain-name d',
    'deactivate system domain-name',
    'set interfaces lo0',
  ])
})

test('what a pager leaves is no part of a line: the rest of it is read', () => {
  const pager = '---(more 22%)---\r                                        \r'
  const brace = `system {\n    host-name a;\n${pager}    services {\n        telnet;\n---(more)---\n    }\n\u001b[7m---(more 50%)---\u001b[m\r   \r    domain-name x;\n}\n`
  const lines = ['set system host-name a', 'set system services telnet', 'set system domain-name x']
  assert.deepEqual([setOf(brace), read(brace).skipped], [lines, []])
  const typed = `set system host-name a\n${pager}set system services telnet\n---(more 100%)---\n${pager}set system domain-name x\n`
  assert.deepEqual([setOf(typed), read(typed).skipped], [lines, []])
  assert.deepEqual(setOf('system { login { message "--(more)--"; } }'), ['set system login message "--(more)--"'])
})

test('replace pattern changes names and values, all of them or none, and says why where it is not certain', () => {
  const before = [
    'set system host-name Core-1',
    'set interfaces ge-0/0/0 description "to ge-0/0/0, ge-0/0/0"',
    'set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/30',
    'set protocols ospf area 0.0.0.0 interface ge-0/0/0.0',
    'set protocols bgp group transit neighbor 10.0.0.2 authentication-key s3cr3t-x',
  ]
  const after = (...commands: string[]) => {
    const { set, skipped } = read([...before, ...commands].join('\n'))
    return { changed: set[0]!.filter((line) => !before.includes(line)), why: skipped.map(({ line, what, text }) => [line, what, text]) }
  }
  assert.deepEqual(after('replace pattern ge-0/0/0 with xe-1/0/0'), {
    changed: [
      'set interfaces xe-1/0/0 description "to xe-1/0/0, xe-1/0/0"',
      'set interfaces xe-1/0/0 unit 0 family inet address 10.0.0.1/30',
      'set protocols ospf area 0.0.0.0 interface xe-1/0/0.0',
    ],
    why: [],
  })
  // from where the editor stands, by a pattern, and up to as many as there are
  assert.deepEqual(after('edit protocols', 'replace pattern "ge-0/0/[0-3]" with ae5 upto 1', 'top').changed, [
    'set protocols ospf area 0.0.0.0 interface ae5.0',
  ])
  assert.deepEqual(after('replace pattern "^10\\.0\\.0" with 10.9.9 upto 0').changed, [
    'set interfaces ge-0/0/0 unit 0 family inet address 10.9.9.1/30',
    'set protocols bgp group transit neighbor 10.9.9.2 authentication-key s3cr3t-x',
  ])
  // a word of the language is none of the names: ospf is a statement; whether "inet" is one is not known here
  assert.deepEqual(after('replace pattern ospf with isis').changed, [])
  const refused = (command: string) => {
    const { changed, why } = after(command)
    assert.deepEqual(changed, [], command)
    assert.deepEqual([why.length, why[0]?.[0], why[0]?.[2]], [1, 6, ''], command)
    return String(why[0]?.[1])
  }
  assert.match(refused('replace pattern inet with inet6'), /not certain/)
  assert.match(refused('replace pattern "(.*)-1" with "\\1-2"'), /more than plain text/)
  assert.match(refused('replace pattern ge-0 with xe-0 upto 2'), /fits 3 places/)
  assert.match(refused('replace pattern nowhere with x'), /finds nothing/)
  assert.match(refused('replace pattern ge-0/0/0'), /expected "replace pattern X with Y/)
  assert.match(refused('replace pattern "" with x'), /expected/)
  assert.deepEqual(
    read('set system ntp server 10.0.0.1\nset system ntp server 10.0.0.2\nreplace pattern 10.0.0.1 with 10.0.0.2').skipped.map(
      ({ line }) => line,
    ),
    [3],
  )
})

test('wildcard range is its command for each name, and what is no plain range is said', () => {
  assert.deepEqual(
    setOf('set system host-name a\nwildcard range set interfaces ge-0/0/[0-1,5] mtu 9000\nwildcard range delete interfaces ge-0/0/[0-1]'),
    ['set system host-name a', 'set interfaces ge-0/0/5 mtu 9000'],
  )
  for (const command of [
    'wildcard delete interfaces ge-*',
    'wildcard range set interfaces ge-[!0]/0/0 mtu 1',
    'wildcard range set a[0-9][0-9][0-9]b[0-9][0-9]',
  ])
    assert.deepEqual(
      read(`set system host-name a\n${command}`).skipped.map(({ line, what }) => [line, what]),
      [[2, 'a command that is not applied: wildcard']],
      command,
    )
})

test('replace and delete tags, protected and inactive statements are kept, and print as they were', () => {
  const text = 'replace: interfaces {\n    delete: ge-0/0/0;\n    inactive: protect: ge-0/0/1 {\n        mtu 1;\n    }\n}'
  assert.equal(braceOf(text), text)
  assert.ok(read(text).trees[0]?.at('interfaces', 'ge-0/0/0')?.has(flag.delete))
})

test('broken text says what was skipped with its line, and the rest is read', () => {
  const rows: readonly (readonly [string, number, RegExp, string])[] = [
    ['interfaces {\n a { description "x;\n  mtu 1;\n }\n}\n', 2, /quote/, 'set interfaces a mtu 1'],
    ['system { host-name a; }\n}\ninterfaces { b; }', 2, /brace too many/, 'set interfaces b'],
    ['system {\n host-name a;\n services { ssh;\n', 4, /2 blocks do not end/, 'set system services ssh'],
    ['/* no end\nsystem { host-name a; }', 1, /comment that does not end/, 'set system host-name a'],
    ['set system host-name a\nwhat is this\nset system x\n', 2, /no command/, 'set system x'],
  ]
  for (const [text, line, what, still] of rows) {
    const { skipped, set } = read(text)
    assert.ok(
      skipped.some((each) => each.line === line && what.test(each.what)),
      `${text}: ${JSON.stringify(skipped)}`,
    )
    assert.ok(set[0]?.includes(still), `${text}: ${set[0]?.join('; ')}`)
  }
})

test('binary text, and text with neither statement nor command, gives no configuration and says so', () => {
  const binary = Array.from({ length: 5_000 }, (_, at) => String.fromCharCode((at * 37) % 30)).join('')
  for (const text of [binary, '\u0000\u0001'.repeat(100), '', '{"a":1}', '<a><b/></a>', '{"configuration"']) {
    const { configurations, skipped } = read(text)
    assert.equal(configurations.length, 0)
    assert.equal(skipped.length > 0, text !== '')
  }
  assert.equal(readConfigurations(null as unknown as string).configurations.length, 0)
  const entity = read('<!DOCTYPE a [<!ENTITY b "c">]><configuration><version>&b;</version></configuration>')
  assert.equal(entity.configurations.length, 0)
})

/** Milliseconds of computing. */
const timed = (work: () => void): number => {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1_000
}

test('hostile text takes time by its length alone, and is bounded in depth', () => {
  const many = 200_000
  const texts: Readonly<Record<string, string>> = {
    'nesting 10,000 deep': `${'a {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}system { host-name a; }`,
    'nesting that does not end': 'a {'.repeat(many),
    'quotes that do not close': 'a "\n'.repeat(many),
    'escaped quotes that do not close': '\\"\n'.repeat(many),
    'one long quote': `a "${'\\"'.repeat(many)}`,
    'comments that do not end': '/* a\n'.repeat(many),
    'one statement of many words': `${'a '.repeat(many)};`,
    'one list of many values': `a [ ${Array.from({ length: many }, (_, at) => `v${at}`).join(' ')} ];`,
    'many blocks of one word': 'a { b; }\n'.repeat(many),
    'many names in one block': `a {\n${Array.from({ length: many }, (_, at) => `n${at} { x; }`).join('\n')}\n}`,
    'set lines of many words': `set ${'a '.repeat(many)}\n`,
    'prompts without end': 'root@r> show configuration\n'.repeat(20_000),
    'labels without end': 'a:\n'.repeat(many),
    'closing braces': '}\n'.repeat(many),
    'parentheses in lists': `a [ ${'( '.repeat(many)}`,
    'variables that do not end': '${'.repeat(many),
  }
  for (const [name, text] of Object.entries(texts)) {
    const milliseconds = timed(() => assert.equal(readConfigurations(text).kind, 'configurations'))
    assert.ok(milliseconds < 3_000, `${name}: ${milliseconds} ms`)
  }
  const deep = read(texts['nesting 10,000 deep'] ?? '')
  assert.ok(deep.skipped.some(({ what }) => what === `a block deeper than ${configBounds.depth} words is left out`))
  assert.ok(deep.set[0]?.includes('set system host-name a'))
})

const words = fc.constantFrom(
  'interfaces',
  'ge-0/0/0',
  'unit',
  '0',
  'family',
  'inet',
  'mtu',
  '9000',
  'term',
  'a',
  '"x y"',
  '[',
  ']',
  '{',
  '}',
  ';',
  '\n',
  '"',
  '#',
  '/*',
  '*/',
  'set ',
  'deactivate ',
  'inactive:',
  '( ',
  ' )',
  '\\',
  '\r\n',
  '$',
  'root@r> show',
)
test('text that is broken anywhere never throws, and every word has its place', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = parts.join(parts.length % 2 === 0 ? ' ' : '')
      for (const { tree } of readConfigurations(text).configurations) {
        const lines = [...setLines(tree)]
        assert.equal(lines.join('\n').includes('undefined'), false)
        assert.ok([...braceLines(tree)].length >= 0)
      }
      const { index } = indexConfiguration(text)
      for (let node = 0; node < index.count; node += 1) {
        assert.ok(index.from[node]! <= index.to[node]! && index.to[node]! <= text.length)
        assert.ok(index.after[node]! > node && index.after[node]! <= index.count)
      }
    }),
    { numRuns: 4_000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => readConfigurations(text).kind === 'configurations'),
    { numRuns: 2_000 },
  )
})
