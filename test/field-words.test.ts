import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { fieldWords } from '../src/http/field-words.ts'

/** What is wrong with a field is said in words that need no schema. */

const words = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message, path: _, code: __, ...params }) => fieldWords({ message, params }))

test('a number says its bound and its kind', () => {
  const credits = z.number().int().min(1).max(9)
  assert.deepEqual(words(credits, 1.5), ['Expected a whole number.'])
  assert.deepEqual(words(credits, 0), ['Expected 1 or more.'])
  assert.deepEqual(words(credits, 10), ['Expected 9 or less.'])
  assert.deepEqual(words(credits, '3'), ['Expected a number.'])
  assert.deepEqual(words(z.number().gt(0), 0), ['Expected more than 0.'])
})

test('a text, a list and a day say what belongs there', () => {
  assert.deepEqual(words(z.string().min(1), ''), ['Expected some text.'])
  assert.deepEqual(words(z.string().max(3), 'four'), ['Expected 3 characters or less.'])
  assert.deepEqual(words(z.array(z.string()).min(1), []), ['Expected 1 or more in the list.'])
  assert.deepEqual(words(z.iso.date(), '2026-02-30'), ['Expected a day as YYYY-MM-DD, and one that the calendar has.'])
  assert.deepEqual(words(z.object({ name: z.string() }), {}), ['This is missing: expected a text.'])
})

test('words that a schema has of its own stay', () => {
  assert.deepEqual(words(z.string().regex(/^[A-Z]{3}$/, 'a currency such as USD'), 'usd'), ['a currency such as USD'])
  assert.deepEqual(words(z.enum(['a', 'b']), 'c'), ['Invalid option: expected one of "a"|"b"'])
})
