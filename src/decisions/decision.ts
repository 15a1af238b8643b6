import type { LocalDate } from '../lib/time.ts'

/** What a rule looked at: plain values, so that a decision can be stored, compared and judged again. */
export type FactValue = string | number | boolean | null | readonly string[]

/**
 * How much a reason weighs when it does not hold: `refuse` refuses the act, `approve` asks a person of the provider,
 * `advise` is shown and changes nothing.
 */
export type Weight = 'refuse' | 'approve' | 'advise'

/** One rule's word on an act. The sentence is made from these parts when somebody reads it; no reason is prose alone. */
export type Reason = {
  readonly rule: string
  readonly clauses: readonly string[]
  readonly holds: boolean
  readonly weight: Weight
  /** The fact it looked at, by name, and what stood there. */
  readonly fact: string
  readonly found: FactValue
  readonly expected: FactValue
  /** Where the fact came from: the record that holds it. */
  readonly source: string
  /** What would turn a refusal round. */
  readonly cure?: string
}

/** A dated policy value that filled a gap in the documents. */
export type PolicyUse = {
  readonly id: string
  readonly key: string
  readonly value: unknown
  readonly effectiveFrom: LocalDate
  readonly author: string
}

/** A cover that was weighed: the winner decides, the others are shown. */
export type Candidate = {
  readonly contract: string
  readonly offering: string
  readonly verdict: Verdict
  readonly wins: boolean
  readonly why: string
}

export type Verdict = 'granted' | 'refused' | 'needs approval'

/** What is decided about. */
export type DecidedAct =
  | 'case.open'
  | 'contact.add'
  | 'contact.end'
  | 'contract.activate'
  | 'duty.start'
  | 'expert.grant'
  | 'guidance.ask'
  | 'order.place'
  | 'request.ask'
  | 'request.commence'
  | 'request.redeem'
  | 'service.ask'
  | 'software.publish'
  | 'software.take'

export type Decision = {
  readonly kind: 'decision'
  readonly verdict: Verdict
  readonly act: DecidedAct
  readonly onDate: LocalDate
  /** The service whose rules decided; null when none applied. */
  readonly offering: string | null
  readonly offeringVersion: number | null
  readonly contract: string | null
  readonly reasons: readonly Reason[]
  /** Clauses of the reasons that decided: those that failed, or all that hold when the act was granted. */
  readonly decidedBy: readonly string[]
  readonly policies: readonly PolicyUse[]
  readonly cures: readonly string[]
  readonly candidates: readonly Candidate[]
  /** Other services that would cover the act. */
  readonly alternatives: readonly {
    readonly offering: string
    readonly why: string
    readonly clauses: readonly string[]
  }[]
}

/** Refused when a refusing reason fails, needs approval when an approving one does, granted otherwise. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  let verdict: Verdict = 'granted'
  for (const { holds, weight } of reasons) {
    if (holds || weight === 'advise') continue
    if (weight === 'refuse') return 'refused'
    verdict = 'needs approval'
  }
  return verdict
}

/** The clauses that decided: of every failing reason that carried weight, or of every reason when nothing failed. */
export function decidingClauses(reasons: readonly Reason[], verdict: Verdict): readonly string[] {
  const found = new Set<string>()
  for (const reason of reasons) {
    const decides =
      verdict === 'granted'
        ? reason.holds
        : !reason.holds && (verdict === 'refused' ? reason.weight === 'refuse' : reason.weight === 'approve')
    if (decides) for (const clause of reason.clauses) found.add(clause)
  }
  return [...found]
}

export const allClauses = (reasons: readonly Reason[]): readonly string[] => [...new Set(reasons.flatMap((reason) => reason.clauses))]

/** What would turn the decision round, once each, in the order of the rules. */
export const curesOf = (reasons: readonly Reason[]): readonly string[] => [
  ...new Set(reasons.flatMap((reason) => (!reason.holds && reason.weight !== 'advise' && reason.cure ? [reason.cure] : []))),
]
