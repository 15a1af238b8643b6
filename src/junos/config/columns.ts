/**
 * The words of a configuration as columns of numbers (decision 0029). A word is a node; the words behind it in its statement,
 * and what stands in its block, are below it: `mtu 9000;` is `9000` below `mtu`, in brace text and in set text alike. Nothing
 * is copied: a word is where it stands in the text, and becomes a string when somebody asks.
 */
export type ConfigIndex = {
  readonly kind: 'config-index'
  readonly text: string
  readonly form: 'brace' | 'set'
  readonly count: number
  /** Where a word begins and ends in the text, without its quotes. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** The first node behind everything below this one: nodes stand in the order of the text. */
  readonly after: Uint32Array
  /** Counted from 1. */
  readonly line: Uint32Array
  readonly flags: Uint16Array
  /** Lines that change what stands before them, in order: everything but a plain `set`. */
  readonly edits: readonly Edit[]
  /** Comments that belong to a node: the one they stand before. */
  readonly comments: readonly { readonly node: number; readonly text: string }[]
}

/** One line such as `deactivate interfaces ge-0/0/0`, to be applied when the nodes before `at` are there. */
export type Edit = {
  readonly at: number
  readonly verb: string
  readonly line: number
  /** Where the line stands in the text. */
  readonly from: number
  readonly to: number
  readonly words: readonly { readonly word: string; readonly flags: number }[]
}

/** What a node is, as bits. */
export const flag = {
  /** A statement ends with this word, or its block opens behind it. */
  end: 1,
  /** A block was opened behind this word. */
  block: 2,
  /** The word stands in one statement with the one above it. */
  joined: 4,
  /** One of several values in brackets. */
  listed: 8,
  quoted: 16,
  inactive: 32,
  protected: 64,
  /** `replace:` and `delete:` in brace text: what `load replace` would do. */
  replace: 128,
  delete: 256,
  /** The device itself says that the value is secret. */
  secret: 512,
} as const

/** Far above any device, far below what would hurt. */
export const configBounds = {
  characters: 64_000_000,
  nodes: 4_000_000,
  /** Words above each other, in blocks and statements together. */
  depth: 256,
} as const

/** Columns that grow. */
export class Columns {
  count = 0
  from: Uint32Array<ArrayBuffer>
  to: Uint32Array<ArrayBuffer>
  after: Uint32Array<ArrayBuffer>
  line: Uint32Array<ArrayBuffer>
  flags: Uint16Array<ArrayBuffer>

  constructor(characters: number) {
    const size = Math.min(configBounds.nodes, Math.max(64, characters >> 4))
    this.from = new Uint32Array(size)
    this.to = new Uint32Array(size)
    this.after = new Uint32Array(size)
    this.line = new Uint32Array(size)
    this.flags = new Uint16Array(size)
  }

  /** @returns the number of the node, or -1 when there are too many */
  add(from: number, to: number, line: number, flags: number): number {
    const node = this.count
    if (node === this.from.length && !this.grow()) return -1
    this.count = node + 1
    this.from[node] = from
    this.to[node] = to
    this.line[node] = line
    this.flags[node] = flags
    return node
  }

  private grow(): boolean {
    const size = Math.min(configBounds.nodes, Math.ceil(this.count * 1.5))
    if (size <= this.count) return false
    const larger = (column: Uint32Array<ArrayBuffer>) => {
      const copy = new Uint32Array(size)
      copy.set(column)
      return copy
    }
    this.from = larger(this.from)
    this.to = larger(this.to)
    this.after = larger(this.after)
    this.line = larger(this.line)
    const flags = new Uint16Array(size)
    flags.set(this.flags)
    this.flags = flags
    return true
  }
}

/** What is said of prompts, echoes and banners: nothing of a configuration was in them. */
export const aroundIt = 'a line that is none of the configuration'

/** What of a text was left out, with its line: nothing is dropped without a word. */
export type Skipped = { readonly line: number; readonly what: string; readonly text: string }

/** A list of what was skipped that stays short: further ones are counted. */
export class SkippedList {
  private readonly kept: Skipped[] = []
  private more = 0
  private readonly most: number

  constructor(most = 100) {
    this.most = most
  }

  /** @param text what was left out; a word of it that is cut goes as a whole, for half a secret is one that no rule knows */
  add(line: number, what: string, text = ''): void {
    if (this.kept.length >= this.most) this.more += 1
    else this.kept.push({ line, what, text: text.length > 120 ? `${text.slice(0, 117).replace(/\S*$/, '')}...` : text })
  }

  holds(what: string): boolean {
    return this.kept.some((each) => each.what === what)
  }

  all(): readonly Skipped[] {
    return this.more === 0 ? this.kept : [...this.kept, { line: 0, what: `${this.more} more places were skipped`, text: '' }]
  }
}
