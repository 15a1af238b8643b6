import { type Instant, toIso } from '../lib/time.ts'
import type { Decision } from './decision.ts'
import type { DecisionView } from './schema.ts'
import { sentence, titleOf } from './words.ts'

/** A decision with its sentences, as the API shows it. `id` is null for a question that stored nothing. */
export function viewOf(decision: Decision, at: Instant, id: string | null): DecisionView {
  const { kind: _, reasons, ...rest } = decision
  return {
    ...rest,
    id,
    at: toIso(at),
    reasons: reasons.map((reason) => ({
      ...reason,
      clauses: [...reason.clauses],
      found: reason.found as string,
      expected: reason.expected as string,
      title: titleOf(reason.rule),
      sentence: sentence(reason),
    })),
    decidedBy: [...decision.decidedBy],
    policies: decision.policies.map((use) => ({ ...use })),
    cures: [...decision.cures],
    candidates: decision.candidates.map((candidate) => ({ ...candidate })),
    alternatives: decision.alternatives.map((alternative) => ({ ...alternative, clauses: [...alternative.clauses] })),
  }
}
