import type { ConfigIndex, SkippedList } from './columns.ts'
import { applyEdit, type EditContext, newContext } from './edits.ts'
import { newRoot, type Statement } from './statement.ts'

/**
 * Makes the tree of a configuration from its columns.
 * @param below words that everything stands below, where the text answers a narrowed `show configuration`
 */
export function treeOf(index: ConfigIndex, skipped: SkippedList, below: readonly string[] = [], into: Statement = newRoot()): Statement {
  const { text, from, to, after, line, flags, count, edits } = index
  let top = into
  // what is no block answers with its own word: `show configuration apply-groups` prints `apply-groups [ a b ];`
  const answersItself = below.length > 0 && count > 0 && text.slice(from[0], to[0]) === below.at(-1)
  for (const word of answersItself ? below.slice(0, -1) : below) top = top.reach(word, 0, 0)
  const open: Statement[] = [top]
  const ends: number[] = [count]
  let depth = 0
  let nextEdit = 0
  let nextComment = 0
  const context: EditContext = newContext()
  if (index.form === 'set') context.path = below
  for (let node = 0; node < count; node += 1) {
    while (depth > 0 && ends[depth]! <= node) depth -= 1
    if (depth === 0) while (nextEdit < edits.length && edits[nextEdit]!.at <= node) applyEdit(into, edits[nextEdit++]!, context, skipped)
    const word = text.slice(from[node], to[node])
    const made = open[depth]!.reach(word, line[node]!, flags[node]!)
    while (index.comments[nextComment]?.node === node) made.comment = index.comments[nextComment++]!.text
    if (after[node]! > node + 1) {
      depth += 1
      open[depth] = made
      ends[depth] = after[node]!
    }
  }
  while (nextEdit < edits.length) applyEdit(into, edits[nextEdit++]!, context, skipped)
  return into
}
