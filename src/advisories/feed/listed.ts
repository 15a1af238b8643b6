import { jsonOf, listOf, type Node, nodeOf, textOf } from '../record/json.ts'

/** What stands at an address: records themselves, or a list of the addresses of records. */
export type Listed =
  | { readonly kind: 'records'; readonly texts: readonly string[] }
  | { readonly kind: 'addresses' /** As they are written: whole, or from where the feed stands. */; readonly addresses: readonly string[] }

/**
 * Reads what a feed answers: one record; a list of them; a ROLIE feed as CSAF providers have it (RFC 8322); an `index.txt` or a `changes.csv` of a
 * CSAF provider. Never throws.
 */
export function readFeed(text: string): Listed {
  const value = jsonOf(text)
  if (value === undefined) return { kind: 'addresses', addresses: jsonOnly(linesOf(text)) }
  const entries = listOf(nodeOf(nodeOf(value).feed).entry).map(nodeOf)
  if (entries.length > 0) return { kind: 'addresses', addresses: jsonOnly(entries.map(addressOf)) }
  const many = [value, nodeOf(value).records, nodeOf(value).items, nodeOf(value).cves].find(Array.isArray)
  return { kind: 'records', texts: many ? many.map((each) => JSON.stringify(each)) : [text] }
}

const addressOf = (entry: Node): string =>
  textOf(nodeOf(entry.content).src) || textOf(nodeOf(listOf(entry.link).find((link) => nodeOf(link).rel === 'self')).href)

/** Paths, one on a line; in a table the first cell. */
const linesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/).map((line) => (/^"([^"]*)"/.exec(line)?.[1] ?? line.split(',')[0] ?? '').trim())

const jsonOnly = (addresses: readonly string[]): readonly string[] => addresses.filter((address) => /\.json$/i.test(address))
