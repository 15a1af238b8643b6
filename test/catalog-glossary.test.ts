import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseWords, glossary, labelOf, lookUp } from '../src/catalog/glossary.ts'
import { css } from '../src/catalog/offerings/css.ts'
import { iss } from '../src/catalog/offerings/iss.ts'
import { msp } from '../src/catalog/offerings/msp.ts'

test('CSS-1.p7: the service description’s own meaning of a word comes first and is named as the source', () => {
  const found = lookUp('Patch', css)
  assert.ok(found.kind === 'meaning')
  assert.deepEqual([found.source, found.clauses], ['service-description', ['CSS-6.p4']])
})

test('ISS-8.p1: the support centre’s abbreviation is explained by the text itself', () => {
  const found = lookUp('JTAC', iss)
  assert.ok(found.kind === 'meaning')
  assert.deepEqual([found.source, found.clauses], ['service-description', ['ISS-8.p1']])
})

test('MSP-1.p12: a word of neither text is undefined and points at the agreement', () => {
  assert.deepEqual(lookUp('Predicate', msp), { kind: 'undefined', term: 'Predicate', agreement: 'EUSA' })
  const near = lookUp('adendum', msp)
  assert.ok(near.kind === 'undefined')
  assert.equal(near.didYouMean, 'addendum')
})

test('MSP-8: the ten abbreviations are explained, and those the text misses are marked', () => {
  for (const word of ['CACR', 'IMWS', 'JNCIS', 'JTAC', 'MS Plus', 'PBNIR', 'PHC', 'PIIR', 'SMO', 'SRRA']) {
    const found = lookUp(word, msp)
    assert.ok(found.kind === 'meaning' && found.clauses.includes('MSP-8'), word)
    assert.equal(found.note, undefined, word)
  }
  for (const word of ['TG', 'PBN', 'EUSA', 'EULA', 'SDD', 'SM', 'JPM', 'SOW', 'TAC']) {
    const found = lookUp(word, msp)
    assert.ok(found.kind === 'meaning' && found.note?.startsWith('not in document'), word)
  }
})

test('one record has the label of its service, and people find it by any of them', () => {
  assert.equal(labelOf('case', 'ACP', '2026-03-01'), 'Tech Case')
  assert.equal(labelOf('case', 'SPARE', '2026-03-01'), 'Case')
  assert.equal(labelOf('defect-notice', 'MSP', '2026-03-01'), 'Product Bug Notification')
  assert.ok(caseWords('2026-03-01').includes('Service Request'))
})

test('no word stands twice in the glossary', () => {
  const words = glossary.flatMap(({ term, also }) => [term, ...also]).map((word) => word.toLowerCase())
  assert.deepEqual(
    words.filter((word, at) => words.indexOf(word) !== at),
    [],
  )
})
