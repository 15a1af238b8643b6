import { jsonOf, listOf, type Node, nodeOf, textOf } from '../record/json.ts'

/** As what a feed was recognised. */
export const feedShapes = ['record', 'list of records', 'ROLIE feed', 'index', 'table of changes'] as const
export type FeedShape = (typeof feedShapes)[number]

/** An address as it is written: whole, or from where the feed stands. `changed` is what the feed says of its last change; empty where it says nothing. */
export type ListedAddress = { readonly address: string; readonly changed: string }

/** What stands at an address: records themselves, or a list of the addresses of records. */
export type Listed =
  | { readonly kind: 'records'; readonly shape: FeedShape; readonly texts: readonly string[] }
  | { readonly kind: 'addresses'; readonly shape: FeedShape; readonly addresses: readonly ListedAddress[] }

/**
 * Reads what a feed answers: one record; a list of them; a ROLIE feed as CSAF providers have it (RFC 8322); an `index.txt` or a `changes.csv` of a
 * CSAF provider. Never throws.
 */
export function readFeed(text: string): Listed {
  const value = jsonOf(text)
  if (value === undefined) {
    const addresses = jsonOnly(linesOf(text))
    return { kind: 'addresses', shape: addresses.some(({ changed }) => changed !== '') ? 'table of changes' : 'index', addresses }
  }
  const entries = listOf(nodeOf(nodeOf(value).feed).entry).map(nodeOf)
  if (entries.length > 0) return { kind: 'addresses', shape: 'ROLIE feed', addresses: jsonOnly(entries.map(entryOf)) }
  const many = [value, nodeOf(value).records, nodeOf(value).items, nodeOf(value).cves].find(Array.isArray)
  return many
    ? { kind: 'records', shape: 'list of records', texts: many.map((each) => JSON.stringify(each)) }
    : { kind: 'records', shape: 'record', texts: [text] }
}

const entryOf = (entry: Node): ListedAddress => ({
  address: textOf(nodeOf(entry.content).src) || textOf(nodeOf(listOf(entry.link).find((link) => nodeOf(link).rel === 'self')).href),
  changed: textOf(entry.updated).slice(0, longestStamp),
})

const longestStamp = 60

/** Paths, one on a line; in a table the first cell, and in the second when it changed. */
const linesOf = (text: string): readonly ListedAddress[] =>
  text.split(/\r?\n/).map((line) => {
    const [, address, changed] = /^"([^"]*)"(?:,"?([^",]*))?/.exec(line) ?? /^([^,]*)(?:,"?([^",]*))?/.exec(line) ?? []
    return { address: (address ?? '').trim(), changed: (changed ?? '').trim().slice(0, longestStamp) }
  })

const jsonOnly = (listed: readonly ListedAddress[]): readonly ListedAddress[] => listed.filter(({ address }) => /\.json$/i.test(address))
