import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapsOf, type Layer, onCallAt, type Roster, spansOf } from '../src/escalation/on-call/rota.ts'
import { fc } from './support/laws.ts'

const at = (text: string) => Date.parse(text)
const layer = (given: Partial<Layer>): Layer => ({
  title: 'week',
  tier: 1,
  zone: 'Europe/Berlin',
  people: ['ann', 'bob', 'cy'],
  start: '2026-01-05T09:00',
  turnDays: 7,
  hours: null,
  holidays: [],
  ...given,
})
const roster = (layers: readonly Layer[], more: Partial<Roster> = {}): Roster => ({
  standings: [{ since: 0, layers }],
  overrides: [],
  leftAt: new Map(),
  ...more,
})
const first = (given: Roster, when: string) => onCallAt(given, at(when))[0]?.personId ?? null

test('turns of a week are handed over at nine local time, in summer and in winter', () => {
  const weekly = roster([layer({})])
  assert.equal(first(weekly, '2026-01-12T07:59:59Z'), 'ann')
  assert.equal(first(weekly, '2026-01-12T08:00:00Z'), 'bob')
  assert.equal(first(weekly, '2026-07-06T06:59:59Z'), 'bob')
  assert.equal(first(weekly, '2026-07-06T07:00:00Z'), 'cy')
  assert.equal(first(weekly, '2026-01-05T07:59:59Z'), null)
})

test('the night on which the clocks go back hands over once, and its turn is an hour longer', () => {
  const daily = roster([layer({ turnDays: 1, start: '2026-10-20T02:30' })])
  // 02:30 comes twice on 25 October in Berlin: the first one counts
  const handover = at('2026-10-25T00:30:00Z')
  assert.notEqual(first(daily, '2026-10-25T00:29:59Z'), first(daily, '2026-10-25T00:30:00Z'))
  assert.equal(first(daily, '2026-10-25T01:15:00Z'), first(daily, '2026-10-25T00:45:00Z'))
  const [span] = spansOf(daily, handover, handover + 40 * 3_600_000)
  assert.equal(span && (span.to - span.from) / 3_600_000, 25)
})

test('the sun is followed: each region serves its own day and nobody serves twice', () => {
  const region = (title: string, zone: string, person: string): Layer =>
    layer({
      title,
      zone,
      people: [person],
      start: '2026-01-01T00:00',
      turnDays: 1,
      hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '16:00' },
    })
  const sun = roster([region('a', 'Asia/Singapore', 'sin'), region('e', 'Europe/London', 'lon'), region('w', 'America/New_York', 'nyc')])
  assert.equal(first(sun, '2026-02-03T01:00:00Z'), 'sin')
  assert.equal(first(sun, '2026-02-03T09:00:00Z'), 'lon')
  assert.equal(first(sun, '2026-02-03T20:00:00Z'), 'nyc')
  assert.deepEqual(
    gapsOf(spansOf(sun, at('2026-02-03T00:00:00Z'), at('2026-02-04T00:00:00Z'))).map((gap) => new Date(gap.from).toISOString()),
    ['2026-02-03T21:00:00.000Z'],
  )
})

test('a night shift belongs to the day on which it begins, and a holiday takes it out', () => {
  const nights = roster([
    layer({
      start: '2026-01-01T00:00',
      turnDays: 1,
      people: ['ann'],
      hours: { days: [5], from: '22:00', to: '06:00' },
      holidays: ['2026-12-25'],
    }),
  ])
  assert.equal(first(nights, '2026-03-07T04:00:00Z'), 'ann')
  assert.equal(first(nights, '2026-03-07T21:30:00Z'), null)
  assert.equal(first(nights, '2026-12-26T01:00:00Z'), null)
})

test('an override stands while it lasts and until it is taken back, the newest over older ones', () => {
  const from = at('2026-01-06T00:00:00Z')
  const put = { tier: 1, from, to: from + 86_400_000 }
  const swapped = roster([layer({})], {
    overrides: [
      { ...put, personId: 'bob', removedAt: null },
      { ...put, personId: 'cy', removedAt: from + 3_600_000 },
    ],
  })
  assert.equal(first(swapped, '2026-01-06T00:30:00Z'), 'cy')
  assert.equal(first(swapped, '2026-01-06T01:00:00Z'), 'bob')
  assert.equal(first(swapped, '2026-01-07T00:00:00Z'), 'ann')
})

test('who has left is passed over, and when all have left there is a gap', () => {
  const left = at('2026-01-06T00:00:00Z')
  const one = roster([layer({})], { leftAt: new Map([['ann', left]]) })
  assert.deepEqual(onCallAt(one, left), [{ tier: 1, personId: 'bob', by: 'stand-in', layer: 'week' }])
  const both = roster([layer({ people: ['ann', 'bob'] })], {
    leftAt: new Map([
      ['ann', left],
      ['bob', left],
    ]),
  })
  assert.deepEqual(onCallAt(both, left), [])
  assert.equal(gapsOf(spansOf(both, left, left + 86_400_000)).length, 1)
  assert.equal(first(both, '2026-01-05T20:00:00Z'), 'ann')
})

test('an edit of the roster does not change who was on call before it', () => {
  const edited = roster([], {
    standings: [
      { since: 0, layers: [layer({})] },
      { since: at('2026-03-01T00:00:00Z'), layers: [layer({ people: ['dee'] })] },
    ],
  })
  assert.equal(first(edited, '2026-01-06T12:00:00Z'), 'ann')
  assert.equal(first(edited, '2026-03-01T00:00:00Z'), 'dee')
})

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Casablanca', 'America/Sao_Paulo']
const anyLayer = fc.record({
  title: fc.constantFrom('a', 'b'),
  tier: fc.integer({ min: 1, max: 2 }),
  zone: fc.constantFrom(...zones),
  people: fc.uniqueArray(fc.constantFrom('ann', 'bob', 'cy', 'dee'), { minLength: 1 }),
  start: fc.constantFrom('2026-01-05T09:00', '2026-02-01T02:30', '2025-12-31T23:59'),
  turnDays: fc.integer({ min: 1, max: 14 }),
  hours: fc.option(
    fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.constantFrom('00:00', '02:30', '09:00', '22:00'),
      to: fc.constantFrom('00:00', '02:30', '06:00', '17:00'),
    }),
  ),
  holidays: fc.constantFrom([], ['2026-03-29', '2026-04-01']),
})

test('the stretches say of every instant what the roster says, and leave no hole', () => {
  fc.assert(
    fc.property(
      fc.array(anyLayer, { maxLength: 3 }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 1e9 }),
      (layers, day, ms) => {
        const given = roster(layers)
        const from = at('2026-01-01T00:00:00Z') + day * 86_400_000
        const to = from + 14 * 86_400_000
        const spans = spansOf(given, from, to)
        for (const tier of new Set(spans.map((span) => span.tier))) {
          const mine = spans.filter((span) => span.tier === tier)
          assert.equal(mine[0]?.from, from)
          assert.equal(mine.at(-1)?.to, to)
          for (const [index, span] of mine.entries()) if (index > 0) assert.equal(span.from, mine[index - 1]?.to)
          const when = from + (ms % (to - from))
          const span = mine.find((each) => each.from <= when && when < each.to)
          assert.deepEqual(span?.duty ?? null, onCallAt(given, when).find((duty) => duty.tier === tier) ?? null)
        }
      },
    ),
    { numRuns: 200 },
  )
})
