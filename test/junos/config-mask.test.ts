import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeList, compareConfigurations } from '../../src/junos/config/compare.ts'
import { maskAnyText, maskConfigurationText, maskTree, printConfiguration } from '../../src/junos/config/mask.ts'
import { braceLines } from '../../src/junos/config/print-brace.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { indexConfiguration, readConfigurations } from '../../src/junos/config/read.ts'
import type { Statement } from '../../src/junos/config/statement.ts'
import { fc } from '../support/laws.ts'

const treeOf = (text: string): Statement => {
  const [first] = readConfigurations(text).configurations
  assert.ok(first, text)
  return first.tree
}
const setOf = (tree: Statement): readonly string[] => [...setLines(tree)]

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
