import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocal, localClock, localDate, resolveLocal, zoneProblem } from '../src/calendar/local-time.ts'
import { fc } from './support/laws.ts'

const long = process.env.HOLDFAST_LONG === '1'
const iso = (at: unknown): string => (typeof at === 'number' ? new Date(at).toISOString() : JSON.stringify(at))

test('local time is resolved by one written rule: repeated is the first, skipped is the jump', () => {
  const cases: readonly (readonly [string, string, 'earlier' | 'later', string])[] = [
    ['Europe/Amsterdam', '2026-03-06T16:30', 'earlier', '2026-03-06T15:30:00.000Z'],
    ['Europe/Amsterdam', '2026-07-01T09:00:05', 'earlier', '2026-07-01T07:00:05.000Z'],
    ['Europe/Amsterdam', '2026-03-29T01:59', 'earlier', '2026-03-29T00:59:00.000Z'],
    ['Europe/Amsterdam', '2026-03-29T02:30', 'earlier', '2026-03-29T01:00:00.000Z'],
    ['Europe/Amsterdam', '2026-03-29T02:30', 'later', '2026-03-29T01:00:00.000Z'],
    ['Europe/Amsterdam', '2026-03-29T03:00', 'earlier', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', 'earlier', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', 'later', '2026-10-25T01:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00', 'earlier', '2026-10-25T02:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', 'later', '2026-04-04T15:15:00.000Z'],
    ['America/New_York', '2026-12-31T24:00', 'earlier', '2027-01-01T05:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T12:00', 'earlier', '2011-12-30T10:00:00.000Z'],
    ['UTC', '2028-02-29T00:00', 'earlier', '2028-02-29T00:00:00.000Z'],
  ]
  for (const [zone, text, which, expected] of cases)
    assert.equal(iso(resolveLocal(zone, text, which)), expected, `${zone} ${text} ${which}`)
})

test('what is no local time or no zone is refused as a value', () => {
  for (const text of [
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-03-06',
    '2026-03-06T25:00',
    '2026-03-06T24:01',
    '2026-03-06 10:00',
    '',
  ]) {
    const answer = resolveLocal('Europe/Amsterdam', text)
    assert.ok(typeof answer === 'object' && answer.kind === 'bad-local-time', text)
  }
  for (const zone of ['Europe/Nowhere', '+01:00', '', 'x y', 'Europe/Amsterdam\n']) {
    assert.equal(zoneProblem(zone)?.kind, 'unknown-zone', zone)
    assert.ok(typeof localDate(zone, 0) === 'object')
    assert.ok(typeof resolveLocal(zone, '2026-03-06T10:00') === 'object')
  }
  assert.ok('kind' in localClock('UTC', Number.NaN))
  assert.equal(formatLocal('Europe/Amsterdam', Date.parse('2026-03-06T15:30Z')), 'Fri 6 Mar 2026 16:30')
  assert.equal(formatLocal('Europe/Amsterdam', Date.parse('2026-03-06T23:30:05Z')), 'Sat 7 Mar 2026 00:30:05')
})

test('every zone agrees with Temporal around each of its changes from 2020 to 2040', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => long || index % 20 === 0)
  assert.ok(zones.length >= 20)
  let changes = 0
  for (const zone of zones) {
    let at: Temporal.ZonedDateTime = Temporal.Instant.from('2020-01-01T00:00Z').toZonedDateTimeISO(zone)
    for (;;) {
      const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next')
      if (next === null || next.year > 2040) break
      changes += 1
      for (const minutes of [-90, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 90]) {
        const around = next.add({ minutes })
        const clock = localClock(zone, around.epochMilliseconds)
        assert.ok(!('kind' in clock))
        assert.equal(clock.offsetMs * 1e6, around.offsetNanoseconds, `${around}`)
        assert.equal(clock.weekday, around.dayOfWeek)
        const wall: Temporal.PlainDateTime = next.toPlainDateTime().add({ minutes })
        const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
        const late = wall.toZonedDateTime(zone, { disambiguation: 'later' })
        const skipped = !early.toPlainDateTime().equals(wall)
        const text = wall.toString({ smallestUnit: 'second' })
        assert.equal(resolveLocal(zone, text), skipped ? next.epochMilliseconds : early.epochMilliseconds, `${zone} ${text}`)
        assert.equal(resolveLocal(zone, text, 'later'), skipped ? next.epochMilliseconds : late.epochMilliseconds)
      }
      at = next
    }
  }
  assert.ok(changes > 100, `${changes} changes`)
})

test('a later local time is never an earlier instant, and an instant survives the way to local time and back', () => {
  const zone = fc.constantFrom('Europe/Amsterdam', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Tehran', 'Pacific/Chatham')
  const second = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  fc.assert(
    fc.property(zone, second, fc.integer({ min: 0, max: 10_000 }), (name, from, later) => {
      const text = (wall: number) => new Date(wall * 1000).toISOString().slice(0, 19)
      assert.ok((resolveLocal(name, text(from)) as number) <= (resolveLocal(name, text(from + later)) as number))
      const clock = localClock(name, from * 1000)
      assert.ok(!('kind' in clock))
      const back = text(from + clock.offsetMs / 1000)
      assert.ok([resolveLocal(name, back), resolveLocal(name, back, 'later')].includes(from * 1000), back)
    }),
    { numRuns: 3_000 },
  )
})
