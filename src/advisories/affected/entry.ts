import type { Release } from '../../junos/release/release.ts'
import { placeOf } from './place.ts'
import type { Doubt, WrittenEntry } from './row.ts'
import { readRow, type Stretch } from './stretch.ts'

/** What a record says of one product, as it can be judged by. */
export type Entry = {
  readonly written: WrittenEntry
  /** Null for a product that is no Junos, such as a session smart router: its releases have another grammar. */
  readonly product: Release['product'] | null
  readonly stretches: readonly Stretch[]
  readonly doubts: readonly Doubt[]
  /** The highest branch of the R line that it names an affected release of. */
  readonly highest: Pick<Release, 'major' | 'minor'> | undefined
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
      highest: undefined,
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
  const readable = read.flatMap(({ stretch }) => stretch ?? [])
  const turnedRound = readable.filter(endsBeforeItBegins)
  const doubts = [...read.flatMap((each) => each.doubts), ...turnedRound.map(doubtOf)]
  const stretches = readable.filter((stretch) => !turnedRound.includes(stretch))
  return {
    written,
    product,
    stretches,
    highest: highestAffected(stretches),
    doubts:
      written.defaultStatus === null
        ? [...doubts, { rule: 'no-default', message: 'The record does not say what holds for releases that no row names.' }]
        : doubts,
  }
}

/** A stretch from 21.4R3-S5 to 21.4R3-S2 holds nothing, which nobody means who writes that something is affected. */
function endsBeforeItBegins(stretch: Stretch): boolean {
  const { status, changes, only, from } = stretch
  if (status !== 'affected' || changes.length > 0 || only || from === null) return false
  if ((from.line === 'X' ? from.delivery : from.number) === null) return false
  const { kind } = placeOf(from, stretch)
  return kind === 'past' || kind === 'elsewhere'
}

const doubtOf = ({ row, written }: Stretch): Doubt => ({
  rule: 'unreadable-row',
  message: `It begins with ${written.version} and ends before that, with ${written.lessThan ?? written.lessThanOrEqual}.`,
  row,
})

/** The highest branch that has an affected release, among those of the R line. */
function highestAffected(stretches: readonly Stretch[]): Release | undefined {
  const branches = stretches.flatMap(({ status, changes, from, end }): readonly Release[] => {
    if (status !== 'affected' && !changes.some((change) => change.status === 'affected')) return []
    const ends = end.kind === 'before' ? end.fixes : end.kind === 'with' ? [end.last] : []
    return [...(from ? [from] : []), ...ends].filter(({ line }) => (line ?? 'R') === 'R')
  })
  return branches.reduce<Release | undefined>((best, each) => (isHigher(each, best) ? each : best), undefined)
}

const isHigher = (one: Release, best: Release | undefined): boolean =>
  best === undefined || one.major > best.major || (one.major === best.major && one.minor > best.minor)
