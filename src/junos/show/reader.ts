import type { XmlNode } from '../xml.ts'
import type { Notes, Table } from './fields.ts'
import type { Rule, TextLine } from './text.ts'

/**
 * A reader of one command: how its answer is recognised, and the table of what is read. One table serves all forms: JSON
 * and, by `rules`, text become the tree that the XML has. A reader does no more than that; errors, engines, sessions and
 * whatever else surrounds an answer are the work of `read.ts`.
 */
export type Reader<Kind extends string, Value> = {
  readonly kind: Kind
  /** In full words, as typed; shortened words are recognised by it too. */
  readonly commands: readonly string[]
  /** What asks for the same by NETCONF. */
  readonly rpcs: readonly string[]
  /** What stands behind the command and makes another answer of it. */
  readonly except?: RegExp
  /** Local names of the element that holds the answer. */
  readonly roots: readonly string[]
  /** Where commands share a root: whether it is this one's. */
  readonly owns?: (root: XmlNode) => boolean
  /** Lines that only this command's text has: its headings. Each sees a line without the blanks around it. */
  readonly heads: readonly RegExp[]
  readonly rules: readonly Rule[]
  /** Puts lines right that rules cannot tell apart one by one. */
  readonly parted?: (lines: readonly TextLine[], notes: Notes) => readonly TextLine[]
  /** Where the text says far more than is read: the lines that must be understood. Else each line must. */
  readonly only?: RegExp
  /** Puts right what the tree leaves implied, before the table reads it. */
  readonly before?: (root: XmlNode) => XmlNode
  /** Plain text inside the answer is a part of it, not a message. */
  readonly outputs?: true
  readonly table: Table<Value>
}

export const reader = <const Kind extends string, Value>(some: Reader<Kind, Value>): Reader<Kind, Value> => some

/** The same element with other children. */
export const withChildren = (node: XmlNode, children: readonly XmlNode[]): XmlNode => ({ ...node, children })

/** An element with a text and nothing else. */
export const leafNode = (name: string, text: string, line: number): XmlNode => ({ name, text, line, attributes: {}, children: [] })

/** The first row names what the rows below it share: `name` is carried to each row that has none. */
export const carried = (root: XmlNode, row: string, name: string): XmlNode => {
  let last: XmlNode | undefined
  return withChildren(
    root,
    root.children.map((each) => {
      if (each.name !== row) return each
      const own = each.children.find((child) => child.name === name && child.text !== '')
      if (own) last = own
      return own || !last ? each : withChildren(each, [...each.children, last])
    }),
  )
}

/**
 * Rows that stand in one element without one of their own: in XML field after field, each row begun by `first`; in JSON a
 * list for each field. The first of each name is the first row, the second the second.
 */
export const unfolded = (node: XmlNode, first: string, row: string): XmlNode => {
  const rows: XmlNode[][] = []
  const seen = new Map<string, number>()
  const others: XmlNode[] = []
  const many = node.children.filter(({ name }) => name === first).length
  for (const child of node.children) {
    const at = seen.get(child.name) ?? 0
    seen.set(child.name, at + 1)
    if (at >= many) others.push(child)
    else {
      rows[at] ??= []
      rows[at].push(child)
    }
  }
  return withChildren(node, [...rows.map((children) => ({ ...leafNode(row, '', children[0]?.line ?? node.line), children })), ...others])
}
