import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import { termEnd } from '../../src/calendar/terms.ts'
import { isWorkingDay, workingDayAfter, workingDaysFrom } from '../../src/calendar/working-days.ts'
import type { Window } from '../../src/requests/request.ts'
import { daysOfWindows, reportDays, serviceDays, windowTime } from '../../src/requests/service-days.ts'

/** The days of a service: consecutive working days, whole months, the days that windows touch, and times that are not clear. */

const shift = [{ start: '09:00', end: '17:00' }]
const calendar: WorkCalendar = {
  kind: 'calendar',
  id: 'vendor-AU',
  version: 1,
  title: 'Holidays in Australia',
  zone: 'Australia/Sydney',
  week: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift },
  holidays: [
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-04-06', name: 'Easter Monday' },
  ],
  loadedYears: [2026],
}
const window = (starts: string, ends: string, zone = 'Australia/Sydney'): Window => ({
  startsAt: windowTime(zone, starts) as number,
  endsAt: windowTime(zone, ends) as number,
  zone,
  mode: 'immediate',
  agreement: '',
})
const plain = { quantity: 1, windows: [] as Window[] }

test('MSP-4.TG: three days of guidance from the Thursday before Easter skip its holidays', () => {
  const days = serviceDays(calendar, { ...plain, unit: 'day', quantity: 3, first: '2026-04-02' })
  assert.deepEqual(days, { first: '2026-04-02', last: '2026-04-08', days: ['2026-04-02', '2026-04-07', '2026-04-08'] })
})

test('MSP-4.SMO: a month runs to the day before the same date, and short months end it sooner', () => {
  for (const [first, last] of [
    ['2026-04-13', '2026-05-12'],
    ['2026-01-30', '2026-02-28'],
    ['2026-01-01', '2026-01-31'],
  ] as const)
    assert.deepEqual(serviceDays(calendar, { ...plain, unit: 'month', first }), { first, last, days: [first, last] }, first)
  assert.equal(termEnd('2028-01-31', 1), '2028-02-29')
})

test('MSP-3.1.1.h: weekly reports of a month, and the closing one on its last day', () => {
  assert.deepEqual(reportDays(calendar, { first: '2026-04-13', last: '2026-05-12' }, 7), [
    '2026-04-20',
    '2026-04-27',
    '2026-05-04',
    '2026-05-11',
    '2026-05-12',
  ])
  // a report due on a holiday moves to the next working day, and one that would meet the closing one falls into it
  assert.deepEqual(reportDays(calendar, { first: '2026-03-30', last: '2026-04-07' }, 7), ['2026-04-07'])
})

test('MSP-4.IMWS: one credit for each day that a window touches; one that ends at midnight does not touch the next', () => {
  const days = (...windows: Window[]) => daysOfWindows(windows)
  assert.deepEqual(days(window('2026-04-22T10:00', '2026-04-22T14:00'), window('2026-04-23T10:00', '2026-04-23T14:00')), [
    '2026-04-22',
    '2026-04-23',
  ])
  assert.deepEqual(days(window('2026-04-22T22:00', '2026-04-23T03:00')), ['2026-04-22', '2026-04-23'])
  assert.deepEqual(days(window('2026-04-22T22:00', '2026-04-23T00:00')), ['2026-04-22'])
  assert.deepEqual(days(window('2026-04-22T08:00', '2026-04-22T10:00'), window('2026-04-22T14:00', '2026-04-22T16:00')), ['2026-04-22'])
})

test('policy B13: a year that is not loaded is said, and is never a year without holidays', () => {
  const days = serviceDays(calendar, { ...plain, unit: 'day', quantity: 3, first: '2026-12-30' })
  assert.ok('kind' in days && days.kind === 'year-not-loaded' && days.year === 2027, JSON.stringify(days))
  const due = workingDayAfter(calendar, '2026-12-29', 5)
  assert.ok(typeof due !== 'string' && due.kind === 'year-not-loaded')
  assert.ok(typeof isWorkingDay(calendar, '2025-12-31') !== 'boolean')
})

test('MSP-5.n: the fifth working day after a Wednesday before Easter is the Friday of the week after', () => {
  assert.equal(workingDayAfter(calendar, '2026-04-01', 5), '2026-04-10')
  assert.equal(workingDayAfter(calendar, '2026-04-10', -5), '2026-04-01')
  assert.deepEqual(workingDaysFrom(calendar, '2026-04-04', 1, -1), ['2026-04-02'])
})

test('a calendar without a working day ends the search with its mistake', () => {
  const found = workingDaysFrom({ ...calendar, week: {}, loadedYears: Array.from({ length: 20 }, (_, at) => 2020 + at) }, '2026-01-01', 1)
  assert.ok('kind' in found && found.kind === 'bad-calendar')
})

test('a window in the hour that does not exist or comes twice is not guessed', () => {
  const told = (zone: string, text: string) => {
    const found = windowTime(zone, text)
    return typeof found === 'number' ? new Date(found).toISOString() : `${found.found}; ${found.expected}`
  }
  assert.match(told('Europe/London', '2026-03-29T01:30'), /does not exist in Europe\/London/)
  assert.match(
    told('Europe/London', '2026-10-25T01:30'),
    /comes twice in Europe\/London; 2026-10-25T01:30\+01:00 or 2026-10-25T01:30\+00:00/,
  )
  assert.match(told('America/St_Johns', '2026-11-01T01:30'), /2026-11-01T01:30-02:30 or 2026-11-01T01:30-03:30/)
  assert.equal(told('Europe/London', '2026-10-25T01:30+00:00'), '2026-10-25T01:30:00.000Z')
  assert.equal(told('Europe/London', '2026-06-01T10:00'), '2026-06-01T09:00:00.000Z')
  assert.match(told('Europe/London', 'tomorrow at ten'), /expected|local time/)
})
