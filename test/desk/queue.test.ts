import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inverseOf } from '../../src/cases/desk/acts.ts'
import { type Api, startApi } from '../support/api.ts'

/** The desk's list: its lenses and their counts, acts on several cases, taking them back, and views that are kept. */

const account = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })
const world = {
  accounts: { ACME: account('Acme Telco'), BETA: account('Beta Bank') },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    bea: { account: 'BETA', roles: ['NC'], contact: ['named'] },
    joe: { account: 'VENDOR', roles: ['JT'], teams: ['frontline-tac'] },
    eve: { account: 'VENDOR', roles: ['SJ'], teams: ['senior-tac'] },
    max: { account: 'VENDOR', roles: ['JT'], teams: ['frontline-tac'] },
    olga: { account: 'VENDOR', roles: ['AU'], teams: [] },
  },
  devices: { A1: { account: 'ACME', product: 'MX204' }, B1: { account: 'BETA', product: 'MX204' } },
  base_contracts: ['ACME', 'BETA'].map((code) => ({ account: code, devices: [`${code[0]}1`], from: '2026-01-01', to: '2027-12-31' })),
  contracts: ['ACME', 'BETA'].map((code) => ({
    account: code,
    offering: 'ACP',
    devices: [`${code[0]}1`],
    from: '2026-01-01',
    to: '2026-12-31',
  })),
}
type Row = { number: string; version: number; owner: string | null; state: string; priority: string; response: string }
type Outcome = { case: string; done: boolean; version?: number; before?: never; problem?: { title: string; status: number } }

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

async function open(who: string, device: string, priority: string): Promise<Row> {
  const opened = await api.call(who, 'POST', `/api/accounts/${device === 'A1' ? 'ACME' : 'BETA'}/cases`, {
    device,
    priority,
    summary: 'Link flaps',
  })
  assert.equal(opened.status, 201, opened.text)
  return opened.body as Row
}
const read = async (number: string): Promise<Row> =>
  (await api.call('eve', 'GET', `/api/accounts/${number.split('-')[0]}/cases/${number}`)).body as Row
const list = async (who: string, query: string): Promise<readonly string[]> => {
  const answer = await api.call(who, 'GET', `/api/queue?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return (answer.body as { items: Row[] }).items.map(({ number }) => number)
}
const act = async (who: string, acts: readonly object[], headers: Record<string, string> = {}) => {
  const answer = await api.call(who, 'POST', '/api/queue/acts', { acts }, headers)
  return { ...answer, items: (answer.body as { items: Outcome[] }).items }
}

test('several cases of several accounts are taken at once; what cannot be done says why and the others stand', async () => {
  const [one, two, three] = [await open('ann', 'A1', 'P3'), await open('bea', 'B1', 'P4'), await open('ann', 'A1', 'P4')]
  await api.call('joe', 'POST', `/api/accounts/ACME/cases/${three.number}/notes`, { text: 'changed meanwhile' })
  const assign = { kind: 'assign', to: 'me' }
  const asked = [
    { case: one.number, version: one.version, act: assign },
    { case: two.number.toLowerCase(), version: two.version, act: assign },
    { case: three.number, version: three.version, act: assign },
    { case: 'ACME-9999', version: 1, act: assign },
    { case: 'NOSUCH-1', version: 1, act: assign },
  ]
  const done = await act('joe', asked, { 'idempotency-key': 'bulk-1' })
  assert.deepEqual(
    done.items.map(({ case: number, done: yes, problem }) => [number, yes, problem?.status]),
    [
      [one.number, true, undefined],
      [two.number, true, undefined],
      [three.number, false, 412],
      ['ACME-9999', false, 404],
      ['NOSUCH-1', false, 404],
    ],
  )
  assert.equal((await read(one.number)).owner, (await read(two.number)).owner)
  assert.equal((await read(three.number)).owner, null)
  // each has its own entry in the audit of its account
  const entries = await api.database.asOwner("select subject from audit where action = 'case.assign' order by subject")
  assert.deepEqual(
    entries.map(({ subject }) => subject),
    [one.number, two.number].sort(),
  )
  // the same POST once more does nothing twice
  const again = await act('joe', asked, { 'idempotency-key': 'bulk-1' })
  assert.deepEqual(again.body, done.body)
  assert.equal((await read(one.number)).version, done.items[0]?.version)
})

test('what was done is taken back by one more act, unless somebody changed the case since', async () => {
  const [one, two] = [await open('ann', 'A1', 'P3'), await open('ann', 'A1', 'P3')]
  const raise = { kind: 'priority', priority: 'P2', reason: 'it spreads' } as const
  const done = await act(
    'joe',
    [one, two].map(({ number, version }) => ({ case: number, version, act: raise })),
  )
  assert.equal(done.status, 200, done.text)
  await api.call('joe', 'POST', `/api/accounts/ACME/cases/${two.number}/notes`, { text: 'looked at it' })
  const back = await act(
    'joe',
    done.items.map(({ case: number, version, before }) => ({ case: number, version, act: inverseOf(raise, before as never) })),
  )
  assert.deepEqual(
    back.items.map(({ done: yes, problem }) => problem?.status ?? yes),
    [true, 412],
  )
  assert.deepEqual([(await read(one.number)).priority, (await read(two.number)).priority], ['P3', 'P2'])
})

test('which acts have a way back follows from the table of moves', () => {
  const before = { state: 'working', priority: 'P3', ownerId: 'o' } as const
  const move = (name: 'start' | 'wait-customer' | 'resolve' | 'reopen') => ({ kind: 'move', move: name, reason: '', agreedBy: '' }) as const
  assert.deepEqual(inverseOf({ kind: 'assign', to: 'me', reason: '' }, before), { kind: 'assign', to: 'o', reason: 'Taken back' })
  assert.equal((inverseOf(move('wait-customer'), before) as { move: string }).move, 'start')
  assert.equal((inverseOf(move('start'), { ...before, state: 'waiting-customer' }) as { move: string }).move, 'wait-customer')
  assert.equal(inverseOf(move('start'), { ...before, state: 'new' }), undefined)
  assert.equal(inverseOf(move('resolve'), before), undefined)
  assert.equal(inverseOf(move('reopen'), { ...before, state: 'closed' }), undefined)
})

test('who may not do an act alone may not do it to several; a customer reaches no queue', async () => {
  const one = await open('ann', 'A1', 'P3')
  const give = { case: one.number, version: one.version, act: { kind: 'assign', to: 'me' } }
  assert.equal((await act('advisor', [give])).status, 403)
  assert.equal((await act('olga', [give])).status, 403)
  assert.equal((await act('ann', [give])).status, 403)
  assert.equal((await api.call('ann', 'GET', '/api/queue/counts')).status, 403)
  assert.equal((await api.call('ann', 'GET', '/api/queue/views')).status, 403)
  assert.equal((await act('joe', [give, give])).status, 400)
  assert.equal((await read(one.number)).owner, null)
  // an expert case goes to senior engineers only, also in bulk
  const urgent = await open('ann', 'A1', 'P1')
  assert.deepEqual(
    (await act('joe', [{ case: urgent.number, version: urgent.version, act: { kind: 'assign', to: 'me' } }])).items.map(
      ({ problem }) => problem?.status,
    ),
    [409],
  )
})

test('every lens shows as many cases as it counts, and those that it should', async () => {
  const soon = await open('ann', 'A1', 'P1') // due in 30 minutes, in the expert queue
  const waiting = await open('bea', 'B1', 'P4')
  await api.call(
    'joe',
    'POST',
    `/api/accounts/BETA/cases/${waiting.number}/moves`,
    { move: 'wait-customer', reason: 'logs' },
    { 'if-match': String(waiting.version) },
  )
  const called = await open('bea', 'B1', 'P4')
  assert.equal((await api.call('bea', 'POST', `/api/accounts/BETA/cases/${called.number}/escalations`, { reason: 'too slow' })).status, 201)
  for (const who of ['joe', 'eve', 'olga']) {
    const counts = (await api.call(who, 'GET', '/api/queue/counts')).body as Record<string, number>
    for (const [lens, count] of Object.entries(counts))
      assert.equal((await list(who, `lens=${lens}&limit=200`)).length, count, `${who} ${lens}`)
  }
  assert.ok((await list('joe', 'lens=at-risk')).includes(soon.number))
  assert.ok(!(await list('joe', 'lens=at-risk')).includes(waiting.number))
  assert.ok((await list('eve', 'lens=team')).includes(soon.number))
  assert.ok(!(await list('joe', 'lens=team')).includes(soon.number))
  assert.deepEqual(await list('olga', 'lens=team'), [])
  assert.deepEqual(await list('joe', 'lens=waiting'), [waiting.number])
  assert.ok((await list('joe', 'lens=unassigned')).includes(soon.number))
  const mine = await list('joe', 'lens=mine')
  assert.ok(mine.length > 0)
  for (const number of mine) assert.match((await read(number)).owner ?? '', /joe/i)
  // another page goes on where the last one ended
  const all = await list('eve', 'lens=team&limit=200')
  const first = (await api.call('eve', 'GET', '/api/queue?lens=team&limit=1')).body as { items: Row[]; next: string }
  const second = await list('eve', `lens=team&limit=1&cursor=${first.next}`)
  assert.deepEqual([first.items[0]?.number, ...second], all.slice(0, 2))
})

test('a view is kept for oneself or for a team; others may not change it, and nobody of another team sees it', async () => {
  const body = { name: 'Nights', picks: { lens: 'at-risk', priority: 'P1' }, columns: ['Case', 'Owner'] }
  const own = await api.call('joe', 'POST', '/api/queue/views', body)
  assert.equal(own.status, 201, own.text)
  assert.equal((await api.call('joe', 'POST', '/api/queue/views', { ...body, name: 'NIGHTS' })).status, 409)
  const shared = await api.call('joe', 'POST', '/api/queue/views', { ...body, name: 'Front', team: 'frontline-tac' })
  assert.equal(shared.status, 201, shared.text)
  assert.equal((await api.call('joe', 'POST', '/api/queue/views', { ...body, team: 'senior-tac' })).status, 409)
  const names = async (who: string) =>
    ((await api.call(who, 'GET', '/api/queue/views')).body as { items: { name: string }[] }).items.map(({ name }) => name)
  assert.deepEqual(await names('joe'), ['Front', 'Nights'])
  assert.deepEqual(await names('max'), ['Front'])
  assert.deepEqual(await names('eve'), [])
  const [ownId, sharedId] = [own, shared].map((answer) => (answer.body as { id: string }).id)
  assert.equal((await api.call('max', 'PUT', `/api/queue/views/${ownId}`, body, { 'if-match': '1' })).status, 404)
  assert.equal((await api.call('eve', 'DELETE', `/api/queue/views/${sharedId}`)).status, 404)
  assert.equal(
    (await api.call('max', 'PUT', `/api/queue/views/${sharedId}`, { ...body, name: 'Front line' }, { 'if-match': '1' })).status,
    200,
  )
  assert.equal((await api.call('joe', 'PUT', `/api/queue/views/${sharedId}`, body, { 'if-match': '1' })).status, 412)
  assert.equal((await api.call('joe', 'DELETE', `/api/queue/views/${ownId}`)).status, 204)
  assert.deepEqual(await names('joe'), ['Front line'])
})
