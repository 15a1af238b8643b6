import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type AdmissionLimits, createAdmission, type Lane, type Refused } from '../src/http/admission.ts'
import { ok, operation } from '../src/http/operation.ts'
import { startApi } from './support/api.ts'
import { fc } from './support/laws.ts'

const small: AdmissionLimits = {
  atOnce: 2,
  keptForFirst: 1,
  waiting: [3, 3, 3, 1],
  ofOneAccount: 2,
  patienceMs: [1000, 1000, 1000, 1000],
}
const went = (place: (() => void) | Refused): place is () => void => typeof place === 'function'

test('places kept for the most urgent stay free for them', async () => {
  const admission = createAdmission(small)
  const first = await admission.enter(1, 'a')
  assert.ok(went(first))
  const waits = admission.enter(1, 'a')
  const urgent = await admission.enter(0, 'a')
  assert.ok(went(urgent))
  assert.deepEqual(admission.now(), { working: 2, waiting: [0, 1, 0, 0] })
  urgent()
  assert.deepEqual(admission.now().working, 1)
  first()
  assert.ok(went(await waits))
})

test('the urgent go before those who waited longer, and accounts take turns', async () => {
  const admission = createAdmission({ ...small, atOnce: 1, keptForFirst: 0, waiting: [9, 9, 9, 9], ofOneAccount: 9 })
  const begin = await admission.enter(1, 'a')
  const order: string[] = []
  const all = (
    [
      ['a1', 1, 'a'],
      ['a2', 1, 'a'],
      ['a3', 1, 'a'],
      ['b1', 1, 'b'],
      ['read', 2, 'c'],
      ['p1', 0, 'a'],
    ] as const
  ).map(async ([name, lane, account]) => {
    const place = await admission.enter(lane, account)
    order.push(name)
    if (went(place)) place()
  })
  if (went(begin)) begin()
  await Promise.all(all)
  assert.deepEqual(order, ['p1', 'a1', 'b1', 'a2', 'a3', 'read'])
})

test('one too many is told at once, one account too many is told so, and who waits too long is let go', async () => {
  const admission = createAdmission({ ...small, atOnce: 1, keptForFirst: 0, patienceMs: [1000, 30, 1000, 1000] })
  await admission.enter(1, 'a')
  const waiting = [admission.enter(1, 'a'), admission.enter(1, 'a')]
  assert.deepEqual(await admission.enter(1, 'a'), { why: 'account', retryAfterSeconds: 2 })
  waiting.push(admission.enter(1, 'b'))
  assert.deepEqual(await admission.enter(1, 'b'), { why: 'full', retryAfterSeconds: 2 })
  assert.deepEqual(
    (await Promise.all(waiting)).map((each) => !went(each) && each.why),
    ['waited', 'waited', 'waited'],
  )
  assert.deepEqual(admission.now(), { working: 1, waiting: [0, 0, 0, 0] })
})

test('whatever comes and goes, no more than the bound work, none is lost, and at the end all is empty', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ lane: fc.integer({ min: 0, max: 3 }), account: fc.constantFrom('a', 'b', 'c') }), { maxLength: 40 }),
      async (asks) => {
        const admission = createAdmission(small)
        let [at, answered] = [0, 0]
        await Promise.all(
          asks.map(async ({ lane, account }) => {
            const place = await admission.enter(lane as Lane, account)
            answered++
            if (!went(place)) return
            at++
            assert.ok(at <= small.atOnce)
            await sleep(0)
            at--
            place()
            place() // a second time changes nothing
          }),
        )
        assert.equal(answered, asks.length)
        assert.deepEqual(admission.now(), { working: 0, waiting: [0, 0, 0, 0] })
      },
    ),
    { numRuns: 50 },
  )
})

const customer = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: `${name} Street` })
const world = {
  accounts: { ACME: customer('Acme'), NOISY: customer('Noisy') },
  people: { ann: { account: 'ACME', roles: ['NC'], contact: ['named'] }, nora: { account: 'NOISY', roles: ['NC'], contact: ['named'] } },
  devices: { A1: { account: 'ACME' } },
  base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
  contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' }],
}

test('under a flood of reads a P1 is opened, the rest hear when to come again, and nobody else is slow', async () => {
  const slow = operation({
    id: 'planted.slow',
    method: 'GET',
    path: '/api/planted/slow',
    summary: 'takes long',
    permission: 'case.read',
    scope: 'reach',
    answers: { 200: z.object({}) },
    handle: async () => {
      await sleep(60)
      return ok({})
    },
  })
  const api = await startApi(world, [slow])
  try {
    const flood = Array.from({ length: 600 }, () => api.call('nora', 'GET', '/api/planted/slow'))
    await sleep(20)
    const from = performance.now()
    const [opened, mine] = await Promise.all([
      api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P1', summary: 'down' }),
      api.call('ann', 'GET', '/api/cases'),
    ])
    assert.equal(opened.status, 201, opened.text)
    assert.equal(mine.status, 200, mine.text)
    assert.ok(performance.now() - from < 2000)
    const answers = await Promise.all(flood)
    const refused = answers.filter((answer) => answer.status === 429)
    assert.equal(answers.filter((answer) => answer.status === 200).length + refused.length, 600)
    assert.ok(refused.length > 400, `${refused.length} were told to come again`)
    assert.equal(refused[0]?.headers['retry-after'], '2')
    assert.match(refused[0]?.text ?? '', /Your account asks for more at once than it may/)
  } finally {
    await api.close()
  }
})

test('a body that trickles in does not hold others up', { timeout: 60_000 }, async () => {
  const api = await startApi(world)
  try {
    const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
    const { hostname, port } = new URL(address)
    const sockets = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(
        'POST /api/accounts/ACME/cases HTTP/1.1\r\nhost: x\r\nx-person: ann\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
      )
      return socket
    })
    const from = performance.now()
    const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'slow' })
    assert.equal(opened.status, 201, opened.text)
    assert.ok(performance.now() - from < 2000)
    // and each of them is ended by the server within its time
    await Promise.all(sockets.map((socket) => (socket.closed ? undefined : new Promise((resolve) => socket.once('close', resolve)))))
    assert.ok(performance.now() - from < 40_000)
  } finally {
    await api.close()
  }
})
