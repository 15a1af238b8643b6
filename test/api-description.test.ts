import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/** The description of the API as others read it: with names for what operations share. */

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../src/client/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}
const references = (part: unknown): readonly string[] =>
  [...JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name as string)

test('every reference leads to a schema, and every schema is led to', () => {
  const names = Object.keys(document.components.schemas)
  const reached = new Set(references(document))
  assert.deepEqual(
    [...reached].filter((name) => !names.includes(name)),
    [],
  )
  assert.deepEqual(
    names.filter((name) => !reached.has(name)),
    [],
  )
})

test('what many operations answer with has one name: a case, a change, a request', () => {
  const answering = (name: string) =>
    Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ responses }) => references(responses).includes(name)).length
  for (const [name, least] of [
    ['Case', 20],
    ['Change', 15],
    ['ServiceRequest', 8],
    ['Meeting', 5],
  ] as const)
    assert.ok(answering(name) >= least, `${name}: ${answering(name)}`)
})
