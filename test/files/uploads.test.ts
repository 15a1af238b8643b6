import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { removeExpired } from '../../src/cases/files/uploads/jobs.ts'
import { createClient } from '../../src/client/client.ts'
import { type Source, SourceError, sendFile } from '../../src/client/upload.ts'
import { type Api, startApi } from '../support/api.ts'

/** Files in pieces: over real sockets that break, with bounds, and seen by nobody but who sends them. */

const MB = 1024 ** 2
const folder = mkdtempSync(join(tmpdir(), 'holdfast-uploads-'))
let api: Api
let at = ''
let number = ''
let address = ''

before(async () => {
  const customer = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: `${name} Street` })
  api = await startApi(
    {
      accounts: { ACME: customer('Acme'), OTHER: customer('Other') },
      people: {
        ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
        lea: { account: 'ACME', roles: ['LC'] },
        oli: { account: 'OTHER', roles: ['LC'] },
      },
      devices: { D1: { account: 'ACME' } },
      base_contracts: [{ account: 'ACME', devices: ['D1'], from: '2026-01-01', to: '2027-12-31' }],
      contracts: [{ account: 'ACME', offering: 'ACP', devices: ['D1'], from: '2026-01-01', to: '2026-12-31' }],
    },
    [],
    { files: folder, uploadBytes: 100 * MB, unfinished: { accountBytes: 300 * MB, hours: 48 } },
  )
  ;({ number, at } = await openCase())
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openCase() {
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'D1', priority: 'P3', summary: 'it drops' })
  assert.equal(opened.status, 201, opened.text)
  const { number } = opened.body as { number: string }
  return { number, at: `/api/accounts/ACME/cases/${number}` }
}

type Up = { id: string; offset: number; sizeBytes: number; pieceBytes: number; visibility: string; name: string }
type File = { id: string; sha256: string; sizeBytes: number; secrets: string; name: string; visibility: string }
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const begin = (who: string, body: object, where = at) => api.call(who, 'POST', `${where}/uploads`, { name: 'trace.txt', ...body })
const begun = async (who: string, body: object, where = at) => {
  const answer = await begin(who, body, where)
  assert.equal(answer.status, 201, answer.text)
  return answer.body as Up
}
const add = (who: string, id: string, offset: number, bytes: Buffer | string, more = '', where = at) =>
  api.call(who, 'PATCH', `${where}/uploads/${id}?offset=${offset}${more}`, bytes, { 'content-type': 'application/octet-stream' })
const finish = (who: string, id: string, body: object = {}, where = at) => api.call(who, 'POST', `${where}/uploads/${id}/finish`, body)
const filesOf = async (who: string, where = at) => ((await api.call(who, 'GET', where)).body as { attachments: File[] }).attachments
const onDisk = (place: string) => (existsSync(join(folder, place)) ? readdirSync(join(folder, place)) : [])

test('a file goes in pieces: each only where it goes on, and finished it is an attachment like any other, once', async () => {
  const text = Buffer.from('the login\npassword=Winter-77\nand so on\n')
  const up = await begun('ann', { sizeBytes: text.length, mark: 'one' })
  assert.deepEqual([up.offset, up.sizeBytes], [0, text.length])
  const first = await add('ann', up.id, 0, text.subarray(0, 20), `&sha256=${sha256(text.subarray(0, 20))}`)
  assert.equal((first.body as Up).offset, 20, first.text)
  for (const [what, answer, status] of [
    ['the first piece again', await add('ann', up.id, 0, text.subarray(0, 20)), 409],
    ['a hole', await add('ann', up.id, 25, text.subarray(25)), 409],
    ['more than was announced', await add('ann', up.id, 20, Buffer.alloc(100)), 413],
    ['a piece that changed', await add('ann', up.id, 20, text.subarray(20), `&sha256=${sha256(text)}`), 422],
    ['nothing', await add('ann', up.id, 20, ''), 400],
    ['too large a piece', await add('ann', up.id, 20, Buffer.alloc(8 * MB + 1)), 413],
    ['finished too early', await finish('ann', up.id), 409],
  ] as const)
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
  const wrong = await add('ann', up.id, 25, text.subarray(25))
  assert.match(wrong.text, /"found":"a piece for byte 25","expected":"byte 20"/)
  assert.equal(((await api.call('ann', 'GET', `${at}/uploads/${up.id}`)).body as Up).offset, 20)
  assert.equal((await filesOf('ann')).length, 0, 'nobody sees a file before it is finished')
  assert.equal((await add('ann', up.id, 20, text.subarray(20))).status, 200)
  const other = await finish('ann', up.id, { sha256: sha256(Buffer.from('another file')) })
  assert.equal(other.status, 422, 'a file that changed on the way')
  const [one, two] = await Promise.all([finish('ann', up.id, { sha256: sha256(text) }), finish('ann', up.id)])
  assert.deepEqual([one.status, two.status], [201, 201], one.text + two.text)
  assert.deepEqual(one.body, two.body)
  assert.deepEqual((await finish('ann', up.id)).body, one.body)
  const files = await filesOf('desk')
  assert.equal(files.length, 1)
  assert.deepEqual([files[0]?.sha256, files[0]?.secrets, files[0]?.name], [sha256(text), 'masked', 'trace.txt'])
  assert.match((await api.call('desk', 'GET', `${at}/attachments/${up.id}`)).text, /password=\*\*\*password\*\*\*\nand so on/)
  const told = await api.database.asOwner("select 1 from case_event where kind = 'attachment'")
  assert.equal(told.length, 1)
  assert.equal((await api.database.asOwner("select 1 from audit where action = 'attachment.add'")).length, 1)
  assert.deepEqual([onDisk('uploads'), onDisk('incoming')], [[], []])
})

test('asked for again, the same file goes on where it stands; another one of its name, or for others’ eyes, begins anew', async () => {
  const up = await begun('ann', { sizeBytes: 30, mark: 'a' })
  await add('ann', up.id, 0, Buffer.alloc(10))
  const again = await begun('ann', { sizeBytes: 30, mark: 'a' })
  assert.deepEqual([again.id, again.offset], [up.id, 10])
  assert.notEqual((await begun('ann', { sizeBytes: 30, mark: 'b' })).id, up.id)
  const inside = await begun('desk', { sizeBytes: 30, mark: 'a', visibility: 'internal' })
  const outside = await begun('desk', { sizeBytes: 30, mark: 'a' })
  assert.equal(new Set([inside.id, outside.id, up.id]).size, 3)
  const forced = await begun('ann', { sizeBytes: 31, mark: 'a', visibility: 'internal' })
  assert.equal(forced.visibility, 'public', 'a customer writes nothing internal')
})

test('an unfinished file is known to nobody but who began it', async () => {
  const up = await begun('ann', { sizeBytes: 4, mark: 'mine' })
  for (const who of ['lea', 'desk', 'admin', 'oli']) {
    for (const answer of [
      await api.call(who, 'GET', `${at}/uploads/${up.id}`),
      await add(who, up.id, 0, 'text'),
      await finish(who, up.id),
      await api.call(who, 'DELETE', `${at}/uploads/${up.id}`),
    ])
      assert.ok([403, 404].includes(answer.status), `${who}: ${answer.status}`)
    assert.ok(!(await api.call(who, 'GET', `${at}/uploads`)).text.includes(up.id), who)
    assert.ok(!(await api.call(who, 'GET', at)).text.includes(up.id), who)
  }
  const { at: elsewhere } = await openCase()
  assert.equal((await api.call('ann', 'GET', `${elsewhere}/uploads/${up.id}`)).status, 404, 'at another case')
  assert.equal((await api.call('ann', 'DELETE', `${at}/uploads/${up.id}`)).status, 200)
  assert.equal((await add('ann', up.id, 0, 'text')).status, 404)
})

test('sizes are bounded, by file and by account, and what is refused leaves nothing', async () => {
  const { at: here } = await openCase()
  await api.database.asOwner('delete from case_upload')
  assert.equal((await begin('ann', { sizeBytes: 101 * MB }, here)).status, 413)
  for (const mark of ['1', '2', '3']) await begun('ann', { sizeBytes: 100 * MB, mark }, here)
  const full = await begin('lea', { sizeBytes: 1, mark: '4' }, here)
  assert.equal(full.status, 413)
  assert.match(full.text, /too much on its way already.*314572800 bytes unfinished and 1 more/)
  assert.equal((await begun('ann', { sizeBytes: 100 * MB, mark: '1' }, here)).offset, 0, 'what was begun goes on')
  await api.database.asOwner('delete from case_upload')
  for (let i = 0; i < 100; i++) await begun('ann', { sizeBytes: 1, mark: `m${i}` }, here)
  assert.equal((await begin('ann', { sizeBytes: 1, mark: 'one more' }, here)).status, 429)
  await api.database.asOwner('delete from case_upload')
})

test('a case that is closed half way takes no more; opened again, the file goes on', async () => {
  const { at: here } = await openCase()
  const up = await begun('ann', { sizeBytes: 8, mark: 'closing' }, here)
  assert.equal((await add('ann', up.id, 0, 'half', '', here)).status, 200)
  const closed = await api.call('ann', 'POST', `${here}/moves`, { move: 'withdraw', reason: 'solved' })
  assert.equal(closed.status, 200, closed.text)
  for (const answer of [
    await add('ann', up.id, 4, 'more', '', here),
    await finish('ann', up.id, {}, here),
    await begin('ann', { sizeBytes: 1, mark: 'new' }, here),
  ]) {
    assert.equal(answer.status, 400, answer.text)
    assert.match(answer.text, /is closed.*Reopen it first/)
  }
  assert.equal((await api.call('ann', 'POST', `${here}/moves`, { move: 'reopen', reason: 'not solved' })).status, 200)
  assert.equal((await add('ann', up.id, 4, 'more', '', here)).status, 200)
  const done = (await finish('ann', up.id, {}, here)).body as File
  assert.equal(done.sha256, sha256(Buffer.from('halfmore')))
})

test('what is not finished in time goes, bytes and all; what is finished stays, and so does what others still send', async () => {
  const { at: here } = await openCase()
  const old = await begun('ann', { sizeBytes: 8, mark: 'old' }, here)
  await add('ann', old.id, 0, 'half', '', here)
  const done = await begun('ann', { sizeBytes: 4, mark: 'done' }, here)
  await add('ann', done.id, 0, 'text', '', here)
  assert.equal((await finish('ann', done.id, {}, here)).status, 201)
  const stray = join(folder, 'incoming', 'left-by-a-crash')
  writeFileSync(stray, 'half a piece')
  api.clock.now += 47 * 3_600_000
  const young = await begun('ann', { sizeBytes: 8, mark: 'young' }, here)
  await add('ann', young.id, 0, 'half', '', here)
  api.clock.now += 2 * 3_600_000
  assert.equal((await api.call('ann', 'GET', `${here}/uploads/${old.id}`)).status, 404, 'its time is over')
  utimesSync(stray, 0, 0)
  await removeExpired(api.parts.db, api.parts.uploads, api.clock.now)
  assert.deepEqual(
    (await api.database.asOwner<{ id: string }>('select id from case_upload')).map(({ id }) => id),
    [young.id],
  )
  assert.deepEqual([onDisk('uploads').includes(old.id), onDisk('uploads').includes(young.id), onDisk('incoming')], [false, true, []])
  assert.equal((await api.call('ann', 'GET', `${here}/attachments/${done.id}`)).text, 'text')
  assert.equal((await add('ann', young.id, 4, 'more', '', here)).status, 200)
})

test('a full disk is told as such and counts nothing', { skip: process.platform !== 'linux' && 'needs /dev/full' }, async () => {
  const up = await begun('ann', { sizeBytes: 8, mark: 'full' })
  mkdirSync(join(folder, 'uploads'), { recursive: true })
  symlinkSync('/dev/full', join(folder, 'uploads', up.id))
  const full = await add('ann', up.id, 0, 'half')
  assert.equal(full.status, 503, full.text)
  assert.match(full.text, /no room left for files/)
  assert.deepEqual(onDisk('incoming'), [])
  rmSync(join(folder, 'uploads', up.id))
  assert.equal(((await api.call('ann', 'GET', `${at}/uploads/${up.id}`)).body as Up).offset, 0)
  assert.equal((await add('ann', up.id, 0, 'half')).status, 200)
})

test('what a crash left behind the bytes that count is written over', async () => {
  const up = await begun('ann', { sizeBytes: 8, mark: 'crash' })
  await add('ann', up.id, 0, 'half')
  writeFileSync(join(folder, 'uploads', up.id), 'halfXXXXXXXXXXX')
  await add('ann', up.id, 4, 'more')
  assert.equal(((await finish('ann', up.id)).body as File).sha256, sha256(Buffer.from('halfmore')))
  const empty = await begun('ann', { sizeBytes: 0, mark: 'empty' })
  const done = await finish('ann', empty.id)
  assert.equal((done.body as File).sha256, sha256(Buffer.alloc(0)))
  assert.equal((await api.call('desk', 'GET', `${at}/attachments/${empty.id}`)).text, '')
})

/** Something between client and server that breaks each connection after so many bytes. */
async function startBreaker(after: () => number) {
  let broken = 0
  const port = Number(new URL(address).port)
  const server = createServer((near: Socket) => {
    const far = connect(port, '127.0.0.1')
    let left = after()
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    near.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left > 0) return void far.write(chunk)
      broken++
      far.write(chunk.subarray(0, Math.floor(chunk.length / 2)), cut)
    })
    far.on('data', (chunk) => near.write(chunk))
    for (const socket of [near, far]) socket.on('error', cut).on('close', cut)
  })
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  return { base: `http://127.0.0.1:${(server.address() as { port: number }).port}`, broken: () => broken, stop: () => server.close() }
}

const sourceOf = (bytes: Buffer, name: string): Source => ({
  name,
  mediaType: 'application/octet-stream',
  sizeBytes: bytes.length,
  modifiedAt: 1,
  read: async (from, to) => new Uint8Array(bytes.subarray(from, to)).buffer,
})
const send = (base: string, source: Source, more: { signal?: AbortSignal; onProgress?: (sent: number) => void } = {}) => {
  const headers = { 'x-person': 'ann' }
  return sendFile({
    client: createClient({ base, headers, send: fetch, newKey: () => crypto.randomUUID() }),
    base,
    headers,
    where: { account: 'ACME', case: number },
    visibility: 'public',
    source,
    signal: more.signal ?? new AbortController().signal,
    onProgress: ({ sent }) => more.onProgress?.(sent),
  })
}

test('64 MB over a connection that breaks all the time arrive as they were', { timeout: 120_000 }, async () => {
  const bytes = randomBytes(64 * MB)
  let seed = 7
  const breaker = await startBreaker(() => {
    seed = (seed * 16807) % 2147483647
    return 2 * MB + (seed % (8 * MB))
  })
  try {
    const kept = await send(breaker.base, sourceOf(bytes, 'core.bin'))
    assert.deepEqual([kept.sizeBytes, kept.sha256, kept.secrets], [bytes.length, sha256(bytes), 'not-looked'])
    assert.ok(breaker.broken() >= 5, `${breaker.broken()} breaks`)
    assert.equal((await filesOf('ann')).filter(({ name }) => name === 'core.bin').length, 1)
    assert.deepEqual(onDisk('incoming'), [])
  } finally {
    breaker.stop()
  }
})

test('stopped and sent again it goes on; two windows that send the same file make one attachment', async () => {
  const bytes = randomBytes(6 * MB)
  const stop = new AbortController()
  await assert.rejects(
    send(address, sourceOf(bytes, 'pause.bin'), {
      signal: stop.signal,
      onProgress: (sent) => sent > MB && stop.abort(new Error('paused')),
    }),
    /paused/,
  )
  let first = -1
  const both = await Promise.all([
    send(address, sourceOf(bytes, 'pause.bin'), { onProgress: (sent) => (first = first < 0 ? sent : first) }),
    send(address, sourceOf(bytes, 'pause.bin')),
  ])
  assert.ok(first > MB, `it went on at ${first}`)
  assert.equal(both[0].id, both[1].id)
  assert.equal(both[0].sha256, sha256(bytes))
})

test('a file that changes while it is sent is noticed', async () => {
  const bytes = randomBytes(3 * MB)
  const source = sourceOf(bytes, 'changing.bin')
  await assert.rejects(
    send(address, {
      ...source,
      read: async (from, to) => {
        if (from > MB && from < bytes.length - 65_536) throw new Error('its size changed')
        return source.read(from, to)
      },
    }),
    SourceError,
  )
  await assert.rejects(
    send(address, { ...source, name: 'whole.bin', whole: async () => sha256(Buffer.from('another')) }),
    /changed while it was sent/,
  )
})
