import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
import { clockWords, edgeOf, elapsedAt } from '../../src/changes/elapsed.ts'
import { proactiveAdvice } from '../../src/changes/proactive.ts'

/** Advice on a case ahead of a change, and how near the edge of a running window is. */

const shift = [{ start: '09:00', end: '17:00' }]
const calendar: WorkCalendar = {
  kind: 'calendar',
  id: 'vendor-EMEA',
  version: 1,
  title: 'Holidays',
  zone: 'Europe/London',
  week: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift },
  holidays: [{ date: '2026-04-03', name: 'Good Friday' }],
  loadedYears: [2026],
}
const book = policyBook('2026-03-01', [])
const advice = (changeOn: string, today: string, openedOn: string | null = null) => {
  const found = proactiveAdvice(calendar, book, { changeOn, today, openedOn })
  assert.ok(!('kind' in found))
  return found
}

test('SSM-3.1.a7, SSM-3.1.a7n: a case ahead of a change is best opened five to three business days before it; late is a warning', () => {
  const { from, to, state } = advice('2026-03-16', '2026-03-05')
  assert.deepEqual([from, to, state], ['2026-03-09', '2026-03-11', 'early'])
  assert.equal(advice('2026-03-16', '2026-03-09').state, 'now')
  assert.equal(advice('2026-03-16', '2026-03-11').state, 'now')
  assert.deepEqual([advice('2026-03-16', '2026-03-12').state, advice('2026-03-16', '2026-03-12').businessDays], ['late', 2])
  assert.equal(advice('2026-03-16', '2026-03-13', '2026-03-10').state, 'opened')
  assert.match(advice('2026-03-16', '2026-03-13', '2026-03-12').words, /2 business days left/)
})

test('a holiday of the vendor moves the advice, and a year that was not entered is said (policy B13)', () => {
  assert.equal(advice('2026-04-07', '2026-03-20').from, '2026-03-30')
  const unknown = proactiveAdvice(calendar, book, { changeOn: '2027-01-04', today: '2026-12-01', openedOn: null })
  assert.ok('kind' in unknown && unknown.kind === 'year-not-loaded')
})

test('ISS-6.2b: five hours are counted from when the work began; half an hour before the edge it is near, at the edge it is over', () => {
  const began = Date.parse('2026-10-24T23:30:00Z')
  const edge = edgeOf(began, { startsAt: began, endsAt: began + 3_600_000 }, 300)
  assert.equal(new Date(edge).toISOString(), '2026-10-25T04:30:00.000Z')
  assert.equal(elapsedAt(edge - 1_800_001, began, edge).tone, 'calm')
  assert.equal(elapsedAt(edge - 1_800_000, began, edge).tone, 'near')
  assert.equal(elapsedAt(edge, began, edge).tone, 'over')
  // where two hours more were priced apart, seven are paid for
  assert.equal(edgeOf(began, { startsAt: began, endsAt: began + 25_200_000 }, 300) - began, 25_200_000)
  // what has ended stands still
  assert.equal(clockWords(elapsedAt(edge + 9_000_000, began, edge, began + 13_800_000).elapsedMs), '3:50:00')
})
