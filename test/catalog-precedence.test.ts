import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Agreement, agreements } from '../src/catalog/offering.ts'
import { acp } from '../src/catalog/offerings/acp.ts'
import { css } from '../src/catalog/offerings/css.ts'
import { builtInOfferings } from '../src/catalog/offerings/index.ts'
import { iss } from '../src/catalog/offerings/iss.ts'
import { msp } from '../src/catalog/offerings/msp.ts'
import { ssm } from '../src/catalog/offerings/ssm.ts'
import { type ConflictingText, winner } from '../src/catalog/precedence.ts'
import { fc } from './support/laws.ts'

const text = (document: Agreement, place: string, says: string): ConflictingText => ({
  kind: 'conflicting-text',
  document,
  version: '2026-01',
  place,
  says,
})
const onDate = '2026-03-10'

test('ACP-1.p3: the service description beats the master agreement, and both are shown', () => {
  const sdd = text('SDD', 'ACP-9.c', '4 hours')
  const master = text('MPLA', '7.2', '8 hours')
  const found = winner(acp, [master, sdd], { onDate })
  assert.ok(found.kind === 'winner')
  assert.deepEqual([found.text, found.overridden, found.by], [sdd, [master], 'rank'])
  assert.deepEqual(found.clauses, ['ACP-1.p3'])
  assert.deepEqual(
    found.policies.map(({ id }) => id),
    ['B1'],
  )
})

test('ISS-1.p6: the service description beats support agreement and licence', () => {
  const sdd = text('SDD', 'ISS-4.b', '14 days')
  const found = winner(iss, [text('EUSA', '3', '10 days'), text('EULA', '2', '7 days'), sdd], { onDate })
  assert.ok(found.kind === 'winner')
  assert.equal(found.text, sdd)
  assert.equal(found.overridden.length, 2)
})

test('CSS-1.p6: the support agreement beats the service description', () => {
  const agreement = text('EUSA', '5', '24 months at least')
  const found = winner(css, [text('SDD', 'CSS-2.p1', '12 months at least'), agreement], { onDate })
  assert.ok(found.kind === 'winner')
  assert.equal(found.text, agreement)
  assert.deepEqual(found.clauses, ['CSS-1.p6', 'CSS-12.p1'])
})

test('CSS-12.p1: a guide ranks below everything and governs only when it stands alone', () => {
  const guide = text('user-guide', 'P3', '8 hours')
  const agreement = text('EUSA', 'P3', '4 hours')
  const found = winner(css, [guide, agreement], { onDate })
  assert.ok(found.kind === 'winner')
  assert.equal(found.text, agreement)
  assert.equal(winner(css, [guide], { onDate }).kind, 'winner')
})

test('SSM-1.p6 and SSM-1.p7: the licence keeps its rank although the second sentence leaves it out', () => {
  const licence = text('EULA', '4', '50 devices')
  const found = winner(ssm, [text('SDD', 'SSM-3.2.p1', 'no limit'), licence], { onDate })
  assert.ok(found.kind === 'winner')
  assert.equal(found.text, licence)
  assert.deepEqual(found.clauses, ['SSM-1.p6', 'SSM-1.p7'])
  assert.deepEqual(
    found.policies.map(({ id }) => id),
    ['B72'],
  )
})

test('MSP-1.p11: support agreement over service description; MSP-7.b3: an addendum stands between the two', () => {
  const agreement = text('EUSA', '9', 'credits valid 9 months')
  const sdd = text('SDD', 'MSP-2.p5', 'credits valid 12 months')
  const addendum = text('addendum', 'ADD-1', 'credits valid 15 months')
  const all = winner(msp, [sdd, addendum, agreement], { onDate })
  assert.ok(all.kind === 'winner')
  assert.equal(all.text, agreement)
  assert.equal(all.warnings.length, 1)
  const without = winner(msp, [sdd, addendum], { onDate })
  assert.ok(without.kind === 'winner')
  assert.equal(without.text, addendum)
  assert.deepEqual(without.warnings, [])
})

test('B2: of two texts of equal rank the subject decides, and a person where it does not', () => {
  const tied = [text('EUSA', '5', 'a'), text('script-licence', '2', 'b')]
  const by = (subject?: 'licence' | 'support' | 'other') => {
    const found = winner(css, tied, { onDate, subject })
    return found.kind === 'winner' ? found.text.document : found.why
  }
  assert.deepEqual([by('licence'), by('support'), by('other'), by()], ['script-licence', 'EUSA', 'same-rank', 'same-rank'])
})

test('B2: a vendor may settle ties by a dated policy, which holds from its day on', () => {
  const overrides = [
    {
      key: 'precedence.tie',
      effectiveFrom: '2026-06-01',
      value: { licence: 'licence-text', support: 'EUSA', other: 'EUSA' },
      author: 'P. Admin',
      reason: 'agreed with legal',
    } as const,
  ]
  const tied = [text('EUSA', '5', 'a'), text('EULA', '2', 'b')]
  assert.equal(winner(msp, tied, { onDate: '2026-05-31', overrides }).kind, 'ask-contracts-staff')
  const found = winner(msp, tied, { onDate: '2026-06-01', overrides })
  assert.ok(found.kind === 'winner')
  assert.deepEqual([found.text.document, found.policies.map(({ id }) => id)], ['EUSA', ['B62', 'B2']])
})

test('a text without a rank, two versions of one text, and no text at all go to contracts staff', () => {
  const why = (texts: readonly ConflictingText[]) => {
    const found = winner(acp, texts, { onDate })
    return found.kind === 'winner' ? found.text.document : found.why
  }
  assert.equal(why([text('addendum', '1', 'a'), text('SDD', 'ACP-9.c', 'b')]), 'no-rank')
  assert.equal(why([text('SDD', 'ACP-9.c', 'a'), text('SDD', 'ACP-9.d', 'b')]), 'two-versions')
  assert.equal(why([]), 'nothing-said')
})

test('the order in which texts are given never changes who wins', () => {
  const texts = fc.uniqueArray(fc.constantFrom(...agreements), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.constantFrom(...builtInOfferings),
      texts,
      fc.constantFrom('licence', 'support', 'other'),
      (offering, documents, subject) => {
        const given = documents.map((document) => text(document, '1', document))
        const said = (list: readonly ConflictingText[]) => {
          const found = winner(offering, list, { onDate, subject: subject as 'licence' })
          return found.kind === 'winner' ? found.text.document : found.why
        }
        assert.equal(said(given), said([...given].reverse()))
      },
    ),
  )
})
