import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from '../support/api.ts'

/** The manager's day: what is late, what is due, over all accounts, each on its day where its account is. */

let api: Api
before(async () => {
  const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
  api = await startApi({
    accounts: { EU2: { ...place, name: 'Pacific Rail' }, EU3: { ...place, name: 'Third' } },
    people: Object.fromEntries(
      ['EU2', 'EU3'].flatMap((account) => [
        [`lea-${account.toLowerCase()}`, { account, roles: ['LC'], contact: ['lead'] }],
        [`mia-${account.toLowerCase()}`, { account, roles: ['NC'], contact: ['named'] }],
        [`max-${account.toLowerCase()}`, { account, roles: ['NC'], contact: ['named'] }],
      ]),
    ),
    devices: { 'SN-2': { account: 'EU2', source: 'territory-reseller' }, 'SN-3': { account: 'EU3', source: 'territory-reseller' } },
    base_contracts: [
      { account: 'EU2', devices: ['SN-2'], from: '2026-01-01', to: '2026-12-31' },
      { account: 'EU3', devices: ['SN-3'], from: '2026-01-01', to: '2026-12-31' },
    ],
    contracts: [
      { account: 'EU2', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' },
      { account: 'EU3', offering: 'MSP', devices: [], from: '2025-06-01', to: '2026-05-31' },
    ],
    calendars: { 'vendor-APAC': { holidays: {}, loadedYears: [2026, 2027] } },
  })
})
after(() => api?.close())

type Day = {
  today: string
  overdue: number
  due: number
  later: number
  items: { kind: string; account: string; ref: string; title: string; on: string }[]
}
const day = async (query = '') => (await api.call('service-manager', 'GET', `/api/day${query}`)).body as Day
const ask = async (account: string) => {
  const asked = await api.call(`lea-${account.toLowerCase()}`, 'POST', `/api/accounts/${account}/requests`, { service: 'TG' })
  assert.equal(asked.status, 201, asked.text)
}

test('requests that nobody answered, credits and contracts that end stand on their days, what is late first', async () => {
  for (const account of ['EU2', 'EU3']) await ask(account)
  await api.call('sales', 'POST', '/api/accounts/EU2/credits', { family: 'ASC', credits: 4, purchasedOn: '2025-04-01', order: 'PO-1' })
  const first = await day()
  assert.deepEqual(
    first.items.map(({ kind, account, on }) => [kind, account, on]),
    [
      ['request', 'EU2', '2026-03-12'],
      ['request', 'EU3', '2026-03-12'],
      ['credits', 'EU2', '2026-04-01'],
      ['renewal', 'EU3', '2026-05-31'],
    ],
  )
  assert.deepEqual([first.overdue, first.due, first.later], [0, 0, 4])
  api.clock.now += 3 * 86_400_000
  const later = await day()
  assert.deepEqual([later.overdue, later.due, later.later], [2, 0, 2])
  assert.deepEqual(
    (await day('?account=EU3')).items.map(({ kind }) => kind),
    ['request', 'renewal'],
  )
})

test('a customer has no such page', async () => {
  assert.equal((await api.call('lea-eu2', 'GET', '/api/day')).status, 403)
})
