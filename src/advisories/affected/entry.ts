import type { Release } from '../../junos/release/release.ts'
import type { Doubt, WrittenEntry } from './row.ts'
import { readRow, type Stretch } from './stretch.ts'

/** What a record says of one product, as it can be judged by. */
export type Entry = {
  readonly written: WrittenEntry
  /** Null for a product that is no Junos, such as a session smart router: its releases have another grammar. */
  readonly product: Release['product'] | null
  readonly stretches: readonly Stretch[]
  readonly doubts: readonly Doubt[]
}

/** The product of an entry; null where its releases are not those of Junos. */
export const productOf = (text: string): Release['product'] | null => {
  const name = text.trim().toLowerCase().replace(/\s+/g, ' ')
  if (/^(?:juniper networks )?junos(?: os)? evolved$/.test(name)) return 'evolved'
  return /^(?:juniper networks )?junos(?: os)?$/.test(name) ? 'junos' : null
}

/** Reads an entry. Never throws: what cannot be read stays written, with a doubt. */
export function readEntry(written: WrittenEntry): Entry {
  const product = productOf(written.product)
  if (product === null)
    return {
      written,
      product,
      stretches: [],
      doubts: [{ rule: 'unreadable-entry', message: `"${written.product.slice(0, 80)}" has no releases of Junos.` }],
    }
  const read = written.rows.map((row, index) =>
    readRow(
      row,
      index,
      product,
      written.rows.filter((_, other) => other !== index),
    ),
  )
  const doubts = read.flatMap((each) => each.doubts)
  return {
    written,
    product,
    stretches: read.flatMap(({ stretch }) => stretch ?? []),
    doubts:
      written.defaultStatus === null
        ? [...doubts, { rule: 'no-default', message: 'The record does not say what holds for releases that no row names.' }]
        : doubts,
  }
}
