import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, holds, networkKey } from '../../src/analysis/configuration/addresses.ts'
import { neighbors, setting } from '../../src/analysis/configuration/bgp.ts'
import { deviceOf } from '../../src/analysis/configuration/device.ts'
import { standardProfile } from '../../src/analysis/profile.ts'
import { checkedConfigurations, runChecks } from '../../src/analysis/run.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { check, foundLines, now, resultOf } from './samples.ts'

const whole = (more: string): string => `system { host-name r1; }\ninterfaces { lo0 { unit 0; } }\n${more}`

test('what a group gives is found on its line there, and taken away there', () => {
  const text = `groups {
    COMMON { system { services { telnet; } } }
    SITES {
        system { services { <*> { connection-limit 200; } } }
    }
}
apply-groups [ COMMON SITES ];
system { services { ssh { rate-limit 4; } } }`
  const report = check(text)
  const [telnet] = resultOf(report, 'telnet').findings
  assert.deepEqual(telnet?.place, {
    line: 2,
    from: 'group COMMON',
    scope: null,
    // the pattern of the other group fits what the first one gave
    statement: 'system services telnet connection-limit 200',
    missing: null,
    only: null,
  })
  assert.deepEqual(telnet?.remedy, ['delete groups COMMON system services telnet'])
  const [limit] = resultOf(report, 'ssh-limits').findings
  assert.deepEqual([limit?.place.line, limit?.place.from], [4, 'group SITES'])
})

test('a pattern of a group is named as it is written, and an interface range too', () => {
  const text = `groups { G { interfaces { <ge-*> { unit <*> { proxy-arp; } } } } }
apply-groups G;
interfaces {
    interface-range R {
        member ge-0/0/7;
        unit 0 { family inet { targeted-broadcast; } }
    }
    ge-0/0/0 { description customer; unit 5; }
}`
  const report = check(text)
  assert.deepEqual(resultOf(report, 'proxy-arp').findings[0]?.remedy, ['delete groups G interfaces <ge-*> unit <*> proxy-arp'])
  const [broadcast] = resultOf(report, 'source-routing').findings
  assert.equal(broadcast?.place.from, 'interface range R')
  assert.deepEqual(broadcast?.remedy, ['delete interfaces interface-range R unit 0 family inet targeted-broadcast'])
})

test('what is switched off is not there: neither a fault nor a remedy', () => {
  const report = check(whole('system { services { inactive: telnet; ssh { inactive: root-login deny; } } }'))
  assert.equal(resultOf(report, 'telnet').outcome, 'pass')
  assert.equal(resultOf(report, 'ssh-root-login').outcome, 'finding')
  const set = check('set system services telnet\nset system services ssh root-login deny\ndeactivate system services telnet\n')
  assert.equal(resultOf(set, 'telnet').outcome, 'pass')
  assert.equal(resultOf(set, 'ssh-root-login').outcome, 'pass')
})

test('every instance, logical system and tenant is looked at, and named', () => {
  const bgp = (peer: string): string => `protocols { bgp { group g { type external; neighbor ${peer} { peer-as 64501; } } } }`
  const report = check(
    whole(`${bgp('192.0.2.1')}
routing-instances { blue { instance-type vrf; ${bgp('192.0.2.2')} } }
logical-systems { LS1 { ${bgp('192.0.2.3')} routing-instances { red { ${bgp('192.0.2.4')} } } interfaces { lo0 { unit 9 { family inet; } } } } }
tenants { T1 { routing-instances { green { ${bgp('192.0.2.5')} } } } }`),
  )
  assert.deepEqual(
    resultOf(report, 'bgp-authentication').findings.map(({ place }) => place.scope),
    [
      null,
      'routing-instances blue',
      'logical-systems LS1',
      'logical-systems LS1 routing-instances red',
      'tenants T1 routing-instances green',
    ],
  )
  const [filter] = resultOf(report, 'control-filter').findings
  assert.equal(filter?.place.scope, 'logical-systems LS1')
  assert.deepEqual(filter?.remedy, ['set logical-systems LS1 interfaces lo0 unit 9 family inet filter input <filter>'])
})

test('BGP inherits from the protocol to the group to the neighbor, the nearest first; and who is external follows from types and AS numbers', () => {
  const text = `routing-options { autonomous-system 1.10; confederation 64600 members [ 64601 64602 ]; }
protocols {
    bgp {
        log-updown;
        group plain {
            neighbor 192.0.2.1 { peer-as 65546; }
            neighbor 192.0.2.2 { peer-as 64501; import special; }
            neighbor 192.0.2.3 { local-as 64501; peer-as 64501; }
            import usual;
        }
        group named { type internal; neighbor 192.0.2.4; }
        group sub { type external; neighbor 192.0.2.5 { peer-as 64602; } }
        group open { type external; peer-as 64503; allow 198.51.100.0/24; }
        group vague { neighbor 192.0.2.6; }
        inactive: group off { type external; neighbor 192.0.2.7; }
    }
}`
  const device = deviceOf(readConfigurations(text).configurations[0]!.tree)
  const found = neighbors(device)
  assert.deepEqual(
    found.map(({ name, kind }) => `${name} ${kind}`),
    [
      '192.0.2.1 internal',
      '192.0.2.2 external',
      '192.0.2.3 internal',
      '192.0.2.4 internal',
      '192.0.2.5 internal',
      'open external',
      '192.0.2.6 unknown',
    ],
  )
  assert.deepEqual(
    found.slice(0, 2).map((each) => setting(each, 'import')?.value()),
    ['usual', 'special'],
  )
  const result = resultOf(check(text), 'bgp-authentication')
  assert.deepEqual(foundLines(result), [7, 13])
  assert.match(result.why ?? '', /192\.0\.2\.6 is external is not said/)
  const near = 'ttl 255; group g { type external; neighbor 192.0.2.1 { peer-as 64501; ttl 1; } }'
  assert.equal(resultOf(check(whole(`protocols { bgp { ${near} } }`)), 'bgp-ttl').outcome, 'finding')
})

test('a filter without a last term discards by itself; only one that takes everything is at fault', () => {
  const lo0 = (family: string, name: string): string => `unit 0 { family ${family} { filter { input-list [ first ${name} ]; } } }`
  const text = (last: string): string => `interfaces { lo0 { ${lo0('inet', 'last')} } }
firewall { family inet { filter first { term a { from { protocol tcp; port ssh; source-address { 192.0.2.0/24; } } then accept; } } filter last { ${last} } } }`
  const rows: readonly (readonly [string, string])[] = [
    ['term z { then { discard; } }', 'pass'],
    ['term z { then { count c; log; reject; } }', 'pass'],
    ['term z { from { protocol icmp; } then accept; }', 'pass'],
    ['term z { then next term; }', 'pass'],
    ['term z { filter other; }', 'pass'],
    ['term z { then accept; }', 'finding'],
    ['term z { then count c; }', 'finding'],
    ['term z { from { source-address { 0.0.0.0/0; } } then accept; }', 'finding'],
    ['term z { from { source-address { 0.0.0.0/0; 192.0.2.1/32 except; } } then accept; }', 'pass'],
  ]
  for (const [last, outcome] of rows) assert.equal(resultOf(check(text(last)), 'control-filter-end').outcome, outcome, last)
  assert.equal(
    resultOf(check(whole('firewall { filter open { term z { then accept; } } }')), 'control-filter-end').outcome,
    'not-applicable',
  )
})

test('a text that is cut short passes nothing in what may be missing, and keeps what is surely wrong', () => {
  const text = `system {
    services {
        telnet;
        ssh {
            root-login deny;
        }
    }
}
snmp {
    community k7Rf2mQx9 {
        clients {
            192.0.2.0/28;
        }
    }
}
protocols {
    bgp {
        group g {
            type external;`
  const report = check(text)
  assert.equal(report.doubts.length, 1)
  assert.match(report.doubts[0]!, /do not end: the text may be cut short$/)
  for (const [id, outcome] of [
    ['telnet', 'finding'],
    ['ssh-root-login', 'pass'],
    ['snmp-community', 'pass'],
    ['bgp-authentication', 'not-judged'],
    ['control-filter', 'not-judged'],
    ['policy-default', 'not-judged'],
    ['duplicate-addresses', 'not-judged'],
  ] as const)
    assert.equal(resultOf(report, id).outcome, outcome, id)
})

test('a line that was left out casts doubt on the hierarchies around it, and on nothing else', () => {
  const report = check(
    'set system services ssh root-login deny\nset system ntp server 192.0.2.1\n???\nset snmp community k7Rf2mQx9 clients 192.0.2.0/28\nset interfaces lo0 unit 0 family inet filter input P\n',
  )
  for (const [id, outcome] of [
    ['ssh-root-login', 'not-judged'],
    ['ntp-servers', 'not-judged'],
    ['snmp-clients', 'not-judged'],
    ['control-filter', 'pass'],
  ] as const)
    assert.equal(resultOf(report, id).outcome, outcome, id)
})

test('labels on all interfaces are labels from customers, but where one is taken out, has no labels or is of another instance', () => {
  const found = (protocols: string) =>
    resultOf(
      check(`system { host-name a; }
interfaces {
  ge-0/0/0 { unit 0 { description "customer a"; family inet; family mpls; } }
  ge-0/0/1 { unit 0 { description "customer b"; family inet; } unit 1 { family inet; family mpls; } }
  ge-0/0/2 { disable; unit 0 { description "customer c"; family mpls; } }
  ge-0/0/3 { unit 0 { family inet; } }
}
routing-instances { V { instance-type vrf; interface ge-0/0/3.0; } }
protocols { ${protocols} }`),
      'mpls-edges',
    ).findings.map(({ what, remedy }) => [what, ...remedy])
  assert.deepEqual(found('mpls { interface all; }'), [
    ['mpls is on all interfaces, with ge-0/0/0.0, which leads to a customer', 'set protocols mpls interface ge-0/0/0.0 disable'],
  ])
  assert.deepEqual(found('ldp { interface all; interface ge-0/0/1.0 { disable; } }'), [
    ['ldp is on all interfaces, with ge-0/0/0.0, which leads to a customer', 'set protocols ldp interface ge-0/0/0.0 disable'],
  ])
  assert.deepEqual(found('rsvp { interface all; }'), [
    [
      'rsvp is on all interfaces, with ge-0/0/0.0 and 1 more, which lead to a customer',
      'set protocols rsvp interface ge-0/0/0.0 disable',
      'set protocols rsvp interface ge-0/0/1.0 disable',
    ],
  ])
  for (const none of [
    'mpls { interface all; interface ge-0/0/0 { disable; } }',
    'ldp { interface all { disable; } }',
    'rsvp { disable; interface all; }',
  ])
    assert.deepEqual(found(none), [], none)
})

test('where the command left lines out, nothing is said to be missing, and nothing to be right', () => {
  const shown = (pipe: string) =>
    check(
      `me@r1> show configuration | display set${pipe}\nset system services ssh root-login deny\nset interfaces lo0 unit 0 family inet filter input P\n`,
    )
  assert.equal(resultOf(shown(' | no-more'), 'ssh-root-login').outcome, 'pass')
  for (const pipe of [' | match "ssh|lo0"', ' | no-more | except snmp'])
    for (const id of ['ssh-root-login', 'ntp-servers', 'telnet']) assert.equal(resultOf(shown(pipe), id).outcome, 'not-judged', pipe + id)
})

test('an access port that is switched off need not be protected', () => {
  const found = (more: string) =>
    resultOf(
      check(
        `system { host-name a; }\ninterfaces { ge-0/0/0 { ${more} unit 0 { family ethernet-switching { vlan { members v; } } } } ge-0/0/1 { unit 0 { disable; family ethernet-switching; } } }\nvlans { v { vlan-id 5; } }`,
      ),
      'storm-control',
    ).findings
  assert.equal(found('').length, 1)
  assert.equal(found('disable;').length, 0)
})

test('a replace that was not applied may change anything, so that nothing is judged', () => {
  const lines = 'set system services ssh root-login deny\nset interfaces lo0 unit 0 family inet filter input P\n'
  assert.equal(resultOf(check(`${lines}replace pattern lo0 with ae0\n`), 'control-filter').outcome, 'finding')
  for (const id of ['ssh-root-login', 'control-filter'])
    assert.equal(resultOf(check(`${lines}replace pattern "de(n)y" with "\\1"\n`), id).outcome, 'not-judged', id)
})

test('a group that depends on what only the device knows, or is not there, is not guessed at', () => {
  const conditional = check(
    `groups { PTX { when { model ptx; } system { services { telnet; } } } }\napply-groups PTX;\nsystem { services { ssh; } }\ninterfaces { lo0 { unit 0 { family inet { filter { input P; } } } } }`,
  )
  assert.equal(resultOf(conditional, 'telnet').outcome, 'not-judged')
  assert.match(resultOf(conditional, 'telnet').why ?? '', /condition/)
  assert.equal(resultOf(conditional, 'control-filter').outcome, 'pass')
  const missing = check(
    'system { services { apply-groups GONE; ssh; } }\ninterfaces { lo0 { unit 0 { family inet { filter { input P; } } } } }',
  )
  assert.equal(resultOf(missing, 'telnet').outcome, 'not-judged')
  assert.equal(resultOf(missing, 'control-filter').outcome, 'pass')
})

test('a part of a configuration is judged for that part, and a whole one for what it does not have', () => {
  const part = check('protocols { ospf { area 0 { interface ge-0/0/0.0 { passive; } } } }')
  assert.equal(resultOf(part, 'ospf-authentication').outcome, 'pass')
  assert.equal(resultOf(part, 'telnet').outcome, 'not-judged')
  assert.match(resultOf(part, 'telnet').why ?? '', /part of a configuration/)
  // the policy may be defined in the rest
  const bgp = 'protocols { bgp { group g { type external; export gone; neighbor 192.0.2.1 { peer-as 64501; } } } }'
  assert.equal(resultOf(check(bgp), 'undefined-references').outcome, 'not-judged')
  assert.equal(resultOf(check(whole(bgp)), 'undefined-references').outcome, 'finding')
  assert.equal(resultOf(check(bgp), 'bgp-policies').outcome, 'finding', 'what the part should have itself is missing')
  const edge = 'interfaces { ge-0/0/0 { description customer; unit 0 { family inet; } } }'
  const rpf = resultOf(check(edge), 'rpf-check')
  assert.deepEqual([rpf.outcome, rpf.findings.length], ['finding', 1])
  assert.match(rpf.why ?? '', /nothing of protocols/)
  assert.equal(resultOf(check(whole('')), 'telnet').outcome, 'pass')
  assert.equal(resultOf(check(whole('')), 'bgp-authentication').outcome, 'not-applicable')
  assert.equal(resultOf(check(whole('')), 'policy-default').outcome, 'not-applicable')
})

test('the nodes of a cluster are judged each through its own groups', () => {
  const node = '$' + '{node}'
  const text = `groups {
    node0 { interfaces { fxp0 { unit 0 { family inet { address 192.0.2.1/24; } } } } }
    node1 {
        system { services { telnet; } }
        interfaces { fxp0 { unit 0 { family inet { address 192.0.2.1/24; } } } }
    }
}
apply-groups "${node}";
system { services { ssh { protocol-version v2; } ftp; } }
interfaces { reth0 { unit 0 { family inet { address 198.51.100.1/24; } } } }
security { zones { security-zone untrust { interfaces { reth0.0; } } } }`
  const report = check(text)
  assert.deepEqual(
    resultOf(report, 'telnet').findings.map(({ place }) => [place.line, place.only]),
    [[4, 're1, node1']],
  )
  assert.deepEqual(
    resultOf(report, 'legacy-services').findings.map(({ place }) => place.only),
    [null],
  )
  assert.equal(resultOf(report, 'duplicate-addresses').outcome, 'pass', 'both nodes may have the same address')
  assert.equal(resultOf(report, 'screens').outcome, 'finding')
})

test('several devices of one capture have each their own report and their own doubts', () => {
  const text = `user@r1> show configuration
system { services { telnet; } }
user@r2> show configuration
system { services { ssh { root-login deny; } }
`
  const reports = checkedConfigurations(readConfigurations(text)).map((each) => runChecks(each, standardProfile, now))
  assert.deepEqual(
    reports.map(({ device, results }) => [device, results.find(({ id }) => id === 'telnet')?.outcome]),
    [
      ['r1', 'finding'],
      ['r2', 'not-judged'],
    ],
  )
})

test('what is a secret is masked wherever it stands, also as a name in a remedy', () => {
  const secret = 'Zx81-Planted-77'
  const report = check(`system {
    host-name r1;
    services { telnet; }
    tacplus-server { 192.0.2.1 secret "${secret}"; }
    radius-server { 192.0.2.9 { secret "${secret}"; } }
}
snmp { community ${secret}; description "community ${secret}"; }
interfaces { ge-0/0/0 { description "password: ${secret}"; unit 0 { description ${secret}; proxy-arp; } } }
firewall { family inet { filter ${secret} { term ${secret} { then policer ${secret}; } } } }
policy-options { prefix-list ${secret}; }`)
  assert.ok(!JSON.stringify(report).includes('Planted'), 'a secret is shown')
  assert.match(JSON.stringify(report), /\*\*\*snmp-secret\*\*\*/)
})

test('what an import policy refuses follows from the order of its terms and from what they ask', () => {
  const bgp = 'protocols { bgp { group g { type external; import in; neighbor 192.0.2.1 { peer-as 64501; } } } }'
  const bogons = ['0.0.0.0/0 exact', '10.0.0.0/8 orlonger', '172.16.0.0/12 orlonger', '192.168.0.0/16 orlonger']
  const filters = (words: readonly string[]): string => words.map((each) => `route-filter ${each};`).join(' ')
  const range = '0.0.0.0/0 prefix-length-range /25-/32'
  const refuse = (words: readonly string[], more = ''): string => `term r { from { ${more} ${filters(words)} } then reject; }`
  const rest = 'term rest { then accept; }'
  const rows: readonly (readonly [string, string])[] = [
    [`${refuse([...bogons, range])} ${rest}`, 'pass'],
    [`${refuse([...bogons, range], 'protocol bgp;')} ${rest}`, 'pass'],
    [`${rest} ${refuse([...bogons, range])}`, 'finding'],
    [`term c { from community good; then accept; } ${refuse([...bogons, range])} ${rest}`, 'finding'],
    [`${refuse([...bogons, range], 'as-path long;')} ${rest}`, 'finding'],
    [`${refuse(bogons)} ${rest}`, 'finding'],
    [`${refuse([...bogons.map((each) => each.replace('orlonger', 'exact')), range])} ${rest}`, 'finding'],
    ['term a { from { prefix-list theirs; } then accept; } term z { then reject; }', 'pass'],
    ['term a { from { route-filter 0.0.0.0/0 orlonger; } then accept; } term z { then reject; }', 'finding'],
    [`${refuse(bogons)} term a { from { route-filter 0.0.0.0/0 upto /24; } then accept; } term z { then reject; }`, 'pass'],
    [`${refuse(bogons)} term a { from { route-filter 0.0.0.0/0 upto /28; } then accept; } term z { then reject; }`, 'finding'],
    [`term p { from policy other; then reject; } ${rest}`, 'not-judged'],
  ]
  for (const [terms, outcome] of rows) {
    const text = `${bgp} policy-options { prefix-list theirs { 203.0.113.0/24; } policy-statement in { ${terms} } }`
    assert.equal(resultOf(check(whole(text)), 'bgp-import-prefixes').outcome, outcome, terms)
  }
  assert.equal(resultOf(check(whole(bgp)), 'bgp-import-prefixes').outcome, 'not-judged', 'a policy that is not in the text')
})

test('addresses are compared by their bits, in both families', () => {
  const at = (text: string) => addressOf(text)!
  assert.ok(holds(at('10.0.0.0/9'), at('10.127.255.255')))
  assert.ok(!holds(at('10.0.0.0/9'), at('10.128.0.0/10')))
  assert.ok(holds(at('2001:db8::/33'), at('2001:db8:7fff::1/64')))
  assert.ok(!holds(at('2001:db8::/33'), at('2001:db8:8000::1/64')))
  assert.ok(!holds(at('0.0.0.0/0'), at('::1')))
  assert.deepEqual(at('::ffff:192.0.2.1').octets, at('::ffff:c000:201').octets)
  for (const none of ['10.0.0.256', '10.0.0', '1.2.3.4/33', '::1/129', '1::2::3', 'ge-0/0/0', '', '1.2.3.4/x', '12345::'])
    assert.equal(addressOf(none), undefined, none)
  assert.equal(networkKey(at('10.255.1.1/9')), '0a800000/009')
})

/** A configuration, what a check makes of it, and the lines of its findings. */
const cases: readonly (readonly [string, string, string, readonly number[]])[] = [
  [
    'a server that the order does not name is never asked',
    'authentication-order',
    'set system radius-server 192.0.2.1 secret x\nset system authentication-order tacplus',
    [2],
  ],
  [
    'a class goes before the time for all',
    'idle-timeout',
    'set system login idle-timeout 10\nset system login class ops idle-timeout 600\nset system login class view permissions view',
    [2],
  ],
  ['a console that is off needs nothing more', 'console-ports', 'set system ports console disable', []],
  [
    'a restart that is switched off is none',
    'routing-restart',
    'set chassis redundancy graceful-switchover\nset routing-options graceful-restart disable',
    [2],
  ],
  [
    'keys that nobody looks at are none',
    'isis-ldp-rsvp-authentication',
    'set protocols isis level 2 authentication-key x\nset protocols isis level 1 disable\nset protocols isis no-authentication-check\nset protocols isis interface ge-0/0/0.0',
    [3],
  ],
  [
    'a virtual link speaks OSPF, too',
    'ospf-authentication',
    'set protocols ospf area 0.0.0.0 virtual-link neighbor-id 192.0.2.2 transit-area 0.0.0.1\nset protocols ospf area 0.0.0.0 virtual-link neighbor-id 192.0.2.3 transit-area 0.0.0.1 authentication md5 1 key x',
    [1],
  ],
  ['a range of ports holds the ones in it', 'control-filter-sources', filtered('protocol tcp', 'destination-port 20-25'), [3]],
  ['a protocol alone is every port of it', 'control-filter-sources', filtered('protocol tcp'), [3]],
  ['the answers of running sessions are not', 'control-filter-sources', filtered('protocol tcp', 'tcp-established'), []],
  ['a range without any of the ports', 'control-filter-sources', filtered('protocol udp', 'destination-port 33434-33523'), []],
  [
    'a unit that is off, or on and nothing more, carries nothing',
    'unused-ports',
    'set interfaces ge-0/0/0 unit 0 disable\nset interfaces ge-0/0/1 enable\nset interfaces ge-0/0/2 unit 0 family inet address 192.0.2.1/30',
    [1, 2],
  ],
  [
    'an address of IPv6 from whoever answers',
    'autoinstallation',
    'set interfaces fxp0 unit 0 family inet6 dhcpv6-client client-type stateful',
    [1],
  ],
  [
    'who comes from a range of addresses has what the group says',
    'bgp-authentication',
    'set protocols bgp group g type external\nset protocols bgp group g neighbor 192.0.2.1 authentication-key x\nset protocols bgp group g allow 198.51.100.0/24',
    [1],
  ],
  [
    'J-Web from outside is management',
    'host-inbound',
    'set security zones security-zone untrust host-inbound-traffic system-services https',
    [1],
  ],
  ['a policy that asks for an application of layer 7 is narrow', 'policy-any', policed('match dynamic-application junos:SSL'), []],
  ['any of them is not', 'policy-any', policed('match dynamic-application any'), [1]],
  ['a policy into a tunnel is narrow', 'policy-any', policed('then permit tunnel ipsec-vpn v'), []],
  [
    'a VLAN that names its ports itself',
    'dhcp-and-arp',
    'set interfaces ge-0/0/0 unit 0 family ethernet-switching port-mode access\nset vlans v vlan-id 10\nset vlans v interface ge-0/0/0.0',
    [2],
  ],
  [
    'a block of some ports is none of the others',
    'bpdu-protection',
    'set interfaces ge-0/0/0 unit 0 family ethernet-switching\nset protocols layer2-control bpdu-block interface ge-0/0/1',
    [2],
  ],
  [
    'a block of all ports does beside a tree',
    'bpdu-protection',
    'set interfaces ge-0/0/0 unit 0 family ethernet-switching\nset protocols rstp interface ge-0/0/0\nset protocols layer2-control bpdu-block interface all',
    [],
  ],
]

function filtered(...from: readonly string[]): string {
  const lines = from.map((each) => `set firewall family inet filter f term t from ${each}`)
  const applied = 'set interfaces lo0 unit 0 family inet filter input f'
  return ['set system host-name r1', applied, ...lines, 'set firewall family inet filter f term t then accept'].join('\n')
}

function policed(more: string): string {
  const policy = 'set security policies from-zone untrust to-zone trust policy p'
  const any = ['source-address', 'destination-address', 'application'].map((word) => `${policy} match ${word} any`)
  return [...any, `${policy} ${more}`, `${policy} then permit`, 'set security zones security-zone untrust screen s'].join('\n')
}

for (const [title, id, text, lines] of cases)
  test(`${id}: ${title}`, () => {
    const result = resultOf(check(`${text}\n`), id)
    assert.deepEqual([result.outcome === 'finding', foundLines(result)], [lines.length > 0, lines], JSON.stringify(result, null, 1))
  })
