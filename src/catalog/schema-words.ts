import type { z } from 'zod'
import { nearest } from './nearest.ts'

/** What is wrong with one place of a file, in words for the person who wrote the file. */
export interface OfferingProblem {
  readonly kind: 'problem'
  readonly path: string
  readonly found: string
  readonly expected: string
  readonly toDo: string
}

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** `response.targets[0].minutes`; the whole file is `(file)`. A name with other characters stands in quotes. */
export const pathText = (path: Path): string => {
  if (path.length === 0) return '(file)'
  let text = ''
  for (const part of path) {
    const name = String(part)
    if (typeof part === 'number') text += `[${part}]`
    else text += `${text === '' ? '' : '.'}${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}`
  }
  return text
}

const valueAt = (value: unknown, path: Path): unknown => {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Record<PropertyKey, unknown>)[part]
  }
  return at
}

/** A value as a reader of the message recognises it, shortened. */
export const wordsFor = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'empty'
  if (typeof value === 'string') return value.length > 60 ? `"${value.slice(0, 57)}..."` : `"${value}"`
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object') return 'a group of fields'
  return `a ${typeof value}`
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  null: 'empty',
}

interface SchemaLike {
  readonly def: {
    readonly type: string
    readonly innerType?: SchemaLike
    readonly element?: SchemaLike
    readonly valueType?: SchemaLike
    readonly shape?: Readonly<Record<string, SchemaLike>>
  }
}

/** The names that the schema knows at a path, so that a misspelt one can be corrected. */
const namesAt = (schema: unknown, path: Path): readonly string[] => {
  let at: SchemaLike | undefined = schema as SchemaLike
  for (let step = 0; at !== undefined; ) {
    if (at.def.innerType !== undefined) {
      at = at.def.innerType
      continue
    }
    if (step === path.length) return Object.keys(at.def.shape ?? {})
    at = at.def.element ?? at.def.valueType ?? at.def.shape?.[String(path[step])]
    step++
  }
  return []
}

const listed = (words: readonly string[]): string => {
  const shown = words.slice(0, 12).join(', ')
  return words.length > 12 ? `${shown}, ...` : shown
}

const problem = (path: Path, found: string, expected: string, toDo: string): OfferingProblem => ({
  kind: 'problem',
  path: pathText(path),
  found,
  expected,
  toDo,
})

/** A lower or upper bound in words: `at least one entry`, `more than 0`. */
const boundWords = (bound: string, number: number | bigint, origin: string): string => {
  const one = Number(number) === 1
  if (origin === 'array') return `${bound} ${one ? 'one entry' : `${number} entries`}`
  if (origin === 'string') return `${bound} ${one ? 'one character' : `${number} characters`}`
  return `${bound} ${number}`
}

/** One complaint of the schema in plain words. */
const inWords = (issue: Issue, value: unknown, schema: unknown): readonly OfferingProblem[] => {
  const there = valueAt(value, issue.path)
  const found = wordsFor(there)
  const name = String(issue.path.at(-1) ?? 'file')
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = namesAt(schema, issue.path)
      return issue.keys.map((key) => {
        const meant = nearest(key, known)
        return problem(
          [...issue.path, key],
          `the field "${key}"`,
          known.length === 0 ? 'no such field' : `one of the fields ${listed(known)}`,
          meant === undefined ? `Remove "${key}".` : `Did you mean "${meant}"?`,
        )
      })
    }
    case 'invalid_value': {
      const choices = issue.values.map(String)
      const meant = typeof there === 'string' ? nearest(there, choices) : undefined
      return [
        problem(
          issue.path,
          found,
          choices.length === 1 ? `"${choices[0]}"` : `one of ${listed(choices)}`,
          meant === undefined ? `Set "${name}" to one of these.` : `Did you mean "${meant}"?`,
        ),
      ]
    }
    case 'invalid_type': {
      const expected = typeWords[issue.expected] ?? issue.expected
      return [
        problem(
          issue.path,
          found,
          expected,
          issue.path.length === 0
            ? `Make the whole of it ${expected}.`
            : there === undefined
              ? `Add "${name}": ${expected}.`
              : `Write "${name}" as ${expected}.`,
        ),
      ]
    }
    case 'too_small':
      return [
        problem(
          issue.path,
          found,
          boundWords(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin),
          issue.origin === 'array'
            ? `Add an entry to "${name}".`
            : issue.origin === 'string'
              ? `Write something under "${name}".`
              : `Give "${name}" a larger value.`,
        ),
      ]
    case 'too_big':
      return [
        problem(
          issue.path,
          found,
          boundWords(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin),
          `Give "${name}" a smaller value.`,
        ),
      ]
    case 'invalid_format':
      return [problem(issue.path, found, issue.message, `Correct "${name}".`)]
    case 'invalid_key':
      return [problem(issue.path, `the name "${name}"`, 'a name the list allows', `Correct or remove "${name}".`)]
    default:
      return [problem(issue.path, found, issue.message, `Correct "${name}".`)]
  }
}

/** What a schema holds against a value, in plain words; empty when it holds nothing. */
export const problemsFound = (issues: readonly Issue[], value: unknown, schema: unknown): readonly OfferingProblem[] =>
  issues.flatMap((issue) => inWords(issue, value, schema))
