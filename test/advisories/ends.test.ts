import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeviceSide, decideEnds, type Told, thresholdOf } from '../../src/advisories/ends/decide.ts'
import { endLetter, gatherEnds } from '../../src/advisories/ends/word.ts'
import { addDays } from '../../src/calendar/terms.ts'
import { fc } from '../support/laws.ts'

/** When an end is told, told anew, withdrawn or forgotten. */

const thresholds = [12, 6, 3]
const side = (on: string | undefined, more: Partial<DeviceSide> = {}): DeviceSide => ({
  deviceId: 'd1',
  serial: 'SN1',
  of: 'product',
  subject: 'MX80',
  ends: on === undefined ? {} : { endOfSupport: { on, label: 'published' } },
  ...more,
})
const told = (on: string, months: number | null, subject = 'MX80'): Told => ({
  deviceId: 'd1',
  of: 'product',
  milestone: 'endOfSupport',
  subject,
  on,
  months,
})
const fates = (sides: readonly DeviceSide[], before: readonly Told[], today: string) => {
  const { said, forgotten } = decideEnds(sides, before, today, thresholds)
  return [...said.map(({ fate, months }) => `${fate} ${months}`), ...forgotten.map(() => 'forgotten')]
}

const cases = [
  ['more than a year ahead', [side('2027-06-30')], [], '2026-06-29', []],
  ['a year ahead to the day', [side('2027-06-30')], [], '2026-06-30', ['near 12']],
  ['told already', [side('2027-06-30')], [told('2027-06-30', 12)], '2026-12-29', []],
  ['half a year ahead', [side('2027-06-30')], [told('2027-06-30', 12)], '2026-12-30', ['near 6']],
  ['first heard of in the last month', [side('2027-06-30')], [], '2027-06-20', ['near 3']],
  ['the last day', [side('2027-06-30')], [told('2027-06-30', 6)], '2027-06-30', ['near 3']],
  ['passed and never told', [side('2027-06-30')], [], '2027-07-01', []],
  ['the end of February counts as the end of August', [side('2026-08-31')], [], '2026-02-28', ['near 6']],
  ['moved away', [side('2029-06-30')], [told('2027-06-30', 6)], '2027-01-10', ['moved null']],
  ['moved near', [side('2027-02-01')], [told('2027-06-30', 6)], '2027-01-10', ['moved 3']],
  ['moved, and later near again', [side('2029-06-30')], [told('2029-06-30', null)], '2028-06-30', ['near 12']],
  ['no longer known', [side(undefined)], [told('2027-06-30', 6)], '2027-01-10', ['withdrawn 6']],
  [
    'another product stands there now',
    [side('2027-06-30', { subject: 'MX204' })],
    [told('2027-06-30', 6)],
    '2027-01-10',
    ['near 6', 'forgotten'],
  ],
  ['not covered any more', [], [told('2027-06-30', 6)], '2027-01-10', ['forgotten']],
] as const

test('SSM-3.2.p5: an end is told as it comes near, told anew when it moves, withdrawn when it is no longer known, and forgotten with its device', () => {
  for (const [name, sides, before, today, expected] of cases) assert.deepEqual(fates(sides, before, today), expected, name)
})

test('looked at every day or only when it says so, an end is told the same number of times: once for each threshold', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 }), (ahead, from) => {
      const start = addDays('2026-01-01', from)
      const on = addDays(start, ahead)
      const play = (step: (today: string, next: string | null) => string | null) => {
        let before: readonly Told[] = []
        const heard: (number | null)[] = []
        for (let today: string | null = start; today !== null && today <= on; ) {
          const { said, next } = decideEnds([side(on)], before, today, thresholds)
          if (said.length > 0) before = said
          heard.push(...said.map(({ months }) => months))
          today = step(today, next)
        }
        return heard
      }
      const daily = play((today) => addDays(today, 1))
      assert.deepEqual(
        play((_, next) => next),
        daily,
      )
      const first = thresholdOf(on, start, thresholds)
      assert.deepEqual(
        daily,
        thresholds.filter((months) => first === null || months <= first),
      )
    }),
  )
})

test('one letter: the same end of many devices in one line, bounded, and what is no more than advice is said to be', () => {
  const sides = Array.from({ length: 30 }, (_, at) =>
    side('2027-01-31', { deviceId: `d${at}`, serial: `SN${String(at).padStart(2, '0')}` }),
  )
  const computed = side(undefined, {
    deviceId: 'd1',
    serial: 'SN01',
    of: 'release',
    subject: 'Junos OS 21.4',
    ends: { endOfSupport: { on: '2027-01-01', label: 'computed' } },
  })
  const { said } = decideEnds([...sides, computed], [], '2026-09-01', thresholds)
  const ends = gatherEnds(said)
  assert.deepEqual(
    ends.map(({ subject, serials }) => [subject, serials.length]),
    [
      ['Junos OS 21.4', 1],
      ['MX80', 30],
    ],
  )
  const letter = endLetter(ends, 'yours')
  assert.equal(letter.subject, '30 devices of yours come near the end of support or engineering')
  assert.match(letter.text, /SN00, .*SN19 and 10 more/)
  assert.match(letter.text, /Junos OS 21\.4: end of support 2027-01-01 \(computed\), within 6 months\./)
  assert.match(letter.text, /advice; what is published decides/)
  assert.doesNotMatch(endLetter(ends.slice(1), 'yours').text, /advice/)
})
