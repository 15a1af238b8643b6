import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { scanNext } from '../../src/cases/files/jobs.ts'
import { notOffered, scanPauseMs, verdictOf } from '../../src/documents/offered.ts'
import { createScanner } from '../../src/documents/scanner/gateway.ts'
import { type Api, startApi } from '../support/api.ts'

/** Attachments are scanned by somebody else, over a real socket: one that answers, one that hangs, one that dies half way. */

/** The test file of the scanners' makers, in parts so that this file is none. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

type Manner = 'answer' | 'hang' | 'die' | 'refuse size' | 'talk nonsense' | 'close at once'

/** A scanner that speaks INSTREAM and looks for one text. */
async function startClamd(where: number | string) {
  const state: { manner: Manner; seen: string[] } = { manner: 'answer', seen: [] }
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    if (state.manner === 'close at once') return void socket.destroy()
    let held = Buffer.alloc(0)
    let body = Buffer.alloc(0)
    let begun = false
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      if (!begun) {
        const end = held.indexOf(0)
        if (end < 0) return
        assert.equal(held.subarray(0, end).toString(), 'zINSTREAM')
        begun = true
        held = held.subarray(end + 1)
      }
      for (;;) {
        if (held.length < 4) return
        const length = held.readUInt32BE(0)
        if (length === 0) {
          state.seen.push(body.toString('latin1'))
          if (state.manner === 'hang') return
          const answer =
            state.manner === 'talk nonsense'
              ? 'stream: Out of memory ERROR'
              : body.includes(eicar)
                ? 'stream: Eicar-Test-Signature FOUND'
                : 'stream: OK'
          return void socket.end(`${answer}\0`)
        }
        if (held.length < 4 + length) return
        body = Buffer.concat([body, held.subarray(4, 4 + length)])
        held = held.subarray(4 + length)
        if (state.manner === 'die') return void socket.destroy()
        if (state.manner === 'refuse size') return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      }
    })
  })
  await new Promise<void>((go) => (typeof where === 'number' ? server.listen(where, '127.0.0.1', go) : server.listen(where, go)))
  const bound = server.address()
  return {
    state,
    url: typeof bound === 'string' ? `unix:${bound}` : `tcp://127.0.0.1:${bound?.port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((go) => server.close(() => go()))
    },
  }
}

let clamd: Awaited<ReturnType<typeof startClamd>>
let folder = ''
before(async () => {
  clamd = await startClamd(0)
  folder = mkdtempSync(join(tmpdir(), 'holdfast-scan-'))
})
after(async () => {
  await clamd.stop()
  rmSync(folder, { recursive: true, force: true })
})

const bytes = (text: string) => Readable.from([Buffer.from(text)])

test('a scanner says clean or infected, by TCP and by a socket of the machine, and has seen every byte', async () => {
  const big = 'x'.repeat(300_000)
  const scanner = createScanner(clamd.url)
  assert.deepEqual(await scanner.scan(Readable.from([Buffer.from(big), Buffer.from('end')])), { kind: 'clean' })
  assert.equal(clamd.state.seen.at(-1), `${big}end`)
  assert.deepEqual(await scanner.scan(bytes(`before ${eicar}`)), { kind: 'infected', name: 'Eicar-Test-Signature' })
  assert.deepEqual(await scanner.scan(Readable.from([])), { kind: 'clean' })
  const local = await startClamd(join(folder, 'clamd.ctl'))
  assert.deepEqual(await createScanner(local.url).scan(bytes(eicar)), { kind: 'infected', name: 'Eicar-Test-Signature' })
  await local.stop()
})

test('a scanner that hangs, dies half way, hangs up or is not there told nothing about the file', async () => {
  const whys: string[] = []
  for (const manner of ['hang', 'die', 'close at once', 'talk nonsense'] as const) {
    clamd.state.manner = manner
    // only what hangs is to be given up soon: on a busy machine an answer may take its time
    const verdict = await createScanner(clamd.url, manner === 'hang' ? { idleMs: 150 } : {}).scan(bytes('y'.repeat(2_000_000)))
    assert.equal(verdict.kind, 'again', manner)
    if (verdict.kind === 'again') whys.push(verdict.why)
  }
  clamd.state.manner = 'answer'
  assert.match(whys[0] ?? '', /said nothing for/)
  assert.match(whys[3] ?? '', /Out of memory/)
  assert.equal((await createScanner('tcp://127.0.0.1:1').scan(bytes('z'))).kind, 'again')
  assert.equal((await createScanner(`unix:${join(folder, 'none.ctl')}`).scan(bytes('z'))).kind, 'again')
})

test('what the scanner will not take is no clean file', async () => {
  clamd.state.manner = 'refuse size'
  assert.deepEqual(await createScanner(clamd.url).scan(bytes('y'.repeat(500_000))), {
    kind: 'failed',
    why: 'larger than the scanner takes',
  })
  clamd.state.manner = 'answer'
  for (const odd of ['', 'OK', 'stream: OK\nstream: X FOUND', 'stream:  FOUND', 'FOUND stream: OK', 'x'.repeat(5000)])
    assert.equal(verdictOf(odd).kind, 'again', odd)
})

test('who may have a file before its verdict is policy; an infected one goes to nobody', () => {
  const may = (scan: Parameters<typeof notOffered>[0], staff: boolean, policy: Parameters<typeof notOffered>[3]) =>
    notOffered(scan, '', staff, policy) === undefined
  const asked = (['nobody', 'staff', 'everybody'] as const).map((policy) => [
    may('waiting', false, policy),
    may('waiting', true, policy),
    may('failed', true, policy),
  ])
  assert.deepEqual(asked, [
    [false, false, false],
    [false, true, true],
    [true, true, true],
  ])
  for (const policy of ['nobody', 'staff', 'everybody'] as const) {
    assert.ok(!may('infected', true, policy) && !may('infected', false, policy))
    assert.ok(may('clean', false, policy) && may('off', false, policy))
  }
  assert.deepEqual([1, 2, 3, 50].map(scanPauseMs), [10_000, 20_000, 40_000, 900_000])
})

test('an upload outlives a dead scanner: it waits, staff may have it, the customer not, and it is scanned when the scanner is back', async (t) => {
  const api: Api = await startApi(
    {
      people: { ann: { roles: ['NC'], contact: ['named'] } },
      devices: { D1: {} },
      accounts: { ACME: {} },
      base_contracts: [{ devices: ['D1'], from: '2026-01-01', to: '2027-12-31' }],
      contracts: [{ offering: 'ACP', devices: ['D1'], from: '2026-01-01', to: '2026-12-31' }],
    },
    [],
    { scannerUrl: clamd.url },
  )
  t.after(() => api.close())
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'D1', priority: 'P3', summary: 'x' })
  const at = `/api/accounts/ACME/cases/${(opened.body as { number: string }).number}`
  const attach = async (text: string) => {
    const form = [
      '--x',
      'content-disposition: form-data; name="file"; filename="log.txt"',
      'content-type: text/plain',
      '',
      text,
      '--x--',
      '',
    ].join('\r\n')
    const answer = await api.call('ann', 'POST', `${at}/attachments`, form, { 'content-type': 'multipart/form-data; boundary=x' })
    assert.equal(answer.status, 201, answer.text)
    return answer.body as { id: string; scan: string }
  }
  const scan = () => scanNext(api.parts.db, api.parts.files, api.clock.now)
  const shown = async (who: string, id: string) =>
    ((await api.call(who, 'GET', at)).body as { attachments: { id: string; scan: string; said: string }[] }).attachments.find(
      (each) => each.id === id,
    )
  const bad = await attach(eicar)
  assert.equal(bad.scan, 'waiting')
  clamd.state.manner = 'die'
  assert.equal(await scan(), 'again')
  assert.equal(await scan(), undefined, 'it is not asked again at once')
  assert.match((await shown('desk', bad.id))?.said ?? '', /scanner/)
  assert.equal((await shown('ann', bad.id))?.said, '')
  assert.equal((await api.call('desk', 'GET', `${at}/attachments/${bad.id}`)).status, 200)
  const waits = await api.call('ann', 'GET', `${at}/attachments/${bad.id}`)
  assert.equal(waits.status, 409)
  assert.match(waits.text, /waits for its scan/)
  clamd.state.manner = 'answer'
  api.clock.now += 11_000
  const good = await attach('a log')
  assert.deepEqual([await scan(), await scan(), await scan()].sort(), ['clean', 'infected', undefined])
  assert.equal((await shown('ann', good.id))?.scan, 'clean')
  assert.equal((await api.call('ann', 'GET', `${at}/attachments/${good.id}`)).status, 200)
  for (const who of ['desk', 'ann']) {
    const answer = await api.call(who, 'GET', `${at}/attachments/${bad.id}`)
    assert.equal(answer.status, 409)
    assert.match(answer.text, /infected.*Eicar-Test-Signature/)
    assert.ok(!answer.text.includes(eicar))
  }
  const entries = await api.database.asOwner("select detail from holdfast.audit where action = 'attachment.infected'")
  assert.deepEqual(entries, [{ detail: { id: bad.id, name: 'Eicar-Test-Signature' } }])
})
