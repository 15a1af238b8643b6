import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtInOfferings } from '../../src/catalog/offerings/index.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
import { languageRuleOf } from '../../src/contracts/language-rule.ts'
import { judgePerformer } from '../../src/contracts/subcontracting/judge-performer.ts'
import type { Reason } from '../../src/decisions/decision.ts'
import {
  type Exception,
  judgeAvailable,
  judgePaperLanguage,
  judgePlace,
  languageNote,
  withAccepted,
} from '../../src/requests/exceptions/exception.ts'

/** Where, in which language and by whom arranged work is delivered: the rules alone. */

const offering = (code: string) => {
  const found = builtInOfferings.find((each) => each.code === code)
  assert.ok(found)
  return found
}
const book = policyBook('2026-03-17', [])
const wish = (given: Partial<Exception>): Exception => ({
  id: '1',
  kind: 'onsite',
  place: null,
  what: 'Leeds',
  why: '',
  askedBy: 'Ann',
  askedAt: 1,
  state: 'asked',
  answeredBy: null,
  answeredAt: null,
  answer: '',
  cents: null,
  currency: null,
  ...given,
})
const refusedBy = (reasons: readonly Reason[]) => reasons.find(({ holds }) => !holds)?.clauses.join(',') ?? 'granted'
const from = (code: string, location: string, exceptions: readonly Exception[] = [], place: number | null = 1) =>
  refusedBy(judgePlace(offering(code), book, { location, country: 'GB', place, exceptions, extras: [], source: 'W1' }))

test('ISS-5.a, ACP-18.p1, SSM-6.b: work is done from a place of the list, and each service names its own clause where it is not', () => {
  assert.deepEqual(
    ['ISS', 'ACP', 'SSM', 'CSS', 'MSP'].map((code) => from(code, 'emea')),
    Array(5).fill('granted'),
  )
  assert.deepEqual([from('ISS', 'Leeds'), from('ACP', 'Leeds'), from('SSM', 'Leeds')], ['ISS-5.a', 'ACP-18.p1', 'SSM-6.b'])
  assert.equal(from('CSS', 'EMEA'), 'CSS-10.a')
  assert.match(from('MSP', 'Leeds'), /^MSP-6\.g/)
})

test('ISS-6.3a, ISS-6.3b: asked, declined, accepted without a price and accepted with one', () => {
  assert.equal(from('ISS', 'Leeds', [wish({})]), 'ISS-6.3a')
  assert.equal(from('ISS', 'Leeds', [wish({ state: 'declined' })]), 'ISS-6.3a')
  assert.equal(from('ISS', 'Leeds', [wish({ state: 'accepted' })]), 'ISS-6.3b')
  assert.equal(from('ISS', 'Leeds', [wish({ state: 'accepted', cents: 1, currency: 'USD' })]), 'granted')
  // withdrawn, it is as if nobody had asked
  assert.equal(from('ISS', 'Leeds', [wish({ state: 'withdrawn', cents: 1, currency: 'USD' })]), 'ISS-5.a')
})

test('ISS-6.3a: what was said of one window goes before what was said of all, and is not about the next window', () => {
  const all = wish({ id: '1', state: 'accepted', cents: 100, currency: 'USD' })
  const second = wish({ id: '2', place: 2, state: 'declined', askedAt: 2 })
  assert.deepEqual([from('ISS', 'Leeds', [second, all], 1), from('ISS', 'Leeds', [second, all], 2)], ['granted', 'ISS-6.3a'])
  assert.equal(from('ISS', 'Leeds', [wish({ place: 2, state: 'accepted', cents: 1, currency: 'USD' })], 1), 'ISS-5.a')
})

test('ISS-6.3b: a priced line of the task order that both signed is acceptance and price at once', () => {
  const line = { kind: 'onsite', text: 'Leeds', cents: 100, currency: 'USD' } as const
  const given = { location: 'Leeds', country: 'GB', place: 1, exceptions: [], source: 'W1' }
  assert.equal(refusedBy(judgePlace(offering('ISS'), book, { ...given, extras: [line] })), 'granted')
  assert.equal(refusedBy(judgePlace(offering('ISS'), book, { ...given, extras: [{ ...line, kind: 'language' }] })), 'ISS-5.a')
})

test('ISS-6.3b: what was accepted at a price stands in the task order once, and what has no price does not', () => {
  const priced = wish({ state: 'accepted', cents: 100, currency: 'USD', place: 2 })
  const lines = withAccepted([], [priced, wish({ state: 'accepted' }), wish({ state: 'declined' })])
  assert.deepEqual(lines, [{ kind: 'onsite', text: 'Leeds, window 2', cents: 100, currency: 'USD' }])
  assert.deepEqual(withAccepted(lines, [priced]), lines)
})

test('CSS-9.p3: what a country does not have is refused there from its day on, each of the two by itself', () => {
  const set = policyBook('2026-05-01', [
    {
      key: 'country.unavailable',
      value: { onsite: ['YE'], advanceReplacement: ['AQ'] },
      effectiveFrom: '2026-05-01',
      author: 'Paz',
      reason: 'law',
    },
  ])
  assert.equal(judgeAvailable(set, 'onsite', ['GB', 'YE']).holds, false)
  assert.deepEqual(judgeAvailable(set, 'onsite', ['YE']).clauses, ['CSS-9.p3'])
  assert.equal(judgeAvailable(set, 'advanceReplacement', ['YE']).holds, true)
  assert.equal(judgeAvailable(set, 'advanceReplacement', ['AQ']).holds, false)
  assert.equal(judgeAvailable(book, 'onsite', ['YE']).holds, true)
})

const inLanguage = (code: string, given: Partial<Parameters<typeof judgePaperLanguage>[2]>) =>
  refusedBy([
    judgePaperLanguage(offering(code), languageRuleOf(offering(code), book), {
      language: 'es',
      wanted: 'en',
      order: undefined,
      exceptions: [],
      source: 'report',
      ...given,
    }),
  ])

test('ISS-5.b, ACP-18.p3, CSS-10.b: another language needs the words of the provider, with or without a price', () => {
  assert.deepEqual(
    ['ISS', 'ACP', 'CSS'].map((code) => inLanguage(code, {})),
    ['ISS-5.b', 'ACP-18.p3', 'CSS-10.b'],
  )
  assert.equal(inLanguage('ISS', { language: 'en' }), 'granted')
  assert.equal(inLanguage('ISS', { exceptions: [wish({ kind: 'language', what: 'es', state: 'accepted' })] }), 'granted')
  assert.equal(inLanguage('ISS', { exceptions: [wish({ kind: 'language', what: 'fr', state: 'accepted' })] }), 'ISS-5.b')
  assert.equal(inLanguage('ISS', { exceptions: [wish({ kind: 'language', what: 'es' })] }), 'ISS-5.b')
  assert.equal(inLanguage('ISS', { order: { language: 'es' } }), 'granted')
  // asking for it is not enough
  assert.equal(inLanguage('ISS', { wanted: 'es' }), 'ISS-5.b')
})

test('MSP-6.f: the language that was asked for is tried first, and English instead of it is said', () => {
  assert.equal(inLanguage('MSP', { wanted: 'es' }), 'granted')
  assert.equal(inLanguage('MSP', { wanted: 'ja' }), 'MSP-6.f')
  const rule = languageRuleOf(offering('MSP'), book)
  assert.match(languageNote(offering('MSP'), rule, 'ja', 'en') ?? '', /\(ja\).*MSP-6\.f/)
  assert.equal(languageNote(offering('MSP'), rule, 'en', 'en'), undefined)
  assert.equal(languageNote(offering('MSP'), rule, 'ja', 'ja'), undefined)
  assert.equal(languageNote(offering('ISS'), languageRuleOf(offering('ISS'), book), 'ja', 'en'), undefined)
})

const firm = (territory: readonly string[] = [], country = 'GB') => ({
  code: 'RS1',
  country,
  authorisations: [{ kind: 'subcontractor', territory, startsOn: '2026-01-01', endsOn: '2026-08-31' }],
})
const given = (code: string, subs: number, of: number, more: { firm?: ReturnType<typeof firm> | null; onDate?: string } = {}) =>
  refusedBy(
    judgePerformer(offering(code), book, {
      parts: Array.from({ length: of }, (_, at) => ({ part: `${at}`, firm: at < subs ? 'RS1' : null })),
      firm: firm(),
      onDate: '2026-03-17',
      country: 'GB',
      source: 'C1',
      ...more,
    }),
  )

test('ACP-18.p2, SSM-5.e1, MSP-6.e, ISS-6.1: all of the work, or all but one part of it', () => {
  assert.deepEqual([given('ACP', 7, 8), given('ACP', 8, 8)], ['granted', 'ACP-18.p2'])
  assert.deepEqual([given('SSM', 7, 8), given('SSM', 8, 8)], ['granted', 'SSM-5.e1'])
  assert.deepEqual([given('MSP', 3, 3), given('ISS', 1, 1)], ['granted', 'granted'])
  // the service that says nothing allows none (policy B15)
  assert.notEqual(
    judgePerformer(offering('CSS'), book, {
      parts: [{ part: 'a', firm: 'RS1' }],
      firm: firm(),
      onDate: '2026-03-17',
      country: 'GB',
      source: 'C1',
    }).find(({ holds }) => !holds),
    undefined,
  )
})

test('MSP-6.e: a firm in a listed country does none of the work, whichever the service', () => {
  assert.equal(given('MSP', 1, 3, { firm: firm([], 'AU') }), 'granted')
  for (const [code, clause] of [
    ['MSP', 'MSP-6.b2'],
    ['ISS', 'ISS-5.c1'],
  ] as const)
    assert.equal(given(code, 1, 3, { firm: firm([], 'KP') }), clause)
})

test('SSM-5.e2: an authorised partner on the day of the work and in the country; elsewhere nobody asks', () => {
  assert.deepEqual([given('SSM', 1, 8, { onDate: '2026-08-31' }), given('SSM', 1, 8, { onDate: '2026-09-01' })], ['granted', 'SSM-5.e2'])
  assert.deepEqual([given('SSM', 1, 8, { firm: firm(['GB']) }), given('SSM', 1, 8, { firm: firm(['US']) })], ['granted', 'SSM-5.e2'])
  assert.equal(given('ISS', 1, 1, { onDate: '2026-09-01' }), 'granted')
  assert.equal(given('SSM', 8, 8, { firm: null }), 'granted')
})
