import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createMailer } from '../../src/notifications/gateway.ts'
import { startWorker } from '../../src/worker.ts'
import { openDesk } from './desk.ts'

const later = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('while the mail server hangs, people find their notices at once, and the worker stops all the same', async (t) => {
  const desk = await openDesk()
  t.after(() => desk.close())
  // it takes the connection and never says a word
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const mailer = createMailer(url, 'Desk <desk@vendor.example>', { timeoutMs: 4000 })
  t.after(() => mailer.close())
  const reported: unknown[] = []
  const worker = startWorker({
    db: desk.api.parts.db,
    timers: desk.api.parts.timers,
    mailer,
    files: desk.api.parts.files,
    now: () => desk.api.clock.now,
    report: (error) => void reported.push(error),
  })
  for (let waited = 0; sockets.size === 0 && waited < 5000; waited += 20) await later(20)
  assert.equal(sockets.size, 1, 'no letter is being sent')
  const from = performance.now()
  await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/messages`, { text: 'told although mail hangs' })
  const told = async () =>
    ((await desk.api.call('ann', 'GET', '/api/notices')).body as { items: { text: string }[] }).items.some(({ text }) =>
      text.includes('although mail hangs'),
    )
  while (!(await told()) && performance.now() - from < 3000) await later(20)
  assert.ok(await told())
  assert.ok(performance.now() - from < 2000, `${(performance.now() - from).toFixed(0)} ms`)
  await worker.stop()
  const outbox = (await desk.api.call('admin', 'GET', '/api/outbox')).body as {
    items: { letters: { state: string; attempts: number }[] }[]
  }
  assert.ok(outbox.items.some(({ letters }) => letters.some(({ state, attempts }) => state === 'pending' && attempts === 1)))
  assert.deepEqual(reported, [])
})
