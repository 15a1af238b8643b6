import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApi } from '../support/api.ts'

const account = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })

test('what somebody began to write is kept for them alone, and is gone when it is sent', async (t) => {
  const api = await startApi({
    accounts: { ACME: account('Acme Telco') },
    people: {
      ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
      una: { account: 'ACME', roles: ['UU'] },
    },
    devices: { A1: { account: 'ACME', product: 'MX204' } },
    base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' }],
  })
  t.after(() => api.close())
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'Link flaps' })
  const path = `/api/accounts/ACME/cases/${(opened.body as { number: string }).number}`
  const keep = (who: string, kind: string, text: string) => api.call(who, 'PUT', `${path}/draft`, { kind, text })
  const read = async (who: string) => {
    const { reply, note } = (await api.call(who, 'GET', `${path}/draft`)).body as { reply: string; note: string }
    return [reply, note]
  }
  assert.equal((await keep('desk', 'reply', 'We are')).status, 200)
  assert.equal((await keep('desk', 'reply', 'We are looking')).status, 200)
  assert.equal((await keep('desk', 'note', 'SECRET')).status, 200)
  assert.equal((await keep('ann', 'reply', 'And')).status, 200)
  assert.deepEqual(await read('desk'), ['We are looking', 'SECRET'])
  assert.deepEqual(await read('senior'), ['', ''])
  assert.deepEqual(await read('ann'), ['And', ''])
  // a user reaches only cases they opened, so no draft there either
  assert.equal((await keep('una', 'reply', 'x')).status, 404)
  assert.equal((await api.call('desk', 'POST', `${path}/messages`, { text: 'We are looking at it' })).status, 200)
  assert.deepEqual(await read('desk'), ['', 'SECRET'])
  assert.equal((await api.call('desk', 'POST', `${path}/notes`, { text: 'noted' })).status, 200)
  assert.deepEqual(await read('desk'), ['', ''])
  assert.equal((await keep('ann', 'reply', ' ')).status, 200)
  assert.deepEqual(await read('ann'), ['', ''])
  // neither the case nor anybody’s stream hears of a draft
  const found = await api.call('ann', 'GET', path)
  assert.doesNotMatch(found.text, /SECRET/)
  assert.equal((await keep('desk', 'reply', 'x'.repeat(50_001))).status, 400)
})
