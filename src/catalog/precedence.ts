import type { Agreement, Offering } from './offering.ts'
import { type PolicyOverride, type PolicyShown, policyAt } from './policies.ts'

/**
 * Which text wins when texts conflict. In words: the text of the highest rank wins; ranks are those of the
 * service, never one order for all (policy B1). Of two texts of equal rank the licence wins questions about the
 * licence and the support agreement wins questions about support (policy B2). Whatever that leaves open, and any
 * text without a rank, goes to contracts staff. A signed master takes the place of the posted one.
 */

/** What one document says about the matter in question. */
export interface ConflictingText {
  readonly kind: 'conflicting-text'
  /** The document by its place in the order; a signed master stands as the posted agreement it replaces. */
  readonly document: Agreement
  readonly version: string
  /** Its clause or section. */
  readonly place: string
  readonly says: string
}

/** What the question is about; it matters only for a tie. */
export type ConflictSubject = 'licence' | 'support' | 'other'

export type Precedence =
  | {
      readonly kind: 'winner'
      readonly text: ConflictingText
      readonly overridden: readonly ConflictingText[]
      readonly by: 'only-text' | 'rank' | 'tie-policy'
      readonly clauses: readonly string[]
      readonly policies: readonly PolicyShown[]
      /** Said to whoever wrote the losing text, such as an addendum against the support agreement. */
      readonly warnings: readonly string[]
    }
  | {
      readonly kind: 'ask-contracts-staff'
      readonly why: 'nothing-said' | 'no-rank' | 'same-rank' | 'two-versions'
      readonly texts: readonly ConflictingText[]
      readonly clauses: readonly string[]
      readonly policies: readonly PolicyShown[]
    }

export interface ConflictQuestion {
  readonly onDate: string
  readonly overrides?: readonly PolicyOverride[]
  readonly subject?: ConflictSubject
}

const licences: readonly Agreement[] = ['EULA', 'script-licence']

type Order = readonly (readonly Agreement[])[]

/** The order of a service on a date, and the policy it came from; the service's own ranks where no policy has one. */
const orderOf = ({ code, precedence }: Offering, { onDate, overrides }: ConflictQuestion): { order: Order; policy?: PolicyShown } => {
  switch (precedence.policy) {
    case 'precedence.addendum':
    case 'precedence.ssm': {
      const policy = policyAt(precedence.policy, onDate, overrides)
      return { order: policy.value.order, policy }
    }
    case 'precedence.order': {
      const policy = policyAt('precedence.order', onDate, overrides)
      const order: Order | undefined = policy.value[code]
      return order === undefined ? { order: precedence.ranks } : { order, policy }
    }
    default:
      return { order: precedence.ranks }
  }
}

const breakTie = (
  tied: readonly ConflictingText[],
  winner: 'licence-text' | 'EUSA' | 'ask-contracts-staff',
): ConflictingText | undefined => {
  const wins = tied.filter(({ document }) => (winner === 'licence-text' ? licences.includes(document) : document === winner))
  return wins.length === 1 ? wins[0] : undefined
}

/** Decides which of several conflicting texts wins under a service, or that a person has to say. */
export const winner = (offering: Offering, texts: readonly ConflictingText[], question: ConflictQuestion): Precedence => {
  const { clauses } = offering.precedence
  const { order, policy } = orderOf(offering, question)
  const policies: PolicyShown[] = policy === undefined ? [] : [policy]
  const ask = (why: 'nothing-said' | 'no-rank' | 'same-rank' | 'two-versions'): Precedence => ({
    kind: 'ask-contracts-staff',
    why,
    texts,
    clauses,
    policies,
  })
  const wins = (text: ConflictingText, by: 'only-text' | 'rank' | 'tie-policy'): Precedence => {
    const overridden = texts.filter((each) => each !== text)
    return { kind: 'winner', text, overridden, by, clauses, policies, warnings: warningsFor(text, overridden, question) }
  }

  const [first] = texts
  if (first === undefined) return ask('nothing-said')
  const rankOf = ({ document }: ConflictingText): number => order.findIndex((group) => group.includes(document))
  if (texts.some((text) => rankOf(text) < 0)) return ask('no-rank')
  if (texts.length === 1) return wins(first, 'only-text')
  const highest = Math.min(...texts.map(rankOf))
  const top = texts.filter((text) => rankOf(text) === highest)
  const [only] = top
  if (top.length === 1 && only !== undefined) return wins(only, 'rank')
  if (new Set(top.map(({ document }) => document)).size < top.length) return ask('two-versions')
  const tie = policyAt('precedence.tie', question.onDate, question.overrides)
  policies.push(tie)
  const chosen = breakTie(top, tie.value[question.subject ?? 'other'])
  return chosen === undefined ? ask('same-rank') : wins(chosen, 'tie-policy')
}

/** An addendum that says otherwise than an agreement above it has no effect, which its signers should know (policy B62). */
const warningsFor = (
  text: ConflictingText,
  overridden: readonly ConflictingText[],
  { onDate, overrides }: ConflictQuestion,
): readonly string[] => {
  const against = policyAt('precedence.addendum', onDate, overrides).value.warnWhenAgainst
  if (!against.includes(text.document)) return []
  return overridden
    .filter(({ document }) => document === 'addendum')
    .map(
      ({ version, place }) =>
        `Addendum ${version}, ${place}, contradicts ${text.document} ${text.version}, ${text.place}, and has no effect there.`,
    )
}
