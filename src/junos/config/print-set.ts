import { flag } from './columns.ts'
import { written } from './quoting.ts'
import type { Statement } from './statement.ts'

/**
 * The lines that `| display set` prints for a tree, unmasked: only `mask.ts` and comparisons call this. Order is that of the
 * tree. What is switched off is set first and then deactivated, as the device prints it.
 */
export function* setLines(root: Statement, verb: 'set' | 'delete' = 'set', above: readonly string[] = []): Generator<string> {
  for (const node of root.below) yield* linesOf(node, `${[verb, ...above].join(' ')} `, above.length === 0 ? '' : `${above.join(' ')} `)
}

function* linesOf(node: Statement, before: string, path: string): Generator<string> {
  const word = written(node)
  const here = `${path}${word}`
  const only = node.below.length === 0
  // a statement with more below it is a line of its own only where nothing below says it
  if (only || isPresent(node)) yield before + word
  for (const each of node.below) yield* linesOf(each, `${before}${word} `, `${here} `)
  if (node.has(flag.inactive)) yield `deactivate ${here}`
  if (node.has(flag.protected)) yield `protect ${here}`
  if (node.comment !== null && node.has(flag.end)) yield `annotate ${here} "${node.comment.replace(/\s+/g, ' ').replaceAll('"', '\\"')}"`
}

/** `shaping-rate 10m burst-size 1g;`: the rate is a statement with an attribute beside it, and is set by itself. */
const isPresent = (node: Statement): boolean => node.has(flag.end) && !node.has(flag.block) && node.has(flag.joined)
