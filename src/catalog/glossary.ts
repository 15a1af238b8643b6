import { type Term, terms } from './glossary-terms.ts'
import { nearest } from './nearest.ts'
import type { Agreement, Offering } from './offering.ts'
import { type PolicyOverride, policyAt } from './policies.ts'

/**
 * Words and where their meaning comes from. In words: the service description's own meaning comes first; what it
 * leaves open has the meaning of its agreement, of which words can be entered version by version; our own glossary
 * helps the reader and never stands in for either.
 */

/** What a version of an agreement says that a word means. */
export type AgreementWord = {
  readonly agreement: Agreement
  readonly version: string
  readonly term: string
  readonly meaning: string
}

export type Meaning =
  | {
      readonly kind: 'meaning'
      readonly term: string
      readonly meaning: string
      /** Whose words these are. */
      readonly source: 'service-description' | 'agreement' | 'holdfast'
      /** The version of the agreement whose words these are. */
      readonly version?: string
      readonly clauses: readonly string[]
      /** Said beside the meaning, such as that the document does not explain the word. */
      readonly note?: string
      /** The agreement whose own meaning, if it has one, ranks before ours. */
      readonly agreement?: Agreement
    }
  | { readonly kind: 'undefined'; readonly term: string; readonly agreement?: Agreement; readonly didYouMean?: string }

/** A word as it is compared: without capitals and doubled blanks. */
export const folded = (word: string): string => word.trim().toLowerCase().replace(/\s+/g, ' ')

const byWord: ReadonlyMap<string, Term> = new Map(
  terms.flatMap((each) => [each.term, ...each.also].map((word) => [folded(word), each] as const)),
)

/** All terms of the glossary, in alphabetical order. */
export const glossary: readonly Term[] = [...terms].sort((a, b) => (folded(a.term) < folded(b.term) ? -1 : 1))

/** Our own term with all the ways in which people write it; a word that we do not have stands for itself. */
const spellingsOf = (word: string): readonly string[] => {
  const ours = byWord.get(folded(word))
  return (ours ? [ours.term, ...ours.also, word] : [word]).map(folded)
}

type Entered = {
  /** What was entered of agreements, the newest first. */
  readonly words: readonly AgreementWord[]
  /** The version that a contract pins; without one the newest entry counts. */
  readonly version?: string | undefined
}

/**
 * The meaning of a word under a service, with its source; without a service only our own glossary is asked.
 * @param entered what is known of the words of agreements
 */
export const lookUp = (word: string, offering?: Offering, entered: Entered = { words: [] }): Meaning => {
  const agreement = offering?.purchase.agreement.posted
  const own = offering?.definitions.find(({ term, also = [] }) => [term, ...also].some((each) => folded(each) === folded(word)))
  if (own !== undefined)
    return { kind: 'meaning', term: own.term, meaning: own.meaning, source: 'service-description', clauses: own.clauses }
  const spellings = spellingsOf(word)
  const agreed = entered.words.find(
    (each) =>
      each.agreement === agreement &&
      (entered.version === undefined || each.version === entered.version) &&
      spellings.includes(folded(each.term)),
  )
  if (agreed)
    return {
      kind: 'meaning',
      term: agreed.term,
      meaning: agreed.meaning,
      source: 'agreement',
      version: agreed.version,
      clauses: offering?.definitions.find(({ term }) => term === 'capitalised word')?.clauses ?? [],
      ...(agreement && { agreement }),
    }
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

/** Words of a service that neither its description nor what was entered of its agreement explains, for whoever keeps the catalogue (ACP-1.p4, MSP-1.p12). */
export const undefinedWords = (offering: Offering, words: readonly AgreementWord[]): readonly string[] =>
  glossary
    .filter(({ clauses }) => clauses.some((id) => id.startsWith(`${offering.code}-`)))
    .map(({ term }) => lookUp(term, offering, { words }))
    .flatMap((found) => (found.kind === 'undefined' || found.source === 'holdfast' ? [found.term] : []))

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
