import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { callReason } from '../../src/escalation/requests/request.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'
import { twoAccounts } from './two-accounts.ts'

/** What is escalated: because somebody asked for it, or because a promise was missed. */

let api: Api
before(async () => {
  api = await startApi(twoAccounts())
})
after(() => api?.close())

const path = (number: string) => `/api/accounts/ACME/cases/${number}`
async function done(who: string, method: 'GET' | 'POST', address: string, body?: object) {
  const answer = await api.call(who, method, address, body)
  assert.ok(answer.status < 300, answer.text)
  return answer.body
}
const raise = async (number: string) =>
  ((await done('ann', 'POST', `${path(number)}/escalations`, { reason: 'Nobody calls back.' })) as { number: string }).number
const escalated = async () => ({
  listed: ((await done('joe', 'GET', '/api/queue?lens=escalated')) as { items: { number: string }[] }).items.map(({ number }) => number),
  counted: ((await done('joe', 'GET', '/api/queue/counts')) as { escalated: number }).escalated,
})

test('a case that somebody asked to escalate stands among the escalated until the last request is done', async () => {
  const { number } = (await done('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'Link flaps' })) as {
    number: string
  }
  assert.deepEqual(await escalated(), { listed: [], counted: 0 })
  const [first, second] = [await raise(number), await raise(number)]
  assert.deepEqual(await escalated(), { listed: [number], counted: 1 })
  assert.ok(((await done('ann', 'GET', path(number))) as { escalatedAt: string | null }).escalatedAt, 'its customer sees it too')
  await done('ann', 'POST', `${path(number)}/escalations/${first}/withdrawn`, { reason: 'One is enough' })
  assert.deepEqual(await escalated(), { listed: [number], counted: 1 })
  await done('dora', 'POST', `${path(number)}/escalations/${second}/done`, { text: 'They were called' })
  assert.deepEqual(await escalated(), { listed: [], counted: 0 })
})

test('a promise that was missed stays missed when an escalation on request ends', async () => {
  const { number } = (await done('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A2', priority: 'P1', summary: 'Fabric down' })) as {
    number: string
  }
  api.clock.now += 3 * 3_600_000
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const before = ((await done('joe', 'GET', path(number))) as { escalatedAt: string | null }).escalatedAt
  assert.ok(before, 'nobody answered')
  const asked = await raise(number)
  await done('dora', 'POST', `${path(number)}/escalations/${asked}/done`, { text: 'They were called' })
  assert.equal(((await done('joe', 'GET', path(number))) as { escalatedAt: string | null }).escalatedAt, before)
})

test('the reason of a call stands within sentences, so it ends without a full stop', () => {
  assert.equal(
    callReason('ACME-E101', 'Nobody calls back. Two sites are down.\n'),
    'escalation ACME-E101: Nobody calls back. Two sites are down',
  )
})
