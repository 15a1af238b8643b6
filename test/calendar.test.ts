import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Shift, WorkCalendar } from '../src/calendar/calendar.ts'
import { weekdays } from '../src/calendar/calendar.ts'
import { type CompiledCalendar, compileCalendar, compiledOnce } from '../src/calendar/compile.ts'
import { explainDue, wordsForDuration } from '../src/calendar/explain.ts'
import { theatreCalendar } from '../src/calendar/theatre-hours.ts'
import { addWorkingTime, isOpen, nextClosing, nextOpening, workingTimeBetween } from '../src/calendar/working-time.ts'
import { oracleOf } from './support/calendar-oracle.ts'
import { fc } from './support/laws.ts'

const hour = 3_600_000
const long = process.env.HOLDFAST_LONG === '1'

const every = (shifts: readonly Shift[], days: readonly (typeof weekdays)[number][] = weekdays) =>
  Object.fromEntries(days.map((day) => [day, shifts])) as WorkCalendar['week']
const workdays = weekdays.slice(0, 5)

const calendarOf = (change: Partial<WorkCalendar>): WorkCalendar => ({
  kind: 'calendar',
  id: 'test',
  version: 1,
  title: 'Test',
  zone: 'Europe/Amsterdam',
  week: every([{ start: '09:00', end: '17:00' }], workdays),
  holidays: [],
  loadedYears: [2025, 2026, 2027],
  ...change,
})

const compiledOf = (calendar: WorkCalendar): CompiledCalendar => {
  const made = compileCalendar(calendar)
  if (made.kind !== 'compiled-calendar') assert.fail(made.message)
  return made
}

const office = calendarOf({})
const split = calendarOf({
  week: every(
    [
      { start: '08:30', end: '12:00' },
      { start: '13:00', end: '17:30' },
    ],
    workdays,
  ),
})
const nights = calendarOf({ week: every([{ start: '22:00', end: '06:00' }], workdays) })
const saturdayNight = calendarOf({ week: every([{ start: '22:00', end: '06:00' }], ['saturday']) })
const always = calendarOf({ week: every([{ start: '00:00', end: '24:00' }]) })
const evenings = calendarOf({ week: every([{ start: '18:00', end: '24:00' }]) })
const christmas = calendarOf({
  holidays: [
    { date: '2026-12-24', name: 'Christmas Eve' },
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-28', name: 'Boxing Day, moved' },
    { date: '2027-01-01', name: "New Year's Day" },
  ],
})
const nightsAndHoliday = calendarOf({
  week: every([{ start: '22:00', end: '06:00' }]),
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
})
const newYork = calendarOf({ zone: 'America/New_York', week: every([{ start: '08:00', end: '17:00' }], workdays) })
const earlySunday = calendarOf({ week: every([{ start: '02:30', end: '04:00' }]) })
const lordHowe = calendarOf({ zone: 'Australia/Lord_Howe', week: every([{ start: '00:00', end: '06:00' }]) })
const kathmandu = calendarOf({ zone: 'Asia/Kathmandu' })

test('working time added by hand comes out the same', () => {
  const cases: readonly (readonly [string, WorkCalendar, string, number, string])[] = [
    ['within one day', office, '2026-03-10T09:00+01:00', 4 * hour, '2026-03-10T13:00+01:00'],
    ['ACP-9.c: over a weekend', office, '2026-03-06T16:30+01:00', 4 * hour, '2026-03-09T12:30+01:00'],
    ['starts before opening', office, '2026-03-10T07:00+01:00', hour, '2026-03-10T10:00+01:00'],
    ['starts after closing', office, '2026-03-10T18:00+01:00', hour, '2026-03-11T10:00+01:00'],
    ['starts on a Saturday', office, '2026-03-07T12:00+01:00', hour, '2026-03-09T10:00+01:00'],
    ['used up exactly at closing', office, '2026-03-10T13:00+01:00', 4 * hour, '2026-03-10T17:00+01:00'],
    ['starts exactly at closing', office, '2026-03-10T17:00+01:00', 1_000, '2026-03-11T09:00:01+01:00'],
    ['to the second', office, '2026-03-10T16:59:57+01:00', 5_000, '2026-03-11T09:00:02+01:00'],
    ['to the millisecond', office, '2026-03-10T16:59:59.999+01:00', 2, '2026-03-11T09:00:00.001+01:00'],
    ['no duration while shut', office, '2026-03-07T12:00+01:00', 0, '2026-03-07T12:00+01:00'],
    ['over the lunch of a split day', split, '2026-03-10T11:00+01:00', 2 * hour, '2026-03-10T14:00+01:00'],
    ['starts in the lunch', split, '2026-03-10T12:20+01:00', hour, '2026-03-10T14:00+01:00'],
    ['a split day and a weekend', split, '2026-03-06T17:00+01:00', 4 * hour, '2026-03-09T12:00+01:00'],
    ['an overnight shift', nights, '2026-03-10T23:00+01:00', 6 * hour, '2026-03-11T05:00+01:00'],
    ['Friday night ends on Saturday', nights, '2026-03-13T22:00+01:00', 9 * hour, '2026-03-16T23:00+01:00'],
    ['evenings up to 24:00', evenings, '2026-03-10T23:30+01:00', hour, '2026-03-11T18:30+01:00'],
    ['holidays in a row', christmas, '2026-12-23T16:00+01:00', 2 * hour, '2026-12-29T10:00+01:00'],
    ['over New Year', christmas, '2026-12-31T16:00+01:00', 2 * hour, '2027-01-04T10:00+01:00'],
    ['a night cut short by a holiday', nightsAndHoliday, '2026-12-24T22:00+01:00', 3 * hour, '2026-12-26T01:00+01:00'],
    ['clocks forward: 22:00 to 06:00 has 7 h', saturdayNight, '2026-03-28T22:00+01:00', 7 * hour, '2026-03-29T06:00+02:00'],
    ['clocks back: 22:00 to 06:00 has 9 h', saturdayNight, '2026-10-24T22:00+02:00', 9 * hour, '2026-10-25T06:00+01:00'],
    ['clocks forward: 24 elapsed hours', always, '2026-03-28T12:00+01:00', 24 * hour, '2026-03-29T13:00+02:00'],
    ['clocks back: 24 elapsed hours', always, '2026-10-24T12:00+02:00', 24 * hour, '2026-10-25T11:00+01:00'],
    ['clocks forward over the weekend', office, '2026-03-27T16:00+01:00', 2 * hour, '2026-03-30T10:00+02:00'],
    ['clocks back over the weekend', office, '2026-10-23T16:00+02:00', 2 * hour, '2026-10-26T10:00+01:00'],
    ['New York, other week of change', newYork, '2026-03-06T16:00-05:00', 2 * hour, '2026-03-09T09:00-04:00'],
    ['opens in the skipped hour: from the jump on', earlySunday, '2026-03-29T00:00+01:00', hour, '2026-03-29T04:00+02:00'],
    ['opens in the repeated hour: at its first time', earlySunday, '2026-10-25T00:00+02:00', 2 * hour, '2026-10-25T03:30+01:00'],
    ['half an hour of daylight saving', lordHowe, '2026-04-05T00:00+11:00', 6.5 * hour, '2026-04-05T06:00+10:30'],
    ['a zone of 5 h 45 min', kathmandu, '2026-03-10T16:30+05:45', hour, '2026-03-11T09:30+05:45'],
    ['over a year: 261 days of 8 h', office, '2026-01-01T00:00+01:00', 261 * 8 * hour, '2026-12-31T17:00+01:00'],
    ['over two years', office, '2025-01-01T00:00+01:00', 522 * 8 * hour + hour, '2027-01-01T10:00+01:00'],
  ]
  for (const [title, calendar, from, duration, due] of cases) {
    const compiled = compiledOf(calendar)
    const start = Date.parse(from)
    assert.equal(addWorkingTime(compiled, start, duration), Date.parse(due), title)
    assert.equal(workingTimeBetween(compiled, start, Date.parse(due)), duration, `${title}, measured back`)
    assert.equal(oracleOf(calendar).add(start, duration), Date.parse(due), `${title}, on the wall clock`)
  }
})

test('open and shut follow the wall clock (ACP-17.a, ACP-17.b, ACP-17.p4)', () => {
  const europe = compiledOf(office)
  assert.equal(isOpen(europe, Date.parse('2026-03-10T08:59:59.999+01:00')), false)
  assert.equal(isOpen(europe, Date.parse('2026-03-10T09:00+01:00')), true)
  assert.equal(isOpen(europe, Date.parse('2026-03-10T17:00+01:00')), false)
  // ACP-17.p4: 07:00 to 15:00 UTC in summer time, 08:00 to 16:00 before.
  assert.equal(nextOpening(europe, Date.parse('2026-03-30T00:00Z')), Date.parse('2026-03-30T07:00Z'))
  assert.equal(nextOpening(europe, Date.parse('2026-03-27T00:00Z')), Date.parse('2026-03-27T08:00Z'))
  assert.equal(isOpen(europe, Date.parse('2026-03-30T15:00Z')), false)
  assert.equal(isOpen(europe, Date.parse('2026-03-27T15:30Z')), true)
  assert.equal(nextOpening(europe, Date.parse('2026-03-10T10:00Z')), Date.parse('2026-03-10T10:00Z'))
  assert.equal(nextClosing(europe, Date.parse('2026-03-10T10:00Z')), Date.parse('2026-03-10T16:00Z'))
  assert.equal(nextClosing(europe, Date.parse('2026-03-30T10:00Z')), Date.parse('2026-03-30T15:00Z'))
  assert.equal(nextClosing(europe, Date.parse('2026-03-10T17:00Z')), Date.parse('2026-03-10T17:00Z'))
})

test('theatre hours become a calendar (ACP-17.a, ACP-17.b, ACP-17.c)', () => {
  const row = {
    days: 'monday-friday',
    holidays: 'vendor',
    byTheatre: {
      AMERICAS: { start: '08:00', end: '17:00' },
      EMEA: { start: '09:00', end: '17:00' },
      APAC: { start: '09:00', end: '17:00' },
    },
    clauses: ['ACP-17.a', 'ACP-17.b', 'ACP-17.c'],
  } as const
  const place = (theatre: string, zone: string) =>
    theatreCalendar(row, {
      id: zone,
      version: 1,
      title: zone,
      theatre,
      zone,
      holidays: [{ date: '2026-08-10', name: 'National Day, observed' }],
      loadedYears: [2026],
    })
  const open = (theatre: string, zone: string, at: string): unknown => {
    const calendar = place(theatre, zone)
    return calendar.kind === 'calendar' ? isOpen(compiledOf(calendar), Date.parse(at)) : calendar
  }
  assert.equal(open('AMERICAS', 'America/New_York', '2026-03-02T08:00-05:00'), true)
  assert.equal(open('AMERICAS', 'America/New_York', '2026-03-02T17:00-05:00'), false)
  assert.equal(open('EMEA', 'Europe/Amsterdam', '2026-03-02T08:30+01:00'), false)
  assert.equal(open('EMEA', 'Europe/Amsterdam', '2026-03-02T09:00+01:00'), true)
  assert.equal(open('EMEA', 'Europe/Amsterdam', '2026-03-07T10:00+01:00'), false)
  assert.equal(open('APAC', 'Asia/Singapore', '2026-08-10T10:00+08:00'), false, 'a vendor holiday (ACP-17.p4)')
  assert.equal(open('APAC', 'Asia/Singapore', '2026-08-11T10:00+08:00'), true)
  const unknown = place('LATAM', 'America/Bogota')
  assert.equal(unknown.kind, 'no-theatre-hours')
})

test('a year that is not loaded is refused, not taken as a year without holidays (policy B13)', () => {
  const compiled = compiledOf(calendarOf({ loadedYears: [2026] }))
  const refused = (answer: unknown, year: number, title: string) => {
    assert.equal((answer as { kind?: string }).kind, 'year-not-loaded', title)
    assert.equal((answer as { year?: number }).year, year, title)
  }
  refused(addWorkingTime(compiled, Date.parse('2026-12-31T16:00+01:00'), 2 * hour), 2027, 'runs into 2027')
  refused(addWorkingTime(compiled, Date.parse('2025-12-31T23:59:59+01:00'), hour), 2025, 'begins in 2025')
  refused(workingTimeBetween(compiled, Date.parse('2026-12-31T16:00+01:00'), Date.parse('2027-01-01T01:00+01:00')), 2027, 'ends in 2027')
  refused(isOpen(compiled, Date.parse('2027-01-01T00:00+01:00')), 2027, 'the first instant of 2027')
  refused(nextOpening(compiled, Date.parse('2026-12-31T17:00+01:00')), 2027, 'no opening left')
  assert.equal(addWorkingTime(compiled, Date.parse('2026-12-31T16:00+01:00'), hour), Date.parse('2026-12-31T17:00+01:00'))
  const gap = compiledOf(calendarOf({ loadedYears: [2024, 2026] }))
  refused(workingTimeBetween(gap, Date.parse('2024-06-01T00:00Z'), Date.parse('2026-06-01T00:00Z')), 2025, 'a year between')
  assert.equal(
    isOpen(
      compiledOf(calendarOf({ loadedYears: [2026], week: every([{ start: '00:00', end: '24:00' }]) })),
      Date.parse('2026-12-31T23:59:59+01:00'),
    ),
    true,
  )
})

test('a calendar that cannot be read is refused with what to correct', () => {
  const refusal = (change: Partial<WorkCalendar>): string => {
    const made = compileCalendar(calendarOf(change))
    return made.kind === 'compiled-calendar' ? 'accepted' : made.kind
  }
  assert.equal(refusal({ zone: 'Europe/Amsterdamm' }), 'unknown-zone')
  assert.equal(refusal({ zone: '' }), 'unknown-zone')
  assert.equal(refusal({ week: { monday: [{ start: '9:00', end: '17:00' }] } }), 'bad-calendar')
  assert.equal(refusal({ week: { monday: [{ start: '09:00', end: '09:00' }] } }), 'bad-calendar')
  assert.equal(refusal({ week: { monday: [{ start: '24:00', end: '09:00' }] } }), 'bad-calendar')
  assert.equal(refusal({ week: { funday: [] } as WorkCalendar['week'] }), 'bad-calendar')
  assert.equal(refusal({ holidays: [{ date: '2026-02-30', name: 'none' }] }), 'bad-calendar')
  assert.equal(refusal({ loadedYears: [] }), 'bad-calendar')
  assert.equal(refusal({ loadedYears: [26] }), 'bad-calendar')
  const compiled = compiledOf(office)
  assert.equal((addWorkingTime(compiled, 0, 1) as { kind: string }).kind, 'year-not-loaded')
  for (const [at, ms] of [
    [Number.NaN, 1],
    [Date.parse('2026-03-10'), -1],
    [Date.parse('2026-03-10'), Number.NaN],
  ] as const)
    assert.equal((addWorkingTime(compiled, at, ms) as { kind: string }).kind, 'bad-duration')
  assert.equal((addWorkingTime(compiled, Date.parse('2026-03-10'), Number.POSITIVE_INFINITY) as { kind: string }).kind, 'year-not-loaded')
  assert.equal(compiledOnce(office), compiledOnce(office), 'compiled once for each calendar value')
})

test('a deadline is explained in words, step by step', () => {
  const words = (calendar: WorkCalendar, from: string, ms: number): string => {
    const explained = explainDue(compiledOf(calendar), Date.parse(from), ms)
    return explained.kind === 'due-explanation' ? explained.text : explained.kind
  }
  assert.equal(
    words(office, '2026-03-06T16:30+01:00', 4 * hour),
    'Fri 6 Mar 16:30 to 17:00: 30 min; weekend; Mon 9 Mar 09:00 to 12:30: 3 h 30 min',
  )
  assert.equal(
    words(christmas, '2026-12-23T16:00+01:00', 2 * hour),
    'Wed 23 Dec 16:00 to 17:00: 1 h; holiday Thu 24 Dec (Christmas Eve); holiday Fri 25 Dec (Christmas Day); weekend; holiday Mon 28 Dec (Boxing Day, moved); Tue 29 Dec 09:00 to 10:00: 1 h',
  )
  assert.equal(words(office, '2026-03-07T12:00+01:00', hour), 'weekend; Mon 9 Mar 09:00 to 10:00: 1 h')
  assert.equal(words(nights, '2026-03-10T23:00+01:00', 6 * hour), 'Tue 10 Mar 23:00 to Wed 11 Mar 05:00: 6 h')
  assert.equal(words(evenings, '2026-03-10T23:30+01:00', hour), 'Tue 10 Mar 23:30 to 24:00: 30 min; Wed 11 Mar 18:00 to 18:30: 30 min')
  assert.equal(
    words(christmas, '2026-12-31T16:59:30+01:00', 60_000),
    "Thu 31 Dec 16:59:30 to 17:00: 30 s; holiday Fri 1 Jan (New Year's Day); weekend; Mon 4 Jan 2027 09:00 to 09:00:30: 30 s",
  )
  assert.equal(words(office, '2026-03-07T12:00+01:00', 0), 'no working time')
  assert.equal(words(office, '2027-12-31T16:30+01:00', hour), 'year-not-loaded')
  const long = explainDue(compiledOf(office), Date.parse('2026-01-01T00:00+01:00'), 1_000 * hour)
  assert.ok(long.kind === 'due-explanation' && long.leftOut === 107 && long.text.includes('107 more working stretches: 856 h'))
  assert.deepEqual([0, 59_001, 5_400_000, -60_000].map(wordsForDuration), ['0 min', '59 s 1 ms', '1 h 30 min', '-1 min'])
})

const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const someShift = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 95 }))
  .map(([start, length]) => ({ start: timeText(start * 15), end: timeText((start * 15 + length * 15) % 1_440) }))
const someShifts = fc.array(someShift, { maxLength: 3 })
const someCalendar: fc.Arbitrary<WorkCalendar> = fc
  .record({
    zone: fc.constantFrom(
      'Europe/Amsterdam',
      'America/New_York',
      'Asia/Singapore',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Casablanca',
      'UTC',
    ),
    monday: someShifts,
    tuesday: someShifts,
    wednesday: someShifts,
    thursday: someShifts,
    friday: someShifts,
    saturday: someShifts,
    sunday: someShifts,
    holidays: fc.array(fc.integer({ min: 0, max: 364 }), { maxLength: 20 }),
  })
  .map(({ zone, holidays, ...week }) =>
    calendarOf({
      zone,
      week,
      holidays: holidays.map((day) => ({
        date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        name: `holiday ${day}`,
      })),
      loadedYears: [2026],
    }),
  )
/** Instants around the changes of clocks and of the year as well as anywhere. */
const someInstant = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1, 12), max: Date.UTC(2026, 11, 31) }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-08T07:00Z',
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-11-01T06:00Z',
        '2026-04-04T15:00Z',
        '2026-10-03T15:30Z',
        '2026-02-15T02:00Z',
        '2026-12-31T00:00Z',
      ),
      fc.integer({ min: -18 * hour, max: 18 * hour }),
    )
    .map(([around, offset]) => Date.parse(around) + offset),
)

test('generated calendars agree with the wall clock looked at minute by minute', () => {
  const check = (calendar: WorkCalendar, at: number, ms: number) => {
    const compiled = compiledOf(calendar)
    const oracle = oracleOf(calendar)
    const due = addWorkingTime(compiled, at, ms)
    assert.equal(typeof due === 'number' ? due : 'not-loaded', oracle.add(at, ms))
    const open = isOpen(compiled, at)
    assert.equal(typeof open === 'boolean' ? open : undefined, oracle.open(at))
    const between = workingTimeBetween(compiled, at, at + ms)
    assert.equal(typeof between === 'number' ? between : 'not-loaded', oracle.between(at, at + ms))
  }
  fc.assert(fc.property(someCalendar, someInstant, fc.integer({ min: 0, max: 20 * hour }), check), {
    numRuns: long ? 4_000 : 150,
  })
})

test('adding and measuring obey their laws: what was added is measured, more time is never earlier, parts make the whole', () => {
  fc.assert(
    fc.property(
      someCalendar,
      someInstant,
      fc.integer({ min: 0, max: 400 * hour }),
      fc.integer({ min: 0, max: 400 * hour }),
      (calendar, at, first, second) => {
        const compiled = compiledOf(calendar)
        const due = addWorkingTime(compiled, at, first)
        const both = addWorkingTime(compiled, at, first + second)
        if (typeof due !== 'number') return assert.notEqual(typeof both, 'number')
        assert.ok(due >= at)
        assert.equal(workingTimeBetween(compiled, at, due), first)
        if (first > 0) assert.equal(workingTimeBetween(compiled, at, due - 1), first - 1, 'and not a moment earlier')
        const inParts = addWorkingTime(compiled, due, second)
        assert.deepEqual(inParts, both)
        if (typeof both !== 'number') return
        assert.ok(both >= due)
        assert.equal(
          (workingTimeBetween(compiled, at, due) as number) + (workingTimeBetween(compiled, due, both) as number),
          workingTimeBetween(compiled, at, both),
        )
        assert.equal(workingTimeBetween(compiled, both, at), 0 - (first + second))
        const opening = nextOpening(compiled, at)
        if (typeof opening === 'number') {
          assert.equal(isOpen(compiled, opening), true)
          assert.equal(workingTimeBetween(compiled, at, opening), 0)
        }
        const explained = explainDue(compiled, at, first)
        assert.ok(explained.kind === 'due-explanation' && explained.due === due)
        if (explained.leftOut === 0)
          assert.equal(
            explained.steps.reduce((sum, step) => sum + (step.kind === 'worked' ? step.ms : 0), 0),
            first,
            'the steps of the explanation add up',
          )
      },
    ),
    { numRuns: long ? 50_000 : 1_000 },
  )
})
