import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { operation } from '../../src/http/operation.ts'
import { createPlaces } from '../../src/http/places.ts'
import { type Api, startApi } from '../support/api.ts'

/** Who sends or reads too slowly is cut off, over real sockets, and holds nobody up meanwhile. */

const folder = mkdtempSync(join(tmpdir(), 'holdfast-slow-'))
let api: Api
let at = ''
let port = 0
let flowing = 0
let closed = 0

/** An answer without end, which says when it was let go. */
const endless = operation({
  id: 'planted.endless',
  method: 'GET',
  path: '/api/planted/endless',
  summary: 'never ends',
  permission: 'case.read',
  scope: 'reach',
  download: true,
  answers: {},
  handle: async () => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    flowing++
    const stream = new Readable({ read: () => void setImmediate(() => stream.push(piece)) })
    stream.once('close', () => closed++)
    return { status: 200, stream, headers: { 'content-type': 'application/octet-stream' } }
  },
})
const large = operation({
  id: 'planted.large',
  method: 'GET',
  path: '/api/planted/large',
  summary: 'a large answer',
  permission: 'case.read',
  scope: 'reach',
  answers: { 200: z.object({ text: z.string() }) },
  handle: async () => ({ status: 200, body: { text: 'x'.repeat(20_000_000) } }),
})

before(async () => {
  const customer = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
  api = await startApi(
    {
      accounts: { ACME: { name: 'Acme', ...customer } },
      people: { ann: { account: 'ACME', roles: ['NC'], contact: ['named'] } },
      devices: { D1: { account: 'ACME' } },
      base_contracts: [{ account: 'ACME', devices: ['D1'], from: '2026-01-01', to: '2027-12-31' }],
      contracts: [{ account: 'ACME', offering: 'ACP', devices: ['D1'], from: '2026-01-01', to: '2026-12-31' }],
    },
    [endless, large],
    { files: folder },
    { bytes: 16 * 1024, sendEveryMs: 1_000, readEveryMs: 2_000 },
  )
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'D1', priority: 'P3', summary: 'it drops' })
  at = `/api/accounts/ACME/cases/${(opened.body as { number: string }).number}`
  port = Number(new URL(await api.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(text: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  if (text) socket.write(text)
  return socket
}
const gone = (socket: Socket) => (socket.closed ? undefined : new Promise((resolve) => socket.once('close', resolve)))
const head = (method: string, path: string, more = '') => `${method} ${path} HTTP/1.1\r\nhost: x\r\nx-person: ann\r\n${more}\r\n`

test('twenty files that trickle in hold nobody up, are cut off, and leave nothing', { timeout: 60_000 }, async () => {
  const begun = await api.call('ann', 'POST', `${at}/uploads`, { name: 'trace.txt', sizeBytes: 90_000 })
  const { id } = begun.body as { id: string }
  const form = 'content-type: multipart/form-data; boundary=x\r\ncontent-length: 90000\r\n'
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n'
  const slow = [
    ...Array.from({ length: 10 }, () => open(head('POST', `${at}/attachments`, form) + part)),
    ...Array.from({ length: 10 }, () =>
      open(head('PATCH', `${at}/uploads/${id}?offset=0`, 'content-type: application/octet-stream\r\ncontent-length: 90000\r\n')),
    ),
    // refused at once, and still sending
    open(head('PATCH', `${at}/uploads/${id}?offset=7`, 'content-type: application/octet-stream\r\ncontent-length: 90000\r\n')),
  ]
  const trickle = setInterval(() => {
    for (const socket of slow) if (!socket.destroyed) socket.write('x')
  }, 50)
  await sleep(300)
  // everybody else is served at once: as many as work at one time, several times over
  const from = performance.now()
  const answers = await Promise.all(Array.from({ length: 40 }, () => api.call('ann', 'GET', at)))
  assert.ok(answers.every(({ status }) => status === 200))
  const took = performance.now() - from
  assert.ok(took < 2_000, `${took.toFixed(0)} ms`)
  const idle = await api.database.asOwner<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
  )
  assert.equal(idle[0]?.n, 0, 'no transaction waits for bytes')
  const waited = performance.now()
  await Promise.all(slow.map(gone))
  clearInterval(trickle)
  assert.ok(performance.now() - waited < 10_000)
  await sleep(200)
  assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
  const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  assert.deepEqual(
    left.map(({ name }) => name),
    [],
  )
  assert.equal(((await api.call('ann', 'GET', `${at}/uploads/${id}`)).body as { offset: number }).offset, 0)
})

test('a sender that goes on, however small its steps, is let be', { timeout: 30_000 }, async () => {
  const begun = await api.call('ann', 'POST', `${at}/uploads`, { name: 'steady.txt', sizeBytes: 100_000 })
  const { id } = begun.body as { id: string }
  const socket = open(head('PATCH', `${at}/uploads/${id}?offset=0`, 'content-type: application/octet-stream\r\ncontent-length: 100000\r\n'))
  let said = ''
  socket.on('data', (chunk) => (said += chunk))
  for (let i = 0; i < 50; i++) {
    socket.write('x'.repeat(2_000))
    await sleep(60)
  }
  for (let i = 0; i < 50 && said === ''; i++) await sleep(50)
  assert.match(said, /^HTTP\/1.1 200 .*"offset":100000/s)
  socket.destroy()
})

test('a reader that takes too little is cut off, and its answer let go; one that goes on is not', { timeout: 60_000 }, async () => {
  const stuck = [open(head('GET', '/api/planted/endless')), open(head('GET', '/api/planted/large'))]
  const reading = open(head('GET', '/api/planted/endless'))
  for (const socket of stuck) socket.pause()
  let taken = 0
  reading.on('data', (chunk) => {
    taken += chunk.length
    reading.pause()
    setTimeout(() => reading.resume(), 5)
  })
  const from = performance.now()
  while (closed === 0 && performance.now() - from < 20_000) await sleep(100)
  assert.deepEqual([flowing, closed], [2, 1])
  const before = taken
  await sleep(1_000)
  assert.ok(taken > before && !reading.closed, 'who reads goes on')
  reading.destroy()
  while (closed < 2 && performance.now() - from < 25_000) await sleep(50)
  assert.equal(closed, 2, 'and who goes away is let go at once')
  for (const socket of stuck) {
    socket.resume()
    await gone(socket)
  }
})

test('who connects and says nothing, or its headers letter by letter, is cut off; a quiet connection is kept for a while', {
  timeout: 60_000,
}, async () => {
  const silent = open('')
  const dribbling = open('GET /health HTTP/1.1\r\nhost: x\r\nx-a: ')
  const dribble = setInterval(() => dribbling.write('a'), 200)
  const kept = open('GET /health HTTP/1.1\r\nhost: x\r\n\r\n')
  let answers = 0
  kept.on('data', (chunk) => (answers += String(chunk).split('HTTP/1.1 200').length - 1))
  for (const socket of [silent, dribbling]) socket.resume()
  const from = performance.now()
  await Promise.all([gone(silent), gone(dribbling)])
  clearInterval(dribble)
  const took = performance.now() - from
  assert.ok(took > 5_000 && took < 25_000, `${took.toFixed(0)} ms`)
  kept.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n')
  for (let i = 0; i < 40 && answers < 2; i++) await sleep(50)
  assert.equal(answers, 2)
  kept.destroy()
  const { server } = api.app
  assert.deepEqual(
    [server.headersTimeout, server.requestTimeout, server.keepAliveTimeout, server.maxConnections],
    [10_000, 600_000, 72_000, 10_000],
  )
})

test('places are bounded in all and for one account, and given back once', () => {
  const places = createPlaces({ inAll: 3, ofOneAccount: 2 })
  const [a, b] = [places.take('x'), places.take('x')]
  assert.ok(a && b)
  assert.equal(places.take('x'), undefined)
  const c = places.take('y')
  assert.ok(c)
  assert.equal(places.take('z'), undefined)
  a()
  a()
  assert.equal(places.taken(), 2)
  assert.ok(places.take('z'))
})
