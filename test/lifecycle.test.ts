import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DeviceFacts, SupportEnd } from '../src/contracts/facts.ts'
import { judgeSupportEnd } from '../src/contracts/support-end.ts'
import { ageOf } from '../src/installed-base/lifecycle/age.ts'
import type { Entry } from '../src/installed-base/lifecycle/entry.ts'
import { enoughFor } from '../src/installed-base/lifecycle/service.ts'
import { bandOf, standingOf, tableOf } from '../src/installed-base/lifecycle/standing.ts'
import { type Api, startApi } from './support/api.ts'
import { fc } from './support/laws.ts'

/** When devices leave support: the table joined to them, edited by some of the staff, and asked by decisions on the day of the request. */

// devices

test('the day itself is within its band, and past begins the day after', () => {
  const today = '2026-08-31'
  assert.deepEqual(
    ['2026-08-30', today, '2026-11-30', '2026-12-01', '2027-02-28', '2027-03-01', '2027-08-31', '2027-09-01', null].map((on) =>
      bandOf(on, today),
    ),
    [
      'past',
      'within 3 months',
      'within 3 months',
      'within 6 months',
      'within 6 months',
      'within 12 months',
      'within 12 months',
      'later',
      'unknown',
    ],
  )
})

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  kind: 'release',
  software: 'Junos OS',
  name,
  withdrawn: false,
  note: '',
  rule: null,
  dates: [],
  ...more,
})
const device = (more: object) => ({ product: 'MX80', kind: 'chassis' as const, release: '', endOfSupportOn: null, ...more })
const end = (name: string, on: string, label: 'published' | 'recalled' | 'computed' = 'published', more: Partial<Entry> = {}): Entry =>
  entry(name, { kind: 'product', software: '', dates: [{ milestone: 'endOfSupport', label, on, source: 'TSB1' }], ...more })
const firstOf = (of: Parameters<typeof standingOf>[0], ...entries: Entry[]) =>
  standingOf(of, tableOf(entries)).ends.map((each) => `${each.of} ${each.on} ${each.label}`)

test('a release is as old as its branch, to the day, and unknown without a date of first shipping', () => {
  const on = '2024-02-29'
  for (const [today, age] of [
    ['2024-02-29', 'under 1 year'],
    ['2025-02-27', 'under 1 year'],
    ['2025-02-28', '1 to 2 years'],
    ['2026-02-28', '2 to 3 years'],
    ['2028-02-28', '3 to 4 years'],
    ['2028-02-29', '4 years and more'],
    ['2040-01-01', '4 years and more'],
  ] as const)
    assert.equal(ageOf(on, today), age, today)
  assert.equal(ageOf(undefined, '2026-01-01'), 'not known')
})

test('a device has the dates of its model, else of its line; the narrower line wins, a name alone is no line, and published beats narrower', () => {
  const ex = device({ product: 'EX4300-48P' })
  assert.deepEqual(firstOf(ex, end('EX4300 Series', '2027-01-01'), end('ex4300-48p', '2026-01-01')), ['product 2026-01-01 published'])
  assert.deepEqual(firstOf(ex, end('EX Series', '2030-01-01'), end('EX4300*', '2027-01-01')), ['product 2027-01-01 published'])
  assert.deepEqual(firstOf(ex, end('EX4300', '2027-01-01')), [])
  assert.deepEqual(firstOf(ex, end('EX4300-48P', '2026-01-01', 'recalled'), end('EX4300 Series', '2027-01-01')), [
    'product 2027-01-01 published',
  ])
  const module = entry('MPC7E', { ...end('MPC7E', '2026-01-01'), kind: 'module' })
  assert.deepEqual(firstOf(device({ product: 'MPC7E', kind: 'module' }), module), ['product 2026-01-01 published'])
  assert.deepEqual(firstOf(device({ product: 'MPC7E' }), module), [])
})

test('its release is found by branch or train, Evolved apart; the first end comes first, and its own date stands for its product', () => {
  const table214 = [end('21.4', '2026-03-01', 'published', { kind: 'release', software: 'Junos OS' }), end('MX80', '2026-05-31')]
  assert.deepEqual(firstOf(device({ release: '21.4R3-S4.9' }), ...table214), [
    'release 2026-03-01 published',
    'product 2026-05-31 published',
  ])
  assert.deepEqual(firstOf(device({ release: '21.4R3-S4.9-EVO' }), ...table214), ['product 2026-05-31 published'])
  assert.deepEqual(firstOf(device({ release: '21.4X53-D1' }), ...table214), ['product 2026-05-31 published'])
  assert.deepEqual(firstOf(device({ release: 'aaa', endOfSupportOn: '2030-01-01' }), ...table214), ['device 2030-01-01 by hand'])
  const ssr = end('7.1', '2027-09-10', 'published', { kind: 'release', software: 'SSR' })
  assert.deepEqual(firstOf(device({ product: 'SSR', kind: 'software', release: '7.1.4' }), ssr), ['release 2027-09-10 published'])
})

test('as much is looked at as holds one page, wherever it begins, and all of a day that is begun', () => {
  const days = ['2026-01-01', '2026-02-01', '2026-03-01', null]
  const shared = fc.record({ on: fc.constantFrom(...days), devices: fc.integer({ min: 1, max: 3 }) })
  fc.assert(
    fc.property(
      fc.array(shared, { maxLength: 8 }),
      fc.constantFrom(undefined, '2026-02-01', 'infinity'),
      fc.integer({ min: 1, max: 5 }),
      (all, from, limit) => {
        const judged = all.map(({ on, devices }) => ({ devices, ends: on === null ? [] : [{ on }] })) as unknown as Parameters<
          typeof enoughFor
        >[0]
        const dayOf = ({ ends: [first] }: (typeof judged)[number]) => first?.on ?? 'infinity'
        const enough = enoughFor(judged, from, limit)
        const left = judged.filter((each) => !enough.includes(each) && dayOf(each) >= (from ?? ''))
        // whatever is left out comes after a whole page of devices that were surely not shown before
        if (left.length > 0) {
          assert.ok(enough.filter((each) => dayOf(each) !== from).reduce((sum, { devices }) => sum + devices, 0) >= limit)
          assert.ok(left.every((each) => enough.every((other) => dayOf(other) < dayOf(each))))
        }
      },
    ),
  )
})

// decisions

const clauses = ['ISS-7.a']
const judged = (
  lifecycle: readonly SupportEnd[],
  day: string,
  { own = null, software = false, problem = true }: { own?: string | null; software?: boolean; problem?: boolean } = {},
) =>
  judgeSupportEnd(
    { clauses, software },
    { serial: 'A1', product: 'MX80', endOfSupportOn: own, lifecycle } as unknown as DeviceFacts,
    day,
    problem,
  )
    .filter(({ holds }) => !holds)
    .map(({ rule, weight, found }) => `${weight} ${rule} ${found}`)
const says = (of: 'product' | 'release', label: SupportEnd['label'], on = '2026-05-31'): SupportEnd => ({
  of,
  on,
  label,
  entry: 'MX80',
  source: 'TSB1',
})

test('ISS-7.a: what is published decides, from the day after; what is recalled or computed advises; its own date wins', () => {
  const published = [says('product', 'published')]
  assert.deepEqual(judged(published, '2026-05-31'), [])
  assert.deepEqual(judged(published, '2026-06-01'), ['refuse not-past-support 2026-05-31'])
  for (const label of ['recalled', 'computed'] as const)
    assert.deepEqual(judged([says('product', label)], '2026-06-01'), ['advise support-end-unpublished 2026-05-31'])
  assert.deepEqual(judged(published, '2026-06-01', { own: '2030-01-01' }), [])
  assert.deepEqual(judged([says('product', 'recalled')], '2026-06-01', { own: '2030-01-01' }), [])
  assert.deepEqual(judged([], '2026-06-01', { own: '2026-05-31' }), ['refuse not-past-support 2026-05-31'])
})

test('a release past its support refuses a problem only where the service excludes software; a plan for it is advised', () => {
  const published = [says('release', 'published')]
  assert.deepEqual(judged(published, '2026-06-01'), ['advise release-in-support 2026-05-31'])
  assert.deepEqual(judged(published, '2026-06-01', { software: true }), ['refuse release-in-support 2026-05-31'])
  assert.deepEqual(judged(published, '2026-06-01', { software: true, problem: false }), ['advise release-in-support 2026-05-31'])
  assert.deepEqual(judged([says('release', 'computed')], '2026-06-01', { software: true }), ['advise release-in-support 2026-05-31'])
  assert.deepEqual(judged(published, '2026-05-31', { software: true }), [])
})

// the whole

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const world = {
  accounts: { ACME: { ...place, name: 'Acme Telco' }, BETA: { ...place, name: 'Beta Bank' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    bea: { account: 'BETA', roles: ['NC'], contact: ['named'] },
    jim: { account: 'VENDOR', roles: ['JT'] },
    tsa: { account: 'VENDOR', roles: ['TA'], teams: ['advisors'] },
  },
  devices: {
    A1: { account: 'ACME', product: 'MX80', release: '21.4R3-S4.9' },
    A2: { account: 'ACME', product: 'MX204', release: '22.4R3' },
    A3: { account: 'ACME', product: 'MX80', endOfSupport: '2030-12-31' },
    A4: { account: 'ACME', product: 'ACX7024', release: '23.4R2-EVO' },
    A5: { account: 'ACME', product: 'MX80', status: 'decommissioned' },
    B1: { account: 'BETA', product: 'MX80', release: '21.4R3' },
  },
  base_contracts: [{ account: 'ACME', devices: ['A1', 'A2', 'A3'], from: '2026-01-01', to: '2027-12-31' }],
  contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1', 'A2', 'A3'], from: '2026-01-01', to: '2026-12-31' }],
}

type Row = {
  serial: string
  band: string
  first: { on: string; label: string; of: string; source: string } | null
  other: { on: string } | null
}
type Board = { on: string; counts: Record<string, number>; items: Row[]; next: string | null }
type Fate = { fate: string; subject: string; changes: string[]; problems: object[] }
type Dated = { milestone: string; label: string; on: string }
type Kept = { key: string; version: number; dates: Dated[]; byRule: Dated[] }

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

const take = (who: string, text: string, more: object = {}) =>
  api.call(who, 'POST', '/api/lifecycle/import', { name: 'hardware.csv', text, ...more })
const taken = async (text: string, more: object = {}) => {
  const answer = await take('tsa', text, more)
  assert.equal(answer.status, 200, answer.text)
  return (answer.body as { rows: Fate[] }).rows
}
const board = async (who: string, account: string, query = '') => {
  const answer = await api.call(who, 'GET', `/api/accounts/${account}/lifecycle${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as Board
}
const entries = async (query = '') => ((await api.call('ann', 'GET', `/api/lifecycle${query}`)).body as { items: Kept[] }).items
const write = (who: string, body: object) => api.call(who, 'POST', '/api/lifecycle', body)
const opened = (device: string, more: object = {}) =>
  api.call('ann', 'POST', '/api/accounts/ACME/cases', { device, priority: 'P3', summary: 'a fault', ...more })
type Decided = {
  id: string
  verdict: string
  decidedBy: string[]
  reasons: { rule: string; weight: string; holds: boolean; found: unknown; fact: string; source: string }[]
}
const decisionOf = (body: unknown) => {
  const { decided, decision } = body as { decided?: Decided; decision?: Decided }
  return (decided ?? decision) as Decided
}

const hardware = 'Product,Last order,End of Support,Source\nMX80,2021-05-31,05/31/20261,TSB100\nMX204,,recalled?,\n'

test('a trial run writes nothing; the run takes the good rows; the run again changes nothing', async () => {
  assert.deepEqual(
    (await taken(hardware, { dryRun: true })).map(({ fate }) => fate),
    ['new', 'refused'],
  )
  assert.deepEqual(await entries(), [])
  await taken(hardware)
  assert.deepEqual(
    (await entries()).map(({ key, version }) => [key, version]),
    [['product::mx80', 1]],
  )
  assert.deepEqual(
    (await taken(hardware)).map(({ fate }) => fate),
    ['same', 'refused'],
  )
  assert.equal((await entries())[0]?.version, 1)
  const junos = 'release,frs,recalled_eos\n21.4,2021-12-14,\n22.4,,2026-05-26\n'
  assert.deepEqual(
    (await taken(junos, { name: 'junos-software.csv' })).map(({ fate }) => fate),
    ['new', 'new'],
  )
  const [kept] = await entries('?kind=release&query=21.4')
  const inWords = ({ milestone, label, on }: Dated) => `${milestone} ${label} ${on}`
  assert.deepEqual(kept?.dates.map(inWords), ['firstShipped published 2021-12-14'])
  assert.deepEqual(kept?.byRule.map(inWords), ['endOfEngineering computed 2024-12-14', 'endOfSupport computed 2025-06-14'])
})

test('only some of the staff edit the table, and everybody reads it', async () => {
  const body = { kind: 'product', name: 'MX80', dates: [] }
  for (const who of ['ann', 'bea', 'jim']) {
    assert.equal((await take(who, hardware)).status, 403)
    assert.equal((await write(who, body)).status, 403)
  }
  assert.equal((await entries()).length, 3)
  assert.equal((await api.call('bea', 'GET', '/api/lifecycle')).status, 200)
  assert.equal((await take('tsa', 'a,b\n1,2\n')).status, 400)
})

test('the board of an account: what is past, soon, later and unknown, the first first, and never another account’s', async () => {
  const { on, counts, items } = await board('ann', 'ACME')
  assert.equal(on, '2026-03-10')
  assert.deepEqual(
    items.map(({ serial, first, other, band }) => [serial, first && `${first.of} ${first.on} ${first.label}`, other?.on ?? null, band]),
    [
      ['A1', 'release 2025-06-14 computed', '2026-05-31', 'past'],
      ['A2', 'release 2026-05-26 recalled', null, 'within 3 months'],
      ['A3', 'device 2030-12-31 by hand', null, 'later'],
      ['A4', null, null, 'unknown'],
    ],
  )
  assert.deepEqual(counts, { past: 1, 'within 3 months': 1, 'within 6 months': 0, 'within 12 months': 0, later: 1, unknown: 1 })
  assert.deepEqual(
    (await board('ann', 'ACME', '?of=product&label=published')).items.map(({ serial, first }) => [serial, first?.on, first?.source]),
    [['A1', '2026-05-31', 'TSB100']],
  )
  // by what is published alone A1 leaves support later than by what was computed for its release
  const published = await board('ann', 'ACME', '?label=published')
  assert.deepEqual(
    [published.items.map(({ serial }) => serial), published.counts['within 3 months'], published.counts.unknown],
    [['A1'], 1, 3],
  )
  assert.deepEqual(
    (await board('ann', 'ACME', '?band=unknown')).items.map(({ serial }) => serial),
    ['A4'],
  )
  // page by page it is the same list, however long a page is
  for (const limit of [1, 2, 3]) {
    const walked: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const part: Board = await board('ann', 'ACME', `?limit=${limit}${next && `&cursor=${next}`}`)
      walked.push(...part.items.map(({ serial }) => serial))
      next = part.next
    }
    assert.deepEqual(walked, ['A1', 'A2', 'A3', 'A4'])
  }
  assert.equal((await board('ann', 'ACME', `?cursor=${Buffer.from('["2026-99-99","x"]').toString('base64url')}`)).items.length, 4)
  assert.deepEqual(
    (await board('bea', 'BETA')).items.map(({ serial }) => serial),
    ['B1'],
  )
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/lifecycle')).status, 404)
  assert.equal((await api.call('bea', 'GET', '/api/accounts/BETA/devices/A1/lifecycle')).status, 404)
  const one = (await api.call('ann', 'GET', '/api/accounts/ACME/devices/A1/lifecycle')).body as {
    product: { dates: object[] }
    band: string
    ends: Row[]
  }
  assert.equal(one.band, 'past')
  assert.equal(one.product.dates.length, 2)
})

test('how old the running releases are: every device that runs one is in one bar, and behind it are its devices', async () => {
  const answer = await api.call('ann', 'GET', '/api/accounts/ACME/lifecycle/ages')
  assert.equal(answer.status, 200, answer.text)
  const { ages } = answer.body as { ages: { band: string; devices: number; known: Record<string, number> }[] }
  assert.deepEqual(
    ages.filter(({ devices }) => devices > 0),
    [
      { band: '4 years and more', devices: 1, known: { published: 1 } },
      { band: 'not known', devices: 3, known: {} },
    ],
  )
  for (const { band, devices } of ages)
    assert.equal((await board('ann', 'ACME', `?age=${encodeURIComponent(band)}`)).items.length, devices, band)
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/lifecycle/ages')).status, 404)
})

test('an entry is amended by hand: what stood before stays with who changed it and when, and nobody overwrites what they have not seen', async () => {
  const dates = [{ milestone: 'endOfSupport', label: 'published', on: '2026-03-31', source: 'TSB200' }]
  assert.equal((await write('tsa', { kind: 'product', name: 'mx80', dates, version: 0 })).status, 409)
  const answer = await write('tsa', { kind: 'product', name: 'mx80', dates, version: 1 })
  assert.equal(answer.status, 201, answer.text)
  assert.deepEqual([(answer.body as Kept).version, (answer.body as Kept).key], [2, 'product::mx80'])
  const { items } = (await api.call('tsa', 'GET', '/api/lifecycle/history?key=product::mx80')).body as {
    items: { version: number; actor: string; source: string; changes: string[] }[]
  }
  assert.deepEqual(
    items.map(({ version, source, changes }) => [version, source, changes]),
    [
      [2, 'by hand', ['Last order, published: 2021-05-31 became nothing', 'End of support, published: 2026-05-31 became 2026-03-31']],
      [1, 'hardware.csv', []],
    ],
  )
  assert.match(items[0]?.actor ?? '', /tsa/i)
  assert.equal((await api.call('tsa', 'GET', '/api/lifecycle/history?key=product::none')).status, 404)
  const twice = [...dates, { ...dates[0], on: '2026-04-30' }]
  assert.equal((await write('tsa', { kind: 'product', name: 'MX80', dates: twice })).status, 400)
  assert.equal((await write('tsa', { kind: 'release', name: '21.4R3', software: 'Junos OS', dates })).status, 400)
  const wrong = [...dates, { milestone: 'lastOrder', label: 'published', on: '2027-01-01', source: 'x' }]
  assert.equal((await write('tsa', { kind: 'product', name: 'MX80', dates: wrong })).status, 400)
})

test('ACP-19.b: on the last day a case is taken, the day after it is refused by the published date of the product, and its replay says the same', async () => {
  api.clock.now = Date.parse('2026-03-31T22:30:00Z') // 23:30 in London
  assert.equal((await opened('A1', { priority: 'P4' })).status, 201)
  api.clock.now = Date.parse('2026-03-31T23:30:00Z') // the next day there
  const refused = await opened('A1')
  assert.equal(refused.status, 403, refused.text)
  const decision = decisionOf(refused.body)
  assert.deepEqual([decision.verdict, decision.decidedBy], ['refused', ['ACP-19.b']])
  const reason = decision.reasons.find(({ rule }) => rule === 'not-past-support')
  assert.deepEqual(
    [reason?.found, reason?.fact, reason?.source],
    ['2026-03-31', 'End of Support of MX80, published', 'lifecycle table: TSB200'],
  )
  // its release was computed to be past its support: that is told and decides nothing
  const advice = decision.reasons.find(({ rule }) => rule === 'release-in-support')
  assert.deepEqual([advice?.weight, advice?.fact, advice?.holds], ['advise', 'End of Support of Junos OS 21.4, computed', false])
  // its own date wins over that of its product
  assert.equal((await opened('A3')).status, 201)
  // the table moves on; what was decided stays as it was
  const dates = [{ milestone: 'endOfSupport', label: 'published', on: '2027-03-31', source: 'TSB300' }]
  assert.equal((await write('tsa', { kind: 'product', name: 'MX80', dates })).status, 201)
  const replay = await api.call('ann', 'GET', `/api/accounts/ACME/decisions/${decision.id}/replay`)
  assert.equal(replay.status, 200, replay.text)
  assert.equal((replay.body as { same: boolean }).same, true)
  assert.equal((await opened('A1', { summary: 'again' })).status, 201)
})

test('the End of Support and the marks of a device are said by the provider: a customer moves neither by hand nor with a list', async () => {
  const at = '/api/accounts/ACME/devices/A3'
  const change = async (who: string, body: object) => {
    const { headers } = await api.call(who, 'GET', at)
    return (await api.call(who, 'PATCH', at, body, { 'if-match': String(headers.etag) })).status
  }
  assert.equal(await change('ann', { endOfSupportOn: '2099-12-31' }), 403)
  assert.equal(await change('ann', { endOfSupportOn: null }), 403)
  assert.equal(await change('ann', { endOfSupportOn: '2030-12-31', description: 'as it stands' }), 200)
  const added = { serial: 'A9', product: 'MX80', endOfSupportOn: '2099-12-31' }
  assert.equal((await api.call('ann', 'POST', '/api/accounts/ACME/devices', added)).status, 403)
  const list = 'Serial,Seller,End of support,Gray market\nA3,Somebody,2099-12-31,yes\n'
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n${list}\r\n--x--\r\n`
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/accounts/ACME/devices/import?dryRun=false',
    headers: { 'x-person': 'ann', 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  const { rows } = JSON.parse(answer.body) as { rows: { fate: string; changes: { field: string }[]; problems: { column: string }[] }[] }
  assert.deepEqual(
    rows.map(({ fate, changes, problems }) => [fate, changes.map(({ field }) => field), problems.map(({ column }) => column)]),
    [['change', ['seller'], ['Gray market', 'End of support']]],
  )
  const { endOfSupportOn, grayMarket } = (await api.call('ann', 'GET', at)).body as { endOfSupportOn: string; grayMarket: boolean }
  assert.deepEqual([endOfSupportOn, grayMarket], ['2030-12-31', false])
})

test('a date that is only recalled or computed never refuses: it is advice', async () => {
  const dates = [{ milestone: 'endOfSupport', label: 'recalled', on: '2026-01-31', source: 'somebody' }]
  assert.equal((await write('tsa', { kind: 'product', name: 'MX80', dates })).status, 201)
  const { status, body } = await opened('A1', { summary: 'a third' })
  assert.equal(status, 201)
  const advice = decisionOf(body).reasons.find(({ rule }) => rule === 'support-end-unpublished')
  assert.deepEqual([advice?.weight, advice?.found, advice?.source], ['advise', '2026-01-31', 'lifecycle table: somebody'])
})
