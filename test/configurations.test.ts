import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { byConfiguration, evidenceOf, pathWords } from '../src/advisories/matching/configuration.ts'
import { inScope, providerScope } from '../src/db/scope.ts'
import { byStart } from '../src/installed-base/store.ts'
import { fireDue } from '../src/jobs/runner.ts'
import { effectiveConfiguration } from '../src/junos/config/effective.ts'
import { readConfigurations } from '../src/junos/config/read.ts'
import { type Api, startApi } from './support/api.ts'

/** Configurations of devices: given to the right one, masked before they are kept, and asked when a record needs something of them. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const world = {
  accounts: { ACME: { ...place, name: 'Acme Telco' }, BETA: { ...place, name: 'Beta Bank' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['NC'] },
    tsa: { account: 'VENDOR', roles: ['TA'], teams: ['advisors'] },
  },
  devices: {
    'SN-A1': { account: 'ACME', product: 'MX204', release: '21.4R3' },
    'SN-A2': { account: 'ACME', product: 'MX204', release: '21.4R3' },
    'SN-B1': { account: 'BETA', product: 'MX204', release: '21.4R3' },
  },
}

const config = (host: string, more = '') => `version 21.4R3;
system {
    host-name ${host};
    root-authentication {
        encrypted-password "$6$abcdefgh$SECRETSECRETSECRETSECRET"; ## SECRET-DATA
    }
}
${more}`
/** With interfaces it is a whole one. */
const loopback = 'interfaces {\n    lo0 {\n        unit 0;\n    }\n}\n'
const pim = 'protocols {\n    pim {\n        interface all;\n    }\n}\n'

type Fate = { fate: string; serial: string | null; host: string; why: string; masked: number; changes: string[]; skipped: object[] }
type Row = { verdict: string; match: { why: string[]; needs: string[] }; advisory: { key: string } }

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

async function take(who: string, name: string, text: string | Buffer, more = '', account = 'ACME') {
  const payload = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'),
    Buffer.from(text),
    Buffer.from('\r\n--x--\r\n'),
  ])
  api.clock.now += 1000
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/accounts/${account}/device-data?name=${encodeURIComponent(name)}${more}`,
    headers: { 'x-person': who, 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  return { status: answer.statusCode, text: answer.body, fates: (JSON.parse(answer.body) as { fates: Fate[] }).fates }
}
const newest = async (who: string, serial: string, account = 'ACME') =>
  api.call(who, 'GET', `/api/accounts/${account}/devices/${serial}/configurations/newest`)
const exposure = async (serial: string) =>
  ((await api.call('ann', 'GET', `/api/accounts/ACME/devices/${serial}/exposure`)).body as { items: Row[] }).items

test('a file goes to the device whose serial its name holds, then to the one that calls itself so; otherwise somebody has to say', async () => {
  const first = await take('ann', 'backup/leeds_SN-A1.conf', config('leeds-1'))
  assert.equal(first.status, 200, first.text)
  assert.deepEqual(
    first.fates.map(({ fate, serial, host, masked }) => [fate, serial, host, masked]),
    [['new', 'SN-A1', 'leeds-1', 1]],
  )
  const second = await take('ann', 'leeds.conf', config('LEEDS-1', pim))
  assert.deepEqual([second.fates[0]?.fate, second.fates[0]?.serial], ['changed', 'SN-A1'])
  assert.match(second.fates[0]?.changes.join('\n') ?? '', /pim/)
  const third = await take('ann', 'york.conf', config('york-1'))
  assert.deepEqual(
    [third.fates[0]?.fate, third.fates[0]?.why],
    ['no device', 'no serial of a device stands in the name of the file, and no device is known as york-1'],
  )
  const said = await take('ann', 'york.conf', config('york-1'), '&device=SN-A2')
  assert.deepEqual([said.fates[0]?.fate, said.fates[0]?.serial], ['new', 'SN-A2'])
  const again = await take('ann', 'york.conf', config('york-1'))
  assert.equal(again.fates[0]?.fate, 'same')
})

test('a device is found by what it calls itself: the newest name, whole or in part in a list, and from its start anywhere', async () => {
  const listed = async (path: string) =>
    ((await api.call('ann', 'GET', path)).body as { items: { serial: string; host: string }[] }).items.map(({ serial, host }) => [
      serial,
      host,
    ])
  assert.deepEqual(await listed('/api/accounts/ACME/devices?query=ORK-'), [['SN-A2', 'york-1']])
  assert.deepEqual(await listed('/api/accounts/ACME/cover?query=leeds'), [['SN-A1', 'LEEDS-1']])
  assert.deepEqual(await listed('/api/devices?serial=York'), [['SN-A2', 'york-1']])
  assert.deepEqual(await listed('/api/devices?serial=ork'), [], 'only from the start')
  assert.deepEqual(((await api.call('bea', 'GET', '/api/devices?serial=york')).body as { items: object[] }).items, [])
})

test('devices that begin so are found by their indexes, the wall notwithstanding', async () => {
  const plan = await inScope(api.parts.db, providerScope, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return JSON.stringify(await byStart(tx, 'york', 6).explain('json'))
  })
  assert.match(plan, /"Index Name":"device_serial_start".*"Index Cond":"\(\(serial ~>=~/)
  assert.match(plan, /"Index Name":"device_host".*"Index Cond":"\(\(host ~>=~/)
})

test('a packed configuration is read as what it holds; a broken one, a bomb, an archive and a document are named', async () => {
  const packed = gzipSync(config('hull-1'))
  const { fates } = await take('ann', 'SN-A3_juniper.conf.gz', packed, '&dryRun=true')
  assert.deepEqual([fates[0]?.fate, fates[0]?.host, fates[0]?.masked], ['no device', 'hull-1', 1])
  const given = await take('ann', 'juniper.conf.gz', packed, '&device=SN-A2&dryRun=true')
  assert.deepEqual([given.fates[0]?.fate, given.fates[0]?.serial], ['changed', 'SN-A2'])
  const archive = Buffer.alloc(1024)
  archive.write('ustar', 257)
  for (const [bytes, said] of [
    [packed.subarray(0, 60), /cannot be unpacked.*broken/s],
    [gzipSync(Buffer.alloc(65 * 1024 ** 2)), /more than 67108864 bytes once it is unpacked/],
    [gzipSync(archive), /archive.*Take the files out of it/s],
  ] as const) {
    const { status, text } = await take('ann', 'x.gz', bytes)
    assert.equal(status, 400)
    assert.match(text, said)
  }
  const letter = await take('ann', 'letter.docx', Buffer.from('504b0304140006000800000021000000', 'hex'))
  assert.match(letter.fates[0]?.why ?? '', /another packed file; bring in the text itself/)
})

test('no secret is kept: neither in what is read back nor in any table', async () => {
  const { status, text } = await newest('ann', 'SN-A1')
  assert.equal(status, 200)
  assert.doesNotMatch(text, /SECRETSECRET/)
  const rows = await api.database.asOwner<{ found: boolean }>("select text like '%SECRETSECRET%' as found from device_configuration")
  assert.ok(rows.length >= 3 && rows.every(({ found }) => !found))
  const audit = await api.database.asOwner<{ n: number }>("select count(*)::int as n from audit where detail::text like '%SECRETSECRET%'")
  assert.equal(audit[0]?.n, 0)
})

test('one’s own devices only, and not by everybody', async () => {
  assert.equal((await newest('bea', 'SN-A1')).status, 404)
  assert.equal((await newest('uma', 'SN-A1')).status, 403)
  assert.equal((await take('bea', 'SN-A1.conf', config('x'))).status, 404)
  assert.equal((await take('uma', 'SN-A1.conf', config('x'))).status, 403)
  // a name that another account's device has leads nowhere
  assert.equal((await take('bea', 'SN-A1.conf', config('leeds-1'), '', 'BETA')).fates[0]?.fate, 'no device')
})

test('a capture of several devices is given to each; what is none is said, and nothing is kept of it', async () => {
  const capture = `ann@leeds-1> show configuration | display set\nset system host-name leeds-1\nset protocols bgp group a type internal\n\nann@york-1> show configuration | display set\nset system host-name york-1\n`
  const { fates } = await take('ann', 'night.log', capture)
  assert.deepEqual(
    fates.map(({ fate, serial }) => [fate, serial]),
    [
      ['changed', 'SN-A1'],
      ['changed', 'SN-A2'],
    ],
  )
  for (const text of ['', 'hello\nworld', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7, 7, 1, 1])]) {
    const none = await take('ann', 'SN-A1.bin', text)
    assert.ok(['not recognised'].includes(none.fates[0]?.fate ?? ''), none.text)
  }
  await take('ann', 'SN-A1.conf', config('leeds-1', pim))
})

test('a trial run says the fate and writes nothing', async () => {
  const trial = await take('ann', 'SN-A2.conf', config('york-9'), '&dryRun=true')
  assert.equal(trial.fates[0]?.fate, 'changed')
  assert.doesNotMatch((await newest('ann', 'SN-A2')).text, /york-9/)
})

test('what changed between two is told on the tree', async () => {
  const { items } = (await api.call('ann', 'GET', '/api/accounts/ACME/devices/SN-A1/configurations')).body as { items: { id: string }[] }
  assert.ok(items.length >= 3)
  const { changes } = (
    await api.call('ann', 'GET', `/api/accounts/ACME/devices/SN-A1/configurations/${items[0]?.id}/changes?from=${items.at(-1)?.id}`)
  ).body as { changes: string[] }
  assert.match(changes.join('\n'), /pim/)
  assert.equal((await api.call('bea', 'GET', `/api/accounts/BETA/devices/SN-B1/configurations/${items[0]?.id}`)).status, 404)
})

test('a record that needs a configuration is about the devices that have it; the statement decides, and its change decides anew', async () => {
  const record = (number: string, requirement: string) =>
    JSON.stringify({
      format: 'holdfast-advisory-1',
      number,
      kind: 'PBN',
      title: 'Joins are lost',
      impact: 'major',
      affected: [{ product: 'Junos OS', releases: [{ from: '21.4', fixedIn: ['21.4R3-S9'] }] }],
      configuration: [requirement],
    })
  api.clock.now += 1000
  const taken = await api.call('tsa', 'POST', '/api/advisories/import', {
    records: [
      { name: 'a', text: record('PBN-1', 'Only with:\n[ protocols pim ]') },
      { name: 'b', text: record('PBN-2', 'Only where multicast is routed.') },
      { name: 'c', text: record('PBN-3', '[ protocols pim ] and [ some feature that is on ]') },
    ],
  })
  assert.equal(taken.status, 200, taken.text)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  await take('ann', 'SN-A2.conf', config('york-1', loopback))
  const verdicts = async (serial: string) => new Map((await exposure(serial)).map((row) => [row.advisory.key, row]))
  const one = await verdicts('SN-A1')
  assert.equal(one.get('PBN-1')?.verdict, 'affected')
  assert.match(one.get('PBN-1')?.match.why.at(-1) ?? '', /has \[ protocols pim \]/)
  assert.deepEqual(one.get('PBN-1')?.match.needs, [])
  const two = await verdicts('SN-A2')
  assert.equal(two.get('PBN-1'), undefined)
  // prose alone frees nobody, nor does a path that is not understood
  assert.equal(two.get('PBN-2')?.verdict, 'affected')
  assert.equal(two.get('PBN-3')?.verdict, 'affected')
  assert.match(two.get('PBN-3')?.match.why.at(-1) ?? '', /not every path/i)
  // the next configuration has it switched off: it is about the device no more, and what was stays to be read
  await take('ann', 'SN-A1.conf', config('leeds-1', `${loopback}protocols {\n    inactive: pim {\n        interface all;\n    }\n}\n`))
  assert.equal((await verdicts('SN-A1')).get('PBN-1'), undefined)
  await take(
    'ann',
    'SN-A2.conf',
    config(
      'york-1',
      `${loopback}routing-instances {\n    red {\n        protocols {\n            pim {\n                interface all;\n            }\n        }\n    }\n}\n`,
    ),
  )
  assert.equal((await verdicts('SN-A2')).get('PBN-1')?.verdict, 'affected')
  // the other engine has it
  await take('ann', 'SN-A2.conf', config('york-1', loopback))
  assert.equal((await verdicts('SN-A2')).get('PBN-1'), undefined)
  const ofOther = `groups {\n    re1 {\n        ${pim.replaceAll('\n', '\n        ')}\n    }\n}\napply-groups re1;\n`
  await take('ann', 'SN-A2.conf', config('york-1', `${loopback}${ofOther}`))
  assert.equal((await verdicts('SN-A2')).get('PBN-1')?.verdict, 'affected')
  // a configuration that was cut short frees nobody
  await take('ann', 'SN-A1.conf', `${config('leeds-1', loopback)}\nprotocols {\n    bgp {\n        group a {\n`)
  assert.equal((await verdicts('SN-A1')).get('PBN-1')?.verdict, 'affected')
})

test('a device whose facts changed was exposed all the while where the verdict stayed, and twice where it went and came', async () => {
  const rows = async (serial: string, key: string) =>
    ((await api.call('ann', 'GET', `/api/accounts/ACME/devices/${serial}/exposure?past=true`)).body as { items: Row[] }).items.filter(
      ({ advisory }) => advisory.key === key,
    )
  assert.equal((await rows('SN-A2', 'PBN-2')).length, 1)
  assert.equal((await rows('SN-A1', 'PBN-1')).length, 2)
})

const paths: readonly (readonly [path: string, words: readonly string[] | undefined])[] = [
  ['protocols pim', ['protocols', 'pim']],
  ['edit security alg', ['security', 'alg']],
  ['interfaces <int> unit * family inet', ['interfaces', '<int>', 'unit', '*', 'family', 'inet']],
  ['security policies ... policy <n> then permit', ['security', 'policies', '...', 'policy', '<n>', 'then', 'permit']],
  ['the feature is on', undefined],
  ['protocols pim, and more', undefined],
  ['edit set interfaces interface-name mtu', ['interfaces', 'interface-name', 'mtu']],
  ['forwarding-options set storm-control-profiles all', ['forwarding-options', 'storm-control-profiles', 'all']],
  ['interfaces <name> / vlans <name>', undefined],
]
for (const [path, words] of paths)
  test(`a path of a record: ${path}`, () => {
    assert.deepEqual(pathWords(path), words)
  })

/** Paths of published records that leave names out, give examples or alternatives, beside what a device has. */
const loose: readonly (readonly [path: string, line: string])[] = [
  ['security ike gateway ike-policy', 'security ike gateway branch ike-policy aes'],
  ['security ipsec vpn ike gateway', 'security ipsec vpn branch ike gateway branch'],
  ['interfaces unit family mpls', 'interfaces ge-0/0/0 unit 0 family mpls'],
  ['security idp active-policy policy-name', 'security idp active-policy strict'],
  ['security idp idp-policy policy-name rulebase-ips rule rule-name', 'security idp idp-policy strict rulebase-ips rule 1 match any'],
  ['routing-instances evpna instance-type evpn', 'routing-instances blue instance-type evpn'],
  ['routing-instances evpna routing-interface irb.0', 'routing-instances blue routing-interface irb.100'],
  ['vlans private-vlan isolated', 'vlans v100 private-vlan isolated'],
  ['protocols ptp master/slave interface', 'protocols ptp slave interface ge-0/0/0'],
  [
    'security ipsec proposal <p> authentication-algorithm hmac-sha-384/hmac-sha-512',
    'security ipsec proposal x authentication-algorithm hmac-sha-512',
  ],
  ['protocols bgp group <name> multipath', 'protocols bgp group a neighbor 192.0.2.1 multipath'],
  ['interfaces <name> unit <unit> family inet filter', 'dynamic-profiles pppoe interfaces pp0 unit 0 family inet filter input f'],
]
for (const [path, line] of loose)
  test(`a path that is written loosely: ${path}`, () => {
    const on = (text: string) => {
      const tree = readConfigurations(`set system host-name a\nset interfaces lo0 unit 0\n${text}`).configurations[0]?.tree ?? assert.fail()
      return evidenceOf(effectiveConfiguration(tree).tree, [path], true)
    }
    assert.deepEqual(on(`set ${line}\n`), { present: [path], whole: true })
    assert.deepEqual(on('set protocols lldp interface all\n'), { present: [], whole: true })
  })

test('what a configuration lacks frees nobody where it is a part, or where the record says what must not be there', () => {
  const tree = (text: string) => readConfigurations(text).configurations[0]?.tree ?? assert.fail()
  assert.equal(evidenceOf(tree('set protocols bgp group a type internal\n'), [], true).whole, false)
  const match = { verdict: 'affected', why: [], needs: [], doubts: [] } as const
  const by = (text: string) => byConfiguration(match, [{ text, paths: ['protocols pim'] }], { present: [], whole: true }).verdict
  assert.equal(by('Only with [ protocols pim ]; other devices are not affected.'), 'not affected')
  assert.equal(by('All devices without [ protocols pim ].'), 'affected')
  assert.equal(by('The device must not have [ protocols pim ].'), 'affected')
})

test('a path with gaps and names is found wherever it stands, and nowhere else', () => {
  const text =
    'security {\n policies {\n from-zone a to-zone b {\n policy p {\n then {\n permit {\n application-services {\n gtp-profile g;\n}\n}\n}\n}\n}\n}\n}\n'
  const tree = effectiveConfiguration(readConfigurations(text).configurations[0]?.tree ?? assert.fail()).tree
  const wanted = 'security policies ... policy <n> then permit application-services gtp-profile <p>'
  assert.deepEqual(evidenceOf(tree, [wanted, 'security policies policy', 'protocols pim'], true).present, [wanted])
})
