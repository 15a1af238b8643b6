import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseWords, glossary, labelOf, lookUp, undefinedWords } from '../src/catalog/glossary.ts'
import { acp } from '../src/catalog/offerings/acp.ts'
import { css } from '../src/catalog/offerings/css.ts'
import { iss } from '../src/catalog/offerings/iss.ts'
import { msp } from '../src/catalog/offerings/msp.ts'
import { ssm } from '../src/catalog/offerings/ssm.ts'

test('CSS-1.p7: the service description’s own meaning of a word comes first and is named as the source', () => {
  const found = lookUp('Patch', css)
  assert.ok(found.kind === 'meaning')
  assert.deepEqual([found.source, found.clauses], ['service-description', ['CSS-6.p4']])
  // by the name that the document has for it, and by its other name
  for (const [word, clause] of [
    ['Software Patch', 'CSS-6.p4'],
    ['Software Update', 'CSS-6.p5'],
    ['Maintenance Release', 'CSS-6.p5'],
    ['Software Upgrade', 'CSS-6.p8'],
    ['Juniper Service Contract', 'CSS-2.p3'],
  ] as const) {
    const named = lookUp(word, css)
    assert.ok(named.kind === 'meaning' && named.source === 'service-description' && named.clauses.includes(clause), word)
  }
  const supported = lookUp('Supported Juniper Products', acp)
  assert.ok(supported.kind === 'meaning' && supported.source === 'service-description')
})

test('ISS-8.p1: the support centre’s abbreviation is explained by the text itself', () => {
  const found = lookUp('JTAC', iss)
  assert.ok(found.kind === 'meaning')
  assert.deepEqual([found.source, found.clauses], ['service-description', ['ISS-8.p1']])
})

test('ISS-1.p8: a capitalised word is looked up in the service description, and then in its agreement', () => {
  const own = lookUp('JTAC', iss)
  assert.ok(own.kind === 'meaning')
  assert.deepEqual([own.source, own.clauses], ['service-description', ['ISS-8.p1']])
  assert.deepEqual(lookUp('Predicate', iss), { kind: 'undefined', term: 'Predicate', agreement: 'EUSA' })
  const ours = lookUp('RMA', iss)
  assert.ok(ours.kind === 'meaning')
  assert.deepEqual([ours.source, ours.agreement], ['holdfast', 'EUSA'])
})

test('ACP-1.p4: a word that the service leaves open has the meaning of its agreement, which is named and not made up', () => {
  assert.deepEqual(lookUp('Capitalised word', acp).kind, 'meaning')
  const found = lookUp('Named Widget', acp)
  assert.deepEqual([found.kind, found.agreement], ['undefined', 'MPLA'])
})

test('ACP-1.p4: a word that was entered of the agreement is explained by it, with the version that a contract pins', () => {
  const words = [
    { agreement: 'MPLA', version: '2026-02', term: 'Subscription licence', meaning: 'Newer words' },
    { agreement: 'MPLA', version: '2025-07', term: 'Subscription licence', meaning: 'Older words' },
    { agreement: 'EUSA', version: '2026-01', term: 'Business day', meaning: 'Of another agreement' },
  ] as const
  const found = lookUp('subscription  LICENCE', acp, { words })
  assert.ok(found.kind === 'meaning')
  assert.deepEqual([found.source, found.version, found.meaning, found.clauses], ['agreement', '2026-02', 'Newer words', ['ACP-1.p4']])
  const pinned = lookUp('Subscription licence', acp, { words, version: '2025-07' })
  assert.equal(pinned.kind === 'meaning' && pinned.meaning, 'Older words')
  // what the description explains itself stays its own, and another agreement's words are none of this one's
  assert.notEqual((lookUp('Supported Juniper Products', acp, { words }) as { source?: string }).source, 'agreement')
  assert.notEqual((lookUp('Business day', acp, { words }) as { source?: string }).source, 'agreement')
  const [before, after] = [undefinedWords(acp, []), undefinedWords(acp, words)]
  assert.ok(before.includes('subscription licence') && !after.includes('subscription licence') && after.includes('business day'))
})

test('MSP-1.p12: what the description and the agreement leave open is listed, and what the text explains is not', () => {
  const open = undefinedWords(msp, [])
  assert.ok(open.includes('task order'))
  for (const word of ['JTAC', 'health check', 'service management onboarding']) assert.ok(!open.includes(word), word)
})

test('SSM-1.p8: a word of the support manager’s service is looked up in its description, then in the EUSA', () => {
  const own = lookUp('Capitalised word', ssm)
  assert.ok(own.kind === 'meaning' && own.source === 'service-description')
  const found = lookUp('Supported Juniper Products', ssm)
  assert.equal(found.agreement, 'EUSA')
  assert.notEqual(found.kind === 'meaning' && found.source, 'service-description')
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
