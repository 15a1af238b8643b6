import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startWorker } from '../../src/worker.ts'
import { type Api, startApi } from '../support/api.ts'

/** Feeds on the command line, asked by a running worker. */

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
const page = JSON.stringify([{ format: 'holdfast-advisory-1', number: 'PBN-1', kind: 'PBN', title: 'A lamp blinks', impact: 'minor' }, {}])
const server = createServer((_, response) => response.end(page))
let api: Api
let feeds = ''
let address = ''
let worker: ReturnType<typeof startWorker>
before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  feeds = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  api = await startApi({ people: { tsa: { account: 'VENDOR', roles: ['TA'] } } }, [], { webhookAllow: ['127.0.0.1/32'] })
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  worker = startWorker({
    db: api.parts.db,
    timers: api.parts.timers,
    mailer: undefined,
    feeds: api.parts.feeds,
    now: () => api.clock.now,
    report: (error) => assert.fail(error as Error),
  })
})
after(async () => {
  await worker?.stop()
  await api?.close()
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
})

const cli = (...words: string[]) =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'advisories', 'feeds', ...words], {
    env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: 'tsa' },
  }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )

test('a feed is added, asked by the worker, shown, paused, resumed and removed; what is wrong is said', async () => {
  assert.match(await cli(), /No feed is kept/)
  assert.match(await cli('add', `${feeds}/list.json`, '--title', 'Bugs', '--hours', '6'), /Bugs is asked now, and every 6 h/)
  for (let tries = 0; tries < 50 && !/1 new/.test(await cli()); tries++) await sleep(100)
  const listed = await cli('list')
  assert.match(listed, /Bugs +active +6 h/)
  assert.match(listed, /2 records listed: 1 new, 0 changed, 0 as before, 1 could not be read/)
  assert.match(await cli('show', 'Bugs'), /new +PBN-1/)
  assert.match(await cli('pause', 'Bugs'), /Bugs: is paused/)
  assert.match(await cli('ask', 'Bugs'), /The feed is paused/)
  assert.match(await cli('resume', `${feeds}/list.json`), /goes on/)
  assert.match(await cli('remove', 'Nothing'), /No feed is called "Nothing"; expected the address or the title of one/)
  assert.match(await cli('sing'), /Found the action "sing"; expected one of list, add/)
  assert.match(await cli('add', 'ftp://x.example/y'), /cannot be asked|Found/)
  assert.match(await cli('add'), /Which address is to be asked/)
  assert.match(await cli('remove', 'Bugs'), /is removed/)
  assert.match(await cli(), /No feed is kept/)
})
