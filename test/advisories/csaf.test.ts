import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchAdvisory, ready } from '../../src/advisories/matching/match.ts'
import { readRecord } from '../../src/advisories/record/read.ts'
import { readRelease } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'

/** Advisories in CSAF 2.0, such as a provider writes for its own customers. */

const advisory = (tree: object, product_status: object, more: object = {}) => ({
  document: {
    csaf_version: '2.0',
    title: 'Junos OS: sessions stop',
    tracking: {
      id: 'JSA90001',
      status: 'final',
      initial_release_date: '2030-01-09T17:00:00Z',
      current_release_date: '2030-02-01T10:00:00Z',
      ...more,
    },
  },
  product_tree: tree,
  vulnerabilities: [{ cve: 'CVE-2030-0001', product_status, remediations: [{ category: 'vendor_fix', details: 'Install 21.4R3-S4.' }] }],
})
const version = (name: string, id: string, category = 'product_version') => ({
  category,
  name,
  product: { product_id: id, name: `Junos OS ${name}` },
})
const tree = (...branches: object[]) => ({
  branches: [{ category: 'vendor', name: 'Vendor', branches: [{ category: 'product_name', name: 'Junos OS', branches }] }],
})
const read = (value: unknown) => {
  const found = readRecord(value)
  if (found.kind !== 'record') throw new Error(found.message)
  return found.advisory
}
const verdict = (model: string, text: string, value: unknown) => {
  const release = readRelease(text)
  if (release.kind !== 'release') throw new Error(text)
  return matchAdvisory({ model, release }, ready(read(value))).verdict
}

test('ranges and releases of the tree become rows that are judged', () => {
  const record = advisory(
    tree(
      version('vers:generic/>=21.4|<21.4R3-S4', 'p1', 'product_version_range'),
      version('<20.4R3-S8', 'p2', 'product_version_range'),
      version('22.3', 'p3'),
      version('22.1', 'p4'),
    ),
    { known_affected: ['p1', 'p2', 'p3'], known_not_affected: ['p4'] },
  )
  assert.equal(verdict('MX204', '21.4R3-S3.2', record), 'affected')
  assert.equal(verdict('MX204', '21.4R3-S4', record), 'fixed')
  assert.equal(verdict('MX204', '19.4R1', record), 'affected')
  assert.equal(verdict('MX204', '22.3R2', record), 'affected')
  assert.equal(verdict('MX204', '22.1R2', record), 'not affected')
  const { id, cve, solutions, updatedAt, entries } = read(record)
  assert.deepEqual(
    [id, cve, solutions, updatedAt, entries.length],
    ['JSA90001', 'CVE-2030-0001', 'Install 21.4R3-S4.', '2030-02-01T10:00:00.000Z', 1],
  )
})

test('what runs on what is a platform', () => {
  const record = advisory(
    {
      branches: [
        ...(tree(version('>=21.4|<21.4R3-S4', 'p1', 'product_version_range')) as { branches: object[] }).branches,
        { category: 'product_name', name: 'SRX Series', product: { product_id: 'h1', name: 'SRX Series' } },
      ],
      relationships: [
        {
          category: 'installed_on',
          product_reference: 'p1',
          relates_to_product_reference: 'h1',
          full_product_name: { product_id: 'p1h1', name: 'x' },
        },
      ],
    },
    { known_affected: ['p1h1'] },
  )
  assert.equal(verdict('SRX345', '21.4R1', record), 'affected')
  assert.equal(verdict('MX204', '21.4R1', record), 'not affected')
})

test('a product without releases is affected in all of them, a start that is left out is unreadable, and what is not in the tree is a doubt', () => {
  const whole = advisory(
    { branches: [{ category: 'product_name', name: 'Junos OS', product: { product_id: 'p', name: 'Junos OS' } }] },
    { known_affected: ['p'] },
  )
  assert.equal(verdict('MX204', '23.4R2', whole), 'affected')
  const open = advisory(tree(version('>21.4R1|<21.4R3', 'p1', 'product_version_range')), { known_affected: ['p1'] })
  assert.equal(verdict('MX204', '21.4R2', open), 'unknown')
  assert.ok(read(advisory(tree(), { known_affected: ['gone'] })).doubts.some(({ rule }) => rule === 'unreadable-entry'))
})

test('a range of several stretches is a row for each, one without an end goes on, and single releases are themselves', () => {
  const range = (text: string) => advisory(tree(version(text, 'p1', 'product_version_range')), { known_affected: ['p1'] })
  const two = range('vers:generic/>=21.4|<21.4R3-S4|>=22.2|<22.2R3')
  assert.equal(verdict('MX204', '21.4R3-S3', two), 'affected')
  assert.equal(verdict('MX204', '21.4R3-S4', two), 'fixed')
  assert.equal(verdict('MX204', '22.2R2', two), 'affected')
  assert.equal(verdict('MX204', '22.2R3', two), 'fixed')
  const backwards = range('vers:generic/>=22.2|<22.2R3|>=21.4|<21.4R3-S4')
  assert.equal(verdict('MX204', '22.2R2', backwards), 'affected')
  const single = range('vers:generic/21.4R1|21.4R2')
  assert.deepEqual([verdict('MX204', '21.4R1', single), verdict('MX204', '21.4R2', single)], ['affected', 'affected'])
  const open = range('vers:generic/>=21.4R2')
  for (const release of ['21.4R2', '21.4R3-S1', '22.1R1', '23.4R2']) assert.equal(verdict('MX204', release, open), 'affected', release)
  assert.equal(verdict('MX204', '21.4R1', open), 'not affected')
  // what is taken out of a range is not understood
  assert.notEqual(verdict('MX204', '21.4R2', range('vers:generic/>=21.4|!=21.4R2|<21.4R3')), 'not affected')
})

test('products by their full names, with the release in the name', () => {
  const full = (...names: string[]) =>
    advisory(
      { full_product_names: names.map((name, at) => ({ product_id: `p${at}`, name })) },
      { known_affected: names.map((_, at) => `p${at}`) },
    )
  assert.equal(verdict('MX204', '21.4R3', full('Junos OS 21.4R3')), 'affected')
  assert.equal(verdict('MX204', '21.4R1', full('Juniper JUNOS <21.4R3-S4')), 'affected')
  assert.equal(verdict('MX204', '21.4R3-S4', full('Juniper JUNOS <21.4R3-S4')), 'fixed')
  assert.equal(verdict('PTX10001-36MR', '22.4R1-EVO', full('Juniper JUNOS Evolved <22.4R2-EVO')), 'affected')
  assert.equal(verdict('MX204', '22.4R1', full('Juniper JUNOS Evolved <22.4R2-EVO')), 'not affected')
  assert.equal(verdict('MX204', '22.4R1', full('Junos Space 22.1R1')), 'not affected')
})

test('an affected product that is not in the tree may be this one, and hardware on software is turned round', () => {
  assert.equal(verdict('MX204', '21.4R1', advisory(tree(), { known_affected: ['gone'] })), 'unknown')
  assert.equal(verdict('MX204', '21.4R1', advisory(tree(), { known_not_affected: ['gone'] })), 'not affected')
  const turned = advisory(
    {
      ...tree(version('21.4', 'sw')),
      full_product_names: [{ product_id: 'hw', name: 'SRX345' }],
      relationships: [
        {
          category: 'installed_on',
          product_reference: 'hw',
          relates_to_product_reference: 'sw',
          full_product_name: { product_id: 'both', name: 'SRX345 with Junos OS 21.4' },
        },
      ],
    },
    { known_affected: ['both'] },
  )
  assert.equal(verdict('SRX345', '21.4R1', turned), 'affected')
  assert.equal(verdict('MX204', '21.4R1', turned), 'not affected')
})

test('a withdrawn advisory affects nothing; what is neither kind says what was expected; nothing throws', () => {
  const withdrawn = advisory(tree(version('21.4', 'p1')), { known_affected: ['p1'] }, { status: 'withdrawn' })
  assert.equal(verdict('MX204', '21.4R1', withdrawn), 'not affected')
  assert.match((readRecord({ a: 1 }) as { message: string }).message, /or a CSAF 2.0 advisory/)
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, inner) => {
      readRecord(value)
      readRecord(advisory(inner as object, inner as object))
      readRecord({
        document: { csaf_version: '2.0', tracking: { id: 'x' }, notes: inner, references: inner },
        vulnerabilities: inner,
        product_tree: inner,
      })
      return true
    }),
    { numRuns: 500 },
  )
})
