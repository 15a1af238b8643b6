import { flag } from '../../junos/config/columns.ts'
import { writtenWord } from '../../junos/config/quoting.ts'
import type { Statement } from '../../junos/config/statement.ts'
import { fitsWildcard, isWildcard } from '../../junos/config/wildcard.ts'

/** A statement of an effective configuration that knows the words that lead to it. */
export class Place {
  readonly node: Statement
  readonly above: Place | null
  /** The configuration as it was written, at the top only. */
  private readonly writtenTree: Statement | null

  constructor(node: Statement, above: Place | null, writtenTree: Statement | null = null) {
    this.node = node
    this.above = above
    this.writtenTree = writtenTree
  }

  get word(): string {
    return this.node.word
  }

  /** The word as a line for the device has it. */
  get name(): string {
    return writtenWord(this.node.word, this.node.has(flag.quoted))
  }

  at(...words: readonly string[]): Place | undefined {
    let place: Place = this
    for (const word of words) {
      const node = place.node.find(word)
      if (node === undefined) return undefined
      place = new Place(node, place)
    }
    return place
  }

  has(...words: readonly string[]): boolean {
    return this.node.at(...words) !== undefined
  }

  /** Everything directly below a path of words. */
  under(...words: readonly string[]): readonly Place[] {
    const place = this.at(...words)
    return place === undefined ? [] : place.node.below.map((node) => new Place(node, place))
  }

  /** The value of a statement, the first where there are several. */
  value(...words: readonly string[]): string | undefined {
    return this.node.at(...words)?.below[0]?.word
  }

  values(...words: readonly string[]): readonly string[] {
    return this.node.at(...words)?.below.map(({ word }) => word) ?? []
  }

  /** The value of a statement as a number; undefined where there is none. */
  number(...words: readonly string[]): number | undefined {
    const text = this.value(...words)
    return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined
  }

  /** Whether a word stands anywhere below: where a line of brace text gives attributes one behind the other, and set text beside. */
  mentions(word: string): boolean {
    return mentions(this.node, word)
  }

  get words(): readonly string[] {
    const words: string[] = []
    for (let place: Place = this; place.above !== null; place = place.above) words.push(place.word)
    return words.reverse()
  }

  /** The words as a set line has them. Not masked: only for lines that are masked as a whole afterwards. */
  get path(): string {
    const words: string[] = []
    for (let place: Place = this; place.above !== null; place = place.above) words.push(place.name)
    return words.reverse().join(' ')
  }

  get line(): number {
    for (let place: Place | null = this; place !== null; place = place.above) if (place.node.line > 0) return place.node.line
    return 0
  }

  get written(): Statement {
    let place: Place = this
    while (place.above !== null) place = place.above
    return place.writtenTree ?? place.node
  }
}

function mentions({ below }: Statement, word: string): boolean {
  for (const each of below) if (each.word === word || (each.below.length > 0 && mentions(each, word))) return true
  return false
}

/** The line that takes a statement away, where it was written: in its group or interface range, where one of these gave it. */
export function removal(place: Place): string {
  const { origin, line } = place.node
  const plain = `delete ${place.path}`
  if (origin === null || origin.kind === 'apply-path') return plain
  const words = place.words
  if (origin.kind === 'interface-range') {
    const at = words.indexOf('interfaces')
    const rest = words.slice(at + 2).map((word) => writtenWord(word, false))
    return ['delete', ...words.slice(0, at + 1), 'interface-range', writtenWord(origin.name, false), ...rest].join(' ')
  }
  const group = place.written.at('groups', origin.name)
  const found = group ? inGroup(group, words, line) : undefined
  return found ? `delete groups ${writtenWord(origin.name, false)} ${found.map((word) => writtenWord(word, false)).join(' ')}` : plain
}

/** The words of a group that gave a statement, which may be patterns; known by its line. */
function inGroup(node: Statement, words: readonly string[], line: number): readonly string[] | undefined {
  const [word, ...rest] = words
  if (word === undefined) return node.line === line ? [] : undefined
  for (const each of node.below) {
    if (each.word !== word && !(isWildcard(each.word) && fitsWildcard(each.word, word))) continue
    const found = inGroup(each, rest, line)
    if (found) return [each.word, ...found]
  }
  return undefined
}
