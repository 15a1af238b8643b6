import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../src/calendar/calendar.ts'
import type { Offering } from '../../src/catalog/offering.ts'
import { iss } from '../../src/catalog/offerings/iss.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
import { findSlots, type SlotQuestion } from '../../src/changes/slots.ts'
import { judgeWindow, windowRules } from '../../src/requests/window-rules.ts'

/** Free times: what is found keeps every rule, and where nothing is found it is said why. */

const shift = [{ start: '09:00', end: '17:00' }]
const calendar: WorkCalendar = {
  kind: 'calendar',
  id: 'vendor-EMEA',
  version: 1,
  title: 'Holidays',
  zone: 'Europe/London',
  week: { monday: shift, tuesday: shift, wednesday: shift, thursday: shift, friday: shift },
  holidays: [{ date: '2026-04-03', name: 'Good Friday' }],
  loadedYears: [2026],
}
const rules = windowRules(iss as Offering, 'ISS', 'EMEA', policyBook('2026-03-01', []))
assert.ok(rules)
const at = (text: string) => Date.parse(text)
const ann = { id: 'ann', name: 'Ann', zone: 'Europe/London', busy: [] }
const question: SlotQuestion = {
  rules,
  calendar,
  now: at('2026-03-10T09:00:00Z'),
  noticedAt: at('2026-03-10T09:00:00Z'),
  minutes: 300,
  from: '2026-03-11',
  days: 40,
  most: 3,
  blackouts: [],
  engineers: [ann],
}

test('the first free times come after the notice, and each keeps every rule of its service', () => {
  const { slots } = findSlots(question)
  assert.deepEqual(
    slots.map(({ startsAt }) => new Date(startsAt).toISOString()),
    ['2026-03-24T09:00:00.000Z', '2026-03-25T09:00:00.000Z', '2026-03-26T09:00:00.000Z'],
  )
  for (const { startsAt, endsAt } of findSlots({ ...question, most: 50 }).slots)
    assert.ok(
      judgeWindow(rules, {
        window: { startsAt, endsAt, zone: 'Europe/London', mode: 'immediate', agreement: '' },
        noticedAt: question.noticedAt,
        waiver: '',
        calendar,
        extras: [],
        sameUnit: [],
        others: [],
      }).every(({ holds }) => holds),
    )
})

test('a booking until noon leaves the afternoon, and a day on which five hours are not left falls away', () => {
  const busy = [
    { startsAt: at('2026-03-24T09:00:00Z'), endsAt: at('2026-03-24T12:00:00Z') },
    { startsAt: at('2026-03-25T11:00:00Z'), endsAt: at('2026-03-25T14:00:00Z') },
  ]
  const { slots } = findSlots({ ...question, engineers: [{ ...ann, busy }], most: 2 })
  assert.deepEqual(
    slots.map(({ startsAt }) => new Date(startsAt).toISOString()),
    ['2026-03-24T12:00:00.000Z', '2026-03-26T09:00:00.000Z'],
  )
})

test('of two who are free, the one who has day at that time stands by', () => {
  const sue = { id: 'sue', name: 'Sue', zone: 'Australia/Sydney', busy: [] }
  assert.equal(findSlots({ ...question, engineers: [sue, ann], most: 1 }).slots[0]?.engineer, 'Ann')
})

test('where nothing fits, each reason is said with the days that it took', () => {
  const away = [{ startsAt: at('2026-01-01T00:00:00Z'), endsAt: at('2026-12-31T00:00:00Z') }]
  const found = findSlots({
    ...question,
    engineers: [{ ...ann, busy: away }],
    blackouts: [{ startsAt: at('2026-03-24T00:00:00Z'), endsAt: at('2026-03-26T00:00:00Z'), reason: 'year end' }],
  })
  assert.deepEqual(found.slots, [])
  assert.deepEqual(
    found.why.map(({ what, days }) => [what.slice(0, 20), days]),
    [
      ['before 2026-03-24: t', 13],
      ['a blackout of the cu', 2],
      ['every engineer is bo', 16],
      ['weekends and holiday', 9],
    ],
  )
  assert.match(findSlots({ ...question, minutes: 301 }).why[0]?.what ?? '', /ISS-6.2b/)
  assert.equal(findSlots({ ...question, engineers: [] }).why[0]?.what, 'no engineer is there')
  assert.match(
    findSlots({ ...question, from: '2026-12-30', days: 5, most: 9 })
      .why.map(({ what }) => what)
      .join(),
    /no holidays entered for 2027/,
  )
})

test('500 engineers over 90 days, all of them busy, are searched in 200 ms', () => {
  const busy = Array.from({ length: 64 }, (_, day) => ({
    startsAt: question.now + day * 86_400_000 * 1.5,
    endsAt: question.now + (day + 1) * 86_400_000 * 1.5,
  }))
  const engineers = Array.from({ length: 500 }, (_, each) => ({ id: `e${each}`, name: `E ${each}`, zone: 'Asia/Tokyo', busy }))
  findSlots({ ...question, engineers: engineers.slice(0, 5), days: 90 })
  const began = performance.now()
  assert.deepEqual(findSlots({ ...question, engineers, days: 90 }).slots, [])
  assert.ok(performance.now() - began < 200, `${performance.now() - began} ms`)
})
