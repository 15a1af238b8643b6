import type { ReaderWarning } from './warning.ts'
import { warningList } from './warning.ts'
import { type XmlNode, xmlBounds } from './xml.ts'

/**
 * A reply of `| display json` as the same tree as its XML. There every element is a list of
 * `{"data": "...", "attributes": {...}}`, also where there is only one; numbers are text. Never throws.
 */
export const readJunosJson = (
  text: string,
): { readonly kind: 'json-read'; readonly roots: readonly XmlNode[]; readonly warnings: readonly ReaderWarning[] } => {
  const warnings = warningList()
  let value: unknown
  if (text.length > xmlBounds.characters) {
    warnings.add(0, `Found ${text.length} characters, expected at most ${xmlBounds.characters}: the text is refused.`)
    return { kind: 'json-read', roots: [], warnings: warnings.all() }
  }
  try {
    value = JSON.parse(text)
  } catch (error) {
    // the message of the parser quotes the text, and what is there may be a secret
    const place = /position ([0-9]+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const line = place === undefined ? 0 : text.slice(0, Number(place)).split('\n').length
    warnings.add(0, `Not readable as JSON${line === 0 ? '' : ` from its line ${line} on`}; nothing is read.`)
    return { kind: 'json-read', roots: [], warnings: warnings.all() }
  }
  const record = (some: unknown): some is Record<string, unknown> => typeof some === 'object' && some !== null && !Array.isArray(some)
  const nodesOf = (name: string, some: unknown, depth: number): readonly XmlNode[] => {
    // A list and what it holds are two steps here and one in XML.
    if (depth > 2 * xmlBounds.depth) {
      warnings.add(0, `Found elements deeper than ${xmlBounds.depth}: the rest is left out.`)
      return []
    }
    if (Array.isArray(some)) return some.flatMap((each) => nodesOf(name, each, depth + 1))
    if (!record(some)) return [{ name, attributes: {}, text: textOf(some), children: [], line: 0 }]
    const attributes = record(some.attributes)
      ? Object.fromEntries(
          Object.entries(some.attributes)
            .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
            .map(([key, each]) => [key.slice(key.indexOf(':') + 1), textOf(each)]),
        )
      : {}
    const children = Object.entries(some).flatMap(([key, each]) =>
      key === 'attributes' || key === 'data' ? [] : nodesOf(key.slice(key.indexOf(':') + 1), each, depth + 1),
    )
    return [{ name, attributes, text: textOf(some.data), children, line: 0 }]
  }
  const textOf = (some: unknown): string =>
    typeof some === 'string' ? some.trim() : typeof some === 'number' || typeof some === 'boolean' ? String(some) : ''
  if (!record(value)) {
    warnings.add(0, 'Found JSON that is no object, expected a reply.')
    return { kind: 'json-read', roots: [], warnings: warnings.all() }
  }
  const roots = Object.entries(value).flatMap(([key, each]) => nodesOf(key, each, 1))
  return { kind: 'json-read', roots, warnings: warnings.all() }
}
