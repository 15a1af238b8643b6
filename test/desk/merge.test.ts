import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mergeRefusal } from '../../src/cases/merging/rule.ts'
import { type Api, startApi } from '../support/api.ts'

/** A case becomes part of another one of its account: when it may, what both histories say, and what two at once come to. */

const account = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })
const world = {
  accounts: { ACME: account('Acme Telco'), BETA: account('Beta Bank') },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    bea: { account: 'BETA', roles: ['NC'], contact: ['named'] },
    joe: { account: 'VENDOR', roles: ['JT'], teams: ['frontline-tac'] },
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
type Whole = {
  number: string
  version: number
  state: string
  response: string
  clock: { state: string; why: string[] }
  links: { number: string; kind: string }[]
  timeline: { kind: string; body: { into?: string; other?: string; as?: string; reason?: string } }[]
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

async function open(who: 'ann' | 'bea', priority: string): Promise<Whole> {
  const code = who === 'ann' ? 'ACME' : 'BETA'
  const opened = await api.call(who, 'POST', `/api/accounts/${code}/cases`, { device: `${code[0]}1`, priority, summary: 'Link flaps' })
  assert.equal(opened.status, 201, opened.text)
  return opened.body as Whole
}
const at = (number: string) => `/api/accounts/${number.split('-')[0]}/cases/${number}`
const read = async (number: string) => (await api.call('joe', 'GET', at(number))).body as Whole
const merge = (who: string, one: string, other: string, headers: Record<string, string> = {}) =>
  api.call(who, 'POST', `${at(one)}/merge`, { other, reason: 'the same card' }, headers)

test('both histories name the other case, both are linked, and the clock says when and into what', async () => {
  const [older, newer] = [await open('ann', 'P3'), await open('ann', 'P3')]
  const merged = await merge('joe', newer.number, older.number.toLowerCase())
  assert.equal(merged.status, 200, merged.text)
  const [one, into] = [merged.body as Whole, await read(older.number)]
  assert.deepEqual([one.state, one.response, one.clock.state], ['closed', 'none', 'none'])
  assert.ok(one.clock.why.some((line) => line.includes(`merged into ${older.number} at`)))
  assert.equal(one.timeline.find(({ body }) => body.into)?.body.into, older.number)
  assert.deepEqual(
    into.timeline.filter(({ kind }) => kind === 'link').map(({ body }) => [body.other, body.as]),
    [[newer.number, 'merged']],
  )
  assert.deepEqual([one.links[0]?.number, into.links[0]?.number], [older.number, newer.number])
  assert.equal(into.clock.state, 'running')
  assert.equal((await api.call('ann', 'POST', `${at(newer.number)}/messages`, { text: 'and?' })).status, 409)
  const reopened = await api.call('ann', 'POST', `${at(newer.number)}/moves`, { move: 'reopen', reason: 'another one' })
  const again = reopened.body as Whole
  assert.deepEqual([again.state, again.clock.state], ['working', 'running'])
  assert.match(again.timeline.at(-1)?.body.reason ?? '', new RegExp(`it was merged into ${older.number}`))
})

test('who may not: the customer, an auditor, a stranger; and a version that is old is told', async () => {
  const [older, newer, strange] = [await open('ann', 'P3'), await open('ann', 'P3'), await open('bea', 'P3')]
  assert.equal((await merge('ann', newer.number, older.number)).status, 403)
  assert.equal((await merge('olga', newer.number, older.number)).status, 403)
  assert.equal((await merge('bea', newer.number, older.number)).status, 404)
  const foreign = await merge('joe', newer.number, strange.number)
  const unknown = await merge('joe', newer.number, 'ACME-9999')
  assert.deepEqual([foreign.status, unknown.status], [404, 404])
  assert.equal((await merge('joe', newer.number, older.number, { 'if-match': `"${newer.version + 7}"` })).status, 412)
  assert.equal((await read(newer.number)).state, 'new')
})

test('two who merge two cases into each other at once: one is done, the other is told', async () => {
  for (let turn = 0; turn < 4; turn++) {
    const [one, two] = [await open('ann', 'P3'), await open('ann', 'P3')]
    for (const { number } of [one, two]) await api.call('joe', 'POST', `${at(number)}/contacts`, { medium: 'phone', text: 'we talked' })
    const answers = await Promise.all([merge('joe', one.number, two.number), merge('joe', two.number, one.number)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    const states = [(await read(one.number)).state, (await read(two.number)).state].sort()
    assert.deepEqual(states, ['closed', 'working'])
  }
})

const side = (
  number: string,
  response: 'running' | 'met' | 'missed' | 'none',
  dueAt: number | null,
  respondedAt: number | null = null,
) => ({
  number,
  state: 'working' as const,
  response,
  dueAt,
  respondedAt,
})
const rows = [
  ['waits, and the other is due earlier', side('A-1', 'running', 200), side('A-2', 'running', 100), undefined],
  ['waits, and the other is due at the same instant', side('A-1', 'running', 100), side('A-2', 'running', 100), undefined],
  ['waits, and the other is due later', side('A-1', 'running', 100), side('A-2', 'running', 101), 409],
  ['waits, and the other was answered', side('A-1', 'running', 100), side('A-2', 'met', 300, 50), undefined],
  ['waits, and the other was answered late', side('A-1', 'running', 100), side('A-2', 'missed', 30, 50), undefined],
  ['waits, and the other was missed and not answered', side('A-1', 'running', 100), side('A-2', 'missed', 30), 409],
  ['waits, and nothing is promised for the other', side('A-1', 'running', 100), side('A-2', 'none', null), 409],
  ['was missed', side('A-1', 'missed', 10), side('A-2', 'none', null), undefined],
  ['was answered', side('A-1', 'met', 100, 20), side('A-2', 'running', 900), undefined],
  ['has no promise', side('A-1', 'none', null), side('A-2', 'running', 900), undefined],
  ['is the other', side('A-1', 'met', 100, 20), side('A-1', 'met', 100, 20), 400],
  ['is closed', { ...side('A-1', 'met', 100, 20), state: 'closed' as const }, side('A-2', 'met', 1, 1), 409],
  ['is merged into a closed one', side('A-1', 'met', 100, 20), { ...side('A-2', 'met', 1, 1), state: 'closed' as const }, 409],
] as const
for (const [name, one, into, status] of rows)
  test(`a case that ${name}: ${status ?? 'may be merged'}`, () => assert.equal(mergeRefusal(one, into, 'UTC')?.status, status))
