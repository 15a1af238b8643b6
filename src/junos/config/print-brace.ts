import { flag } from './columns.ts'
import { oneLiners } from './one-liners.ts'
import { written } from './quoting.ts'
import type { Statement } from './statement.ts'

const indent = '    '

/** The lines of brace text for a tree, unmasked: only `mask.ts` calls this. */
export function* braceLines(root: Statement, depth = 0): Generator<string> {
  for (const node of root.below) yield* statementsOf(node, '', depth)
}

/** One word may begin several statements: `family inet { ... }` and `family inet6 { ... }` share the first. */
function* statementsOf(node: Statement, before: string, depth: number): Generator<string> {
  const margin = indent.repeat(depth)
  const marks = `${node.has(flag.inactive) ? 'inactive: ' : ''}${node.has(flag.protected) ? 'protect: ' : ''}`
  const tags = `${node.has(flag.replace) ? 'replace: ' : ''}${node.has(flag.delete) ? 'delete: ' : ''}`
  const words = `${before}${written(node)}`
  if (node.comment !== null) yield `${margin}/* ${node.comment.replaceAll('*/', '* /').replace(/\s*\n\s*/g, ' ')} */`
  const marked = tags + marks + words
  const { below } = node
  if (below.length === 0) {
    yield `${margin}${marked}${node.has(flag.block) ? ' {\n' : ';'}`.replace(/ \{\n$/, node.has(flag.end) ? ';' : ' { }')
    return
  }
  const listed = below.filter((each) => each.has(flag.listed))
  const joined = below.filter((each) => each.has(flag.joined) && !listed.includes(each))
  const apart = below.filter((each) => !each.has(flag.joined) && !listed.includes(each))
  if (listed.length > 0) {
    const values = listed.flatMap(valuesOf)
    yield values.length === 1 ? `${margin}${marked} ${values[0]};` : `${margin}${marked} [ ${values.join(' ')} ];`
  }
  const together = Object.hasOwn(oneLiners, node.word) && joined.every(isAttribute)
  if (together && joined.length > 1)
    yield `${margin}${marked} ${joined.map((each) => [each, ...each.below].map(written).join(' ')).join(' ')};`
  else {
    if (node.has(flag.end) && apart.length === 0 && joined.length > 0 && listed.length === 0) yield `${margin}${marked};`
    // what is switched off above is switched off in each statement that it begins
    for (const each of joined) yield* statementsOf(each, `${tags}${marks}${words} `, depth)
  }
  if (apart.length > 0) {
    yield `${margin}${marked} {`
    for (const each of apart) yield* statementsOf(each, '', depth + 1)
    yield `${margin}}`
  }
}

const isAttribute = (node: Statement): boolean => node.below.length === 0 || (node.below.length === 1 && node.below[0]!.below.length === 0)

/** The values that a word of a list begins: itself, or the expressions of policies that share its parenthesis. */
const valuesOf = (node: Statement): readonly string[] =>
  node.below.length === 0 ? [written(node)] : node.below.flatMap(valuesOf).map((rest) => `${written(node)} ${rest}`)
