import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Access, barOfGrant, barOfPlace, barOfSession, barOfWish, levels } from '../../src/cases/access/access.ts'
import { daysWaited, waitedMillis } from '../../src/cases/asking/waiting.ts'
import { amountOf, byDay, linesOf, ratesOn } from '../../src/cases/charging/bill.ts'
import { answerOfClaim, barOfMarking, chargedBy, claimsOf, mayBeFound, shownTo } from '../../src/cases/excluding/exclusion.ts'
import { told } from '../../src/cases/export/text.ts'
import { askedOf, barOfOutcome, outcomeOf } from '../../src/cases/outcome/outcome.ts'
import type { CaseEvent, CaseEventBody } from '../../src/cases/timeline.ts'
import { acp } from '../../src/catalog/offerings/acp.ts'
import { css } from '../../src/catalog/offerings/css.ts'
import { builtInOfferings } from '../../src/catalog/offerings/index.ts'
import type { PolicyOverride } from '../../src/catalog/policies.ts'
import { plainMoney } from '../../src/charges/money.ts'
import { daysMs, hoursMs, minutesMs } from '../../src/lib/time.ts'
import { fc } from '../support/laws.ts'

/** The pure rules of what a case needs while it is worked on, as lists and laws. */

const zone = 'Europe/London'
const at = (text: string) => Date.parse(text)
const noon = at('2026-04-06T12:00:00Z')

const asked: Access = {
  id: '',
  caseId: '',
  number: 1,
  level: 'configure',
  environment: 'the server',
  devices: [],
  reason: 'performance',
  why: 'to look',
  wantedFrom: noon,
  wantedTo: noon + 8 * hoursMs,
  askedBy: '',
  askedAt: noon,
  state: 'asked',
  grant: null,
  answeredBy: null,
  answeredAt: null,
  answer: '',
  endedBy: null,
  endedAt: null,
  endedWhy: '',
}
const granted: Access = { ...asked, state: 'granted', grant: { level: 'read', from: noon, to: noon + hoursMs } }

test('CSS-8.b1: a grant holds from its first millisecond until just before its last, at its level or below', () => {
  const list = [
    [noon - 1, 'read', /begins at/],
    [noon, 'read', undefined],
    [noon, 'configure', /is for read/],
    [noon + hoursMs - 1, 'read', undefined],
    [noon + hoursMs, 'read', /ended at/],
  ] as const
  for (const [instant, level, bar] of list) {
    const found = barOfSession(granted, level, instant, zone, ['CSS-8.b1'])
    if (bar) assert.match(found?.title ?? '', bar)
    else assert.equal(found, undefined)
  }
  for (const state of ['asked', 'declined', 'withdrawn', 'revoked', 'ended'] as const)
    assert.ok(barOfSession({ ...granted, state, grant: state === 'asked' ? null : granted.grant }, 'read', noon, zone, []), state)
})

test('CSS-8.b1: whatever is granted lies within what was asked for, and whatever lies within may be granted', () => {
  const hour = fc.integer({ min: -4, max: 12 })
  fc.assert(
    fc.property(hour, hour, fc.constantFrom(...levels), fc.constantFrom(...levels), (from, to, wanted, level) => {
      const given = { level, from: noon + from * hoursMs, to: noon + to * hoursMs }
      const fits = from >= 0 && to <= 8 && from < to && (level === 'read' || wanted === 'configure')
      assert.equal(barOfGrant({ ...asked, level: wanted }, given, noon, []) === undefined, fits)
    }),
  )
})

test('access is asked for a stretch that lies ahead and is not too long', () => {
  const bars = [
    [noon, noon, /before it begins/],
    [noon - 2, noon - 1, /has passed/],
    [noon, noon + 14 * daysMs, undefined],
    [noon, noon + 14 * daysMs + 1, /not asked for so long/],
  ] as const
  for (const [from, to, bar] of bars) assert.match(barOfWish({ from, to }, noon, 14)?.title ?? 'none', bar ?? /^none$/)
})

test('CSS-10.a: work is done from a place of the provider, elsewhere only with a recorded exception', () => {
  const places = [{ code: 'emea', title: '' }]
  assert.equal(barOfPlace('emea', '', places, ['CSS-10.a']), undefined)
  assert.match(barOfPlace('EU1 site', ' ', places, ['CSS-10.a'])?.title ?? '', /CSS-10\.a/)
  assert.equal(barOfPlace('EU1 site', 'the customer asked for it', places, ['CSS-10.a']), undefined)
})

test('CSS-10.c1: time that was waited is never more than what lies between the first and the last, and overlaps count once', () => {
  assert.equal(
    waitedMillis(
      [
        { from: 0, to: 10 },
        { from: 5, to: 20 },
        { from: 30, to: null },
      ],
      35,
    ),
    25,
  )
  assert.equal(waitedMillis([{ from: 50, to: null }], 35), 0)
  const wait = fc.record({ from: fc.nat(1000), length: fc.nat(500), open: fc.boolean() })
  fc.assert(
    fc.property(fc.array(wait, { maxLength: 12 }), fc.integer({ min: 1000, max: 2000 }), (given, now) => {
      const waits = given.map(({ from, length, open }) => ({ from, to: open ? null : from + length }))
      const ticks = new Set<number>()
      for (const { from, to } of waits) for (let tick = from; tick < Math.min(to ?? now, now); tick++) ticks.add(tick)
      assert.equal(waitedMillis(waits, now), ticks.size)
    }),
  )
})

test('CSS-8.i: asked on the 6th and received on the 8th is two days, whatever the hour', () => {
  const wait = (from: string, to: string) => daysWaited(zone, { from: at(from), to: at(to) }, 0)
  assert.equal(wait('2026-04-06T09:00:00Z', '2026-04-08T08:00:00Z'), 2)
  assert.equal(wait('2026-04-06T22:59:00Z', '2026-04-06T23:01:00Z'), 1) // midnight of British Summer Time
  assert.equal(daysWaited(zone, { from: at('2026-06-02T10:00:00Z'), to: null }, at('2026-06-09T10:00:00Z')), 7)
})

const rate = (hourAmount: number, effectiveFrom: string): PolicyOverride => ({
  key: 'work.rates',
  value: [{ currency: 'EUR', hourAmount }],
  effectiveFrom,
  author: 'policy',
  reason: 'price list',
})
const rates = [rate(25_000, '2026-01-01'), rate(27_500, '2026-07-01')] as readonly PolicyOverride[]

test('CSS-8.e3: three hours on the day after the rate changed cost the new rate, over midnight each day its own', () => {
  const cost = (from: string, to: string) => linesOf(zone, { from: at(from), to: at(to) }, 'EUR', rates)?.map(({ amount }) => amount)
  assert.deepEqual(cost('2026-07-02T09:00:00Z', '2026-07-02T12:00:00Z'), [82_500])
  assert.deepEqual(cost('2026-06-30T22:00:00Z', '2026-07-01T00:00:00Z'), [25_000, 27_500]) // midnight is 23:00 UTC
  assert.equal(cost('2025-12-31T10:00:00Z', '2025-12-31T11:00:00Z'), undefined)
  assert.deepEqual(ratesOn('2026-06-30', rates), [{ currency: 'EUR', hourAmount: 25_000, from: '2026-01-01' }])
  assert.deepEqual(ratesOn('2026-06-30', []), [])
})

test('the days of a stretch are its whole length in real minutes, in every zone and over every change of clocks', () => {
  const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/Sao_Paulo')
  const start = fc.integer({ min: at('2026-01-01T00:00:00Z') / minutesMs, max: at('2026-12-31T00:00:00Z') / minutesMs })
  fc.assert(
    fc.property(zones, start, fc.integer({ min: 1, max: 3000 }), (where, from, length) => {
      const parts = byDay(where, from * minutesMs, (from + length) * minutesMs)
      assert.equal(
        parts.reduce((sum, { minutes }) => sum + minutes, 0),
        length,
      )
      assert.equal(new Set(parts.map(({ day }) => day)).size, parts.length)
      assert.ok(parts.every(({ minutes }) => minutes > 0))
    }),
  )
})

test('an amount is rounded once, half of a unit up', () => {
  assert.deepEqual(
    [amountOf(60, 25_000), amountOf(45, 27_500), amountOf(1, 29), amountOf(1, 30), amountOf(20, 10_001)],
    [25_000, 20_625, 0, 1, 3334],
  )
  assert.equal(plainMoney(82_500, 'EUR'), '825.00 EUR')
  assert.equal(plainMoney(825, 'JPY'), '825 JPY')
})

const nothing = { component: '', document: '', section: '', modifiedBy: '' as const, modifiedOn: '', text: '' }
const mark = (
  code: string,
  evidence: Partial<Parameters<typeof barOfMarking>[1]['evidence']> = {},
  how: 'decline' | 'charge' = 'decline',
) => ({
  code,
  part: 'a part',
  how,
  evidence: { ...nothing, ...evidence },
})
const parts = [
  { name: 'libfoo', openSource: true },
  { name: 'export', openSource: false },
]

test('CSS-11: each code asks for its evidence, and no other code is taken', () => {
  const bar = (given: ReturnType<typeof mark>) => barOfMarking(css, given, parts, '2026-06-10')?.title ?? 'none'
  assert.match(bar(mark('gray-market')), /leaves nothing out by this code/)
  assert.match(bar(mark('warranty')), /leaves nothing out by this code/)
  assert.match(bar(mark('open-source-parts', { component: 'export' })), /not flagged as open source .*CSS-11\.b/)
  assert.equal(bar(mark('open-source-parts', { component: 'libfoo' })), 'none')
  assert.match(bar(mark('against-documents', { document: 'guide' })), /CSS-11\.c/)
  assert.equal(bar(mark('against-documents', { document: 'guide', section: '4' })), 'none')
  assert.match(bar(mark('modified-code', { modifiedBy: 'end-user' })), /CSS-11\.d/)
  assert.match(bar(mark('modified-code', { modifiedBy: 'end-user', modifiedOn: '2026-06-11' })), /lies ahead/)
  assert.equal(bar(mark('modified-code', { modifiedBy: 'end-user', modifiedOn: '2026-06-10' }, 'charge')), 'none')
  assert.match(bar(mark('other-bespoke-work', {}, 'charge')), /not worked on at rates/)
  // a device has no bill of components; its part is named in words
  assert.equal(barOfMarking(acp, mark('third-party', { component: 'optic' }), null, '2026-06-10'), undefined)
  assert.equal(chargedBy(acp), undefined)
})

test('every service lets be found what its text leaves to policy B43, and nothing that is refused as an act', () => {
  for (const offering of builtInOfferings)
    for (const found of mayBeFound(offering)) {
      assert.notEqual(found.test, 'act')
      assert.ok(found.clauses.length > 0)
    }
  assert.deepEqual(
    mayBeFound(acp).map(({ code }) => code),
    ['end-of-support', 'third-party', 'gray-market', 'modified-code'],
  )
})

test('what a manager did not confirm is shown to no customer and no partner', () => {
  for (const state of ['marked', 'not-confirmed'] as const)
    assert.deepEqual(
      (['provider', 'customer', 'partner'] as const).map((side) => shownTo(side, { state })),
      [true, false, false],
    )
  assert.equal(shownTo('customer', { state: 'disputed' }), true)
})

test('CSS-11.a, CSS-8.h3: a claim that the service leaves out is answered with its clause, lost data with the backup that was confirmed', () => {
  assert.deepEqual(claimsOf(css), ['data-loss-claim', 'warranty-claim'])
  assert.match(answerOfClaim(css, 'warranty-claim', null)?.text ?? '', /CSS-11\.a/)
  const answer = answerOfClaim(css, 'data-loss-claim', { by: 'Ann', at: '2026-04-06T02:10:00.000Z' })
  assert.match(answer?.text ?? '', /CSS-8\.h3.*confirmed by Ann/)
  assert.equal(answerOfClaim(acp, 'warranty-claim', null), undefined)
})

test('CSS-4.p3: a fix names a defect and a patch or update that is published and mends it', () => {
  const said = { outcome: 'fix', trouble: 'issue', diagnosis: '', restoredAt: null, defect: 'PR-1', release: '2.1-p1', text: '' } as const
  const release = (kind: string, state: string, defects: readonly string[] = ['PR-1']) => ({ version: '2.1-p1', kind, state, defects })
  const bar = (releases: Parameters<typeof barOfOutcome>[1]['releases']) =>
    barOfOutcome(said, { reportedAt: 0, now: noon, releases })?.title ?? 'none'
  assert.equal(bar([release('patch', 'published')]), 'none')
  assert.equal(bar(null), 'none')
  for (const releases of [[], [release('patch', 'draft')], [release('patch', 'withdrawn')], [release('upgrade', 'published')]])
    assert.match(bar(releases), /no such patch or update/)
  assert.match(bar([release('patch', 'published', ['PR-2'])]), /another defect/)
  assert.equal(bar([release('update', 'published', [])]), 'none')
})

const event = (seq: number, body: CaseEventBody): CaseEvent => ({
  seq,
  kind: body.kind,
  visibility: 'public',
  at: seq,
  loggedAt: seq,
  actor: '',
  actorName: '',
  body,
})
const outcome = {
  kind: 'outcome',
  outcome: 'restored',
  trouble: 'issue',
  diagnosis: 'x',
  restoredAt: 1,
  defect: '',
  release: '',
  text: '',
  efforts: '',
} as const
const move = (name: string) => ({ kind: 'state', move: name, from: '', to: '', reason: '', by: 'customer' }) as const

test('an outcome stands until the case is reopened or found not to be solved', () => {
  assert.equal(outcomeOf([event(1, outcome)]), outcome)
  assert.equal(outcomeOf([event(1, outcome), event(2, move('resolve'))]), outcome)
  for (const name of ['refuse', 'reopen']) assert.equal(outcomeOf([event(1, outcome), event(2, move(name))]), undefined)
  assert.deepEqual(askedOf(acp), {})
  assert.deepEqual(Object.keys(askedOf(css)), ['outcome', 'language', 'technicalContact'])
})

test('each thing that happens in the work on a case has words of its own in the export', () => {
  const base = { number: 1, level: 'read', engineer: 'Dana', text: 'said', part: 'p', how: 'decline', title: 't', clauses: ['CSS-11.b'] }
  const bodies = [
    ...['asked', 'granted', 'declined', 'withdrawn', 'revoked', 'ended'].map((act) => ({
      ...base,
      kind: 'access',
      act,
      what: 'the server',
    })),
    ...['announced', 'started', 'log', 'observed', 'ended'].map((act) => ({ ...base, kind: 'session', act })),
    ...['revoked', 'grant-ended', 'called-off', 'engineer'].map((endedBy) => ({
      ...base,
      kind: 'session',
      act: 'ended',
      endedBy,
      number: 2,
    })),
    ...['asked', 'received', 'dropped'].map((act) => ({
      ...base,
      kind: 'ask',
      act,
      item: 'logs',
      dueOn: '2026-04-08',
      reason: 'performance',
    })),
    ...['marked', 'confirmed', 'not-confirmed', 'disputed', 'upheld', 'lifted', 'accepted'].map((act) => ({
      ...base,
      kind: 'exclusion',
      act,
    })),
    { ...base, kind: 'claim', act: 'warranty-claim', answer: 'no' },
    ...['rates', 'time', 'billed', 'corrected'].map((act) => ({ ...base, kind: 'charge', act })),
    outcome,
    { kind: 'returned', seq: 1, text: 'please', clauses: [] },
  ] as unknown as readonly CaseEventBody[]
  const words = bodies.map((body) => told(body).what)
  assert.ok(
    words.every((each) => each.length > 8 && !/undefined|\[object/.test(each)),
    words.join('\n'),
  )
  assert.equal(new Set(words).size, words.length, words.join('\n'))
})

test('CSS-3.p1: no text of the product promises that something is mended by a time', () => {
  const promise =
    /\b(?:will|shall|guarantee[sd]?)\b[^.'"`\n]{0,60}\b(?:fixed|mended|resolved|solved|repaired)\b[^.'"`\n]{0,40}\b(?:by|within|until|in \d)/i
  assert.match('It will be fixed by tomorrow', promise)
  const root = join(import.meta.dirname, '..', '..', 'src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(cases|software|notifications|portal|escalation|duties)\b.*\.tsx?$/.test(name),
  )
  assert.ok(files.length > 200, `${files.length} files`)
  const found = files.filter((name) => promise.test(readFileSync(join(root, name), 'utf8')))
  assert.deepEqual(found, [])
})
