import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { changeList, compareConfigurations } from '../../src/junos/config/compare.ts'
import { effectiveConfiguration, whereFrom } from '../../src/junos/config/effective.ts'
import { maskAnyText, maskConfigurationText, maskTree, printConfiguration } from '../../src/junos/config/mask.ts'
import { braceLines } from '../../src/junos/config/print-brace.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { indexConfiguration, readConfigurations } from '../../src/junos/config/read.ts'
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
const secretStatements = (secret: string): readonly string[] => [
  `system root-authentication encrypted-password "${secret}"`,
  `system root-authentication ssh-rsa "ssh-rsa ${secret} me"`,
  `system radius-server 192.0.2.1 secret "${secret}"`,
  `system tacplus-server 192.0.2.1 secret ${secret}`,
  `system ntp authentication-key 1 type md5 value "${secret}"`,
  `system license keys key "${secret}"`,
  `system archival configuration archive-sites "scp://u@192.0.2.9/x" password "${secret}"`,
  `snmp community ${secret} authorization read-only`,
  `snmp community ${secret}`,
  `snmp v3 usm local-engine user u authentication-sha authentication-password "${secret}"`,
  `snmp v3 usm local-engine user u privacy-aes128 privacy-key "${secret}"`,
  `protocols bgp group g authentication-key "${secret}"`,
  `protocols ospf area 0.0.0.0 interface ge-0/0/0.0 authentication md5 1 key ${secret}`,
  `protocols isis level 2 authentication-key ${secret}`,
  `protocols isis interface ge-0/0/0.0 level 2 hello-authentication-key ${secret}`,
  `security authentication-key-chains key-chain k key 1 secret "${secret}"`,
  `security ike policy p pre-shared-key ascii-text "${secret}"`,
  `security macsec connectivity-association a pre-shared-key cak "${secret}"`,
  `security macsec connectivity-association a fallback-key cak "${secret}"`,
  `security pki auto-re-enrollment certificate-id c challenge-password ${secret}`,
  `services user-identification identity-management connection primary client-secret ${secret}`,
  `system radius-server 192.0.2.1 preauthentication-secret ${secret}`,
  `security dynamic-address feed-server f user-name u passwd ${secret}`,
  `services web-proxy profile p bearer-token ${secret}`,
  `wlan access-point a radio 1 virtual-access-point 0 security wpa-personal key ${secret}`,
  `snmp proxy p version-v2c snmp-community ${secret}`,
  `interfaces pp0 unit 0 ppp-options pap default-password ${secret}`,
  `access profile p client c chap-secret "${secret}"`,
  `interfaces pp0 unit 0 ppp-options chap default-chap-secret "${secret}"`,
  `routing-instances r protocols bgp group g authentication-key ${secret}`,
  `groups g protocols ldp session 192.0.2.1 authentication-key ${secret}`,
]

test('nothing of a secret is in any output: set, brace, in its own form, compared, as a list of changes', () => {
  const secret = fc
    .string({ unit: fc.constantFrom(...'ABCDEFGHKMabcdefghkm23456789$./'), minLength: 10, maxLength: 40 })
    .filter((each) => /[0-9]/.test(each) && /[A-Z]/.test(each))
  fc.assert(
    fc.property(secret, fc.nat(), fc.boolean(), (value, which, brace) => {
      const statements = secretStatements(value)
      const statement = statements[which % statements.length]!
      const text = `set system host-name r1\nset ${statement}\nset interfaces ge-0/0/0 description "was ${value}"\n`
      const other = text.replaceAll(value, `${value}Zz9`)
      const tree = treeOf(text)
      const given = brace ? [...braceLines(tree)].join('\n') : text
      const read = treeOf(given)
      const comparison = compareConfigurations(read, treeOf(other))
      const outputs = [
        printConfiguration(read, 'set'),
        printConfiguration(read, 'brace'),
        maskConfigurationText(indexConfiguration(given).index).text,
        changeList(comparison).join('\n'),
        JSON.stringify(comparison),
        maskConfigurationText(indexConfiguration(`delete ${statement}\n`).index).text,
      ]
      for (const [at, output] of outputs.entries()) assert.equal(output.includes(value), false, `${at}: ${statement}\n${output}`)
      assert.ok(printConfiguration(read, 'set').includes('***'), statement)
      assert.equal(setOf(read).join('\n').includes(value), true, 'the tree itself is not changed')
    }),
    { numRuns: 400 },
  )
})

test('XML and JSON are masked in their own form', () => {
  const xml =
    '<configuration><snmp><community><name>\n c0mm\n</name><authorization>read-only</authorization></community></snmp><protocols><bgp><group><name>g</name><authentication-key>pl4in</authentication-key></group></bgp></protocols></configuration>'
  const json = JSON.stringify({
    configuration: {
      snmp: { community: [{ name: 'c0mm' }] },
      protocols: { bgp: { group: [{ name: 'g', 'authentication-key': 'pl4in' }] } },
    },
  })
  for (const text of [xml, json]) {
    const { text: masked } = maskAnyText(text)
    assert.doesNotMatch(masked, /c0mm|pl4in/)
    assert.match(masked, /[>"]g[<"]/)
  }
})

test('a secret in XML or JSON that is written with their own signs is masked as it stands there', () => {
  const xml =
    '<configuration><system><radius-server><name>192.0.2.1</name><secret>one&amp;two</secret></radius-server></system><snmp><community><name>c0mm&gt;</name></community></snmp></configuration>'
  const json =
    '{"configuration":{"system":{"radius-server":[{"name":"192.0.2.1","secret":"one\\u0026two"}]},"snmp":{"community":[{"name":"c0mm\\/x"}]}}}'
  for (const text of [xml, json]) assert.doesNotMatch(maskAnyText(text).text, /one|two|c0mm/)
})

test('text in CDATA is text: it is read, and a secret in it is masked', () => {
  const xml = `<rpc-reply><configuration><system><host-name><![CDATA[r1]]></host-name></system><snmp><description>not c0mm1x &amp; &lt;r1&gt;</description>
<community><name>
<![CDATA[c0mm1x]]>
</name></community><community><name>tw<![CDATA[o<&>]]></name></community></snmp></configuration></rpc-reply>`
  const [one] = readConfigurations(xml).configurations
  assert.deepEqual(
    one?.tree.at('snmp', 'community')?.below.map(({ word }) => word),
    ['c0mm1x', 'two<&>'],
  )
  assert.equal(
    maskAnyText(xml).text,
    xml
      .replace('<![CDATA[c0mm1x]]>', '***snmp-secret***')
      .replace('tw<![CDATA[o<&>]]>', '***snmp-secret***')
      .replace('c0mm1x', '***snmp-secret***'),
  )
  const whole = (inner: string) => `<rpc-reply><configuration-text>${inner}</configuration-text></rpc-reply>`
  const lines = 'snmp { community "a&b"; }\nsystem { host-name r1; }'
  for (const inner of [`<![CDATA[${lines}]]>`, lines.replaceAll('&', '&amp;').replaceAll('"', '&quot;')]) {
    const masked = maskAnyText(whole(inner))
    assert.equal(masked.masked, 1)
    assert.equal(readConfigurations(whole(`\n${inner}`)).configurations[0]?.tree.at('system', 'host-name', 'r1')?.line, 3)
    assert.deepEqual(
      readConfigurations(masked.text).configurations.map(({ tree }) => [...setLines(tree)]),
      [['set snmp community "***snmp-secret***"', 'set system host-name r1']],
    )
  }
  for (const refused of [xml.replace('<rpc-reply>', '<!DOCTYPE x><rpc-reply>'), xml.replace('r1]]>', 'r1]]>&own;')])
    assert.equal(readConfigurations(refused).configurations.length, 0)
})

test('what a cut text of XML ends with is masked, since it may be a part of a secret', () => {
  const xml =
    '<configuration><system><host-name>r1</host-name></system><snmp><community><name>c0mm1</name></community></snmp></configuration>'
  for (let end = xml.indexOf('c0mm1'); end < xml.length; end += 1) assert.doesNotMatch(maskAnyText(xml.slice(0, end)).text, /c0m/)
})

test('secrets of a comparison are masked by the hierarchy of its headings, on both sides and in the headings', () => {
  const text = `{master}[edit system license keys]
+     key "E413 pl4in1 pl4in2";
-     key pl4in3;
[edit snmp community pl4in4]
+    clients {
+        10.0.0.0/8;
+    }
[edit protocols ospf area 0.0.0.0 interface ge-0/0/0.0 authentication]
-      md5 1 key "pl4in5";
[edit snmp]
-   community pl4in6 {
-       authorization read-only;
-   }
[edit interfaces]
     ge-0/0/0 { ... }
+    ge-0/0/1 {
+        description kept;
+    }
`
  const masked = maskAnyText(text)
  assert.doesNotMatch(masked.text, /pl4in/)
  assert.equal(masked.masked, 5)
  assert.equal(masked.text.replaceAll(/\*{3}[a-z-]+\*{3}/g, ''), text.replaceAll(/(?:E413 )?pl4in[0-9]( pl4in2)?/g, ''))
  assert.doesNotMatch(
    maskAnyText('@@ -1,2 +1,2 @@\n set system host-name r1\n-set snmp community pl4in\n+set snmp community pl5in\n').text,
    /pl[45]in/,
  )
})

test('what replaces a secret is one', () => {
  const text = 'set snmp community c0mm1x\nset interfaces ge-0/0/0 mtu 9000\n'
  for (const command of [
    'replace pattern c0mm1x with neww0rd',
    'replace pattern "c0mm(.*)" with neww0rd',
    'replace pattern mm1 with neww0rd upto 1',
  ])
    assert.doesNotMatch(maskAnyText(text + command).text, /c0mm|mm1|neww0rd/)
  assert.match(maskAnyText(`${text}replace pattern ge-0/0/0 with ge-0/0/1`).text, /replace pattern ge-0\/0\/0 with ge-0\/0\/1/)
})

test('a secret inside a word is masked wherever the word is shown', () => {
  const text = `system {
  archival { configuration { archive-sites { "ftp://u:pl4in@192.0.2.9/x"; } } }
  syslog { file f { archive { archive-sites { https://u:pl4in@192.0.2.9/x; } } } }
}
interfaces { ge-0/0/0 { description "the password is pl4in-Word9"; } }`
  const tree = treeOf(text)
  const comparison = compareConfigurations(treeOf('system { host-name a; }'), tree)
  const outputs = [
    printConfiguration(tree, 'set'),
    printConfiguration(tree, 'brace'),
    changeList(comparison).join('\n'),
    JSON.stringify(comparison),
  ]
  for (const output of outputs) {
    assert.doesNotMatch(output, /pl4in/)
    assert.match(output, /ftp:\/\/u:\*\*\*url-secret\*\*\*@192\.0\.2\.9\/x/)
  }
})

test('the words of a statement with a secret stay: only its value is one', () => {
  const text =
    'security { macsec { connectivity-association a { pre-shared-key { ckn 0a1b2c; cak 9f8e7d6c; } fallback-key { ckn 0a1b; cak 1f2e3d4c; } } } }\nsystem { master-password { iteration-count 100; pseudorandom-function hmac-sha2-256; } }\npolicy-options { community web-secret members 65000:1; }'
  const statements = [
    'set security macsec connectivity-association a pre-shared-key ckn 0a1b2c',
    'set security macsec connectivity-association a pre-shared-key cak ***pre-shared-key***',
    'set security macsec connectivity-association a fallback-key ckn 0a1b',
    'set security macsec connectivity-association a fallback-key cak ***pre-shared-key***',
    'set system master-password iteration-count 100',
    'set system master-password pseudorandom-function hmac-sha2-256',
    'set policy-options community web-secret members 65000:1',
  ]
  assert.deepEqual(
    printConfiguration(treeOf(text), 'set')
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('set')),
    statements,
  )
  const own = maskConfigurationText(indexConfiguration(text).index).text
  assert.match(own, /ckn 0a1b2c; cak \*\*\*pre-shared-key\*\*\*; \}/)
  assert.match(own, /iteration-count 100; pseudorandom-function hmac-sha2-256;/)
})

test('communities that have one mark keep what each of them says', () => {
  const text = 'set snmp community c0mm-a clients 192.0.2.1/32\nset snmp community c0mm-b clients 192.0.2.2/32\n'
  const shown = printConfiguration(treeOf(text), 'set')
  for (const client of ['192.0.2.1/32', '192.0.2.2/32']) assert.ok(shown.includes(`clients ${client}`), shown)
})

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

test('what only looks like a secret stays, and what the device marks does not', () => {
  const text =
    'system { login { password { minimum-length 15; format sha512; } } }\npolicy-options { community secret members 65000:1; policy-statement p { term secret { then accept; } } }\nfoo { bar plain; ## SECRET-DATA\n}'
  const shown = printConfiguration(treeOf(text), 'set')
  assert.match(shown, /minimum-length 15\n/)
  assert.match(shown, /format sha512\n/)
  assert.match(shown, /term secret then accept\n/)
  assert.match(shown, /foo bar \*\*\*device-secret\*\*\*\n/)
  assert.equal(maskTree(treeOf('system { host-name a; }')).masked, 0)
})

test('the kind and the comment of an SSH key are no secrets elsewhere, nor are the words of a certificate', () => {
  const text = `set system login user u authentication ssh-ed25519 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5x ops@edge9"
set system login user u authentication ssh-ecdsa "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTIt edge9"
set system services ssh hostkey-algorithm-list ecdsa-sha2-nistp256
set interfaces ge-0/0/0 description "PRIVATE peering of ops@edge9, AAAAC3NzaC1lZDI1NTE5x"
set security certificates local d "-----BEGIN RSA PRIVATE KEY-----\\nMIICXAIBAAKBgQDexampleexampleexample\\n-----END RSA PRIVATE KEY-----"
`
  for (const shown of [printConfiguration(treeOf(text), 'set'), maskAnyText(text).text]) {
    assert.match(shown, /authentication ssh-ed25519 "?\*\*\*device-secret\*\*\*"?\n/)
    assert.match(shown, /hostkey-algorithm-list ecdsa-sha2-nistp256\n/)
    assert.match(shown, /description "PRIVATE peering of ops@edge9, \*\*\*device-secret\*\*\*"/)
    assert.doesNotMatch(shown, /AAAAC3|AAAAE2|MIICXA/)
  }
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
