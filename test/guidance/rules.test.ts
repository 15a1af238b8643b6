import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import { hasPassed, percentDone, type Task, toolsNow } from '../../src/guidance/automation/plan.ts'
import { freedOn, notObliged, stretches } from '../../src/guidance/components/components.ts'
import { dayAt, daysUsed, type GuidanceDay, hoursOfDay, nextDay } from '../../src/guidance/questions/session.ts'
import { assistanceStanding } from '../../src/guidance/resolution/root-cause.ts'

const shift = [{ start: '09:00', end: '17:00' }]
const singapore: WorkCalendar = {
  kind: 'calendar',
  id: 'vendor-SG',
  version: 1,
  title: 'Singapore',
  zone: 'Asia/Singapore',
  week: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift, saturday: [], sunday: [] },
  holidays: [{ date: '2026-04-27', name: 'A day' }],
  loadedYears: [2026],
}
const named = (onDay: string, part = {}): GuidanceDay => {
  const hours = hoursOfDay(singapore, onDay, part)
  assert.ok('opensAt' in hours)
  return { onDay, site: 'Singapore', country: 'SG', zone: singapore.zone, calendar: singapore.id, namedBy: 'x', namedAt: 0, ...hours }
}

test('MSP-3.1.2.p1: a day opens at nine there and its closing is no part of it', () => {
  const days = [named('2026-04-20'), named('2026-04-21')]
  const on = (text: string) => dayAt(days, Date.parse(text))?.onDay
  assert.equal(on('2026-04-20T00:59:59.999Z'), undefined)
  assert.equal(on('2026-04-20T01:00:00Z'), '2026-04-20')
  assert.equal(on('2026-04-20T08:59:59.999Z'), '2026-04-20')
  assert.equal(on('2026-04-20T09:00:00Z'), undefined)
  assert.equal(nextDay(days, Date.parse('2026-04-20T09:00:00Z'))?.onDay, '2026-04-21')
  assert.equal(nextDay(days, Date.parse('2026-04-21T01:00:00Z')), undefined)
})

test('a weekend, a holiday and a year without holidays entered have no hours, and say what to do', () => {
  assert.deepEqual(hoursOfDay(singapore, '2026-04-25'), {
    why: '2026-04-25 is no working day there',
    toDo: 'Name another site, or 2026-04-28.',
  })
  assert.match((hoursOfDay(singapore, '2026-04-27') as { why: string }).why, /A day/)
  assert.match((hoursOfDay(singapore, '2027-04-27') as { why: string }).why, /2027/)
})

test('policy B48: a day is used when it is over or something was asked on it, and a half one costs as much as the policy says', () => {
  const days = [named('2026-04-20'), named('2026-04-21', { to: '13:00' }), named('2026-04-22')]
  const now = (text: string) => Date.parse(text)
  assert.equal(daysUsed(days, [], now('2026-04-20T08:59:00Z'), 1), 0)
  assert.equal(daysUsed(days, [], now('2026-04-20T09:00:00Z'), 1), 1)
  assert.equal(daysUsed(days, [], now('2026-04-21T05:00:00Z'), 1), 2)
  assert.equal(daysUsed(days, ['2026-04-22'], now('2026-04-20T02:00:00Z'), 1), 1)
  assert.equal(days[1]?.half, true)
})

test('policy B52: an unsolved case may end with a cause that was accepted and names a workaround, where the policy says so', () => {
  const content = { happened: 'x', cause: 'x', shownBy: 'x', remedy: 'x', workaround: 'Longer timers', prevention: 'x' }
  const causes = [{ version: 1, content, writtenBy: 'x', writtenAt: 0, paper: 1, deliveredAt: 0 }]
  const given = {
    kind: 'tech' as const,
    open: true,
    toAgree: false,
    withdrawn: false,
    specialist: true,
    causes,
    unresolvedMayEndWith: 'analysis-and-workaround-if-accepted' as const,
  }
  const accepted = { version: 1, outcome: 'accepted' as const }
  assert.deepEqual(assistanceStanding({ ...given, paper: accepted }), { missing: [], excused: [], caseMayStayOpen: true })
  assert.equal(assistanceStanding({ ...given, paper: accepted, unresolvedMayEndWith: 'nothing' }).caseMayStayOpen, false)
  assert.equal(assistanceStanding({ ...given, paper: { version: 1, outcome: 'rejected' } }).caseMayStayOpen, false)
  assert.equal(assistanceStanding({ ...given, paper: { version: 1, outcome: null } }).missing.length, 1)
  const plain = [{ ...causes[0]!, content: { ...content, workaround: '' } }]
  assert.equal(assistanceStanding({ ...given, causes: plain, paper: accepted }).caseMayStayOpen, false)
  assert.match(assistanceStanding({ ...given, paper: accepted, specialist: false }).missing.join(), /MSP-3\.1\.4\.p1/)
  assert.match(assistanceStanding({ ...given, paper: accepted, toAgree: true }).missing.join(), /MSP-3\.1\.4\.a/)
  // of Customer Care: the analysis may be left out (MSP-3.1.4.d)
  assert.deepEqual(assistanceStanding({ ...given, kind: 'admin', causes: [], paper: undefined }), {
    missing: [],
    excused: ['c'],
    caseMayStayOpen: false,
  })
})

test('SSM-3.1.a6: three of five tasks are sixty percent; a dropped one counts for nothing, and no task is nothing done', () => {
  const tasks = (...states: Task['state'][]) => states.map((state) => ({ state }))
  assert.equal(percentDone(tasks('done', 'done', 'done', 'open', 'under-way')), 60)
  assert.equal(percentDone(tasks('done', 'dropped')), 100)
  assert.equal(percentDone(tasks('dropped')), 0)
  assert.equal(percentDone([]), 0)
})

test('a tool stands at each place as it was last said, and a test without fields did not pass', () => {
  const tool = { tool: 'script', toolVersion: 'v3', installedOn: '2026-03-12', installedBy: 'x', note: '', saidBy: 'x', at: 0 }
  const now = toolsNow([
    { ...tool, seq: 1, place: 'one', working: false },
    { ...tool, seq: 2, place: 'two', working: true },
    { ...tool, seq: 3, place: 'one', working: true },
  ])
  assert.deepEqual(
    now.map(({ seq, place }) => [seq, place]),
    [
      [3, 'one'],
      [2, 'two'],
    ],
  )
  assert.equal(hasPassed([]), false)
  assert.equal(hasPassed([{ field: 'a', expected: 'x', found: 'X' }]), false)
})

test('SSM-4.a: the provider is not obliged on the days without a contact, after a period that was not attended, and not where it waived', () => {
  const term = { from: '2026-03-01', until: '2027-02-28', today: '2026-09-30' }
  assert.deepEqual(
    stretches(term, (day) => day !== '2026-03-01' && day < '2026-09-29'),
    [
      { from: '2026-03-01', to: '2026-03-01' },
      { from: '2026-09-29', to: null },
    ],
  )
  assert.deepEqual(
    stretches({ ...term, today: '2028-01-01' }, (day) => day < '2027-02-01'),
    [{ from: '2027-02-01', to: '2027-02-28' }],
  )
  const contact = (personId: string, role: 'primary' | 'backup', startsOn: string, endsOn: string | null) => ({
    id: `${personId}-${role}`,
    personId,
    name: personId,
    role,
    offering: null,
    startsOn,
    endsOn,
    certificate: null,
  })
  const world = {
    ...term,
    offering: 'SSM',
    contacts: [
      contact('carl', 'primary', '2026-01-01', null),
      contact('carl', 'backup', '2026-01-01', null),
      contact('dana', 'backup', '2026-04-01', null),
    ],
    attendance: [
      { from: '2026-05-01', to: '2026-06-30', state: 'not met' as const },
      { from: '2026-07-01', to: '2026-08-31', state: 'met' as const },
    ],
    waived: [],
  }
  const spans = notObliged(world)
  assert.deepEqual(
    spans.map(({ clause, from, to }) => [clause, from, to]),
    [
      // the same person is no backup
      ['SSM-4.b2', '2026-03-01', '2026-03-31'],
      ['SSM-4.c', '2026-07-01', '2026-08-31'],
    ],
  )
  assert.deepEqual(freedOn(spans, '2026-07-14'), ['SSM-4.c'])
  assert.deepEqual(freedOn(spans, '2026-04-14'), [])
  const waived = [{ clause: 'SSM-4.c', from: '2026-07-01', until: '2026-08-31' }]
  assert.deepEqual(
    notObliged({ ...world, waived }).map(({ clause }) => clause),
    ['SSM-4.b2'],
  )
})
