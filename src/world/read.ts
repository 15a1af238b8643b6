import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { type Scenario, scenarioSpec } from './spec.ts'

/** A mistake in a scenario file, with the line it stands on. */
export type Mistake = { readonly line: number; readonly path: string; readonly message: string }

export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario; readonly lineOf: (step: number) => number }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

const mostCharacters = 2_000_000

/** Reads a scenario file. Never throws: what is wrong is said with its line. Dates stay text. */
export function readScenario(text: string): ReadScenario {
  if (text.length > mostCharacters)
    return { ok: false, mistakes: [{ line: 1, path: '', message: `the file is larger than ${mostCharacters} characters` }] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', maxAliasCount: 100 } as never)
  if (document.errors.length > 0)
    return {
      ok: false,
      mistakes: document.errors.map((error) => ({
        line: error.linePos?.[0].line ?? 1,
        path: '',
        message: error.message.split('\n')[0] ?? error.message,
      })),
    }
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: readonly number[] } | undefined
      if (node?.range) return lines.linePos(node.range[0] ?? 0).line
    }
    return isMap(document.contents) || isScalar(document.contents) ? lines.linePos(document.contents.range?.[0] ?? 0).line : 1
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return { ok: false, mistakes: [{ line: 1, path: '', message: (error as Error).message }] }
  }
  const parsed = scenarioSpec.safeParse(value)
  if (parsed.success) return { ok: true, scenario: parsed.data, lineOf: (step) => lineAt(['steps', step]) }
  const mistakes = parsed.error.issues.map((issue) => {
    const found = issue.path.reduce<unknown>((held, key) => (held as Record<PropertyKey, unknown> | undefined)?.[key], value)
    const seen =
      issue.code === 'unrecognized_keys'
        ? `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}`
        : `found ${found === undefined ? 'nothing' : JSON.stringify(found)?.slice(0, 80)}: ${issue.message}`
    return {
      line: lineAt(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
      path: issue.path.join('.'),
      message: seen,
    }
  })
  return { ok: false, mistakes }
}
