import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import type { Offering } from '../../src/catalog/offering.ts'
import { iss } from '../../src/catalog/offerings/iss.ts'
import { msp } from '../../src/catalog/offerings/msp.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
import { judgeDaysPaid, judgeWindow, type WindowFacts, windowRules } from '../../src/requests/window-rules.ts'

/** When a change may be made: every boundary of notice, hours, length and frequency, by service. */

const shift = [{ start: '09:00', end: '17:00' }]
const calendarAt = (zone: string, holidays: WorkCalendar['holidays'] = [], loadedYears = [2026, 2027]): WorkCalendar => ({
  kind: 'calendar',
  id: 'vendor-EMEA',
  version: 1,
  title: 'Holidays',
  zone,
  week: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift },
  holidays,
  loadedYears,
})
const easter = [
  { date: '2026-04-03', name: 'Good Friday' },
  { date: '2026-04-06', name: 'Easter Monday' },
]
const london = calendarAt('Europe/London', easter)
const sydney = calendarAt('Australia/Sydney', easter)
const book = policyBook('2026-02-20', [])
const rules = (offering: Offering, service: string, theatre: string) => {
  const found = windowRules(offering, service, theatre, book)
  assert.ok(found)
  return found
}
const issRules = rules(iss as Offering, 'ISS', 'EMEA')
const mspRules = rules(msp as Offering, 'IMWS', 'APAC')

type Given = Partial<Omit<WindowFacts, 'window'>> & { readonly agreement?: string; readonly by?: typeof issRules }
const failing = (starts: string, ends: string, { agreement = '', by = issRules, ...more }: Given = {}) =>
  judgeWindow(by, {
    window: {
      startsAt: Date.parse(starts),
      endsAt: Date.parse(ends),
      zone: more.calendar?.zone ?? 'Europe/London',
      mode: 'immediate',
      agreement,
    },
    noticedAt: Date.parse('2026-01-02T12:00:00Z'),
    waiver: '',
    calendar: london,
    extras: [],
    sameUnit: [],
    others: [],
    ...more,
  })
    .filter(({ holds }) => !holds)
    .map(({ clauses, cure }) => `${clauses[0]}: ${cure}`)

test('ISS-4.b: fourteen dates of the site are enough, thirteen are not, and the hour does not count (policy B68)', () => {
  const change = ['2026-03-17T10:00:00Z', '2026-03-17T15:00:00Z'] as const
  assert.deepEqual(failing(...change, { noticedAt: Date.parse('2026-03-03T23:59:59Z') }), [])
  assert.deepEqual(failing(...change, { noticedAt: Date.parse('2026-03-03T00:00:00Z') }), [])
  assert.deepEqual(failing(...change, { noticedAt: Date.parse('2026-03-04T00:00:00Z') }), [
    'ISS-4.b: Choose Wed 18 Mar 2026 (2026-03-18) or later.',
  ])
})

test('ISS-4.b: thirteen days and twenty-three hours over fourteen dates are in time', () => {
  assert.deepEqual(failing('2026-03-17T10:00:00Z', '2026-03-17T15:00:00Z', { noticedAt: Date.parse('2026-03-03T11:00:00Z') }), [])
})

test('ISS-4.b: the date of the site decides where that of the reader is another one', () => {
  // 22:30 on 3 March in London is 9:30 on 4 March in Sydney
  const given = { calendar: sydney, noticedAt: Date.parse('2026-03-03T22:30:00Z') }
  assert.deepEqual(failing('2026-03-16T23:00:00Z', '2026-03-17T03:00:00Z', given), [
    'ISS-4.b: Choose Wed 18 Mar 2026 (2026-03-18) or later.',
  ])
  assert.deepEqual(failing('2026-03-17T23:00:00Z', '2026-03-18T03:00:00Z', given), [])
})

test('ISS-4.b: the provider takes a change later with a reason, and it is said', () => {
  const late = { noticedAt: Date.parse('2026-03-10T09:00:00Z'), waiver: 'the carrier fixed the date' }
  assert.deepEqual(failing('2026-03-17T10:00:00Z', '2026-03-17T15:00:00Z', late), [])
})

test('MSP-3.1.3.p1: window support wants five business days, over a weekend and Easter (policy B50)', () => {
  // Thursday before Easter: Tuesday is the first business day after it
  const noticedAt = Date.parse('2026-04-02T01:00:00Z')
  const ask = (starts: string, ends: string) => failing(starts, ends, { by: mspRules, calendar: sydney, noticedAt })
  assert.deepEqual(ask('2026-04-13T00:00:00Z', '2026-04-13T04:00:00Z'), [])
  assert.deepEqual(ask('2026-04-10T00:00:00Z', '2026-04-10T04:00:00Z'), ['MSP-3.1.3.p1: Choose Mon 13 Apr 2026 (2026-04-13) or later.'])
})

test('ISS-6.2b: five hours are allowed, a minute and a second more are not; priced apart they are', () => {
  assert.deepEqual(failing('2026-03-17T10:00:00Z', '2026-03-17T15:00:00Z'), [])
  for (const ends of ['2026-03-17T15:01:00Z', '2026-03-17T15:00:01Z'])
    assert.deepEqual(failing('2026-03-17T10:00:00Z', ends), [
      'ISS-6.2b: 5 h 01 min exceeds 5 h: make it shorter, or ask for two, or have the excess priced apart.',
    ])
  assert.deepEqual(failing('2026-03-17T10:00:00Z', '2026-03-17T17:00:00Z', { extras: ['excess'] }), [])
})

test('policy B50: window support lasts eight hours for each credit, and does not borrow the five of another service', () => {
  const by = { by: mspRules, calendar: sydney }
  assert.deepEqual(failing('2026-03-16T22:00:00Z', '2026-03-17T06:00:00Z', by), [])
  assert.match(
    failing('2026-03-16T21:59:00Z', '2026-03-17T06:00:00Z', { ...by, agreement: 'AG-5' })[0] ?? '',
    /^MSP-4.IMWS: 8 h 01 min exceeds 8 h/,
  )
})

test('ISS-5.d1: the whole window lies from nine to five; the refusal names the latest start', () => {
  assert.deepEqual(failing('2026-03-17T12:00:00Z', '2026-03-17T17:00:00Z'), [])
  assert.deepEqual(failing('2026-03-17T09:00:00Z', '2026-03-17T14:00:00Z'), [])
  assert.match(
    failing('2026-03-17T12:30:00Z', '2026-03-17T17:30:00Z')[0] ?? '',
    /^ISS-5.d1: It must end by 17:00; the latest start for 5 h is 12:00\./,
  )
  assert.match(failing('2026-03-17T08:59:00Z', '2026-03-17T13:00:00Z')[0] ?? '', /Start at 09:00 or later/)
})

test('ISS-5.d2, ISS-5.d3: weekends and holidays of the vendor are refused with the next working day', () => {
  assert.match(failing('2026-03-21T10:00:00Z', '2026-03-21T12:00:00Z')[0] ?? '', /Next: Mon 23 Mar 2026 \(2026-03-23\)/)
  // Good Friday: the next one is the Tuesday after Easter
  assert.match(failing('2026-04-03T10:00:00Z', '2026-04-03T12:00:00Z')[0] ?? '', /Next: Tue 7 Apr 2026/)
})

test('policy B67: other hours of implementation support are priced work and no number of an agreement opens them; those of window support are opened by number (B65)', () => {
  const night = ['2026-03-21T01:00:00Z', '2026-03-21T05:00:00Z'] as const
  assert.equal(failing(...night).length, 1)
  assert.deepEqual(failing(...night, { extras: ['outside-hours'] }), [])
  assert.equal(failing(...night, { agreement: 'AG-5' }).length, 1)
  const saturday = ['2026-04-18T13:00:00Z', '2026-04-18T17:00:00Z'] as const
  const by = { by: mspRules, calendar: sydney }
  assert.match(failing(...saturday, by)[0] ?? '', /^MSP-6.c: .*number of the vendor’s agreement/)
  assert.deepEqual(failing(...saturday, { ...by, agreement: 'AG-5' }), [])
  // a priced line is the way of the other service
  assert.equal(failing(...saturday, { ...by, extras: ['outside-hours'] }).length, 1)
})

test('policy B13: a year whose holidays were not entered is refused, whatever was agreed', () => {
  const calendar = calendarAt('Europe/London', [], [2026])
  const found = failing('2027-03-16T10:00:00Z', '2027-03-16T15:00:00Z', { calendar, agreement: 'AG-5', extras: ['outside-hours'] })
  assert.ok(found.some((each) => /no holidays entered for 2027/.test(each)))
})

test('ISS-6.2c: on one unit the next window starts 24 hours after the last one; another unit has no such wait', () => {
  const sameUnit = [{ number: 'EU1-W1', startsAt: Date.parse('2026-03-17T10:00:00Z') }]
  const next = (starts: string) => failing(starts, new Date(Date.parse(starts) + 3_600_000).toISOString(), { sameUnit })
  assert.deepEqual(next('2026-03-18T09:59:00Z'), ['ISS-6.2c: Next on this unit: Wed 18 Mar 2026 10:00. Or use another unit.'])
  assert.deepEqual(next('2026-03-18T10:00:00Z'), [])
  assert.deepEqual(next('2026-03-17T13:00:00Z').length, 1)
  assert.deepEqual(failing('2026-03-18T09:59:00Z', '2026-03-18T10:59:00Z', { sameUnit: [] }), [])
  // one that begins a day before it is as far away
  assert.deepEqual(next('2026-03-16T10:00:00Z'), [])
  assert.equal(next('2026-03-16T10:01:00Z').length, 1)
})

test('ISS-6.2b: a night when the clocks change counts by the time that passes', () => {
  const agreed = { extras: ['outside-hours'] }
  // 23:00 to 04:00 on the wall, six hours with the one that comes twice
  assert.equal(failing('2026-10-24T22:00:00Z', '2026-10-25T04:00:00Z', agreed).length, 1)
  // 23:00 to 05:00 on the wall, five hours without the one that is skipped
  assert.deepEqual(failing('2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z', agreed), [])
})

test('policy B50: windows that share a day share the eight hours that a credit pays; those of two days do not', () => {
  const by = { by: mspRules, calendar: sydney }
  const at = (startsAt: string, endsAt: string) => ({
    startsAt: Date.parse(`${startsAt}+10:00`),
    endsAt: Date.parse(`${endsAt}+10:00`),
    zone: 'Australia/Sydney',
  })
  const second = (...others: readonly ReturnType<typeof at>[]) => failing('2026-04-22T03:00:00Z', '2026-04-22T07:00:00Z', { ...by, others })
  assert.deepEqual(second(at('2026-04-22T09:00', '2026-04-22T13:00')), [])
  assert.deepEqual(second(at('2026-04-22T08:59', '2026-04-22T13:00')), [
    'MSP-4.IMWS: 8 h 01 min exceeds 8 h: make them shorter, or choose another day for one.',
  ])
  assert.deepEqual(second(at('2026-04-23T09:00', '2026-04-23T17:00')), [])
  // implementation support is paid by the window, whatever the others are
  const long = [{ ...at('2026-03-17T10:00', '2026-03-17T22:00'), zone: 'Europe/London' }]
  assert.deepEqual(failing('2026-03-17T10:00:00Z', '2026-03-17T15:00:00Z', { others: long }), [])
})

test('MSP-4.IMWS: moved windows touch no more days than were redeemed', () => {
  const night = {
    startsAt: Date.parse('2026-04-22T22:00:00+10:00'),
    endsAt: Date.parse('2026-04-23T02:00:00+10:00'),
    zone: 'Australia/Sydney',
  }
  const [reason] = judgeDaysPaid(mspRules, [night], 1)
  assert.deepEqual(
    [reason?.holds, reason?.found, reason?.expected, reason?.clauses],
    [false, '2 days', '1 day, as redeemed', ['MSP-4.IMWS']],
  )
  assert.equal(judgeDaysPaid(mspRules, [night], 2)[0]?.holds, true)
  assert.deepEqual(judgeDaysPaid(issRules, [night], 1), [])
})

test('ISS-4.b: the day that may be chosen is one that is worked', () => {
  // fourteen days after Saturday 7 March is a Saturday
  assert.match(
    failing('2026-03-20T10:00:00Z', '2026-03-20T12:00:00Z', { noticedAt: Date.parse('2026-03-07T10:00:00Z') })[0] ?? '',
    /Choose Mon 23 Mar 2026 \(2026-03-23\) or later/,
  )
})

test('ISS-5.d1: hours are those of the site, wherever engineer and reader are', () => {
  const window = ['2026-03-17T23:00:00Z', '2026-03-18T03:00:00Z'] as const
  // 10:00 to 14:00 in Sydney, 23:00 to 03:00 in London, 19:00 to 23:00 in New York
  assert.deepEqual(failing(...window, { calendar: sydney }), [])
  assert.equal(failing(...window).length, 1)
  assert.equal(failing(...window, { calendar: calendarAt('America/New_York') }).length, 1)
})
