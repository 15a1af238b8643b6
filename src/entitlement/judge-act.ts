import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import { isClaim } from './claim.ts'
import type { CaseQuestion } from './facts.ts'

/** What each service sells for an act, by the code of its deliverable or price: where a refusal may point to. */
const sellers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'maintenance-window-assistance': { ISS: 'an engineer beside you in the change window', MSP: 'IMWS, by the day' },
}

/**
 * Judges an act that is no case against the services the account holds: a service that excludes it refuses, with the
 * services that would cover it; an act that no service knows needs a person's answer.
 */
export function judgeServiceAct(offerings: readonly Offering[], question: CaseQuestion, act: string, book: PolicyBook): Decision {
  const held = question.covers.filter(
    (cover) => cover.state === 'active' && cover.startsOn <= question.onDate && question.onDate <= cover.endsOn,
  )
  const reasons: Reason[] = []
  const alternatives: Decision['alternatives'][number][] = []
  for (const cover of held) {
    const offering = offerings.find((each) => each.code === cover.offering && each.version === cover.offeringVersion)
    const exclusion = offering?.exclusions.find((each) => each.test === 'act' && each.acts?.includes(act))
    if (!offering || !exclusion) continue
    reasons.push({
      rule: 'act-included',
      clauses: exclusion.clauses,
      holds: false,
      weight: 'refuse',
      fact: 'act',
      found: act,
      expected: 'an act that the service includes',
      source: `contract ${cover.contract}`,
      cure:
        exclusion.offers.length > 0
          ? `Order ${exclusion.offers.join(' or ')} for it.`
          : isClaim(act)
            ? 'Nothing is owed for it; open a case for what is to be brought back to work.'
            : 'Ask for a quote.',
    })
    for (const code of exclusion.offers) {
      const other = offerings.find((each) => each.code === code)
      if (other && !alternatives.some((each) => each.offering === code))
        alternatives.push({
          offering: code,
          why: sellers[act]?.[code] ?? other.summary,
          clauses: other.purchase.channels.flatMap((row) => row.clauses),
        })
    }
  }
  if (reasons.length === 0)
    reasons.push({
      rule: 'act-included',
      clauses: [],
      holds: false,
      weight: 'approve',
      fact: 'act',
      found: act,
      expected: 'an act that a service names',
      source: `contracts of ${question.account.code}`,
      cure: 'Ask contracts staff.',
    })
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: 'service.ask',
    onDate: question.onDate,
    offering: held[0]?.offering ?? null,
    offeringVersion: held[0]?.offeringVersion ?? null,
    contract: held[0]?.contract ?? null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, []),
    cures: curesOf(reasons),
    candidates: [],
    alternatives,
  }
}
