import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from '../support/api.ts'
import { twoAccounts } from './two-accounts.ts'

/** A case changes hands when somebody takes it, with what the next one must know; and a specialist owns one case for its customer. */

type Whole = { number: string; version: number; owner: string | null; specialist: { name: string } | null; timeline: { kind: string }[] }
type HandOver = { id: string; state: string; to: string; case: string }

let api: Api
let sold: Api
before(async () => {
  api = await startApi(twoAccounts())
  sold = await startApi(twoAccounts('MSP'))
})
after(async () => {
  await api?.close()
  await sold?.close()
})

const idOf = (name: string) => api.built.people.get(name)?.personId as string
async function open(priority = 'P3'): Promise<string> {
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority, summary: 'Link flaps' })
  assert.equal(opened.status, 201, opened.text)
  return `/api/accounts/ACME/cases/${(opened.body as Whole).number}`
}
const said = { situation: 'Two members are down, the cause is an optic.', nextStep: 'Change the optic in slot 2.' }
const offer = (who: string, at: string, to: string, more: object = {}) =>
  api.call(who, 'POST', `${at}/hand-overs`, { to: idOf(to), ...said, ...more })
const read = async (at: string) => (await api.call('joe', 'GET', at)).body as Whole

test('until it is accepted the giver has it; then case and escalation change hands together', async () => {
  const at = await open()
  await api.call('eve', 'POST', `${at}/owner`, { to: 'me' })
  const raised = await api.call('ann', 'POST', `${at}/escalations`, { reason: 'too slow' })
  const request = (raised.body as { number: string }).number
  await api.call('eve', 'POST', `${at}/escalations/${request}/owner`, { to: 'me' })
  const offered = await offer('eve', at, 'dora', { promised: 'word by noon', promisedAt: '2026-03-10T12:00:00Z' })
  assert.equal(offered.status, 201, offered.text)
  const { id } = offered.body as HandOver
  const before = await read(at)
  const waiting = (await api.call('dora', 'GET', '/api/hand-overs')).body as { items: HandOver[] }
  assert.deepEqual(
    waiting.items.map((each) => each.id),
    [id],
  )
  assert.equal((await api.call('max', 'POST', `${at}/hand-overs/${id}/accepted`, {})).status, 403)
  assert.equal((await read(at)).owner, before.owner)
  const accepted = await api.call('dora', 'POST', `${at}/hand-overs/${id}/accepted`, {})
  assert.equal(accepted.status, 200, accepted.text)
  assert.notEqual((await read(at)).owner, before.owner)
  const escalations = (await api.call('dora', 'GET', '/api/escalation-requests?state=open&mine=true')).body as {
    items: { number: string }[]
  }
  assert.ok(escalations.items.some(({ number }) => number === request))
  assert.equal((await api.call('dora', 'POST', `${at}/hand-overs/${id}/accepted`, {})).status, 409)
})

test('one hands over what one has, to somebody who can take it, once at a time', async () => {
  const at = await open()
  assert.equal((await offer('joe', at, 'max')).status, 409)
  await api.call('joe', 'POST', `${at}/owner`, { to: 'me' })
  assert.equal((await offer('joe', at, 'joe')).status, 400)
  const unable = await offer('joe', at, 'olga')
  assert.equal(unable.status, 409)
  assert.match(unable.text, /cannot take this over/)
  const past = await offer('joe', at, 'max', { promised: 'a new card', promisedAt: '2020-01-01T00:00:00Z' })
  assert.equal(past.status, 400)
  assert.match(past.text, /still to come/)
  assert.equal((await offer('joe', at, 'max')).status, 201)
  const twice = await offer('joe', at, 'eve')
  assert.equal(twice.status, 409)
  assert.match(twice.text, /being handed to/)
})

test('declined it stays with the giver, withdrawn it is no offer, and a closed case has none', async () => {
  const at = await open()
  await api.call('joe', 'POST', `${at}/owner`, { to: 'me' })
  const one = (await offer('joe', at, 'max')).body as HandOver
  const declined = await api.call('max', 'POST', `${at}/hand-overs/${one.id}/declined`, { reason: 'my shift ends as well' })
  assert.equal((declined.body as HandOver).state, 'declined')
  const two = (await offer('joe', at, 'max')).body as HandOver
  assert.equal((await api.call('max', 'POST', `${at}/hand-overs/${two.id}/withdrawn`, {})).status, 403)
  assert.equal(((await api.call('joe', 'POST', `${at}/hand-overs/${two.id}/withdrawn`, {})).body as HandOver).state, 'withdrawn')
  const three = (await offer('joe', at, 'max')).body as HandOver
  await api.call('ann', 'POST', `${at}/moves`, { move: 'withdraw', reason: 'a cable of ours' })
  const list = (await api.call('joe', 'GET', `${at}/hand-overs`)).body as { items: HandOver[] }
  assert.equal(list.items.find(({ id }) => id === three.id)?.state, 'lapsed')
})

test('taken by somebody else meanwhile, an offer cannot be accepted any more', async () => {
  const at = await open()
  await api.call('joe', 'POST', `${at}/owner`, { to: 'me' })
  const { id } = (await offer('joe', at, 'max')).body as HandOver
  await api.call('eve', 'POST', `${at}/owner`, { to: 'me' })
  const late = await api.call('max', 'POST', `${at}/hand-overs/${id}/accepted`, {})
  assert.equal(late.status, 409)
  assert.match(late.text, /does not have/)
})

test('hand-overs are among staff: the customer sees none, in no list and in no history', async () => {
  const at = await open()
  await api.call('joe', 'POST', `${at}/owner`, { to: 'me' })
  await offer('joe', at, 'max')
  assert.equal((await api.call('ann', 'GET', `${at}/hand-overs`)).status, 403)
  assert.equal((await api.call('ann', 'GET', '/api/hand-overs')).status, 403)
  const seen = (await api.call('ann', 'GET', at)).body as Whole
  assert.equal(
    seen.timeline.some(({ kind }) => kind === 'hand-over'),
    false,
  )
})

test('MSP-3.1.4.p1, MSP-3.1.4.p2: the customer sees the specialist of one case, who stays until it is resolved or the request is withdrawn in writing', async () => {
  const opened = await sold.call('joe', 'POST', '/api/accounts/ACME/cases', {
    device: 'A1',
    priority: 'P3',
    summary: 'Loss',
    requester: sold.built.people.get('ann')?.personId,
  })
  assert.equal(opened.status, 201, opened.text)
  const at = `/api/accounts/ACME/cases/${(opened.body as Whole).number}`
  const named = await sold.call('dora', 'POST', `${at}/specialist`, { to: sold.built.people.get('eve')?.personId, reason: 'asked for' })
  assert.equal(named.status, 200, named.text)
  assert.ok(((await sold.call('ann', 'GET', at)).body as Whole).specialist)
  const raised = await sold.call('ann', 'POST', `${at}/escalations`, { reason: 'too slow' })
  assert.equal((raised.body as { ownerId: string }).ownerId, sold.built.people.get('eve')?.personId)
  const early = await sold.call('dora', 'POST', `${at}/specialist-end`, { reason: 'busy' })
  assert.equal(early.status, 409)
  assert.match(early.text, /MSP-3.1.4.p2/)
  assert.equal((await sold.call('dora', 'POST', `${at}/specialist-end`, { reason: 'mail of today', withdrawnBy: 'Ann' })).status, 200)
  assert.equal(((await sold.call('ann', 'GET', at)).body as Whole).specialist, null)
})

test('without the service nobody gets a specialist of their own', async () => {
  const at = await open()
  const named = await api.call('dora', 'POST', `${at}/specialist`, { to: idOf('eve') })
  assert.equal(named.status, 409)
  assert.match(named.text, /Maintenance Services Plus/)
})
