import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { markdownOf } from '../../src/analysis/reviews/markdown.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** Reviews: computed from device data, completed by a named engineer, released once, and read by the customer alone. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '1 Road' }
const world = {
  accounts: { ACME: { ...place, name: 'Acme *Telco*' }, BETA: { ...place, name: 'Beta Bank' } },
  people: {
    lea: { account: 'ACME', roles: ['LC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['LC'] },
    eng: { account: 'VENDOR', roles: ['AE'] },
    jim: { account: 'VENDOR', roles: ['JT'] },
  },
  devices: {
    'SN-M1': { account: 'ACME', product: 'MX204', release: '21.4R1' },
    'SN-M2': { account: 'ACME', product: 'MX204', release: '21.4R3' },
    'SN-M3': { account: 'ACME', product: 'MX204' },
    'SN-M5': { account: 'ACME', product: 'MX480', release: '22.4R1' },
    'SN-M14': { account: 'ACME', product: 'MX204', release: '21.4R3', status: 'spare' },
    'SN-B1': { account: 'BETA', product: 'MX204' },
  },
}
const record = (number: string, kind: string, title: string, fixedIn: string, workaround = '') => ({
  name: number,
  text: JSON.stringify({
    format: 'holdfast-advisory-1',
    number,
    kind,
    title,
    impact: 'critical',
    publishedAt: '2026-03-01',
    workaround,
    affected: [{ product: 'Junos OS', releases: [{ from: '21.4', fixedIn: [fixedIn] }] }],
  }),
})

type Item = { key: string; devices: string[]; downtime: string[] | null; suggestion: string; foci: string[]; facts: string[] }
type Whole = {
  number: string
  state: string
  content: {
    items: Item[]
    notJudged: string[]
    devices: { serial: string; sampledAt: string | null }[]
    indicators: { key: string; recommended: string[]; samples: { serial: string; at: string; outcome: string; values: string[] }[] }[]
  }
  notes: { summary: string; items: Record<string, { assessment: string; recommendation: string; left: boolean }> }
  missing: string[]
  version: number
}
let api: Api
before(async () => {
  api = await startApi(world)
  const taken = await api.call('eng', 'POST', '/api/advisories/import', {
    records: [
      record('PBN-1', 'PBN', 'The routing process restarts', '21.4R2', 'Turn it off.'),
      record('PBN-2', 'PBN', 'A lamp blinks', '21.4R3-S1'),
      record('TSB-3', 'TSB', 'A fan is loud', '21.4R3-S2'),
    ],
  })
  assert.equal(taken.status, 200, taken.text)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
})
after(() => api?.close())

const make = (who: string, body: object, account = 'ACME') => api.call(who, 'POST', `/api/accounts/${account}/reviews`, body)
const write = (review: Whole, more: object = {}, engineer = 'Erin Engineer') =>
  api.call(
    'eng',
    'PUT',
    `/api/accounts/ACME/reviews/${review.number}`,
    { engineer, notes: { ...review.notes, ...more } },
    { 'if-match': `"${review.version}"` },
  )
const noted = (review: Whole, assessment: string) =>
  Object.fromEntries(Object.entries(review.notes.items).map(([key, note]) => [key, { ...note, assessment }]))

let review: Whole
test('MSP-3.1.5.p2: bug notifications that touch the devices, each with its reasons; what could not be judged is listed', async () => {
  const made = await make('eng', { kind: 'PBNIR', engineer: 'Erin Engineer' })
  assert.equal(made.status, 201, made.text)
  review = made.body as Whole
  assert.equal(review.number, 'ACME-V1')
  assert.deepEqual(
    review.content.items.map(({ key, devices, suggestion }) => [key, devices, suggestion]),
    [
      ['PBN-1', ['SN-M1'], 'Upgrade to a release that has the fix: 21.4R2.\nUntil then: Turn it off.'],
      ['PBN-2', ['SN-M1', 'SN-M2'], 'Upgrade to a release that has the fix: 21.4R3-S1.'],
    ],
  )
  assert.deepEqual(review.content.notJudged, ['SN-M3: no release of it is known.'])
})

test('MSP-3.1.6.c: an issue review holds every kind, and names the nodes on which downtime is to be expected', async () => {
  const { body } = await make('eng', { kind: 'PIIR', devices: ['SN-M1', 'SN-M2'] })
  const { items } = (body as Whole).content
  assert.deepEqual(
    items.map(({ key, downtime }) => [key, downtime]),
    [
      ['PBN-1', ['SN-M1']],
      ['PBN-2', []],
      ['TSB-3', []],
    ],
  )
})

test('without the data it is made of a review is refused, citing the clause', async () => {
  const empty = await make('eng', { kind: 'PBNIR' }, 'BETA')
  assert.equal(empty.status, 409)
  assert.match(empty.text, /MSP-3\.1\.5\.p2/)
  const bare = await make('eng', { kind: 'CACR' })
  assert.equal(bare.status, 409)
  assert.match(bare.text, /MSP-3\.1\.7\.p1/)
  assert.equal((await make('eng', { kind: 'PBNIR', devices: ['SN-NONE'] })).status, 404)
})

test('MSP-3.1.5.p3: it is released only with an assessment and a recommendation for each item, and never changed after that', async () => {
  const at = `/api/accounts/ACME/reviews/${review.number}`
  const early = await api.call('eng', 'POST', `${at}/release`, {})
  assert.equal(early.status, 409)
  assert.match(early.text, /the assessment of PBN-1 \(MSP-3\.1\.5\.p3\)/)
  const written = await write(review, { summary: 'Two bugs matter.', items: noted(review, 'It matters <here>') })
  assert.equal(written.status, 200, written.text)
  assert.equal((await write(review)).status, 412, 'an older version')
  review = written.body as Whole
  assert.deepEqual(review.missing, [])
  // nobody but the provider sees the draft
  assert.equal((await api.call('lea', 'GET', at)).status, 404)
  assert.deepEqual(((await api.call('lea', 'GET', '/api/accounts/ACME/reviews')).body as { items: object[] }).items, [])
  assert.equal((await api.call('eng', 'POST', `${at}/release`, {})).status, 200)
  assert.equal((await api.call('eng', 'POST', `${at}/release`, {})).status, 409)
  const released = (await api.call('eng', 'GET', at)).body as Whole
  assert.equal((await write(released, { summary: 'Other' })).status, 409)
  assert.equal((await api.call('lea', 'GET', at)).status, 200)
  for (const [who, account, status] of [
    ['uma', 'ACME', 403],
    ['bea', 'ACME', 404],
    ['bea', 'BETA', 404],
  ] as const)
    assert.equal((await api.call(who, 'GET', `/api/accounts/${account}/reviews/${review.number}`)).status, status)
  assert.equal((await make('jim', { kind: 'PBNIR' })).status, 403)
})

test('the document has summary, findings and what was left open; text of others stays text', async () => {
  const { text, status, headers } = await api.call('lea', 'GET', `/api/accounts/ACME/reviews/${review.number}/document`)
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /markdown/)
  assert.match(text, /^# Bug notification impact review ACME-V1/)
  assert.match(text, /Acme \\\*Telco\\\*/)
  assert.match(text, /It matters \\<here\\>/)
  assert.match(text, /## What could not be judged\n\n- SN-M3: no release/)
})

test('an item that is left out needs nothing and is in no document', async () => {
  const made = (await make('eng', { kind: 'PIIR', devices: ['SN-M2'] })).body as Whole
  const items = Object.fromEntries(
    Object.entries(noted(made, 'Yes')).map(([key, each]) => [key, key === 'TSB-3' ? { ...each, assessment: '', left: true } : each]),
  )
  const written = (await write(made, { summary: 'One bug.', items })).body as Whole
  assert.deepEqual(written.missing, [])
  assert.equal((await api.call('eng', 'POST', `/api/accounts/ACME/reviews/${made.number}/release`, {})).status, 200)
  assert.doesNotMatch((await api.call('lea', 'GET', `/api/accounts/ACME/reviews/${made.number}/document`)).text, /TSB-3/)
})

test('MSP-3.1.7.p1, MSP-3.1.7.p3: a configuration review cites the configuration of each device by its time, and has three headings, also over nothing', async () => {
  const payload = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'),
    Buffer.from('system {\n host-name m1;\n services {\n telnet;\n }\n}\ninterfaces {\n lo0 {\n unit 0;\n }\n}\n'),
    Buffer.from('\r\n--x--\r\n'),
  ])
  await api.app.inject({
    method: 'POST',
    url: '/api/accounts/ACME/device-data?name=SN-M1.conf',
    headers: { 'x-person': 'lea', 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  const made = (await make('eng', { kind: 'CACR', devices: ['SN-M1', 'SN-M2'] })).body as Whole
  const telnet = made.content.items.find(({ key }) => key === 'telnet')
  assert.deepEqual(
    [telnet?.devices, telnet?.foci.length !== 0, telnet?.suggestion.includes('delete system services telnet')],
    [['SN-M1'], true, true],
  )
  assert.ok(made.content.notJudged.some((line) => line.startsWith('SN-M2: no configuration')))
  const { text } = await api.call('eng', 'GET', `/api/accounts/ACME/reviews/${made.number}/document`)
  assert.match(text, /\| SN-M1 \| MX204 \| 21\.4R1 \| \d{4}-\d\d-\d\d \d\d:\d\d \|/)
  assert.match(text, /\| SN-M2 \| MX204 \| 21\.4R3 \| none \|/)
  for (const focus of ['Scalability', 'Resilience', 'Efficiency']) assert.match(text, new RegExp(`## ${focus}\n`))
  const none = markdownOf({
    number: 'X-V1',
    kind: 'CACR',
    account: 'X',
    zone: 'Australia/Sydney',
    state: 'draft',
    content: { devices: [], items: [], indicators: [], notJudged: [] },
    cutoff: 0,
    notes: { summary: '', items: {} },
    engineer: '',
    releasedAt: null,
    talks: [],
  })
  assert.equal(none.match(/No finding\./g)?.length, 3)
})

const engines = (idle: number) => `lea@syd> show chassis routing-engine
Routing Engine status:
  Slot 0:
    Current state                  Master
    Temperature                 41 degrees C / 105 degrees F
    DRAM                      16336 MB (16384 MB installed)
    Memory utilization          21 percent
    1 min CPU utilization:
      User                     ${100 - idle} percent
      Background                 0 percent
      Kernel                     0 percent
      Interrupt                  0 percent
      Idle                      ${idle} percent
    Model                          RE-S-1800x4

lea@syd> show system uptime
Current time: 2026-01-02 11:00:00 UTC
System booted: 2025-06-01 00:00:00 UTC (46w0d 11:00 ago)

`
const bring = (name: string, text: string) =>
  api.app.inject({
    method: 'POST',
    url: `/api/accounts/ACME/device-data?name=${name}`,
    headers: { 'x-person': 'lea', 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n${text}\r\n--x--\r\n`,
  })

test('MSP-3.1.8.p1: a health check gives each indicator with value, limit, outcome and the time of the sample', async () => {
  const without = await make('eng', { kind: 'PHC', devices: ['SN-M5'] })
  assert.equal(without.status, 409)
  assert.match(without.text, /MSP-3\.1\.8\.p1/)
  assert.equal((await bring('SN-M5.log', engines(8))).statusCode, 200)
  const made = await make('eng', { kind: 'PHC', devices: ['SN-M5', 'SN-M2'], engineer: 'Erin Engineer' })
  assert.equal(made.status, 201, made.text)
  const { content, number, notes, version } = made.body as Whole
  const cpu = content.indicators.find(({ key }) => key === 'engine-cpu')
  assert.deepEqual(cpu?.recommended, ['least idle share over 1, 5 and 15 minutes, in percent: 20'])
  assert.deepEqual(cpu?.samples, [
    { serial: 'SN-M5', at: '2026-01-02T11:00:00.000Z', outcome: 'fail', values: ['Routing Engine 0: 8 % idle (1 min)'] },
  ])
  assert.equal(content.indicators[0]?.samples[0]?.outcome, 'fail', 'fails stand first')
  assert.ok(content.indicators.some(({ samples }) => samples.some(({ outcome }) => outcome === 'pass')))
  assert.deepEqual(
    content.devices.map(({ serial, sampledAt }) => [serial, sampledAt]),
    [
      ['SN-M5', '2026-01-02T11:00:00.000Z'],
      ['SN-M2', null],
    ],
  )
  assert.ok(content.notJudged.includes('SN-M2: nothing that it answered is known.'))
  // every fail needs an action or a workaround before it is issued
  const at = `/api/accounts/ACME/reviews/${number}`
  const items = Object.fromEntries(
    Object.entries(notes.items).map(([key, note]) => [key, { ...note, assessment: 'Seen', recommendation: '' }]),
  )
  const body = { engineer: 'Erin Engineer', notes: { summary: 'One engine is busy.', items } }
  assert.equal((await api.call('eng', 'PUT', at, body, { 'if-match': `"${version}"` })).status, 200)
  const early = await api.call('eng', 'POST', `${at}/release`, {})
  assert.equal(early.status, 409)
  assert.match(early.text, /the recommendation for engine-cpu \(MSP-3\.1\.8\.p2\)/)
  const { text } = await api.call('eng', 'GET', `${at}/document`)
  assert.match(text, /\| engine-cpu \| .*20 \| SN-M5 \| fail \| Routing Engine 0: 8 % idle \(1 min\) \| 2026-01-02 22:00 \|/)
})

test('MSP-3.1.6.p1: an impact review says of hardware and of software how much was found, or none; its days are those of the account', () => {
  const item = (key: string, about?: 'hardware' | 'software') => ({
    ...{ key, title: 'A fault', severity: 'major', facts: [], devices: ['SN-1'], downtime: [], foci: [], suggestion: '' },
    ...(about && { about }),
  })
  const text = (...items: ReturnType<typeof item>[]) =>
    markdownOf({
      number: 'X-V1',
      kind: 'PIIR',
      account: 'X',
      zone: 'Australia/Sydney',
      state: 'released',
      content: { devices: [], items, indicators: [], notJudged: [] },
      cutoff: Date.parse('2026-04-19T22:00:00Z'),
      notes: { summary: '', items: {} },
      engineer: '',
      releasedAt: Date.parse('2026-04-20T15:00:00Z'),
      talks: [],
    })
  const five = text(item('A'), item('B', 'software'), item('C'), item('D'), item('E'))
  assert.match(five, /hardware: none found; software: 5\./)
  assert.match(five, /## Hardware\n\nNone found\.\n\n## Software\n\n### A/)
  assert.match(five, /Data up to 2026-04-20\..*Released on 2026-04-21\./)
  assert.match(text(item('A', 'hardware')), /hardware: 1; software: none found\..*## Hardware\n\n### A.*## Software\n\nNone found\./s)
})

test('MSP-7.a: a device that is not in use is not reviewed', async () => {
  const refused = await make('eng', { kind: 'PHC', devices: ['SN-M5', 'SN-M14'] })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /SN-M14 is spare.*MSP-7\.a/s)
})

test('MSP-3.1.6.a, MSP-3.1.6.b, MSP-3.1.6.e: an issue review is complete as of its cut-off, says for each issue which devices match and what to do, and waits for each impact', async () => {
  const made = (await make('eng', { kind: 'PIIR', devices: ['SN-M1', 'SN-M2'], engineer: 'Erin Engineer' })).body as Whole
  const at = `/api/accounts/ACME/reviews/${made.number}`
  assert.deepEqual(
    made.content.items.map(({ key, devices, suggestion }) => [key, devices, suggestion.split('\n')[0]]),
    [
      ['PBN-1', ['SN-M1'], 'Upgrade to a release that has the fix: 21.4R2.'],
      ['PBN-2', ['SN-M1', 'SN-M2'], 'Upgrade to a release that has the fix: 21.4R3-S1.'],
      ['TSB-3', ['SN-M1', 'SN-M2'], 'Upgrade to a release that has the fix: 21.4R3-S2.'],
    ],
  )
  for (const { facts } of made.content.items) assert.match(facts.join(' '), /published 2026-03-01.*SN-M1.*21\.4R1/)
  // without an impact of one of them it is not given out
  const half = { ...noted(made, 'It stops the core'), 'TSB-3': { assessment: '', recommendation: 'Wait', left: false } }
  const written = (await write(made, { summary: 'Three issues.', items: half })).body as Whole
  const early = await api.call('eng', 'POST', `${at}/release`, {})
  assert.deepEqual([early.status, /the assessment of TSB-3 \(MSP-3\.1\.6\.b\)/.test(early.text)], [409, true])
  const whole = await write(written, { items: noted(made, 'It stops the core') })
  assert.equal(whole.status, 200, whole.text)
  assert.equal((await api.call('eng', 'POST', `${at}/release`, {})).status, 200)
  const { text } = await api.call('lea', 'GET', `${at}/document`)
  assert.match(text, /Data up to \d{4}-\d\d-\d\d\./)
  assert.match(text, /\*\*Assessment\.\*\* It stops the core/)
  // what is published later is in another review, not in this one
  const later = await api.call('eng', 'POST', '/api/advisories/import', { records: [record('PBN-9', 'PBN', 'Later', '21.4R9')] })
  assert.equal(later.status, 200)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  assert.doesNotMatch((await api.call('lea', 'GET', `${at}/document`)).text, /PBN-9/)
  assert.ok(((await make('eng', { kind: 'PIIR', devices: ['SN-M1'] })).body as Whole).content.items.some(({ key }) => key === 'PBN-9'))
})
