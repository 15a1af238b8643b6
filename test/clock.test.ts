import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../src/calendar/calendar.ts'
import type { ClockEvent, ContactMade } from '../src/cases/clock/events.ts'
import { explainClock } from '../src/cases/clock/explain.ts'
import { type ResponseClock, responseClock } from '../src/cases/clock/response-clock.ts'
import { type ClockTerms, stampClockTerms } from '../src/cases/clock/terms.ts'
import { acp } from '../src/catalog/offerings/acp.ts'
import { css } from '../src/catalog/offerings/css.ts'
import { type PolicyKey, policyAt } from '../src/catalog/policies.ts'

const shifts = [{ start: '09:00', end: '17:00' }]
const advisorHours: WorkCalendar = {
  kind: 'calendar',
  id: 'advisor-emea',
  version: 1,
  title: 'Advisor hours EMEA',
  zone: 'Europe/Amsterdam',
  week: { monday: shifts, tuesday: shifts, wednesday: shifts, thursday: shifts, friday: shifts },
  holidays: [],
  loadedYears: [2026],
}
const day = '2026-03-10'
const inForce = <Key extends PolicyKey>(key: Key) => policyAt(key, day)
const defaults = {
  responseStart: inForce('response.start'),
  responseWebP1: inForce('response.web_p1'),
  responseClock: inForce('response.clock'),
  responseStop: inForce('response.stop'),
  responseRepriority: inForce('response.repriority'),
}
const terms = stampClockTerms(acp, defaults, advisorHours)
const businessHours = stampClockTerms(
  acp,
  { ...defaults, responseClock: { ...defaults.responseClock, value: { P1: 'elapsed', P2: 'elapsed', P3: 'business', P4: 'business' } } },
  advisorHours,
)
const secondTarget = (minutes: number): ClockTerms => ({
  ...terms,
  targets: terms.targets.map((target) => (target.priority === 'P2' ? { ...target, minutes } : target)),
})

const at = (text: string): number => Date.parse(text.length <= 8 ? `${day}T${text}Z` : text)
type Channel = 'phone' | 'web' | 'api' | 'automation'
const reported = (priority: 'P1' | 'P2' | 'P3' | 'P4', time: string, channel: Channel = 'phone', created = time): ClockEvent => ({
  kind: 'reported',
  at: at(created),
  reportedAt: at(time),
  createdAt: at(created),
  channel,
  priority,
})
const changed = (priority: 'P1' | 'P2' | 'P3' | 'P4', time: string, sequence?: number): ClockEvent => ({
  kind: 'priority-changed',
  at: at(time),
  priority,
  sequence,
})
const contact = (time: string, change: Partial<ContactMade> = {}): ClockEvent => ({
  kind: 'contact',
  at: at(time),
  id: `contact ${time}`,
  by: { role: 'support-engineer', name: 'Eva' },
  direction: 'outbound',
  medium: 'email',
  ...change,
})

type Expected = Partial<Omit<ResponseClock, 'dueAt' | 'startedAt' | 'respondedAt'>> & { due?: string; started?: string; responded?: string }
const expect = (title: string, clock: ResponseClock, { due, started, responded, ...rest }: Expected) => {
  const wanted: Record<string, unknown> = { ...rest }
  if (due !== undefined) wanted.dueAt = at(due)
  if (started !== undefined) wanted.startedAt = at(started)
  if (responded !== undefined) wanted.respondedAt = at(responded)
  for (const [key, value] of Object.entries(wanted)) assert.deepEqual(clock[key as keyof ResponseClock], value, `${title}: ${key}`)
}

test('each example of ACP-9 comes out as written', () => {
  const examples: readonly (readonly [string, ClockTerms, readonly ClockEvent[], string, Expected])[] = [
    [
      'ACP-9.p1 raised P3 to P1',
      terms,
      [reported('P3', '08:00'), changed('P1', '09:00')],
      '09:10',
      { due: '09:30', priority: 'P1', state: 'running' },
    ],
    [
      'ACP-9.p2 call taken 10:00, logged 10:06',
      terms,
      [reported('P1', '10:00', 'phone', '10:06')],
      '10:10',
      { started: '10:00', startRule: 'report received', due: '10:30' },
    ],
    [
      'ACP-9.a met at the very second',
      terms,
      [reported('P1', '10:00'), contact('10:30:00', { medium: 'phone' })],
      '12:00',
      { state: 'met', byMs: 0 },
    ],
    [
      'ACP-9.a missed by a second',
      terms,
      [reported('P1', '10:00'), contact('10:30:01', { medium: 'phone' })],
      '12:00',
      { state: 'missed', byMs: 1_000 },
    ],
    [
      'ACP-9.b on a Sunday night',
      terms,
      [reported('P2', '2026-03-08T02:00Z', 'web')],
      '2026-03-08T02:01Z',
      { due: '2026-03-08T02:30Z', targetRule: 'P2' },
    ],
    [
      'ACP-9.c round the clock',
      terms,
      [reported('P3', '2026-03-06T16:30+01:00')],
      '2026-03-06T16:31+01:00',
      { due: '2026-03-06T20:30+01:00' },
    ],
    [
      'ACP-9.c in advisor hours',
      businessHours,
      [reported('P3', '2026-03-06T16:30+01:00')],
      '2026-03-06T16:31+01:00',
      { due: '2026-03-09T12:30+01:00' },
    ],
    ['ACP-9.d', terms, [reported('P4', '09:00')], '09:01', { due: '13:00', targetMinutes: 240 }],
    [
      'ACP-9.p4 P1 by web',
      secondTarget(45),
      [reported('P1', '10:00', 'web')],
      '10:01',
      { due: '10:45', priority: 'P1', targetRule: 'P2 (web P1)' },
    ],
    [
      'ACP-9.p4 P1 by phone',
      secondTarget(45),
      [reported('P1', '10:00', 'phone')],
      '10:01',
      { due: '10:30', priority: 'P1', targetRule: 'P1' },
    ],
    [
      'ACP-9.p5 automatic mail, then the engineer',
      terms,
      [reported('P1', '10:00'), contact('10:00:05', { by: { role: 'automatic' } }), contact('10:21')],
      '12:00',
      { state: 'met', responded: '10:21', byMs: -540_000 },
    ],
  ]
  for (const [title, stamped, events, now, expected] of examples) expect(title, responseClock(stamped, events, at(now)), expected)
})

test('policy B27: the clock starts at the earlier of report and creation, for a call when it is answered', () => {
  const started = (
    change: Partial<ClockTerms['policies']['responseStart']['value']>,
    channel: Channel,
    report: string,
    created: string,
  ) => {
    const value = { ...terms.policies.responseStart.value, ...change }
    const stamped = { ...terms, policies: { ...terms.policies, responseStart: { ...terms.policies.responseStart, value } } }
    return responseClock(stamped, [reported('P1', report, channel, created)], at('12:00')).startedAt
  }
  assert.equal(started({}, 'web', '10:00', '10:06'), at('10:00'))
  assert.equal(started({}, 'web', '10:06', '10:00'), at('10:00'))
  assert.equal(started({ from: 'creation' }, 'web', '10:00', '10:06'), at('10:06'))
  assert.equal(started({ from: 'report' }, 'web', '10:06', '10:00'), at('10:06'))
  assert.equal(started({ phone: 'case-logged' }, 'phone', '10:00', '10:06'), at('10:06'))
})

test('policy B28: any intake that is not by phone takes the second target, and the priority stays P1', () => {
  for (const channel of ['web', 'api', 'automation'] as const) {
    const clock = responseClock(terms, [reported('P1', '10:00', channel)], at('10:01'))
    expect(channel, clock, { priority: 'P1', targetRule: `P2 (${channel} P1)`, due: '10:30' })
    assert.ok(clock.clauses.includes('ACP-9.p4') && clock.clauses.includes('ACP-9.b'))
    assert.ok(clock.policies.some(({ id }) => id === 'B28'))
  }
  const raised = responseClock(secondTarget(45), [reported('P2', '10:00', 'web'), changed('P1', '10:05')], at('10:06'))
  expect('raised later: not opened as P1', raised, { due: '10:35', targetRule: 'P1' })
})

test('policy B30: only a named support engineer who reaches out by phone, voicemail with a number or delivered mail stops the clock', () => {
  const judged: readonly (readonly [string, Partial<ContactMade>, boolean])[] = [
    ['phone', { medium: 'phone' }, true],
    ['voicemail with a number', { medium: 'voicemail', numberLeft: true }, true],
    ['voicemail without a number', { medium: 'voicemail' }, false],
    ['mail', { medium: 'email' }, true],
    ['mail that bounced at once', { medium: 'email', bounced: true }, false],
    ['note in the portal only', { medium: 'portal' }, false],
    ['automatic acknowledgement', { by: { role: 'automatic', name: 'auto' } }, false],
    ['advisor', { by: { role: 'advisor', name: 'T1' } }, false],
    ['desk', { by: { role: 'desk', name: 'D1' }, medium: 'phone' }, false],
    ['customer care', { by: { role: 'customer-care', name: 'C1' } }, false],
    ['nobody named', { by: { role: 'support-engineer' } }, false],
    ['a name of spaces', { by: { role: 'support-engineer', name: ' ' } }, false],
    ['the customer called', { medium: 'phone', direction: 'inbound' }, false],
  ]
  for (const [title, change, counts] of judged) {
    const clock = responseClock(terms, [reported('P1', '10:00'), contact('10:10', change)], at('10:20'))
    assert.equal(clock.state, counts ? 'met' : 'running', title)
    assert.equal(clock.contacts[0]?.counts, counts, title)
  }
})

test('policy B30: a mail that bounces later no longer stops the clock, and a change of priority in between counts again', () => {
  const events: ClockEvent[] = [
    reported('P3', '08:00'),
    contact('08:10'),
    changed('P1', '08:20'),
    { kind: 'email-bounced', at: at('08:40'), contact: 'contact 08:10' },
    contact('08:45', { medium: 'phone' }),
  ]
  expect('before the bounce', responseClock(terms, events, at('08:30')), { state: 'met', due: '12:00', responded: '08:10' })
  expect('after the bounce', responseClock(terms, events, at('08:41')), { state: 'running', due: '08:50' })
  expect('after the call', responseClock(terms, events, at('09:00')), { state: 'met', due: '08:50', responded: '08:45' })
})

test('policy B31: raised is the earlier of old due and change plus target, lowered is start plus target, after contact nothing', () => {
  const cases: readonly (readonly [string, ClockTerms, readonly ClockEvent[], Expected])[] = [
    [
      'raised just before the old due keeps the old due',
      terms,
      [reported('P3', '08:00'), changed('P2', '11:50')],
      { due: '12:00', targetRule: 'P2' },
    ],
    ['lowered', terms, [reported('P1', '08:00'), changed('P3', '08:10')], { due: '12:00', state: 'running' }],
    ['lowered and raised again', terms, [reported('P1', '08:00'), changed('P3', '08:10'), changed('P1', '08:20')], { due: '08:50' }],
    [
      'raised after a contact',
      terms,
      [reported('P3', '08:00'), contact('08:05'), changed('P1', '08:10')],
      { due: '12:00', state: 'met', priority: 'P1', targetRule: 'P3' },
    ],
    [
      'contact and change in the same second, contact first',
      terms,
      [reported('P3', '08:00'), contact('08:10', { sequence: 1 }), changed('P1', '08:10', 2)],
      { due: '12:00' },
    ],
    [
      'contact and change in the same second, change first',
      terms,
      [reported('P3', '08:00'), contact('08:10', { sequence: 2 }), changed('P1', '08:10', 1)],
      { due: '08:40' },
    ],
    [
      'a contact logged late takes its place',
      terms,
      [reported('P3', '08:00'), changed('P1', '08:10'), contact('08:05')],
      { due: '12:00', responded: '08:05' },
    ],
    ['the same priority again is no change', terms, [reported('P3', '08:00'), changed('P3', '08:10')], { due: '12:00' }],
    [
      'raised over the weekend in advisor hours',
      businessHours,
      [reported('P3', '2026-03-06T15:30Z'), changed('P1', '2026-03-07T10:00Z')],
      { due: '2026-03-07T10:30Z' },
    ],
    [
      'a lowered one may come back from missed, and the history says so',
      terms,
      [reported('P1', '08:00'), changed('P3', '08:40')],
      { due: '12:00', state: 'running' },
    ],
  ]
  for (const [title, stamped, events, expected] of cases)
    expect(
      title,
      responseClock(
        stamped,
        events,
        at(title.includes('weekend') ? '2026-03-07T10:05Z' : '08:45') + (title.includes('just before') ? 4 * 3_600_000 : 0),
      ),
      expected,
    )
  const late = responseClock(terms, [reported('P1', '08:00'), changed('P3', '08:40')], at('08:45'))
  assert.equal(late.history.at(-1)?.afterDue, true)
})

test('ACP-16.p10: nothing pauses the clock, and only the customer ends it without a contact', () => {
  const closed = (by: 'customer' | 'provider', time: string): ClockEvent => ({ kind: 'closed', at: at(time), by })
  const state = (...events: ClockEvent[]) => {
    const clock = responseClock(terms, [reported('P1', '10:00'), ...events], at('11:00'))
    return clock.none ?? clock.state
  }
  assert.equal(state(closed('provider', '10:10')), 'missed')
  assert.equal(state(closed('customer', '10:10')), 'withdrawn')
  assert.equal(state(closed('customer', '10:40')), 'missed')
  assert.equal(state(closed('customer', '10:10'), contact('10:20')), 'withdrawn')
  assert.equal(state(contact('10:05'), closed('customer', '10:10')), 'met')
})

test('without a report, a target, a calendar or a loaded year there is no clock, and the reason is said (policy B13)', () => {
  assert.equal(responseClock(terms, [], at('10:00')).none, 'not-reported')
  assert.equal(responseClock(terms, [reported('P1', '10:00')], at('09:00')).none, 'not-reported')
  const noTarget = stampClockTerms({ code: 'SSM', version: 1 }, defaults)
  expect('no response promised', responseClock(noTarget, [reported('P1', '10:00')], at('11:00')), { state: 'none', none: 'no-target' })
  const noCalendar = { ...businessHours, calendars: [] }
  assert.equal(responseClock(noCalendar, [reported('P3', '10:00')], at('11:00')).problems[0]?.kind, 'calendar-missing')
  const newYear = responseClock(businessHours, [reported('P3', '2026-12-31T15:00Z')], at('2026-12-31T15:30Z'))
  assert.equal(newYear.none, 'no-due')
  assert.equal(newYear.problems[0]?.kind, 'year-not-loaded')
})

test('the clock of another service differs by its terms alone', () => {
  const guide = stampClockTerms(css, defaults)
  const clock = responseClock(guide, [reported('P1', '2026-04-06T02:10Z', 'web')], at('2026-04-06T02:11Z'))
  expect('CSS-4.p6', clock, { due: '2026-04-06T02:40Z', force: 'guideline', targetRule: 'P1', state: 'running' })
})

test('the clock answers "why 12:30?" in words', () => {
  const why = (stamped: ClockTerms, events: readonly ClockEvent[], now: string) =>
    explainClock(responseClock(stamped, events, at(now)), stamped, 'Europe/Amsterdam').lines
  assert.deepEqual(why(businessHours, [reported('P3', '2026-03-06T16:30+01:00')], '2026-03-06T16:30+01:00'), [
    'Started Fri 6 Mar 2026 16:30, report received (B27).',
    'Target P3, 4 h: 4 h of working time in Advisor hours EMEA (version 1, Europe/Amsterdam): Fri 6 Mar 16:30 to 17:00: 30 min; weekend; Mon 9 Mar 09:00 to 12:30: 3 h 30 min; due Mon 9 Mar 2026 12:30 (ACP-9.c, B29).',
    'Running: 68 h left.',
    'Defined in ACP-9.p5, ACP-9.p1, ACP-9.p6, ACP-3.p1.',
  ])
  assert.deepEqual(
    why(
      secondTarget(45),
      [
        reported('P3', '08:00', 'web'),
        contact('08:00:05', { by: { role: 'automatic' } }),
        changed('P1', '09:00'),
        contact('09:30:01'),
        changed('P4', '10:00'),
      ],
      '12:00',
    ),
    [
      'Started Tue 10 Mar 2026 09:00, report received (B27).',
      'Target P3, 4 h: Tue 10 Mar 2026 09:00 plus 4 h round the clock is Tue 10 Mar 2026 13:00; due Tue 10 Mar 2026 13:00 (ACP-9.c, B29).',
      'Raised P3 to P1 at Tue 10 Mar 2026 10:00: Tue 10 Mar 2026 10:00 plus 30 min round the clock is Tue 10 Mar 2026 10:30; due Tue 10 Mar 2026 10:30 (ACP-9.a, B29, B31).',
      'P1 to P4 at Tue 10 Mar 2026 11:00, after the first contact: nothing changes (B31).',
      'Contact at Tue 10 Mar 2026 09:00:05 does not count: automatic message (B30).',
      'Missed by 1 s: Eva made contact at Tue 10 Mar 2026 10:30:01.',
      'Defined in ACP-9.p5, ACP-9.p1, ACP-9.p6, ACP-3.p1.',
    ],
  )
  assert.deepEqual(why(terms, [], '12:00'), ['No clock: no case was reported yet.'])
})
