import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fireDue } from '../src/jobs/runner.ts'
import { sortCapture } from '../src/junos/sort-capture.ts'
import { type Api, startApi } from './support/api.ts'

/** What devices answer to show commands: sorted from configurations, given to the right device, kept masked, judged and compared. */

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
    JN1: { account: 'ACME', product: 'MX204', release: '21.4R3' },
    JN2: { account: 'ACME', product: '', release: '' },
    NODE0: { account: 'ACME', product: 'SRX345', release: '' },
    NODE1: { account: 'ACME', product: 'SRX345', release: '' },
    CHAS: { account: 'ACME', product: 'MX960', release: '21.4R3-S5' },
    JNB: { account: 'BETA', product: 'MX204', release: '21.4R3' },
  },
}

const version = (host: string, release: string) =>
  `Hostname: ${host}\nModel: mx204\nJunos: ${release}\nJUNOS OS Kernel 64-bit  [20200101.000000_builder_stable_11]\n`
const hardware = (serial: string, card = 'CARD1') => `Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                ${serial.padEnd(18)}MX204
Routing Engine 0          BUILTIN      BUILTIN           RE-S-1600x8
FPC 0            REV 01   750-000001   ${card.padEnd(18)}MPC10E 3D MRATE-15xQSFPP
`
const alarms = (line = '') =>
  line === '' ? 'No alarms currently active\n' : `1 alarms currently active\nAlarm time               Class  Description\n${line}\n`
const session = (host: string, ...said: readonly (readonly [command: string, answer: string])[]) =>
  said.map(([command, answer]) => `ann@${host}> ${command}\n${answer}\n`).join('')
const minor = '2026-11-20 10:00:00 UTC  Major  FPC 0 Major Errors'

type Fate = {
  what: string
  fate: string
  serial: string | null
  host: string
  why: string
  answers: number
  lost: number
  changes: string[]
  skipped: { line: number; what: string }[]
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

async function take(who: string, name: string, text: string, more = '', account = 'ACME'): Promise<{ status: number; fates: Fate[] }> {
  const payload = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'),
    Buffer.from(text),
    Buffer.from('\r\n--x--\r\n'),
  ])
  api.clock.now += 60_000
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/accounts/${account}/device-data?name=${encodeURIComponent(name)}${more}`,
    headers: { 'x-person': who, 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  return { status: answer.statusCode, fates: (JSON.parse(answer.body) as { fates: Fate[] }).fates }
}
const get = async <T>(path: string, who = 'ann') => (await api.call(who, 'GET', `/api/accounts/ACME/devices/${path}`)).body as T
type Device = { release: string; releaseSeenOn: string | null; product: string; parts: { serial: string; slot: string; product: string }[] }
type Brief = { id: string; readAt: string; clock: string; host: string; commands: string[] }
type Health = {
  reading: Brief | null
  earlier: { id: string } | null
  report: { device: string; results: { id: string; outcome: string; findings: { what: string; place: { line: number } }[] }[] } | null
}

test('a device that says its serial is known by it; the release that runs and its parts become facts', async () => {
  const { status, fates } = await take(
    'ann',
    'night.log',
    session(
      'leeds-1',
      ['show version', version('leeds-1', '21.4R3-S5.4')],
      ['show chassis hardware', hardware('JN1')],
      ['show chassis alarms', alarms()],
    ),
  )
  assert.equal(status, 200)
  assert.deepEqual(
    fates.map(({ what, fate, serial, host, answers, lost }) => [what, fate, serial, host, answers, lost]),
    [['answers', 'new', 'JN1', 'leeds-1', 3, 0]],
  )
  assert.deepEqual(fates[0]?.changes, ['JN1 runs 21.4R3-S5.4, not 21.4R3', '1 parts are new'])
  const device = await get<Device>('JN1')
  assert.equal(device.release, '21.4R3-S5.4')
  assert.deepEqual(
    device.parts.map(({ serial, slot }) => [serial, slot]),
    [['CARD1', 'FPC 0']],
  )
})

test('the same file again changes nothing; a later one by its host name is the next reading', async () => {
  const again = await take(
    'ann',
    'again.log',
    session(
      'leeds-1',
      ['show version', version('leeds-1', '21.4R3-S5.4')],
      ['show chassis hardware', hardware('JN1')],
      ['show chassis alarms', alarms()],
    ),
  )
  assert.deepEqual([again.fates[0]?.fate, again.fates[0]?.serial], ['same', 'JN1'])
  const later = await take('ann', 'later.log', session('leeds-1', ['show chassis alarms', alarms(minor)]))
  assert.deepEqual(
    [later.fates[0]?.fate, later.fates[0]?.serial, later.fates[0]?.why],
    ['new', 'JN1', 'it calls itself leeds-1, as before'],
  )
  const { items } = await get<{ items: Brief[] }>('JN1/readings')
  assert.equal(items.length, 2)
  assert.deepEqual(items[0]?.commands, ['alarms'])
})

test('health is judged by the newest reading, held against an earlier one, with the line of each finding', async () => {
  const { reading, earlier, report } = await get<Health>('JN1/health')
  const { items } = await get<{ items: Brief[] }>('JN1/readings')
  assert.equal(reading?.id, items[0]?.id)
  assert.equal(earlier?.id, items[1]?.id)
  const found = report?.results.filter(({ outcome }) => outcome === 'finding') ?? []
  assert.ok(
    found.some(({ findings }) => findings.some(({ what }) => /FPC 0 Major Errors/.test(what))),
    JSON.stringify(found),
  )
  const line = found.flatMap(({ findings }) => findings).find(({ what }) => /FPC 0/.test(what))?.place.line ?? 0
  const { text } = await get<{ text: string }>(`JN1/readings/${items[0]?.id}`)
  assert.match(
    text
      .split('\n')
      .slice(line - 1, line + 3)
      .join('\n'),
    /show chassis alarms|alarms currently/,
  )
  // what was not asked is no pass
  assert.ok(report?.results.some(({ outcome }) => outcome === 'not-judged'))
  const first = await get<Health>(`JN1/health?reading=${items[1]?.id}`)
  assert.ok(!first.report?.results.some(({ findings }) => findings.some(({ what }) => /FPC 0 Major/.test(what))))
})

test('two readings are compared: what became worse stands first', async () => {
  const { items } = await get<{ items: Brief[] }>('JN1/readings')
  const { counts, changes } = await get<{ counts: Record<string, number>; changes: { verdict: string; element: string }[] }>(
    `JN1/readings/${items[0]?.id}/changes?from=${items[1]?.id}`,
  )
  assert.equal(counts.worse, 1)
  assert.equal(changes[0]?.verdict, 'worse')
})

test('files that come together are one reading, until a command is answered again; a file is known by its folder', async () => {
  const files = [
    ['pre/leeds-1/show_version.txt', version('leeds-1', '21.4R3-S5.4')],
    ['pre/leeds-1/show_chassis_alarms.txt', alarms()],
    ['post/leeds-1/show_chassis_alarms.txt', alarms(minor)],
  ] as const
  for (const [name, text] of files) {
    const { fates } = await take('ann', name, text, '&batch=b1')
    assert.deepEqual([fates[0]?.fate, fates[0]?.serial], ['new', 'JN1'], JSON.stringify(fates))
  }
  const { items } = await get<{ items: Brief[] }>('JN1/readings')
  assert.equal(items.length, 4)
  assert.deepEqual(
    items.slice(0, 2).map(({ commands }) => commands),
    [['alarms'], ['version', 'alarms']],
  )
})

test('the clock of the device decides which reading is newer, not the order in which files come', async () => {
  const uptime = (time: string) => `Current time: ${time}\nSystem booted: 2026-01-01 00:00:00 UTC (40w0d 00:00 ago)\n`
  const early = await take(
    'ann',
    'SN_JN2.log',
    session('york-1', ['show system uptime', uptime('2026-02-01 08:00:00 UTC')], ['show version', version('york-1', '22.4R3')]),
  )
  assert.equal(early.fates[0]?.serial, 'JN2', JSON.stringify(early))
  assert.equal((await get<Device>('JN2')).release, '22.4R3')
  const earlier = await take(
    'ann',
    'old.log',
    session('york-1', ['show system uptime', uptime('2026-01-20 08:00:00 UTC')], ['show version', version('york-1', '21.2R1')]),
  )
  assert.equal(earlier.fates[0]?.fate, 'new')
  assert.equal((await get<Device>('JN2')).release, '22.4R3', 'an older reading is no news')
  const { items } = await get<{ items: Brief[] }>('JN2/readings')
  assert.deepEqual(
    items.map(({ readAt, clock }) => [readAt.slice(0, 10), clock]),
    [
      ['2026-02-01', 'device'],
      ['2026-01-20', 'device'],
    ],
  )
})

test('both nodes of a cluster answer at once, and both have the reading', async () => {
  const cluster = `node0:
--------------------------------------------------------------------------
Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                NODE0             SRX345

node1:
--------------------------------------------------------------------------
Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                NODE1             SRX345
`
  const versions = `node0:
--------------------------------------------------------------------------
Hostname: fw-a
Model: srx345
Junos: 21.4R3-S4.9
JUNOS Software Release [21.4R3-S4.9]

node1:
--------------------------------------------------------------------------
Hostname: fw-b
Model: srx345
Junos: 21.4R3-S5.4
JUNOS Software Release [21.4R3-S5.4]
`
  const { fates } = await take('ann', 'fw.log', session('fw-a', ['show chassis hardware', cluster], ['show version', versions]))
  assert.deepEqual([fates[0]?.fate, fates[0]?.serial], ['new', 'NODE0'], JSON.stringify(fates))
  assert.equal((await get<{ items: Brief[] }>('NODE1/readings')).items.length, 1)
  assert.equal((await get<Device>('NODE0')).release, '21.4R3-S4.9')
  assert.equal((await get<Device>('NODE1')).release, '21.4R3-S5.4')
})

test('a session with a configuration in it gives both, each of its own', async () => {
  const { fates } = await take(
    'ann',
    'both.log',
    session(
      'leeds-1',
      [
        'show configuration | no-more',
        'system {\n    host-name leeds-1;\n    root-authentication {\n        encrypted-password "$6$abcdefgh$SECRETSECRETSECRETSECRET"; ## SECRET-DATA\n    }\n}',
      ],
      ['show chassis hardware', hardware('JN1')],
      ['show ntp associations', 'nothing that is known'],
    ),
  )
  assert.deepEqual(
    fates.map(({ what, fate, serial }) => [what, fate, serial]),
    [
      ['answers', 'new', 'JN1'],
      ['configuration', 'new', 'JN1'],
    ],
  )
  assert.match(fates[0]?.skipped[0]?.what ?? '', /ntp/)
  const { text } = await get<{ text: string }>('JN1/readings/newest')
  assert.doesNotMatch(text, /host-name|SECRETSECRET/)
})

test('a part of a configuration does not take the place of a whole one', async () => {
  const whole = 'system {\n    host-name leeds-1;\n}\ninterfaces {\n    lo0 {\n        unit 0;\n    }\n}\n'
  assert.equal((await take('ann', 'JN1.conf', whole)).fates[0]?.fate, 'changed')
  const { fates } = await take('ann', 'JN1.conf', 'protocols {\n    bgp {\n        group a;\n    }\n}\n')
  assert.deepEqual([fates[0]?.fate, fates[0]?.serial], ['part', 'JN1'])
  assert.match((await get<{ text: string }>('JN1/configurations/newest')).text, /interfaces/)
})

test('what says a serial that nobody registered, or another than somebody says, is nobody’s', async () => {
  const stranger = await take('ann', 'JN1.log', session('leeds-1', ['show chassis hardware', hardware('JN99')]))
  assert.deepEqual([stranger.fates[0]?.fate, stranger.fates[0]?.serial], ['no device', null])
  assert.match(stranger.fates[0]?.why ?? '', /JN99, which is not in the installed base/)
  assert.equal(stranger.fates[0]?.answers, 1)
  const said = await take('ann', 'x.log', session('leeds-1', ['show chassis hardware', hardware('JN2')]), '&device=JN1')
  assert.match(said.fates[0]?.why ?? '', /it says its serial is JN2, not JN1/)
})

test('no secret is kept, and other accounts neither see nor learn of a device', async () => {
  const secret = 'set system root-authentication encrypted-password "$6$abcdefgh$SECRETSECRETSECRETSECRET"'
  await take(
    'ann',
    'JN1.log',
    session(
      'leeds-1',
      ['show system commit', `0   2026-01-01 00:00:00 UTC by ann via cli\n    ${secret}`],
      ['show version', version('leeds-1', '21.4R3-S5.4')],
    ),
  )
  const rows = await api.database.asOwner<{ found: boolean }>("select text like '%SECRETSECRET%' as found from device_capture")
  assert.ok(rows.length >= 8 && rows.every(({ found }) => !found))
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/devices/JN1/readings')).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/accounts/ACME/devices/JN1/readings')).status, 403)
  assert.equal(
    (await take('bea', 'leeds-1.log', session('leeds-1', ['show chassis alarms', alarms()]), '', 'BETA')).fates[0]?.fate,
    'no device',
  )
  const { items } = await get<{ items: Brief[] }>('JN1/readings')
  assert.equal((await api.call('bea', 'GET', `/api/accounts/BETA/devices/JNB/readings/${items[0]?.id}`)).status, 404)
  assert.equal((await api.call('bea', 'GET', `/api/accounts/BETA/devices/JNB/health?reading=${items[0]?.id}`)).status, 404)
})

test('the inventory of a device says which cards are in it, and a card that has left decides no more', async () => {
  const record = JSON.stringify({
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: 'CVE-2026-7001', state: 'PUBLISHED', dateUpdated: '2026-03-01T00:00:00Z' },
    containers: {
      cna: {
        title: 'Junos OS: a card stops',
        source: { advisory: 'JSA7001' },
        affected: [
          {
            product: 'Junos OS',
            defaultStatus: 'unaffected',
            platforms: ['MX Series with MPC10'],
            versions: [{ status: 'affected', version: '21.4', lessThan: '21.4R3-S9' }],
          },
        ],
      },
    },
  })
  const verdict = async () => {
    await fireDue(api.parts.db, api.parts.timers, api.clock.now)
    const { items } = await get<{ items: { verdict: string }[] }>('CHAS/exposure')
    return items.map((row) => row.verdict)
  }
  const inventory = (fpc: string) => `Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                CHAS              MX960
${fpc}`
  const taken = await api.call('tsa', 'POST', '/api/advisories/import', { records: [{ name: 'a.json', text: record }] })
  assert.equal(taken.status, 200, taken.text)
  assert.deepEqual(await verdict(), ['unknown'], 'nobody has looked into it')
  const line = (description: string, serial = 'CARD7') => `FPC 0            REV 01   750-000001   ${serial.padEnd(18)}${description}\n`
  await take('ann', 'CHAS.log', session('chas', ['show chassis hardware', inventory(line('MPC7E 3D MRATE-12xQSFPP'))]))
  assert.deepEqual(await verdict(), [], 'another card is in it')
  await take('ann', 'CHAS.log', session('chas', ['show chassis hardware', inventory(line('MPC10E 3D MRATE-15xQSFPP', 'CARD10'))]))
  assert.deepEqual(await verdict(), ['affected'])
  await take('ann', 'CHAS.log', session('chas', ['show chassis hardware', inventory('')]))
  assert.deepEqual(await verdict(), [], 'it has left, though its part is still registered')
  assert.ok((await get<Device>('CHAS')).parts.some(({ serial }) => serial === 'CARD10'))
})

test('the answers of yesterday, given again among newer ones, are the same', async () => {
  const quiet = session('leeds-1', ['show chassis alarms', alarms(minor.replace('FPC 0', 'FPC 5'))])
  assert.equal((await take('ann', 'JN1.log', quiet)).fates[0]?.fate, 'new')
  assert.equal((await take('ann', 'JN1.log', quiet)).fates[0]?.fate, 'same')
})

test('of a support report the answers are kept, and of a long log its beginning', async () => {
  const log = 'Nov 20 10:00:00  leeds-1 rpd[1234]: BGP_SOMETHING: 192.0.2.1 is odd today\n'.repeat(30_000)
  const { fates } = await take(
    'ann',
    'rsi.log',
    session(
      'leeds-1',
      ['show log messages', log],
      ['show chassis alarms', alarms(minor.replace('FPC 0', 'FPC 7'))],
      ['show version', version('leeds-1', '21.4R3-S5.4')],
    ),
  )
  assert.deepEqual([fates[0]?.fate, fates[0]?.serial, fates[0]?.answers], ['new', 'JN1', 2])
  assert.match(fates[0]?.skipped[0]?.what ?? '', /No reader/)
  const { text } = await get<{ text: string }>('JN1/readings/newest')
  assert.ok(text.split('\n').length < 600, 'the log is cut')
  assert.match(text, /29\d{3} more lines of an answer that is not read are left out/)
  assert.match(text, /FPC 7 Major Errors/)
})

test('a file beyond the bound is refused whole, and nothing of it is kept', async () => {
  const before = (await get<{ items: Brief[] }>('JN1/readings')).items.length
  const text = session('leeds-1', ['show chassis alarms', alarms(minor)]) + 'x'.repeat(64 * 1024 ** 2)
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n${text}\r\n--x--\r\n`
  const { statusCode, body } = await api.app.inject({
    method: 'POST',
    url: '/api/accounts/ACME/device-data?name=JN1.log',
    headers: { 'x-person': 'ann', 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  assert.equal(statusCode, 413)
  assert.match(body, /at most 64 MiB/)
  assert.equal((await get<{ items: Brief[] }>('JN1/readings')).items.length, before)
})

test('a trial run writes nothing', async () => {
  const before = (await get<{ items: Brief[] }>('JN1/readings')).items.length
  const { fates } = await take('ann', 'JN1.log', session('leeds-1', ['show version', version('leeds-1', '23.2R1')]), '&dryRun=true')
  assert.deepEqual([fates[0]?.fate, fates[0]?.changes], ['new', ['JN1 runs 23.2R1, not 21.4R3-S5.4']])
  assert.equal((await get<{ items: Brief[] }>('JN1/readings')).items.length, before)
  assert.equal((await get<Device>('JN1')).release, '21.4R3-S5.4')
})

test('the health of an account counts devices and checks', async () => {
  const { devices, checks, left } = (await api.call('ann', 'GET', '/api/accounts/ACME/health')).body as {
    devices: { serial: string }[]
    checks: { id: string }[]
    left: number
  }
  assert.deepEqual(devices.map(({ serial }) => serial).toSorted(), ['CHAS', 'JN1', 'JN2', 'NODE0'])
  assert.equal(devices[0]?.serial, 'JN1', 'the worst is first')
  assert.equal(left, 0)
  assert.ok(Array.isArray(checks))
})

const strange: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''],
  ['prose', 'hello\nworld\n'],
  ['an answer that no reader knows', 'Physical things: 4\nand 5 more of them\n'],
  ['bytes', '\u0000\u0001\u0002\ufffd\ufffd'],
]
for (const [what, text] of strange)
  test(`what is not recognised is said: ${what}`, async () => {
    const { fates } = await take('ann', 'JN1.txt', text)
    assert.deepEqual([fates[0]?.what, fates[0]?.fate, fates[0]?.serial], ['nothing', 'not recognised', null])
  })

test('a comparison that was pasted is said to be one, with what to give instead', async () => {
  const { fates } = await take('ann', 'JN1.txt', '[edit snmp]\n-  community k7Rf2mQx9;\n+  community k7Rf2mQx8;\n')
  assert.deepEqual([fates[0]?.what, fates[0]?.fate], ['nothing', 'not recognised'])
  assert.match(fates[0]?.why ?? '', /^it is a comparison, .* give the configuration itself/)
})

test('the name of a file says the command where the text does not', () => {
  for (const name of ['show_chassis_alarms.txt', 'edge/show-chassis-alarms.log', 'edge1_show chassis alarms'])
    assert.equal(sortCapture(alarms(), name).answers[0]?.command, 'show chassis alarms', name)
  assert.equal(sortCapture(alarms(), 'showcase/a.txt').answers[0]?.command, null)
})
