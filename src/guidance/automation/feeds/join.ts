import { compared, type TheirList } from '../../../installed-base/reconciliation/list.ts'
import type { Instant } from '../../../lib/time.ts'
import type { FeedRow } from './read-feed.ts'

export type Part = {
  readonly collector: string
  readonly source: string
  readonly readAt: Instant
  readonly speaks: TheirList['speaks']
  readonly unread: TheirList['unread']
  readonly rows: readonly FeedRow[]
}

/**
 * The customer's side out of the newest feed of each collector: together they are the list, and of a device that two of them name, the later
 * reading says what it is (SSM-3.2.p2).
 */
export function joinFeeds(parts: readonly Part[]): { readonly list: Pick<TheirList, 'rows' | 'speaks' | 'unread'>; readonly name: string } {
  const inOrder = parts.toSorted((one, other) => one.readAt - other.readAt || (one.collector < other.collector ? -1 : 1))
  const rows = new Map(inOrder.flatMap((part) => part.rows.map((row) => [row.serial, row] as const)))
  const spoken = new Set(inOrder.flatMap(({ speaks }) => speaks))
  return {
    list: {
      rows: [...rows.values()].toSorted((one, other) => (one.serial < other.serial ? -1 : 1)),
      speaks: compared.filter((field) => spoken.has(field)),
      unread: inOrder.flatMap(({ unread }) => unread),
    },
    name: inOrder
      .toReversed()
      .map(({ collector, source }) => `${source} by ${collector}`)
      .join(', ')
      .slice(0, 200),
  }
}
