import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import { addDays } from '../../src/calendar/terms.ts'
import { workingDayAfter, workingDaysAfter } from '../../src/calendar/working-days.ts'
import type { Duty, Offering } from '../../src/catalog/offering.ts'
import { builtInOfferings } from '../../src/catalog/offerings/index.ts'
import { delayDays } from '../../src/duties/asks.ts'
import type { AttendedPeriod } from '../../src/duties/attendance.ts'
import type { DutyEvent, Engagement } from '../../src/duties/event.ts'
import { whatHolds } from '../../src/duties/holds.ts'
import { type DutyWorld, itemsOf } from '../../src/duties/items.ts'
import { standingOf } from '../../src/duties/loans/loan.ts'
import { missedDays } from '../../src/duties/missed.ts'
import { rulesOf } from '../../src/duties/rules.ts'
import { toIso } from '../../src/lib/time.ts'
import type { Contact, ContactRole } from '../../src/parties/contacts.ts'
import { fc } from '../support/laws.ts'

/** The rules of duties without a database: laws over every built-in service, and lists of what each rule makes of events. */

const weekday = [{ start: '09:00', end: '17:00' }]
const calendar: WorkCalendar = {
  kind: 'calendar',
  id: 'test',
  version: 1,
  title: 'Working days',
  zone: 'UTC',
  week: { monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday },
  holidays: [
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-04-06', name: 'Easter Monday' },
  ],
  loadedYears: [2026],
}
const dayOf = (at: number) => toIso(at).slice(0, 10)
const loans = { out: 0, unconfirmed: [], unsettled: [], overdue: [] }
const engagement: Engagement = {
  id: 'e1',
  contractId: 'c1',
  kind: 'window',
  title: 'a window',
  acts: ['window', 'PHC', 'CACR'],
  openedOn: '2026-03-01',
  startsOn: null,
  window: { startsAt: Date.parse('2026-03-17T10:00:00Z'), endsAt: Date.parse('2026-03-17T15:00:00Z') },
  zone: 'UTC',
  endedOn: null,
  leadId: null,
}
const worldOf = (offering: Offering, more: Partial<DutyWorld> = {}): DutyWorld => ({
  offering,
  contract: { id: 'c1', state: 'active', activatedOn: '2026-01-01', startsOn: '2026-01-01' },
  engagement: null,
  contacts: [],
  loans,
  events: [],
  calendar,
  today: '2026-03-10',
  dayOf,
  siteDayOf: dayOf,
  ...more,
})
const serviceOf = (code: string) => builtInOfferings.find((each) => each.code === code) as Offering
const said = (seq: number, kind: DutyEvent['kind'], duty: string, day: string, more: Partial<DutyEvent> = {}): DutyEvent => ({
  id: `v${seq}`,
  seq,
  contractId: 'c1',
  engagementId: null,
  duty,
  part: null,
  kind,
  at: Date.parse(`${day}T12:00:00Z`),
  on: day,
  actor: 'somebody',
  side: 'customer',
  text: 'words',
  nothing: false,
  file: null,
  until: null,
  refersTo: null,
  ...more,
})

test('working days: what was added is counted back, and a year that is not loaded is refused', () => {
  const day = fc.integer({ min: 0, max: 300 }).map((each) => addDays('2026-01-01', each))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 20 }), (from, days) => {
      const to = workingDayAfter(calendar, from, days)
      assert.equal(typeof to, 'string')
      const counted = workingDaysAfter(calendar, from, to as string)
      assert.ok(!('kind' in counted))
      assert.equal(counted.length, days)
      assert.equal(counted.at(-1), to, 'the last day is a working day itself')
    }),
  )
  assert.equal(workingDayAfter(calendar, '2026-04-01', 5), '2026-04-10')
  const refused = workingDayAfter(calendar, '2026-12-30', 5)
  assert.equal(typeof refused === 'object' && refused.kind, 'year-not-loaded')
})

const anyEvents = (offering: Offering, work: string | null) =>
  fc
    .array(
      fc.record({
        duty: fc.constantFrom(...offering.duties.map(({ code }) => code)),
        kind: fc.constantFrom('met', 'lapsed', 'cannot', 'asked', 'waived' as const),
        day: fc.integer({ min: 0, max: 90 }).map((each) => addDays('2026-01-01', each)),
        until: fc.integer({ min: 0, max: 90 }).map((each) => addDays('2026-01-01', each)),
      }),
      { maxLength: 25 },
    )
    .map((events) =>
      events.map(({ duty, kind, day, until }, at) =>
        said(at + 1, kind as DutyEvent['kind'], duty, day, {
          engagementId: work,
          until: kind === 'waived' || kind === 'asked' ? until : null,
        }),
      ),
    )

for (const offering of builtInOfferings) {
  test(`${offering.code}: whatever was said, taking a case in waits for nothing`, () => {
    const world = fc
      .constantFrom(null, engagement)
      .chain((each) =>
        fc.tuple(fc.constant(each), anyEvents(offering, each?.id ?? null), fc.constantFrom('only-what-needs-it', 'everything' as const)),
      )
    fc.assert(
      fc.property(world, ([work, events, blocks]) => {
        const items = itemsOf(worldOf(offering, { engagement: work, events }))
        for (const act of ['P1', 'P2', 'P3', 'P4', 'intake', 'case.open'])
          assert.deepEqual(whatHolds(items, act, blocks as 'everything'), { act, verdict: 'free', holds: [], pauses: [] })
      }),
    )
  })

  test(`${offering.code}: what holds an act names it, or names nothing; and no waived, met or kept duty ever holds`, () => {
    const acts = [...offering.deliverables.map(({ code }) => code), 'window', 'activation', 'sign-off', 'loan', 'redemption']
    let held = 0
    fc.assert(
      fc.property(anyEvents(offering, 'e1'), fc.constantFrom(...acts), (events, act) => {
        const items = itemsOf(worldOf(offering, { engagement, events }))
        for (const { duty, clauses } of whatHolds(items, act).holds) {
          held++
          const item = items.find(({ code }) => code === duty)
          assert.ok(item && ['open', 'overdue', 'broken', 'cannot'].includes(item.bare), `${duty} is ${item?.bare}`)
          assert.ok(item.needed === null ? item.effect.startsWith('blocks') : item.needed.includes(act), `${duty} does not name ${act}`)
          assert.ok(clauses.length > 0)
        }
      }),
    )
    const without = offering.duties.every((duty) => rulesOf(duty).per === 'contract')
    assert.ok(held > 0 || without, 'nothing was ever held, so the law proves nothing')
  })
}

test('a fault that is planted is found: a duty that names the intake would hold nothing up', () => {
  const offering = serviceOf('MSP')
  const planted = {
    ...offering,
    duties: offering.duties.map((duty) => (duty.code === 'network-papers' ? { ...duty, needed: ['P1', 'PHC'] } : duty)),
  }
  const items = itemsOf(worldOf(planted as Offering, { engagement }))
  assert.equal(whatHolds(items, 'P1').verdict, 'free')
  assert.equal(whatHolds(items, 'PHC').verdict, 'held')
})

test('with the policy that blocks everything, each unmet condition holds up each delivery (policy B21)', () => {
  const items = itemsOf(worldOf(serviceOf('MSP'), { engagement }))
  assert.deepEqual(
    whatHolds(items, 'SMO').holds.map(({ duty }) => duty),
    ['legal-rules'],
  )
  assert.ok(whatHolds(items, 'SMO', 'everything').holds.length > 4)
})

const contact = (role: ContactRole, personId: string, endsOn: string | null = null): Contact => ({
  id: `${role} ${personId}`,
  personId,
  name: personId,
  role,
  offering: null,
  startsOn: '2025-01-01',
  endsOn,
  certificate: null,
})

const facts: readonly (readonly [
  name: string,
  service: string,
  duty: string,
  contacts: readonly Contact[],
  state: string,
  since: string | null,
])[] = [
  ['MSP-5.b1: one lead is enough, and one is needed', 'MSP', 'lead-contact', [contact('lead', 'lea')], 'met', null],
  [
    'MSP-5.b1: two leads are one too many',
    'MSP',
    'lead-contact',
    [contact('lead', 'lea'), contact('lead', 'max')],
    'overdue',
    '2026-01-02',
  ],
  ['MSP-5.b2: one representative is too few', 'MSP', 'named-contacts', [contact('named', 'mia')], 'overdue', '2026-01-02'],
  [
    'MSP-5.b2: the lead is not counted among the two',
    'MSP',
    'named-contacts',
    [contact('lead', 'lea'), contact('named', 'mia')],
    'overdue',
    '2026-01-02',
  ],
  ['MSP-5.b2: two are enough', 'MSP', 'named-contacts', [contact('named', 'mia'), contact('named', 'noah')], 'met', null],
  ['MSP-5.b2: seven are too many', 'MSP', 'named-contacts', [...'abcdefg'].map((each) => contact('named', each)), 'overdue', '2026-01-02'],
  ['MSP-5.b5: a missing certificate is advice and never late', 'MSP', 'certificates', [contact('named', 'mia')], 'open', null],
  ['MSP-5.i: nobody signs off', 'MSP', 'sign-off-contact', [], 'open', '2026-01-01'],
  [
    'SSM-4.b1: the primary contact left on the last day of February',
    'SSM',
    'primary-contact',
    [contact('primary', 'carl', '2026-02-28')],
    'overdue',
    '2026-03-01',
  ],
  [
    'SSM-4.b2: the same person is no backup',
    'SSM',
    'backup-contact',
    [contact('primary', 'carl'), contact('backup', 'carl')],
    'overdue',
    '2026-01-02',
  ],
  ['ISS-4.f: two different people', 'ISS', 'primary-and-backup', [contact('primary', 'ann'), contact('backup', 'bob')], 'met', null],
]
for (const [name, service, duty, contacts, state, since] of facts)
  test(`a fact decides: ${name}`, () => {
    const item = itemsOf(worldOf(serviceOf(service), { contacts })).find(({ code }) => code === duty)
    assert.deepEqual([item?.state, item?.since], [state, since])
  })

const told: readonly (readonly [
  name: string,
  service: string,
  duty: string,
  events: readonly DutyEvent[],
  today: string,
  state: string,
])[] = [
  ['standing until somebody says otherwise', 'ACP', 'knowledge-exchange', [], '2026-03-10', 'standing'],
  [
    'not met any more, whatever it was',
    'ACP',
    'solution-conditions',
    [said(1, 'met', 'solution-conditions', '2026-02-01'), said(2, 'lapsed', 'solution-conditions', '2026-03-01')],
    '2026-03-10',
    'broken',
  ],
  [
    'and met again',
    'ACP',
    'solution-conditions',
    [said(1, 'lapsed', 'solution-conditions', '2026-03-01'), said(2, 'met', 'solution-conditions', '2026-03-02')],
    '2026-03-10',
    'met',
  ],
  [
    'confirmed within the quarter (ACP-16.p6)',
    'ACP',
    'current-profile',
    [said(1, 'met', 'current-profile', '2026-01-15')],
    '2026-04-15',
    'met',
  ],
  [
    'a quarter and a day after it was confirmed',
    'ACP',
    'current-profile',
    [said(1, 'met', 'current-profile', '2026-01-15')],
    '2026-04-16',
    'overdue',
  ],
  [
    'a waiver on its last day',
    'ACP',
    'software-access',
    [said(1, 'waived', 'software-access', '2026-03-01', { until: '2026-03-10' })],
    '2026-03-10',
    'waived',
  ],
  [
    'a waiver the day after',
    'ACP',
    'software-access',
    [said(1, 'waived', 'software-access', '2026-03-01', { until: '2026-03-09' })],
    '2026-03-10',
    'overdue',
  ],
  ['nothing is owed before it is asked for', 'ACP', 'information', [], '2026-03-10', 'not-asked'],
  [
    'asked and open on the day',
    'ACP',
    'information',
    [said(1, 'asked', 'information', '2026-03-02', { until: '2026-03-10' })],
    '2026-03-10',
    'open',
  ],
  ['asked and late', 'ACP', 'training', [said(1, 'asked', 'training', '2026-03-02', { until: '2026-03-09' })], '2026-03-10', 'overdue'],
  ['a notice of today', 'ACP', 'software-access', [said(1, 'cannot', 'software-access', '2026-03-10')], '2026-03-10', 'cannot'],
  [
    'a notice of tomorrow',
    'ACP',
    'software-access',
    [said(1, 'met', 'software-access', '2026-01-02'), said(2, 'cannot', 'software-access', '2026-03-11')],
    '2026-03-10',
    'will-be-unmet',
  ],
  [
    'a notice of tomorrow of what is not there today either',
    'ACP',
    'named-contacts',
    [said(1, 'cannot', 'named-contacts', '2026-03-11')],
    '2026-03-10',
    'overdue',
  ],
  [
    'evidence after the notice shows that it could',
    'ACP',
    'software-access',
    [said(1, 'cannot', 'software-access', '2026-03-01'), said(2, 'met', 'software-access', '2026-03-05')],
    '2026-03-10',
    'met',
  ],
  [
    'a notice that was taken back',
    'ACP',
    'software-access',
    [
      said(1, 'met', 'software-access', '2026-01-02'),
      said(2, 'cannot', 'software-access', '2026-03-01'),
      said(3, 'withdrawn', 'software-access', '2026-03-02', { refersTo: 'v2' }),
    ],
    '2026-03-10',
    'met',
  ],
]
for (const [name, service, duty, events, today, state] of told)
  test(`what was said: ${name}`, () => {
    assert.equal(itemsOf(worldOf(serviceOf(service), { events, today })).find(({ code }) => code === duty)?.state, state)
  })

test('MSP-5.r1: days on which two questions were open count once', () => {
  const asks = (days: readonly (readonly [from: string, to: string])[]) =>
    days.map(([from, to], at) => ({
      id: String(at),
      text: '',
      part: null,
      source: null,
      askedAt: 0,
      askedOn: from,
      askedBy: '',
      dueOn: null,
      answer: { at: Date.parse(to), on: to, text: '' },
      waitedDays: null,
      case: null,
      software: null,
    }))
  const of = (days: readonly (readonly [string, string])[]) => delayDays(asks(days), { calendar, dayOf, today: '2026-05-01' })
  assert.equal(
    of([
      ['2026-04-14', '2026-04-16'],
      ['2026-04-16', '2026-04-17'],
      ['2026-04-17', '2026-04-23'],
    ]),
    7,
  )
  assert.equal(
    of([
      ['2026-04-14', '2026-04-16'],
      ['2026-04-14', '2026-04-16'],
    ]),
    2,
  )
  assert.equal(of([['2026-04-02', '2026-04-07']]), 1, 'over Easter')
  assert.equal(
    delayDays(asks([['2026-12-30', '2027-01-04']]), { calendar, dayOf, today: '2027-01-05' }),
    null,
    'an unloaded year is unknown, not nothing',
  )
})

test('a service that says nothing about its duties has working ones: what follows from their effect', () => {
  const due = (effect: Duty['effect'], party: Duty['party'] = 'customer') =>
    rulesOf({ party, code: 'x', title: 'x', effect, clauses: ['SPARE-1.1'] }).due.rule
  assert.deepEqual(
    (['none', 'advice', 'blocks-activation', 'blocks-deliverable', 'pauses-work', 'chargeable'] as const).map((each) => due(each)),
    ['continuous', 'continuous', 'at-activation', 'before-start', 'after-asking', 'continuous'],
  )
  assert.equal(due('blocks-deliverable', 'provider'), 'continuous')
})

test('MSP-5.e3: the risk is the customer’s from receipt to receipt, whatever order the rest comes in', () => {
  const at = (hour: number) => Date.parse('2026-04-20T00:00:00Z') + hour * 3_600_000
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 500 }), fc.boolean(), (from, length, confirmed) => {
      const event = (seq: number, kind: 'handed-over' | 'confirmed' | 'returned', hour: number) => ({
        id: String(seq),
        seq,
        kind,
        at: at(hour),
        happenedAt: at(hour),
        on: dayOf(at(hour)),
        actor: '',
        text: '',
        money: null,
        incident: null,
        refersTo: null,
      })
      const events = [event(1, 'handed-over', from), ...(confirmed ? [event(2, 'confirmed', from)] : [])]
      const terms = { serviceEnd: '2026-12-31', today: '2026-05-01', overdueAfterDays: 1 }
      assert.equal(standingOf(events, terms).risk, 'customer')
      const back = standingOf([...events, event(3, 'returned', from + length)], terms)
      assert.deepEqual([back.risk, back.riskFrom, back.riskTo, back.state], ['provider', at(from), at(from + length), 'returned'])
    }),
  )
})

test('SSM-4.c: the duty to attend follows the last period that was over, and stands as kept where nobody asks the meetings', () => {
  const period = (from: string, to: string, attended: number, state: AttendedPeriod['state']) => ({ from, to, attended, due: 1, state })
  const attendance = [
    period('2026-01-01', '2026-02-28', 1, 'met'),
    period('2026-03-01', '2026-04-30', 0, 'not met'),
    period('2026-05-01', '2026-06-30', 0, 'no meeting was offered'),
    period('2026-07-01', '2026-08-31', 2, 'met'),
  ]
  const on = (today: string, more: Partial<DutyWorld> = { attendance }) => {
    const item = itemsOf(worldOf(serviceOf('SSM'), { today, ...more })).find(({ code }) => code === 'attend-meetings')
    return [item?.state, item?.since, item?.fact?.found]
  }
  assert.deepEqual(on('2026-02-28'), ['met', null, 'no period is over in which a meeting was offered'])
  assert.deepEqual(on('2026-04-30'), ['met', null, 'attended 1 from 2026-01-01 to 2026-02-28'])
  assert.deepEqual(on('2026-05-01'), ['overdue', '2026-05-01', 'attended 0 from 2026-03-01 to 2026-04-30'])
  assert.deepEqual(on('2026-08-31').slice(0, 2), ['overdue', '2026-05-01'])
  assert.deepEqual(on('2026-09-01').slice(0, 2), ['met', null])
  assert.deepEqual(on('2026-05-01', {}).slice(0, 2), ['standing', null])
})

test('missed is a day on which a duty was late, broken or could not be met, and was not waived (MSP-5.r2, policy B21)', () => {
  const msp = serviceOf('MSP')
  const missed = (duty: string, today: string, ...events: readonly DutyEvent[]) => {
    const work = { ...engagement, kind: 'request' as const, startsOn: '2026-03-20', window: null }
    const own = events.map((event) => ({ ...event, engagementId: msp.duties.find(({ code }) => code === duty)?.per ? 'e1' : null }))
    const items = [null, work].flatMap((each) => itemsOf(worldOf(msp, { engagement: each, events: own, today })))
    const item = items.find(({ code }) => code === duty)
    assert.ok(item)
    return missedDays(item, own, { from: '2026-03-01', today, dayOf })
  }
  const access = (seq: number, kind: DutyEvent['kind'], day: string, more: Partial<DutyEvent> = {}) =>
    said(seq, kind, 'network-access', day, more)
  // due before the work starts on 20 March
  assert.deepEqual(missed('network-access', '2026-03-19'), [])
  assert.deepEqual(missed('network-access', '2026-03-21'), ['2026-03-20', '2026-03-21'])
  assert.deepEqual(missed('network-access', '2026-03-25', access(1, 'met', '2026-03-19'), access(2, 'met', '2026-03-24')), [])
  assert.deepEqual(missed('network-access', '2026-03-25', access(1, 'met', '2026-03-21')), ['2026-03-20', '2026-03-21'])
  // the provider did without it, from the day of its waiver to the last one
  assert.deepEqual(missed('network-access', '2026-03-25', access(1, 'waived', '2026-03-18', { until: '2026-03-30' })), [])
  assert.deepEqual(missed('network-access', '2026-03-23', access(1, 'waived', '2026-03-21', { until: '2026-03-22' })), [
    '2026-03-20',
    '2026-03-23',
  ])
  // an answer is late after its own day, and without one after the day of the duty
  const asked = access(1, 'asked', '2026-03-02', { until: '2026-03-05' })
  assert.deepEqual(missed('network-access', '2026-03-10', asked, access(2, 'met', '2026-03-05', { refersTo: 'v1' })), [])
  assert.deepEqual(missed('network-access', '2026-03-10', asked, access(2, 'met', '2026-03-07', { refersTo: 'v1' })), [
    '2026-03-06',
    '2026-03-07',
  ])
  assert.deepEqual(missed('network-access', '2026-03-10', access(1, 'asked', '2026-03-02')), [])
  // what was mended or withdrawn was missed in between; before the work was opened nothing of it was
  const conduct = [said(1, 'lapsed', 'lawful-conduct', '2026-02-26'), said(2, 'met', 'lawful-conduct', '2026-03-02')]
  assert.deepEqual(missed('lawful-conduct', '2026-03-10', ...conduct), ['2026-03-01', '2026-03-02'])
  const notice = [access(1, 'cannot', '2026-03-08', { id: 'n1' }), access(2, 'withdrawn', '2026-03-09', { refersTo: 'n1' })]
  assert.deepEqual(missed('network-access', '2026-03-10', ...notice), ['2026-03-08', '2026-03-09'])
  // a fact is known as it stands
  assert.deepEqual(missed('sign-off-contact', '2026-03-10'), [])
})
