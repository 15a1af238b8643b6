import { flag } from './columns.ts'
import type { Statement } from './statement.ts'

/**
 * Statements that brace text gives on one line and set text on several: `vlan-tags outer 1 inner 2;` is one statement with
 * two attributes, so the tree has both below `vlan-tags`. From the configuration statements of the vendor's documentation
 * and from pairs of texts of the same device; a name that is missing here prints as one line too few in set text.
 * `keys` counts the words of a value that stands before the attributes; each attribute says how many words follow it.
 */
export const oneLiners: Readonly<Record<string, { readonly keys: number; readonly attributes: Readonly<Record<string, 0 | 1>> }>> = {
  'vlan-tags': { keys: 0, attributes: { outer: 1, inner: 1, 'inner-range': 1, 'inner-list': 1 } },
  srgb: { keys: 0, attributes: { 'start-label': 1, 'index-range': 1 } },
  'node-segment': { keys: 0, attributes: { 'ipv4-index': 1, 'ipv6-index': 1, 'index-range': 1 } },
  'hold-time': { keys: 0, attributes: { up: 1, down: 1 } },
  'damping-timers': { keys: 0, attributes: { 'half-life': 1, 'max-suppress': 1, reuse: 1, suppress: 1 } },
  archive: {
    keys: 0,
    attributes: { size: 1, files: 1, 'world-readable': 0, 'no-world-readable': 0, 'binary-data': 0, 'no-binary-data': 0, 'start-time': 1 },
  },
  'shaping-rate': { keys: 1, attributes: { 'burst-size': 1 } },
  'transmit-rate': { keys: 1, attributes: { exact: 0, 'rate-limit': 0 } },
  'flex-algorithm-range': { keys: 0, attributes: { start: 1, end: 1 } },
}

/** Parts the attributes of one-line statements in a tree that was read from brace text; the tree is then that of set text. */
export function partOneLiners(node: Statement): void {
  for (const each of node.below) {
    if (each.below.length === 0) continue
    const shape = Object.hasOwn(oneLiners, each.word) ? oneLiners[each.word] : undefined
    if (shape) part(each, shape)
    partOneLiners(each)
  }
}

function part(node: Statement, shape: (typeof oneLiners)[string]): void {
  let entry = node
  for (let key = 0; key < shape.keys; key += 1) {
    const [only] = entry.below
    if (entry.below.length !== 1 || !only?.has(flag.joined)) return
    entry = only
    if (entry.word === 'percent') key -= 1
  }
  if (entry !== node) liftAttributes(node, entry, shape)
  for (const first of [...node.below]) {
    let each = first
    for (;;) {
      const words = Object.hasOwn(shape.attributes, each.word) ? shape.attributes[each.word] : undefined
      const last = words === 0 ? each : words === 1 ? each.below[0] : undefined
      const next = last?.below[0]
      if (!last || !next || last.below.length !== 1 || !next.has(flag.joined)) break
      if (!Object.hasOwn(shape.attributes, next.word) || node.find(next.word)) break
      last.remove(next.word)
      last.flags |= flag.end
      node.append(next)
      each = next
    }
  }
}

/** `transmit-rate 10m exact`: the attribute stands beside the value, not below it. */
function liftAttributes(node: Statement, value: Statement, { attributes }: (typeof oneLiners)[string]): void {
  for (const each of [...value.below]) {
    if (!Object.hasOwn(attributes, each.word) || node.find(each.word)) continue
    value.remove(each.word)
    value.flags |= flag.end
    node.append(each)
  }
}
