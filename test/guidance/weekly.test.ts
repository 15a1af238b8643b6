import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type OpenCase, weeklyReport } from '../../src/guidance/weekly.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** The weekly report of an onboarding: computed from the cases, sent on its day, once. */

const now = Date.parse('2026-04-20T00:00:00Z')
const one: OpenCase = { number: 'A-1', summary: 'Slow', priority: 'P3', state: 'working', reportedAt: now - 3 * 86_400_000 }

test('MSP-3.1.1.h: each open case stands with its state, its age and what happens next, the most urgent first', () => {
  assert.equal(
    weeklyReport([one, { ...one, number: 'A-2', summary: 'Down', priority: 'P1', state: 'waiting-customer', reportedAt: now - 1000 }], now),
    [
      '2 cases are open.',
      'A-2 Down\nP1, waiting for the customer, less than a day old. Next: the customer answers what was asked.',
      'A-1 Slow\nP3, in progress, 3 days old. Next: the engineer goes on with it.',
    ].join('\n\n'),
  )
})

test('MSP-3.1.1.h: a week without an open case reports that', () => {
  assert.match(weeklyReport([{ ...one, state: 'closed' }], now), /^No case is open/)
})

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
let api: Api
before(async () => {
  api = await startApi({
    accounts: { EU2: { ...place, name: 'Pacific Rail' } },
    people: {
      lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
      max: { account: 'EU2', roles: ['NC'], contact: ['named'] },
      sid: { account: 'EU2', roles: ['SG'], contact: ['signatory'] },
      mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    },
    devices: { 'SN-01': { account: 'EU2', source: 'territory-reseller' } },
    base_contracts: [{ account: 'EU2', devices: ['SN-01'], from: '2026-01-01', to: '2026-12-31' }],
    contracts: [{ account: 'EU2', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' }],
    calendars: { 'vendor-APAC': { title: 'APAC', holidays: { '2026-04-27': 'A holiday' }, loadedYears: [2026, 2027] } },
  })
})
after(() => api?.close())

const post = async (who: string, path: string, body: object = {}) => {
  const answer = await api.call(who, 'POST', `/api/accounts/EU2${path}`, body)
  assert.ok(answer.status < 300, `${path}: ${answer.text}`)
  return answer.body as Record<string, unknown>
}
const passTo = async (text: string) => {
  api.clock.now = Date.parse(text)
  for (let round = 0; round < 20; round++) if ((await fireDue(api.parts.db, api.parts.timers, api.clock.now)).length === 0) return
}

test('MSP-3.1.1.h: reports go out by themselves on their days, moved for a holiday, and at the end; one that was sent by hand is left', async () => {
  api.clock.now = Date.parse('2026-03-10T01:00:00Z')
  await post('sales', '/credits', { family: 'ASC', credits: 10, purchasedOn: '2026-03-10', order: 'PO' })
  const { request: number } = await post('lea', '/requests', { service: 'SMO' })
  await post('engineer', `/requests/${number}/scope`, { outcome: 'in' })
  const quoted = await post('engineer', `/requests/${number}/task-orders`, {
    quantity: 1,
    devices: [],
    windows: [],
    firstDay: '2026-04-13',
  })
  const [order] = quoted.orders as { version: number; sha256: string }[]
  await post('lea', `/requests/${number}/task-orders/${order?.version}/approval`, { sha256: order?.sha256 })
  await post('lea', `/requests/${number}/redemption`)
  type Paper = { code: string; version: number; text: string; sentBy: string }
  const read = async () =>
    (await api.call('engineer', 'GET', `/api/accounts/EU2/requests/${number}`)).body as {
      id: string
      contract: string
      state: string
      papers: Paper[]
      deliverables: { code: string; dueOn: string; papers?: Paper[] }[]
    }
  const { id, contract, deliverables } = await read()
  await post('lea', `/contracts/${contract}/duties/legal-rules/evidence`, { engagement: id, nothing: true })
  const days = deliverables.filter(({ code }) => code.startsWith('SMO-weekly')).map(({ dueOn }) => dueOn)
  assert.deepEqual(days, ['2026-04-20', '2026-04-28', '2026-05-04', '2026-05-11', '2026-05-12'])
  await passTo('2026-04-13T01:00:00Z')
  assert.equal((await read()).state, 'commenced')
  const sent = async () => {
    const rows = await api.database.asOwner<{ code: string; sent_by: string; text: string }>(
      "select code, sent_by, text from request_paper where code like 'SMO-weekly%' order by code",
    )
    return rows.map(({ code, sent_by, text }) => [code, sent_by, text.split('\n')[0]])
  }
  await passTo('2026-04-19T22:59:00Z')
  assert.deepEqual(await sent(), [])
  await passTo('2026-04-19T23:00:00Z') // nine in the morning there
  assert.deepEqual(await sent(), [['SMO-weekly-report-1', 'Clock', 'No case is open. Nothing is to be done this week.']])
  await post('engineer', `/requests/${number}/deliverables/SMO-weekly-report-2/papers`, { text: 'by hand' })
  await passTo('2026-04-28T01:00:00Z')
  assert.equal((await sent()).length, 2)
  for (const day of ['2026-05-04', '2026-05-11', '2026-05-12', '2026-05-13']) await passTo(`${day}T01:00:00Z`)
  assert.deepEqual(
    (await sent()).map(([code, by]) => [code, by]),
    [1, 2, 3, 4, 5].map((week) => [`SMO-weekly-report-${week}`, week === 2 ? 'Enno Engineer' : 'Clock']),
  )
})
