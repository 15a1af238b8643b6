import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { checkOffering } from '../src/catalog/check-offering.ts'
import { builtInOfferings } from '../src/catalog/offerings/index.ts'
import { policies } from '../src/catalog/policies.ts'
import { fc } from './support/laws.ts'

/**
 * One file, one expectation beside it: `bad-*.yaml` is refused with exactly the problems of
 * `bad-*.expected.yaml`. With WRITE_EXPECTED=1 the expectations are written anew, to be read in the diff.
 */
const samples = new URL('samples/offerings/', import.meta.url)
const files = readdirSync(samples).filter((name) => name.endsWith('.yaml') && !name.endsWith('.expected.yaml'))
const read = (name: string): unknown => parse(readFileSync(new URL(name, samples), 'utf8'))

/** A message as it stands beside a sample: the kind is the same for all. */
const shown = (all: readonly { readonly path: string }[]) =>
  all.map((each) => Object.fromEntries(Object.entries(each).filter(([name]) => name !== 'kind')))

for (const name of files) {
  const checked = checkOffering(read(name))
  if (name.startsWith('good-'))
    test(`a sixth service is one file: ${name} is accepted without a warning`, () => {
      assert.deepEqual(checked.ok ? checked.warnings : checked.problems, [])
      assert.equal(checked.ok, true)
    })
  else
    test(`${name} gets the messages that stand beside it`, () => {
      const expectedName = name.replace('.yaml', '.expected.yaml')
      const messages = shown(checked.ok ? checked.warnings : checked.problems)
      if (process.env.WRITE_EXPECTED === '1') writeFileSync(new URL(expectedName, samples), stringify(messages, { lineWidth: 110 }))
      assert.deepEqual(messages, read(expectedName))
      assert.equal(checked.ok, name.startsWith('warns-'))
    })
}

for (const offering of builtInOfferings)
  test(`${offering.code}, the built-in one, passes its own check: every clause exists and is used`, () => {
    const checked = checkOffering(JSON.parse(JSON.stringify(offering)))
    assert.deepEqual(checked.ok ? checked.warnings : checked.problems, [])
  })

test('whatever the input, the check answers and never throws', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true })
  fc.assert(
    fc.property(anything, (value) => {
      const checked = checkOffering(value)
      assert.equal(checked.ok, false)
      assert.ok(!checked.ok && checked.problems.every((each) => each.path !== '' && each.toDo !== ''))
    }),
    { numRuns: 300 },
  )
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
    },
  )
  assert.equal(checkOffering(trap).ok, false)
})

test('a built-in service with one part replaced by anything is checked without a throw', () => {
  const paths = Object.keys(builtInOfferings[0] as object)
  fc.assert(
    fc.property(fc.constantFrom(...builtInOfferings), fc.constantFrom(...paths), fc.anything(), (offering, part, value) => {
      assert.equal(typeof checkOffering({ ...offering, [part]: value }).ok, 'boolean')
    }),
    { numRuns: 300 },
  )
})

test('every policy has a default that its own schema accepts, and B1 to B81 are all there', () => {
  assert.deepEqual(
    policies.map((each) => each.id).filter((id) => id.startsWith('B')),
    Array.from({ length: 81 }, (_, at) => `B${at + 1}`),
  )
  for (const each of policies) assert.deepEqual(each.schema.parse(each.default), each.default, each.key)
})
