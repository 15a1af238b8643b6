import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodingOf } from '../src/installed-base/import/encoding.ts'
import { headerOf as lifecycleHeader } from '../src/installed-base/lifecycle/columns.ts'
import { readTheirList } from '../src/installed-base/reconciliation/list.ts'
import { csvReader, otherFile } from '../src/lib/csv.ts'
import { type Api, startApi } from './support/api.ts'

/** Files that are not what they say: a workbook sent as a list is named as one, with what to do. */

const workbook = Buffer.from('504b0304140006000800000021000000', 'hex')
const oldWorkbook = Buffer.from('d0cf11e0a1b11ae1000000000000000000', 'hex')

test('a workbook is known however its bytes were decoded, and a list is not taken for one', () => {
  for (const [bytes, what] of [
    [workbook, /\.xlsx/],
    [oldWorkbook, /\.xls\)/],
    [Buffer.from('%PDF-1.7\n'), /PDF/],
  ] as const)
    for (const decoded of [bytes.toString('latin1'), bytes.toString('utf8'), new TextDecoder(encodingOf(bytes).label).decode(bytes)]) {
      const [first] = [...csvReader(',').push(`${decoded}\n`)]
      assert.match(otherFile(first?.cells[0] ?? '') ?? '', what)
    }
  for (const heading of ['Serial', 'PK', 'PK number', '', 'PDF', '\ufeffSerial']) assert.equal(otherFile(heading), undefined)
})

test('both readers of lists say what was found and what to do', () => {
  const read = readTheirList(workbook.toString('utf8'))
  assert.ok(read.kind === 'list-refused')
  assert.match(`${read.found} ${read.toDo}`, /Excel.*CSV UTF-8/)
  const dates = lifecycleHeader([workbook.toString('latin1')])
  assert.ok(dates.kind === 'refused')
  assert.match(dates.found, /Excel/)
})

test('a workbook sent as a list of devices changes nothing', async (t) => {
  const api: Api = await startApi({ accounts: { ACME: {} }, people: { ann: { account: 'ACME', roles: ['NC', 'LC'], contact: ['named'] } } })
  t.after(() => api.close())
  const form = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="list.xlsx"\r\n\r\n'),
    workbook,
    Buffer.from('\r\n--x--\r\n'),
  ])
  const answer = await api.call('care', 'POST', '/api/accounts/ACME/devices/import', form as never, {
    'content-type': 'multipart/form-data; boundary=x',
  })
  assert.equal(answer.status, 400, answer.text)
  assert.match(answer.text, /Excel workbook.*CSV UTF-8/)
})
