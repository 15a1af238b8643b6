import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../src/calendar/calendar.ts'
import type { ClockEvent } from '../src/cases/clock/events.ts'
import { responseClock } from '../src/cases/clock/response-clock.ts'
import type { ClockTerms, StampedPolicy } from '../src/cases/clock/terms.ts'
import { clockOracle } from './support/clock-oracle.ts'
import { fc } from './support/laws.ts'

/** The clock against a slow second one on generated cases: 20,000 of them, a million with HOLDFAST_LONG=1. */
const runs = process.env.HOLDFAST_LONG === '1' ? 1_000_000 : 20_000

const calendar = (id: string, zone: string, start: string, end: string, weekend: boolean): WorkCalendar => {
  const shifts = [{ start, end }]
  const off = weekend ? shifts : []
  return {
    kind: 'calendar',
    id,
    version: 1,
    title: id,
    zone,
    week: { monday: shifts, tuesday: shifts, wednesday: shifts, thursday: shifts, friday: shifts, saturday: off, sunday: off },
    holidays: ['2026-04-03', '2026-04-06', '2026-12-25', '2026-12-28'].map((date) => ({ date, name: date })),
    loadedYears: [2026],
  }
}
const calendars = [
  calendar('amsterdam', 'Europe/Amsterdam', '09:00', '17:00', false),
  calendar('new-york', 'America/New_York', '08:00', '17:00', false),
  calendar('nights', 'Europe/Berlin', '22:00', '06:00', true),
  calendar('lord-howe', 'Australia/Lord_Howe', '01:15', '24:00', true),
]

const priority = fc.constantFrom('P1', 'P2', 'P3', 'P4')
const stamped = <Value>(id: string, value: Value): StampedPolicy<Value> => ({
  id,
  key: id,
  value,
  effectiveFrom: '2026-01-01',
  author: 'test',
})
const basis = fc.oneof(
  fc.constant('elapsed' as const),
  fc.constantFrom(...calendars.map(({ id }) => ({ calendar: id })), { calendar: 'amsterdam' }, { calendar: 'missing' }),
)
const minutes = fc.constantFrom(30, 30, 45, 60, 240, 480)
const mostly = <Value>(usual: Value, ...others: Value[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) })

const someTerms: fc.Arbitrary<ClockTerms> = fc
  .record({
    targets: fc.tuple(minutes, minutes, minutes, minutes),
    without: fc.constantFrom(undefined, undefined, undefined, 'P4', 'P2'),
    rules: fc.boolean(),
    keepRule: mostly<boolean>(true, false),
    from: mostly<'earlier-of-report-and-creation' | 'creation' | 'report'>('earlier-of-report-and-creation', 'creation', 'report'),
    phone: mostly<'call-answered' | 'case-logged'>('call-answered', 'case-logged'),
    clock: fc.tuple(basis, basis, basis, basis),
    by: mostly<('support-engineer' | 'advisor')[]>(['support-engineer'], ['support-engineer', 'advisor'], []),
    counts: mostly<('phone-talk' | 'voicemail-with-number' | 'e-mail-not-bounced' | 'portal-note')[]>(
      ['phone-talk', 'voicemail-with-number', 'e-mail-not-bounced'],
      ['phone-talk'],
      ['portal-note', 'e-mail-not-bounced'],
    ),
    never: mostly<'portal-note'[]>(['portal-note'], []),
    raised: mostly<'earlier-of-old-due-and-change-plus-target' | 'change-plus-target'>(
      'earlier-of-old-due-and-change-plus-target',
      'change-plus-target',
    ),
    lowered: mostly<'start-plus-target' | 'unchanged'>('start-plus-target', 'unchanged'),
  })
  .map((some) => ({
    kind: 'clock-terms',
    offering: { code: 'ACP', version: 1 },
    targets: (['P1', 'P2', 'P3', 'P4'] as const)
      .map((name, index) => ({ priority: name, minutes: some.targets[index]!, clauses: [name] }))
      .filter((target) => target.priority !== some.without),
    channelRules: some.rules
      ? [{ rule: 'web-p1-takes-p2', priority: 'P1', channels: ['web', 'api', 'automation'], takes: 'P2', clauses: ['ACP-9.p4'] }]
      : [],
    force: 'target',
    clauses: [],
    policies: {
      responseStart: stamped('B27', { from: some.from, phone: some.phone }),
      responseWebP1: stamped('B28', { keepRule: some.keepRule, priorityStays: true, web: ['web', 'api', 'automation'] }),
      responseClock: stamped('B29', { P1: some.clock[0], P2: some.clock[1], P3: some.clock[2], P4: some.clock[3] }),
      responseStop: stamped('B30', { by: some.by, counts: some.counts, never: some.never }),
      responseRepriority: stamped('B31', { raised: some.raised, lowered: some.lowered, afterFirstContact: 'unchanged' }),
    },
    calendars,
  }))

/** Cases begin around weekends, clock changes, holidays and the end of the loaded year; times are whole or odd seconds. */
const begin = fc
  .tuple(
    fc.constantFrom(
      '2026-03-06T15:30Z',
      '2026-03-28T22:00Z',
      '2026-04-02T14:00Z',
      '2026-04-04T12:00Z',
      '2026-10-24T20:00Z',
      '2026-12-24T15:00Z',
      '2026-12-31T12:00Z',
    ),
    fc.integer({ min: -6 * 60, max: 6 * 60 }),
    fc.constantFrom(0, 0, 1_000, 59_000, 59_999),
  )
  .map(([around, offset, rest]) => Date.parse(around) + offset * 60_000 + rest)

/** Gaps that fall on targets and next to them as often as anywhere. */
const gap = fc.oneof(
  fc.constantFrom(0, 1_000, 5, 10, 29, 30, 30, 31, 45, 60, 239, 240, 241).map((value) => (value > 500 ? value : value * 60_000)),
  fc.constantFrom(30 * 60_000 + 1_000, 30 * 60_000 - 1, 240 * 60_000 + 1_000),
  fc.integer({ min: 0, max: 3_000 }).map((value) => value * 60_000),
)
const sequence = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 2 })
const someEvents: fc.Arbitrary<readonly ClockEvent[]> = fc
  .tuple(
    begin,
    fc.record({ channel: fc.constantFrom('phone', 'web', 'api', 'automation'), priority, lag: fc.constantFrom(0, 0, 6, -2), sequence }),
    fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('priority-changed' as const), gap, priority, sequence }),
        fc.record({
          kind: fc.constant('contact' as const),
          gap,
          sequence,
          id: fc.constantFrom('a', 'b', 'c'),
          role: mostly<'support-engineer' | 'advisor' | 'desk' | 'automatic'>('support-engineer', 'advisor', 'desk', 'automatic'),
          name: mostly<string | undefined>('Eva', undefined, ' '),
          direction: mostly<'outbound' | 'inbound'>('outbound', 'inbound'),
          medium: fc.constantFrom('phone', 'email', 'voicemail', 'portal'),
          numberLeft: fc.boolean(),
          bounced: mostly<boolean>(false, true),
        }),
        fc.record({ kind: fc.constant('email-bounced' as const), gap, sequence, contact: fc.constantFrom('a', 'b', 'c') }),
        fc.record({ kind: fc.constant('closed' as const), gap, sequence, by: fc.constantFrom('customer', 'provider') }),
      ),
      { maxLength: 6 },
    ),
    fc.nat(),
    fc.boolean(),
  )
  .map(([from, report, steps, turn, drop]) => {
    const events: ClockEvent[] = [
      {
        kind: 'reported',
        at: from + Math.max(0, report.lag) * 60_000,
        reportedAt: from,
        createdAt: from + report.lag * 60_000,
        channel: report.channel,
        priority: report.priority,
        sequence: report.sequence,
      },
    ]
    steps.forEach((step, index) => {
      const at = from + step.gap - (index === 0 && drop ? 60_000 : 0)
      if (step.kind !== 'contact') events.push({ ...step, at })
      else {
        const { role, name, ...rest } = step
        events.push({ ...rest, at, by: { role, name } })
      }
    })
    // Late logging: the list need not be in the order of time.
    const shift = turn % events.length
    return [...events.slice(shift), ...events.slice(0, shift)]
  })

const someCase = fc.record({ terms: someTerms, events: someEvents, after: gap })
type SomeCase = { terms: ClockTerms; events: readonly ClockEvent[]; after: number }

/** The instant of asking: now and then before the report, mostly some time after it. */
const nowOf = ({ events, after }: SomeCase): number => Math.min(...events.map(({ at }) => at)) + after

const agrees = (clock: typeof responseClock, some: SomeCase): void => {
  const now = nowOf(some)
  const made = clock(some.terms, some.events, now)
  const told = clockOracle(some.terms, some.events, now)
  for (const key of ['state', 'none', 'startedAt', 'dueAt', 'targetRule', 'targetMinutes', 'respondedAt', 'byMs'] as const)
    assert.equal(made[key], told[key], key)
}

test(`the clock agrees with a brute-force one on ${runs} generated cases (ACP-9, policies B27 to B31)`, () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(someCase, (some) => {
      agrees(responseClock, some)
      const clock = responseClock(some.terms, some.events, nowOf(some))
      const outcome = clock.none ?? clock.state
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
    }),
    { numRuns: runs },
  )
  for (const outcome of ['running', 'met', 'missed', 'not-reported', 'no-target', 'withdrawn', 'no-due'])
    assert.ok((seen.get(outcome) ?? 0) > runs / 500, `${outcome} was generated: ${JSON.stringify([...seen])}`)
})

test('a planted fault in any one rule is found by the same cases', () => {
  const policy = (terms: ClockTerms, change: Partial<ClockTerms['policies']>): ClockTerms => ({
    ...terms,
    policies: { ...terms.policies, ...change },
  })
  const { P1, P2, P3, P4 } = { P1: 'elapsed', P2: 'elapsed', P3: 'elapsed', P4: 'elapsed' } as const
  const faults: readonly (readonly [string, typeof responseClock])[] = [
    [
      'due a minute late',
      (terms, events, now) =>
        responseClock({ ...terms, targets: terms.targets.map((target) => ({ ...target, minutes: target.minutes + 1 })) }, events, now),
    ],
    ['web P1 forgotten', (terms, events, now) => responseClock({ ...terms, channelRules: [] }, events, now)],
    [
      'starts at creation',
      (terms, events, now) =>
        responseClock(policy(terms, { responseStart: stamped('B27', { from: 'creation', phone: 'call-answered' }) }), events, now),
    ],
    [
      'always round the clock',
      (terms, events, now) => responseClock(policy(terms, { responseClock: stamped('B29', { P1, P2, P3, P4 }) }), events, now),
    ],
    [
      'bounces ignored',
      (terms, events, now) =>
        responseClock(
          terms,
          events.filter(({ kind }) => kind !== 'email-bounced'),
          now,
        ),
    ],
    [
      'voicemail always counts',
      (terms, events, now) =>
        responseClock(
          terms,
          events.map((event) => (event.kind === 'contact' ? { ...event, numberLeft: true } : event)),
          now,
        ),
    ],
    [
      'raised restarts the clock',
      (terms, events, now) =>
        responseClock(
          policy(terms, {
            responseRepriority: stamped('B31', { ...terms.policies.responseRepriority.value, raised: 'change-plus-target' }),
          }),
          events,
          now,
        ),
    ],
    [
      'lowered changes nothing',
      (terms, events, now) =>
        responseClock(
          policy(terms, { responseRepriority: stamped('B31', { ...terms.policies.responseRepriority.value, lowered: 'unchanged' }) }),
          events,
          now,
        ),
    ],
    [
      'ties by list order',
      (terms, events, now) =>
        responseClock(
          terms,
          events.map((event) => ({ ...event, sequence: undefined })),
          now,
        ),
    ],
    ['holidays worked', (terms, events, now) => responseClock({ ...terms, calendars: workedHolidays }, events, now)],
    [
      'closing by the provider ends it',
      (terms, events, now) =>
        responseClock(
          terms,
          events.map((event) => (event.kind === 'closed' ? { ...event, by: 'customer' as const } : event)),
          now,
        ),
    ],
    [
      'due itself is missed',
      (terms, events, now) => {
        const clock = responseClock(terms, events, now)
        return clock.byMs === 0 && clock.state === 'met' ? { ...clock, state: 'missed' } : clock
      },
    ],
  ]
  for (const [title, faulty] of faults) {
    const found = fc.check(
      fc.property(someCase, (some) => agrees(faulty, some)),
      { numRuns: 20_000, endOnFailure: true },
    )
    assert.ok(found.failed, title)
  }
})

const workedHolidays = calendars.map((each) => ({ ...each, holidays: [] }))
