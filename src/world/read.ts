import { isMap, LineCounter, parseDocument } from 'yaml'
import { pathText, problemsFound } from '../catalog/schema-words.ts'
import type { Operation } from '../http/operation.ts'
import { checkScenario } from './check.ts'
import { type Scenario, scenarioSpec } from './spec.ts'

/** A mistake in a scenario file, with the line it stands on. */
export type Mistake = { readonly line: number; readonly path: string; readonly message: string }

export type ReadScenario =
  | {
      readonly ok: true
      readonly scenario: Scenario
      /** The line on which a step begins. */
      readonly lineOf: (step: number) => number
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** Some five thousand devices. Names in one group are compared each with each, so a limit is needed. */
const mostCharacters = 300_000
const mostAliases = 100
const mostLevels = 500
/** Nobody corrects more at once. */
const mostMistakes = 20

/**
 * Reads a scenario file. Never throws: what is wrong is said with its line. Dates stay text.
 * @param operations what steps may do; with them the story is checked against its world and the API
 */
export function readScenario(text: string, operations: readonly Operation[]): ReadScenario {
  if (text.length > mostCharacters)
    return { ok: false, mistakes: [{ line: 1, path: '', message: `the file is larger than ${mostCharacters} characters` }] }
  if (levelsOf(text) > mostLevels)
    return { ok: false, mistakes: [{ line: 1, path: '', message: `brackets are nested deeper than ${mostLevels} levels` }] }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: true,
    prettyErrors: false,
    maxAliasCount: mostAliases,
  } as never)
  const rows = text.split('\n')
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.slice(0, mostMistakes).map(({ message, pos }) => {
        const line = lines.linePos(pos[0]).line
        return {
          line,
          path: '',
          message: message.includes('call stack') ? 'nested too deeply to be read' : `${message}${hintFor(rows[line - 1] ?? '')}`,
        }
      }),
    }
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const key = keyNode(document.getIn(path.slice(0, depth - 1), true), path[depth - 1])
      const node = key ?? (document.getIn(path.slice(0, depth), true) as Ranged | undefined)
      if (node?.range) return lines.linePos(node.range[0] ?? 0).line
    }
    const whole = document.contents as Ranged | null
    return whole?.range ? lines.linePos(whole.range[0] ?? 0).line : 1
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    return { ok: false, mistakes: [{ line: 1, path: '', message: `${(error as Error).message}: write it out instead` }] }
  }
  const parsed = scenarioSpec.safeParse(value)
  if (!parsed.success)
    return {
      ok: false,
      mistakes: parsed.error.issues.slice(0, mostMistakes).flatMap((given) => {
        const issue = given.code === 'unrecognized_keys' ? { ...given, keys: given.keys.slice(0, mostMistakes) } : given
        return problemsFound([issue], value, scenarioSpec).map(({ path, found, expected, toDo }, index) => {
          const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[index] ?? ''] : issue.path
          const wanted = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? expected) : expected
          return { line: lineAt(at), path, message: `found ${found}, expected ${wanted}. ${toDo}` }
        })
      }),
    }
  const slips = checkScenario(parsed.data, operations).slice(0, mostMistakes)
  if (slips.length > 0)
    return { ok: false, mistakes: slips.map(({ path, message }) => ({ line: lineAt(path), path: pathText(path), message })) }
  return { ok: true, scenario: parsed.data, lineOf: (step) => lineAt(['steps', step]) }
}

/** How deep brackets are nested at most, texts included: a bound on what is given to the YAML reader, which is slow there. */
function levelsOf(text: string): number {
  let depth = 0
  let most = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > most) most = depth
  }
  return most
}

type Ranged = { readonly range?: readonly number[] | null }

/** Where a name stands, so that a list that begins on the next line is reported on the line of its name. */
const keyNode = (parent: unknown, key: PropertyKey | undefined): Ranged | undefined =>
  isMap(parent)
    ? (parent.items.find((pair) => String((pair.key as { value?: unknown } | null)?.value) === String(key))?.key as Ranged)
    : undefined

/** The two slips that everybody makes once. */
const hintFor = (line: string): string =>
  line.includes('\t')
    ? ' (there is a tab on this line: indent with blanks)'
    : /[{[].*\d\[\w+/.test(line)
      ? ' (inside { } or [ ] a moment with a zone stands in quotes: "2026-03-02T10:30[Europe/London]")'
      : ''
