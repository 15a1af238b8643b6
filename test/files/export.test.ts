import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromBufferPromise } from 'yauzl'
import { entryNames } from '../../src/cases/export/names.ts'
import { exporting } from '../../src/cases/export/routes.ts'
import { addAttachment } from '../../src/cases/files/service.ts'
import { findCase } from '../../src/cases/service.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import type { Principal } from '../../src/lib/principal.ts'
import { type Api, startApi } from '../support/api.ts'

/** A case taken away with its files: whole, readable by another program, and never more than its reader may see. */

const folder = mkdtempSync(join(tmpdir(), 'holdfast-export-'))
const inside = 'INTERNAL-CANARY'
let api: Api
let at = ''
let number = ''

before(async () => {
  const customer = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: `${name} Street` })
  api = await startApi(
    {
      accounts: {
        ACME: { ...customer('Acme'), partners: [{ partner: 'PART', kind: 'reseller', from: '2020-01-01' }] },
        OTHER: customer('Other'),
        PART: { ...customer('Partner'), kind: 'partner', authorised: [{ kind: 'reseller', from: '2020-01-01' }] },
      },
      people: {
        ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
        uma: { account: 'ACME', roles: ['UU'] },
        oli: { account: 'OTHER', roles: ['LC'] },
        rex: { account: 'PART', roles: ['RS'] },
      },
      devices: { D1: { account: 'ACME' } },
      base_contracts: [{ account: 'ACME', devices: ['D1'], from: '2026-01-01', to: '2027-12-31' }],
      contracts: [{ account: 'ACME', offering: 'ACP', devices: ['D1'], from: '2026-01-01', to: '2026-12-31' }],
    },
    [],
    { files: folder, uploadBytes: 50_000_000, scannerUrl: 'tcp://127.0.0.1:9', unscanned: 'everybody' },
  )
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'D1', priority: 'P3', summary: 'it drops' })
  number = (opened.body as { number: string }).number
  at = `/api/accounts/ACME/cases/${number}`
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
async function attach(given: readonly { name: string; bytes: Buffer; visibility?: 'public' | 'internal' }[]): Promise<readonly string[]> {
  const by = { kind: 'person', personId: 'x', name: 'Ann', email: 'ann@acme.example', accountKind: 'customer' } as unknown as Principal
  const ids: string[] = []
  for (const { name, bytes, visibility = 'public' } of given)
    await inScope(api.parts.db, providerScope, async (tx) => {
      const accountId = (await tx.selectFrom('account').select('id').where('code', '=', 'ACME').executeTakeFirstOrThrow()).id
      const found = await findCase(tx, accountId, { number })
      assert.ok(found)
      const file = { name, mediaType: 'x', stream: Readable.from([bytes]), truncated: () => false, visibility }
      ids.push((await addAttachment(tx, found, api.clock.now, by, api.parts.files, 50_000_000, file)).id)
    })
  return ids
}

type Manifest = {
  files: { path: string; name: string; sha256: string; sizeBytes: number; masked?: string[]; asSent?: { sha256: string } }[]
  leftOut: { name: string; why: string }[]
}
/** Unpacks with another program than the one that packed; it checks names, sizes and sums. */
async function unpack(zip: Buffer) {
  const parts = new Map<string, Buffer>()
  const archive = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true })
  for await (const entry of archive.eachEntry()) parts.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)))
  return parts
}
async function taken(who: string) {
  const answer = await api.app.inject({ method: 'GET', url: `${at}/export`, headers: { 'x-person': who } })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['content-type'], 'application/zip')
  const parts = await unpack(answer.rawPayload)
  return { parts, manifest: JSON.parse(String(parts.get('manifest.json'))) as Manifest, all: [...parts.values()].join('\n') }
}

test('a customer takes the case with its files away, without a word of what is internal; staff take all of it', async () => {
  await api.call('desk', 'POST', `${at}/notes`, { text: `the customer is difficult ${inside}` })
  await api.call('desk', 'POST', `${at}/messages`, { text: 'We look at it' })
  const bytes = randomBytes(300_000)
  const secret = Buffer.from('hello\npassword=Winter-77\nbye\n')
  await attach([
    { name: 'core.bin', bytes },
    { name: 'CORE.bin', bytes: Buffer.from('another') },
    { name: '../../etc/passwd', bytes: Buffer.from('x') },
    { name: 'router.conf', bytes: secret },
    { name: `${inside}.txt`, bytes: Buffer.from(inside), visibility: 'internal' },
  ])
  const ann = await taken('ann')
  assert.deepEqual(
    [...ann.parts.keys()],
    ['case.txt', 'case.json', 'files/core.bin', 'files/CORE (2).bin', 'files/passwd', 'files/router.conf', 'manifest.json'],
  )
  assert.ok(!ann.all.includes(inside))
  assert.ok(!ann.all.includes('Winter-77'))
  assert.equal(sha256(ann.parts.get('files/core.bin') as Buffer), sha256(bytes))
  assert.equal(String(ann.parts.get('files/router.conf')), 'hello\npassword=***password***\nbye\n')
  for (const { path, sha256: sum, sizeBytes } of ann.manifest.files) {
    assert.equal(sum, sha256(ann.parts.get(path) as Buffer), path)
    assert.equal(sizeBytes, ann.parts.get(path)?.length)
  }
  const masked = ann.manifest.files.find(({ name }) => name === 'router.conf')
  assert.deepEqual([masked?.masked, masked?.asSent?.sha256], [['password'], sha256(secret)])
  const text = String(ann.parts.get('case.txt'))
  assert.match(text, /^ACME-1001 {2}it drops\n/)
  assert.match(text, /All times are those of Europe\/London/)
  assert.match(text, /First response\n {2}running, due /)
  assert.match(text, /Why it was accepted\n {2}granted/)
  assert.match(text, /\[ACP-[\w.]+/)
  assert.match(text, /Desk\S* replied\n {4}We look at it/)
  const desk = await taken('desk')
  assert.match(desk.all, new RegExp(`\\[internal\\] .*noted\\n {4}the customer is difficult ${inside}`))
  assert.ok(desk.parts.has(`files/${inside}.txt`))
  const audits = await api.database.asOwner<{ actor: string; detail: object }>(
    "select actor, detail from audit where action = 'case.export' order by seq",
  )
  assert.deepEqual(
    audits.map(({ detail }) => detail),
    [
      { files: 4, leftOut: 0 },
      { files: 5, leftOut: 0 },
    ],
  )
})

test('who may not see the case does not take it away', async () => {
  for (const [who, status] of [
    ['uma', 404],
    ['oli', 404],
    ['rex', 403],
    [null, 401],
  ] as const) {
    const answer = await api.call(who, 'GET', `${at}/export`)
    assert.ok([status, 404].includes(answer.status), `${who}: ${answer.status} ${answer.text.slice(0, 100)}`)
  }
  assert.equal(exporting.taken(), 0)
})

test('a file that is infected or gone from the disk is named and breaks nothing', async () => {
  const [bad, lost] = await attach([
    { name: 'bad.exe', bytes: Buffer.from('evil') },
    { name: 'lost.txt', bytes: Buffer.from('lost') },
  ])
  await api.database.asOwner("update attachment_check set scan = 'infected', said = 'Eicar' where attachment_id = $1", [bad])
  rmSync(join(folder, String(lost).slice(-2), String(lost)))
  const { parts, manifest } = await taken('ann')
  assert.ok(![...parts.keys()].some((name) => /bad|lost/.test(name)))
  assert.deepEqual(
    manifest.leftOut.map(({ name, why }) => [name, why]),
    [
      ['bad.exe', 'This file is infected and is not handed out'],
      ['lost.txt', 'its bytes are gone from the data folder'],
    ],
  )
  const read = await api.call('ann', 'GET', `${at}/attachments/${lost}`)
  assert.equal(read.status, 409)
  assert.match(read.text, /bytes of this file are gone/)
})

test('three hundred files come out as they went in', async () => {
  const given = Array.from({ length: 300 }, (_, i) => ({ name: `log ${i % 7}.txt`, bytes: Buffer.from(`line ${i}\n`.repeat(50)) }))
  await attach(given)
  const { parts, manifest } = await taken('ann')
  assert.equal(manifest.files.filter(({ name }) => name.startsWith('log ')).length, 300)
  const came = new Set(manifest.files.map(({ path }) => sha256(parts.get(path) as Buffer)))
  assert.ok(given.every(({ bytes }) => came.has(sha256(bytes))))
})

test('one account takes few at once; a reader that goes away lets go of place and files', { timeout: 30_000 }, async () => {
  await attach([{ name: 'large.bin', bytes: randomBytes(40_000_000) }])
  const base = await api.app.listen({ host: '127.0.0.1', port: 0 })
  const stop = [new AbortController(), new AbortController()]
  const readers = await Promise.all(
    stop.map(async ({ signal }) => (await fetch(`${base}${at}/export`, { headers: { 'x-person': 'ann' }, signal })).body?.getReader()),
  )
  await Promise.all(readers.map((reader) => reader?.read()))
  assert.equal(exporting.taken(), 2)
  const third = await api.call('ann', 'GET', `${at}/export`)
  assert.equal(third.status, 429)
  assert.equal(third.headers['retry-after'], '30')
  const idle = await api.database.asOwner<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
  )
  assert.equal(idle[0]?.n, 0, 'no transaction waits for the reader')
  for (const each of stop) each.abort()
  for (let i = 0; i < 100 && exporting.taken() > 0; i++) await sleep(50)
  assert.equal(exporting.taken(), 0)
  if (process.platform === 'linux') {
    await sleep(100)
    const held = readdirSync('/proc/self/fd').length
    assert.ok(held < 100, `${held} files are open`)
  }
})

test('names in an archive are short, safe everywhere and never twice', () => {
  const names = entryNames([
    'a.txt',
    'A.TXT',
    'a (2).txt',
    'con',
    '..',
    '',
    '../x/y.log',
    `${'ü'.repeat(300)}.tar.gz`,
    'a\u202Egpj.exe',
    'é.txt',
    'e\u0301.txt',
  ])
  assert.equal(new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size, names.length, names.join(' | '))
  for (const name of names) {
    assert.ok(Buffer.byteLength(name) <= 200, name)
    assert.doesNotMatch(name, /[\\/:*?"<>|\u202e]|^\.|[. ]$|^con$/i)
  }
  assert.match(names[7] ?? '', /ü\.gz$/)
})
