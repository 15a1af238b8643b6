import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { fireNext } from '../../src/jobs/runner.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { type Api, startApi } from '../support/api.ts'

/** The register, and what its records come to for the devices of accounts: two of them, so that neither sees the other's. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const world = {
  accounts: { ACME: { ...place, name: 'Acme Telco' }, BETA: { ...place, name: 'Beta Bank' } },
  people: {
    ann: { account: 'ACME', roles: ['LC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['LC'] },
    tsa: { account: 'VENDOR', roles: ['TA'], teams: ['advisors'] },
    jim: { account: 'VENDOR', roles: ['JT'] },
  },
  devices: {
    A1: { account: 'ACME', product: 'MX204', release: '21.4R3-S4.9' },
    A2: { account: 'ACME', product: 'MX204', release: '21.4R3-S4.9' },
    A3: { account: 'ACME', product: 'EX4300-48P', release: '20.4R3' },
    A4: { account: 'ACME', product: 'MX204' },
    B1: { account: 'BETA', product: 'SRX345', release: '21.4R3' },
  },
  base_contracts: [{ account: 'ACME', devices: ['A1', 'A2', 'A3'], from: '2026-01-01', to: '2027-12-31' }],
  contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1', 'A2', 'A3'], from: '2026-01-01', to: '2026-12-31' }],
}

const cve = (number: number, cna: object, updated = '2026-03-01T00:00:00Z') =>
  JSON.stringify({
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: `CVE-2026-${number}`, state: 'PUBLISHED', dateUpdated: updated },
    containers: {
      cna: {
        title: 'Junos OS: a thing stops',
        datePublic: '2026-02-11T17:00:00Z',
        source: { advisory: `JSA${number}` },
        affected: [entry('21.4', '21.4R3-S5')],
        metrics: [{ cvssV3_1: { version: '3.1', baseScore: 7.5, baseSeverity: 'HIGH', vectorString: 'CVSS:3.1/AV:N' } }],
        ...cna,
      },
    },
  })
const entry = (version: string, lessThan: string, platforms: readonly string[] = []) => ({
  product: 'Junos OS',
  defaultStatus: 'unaffected',
  platforms,
  versions: [{ status: 'affected', version, lessThan }],
})

type Fate = { fate: string; key: string; number: string; notes: string[]; changes: string[] }
type Row = {
  advisory: { key: string; severity: string }
  affected: number
  unknown: number
  notEvaluated: number
  fixed: number
  call: string
  acknowledged: unknown
}
type Device = {
  serial: string
  verdict: string
  match: { why: string[]; fix: string | null }
  advisory: { key: string }
  until: string | null
  acknowledged: unknown
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

async function settle() {
  for (
    let fired = await fireNext(api.parts.db, api.parts.timers, api.clock.now);
    fired;
    fired = await fireNext(api.parts.db, api.parts.timers, api.clock.now)
  )
    assert.equal(fired.error, undefined)
}
const take = async (texts: readonly string[], more: object = {}) => {
  const taken = await api.call('tsa', 'POST', '/api/advisories/import', {
    records: texts.map((text, at) => ({ name: `${at}.json`, text })),
    ...more,
  })
  assert.equal(taken.status, 200, taken.text)
  await settle()
  return (taken.body as { fates: Fate[] }).fates
}
const board = async (who: string, account = 'ACME', query = '') => {
  const answer = await api.call(who, 'GET', `/api/accounts/${account}/exposure${query}`)
  assert.equal(answer.status, 200, answer.text)
  return (answer.body as { items: Row[] }).items
}
const ofDevice = async (serial: string, past = false) =>
  ((await api.call('ann', 'GET', `/api/accounts/ACME/devices/${serial}/exposure?past=${past}`)).body as { items: Device[] }).items
const change = async (serial: string, body: object) => {
  const at = `/api/accounts/ACME/devices/${serial}`
  const { headers } = await api.call('ann', 'GET', at)
  const changed = await api.call('ann', 'PATCH', at, body, { 'if-match': String(headers.etag) })
  assert.equal(changed.status, 200, changed.text)
}
const wait = (ms: number) => {
  api.clock.now += ms
}

test('ACP-12.p1: what is published is matched against model and release of each device, and the board says how many', async () => {
  assert.deepEqual(
    (
      await take([
        cve(1001, {}),
        cve(1002, { affected: [entry('20.4', '20.4R3-S1', ['EX4300 Series'])] }),
        cve(1003, { affected: [entry('22.1', '22.1R2')] }),
      ])
    ).map(({ fate, key }) => [fate, key]),
    [
      ['new', 'CVE-2026-1001'],
      ['new', 'CVE-2026-1002'],
      ['new', 'CVE-2026-1003'],
    ],
  )
  const rows = await board('ann')
  assert.deepEqual(
    rows.map((row) => [row.advisory.key, row.affected, row.unknown]),
    [
      ['CVE-2026-1001', 2, 0],
      ['CVE-2026-1002', 1, 0],
      ['CVE-2026-1003', 0, 0],
    ],
  )
  assert.deepEqual(
    (await ofDevice('A1')).map(({ advisory, verdict, match }) => [advisory.key, verdict, match.fix]),
    [
      ['CVE-2026-1001', 'affected', '21.4R3-S5'],
      ['CVE-2026-1003', 'not evaluated', null],
    ],
  )
  const summary = (await api.call('ann', 'GET', '/api/accounts/ACME/exposure-summary')).body as Record<string, unknown>
  assert.equal(summary.judged, 3)
  assert.equal(summary.affected, 3)
  assert.deepEqual(summary.unjudged, { count: 1, serials: ['A4'] })
})

test('each customer sees its own exposure and not the other one’s, and a user sees none', async () => {
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/exposure')).status, 404)
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/devices/A1/exposure')).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/accounts/ACME/exposure')).status, 403)
  assert.deepEqual(
    (await board('bea', 'BETA')).map((row) => [row.advisory.key, row.affected]),
    [
      ['CVE-2026-1001', 1],
      ['CVE-2026-1003', 0],
    ],
  )
})

test('reading the same again changes nothing, an older text is left out, and a newer one amends with its history', async () => {
  wait(60_000)
  const count = async () =>
    (await api.database.asOwner<{ n: number }>('select count(*)::int as n from exposure')).map(({ n }) => n)[0] as number
  const before = await count()
  assert.equal((await take([cve(1001, {})]))[0]?.fate, 'unchanged')
  assert.equal((await take([cve(1001, { title: 'Older' }, '2026-02-01T00:00:00Z')]))[0]?.fate, 'older')
  assert.equal(await count(), before)
  const amended = (await take([cve(1001, { affected: [entry('21.4', '21.4R3-S4')] }, '2026-03-05T00:00:00Z')]))[0]
  assert.equal(amended?.fate, 'amended')
  assert.deepEqual(amended?.changes, ['now: Junos OS: affected 21.4 until 21.4R3-S4', 'no longer: Junos OS: affected 21.4 until 21.4R3-S5'])
  assert.deepEqual(
    (await ofDevice('A1')).map(({ advisory, verdict, match }) => [advisory.key, verdict, match.fix]),
    [
      ['CVE-2026-1003', 'not evaluated', null],
      ['CVE-2026-1001', 'fixed', '21.4R3-S4'],
    ],
  )
  // what it was stays to be read
  const past = (await ofDevice('A1', true)).filter(({ advisory }) => advisory.key === 'CVE-2026-1001')
  assert.deepEqual(
    past.map(({ verdict, until }) => [verdict, until === null]),
    [
      ['fixed', true],
      ['affected', false],
    ],
  )
  const read = (await api.call('ann', 'GET', '/api/advisories/CVE-2026-1001')).body as {
    version: number
    versions: { changes: string[] }[]
  }
  assert.equal(read.version, 2)
  assert.equal(read.versions.length, 2)
})

test('a new release of a device withdraws what no longer holds, within the timer that its change sets', async () => {
  wait(60_000)
  assert.deepEqual(
    (await ofDevice('A3')).map(({ verdict }) => verdict),
    ['affected', 'not evaluated', 'not evaluated'],
  )
  await change('A3', { release: '20.4R3-S1.2' })
  await settle()
  assert.deepEqual(
    (await ofDevice('A3')).map(({ advisory, verdict }) => [advisory.key, verdict]).filter(([key]) => key === 'CVE-2026-1002'),
    [['CVE-2026-1002', 'fixed']],
  )
  assert.equal((await ofDevice('A3', true)).filter(({ verdict, until }) => verdict === 'affected' && until !== null).length, 1)
  // a device that gets its release is judged from then on, one that leaves service is not any more
  await change('A4', { release: '20.4R1' })
  await change('A3', { status: 'decommissioned' })
  await settle()
  assert.equal((await ofDevice('A4')).length, 2)
  assert.deepEqual(await ofDevice('A3'), [])
})

test('a card that a record is about decides once it is known, and not before', async () => {
  wait(60_000)
  await take([cve(1004, { affected: [entry('21.4', '21.4R3-S9', ['MX Series with MPC10'])] })])
  const of = async () => (await ofDevice('A1')).find(({ advisory }) => advisory.key === 'CVE-2026-1004')
  assert.equal((await of())?.verdict, 'unknown')
  const added = await api.call('ann', 'POST', '/api/accounts/ACME/devices', {
    serial: 'CARD1',
    kind: 'module',
    description: 'MPC10E 3D MRATE-15xQSFPP',
    parentSerial: 'A1',
  })
  assert.equal(added.status, 201, added.text)
  await settle()
  assert.equal((await of())?.verdict, 'affected')
  // and leaves with the card
  wait(60_000)
  await change('CARD1', { parentSerial: 'A2' })
  await settle()
  assert.equal((await of())?.verdict, 'unknown')
  assert.equal((await ofDevice('A2')).find(({ advisory }) => advisory.key === 'CVE-2026-1004')?.verdict, 'affected')
})

test('ACP-12.p2: a record is settled only after it was called relevant or not, and discussed with a contact on a day that has come', async () => {
  const at = '/api/accounts/ACME/exposure/CVE-2026-1004'
  const settled = (body: object) =>
    api.call('tsa', 'POST', `${at}/settle`, { outcome: 'action', contact: 'Ann', discussedOn: '2026-03-09', ...body })
  assert.equal((await settled({})).status, 409)
  assert.equal((await api.call('ann', 'POST', `${at}/call`, { call: 'relevant', reason: 'No' })).status, 403)
  assert.equal((await api.call('tsa', 'POST', `${at}/call`, { call: 'relevant', reason: 'Both edge routers hold that card' })).status, 204)
  const ahead = await settled({ discussedOn: '2026-03-30' })
  assert.equal(ahead.status, 400)
  assert.match(ahead.text, /ACP-12\.p2/)
  assert.equal((await settled({ contact: ' ' })).status, 400)
  assert.equal((await settled({})).status, 204)
  const read = (await api.call('ann', 'GET', at)).body as { followUp: Record<string, unknown> }
  assert.deepEqual(
    [read.followUp.call, read.followUp.outcome, read.followUp.contact, read.followUp.discussedOn],
    ['relevant', 'action', 'Ann', '2026-03-09'],
  )
  assert.deepEqual((await board('ann', 'ACME', '?open=false')).map(({ advisory }) => advisory.key).includes('CVE-2026-1004'), true)
  assert.equal((await api.call('tsa', 'POST', `${at}/reopen`, {})).status, 204)
  assert.equal(
    (await board('ann', 'ACME', '?open=true')).some(({ advisory }) => advisory.key === 'CVE-2026-1004'),
    true,
  )
})

test('a device is acknowledged with a reason until a day, once, and the customer takes it back', async () => {
  const at = '/api/accounts/ACME/exposure/CVE-2026-1004/acknowledgements'
  const body = { serial: 'A2', reason: 'Replaced in the window of April', expiresOn: '2026-04-30' }
  assert.equal((await api.call('ann', 'POST', at, { ...body, expiresOn: '2026-01-01' })).status, 400)
  assert.equal((await api.call('ann', 'POST', at, body)).status, 204)
  assert.equal((await api.call('ann', 'POST', at, body)).status, 409)
  assert.equal((await api.call('bea', 'POST', at, body)).status, 404)
  const rows = ((await api.call('ann', 'GET', '/api/accounts/ACME/exposure/CVE-2026-1004/devices')).body as { items: Device[] }).items
  assert.deepEqual(
    rows.map(({ serial, verdict, acknowledged }) => [serial, verdict, (acknowledged as { reason: string } | null)?.reason ?? null]),
    [
      ['A2', 'affected', 'Replaced in the window of April'],
      ['A1', 'unknown', null],
      ['A4', 'not evaluated', null],
    ],
  )
  const { acknowledgements } = (await api.call('ann', 'GET', '/api/accounts/ACME/exposure/CVE-2026-1004')).body as {
    acknowledgements: { id: string }[]
  }
  assert.equal((await api.call('ann', 'DELETE', `${at}/${acknowledgements[0]?.id}`)).status, 204)
  assert.equal((await api.call('ann', 'DELETE', `${at}/${acknowledgements[0]?.id}`)).status, 404)
})

test('MSP-3.1.5.p1: a draft is seen by the provider only and matched by nobody until it is published', async () => {
  wait(60_000)
  const record = {
    number: 'PBN-9',
    kind: 'PBN',
    title: 'Routing process restarts on a full table',
    impact: 'critical',
    affected: [{ product: 'Junos OS', platforms: ['MX204'], releases: [{ from: '21.4', fixedIn: ['21.4R3-S6'] }] }],
  }
  const written = await api.call('tsa', 'POST', '/api/advisories', { record })
  assert.equal(written.status, 201, written.text)
  await settle()
  assert.equal((await api.call('ann', 'GET', '/api/advisories/PBN-9')).status, 404)
  assert.equal((await api.call('tsa', 'GET', '/api/advisories/PBN-9')).status, 200)
  assert.equal(
    (await board('tsa')).some(({ advisory }) => advisory.key === 'PBN-9'),
    false,
  )
  assert.equal((await api.call('ann', 'POST', '/api/advisories/PBN-9/publish', {})).status, 403)
  assert.equal((await api.call('tsa', 'POST', '/api/advisories/PBN-9/publish', {})).status, 200)
  await settle()
  const row = (await board('ann')).find(({ advisory }) => advisory.key === 'PBN-9')
  assert.deepEqual([row?.affected, row?.advisory.severity], [2, 'critical'])
  assert.equal((await api.call('ann', 'GET', '/api/advisories/PBN-9')).status, 200)
})

test('what cannot be a record is named and the others are taken; an own record with a release that is none is refused', async () => {
  const fates = await take(['{"a": 1}', 'no json', cve(1005, {}), '{"format":"holdfast-advisory-1","number":"x"}'])
  assert.deepEqual(
    fates.map(({ fate }) => fate),
    ['no record', 'no record', 'new', 'no record'],
  )
  assert.match(fates[3]?.notes[0] ?? '', /number/)
  const refused = await api.call('tsa', 'POST', '/api/advisories', {
    record: {
      number: 'TSB-7',
      kind: 'TSB',
      title: 'x',
      affected: [{ product: 'Junos OS', releases: [{ from: 'twenty', fixedIn: ['21.4R3'] }] }],
    },
  })
  assert.equal(refused.status, 400, refused.text)
  assert.match(refused.text, /twenty/)
  assert.equal((await api.call('jim', 'POST', '/api/advisories/import', { records: [{ name: 'x', text: '{}' }] })).status, 403)
})

test('a dry run says what would become of each record and writes nothing', async () => {
  assert.equal((await take([cve(1006, {})], { dryRun: true }))[0]?.fate, 'new')
  assert.equal((await api.call('tsa', 'GET', '/api/advisories/CVE-2026-1006')).status, 404)
})

test('a record that its register withdrew is about nobody any more', async () => {
  wait(60_000)
  const withdrawn = JSON.parse(cve(1005, {}, '2026-03-09T00:00:00Z'))
  withdrawn.cveMetadata.state = 'REJECTED'
  assert.equal(
    (await board('bea', 'BETA')).some(({ advisory, affected }) => advisory.key === 'CVE-2026-1005' && affected > 0),
    true,
  )
  assert.equal((await take([JSON.stringify(withdrawn)]))[0]?.fate, 'amended')
  assert.equal(
    (await board('bea', 'BETA')).some(({ advisory }) => advisory.key === 'CVE-2026-1005'),
    false,
  )
})

test('SSM-3.3.p1: whoever bought early word gets one letter about all that is new, its advisor too, and nobody else', async () => {
  while ((await handleNext(api.parts.db, undefined, api.clock.now)) !== undefined);
  wait(60_000)
  await take([
    cve(1010, {}, '2026-03-10T00:00:00Z'),
    cve(1011, { affected: [entry('21.4', '21.4R3-S7')] }),
    cve(1012, { affected: [entry('21.4', '21.4R3-S8')] }),
  ])
  while ((await handleNext(api.parts.db, undefined, api.clock.now)) !== undefined);
  const told = async (who: string) =>
    (
      (await api.call(who, 'GET', '/api/notices')).body as { items: { kind: string; title: string; text: string; at: string }[] }
    ).items.filter(({ kind, at }) => kind === 'security-bulletin' && Date.parse(at) === api.clock.now)
  const [letter, ...more] = await told('ann')
  assert.deepEqual(more, [])
  assert.equal(letter?.title, '3 security bulletins are about devices of yours')
  assert.match(letter?.text ?? '', /JSA1012 \(CVE-2026-1012\), high: Junos OS: a thing stops\n {2}2 devices affected/)
  assert.match((await told('tsa'))[0]?.text ?? '', /ACP-12\.p2/)
  assert.deepEqual(await told('bea'), [])
  assert.deepEqual(await told('uma'), [])
  // nothing is said twice
  wait(60_000)
  await take([cve(1012, { title: 'Said better', affected: [entry('21.4', '21.4R3-S8')] }, '2026-03-11T00:00:00Z')])
  while ((await handleNext(api.parts.db, undefined, api.clock.now)) !== undefined);
  assert.deepEqual(await told('ann'), [])
})

test('ACP-13.p1: which release removes what a device is exposed to, for its own account only', async () => {
  const answer = await api.call('ann', 'GET', '/api/accounts/ACME/devices/A1/upgrade')
  assert.equal(answer.status, 200, answer.text)
  const { release, affected, candidates } = answer.body as {
    release: string
    affected: string[]
    candidates: { release: string; removes: string[]; keeps: string[] }[]
  }
  assert.equal(release, '21.4R3-S4.9')
  assert.ok(affected.length >= 4)
  const [best] = candidates
  assert.deepEqual([best?.release, best?.removes.length, best?.keeps], ['21.4R3-S9', affected.length, []])
  assert.equal((await api.call('bea', 'GET', '/api/accounts/ACME/devices/A1/upgrade')).status, 404)
})

test('records are found by number, by problem report and by words, and every page is whole', async () => {
  const list = async (query: string) => {
    const keys: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await api.call('ann', 'GET', `/api/advisories?limit=3&${query}${cursor && `&cursor=${cursor}`}`)
      const page = body as { items: { key: string }[]; next: string | null }
      keys.push(...page.items.map(({ key }) => key))
      if (page.next === null) return keys
      cursor = page.next
    }
  }
  const all = await list('')
  const known = await inScope(api.parts.db, providerScope, (tx) =>
    tx.selectFrom('advisory').select('key').where('state', '=', 'published').execute(),
  )
  assert.deepEqual([...all].sort(), known.map(({ key }) => key).sort())
  assert.deepEqual(await list('query=JSA1002'), ['CVE-2026-1002'])
  assert.deepEqual(await list('query=said+better'), ['CVE-2026-1012'])
  assert.deepEqual(await list('kind=PBN'), ['PBN-9'])
  assert.deepEqual(await list('query=%25'), [])
})
