import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { mostUnpackedBytes } from '../src/installed-base/lists/gateway.ts'
import { listBytes } from '../src/installed-base/lists/service.ts'
import { type Api, startApi } from './support/api.ts'
import { workbook } from './support/workbook.ts'

/** Lists of devices as workbooks: the first sheet with something in it is read as a list with commas would be. */

let api: Api
before(async () => {
  api = await startApi({
    accounts: { ACME: {} },
    sites: { leeds: { account: 'ACME' } },
    people: { ann: { account: 'ACME', roles: ['NC', 'LC'], contact: ['named'] } },
  })
})
after(() => api?.close())

const form = (bytes: Buffer) =>
  Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="list.xlsx"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n--x--\r\n'),
  ])
const send = (bytes: Buffer, query = '') =>
  api.call('care', 'POST', `/api/accounts/ACME/devices/import${query}`, form(bytes) as never, {
    'content-type': 'multipart/form-data; boundary=x',
  })
const textOf = async (bytes: Buffer) => Buffer.from((await listBytes(bytes)).bytes).toString()

test('cells keep what they say: days, digits, quotes, commas and letters of any script', async () => {
  const { bytes, notes } = await listBytes(
    await workbook({
      empty: [],
      Devices: [
        ['Serial', 'Acquired', 'Note', 'On'],
        ['AB1', new Date('2024-03-01'), 'a "b", c', true],
        [1234567890, new Date('2024-03-01T13:30:00Z'), 'Zürich & 東京 <1>', null],
        ['0007', null, 'two\nlines', 1e21],
      ],
      Notes: [['x']],
    }),
  )
  assert.deepEqual(Buffer.from(bytes).toString().split('\n'), [
    'Serial,Acquired,Note,On',
    'AB1,2024-03-01,"a ""b"", c",true',
    '1234567890,2024-03-01 13:30,Zürich & 東京 <1>,',
    '0007,,"two',
    'lines",1e+21',
  ])
  assert.deepEqual(notes, ['Read from the sheet “Devices”. What else is in the workbook is not read: Notes.'])
})

test('text is no workbook and comes back itself', async () => {
  const text = Buffer.from('serial,product\nPK1,MX204\n')
  assert.equal((await listBytes(text)).bytes, text)
})

test('devices of a workbook are imported as those of a list are, with its notes and the lines of the sheet', async () => {
  const bytes = await workbook({
    Inventory: [
      ['Serial number', 'Model', 'Site', 'Acquired'],
      ['XL-1', 'MX204', 'leeds', 'purchase'],
      ['XL-2', 'EX4300-48P', 'leeds', null],
      [null, 'EX4300-48P', 'leeds', null],
      [1.2345e22, 'MX204', 'leeds', null],
    ],
  })
  const tried = await send(bytes)
  assert.equal(tried.status, 200, tried.text)
  const { counts, rows, notes } = tried.body as {
    counts: object
    rows: { line: number; fate: string; problems: { toDo: string }[] }[]
    notes: string[]
  }
  assert.deepEqual(counts, { add: 2, change: 0, same: 0, refused: 2 })
  assert.deepEqual(
    rows.filter(({ fate }) => fate === 'refused').map(({ line }) => line),
    [4, 5],
  )
  assert.match(JSON.stringify(rows), /A spreadsheet shortened it/)
  assert.match(notes.join(' '), /Read from the sheet “Inventory”/)
  assert.equal((await send(bytes, '?dryRun=false')).status, 200)
  const { body } = await api.call('ann', 'GET', '/api/accounts/ACME/devices/XL-1')
  assert.deepEqual([(body as { product: string }).product, (body as { acquired: string }).acquired], ['MX204', 'purchase'])
})

test('a workbook that is broken, empty, no workbook at all or unpacks to any length is refused with what to do, and the server stands', async () => {
  const good = await workbook({ a: [['Serial']] })
  for (const [bytes, said] of [
    [good.subarray(0, 700), /broken/],
    [await workbook({ a: [] }), /without anything in it/],
    [
      await workbook({ a: [['Serial']] }, { parts: { 'xl/theme/much.xml': Buffer.alloc(mostUnpackedBytes, 32) } }),
      /bytes once it is unpacked/,
    ],
  ] as const) {
    const { status, text } = await send(bytes)
    assert.equal(status, 400, text)
    assert.match(text, said)
    assert.match(text, /CSV UTF-8/)
  }
  assert.equal(await textOf(good), 'Serial')
})

test('the text of a list is told to whoever looks it over first, whatever the list came as', async () => {
  const read = async (who: string, bytes: Buffer) =>
    api.call(who, 'POST', '/api/lists', form(bytes) as never, { 'content-type': 'multipart/form-data; boundary=x' })
  const { status, body } = await read(
    'policy',
    await workbook({
      Dates: [
        ['Release', 'End of support'],
        ['21.4', new Date('2026-12-31')],
      ],
    }),
  )
  assert.equal(status, 200)
  assert.deepEqual(body, { text: 'Release,End of support\n21.4,2026-12-31', notes: ['Read from the sheet “Dates”.'] })
  const wide = await read('policy', Buffer.from('Release;Gerät\n', 'latin1'))
  assert.equal((wide.body as { text: string }).text, 'Release;Gerät\n')
  assert.equal((await read('ann', Buffer.from('x'))).status, 403)
})

test('the command line matches the devices of a workbook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-workbook-'))
  try {
    const list = join(folder, 'devices.xlsx')
    writeFileSync(
      list,
      await workbook({
        a: [
          ['Name', 'Model', 'Release'],
          ['r1', 'MX204', '21.4R1'],
        ],
      }),
    )
    writeFileSync(
      join(folder, 'one.json'),
      JSON.stringify({
        format: 'holdfast-advisory-1',
        number: 'PBN-1',
        kind: 'PBN',
        title: 'x',
        impact: 'major',
        affected: [{ product: 'Junos OS', releases: [{ fixedIn: ['21.4R2'] }] }],
      }),
    )
    const main = join(import.meta.dirname, '../src/cli/main.ts')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [main, 'advisories', 'match', '--inventory', list, '--records', join(folder, 'one.json')],
      { encoding: 'utf8' },
    )
    assert.equal(status, 3, stderr)
    assert.match(stdout, /r1.*PBN-1|PBN-1.*r1/s)
    assert.match(stderr, /devices\.xlsx: Read from the sheet “a”\./)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
