import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { checkOffering } from '../../catalog/check-offering.ts'
import type { Offering } from '../../catalog/offering.ts'
import type { OfferingProblem } from '../../catalog/schema-words.ts'

/** A message of the checker and the line of the file that it is about, counted from 1. */
export type Remark = OfferingProblem & { readonly line: number; readonly weight: 'mistake' | 'advice' }

export type OfferingFile = { readonly remarks: readonly Remark[]; readonly offering: Offering | undefined; readonly value: unknown }

/** Characters of a file at most; the longest built-in service has a fifth of it. */
const longest = 1_000_000

const stepsOf = (path: string): readonly string[] =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)

/** The entry of a map that the next steps name, and how many of them: the id of a clause has dots of its own. */
function entryOf(map: YAMLMap, steps: readonly string[]): { readonly entry: Pair<Node, Node | null>; readonly taken: number } | undefined {
  for (let taken = steps.length; taken > 0; taken--) {
    const name = steps.slice(0, taken).join('.')
    const entry = map.items.find(({ key }) => isScalar(key) && String(key.value) === name) as Pair<Node, Node | null> | undefined
    if (entry) return { entry, taken }
  }
  return undefined
}

/** The node that a path leads to, or the deepest one on the way to it. */
function nodeAt(start: Node | null, path: string): Node | null {
  let [node, place, steps] = [start, start, stepsOf(path)]
  while (steps.length > 0) {
    if (isMap(node)) {
      const found = entryOf(node, steps)
      if (!found) break
      place = found.entry.key
      node = found.entry.value
      steps = steps.slice(found.taken)
    } else if (isSeq(node)) {
      const item = node.items[Number(steps[0])] as Node | undefined
      if (!item) break
      node = item
      place = item
      steps = steps.slice(1)
    } else break
  }
  return place
}

/** Reads a service from the text of a file, YAML or JSON, and checks it. Never throws. */
export function readOfferingFile(text: string): OfferingFile {
  const remark = (line: number, found: string, expected: string, toDo: string): Remark => ({
    kind: 'problem',
    path: '(file)',
    found,
    expected,
    toDo,
    line,
    weight: 'mistake',
  })
  if (text.length > longest)
    return {
      remarks: [remark(1, `${text.length} characters`, `at most ${longest}`, 'Choose the file of one service.')],
      offering: undefined,
      value: undefined,
    }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' })
  const [broken] = document.errors
  if (broken)
    return {
      remarks: [
        remark(lines.linePos(broken.pos[0]).line, broken.message.split('\n')[0] ?? '', 'YAML or JSON', 'Correct the line and check again.'),
      ],
      offering: undefined,
      value: undefined,
    }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return {
      remarks: [remark(1, (error as Error).message, 'YAML or JSON', 'Write the values out.')],
      offering: undefined,
      value: undefined,
    }
  }
  const lineOf = (path: string): number => {
    const start = nodeAt(document.contents as Node | null, path)?.range?.[0]
    return start === undefined || start === null ? 1 : Math.max(1, lines.linePos(start).line)
  }
  const placed = (problems: readonly OfferingProblem[], weight: Remark['weight']): readonly Remark[] =>
    problems.map((each) => ({ ...each, line: lineOf(each.path), weight })).sort((a, b) => a.line - b.line)
  const checked = checkOffering(value)
  return checked.ok
    ? { remarks: placed(checked.warnings, 'advice'), offering: checked.offering, value }
    : { remarks: placed(checked.problems, 'mistake'), offering: undefined, value }
}
