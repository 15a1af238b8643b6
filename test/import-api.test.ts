import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Api, startApi } from './support/api.ts'

/** Device lists and hardware replies through the API: the trial run says what the run does, and nothing is half-written. */

type Outcome = {
  applied: boolean
  counts: Record<'add' | 'change' | 'same' | 'refused', number>
  rows: { line: number; fate: string; serial: string | null; problems: { column: string; toDo: string }[] }[]
  notes: string[]
}

let api: Api
before(async () => {
  api = await startApi({
    accounts: { ACME: { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
    sites: { leeds: { account: 'ACME', address: '1 Road' }, york: { account: 'ACME', address: '2 Road' } },
    people: { lee: { account: 'ACME', roles: ['LC'] } },
  })
})
after(() => api?.close())

async function importFile(
  bytes: Buffer | string,
  query = 'dryRun=true',
): Promise<{ status: number; body: Outcome & { title?: string; found?: string } }> {
  const payload = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="list"\r\n\r\n'),
    Buffer.from(bytes),
    Buffer.from('\r\n--x--\r\n'),
  ])
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/accounts/ACME/devices/import?${query}`,
    headers: { 'x-person': 'lee', 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) as never }
}
const count = async () =>
  (
    (await api.call('lee', 'GET', '/api/accounts/ACME/devices?limit=200')).body as {
      items: { serial: string; site: string | null; product: string; status: string; parentSerial: string | null }[]
    }
  ).items

const list = [
  'serial,product,site,status,acquired,source,registered',
  'JN1,MX204,leeds,in-use,purchase,vendor,2026-01-05',
  'JN2,MX204,nowhere,in-use,purchase,vendor,2026-01-05',
  'JN3,=cmd|calc,leeds,in-use,purchase,vendor,2026-01-05',
  'JN1,MX204,leeds,in-use,purchase,vendor,2026-01-05',
  'JN4,EX4400,york,broken,purchase,vendor,2026-02-31',
].join('\r\n')

test('a trial run shows every row’s fate and writes nothing; the run does the same and writes', async () => {
  const trial = await importFile(list)
  assert.equal(trial.status, 200, JSON.stringify(trial.body))
  assert.deepEqual(trial.body.counts, { add: 2, change: 0, same: 0, refused: 3 })
  assert.equal((await count()).length, 0)
  const done = await importFile(list, 'dryRun=false')
  assert.deepEqual(done.body.counts, trial.body.counts)
  assert.equal(done.body.applied, true)
  assert.deepEqual(
    (await count()).map((device) => device.serial),
    ['JN1', 'JN3'],
  )
  const again = await importFile(list, 'dryRun=false')
  assert.deepEqual(again.body.counts, { add: 0, change: 0, same: 2, refused: 3 })
})

test('a change keeps what stood there before, and a move ends the registration', async () => {
  const moved = await importFile('serial;site\nJN1;york', 'dryRun=false')
  assert.deepEqual(moved.body.counts, { add: 0, change: 1, same: 0, refused: 0 })
  const device = (await api.call('lee', 'GET', '/api/accounts/ACME/devices/JN1')).body as { site: string; registeredOn: string | null }
  assert.deepEqual([device.site, device.registeredOn], ['york', null])
  const history = (await api.call('lee', 'GET', '/api/accounts/ACME/devices/JN1/history')).body as {
    items: { kind: string; changes: Record<string, unknown> }[]
  }
  assert.equal(history.items[0]?.kind, 'imported')
  assert.ok('siteId' in (history.items[0]?.changes ?? {}))
})

test('other encodings are read and said, an empty list and a list without serials are refused', async () => {
  const wide = await importFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('serial,product\nW1,MX204', 'utf16le')]))
  assert.deepEqual([wide.body.counts.add, /UTF-16/.test(wide.body.notes.join())], [1, true])
  assert.equal((await importFile('')).status, 400)
  assert.match(JSON.stringify((await importFile('product,site\nMX204,leeds')).body), /serial/i)
})

test('a hardware reply becomes a chassis with its parts, and entities in it are not read', async () => {
  const sample = readFileSync(join(import.meta.dirname, '..', 'src', 'junos', 'show', 'chassis-hardware', 'samples', 'router-padded.xml'))
  const done = await importFile(sample, 'dryRun=false&parts=true&site=leeds')
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.ok(done.body.counts.add >= 2, JSON.stringify(done.body))
  assert.ok((await count()).some((device) => device.parentSerial !== null))
  const bomb = await importFile('<!DOCTYPE x [<!ENTITY a "aaaa">]><rpc-reply><chassis-inventory>&a;</chassis-inventory></rpc-reply>')
  assert.equal(bomb.status, 200)
  assert.equal(bomb.body.counts.add, 0)
  assert.ok(bomb.body.notes.length > 0)
})

test('which text wins follows each service’s own order (ACP-1.p3, CSS-1.p6, ISS-1.p6, MSP-1.p11)', async () => {
  const ask = async (code: string, other: string) =>
    (
      await api.call('lee', 'POST', `/api/offerings/${code}/1/precedence`, {
        subject: 'support',
        texts: [
          { document: 'SDD', says: '4 hours' },
          { document: other, says: '8 hours' },
        ],
      })
    ).body as { outcome: string; text: { document: string } }
  assert.deepEqual(
    [
      (await ask('ACP', 'MPLA')).text.document,
      (await ask('ISS', 'EUSA')).text.document,
      (await ask('CSS', 'EUSA')).text.document,
      (await ask('MSP', 'EUSA')).text.document,
    ],
    ['SDD', 'SDD', 'EUSA', 'EUSA'],
  )
})
