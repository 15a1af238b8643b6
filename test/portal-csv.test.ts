import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvFile, csvName, type Portion, walk } from '../src/portal/ui/csv-file.ts'

/** Lists of the portal as files: what a spreadsheet finds in them, and where they end. */

type Row = { readonly name: string; readonly count: number | null }
const columns = [
  { name: 'Name', of: (row: Row) => row.name },
  { name: 'Count', of: (row: Row) => row.count },
]

test('a file begins with the mark of UTF-8, then one line for the names and one for each row', () => {
  assert.equal(csvFile(columns, [{ name: 'Zürich', count: 3 }]), '\uFEFFName,Count\r\nZürich,3\r\n')
  assert.equal(csvFile(columns, []), '\uFEFFName,Count\r\n')
})

test('separators, quotes and line ends stay inside their cell', () => {
  assert.equal(csvFile(columns, [{ name: 'a "b", c\nd', count: null }]), '\uFEFFName,Count\r\n"a ""b"", c\nd",\r\n')
})

for (const start of ['=', '+', '-', '@', '\t', '\r'])
  test(`a cell that begins with ${JSON.stringify(start)} is no formula`, () => {
    const cell = csvFile(columns, [{ name: `${start}cmd|' /C calc'!A0`, count: -1 }]).split('Count\r\n')[1] ?? ''
    assert.ok(cell.startsWith(`"'${start}`), cell)
    assert.ok(cell.endsWith(',-1\r\n'), 'a number stays a number')
  })

test('a file is named by its list and the day', () => {
  assert.equal(csvName('Devices of ALBION', '2026-03-06'), 'devices-of-albion-2026-03-06.csv')
})

/** A list of so many rows, in pages of 200 as the API gives them. */
const listOf =
  (count: number, asked: (string | undefined)[] = []) =>
  async (cursor: string | undefined): Promise<Portion<number>> => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    const items = Array.from({ length: Math.min(200, count - from) }, (_, index) => from + index)
    return { items, next: from + 200 < count ? String(from + 200) : null }
  }

test('a walk reads every page once, in order, and says how far it is', async () => {
  const [asked, told]: [(string | undefined)[], number[]] = [[], []]
  const { rows, cut } = await walk(listOf(450, asked), (count) => told.push(count))
  assert.deepEqual(
    rows,
    Array.from({ length: 450 }, (_, index) => index),
  )
  assert.equal(cut, false)
  assert.deepEqual(asked, [undefined, '200', '400'])
  assert.deepEqual(told, [200, 400, 450])
})

test('a walk ends at its bound and says so; a list that fits exactly is not cut', async () => {
  const asked: (string | undefined)[] = []
  const long = await walk(listOf(100_000, asked), () => {})
  assert.equal(long.rows.length, 10_000)
  assert.equal(long.cut, true)
  assert.equal(asked.length, 50)
  assert.equal((await walk(listOf(10_000), () => {})).cut, false)
})
