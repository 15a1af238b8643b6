import { flag } from './columns.ts'

/** Most words have nothing below them; nobody writes into this. */
const nothing: readonly Statement[] = []

/** Where a statement of an effective configuration came from, when it was not written where it stands. */
export type Origin = { readonly kind: 'group' | 'interface-range' | 'apply-path'; readonly name: string }

/**
 * A word of a configuration with what stands below it. All forms of text give the same tree: what brace text repeats is
 * one node, `family inet` and `family inet6` are two nodes below one `family`. Order is kept, since in terms it decides.
 */
export class Statement {
  /** As it stands between its quotes, escapes kept. */
  readonly word: string
  line: number
  flags: number
  comment: string | null = null
  origin: Origin | null = null
  below: readonly Statement[] = nothing
  private names: Map<string, Statement> | null = null

  constructor(word: string, line: number, flags: number) {
    this.word = word
    this.line = line
    this.flags = flags
  }

  has(bit: number): boolean {
    return (this.flags & bit) !== 0
  }

  find(word: string): Statement | undefined {
    const { below } = this
    if (this.names !== null) return this.names.get(word)
    for (let at = below.length - 1; at >= 0; at -= 1) if (below[at]!.word === word) return below[at]
    return undefined
  }

  /** What stands below a path of words. */
  at(...words: readonly string[]): Statement | undefined {
    let node: Statement | undefined = this
    for (const word of words) node = node?.find(word)
    return node
  }

  /** The node of a word, made at the end when there is none yet. */
  reach(word: string, line: number, flags: number): Statement {
    const last = this.below.at(-1)
    const there = last !== undefined && last.word === word ? last : this.find(word)
    if (there === undefined) return this.append(new Statement(word, line, flags))
    there.flags |= flags & ~flag.joined
    return there
  }

  append(node: Statement): Statement {
    if (this.below === nothing) this.below = [node]
    else (this.below as Statement[]).push(node)
    if (this.names !== null) this.names.set(node.word, node)
    else if (this.below.length === mostUnnamed) this.names = new Map(this.below.map((each) => [each.word, each]))
    return node
  }

  /** Puts a node at a place; a node of the same word must not be there. */
  insert(node: Statement, place: number): void {
    if (this.below === nothing) this.below = [node]
    else (this.below as Statement[]).splice(place, 0, node)
    this.names?.set(node.word, node)
  }

  remove(word: string): Statement | undefined {
    const node = this.find(word)
    if (node === undefined) return undefined
    ;(this.below as Statement[]).splice(this.below.indexOf(node), 1)
    this.names?.delete(word)
    return node
  }

  /** All nodes below with the words that lead to them, in order. By hand: a generator in a generator costs its depth at each step. */
  *walk(): Generator<readonly Statement[]> {
    const path: Statement[] = []
    const next: number[] = [0]
    let node: Statement = this
    while (next.length > 0) {
      const each = node.below[next.at(-1)!]
      if (each === undefined) {
        next.pop()
        path.pop()
        node = path.at(-1) ?? this
        continue
      }
      next[next.length - 1]! += 1
      path.push(each)
      yield path.slice()
      next.push(0)
      node = each
    }
  }

  copy(): Statement {
    const same = this.bare()
    for (const node of this.below) same.append(node.copy())
    return same
  }

  /**
   * The statement with other things below it: what `change` gives for each, and nothing where it gives nothing. The very same where each stays
   * what it is: trees share what is the same in them.
   */
  withBelow(change: (each: Statement) => Statement | undefined): Statement {
    const { below } = this
    let own: Statement | null = null
    for (let at = 0; at < below.length; at += 1) {
      const each = below[at]!
      const now = change(each)
      if (own === null) {
        if (now === each) continue
        own = this.bare()
        for (let before = 0; before < at; before += 1) own.append(below[before]!)
      }
      if (now !== undefined) own.append(now)
    }
    return own ?? this
  }

  /** One of its own that shares what stands below. */
  apart(): Statement {
    const same = this.bare()
    for (const node of this.below) same.append(node)
    return same
  }

  private bare(): Statement {
    const same = new Statement(this.word, this.line, this.flags)
    same.comment = this.comment
    same.origin = this.origin
    return same
  }
}

/** Up to here a walk over the words is quicker than a table of them. */
const mostUnnamed = 9

export const newRoot = (): Statement => new Statement('', 0, 0)
