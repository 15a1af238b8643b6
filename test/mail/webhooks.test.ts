import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { createEgress } from '../../src/notifications/egress/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { deliverNext, type WebhookDesk } from '../../src/notifications/webhooks/jobs.ts'
import { mostTries, outcomeOf } from '../../src/notifications/webhooks/schedule.ts'
import { signature } from '../../src/notifications/webhooks/service.ts'
import { openDesk, type TestDesk } from './desk.ts'

/** Webhooks to real servers on loopback: signed as Standard Webhooks has it, tried on its schedule, ended when they fail for days. */

type Call = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }

let desk: TestDesk
let webhooks: WebhookDesk
let port: number
const calls: Call[] = []
let answer: (path: string) => number | 'slow' = () => 200
const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    calls.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString('utf8') })
    const status = answer(request.url ?? '')
    if (status !== 'slow')
      response.writeHead(status, status >= 300 && status < 400 ? { location: `http://127.0.0.1:${port}/elsewhere` } : {}).end('said')
  })
})

before(async () => {
  desk = await openDesk()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
  webhooks = { ...desk.api.parts.webhooks, egress: createEgress({ allow: ['127.0.0.0/8'], timeoutMs: 500 }) }
  await deliver()
})
after(async () => {
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
  await desk?.close()
})

async function deliver(): Promise<readonly string[]> {
  const now = desk.api.clock.now
  while ((await handleNext(desk.api.parts.db, undefined, now)) !== undefined);
  const outcomes: string[] = []
  for (
    let outcome = await deliverNext(desk.api.parts.db, webhooks, now);
    outcome;
    outcome = await deliverNext(desk.api.parts.db, webhooks, now)
  )
    outcomes.push(outcome)
  return outcomes
}
const write = async (text: string) => {
  desk.api.clock.now += 1000
  const sent = await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/messages`, { text })
  assert.equal(sent.status, 200, sent.text)
}
type Hook = { id: string; secret: string; version: number; state: string; disabledWhy: string | null }
type Delivery = { id: string; state: string; attempts: number; event: string; tries: { status: number | null; said: string }[] }

/** A webhook of ACME, made by customer care; the address is on loopback, which only this test's way out allows. */
async function hook(path: string, events: readonly string[] = ['case.message']): Promise<Hook> {
  const made = await desk.api.call('care', 'POST', '/api/accounts/ACME/webhooks', { url: `https://hooks.example.com${path}`, events })
  assert.equal(made.status, 201, made.text)
  const found = made.body as Hook
  await desk.api.database.asOwner('update webhook set url = $1 where id = $2', [`http://127.0.0.1:${port}${path}`, found.id])
  return found
}
const read = async ({ id }: Hook) =>
  ((await desk.api.call('care', 'GET', '/api/accounts/ACME/webhooks')).body as { items: Hook[] }).items.find((each) => each.id === id)
const deliveries = async ({ id }: Hook) =>
  ((await desk.api.call('care', 'GET', `/api/accounts/ACME/webhooks/${id}/deliveries`)).body as { items: Delivery[] }).items
const remove = ({ id }: Hook) => desk.api.call('care', 'POST', `/api/accounts/ACME/webhooks/${id}/remove`, {})
const signedBy = (secret: string, { headers, body }: Call): boolean => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const wanted = `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}

test('an event is sent once, signed, with an id that stays and the instant of the try', async () => {
  const made = await hook('/one')
  calls.length = 0
  await write('hello')
  assert.deepEqual(await deliver(), ['sent'])
  assert.deepEqual(await deliver(), [])
  const [call] = calls
  assert.ok(call && signedBy(made.secret, call))
  assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.equal(Number(call.headers['webhook-timestamp']), Math.floor(desk.api.clock.now / 1000))
  const [delivery] = await deliveries(made)
  assert.equal(call.headers['webhook-id'], delivery?.id)
  const body = JSON.parse(call.body) as { type: string; data: { case: string; text: string } }
  assert.deepEqual([body.type, body.data.case, body.data.text], ['case.message', desk.open, 'hello'])
  await remove(made)
})

test('the secret is in no row of the database', async () => {
  const made = await hook('/secret')
  const [row] = await desk.api.database.asOwner('select w::text as text from webhook w where id = $1', [made.id])
  assert.ok(!String(row?.text).includes(made.secret.slice(6, 20)))
  const list = await desk.api.call('care', 'GET', '/api/accounts/ACME/webhooks')
  assert.doesNotMatch(list.text, /whsec_/)
  await remove(made)
})

test('only chosen events are sent, never an internal note, never to another account', async () => {
  const made = await hook('/chosen', ['case.state'])
  calls.length = 0
  await write('not this')
  await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/notes`, { text: 'internal' })
  await desk.api.call('eve', 'POST', `/api/accounts/OTHER/cases/${desk.foreign}/messages`, { text: 'another account' })
  assert.deepEqual(await deliver(), [])
  await remove(made)
})

test('while a secret is exchanged both sign, and a day later only the new one', async () => {
  const made = await hook('/rotate')
  const rotated = (await desk.api.call('care', 'POST', `/api/accounts/ACME/webhooks/${made.id}/secret`, {})).body as Hook
  assert.notEqual(rotated.secret, made.secret)
  calls.length = 0
  await write('in between')
  await deliver()
  assert.ok(calls[0] && signedBy(made.secret, calls[0]) && signedBy(rotated.secret, calls[0]))
  desk.api.clock.now += 25 * 3_600_000
  calls.length = 0
  await write('afterwards')
  await deliver()
  assert.ok(calls[0] && !signedBy(made.secret, calls[0]) && signedBy(rotated.secret, calls[0]))
  await remove(made)
})

test('a failing endpoint is tried ten times over some 75 hours under one id, and the delivery can be replayed by hand', async () => {
  const made = await hook('/fails')
  answer = () => 500
  calls.length = 0
  await write('in vain')
  const start = desk.api.clock.now
  const outcomes: string[] = []
  for (let guard = 0; guard < 2000 && !outcomes.includes('over'); guard++) {
    outcomes.push(...(await deliver()))
    desk.api.clock.now += 3 * 60_000
  }
  assert.equal(outcomes.length, mostTries)
  assert.equal(new Set(calls.map(({ headers }) => headers['webhook-id'])).size, 1)
  assert.equal(new Set(calls.map(({ headers }) => headers['webhook-timestamp'])).size, mostTries)
  const hours = (desk.api.clock.now - start) / 3_600_000
  assert.ok(hours > 75 && hours < 77, `${hours} hours`)
  const [failed] = await deliveries(made)
  assert.equal(failed?.state, 'failed')
  assert.deepEqual(
    failed?.tries.map(({ status }) => status),
    Array.from({ length: mostTries }, () => 500),
  )
  answer = () => 200
  const replayed = await desk.api.call('care', 'POST', `/api/accounts/ACME/webhooks/${made.id}/deliveries/${failed?.id}/replay`, {})
  assert.equal(replayed.status, 200, replayed.text)
  assert.deepEqual(await deliver(), ['sent'])
  assert.equal(calls.at(-1)?.headers['webhook-id'], failed?.id)
  await remove(made)
})

test('a redirect is a failure and is not followed; silence is one too, and keeps no other endpoint waiting', async () => {
  const redirecting = await hook('/redirect')
  const slow = await hook('/slow')
  const good = await hook('/good')
  answer = (path) => (path === '/redirect' ? 302 : path === '/slow' ? 'slow' : 200)
  calls.length = 0
  await write('three')
  const both = await Promise.all([deliver(), deliver()])
  assert.deepEqual(both.flat().toSorted(), ['again', 'again', 'sent'])
  assert.ok(!calls.some(({ path }) => path === '/elsewhere'))
  assert.equal((await deliveries(slow))[0]?.tries[0]?.status, null)
  assert.match((await deliveries(slow))[0]?.tries[0]?.said ?? '', /no answer within/)
  assert.equal((await deliveries(good))[0]?.state, 'sent')
  for (const each of [redirecting, slow, good]) await remove(each)
  answer = () => 200
})

test('callers beside each other make no call twice', async () => {
  const hooks = [await hook('/a'), await hook('/b'), await hook('/c')]
  calls.length = 0
  for (let round = 0; round < 25; round++) {
    await write(`round ${round}`)
    await Promise.all(Array.from({ length: 6 }, deliver))
  }
  await deliver()
  assert.equal(calls.length, 25 * hooks.length)
  assert.equal(new Set(calls.map(({ headers }) => headers['webhook-id'])).size, calls.length)
  for (const each of hooks) await remove(each)
})

test('410 disables at once, days of failing disable too, and whoever set it up is told', async () => {
  const gone = await hook('/gone')
  answer = () => 410
  await write('gone?')
  assert.deepEqual(await deliver(), ['gone'])
  assert.deepEqual([(await read(gone))?.state, (await read(gone))?.disabledWhy], ['disabled', 'it answered that it is gone (410)'])
  await write('not sent')
  assert.deepEqual(await deliver(), [])
  const failing = await hook('/failing')
  answer = () => 503
  for (let day = 0; day < 7 && (await read(failing))?.state === 'active'; day++) {
    await write(`day ${day}`)
    await deliver()
    desk.api.clock.now += 86_400_000
  }
  assert.match((await read(failing))?.disabledWhy ?? '', /failed for five days/)
  await deliver()
  const notices = (await desk.api.call('care', 'GET', '/api/notices')).body as { items: { title: string }[] }
  assert.ok(notices.items.some(({ title }) => title === `The webhook to 127.0.0.1:${port} is disabled`))
  answer = () => 200
  const enabled = await desk.api.call(
    'care',
    'PATCH',
    `/api/accounts/ACME/webhooks/${failing.id}`,
    { enabled: true },
    { 'if-match': `"${(await read(failing))?.version}"` },
  )
  assert.equal(enabled.status, 200, enabled.text)
  for (const each of [gone, failing]) await remove(each)
})

test('an address inside is refused when it is given; who may not edit webhooks may not see them, of another account least', async () => {
  for (const url of ['http://hooks.example.com/', 'https://127.0.0.1/', 'https://169.254.169.254/', 'https://localhost/']) {
    const refused = await desk.api.call('care', 'POST', '/api/accounts/ACME/webhooks', { url, events: ['case.message'] })
    assert.equal(refused.status, 400, url)
    assert.match(refused.text, /cannot be called/)
  }
  assert.equal((await desk.api.call('ann', 'GET', '/api/accounts/ACME/webhooks')).status, 403)
  const made = await hook('/mine')
  assert.equal((await desk.api.call('care', 'GET', `/api/accounts/OTHER/webhooks/${made.id}/deliveries`)).status, 404)
  await remove(made)
  assert.equal((await desk.api.call('care', 'GET', `/api/accounts/ACME/webhooks/${made.id}/deliveries`)).status, 404)
})

test('the published example of Standard Webhooks is signed as published', () => {
  assert.equal(
    signature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}'),
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('what an answer means', () => {
  const now = 1_000_000
  assert.deepEqual(
    [200, 201, 204, 299].map((status) => outcomeOf(status, 1, now).kind),
    ['sent', 'sent', 'sent', 'sent'],
  )
  assert.deepEqual(
    [undefined, 100, 301, 304, 400, 401, 404, 429, 500, 503].map((status) => outcomeOf(status, 1, now).kind),
    Array.from({ length: 10 }, () => 'again'),
  )
  assert.equal(outcomeOf(410, 1, now).kind, 'gone')
  assert.equal(outcomeOf(500, mostTries, now).kind, 'over')
})
