import { type Term, terms } from './glossary-terms.ts'
import { nearest } from './nearest.ts'
import type { Agreement, Offering } from './offering.ts'
import { type PolicyOverride, policyAt } from './policies.ts'

/**
 * Words and where their meaning comes from. In words: the service description's own meaning comes first; what it
 * leaves open has the meaning of its agreement, which stands outside; our own glossary helps the reader and never
 * stands in for either.
 */

export type Meaning =
  | {
      readonly kind: 'meaning'
      readonly term: string
      readonly meaning: string
      /** Whose words these are. */
      readonly source: 'service-description' | 'holdfast'
      readonly clauses: readonly string[]
      /** Said beside the meaning, such as that the document does not explain the word. */
      readonly note?: string
      /** The agreement whose own meaning, if it has one, ranks before ours. */
      readonly agreement?: Agreement
    }
  | { readonly kind: 'undefined'; readonly term: string; readonly agreement?: Agreement; readonly didYouMean?: string }

const folded = (word: string): string => word.trim().toLowerCase().replace(/\s+/g, ' ')

const byWord: ReadonlyMap<string, Term> = new Map(
  terms.flatMap((each) => [each.term, ...each.also].map((word) => [folded(word), each] as const)),
)

/** All terms of the glossary, in alphabetical order. */
export const glossary: readonly Term[] = [...terms].sort((a, b) => (folded(a.term) < folded(b.term) ? -1 : 1))

/** The meaning of a word under a service, with its source; without a service only our own glossary is asked. */
export const lookUp = (word: string, offering?: Offering): Meaning => {
  const agreement = offering?.purchase.agreement.posted
  const own = offering?.definitions.find(({ term }) => folded(term) === folded(word))
  if (own !== undefined)
    return { kind: 'meaning', term: own.term, meaning: own.meaning, source: 'service-description', clauses: own.clauses }
  const ours = byWord.get(folded(word))
  if (ours === undefined) {
    const didYouMean = nearest(folded(word), byWord.keys())
    return { kind: 'undefined', term: word, ...(agreement && { agreement }), ...(didYouMean !== undefined && { didYouMean }) }
  }
  const unexplained = offering !== undefined && ours.notExplainedBy?.includes(offering.code) === true
  return {
    kind: 'meaning',
    term: ours.term,
    meaning: ours.meaning,
    source: 'holdfast',
    clauses: offering === undefined ? ours.clauses : ours.clauses.filter((id) => id.startsWith(`${offering.code}-`)),
    ...(unexplained && { note: `not in document: ${offering.code} uses the word without explaining it` }),
    ...(agreement && { agreement }),
  }
}

/** What a service calls a support case (policy B19) or a defect notice (policy B20); our own word where it has none. */
export const labelOf = (
  thing: 'case' | 'defect-notice',
  code: string,
  onDate: string,
  overrides: readonly PolicyOverride[] = [],
): string => {
  if (thing === 'case') return policyAt('label.case', onDate, overrides).value.labels[code] ?? 'Case'
  return policyAt('pbn.model', onDate, overrides).value.labels[code] ?? 'Defect notice'
}

/** Every word by which people may search for a case, whatever their service calls it. */
export const caseWords = (onDate: string, overrides: readonly PolicyOverride[] = []): readonly string[] => {
  const { labels } = policyAt('label.case', onDate, overrides).value
  return [...new Set([...Object.values(labels), 'TAC case', 'Case'])]
}
