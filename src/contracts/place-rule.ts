import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { Reason } from '../decisions/decision.ts'
import type { AccountRef } from '../lib/principal.ts'

/** Clauses by which something is delivered remotely, and by which it may be onsite. */
export function deliveryClauses({ limits }: Pick<Offering, 'limits'>) {
  const of = (code: string) => limits.find((each) => each.code === code)?.clauses
  const remote = of('remote-delivery') ?? of('named-staff-option') ?? []
  const onsite = of('on-site') ?? remote
  return { remote, asked: onsite.slice(0, 1), priced: onsite.slice(-1) }
}

/** The place of the provider that serves a theatre, where nobody says another one: that of its name, else the first of the list. */
export const usualPlace = (book: PolicyBook, { theatre }: Pick<AccountRef, 'theatre'>): string => {
  const places = book.get('delivery.places')
  return (places.find(({ code }) => code === theatre.toLowerCase()) ?? places[0])?.code ?? ''
}

export const isAuthorised = (book: PolicyBook, location: string): boolean =>
  book.get('delivery.places').some(({ code }) => code === location)

/**
 * From where something is done: from an authorised place of the provider, or from elsewhere where that was agreed in writing (ISS-5.a, ACP-18.p1, SSM-6.b).
 * Windows and meetings are judged by the same rule; what agreeing means is theirs to say.
 * @param elsewhere whether the other place is agreed; what was expected in words, and how to go on
 */
export function placeReason(
  book: PolicyBook,
  location: string,
  {
    clauses,
    source,
    found = location,
    elsewhere,
  }: {
    readonly clauses: readonly string[]
    readonly source: string
    readonly found?: string
    readonly elsewhere: { readonly agreed: boolean; readonly expected: string; readonly cure: string }
  },
): Reason {
  const places = book.get('delivery.places')
  const authorised = isAuthorised(book, location)
  const one = `one of ${places.map(({ code }) => code).join(', ')}`
  return {
    rule: 'authorised-place',
    clauses,
    holds: authorised || elsewhere.agreed,
    weight: 'refuse',
    fact: 'delivered from',
    found: authorised ? location : found,
    expected: authorised ? one : `${one}, or ${elsewhere.expected}`,
    source,
    ...(authorised ? {} : { cure: elsewhere.cure }),
  }
}
