import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, daysBetween } from '../../src/calendar/terms.ts'
import { draftAgenda } from '../../src/meetings/agenda.ts'
import { type Hours, hoursProblem, startOf } from '../../src/meetings/hours.ts'
import { occurrences, type Rule, workingDaysAfter } from '../../src/meetings/occurrences.ts'
import { missingToHold } from '../../src/meetings/outcome.ts'
import { attendanceDuty, type Counted, tally } from '../../src/meetings/promised.ts'
import { postingOf, webinarTopics } from '../../src/meetings/webinars/posting.ts'
import { fc } from '../support/laws.ts'

const calendar = {
  id: 'vendor-AMERICAS',
  title: 'US',
  holidays: [
    { date: '2026-05-25', name: 'Memorial Day' },
    { date: '2027-01-01', name: "New Year's Day" },
  ],
  loadedYears: [2026, 2027],
}
const year = { firstOn: '2026-03-03', from: '2026-03-01', until: '2027-02-28' }
const fortnight: Rule = { kind: 'every-days', days: 14 }
const found = (...given: Parameters<typeof occurrences>) => {
  const all = occurrences(...given)
  assert.ok(!('kind' in all), JSON.stringify(all))
  return all
}
const why = (given: unknown) => (given as { why: string }).why

test('SSM-3.1.a1: every 14 days from 3 March 2026 through 28 February 2027 are 26 meetings, the last on 16 February', () => {
  const all = found(fortnight, year, calendar)
  assert.equal(all.length, 26)
  assert.equal(all.at(-1)?.on, '2027-02-16')
  assert.ok(all.every(({ moved }) => moved === null))
})

test('SSM-3.1.a2: one business review in each contract year, due by its last day, and held before where that is closed', () => {
  assert.deepEqual(found({ kind: 'per-contract-year' }, year, calendar), [
    { plannedOn: '2027-02-28', on: '2027-02-26', moved: 'Sun 28 Feb is a weekend: moved to Fri 26 Feb' },
  ])
  const two = { ...year, until: '2028-02-29' }
  assert.deepEqual(
    found({ kind: 'per-contract-year' }, two, { ...calendar, loadedYears: [2026, 2027, 2028] }).map(({ plannedOn }) => plannedOn),
    ['2027-02-28', '2028-02-29'],
  )
})

test('SSM-5.c2: a holiday moves a meeting with the reason, and none behind it', () => {
  const [, second, third] = found(fortnight, { ...year, firstOn: '2026-05-11' }, calendar)
  assert.deepEqual(second, {
    plannedOn: '2026-05-25',
    on: '2026-05-26',
    moved: 'Mon 25 May is a holiday in US: Memorial Day: moved to Tue 26 May',
  })
  assert.equal(third?.on, '2026-06-08')
})

test('a meeting that would move behind the last day of the contract moves to the working day before', () => {
  const [only] = found(fortnight, { firstOn: '2026-05-24', from: '2026-03-01', until: '2026-05-25' }, calendar)
  assert.equal(only?.on, '2026-05-22')
})

test('policy B13: a year that is not loaded is refused and named, never taken for a year without holidays', () => {
  assert.match(why(occurrences(fortnight, year, { ...calendar, loadedYears: [2026] })), /no holidays entered for 2027/)
  assert.match(why(occurrences(fortnight, year, { ...calendar, loadedYears: [] })), /no holidays entered for 2026 \(loaded: none\)/)
})

test('bad dates and rules are refused in words', () => {
  assert.match(why(occurrences(fortnight, { ...year, firstOn: '2026-02-30' }, calendar)), /does not exist/)
  assert.match(why(occurrences(fortnight, { ...year, firstOn: '2026-02-27' }, calendar)), /outside the contract/)
  for (const days of [0, -14, 1.5, 400, Number.NaN]) assert.match(why(occurrences({ kind: 'every-days', days }, year, calendar)), /every/)
})

test('a law: whatever the rule, meetings are in order, on working days, within the contract, and planned in steps of the rule', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }),
      (days, offset, off) => {
        const holidays = off.map((each) => ({ date: addDays('2026-01-01', each), name: 'Off' }))
        const firstOn = addDays(year.from, offset)
        const all = occurrences({ kind: 'every-days', days }, { ...year, firstOn }, { ...calendar, holidays })
        if ('kind' in all) return
        for (const [at, { on, plannedOn, moved }] of all.entries()) {
          assert.ok(on >= addDays(year.from, -30) && on <= year.until)
          assert.equal(daysBetween(firstOn, plannedOn) % days, 0)
          assert.equal(moved === null, on === plannedOn)
          assert.ok(!holidays.some(({ date }) => date === on) && new Date(on).getUTCDay() % 6 !== 0)
          assert.ok(at === 0 || on >= (all[at - 1]?.on ?? ''))
        }
      },
    ),
  )
})

const hours: Hours = {
  ...calendar,
  region: 'AMERICAS',
  zone: 'America/Chicago',
  shift: { start: '08:00', end: '17:00' },
  clauses: ['SSM-5.c3'],
}
const at = (on: string, time: string) => {
  const start = startOf('America/Chicago', on, time)
  assert.ok(!('kind' in start), JSON.stringify(start))
  return start.at
}

test('SSM-5.c3: a meeting lies within the hours of the region, to the minute; another region needs a row first', () => {
  assert.equal(hoursProblem(hours, at('2026-03-17', '08:00'), 540), undefined)
  assert.match(why(hoursProblem(hours, at('2026-03-17', '07:59'), 30)), /outside the hours of AMERICAS/)
  assert.match(why(hoursProblem(hours, at('2026-03-17', '16:30'), 31)), /outside the hours/)
  assert.match(why(hoursProblem(hours, at('2026-03-17', '17:30'), 30)), /outside the hours/)
  assert.match(
    why(hoursProblem({ ...hours, region: 'EMEA', shift: undefined }, at('2026-03-17', '10:00'), 30)),
    /Hours for EMEA are not defined/,
  )
})

test('SSM-5.c1: a Saturday is refused with the next working day', () => {
  const problem = hoursProblem(hours, at('2026-03-21', '10:00'), 30)
  assert.equal(problem?.toDo, 'The next working day is Mon 23 Mar (2026-03-23).')
})

test('a local time that never happens is refused, and one that happens twice is its first unless the later is asked for', () => {
  assert.match(why(startOf('America/Chicago', '2026-03-08', '02:30')), /does not happen/)
  const first = startOf('America/Chicago', '2026-11-01', '01:30')
  const second = startOf('America/Chicago', '2026-11-01', '01:30', true)
  assert.ok('at' in first && 'at' in second)
  assert.equal(second.at - first.at, 3_600_000)
  assert.match(first.note ?? '', /happens twice.*first/)
  assert.match(why(startOf('Mars/Base', '2026-11-01', '01:30')), /time zone/)
})

const one = (on: string, part: Partial<Counted> = {}): Counted => ({
  on,
  state: 'held',
  side: null,
  moved: false,
  suspended: false,
  attended: true,
  ...part,
})

test('SSM-4.c: attended in March and not in May and June: met up to April, not met from 1 July on (policy B71)', () => {
  const meetings = [
    one('2026-03-17'),
    one('2026-05-12', { attended: false }),
    one('2026-06-09', { state: 'missed', side: 'customer', attended: false }),
  ]
  const term = { from: '2026-03-01', until: '2027-02-28' }
  const states = (today: string, reading: 'once-per-two-months' | 'twice-a-month' = 'once-per-two-months') =>
    attendanceDuty(meetings, term, today, reading).map(({ state }) => state)
  assert.deepEqual(states('2026-06-30').slice(0, 3), ['met', 'running', 'to come'])
  assert.deepEqual(states('2026-07-01').slice(0, 3), ['met', 'not met', 'running'])
  assert.equal(attendanceDuty(meetings, term, '2026-07-01', 'twice-a-month').length, 12)
  assert.deepEqual(states('2026-07-01', 'twice-a-month').slice(0, 2), ['met', 'no meeting was offered'])
})

test('what was promised is counted beside what became of it, by whoever called it off', () => {
  const counts = tally(
    [
      one('2026-03-03'),
      one('2026-03-17', { state: 'missed', side: 'provider', attended: false }),
      one('2026-03-31', { state: 'cancelled', side: 'customer', attended: false }),
      one('2026-04-14', { state: 'planned', moved: true, attended: false }),
      one('2026-06-09', { state: 'planned', attended: false }),
      one('2026-06-23', { state: 'planned', attended: false, suspended: true }),
    ],
    '2026-05-01',
  )
  assert.deepEqual(counts, {
    promised: 6,
    held: 1,
    missed: 1,
    cancelledByProvider: 0,
    cancelledByCustomer: 1,
    moved: 1,
    suspended: 1,
    ahead: 1,
    unsaid: 1,
    attended: 1,
  })
})

test('ACP-7.c: a recording is in time on its last day, late on the day after, and overdue until it is there', () => {
  const postBy = workingDaysAfter(calendar, '2026-04-14', 5)
  assert.equal(postBy, '2026-04-21')
  assert.equal(postingOf({ postBy: '2026-04-21', postedOn: '2026-04-21' }, '2026-05-01'), 'in time')
  assert.equal(postingOf({ postBy: '2026-04-21', postedOn: '2026-04-22' }, '2026-05-01'), 'late')
  assert.equal(postingOf({ postBy: '2026-04-21', postedOn: null }, '2026-04-21'), 'waiting')
  assert.equal(postingOf({ postBy: '2026-04-21', postedOn: null }, '2026-04-22'), 'overdue')
})

test('ISS-3.2.1: a post-change review without a verdict is not held; an onboarding not with a topic open (ACP-5.p3)', () => {
  assert.match(why(missingToHold({ kind: 'post-change', outcome: null }, [], {})), /no verdict/)
  assert.match(
    why(
      missingToHold({ kind: 'onboarding', outcome: null }, ['a'], {
        a: { title: 'A', clause: 'x' },
        b: { title: 'Licences', clause: 'x' },
      }),
    ),
    /1 of 2 topics are open: licences/,
  )
  assert.equal(missingToHold({ kind: 'review', outcome: null }, [], {}), undefined)
})

test('an agenda begins with open actions, then cases with the most urgent first, then records; what stands on it is not added again', () => {
  const facts = {
    today: '2026-03-10',
    cases: [
      { number: 'A-2', summary: 'Slow', priority: 'P3', state: 'open', open: true, stale: true },
      { number: 'A-1', summary: 'Down', priority: 'P1', state: 'open', open: true, stale: false },
    ],
    followUps: [{ key: 'JSA1', title: 'Crash', call: 'open' }],
    actions: [{ id: 'x', text: 'Send it', owner: 'Ann', dueOn: '2026-03-09', meeting: 'A-M1' }],
  }
  const items = draftAgenda(facts, [])
  assert.deepEqual(
    items.map(({ ref }) => ref),
    ['x', 'A-1', 'A-2', 'JSA1'],
  )
  assert.match(items[0]?.note ?? '', /overdue/)
  assert.match(items[2]?.note ?? '', /nothing happened/)
  assert.deepEqual(
    draftAgenda(facts, items.slice(0, 3)).map(({ ref }) => ref),
    ['JSA1'],
  )
})

test('ACP-7.b: five topics of a webinar are always offered', () => {
  assert.deepEqual([...webinarTopics], ['troubleshooting', 'installation', 'configuration', 'release management', 'patch management'])
})
