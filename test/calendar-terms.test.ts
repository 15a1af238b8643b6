import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, daysBetween, deadlineAfter, earliestEnd, isDate, lastSecondOf, termEnd } from '../src/calendar/terms.ts'
import { fc } from './support/laws.ts'

test('a term includes its first day (ACP-2.p4, MSP-2.p5, policy B10)', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['2026-03-01', 12, '2027-02-28'],
    ['2027-03-01', 12, '2028-02-29'],
    ['2026-03-10', 12, '2027-03-09'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-01-29', 1, '2026-02-28'],
    ['2026-01-28', 1, '2026-02-27'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-01', 36, '2028-12-31'],
    ['2027-03-01', 11, '2028-01-31'],
  ]
  for (const [start, months, end] of cases) assert.equal(termEnd(start, months), end, `${start} + ${months}`)
})

test('a deadline leaves the day of the event out, and a missing day is the last of its month (policy B10)', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['2026-03-10', 12, '2027-03-10'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ]
  for (const [date, months, end] of cases) assert.equal(deadlineAfter(date, months), end, `${date} + ${months}`)
  assert.equal(new Date(lastSecondOf('Europe/Amsterdam', '2027-03-10') as number).toISOString(), '2027-03-10T22:59:59.000Z')
  assert.equal((lastSecondOf('Europe/Nowhere', '2027-03-10') as { kind: string }).kind, 'unknown-zone')
})

test('days are counted over leap days and clock changes alike', () => {
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addDays('2026-03-01', -1), '2026-02-28')
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2)
  assert.equal(daysBetween('2026-03-30', '2026-03-28'), -2)
  assert.equal(earliestEnd('2027-02-28', undefined, '2026-12-31'), '2026-12-31')
  assert.equal(earliestEnd(undefined), undefined)
  assert.equal(earliestEnd(), undefined)
  for (const text of ['2026-02-29', '2026-2-01', '2026-00-10', '', '2026-01-01T00:00']) assert.equal(isDate(text), false)
  assert.equal(isDate('2028-02-29'), true)
})

test('terms follow each other without hole or overlap on days every month has, and never shrink with more months', () => {
  const date = fc.integer({ min: 0, max: 30_000 }).map((day) => addDays('1990-01-01', day))
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (start, a, b) => {
      assert.ok(termEnd(start, a) < termEnd(start, a + b))
      assert.ok(deadlineAfter(start, a) >= termEnd(start, a))
      assert.ok(daysBetween(start, termEnd(start, a)) + 1 >= a * 28)
      if (Number(start.slice(8)) <= 28) {
        assert.equal(termEnd(addDays(termEnd(start, a), 1), b), termEnd(start, a + b))
        assert.equal(addDays(termEnd(start, a), 1), deadlineAfter(start, a))
      }
    }),
    { numRuns: 2_000 },
  )
})
