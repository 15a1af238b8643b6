import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from '../support/api.ts'

const world = {
  accounts: { EU1: { name: 'Albion', zone: 'Europe/London' } },
  people: { ann: { account: 'EU1', roles: ['NC'], contact: ['named'] }, bob: { account: 'EU1', roles: ['NC'], contact: ['named'] } },
  devices: { 'SN-A1': { account: 'EU1', product: 'MX204' } },
  base_contracts: [{ account: 'EU1', devices: ['SN-A1'], from: '2026-01-01', to: '2027-12-31' }],
  contracts: [{ account: 'EU1', name: 'plus', offering: 'ACP', devices: ['SN-A1'], from: '2026-03-01', to: '2027-02-28' }],
}

let api: Api
before(async () => {
  api = await startApi(world)
  api.clock.now = Date.parse('2026-06-12T09:00:00Z')
})
after(() => api?.close())

type Contracts = { readonly items: readonly { readonly number: string; readonly service: string }[] }

test('ACP-13.p1: two who write, issue or decide release plans at once are held apart', async () => {
  const seen = { release: '21.4R3-S4.9', releaseSeenOn: '2026-06-01' }
  assert.equal((await api.call('ann', 'PATCH', '/api/accounts/EU1/devices/SN-A1', seen, { 'if-match': '"1"' })).status, 200)
  const { items } = (await api.call('advisor', 'GET', '/api/accounts/EU1/contracts')).body as Contracts
  const plans = `/api/accounts/EU1/contracts/${items.find(({ service }) => service === 'ACP')?.number}/release-plans`
  const weighed = { features: 'a', problems: 'b', risks: 'c', benefits: 'd', advice: 'Go in July' }
  const given = { devices: ['SN-A1'], target: '23.4R2', ...weighed }
  const twice = async (call: (who: string) => ReturnType<Api['call']>, ...who: readonly string[]) =>
    (await Promise.all(who.map(call))).map(({ status }) => status).sort((a, b) => a - b)
  assert.deepEqual(await twice((who) => api.call(who, 'POST', plans, given), 'advisor', 'advisor', 'advisor'), [201, 201, 201])
  assert.deepEqual(await twice((who) => api.call(who, 'POST', `${plans}/1/issue`, {}), 'advisor', 'advisor'), [200, 409])
  assert.deepEqual(await twice((who) => api.call(who, 'POST', `${plans}/1/decision`, { decision: 'July it is' }), 'ann', 'bob'), [200, 409])
})
