import type { Place } from './place.ts'

/** A term of a routing policy: what it asks, and what becomes of the routes. */
export type Term = { readonly from: Place | undefined; readonly end: 'accept' | 'reject' | 'goes on' }

/** The terms of a policy in their order, and what stands outside of them last. */
export function termsOf(policy: Place): readonly Term[] {
  const whole = policy.has('then') ? [policy] : []
  return [...policy.under('term'), ...whole].map((term) => ({
    from: term.at('from'),
    end: term.has('then', 'reject') ? 'reject' : term.has('then', 'accept') ? 'accept' : 'goes on',
  }))
}

const prefixWords = ['route-filter', 'route-filter-list', 'prefix-list', 'prefix-list-filter']
/** Hold for every route of a BGP neighbor. */
const always = ['protocol', 'family', 'rib']

export const asksNothing = ({ from }: Term): boolean => from === undefined || from.node.below.every(({ word }) => always.includes(word))

export const asksForPrefixes = ({ from }: Term): boolean => from !== undefined && prefixWords.some((word) => from.has(word))

/** Asks for nothing but prefixes, so that every route in them is meant. */
export const asksForPrefixesAlone = (term: Term): boolean =>
  asksForPrefixes(term) && term.from!.node.below.every(({ word }) => prefixWords.includes(word) || always.includes(word))

/** A prefix that a term names, with the words that say how much below it: `exact`, `orlonger`, `upto /24`. */
export type Named = { readonly prefix: string; readonly extent: readonly string[] }

export function prefixesOf({ from }: Term, scope: Place): readonly Named[] {
  if (!from) return []
  const listed = (word: string, kind: string): readonly Named[] =>
    from
      .under(word)
      .flatMap((list) =>
        scope.under('policy-options', kind, list.word).flatMap((each) => extents(each.node.below.length > 0 ? each : list, each.word)),
      )
  return [
    ...from.under('route-filter').flatMap((each) => extents(each, each.word)),
    ...listed('route-filter-list', 'route-filter-list'),
    ...listed('prefix-list', 'prefix-list'),
    ...listed('prefix-list-filter', 'prefix-list'),
  ]
}

/** One prefix may be named several times, each time to another extent. */
const extents = (place: Place, prefix: string): readonly Named[] => {
  const each = place.under().map((first) => ({ prefix, extent: [first.word, ...wordsBelow(first)] }))
  return each.length > 0 ? each : [{ prefix, extent: [] }]
}

const wordsBelow = (place: Place): readonly string[] => place.under().flatMap((each) => [each.word, ...wordsBelow(each)])

/** Whether what is named holds a network and everything in it; of the default route, the route itself. */
export const covers = ({ prefix, extent }: Named, network: string): boolean =>
  prefix === network &&
  (extent.includes('orlonger') ||
    extent.includes('upto') ||
    (network.endsWith('/0') && !extent.some((word) => word.startsWith('/') || word === 'longer')))

/** Every length of a prefix from here on, `/25-/32` below everything. */
export const everythingFrom = ({ prefix, extent }: Named): number =>
  prefix === '0.0.0.0/0'
    ? Math.min(...extent.map((word) => Number(/^\/([0-9]+)-\/32$/.exec(word)?.[1] ?? Number.POSITIVE_INFINITY)))
    : Number.POSITIVE_INFINITY

/** The longest prefix among what is named. */
export function longestOf({ prefix, extent }: Named): number {
  if (extent.includes('orlonger') || extent.includes('longer')) return 32
  const said = extent.map((word) => Number(/^(?:\/[0-9]+-)?\/([0-9]+)$/.exec(word)?.[1] ?? 0))
  return Math.max(Number(prefix.split('/')[1] ?? 32), ...said)
}
