import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { changesOf, readHolidays, writeHolidays } from '../src/portal/catalog/holiday-lines.ts'
import { readOfferingFile } from '../src/portal/catalog/offering-file.ts'

/** Files of the catalogue as the portal reads them: each mistake with the line on which it stands. */

const good = readFileSync(join(import.meta.dirname, 'samples', 'offerings', 'good-spares-on-site.yaml'), 'utf8')
const lineWith = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1

test('a service without mistakes is read whole, from YAML and from the same as JSON', () => {
  const { offering, remarks, value } = readOfferingFile(good)
  assert.equal(offering?.code, 'SPARE')
  assert.deepEqual(
    remarks.filter(({ weight }) => weight === 'mistake'),
    [],
  )
  assert.deepEqual(readOfferingFile(JSON.stringify(value, null, 2)).offering, offering)
})

test('a mistake is told with its line', () => {
  const wrong = good.replace(/^effectiveFrom: .*$/m, 'effectiveFrom: 2026-02-31').replace(/^version: .*$/m, 'version: soon')
  const { offering, remarks } = readOfferingFile(wrong)
  assert.equal(offering, undefined)
  assert.ok(
    remarks.some(({ path, line }) => path === 'version' && line === lineWith(wrong, 'version: soon')),
    JSON.stringify(remarks),
  )
})

test('an id of a clause has dots of its own and is found all the same', () => {
  const wrong = good.replace('  SPARE-1.2:', '  OTHER-1.2:')
  const { remarks } = readOfferingFile(wrong)
  const about = remarks.find(({ path }) => path === 'clauses.OTHER-1.2')
  assert.equal(about?.line, lineWith(wrong, 'OTHER-1.2:'), JSON.stringify(remarks))
})

test('a file that is neither YAML nor JSON is told by its first broken line, and no file breaks the reader', () => {
  const { offering, remarks } = readOfferingFile('code: SPARE\ntitle: "never closed\nversion: 1\n')
  assert.equal(offering, undefined)
  assert.equal(remarks.length, 1)
  assert.ok((remarks[0]?.line ?? 0) >= 2)
  for (const text of ['', '[]', '42', '{', 'a: &a [*a]', 'x'.repeat(1_000_001), '\0', '- - - -']) {
    const found = readOfferingFile(text)
    assert.equal(found.offering, undefined)
    assert.ok(found.remarks.length > 0, text.slice(0, 20))
  }
})

test('holidays are read line by line, in any order, and written back as they are read', () => {
  const { holidays, problems } = readHolidays('2026-12-25 Christmas Day\n\n 2026-01-01, New Year \r\n')
  assert.deepEqual(problems, [])
  assert.deepEqual(holidays, [
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-12-25', name: 'Christmas Day' },
  ])
  assert.deepEqual(readHolidays(writeHolidays(holidays)).holidays, holidays)
})

test('a line that is no holiday is told with its number and does not hide the others', () => {
  const { holidays, problems } = readHolidays('Christmas 25 December\n2026-02-30 Nothing\n2026-05-01 Labour Day\n2026-05-01 Labour Day')
  assert.deepEqual(
    problems.map(({ line }) => line),
    [1, 2, 4],
  )
  assert.deepEqual(holidays, [{ date: '2026-05-01', name: 'Labour Day' }])
})

test('what a new version changes is counted', () => {
  const [a, b, c] = [
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-05-01', name: 'Labour Day' },
    { date: '2026-12-25', name: 'Christmas Day' },
  ]
  assert.deepEqual(changesOf([a, b], [b, c, { ...a, name: 'First of January' }]), { added: 2, gone: 1 })
})
