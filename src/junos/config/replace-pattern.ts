import { flag } from './columns.ts'
import { mayBeStatement } from './schema.ts'
import { Statement } from './statement.ts'

/**
 * `replace pattern X with Y [upto N]` changes the names and values that somebody chose, all of them below the place of the editor, and no
 * word of the language. It is applied where that is certain, as a whole or not at all.
 * @param above the words that lead to `top`
 * @returns why it was not applied
 */
export function replacePattern(top: Statement, above: readonly string[], words: readonly string[]): string | undefined {
  const [pattern, wanted, word, fresh, upto, most, ...more] = words
  const limited = upto === 'upto' && /^[0-9]{1,9}$/.test(most ?? '')
  if (pattern !== 'pattern' || !wanted || word !== 'with' || fresh === undefined || (upto !== undefined && !limited) || more.length > 0)
    return 'a replace that is not applied: expected "replace pattern X with Y [upto N]"'
  const fits = expressionOf(wanted)
  if (!fits || /[\\&]/.test(fresh)) return 'a replace that is not applied: its pattern or its new text asks for more than plain text'
  const found: { parent: Statement; node: Statement; name: string }[] = []
  const path = [...above]
  const search = (parent: Statement): boolean =>
    parent.below.every((node) => {
      path.push(node.word)
      const matched = node.word.replace(fits, () => fresh)
      const chosen = matched === node.word ? undefined : node.has(flag.quoted) ? 'name' : mayBeStatement(path)
      if (chosen === 'name') found.push({ parent, node, name: matched })
      const certain = chosen !== 'unsure' && search(node)
      path.pop()
      return certain
    })
  if (!search(top)) return 'a replace that is not applied: it fits words of which it is not certain whether they are names or values'
  if (found.length === 0) return 'a replace that finds nothing'
  if (limited && Number(most) > 0 && Number(most) < found.length)
    return `a replace that is not applied: it fits ${found.length} places, and which ${most} of them come first is not known`
  const renamed = new Map(found.map(({ node, name }) => [node, name]))
  for (const { parent, name } of found)
    if (name === '' || parent.below.filter((each) => (renamed.get(each) ?? each.word) === name).length > 1)
      return 'a replace that is not applied: a new name would be empty or stand twice'
  // the deepest first: a node that is made anew takes what stands below it along
  for (const { parent, node, name } of found.reverse()) {
    const made = new Statement(name, node.line, node.flags)
    made.comment = node.comment
    for (const each of node.below) made.append(each)
    const place = parent.below.indexOf(node)
    parent.remove(node.word)
    parent.insert(made, place)
  }
  return undefined
}

/** A pattern of plain text, `.`, sets and both ends; what repeats or chooses is not followed. */
function expressionOf(pattern: string): RegExp | undefined {
  const plain = /^\^?(?:[^\\^$.*+?()|{}[\]]|\.|\\[^\w\s]|\[\^?[^\\\]^[]{1,64}\])+\$?$/
  if (pattern.length > 500 || !plain.test(pattern)) return undefined
  try {
    return new RegExp(pattern, 'g')
  } catch {
    return undefined
  }
}

/** Whether a pattern may be after one of these words: then what it puts in their place is as secret as they are. */
export function isAfter(pattern: string, secrets: readonly string[]): boolean {
  const fits = expressionOf(pattern)
  const parts = pattern.split(/[^\w-]+/).filter((part) => part.length > 3)
  return secrets.some((each) => (fits ? each.search(fits) >= 0 : parts.some((part) => each.includes(part))))
}
