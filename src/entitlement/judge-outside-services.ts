import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import { baseCoverOn, type Consulted, judgeCountry } from '../contracts/device-rules.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import type { CaseAct, CaseJudgement, CaseQuestion } from './facts.ts'

/** Cases that no service carries: questions for Customer Care, and what a base contract takes in. */

/** A decision that no service carries; what would cover the act instead is named where it is refused. */
function decided(
  { onDate }: CaseQuestion,
  act: CaseAct,
  reasons: readonly Reason[],
  { alternatives, ...rest }: Pick<Decision, 'policies' | 'contract' | 'alternatives'>,
): Decision {
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: act.kind,
    onDate,
    offering: null,
    offeringVersion: null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: verdict === 'granted' ? [] : alternatives,
    ...rest,
  }
}

/** A question for Customer Care needs no device and carries no target. */
export function judgeAdmin(question: CaseQuestion, act: CaseAct, book: PolicyBook): CaseJudgement {
  const { account, person } = question
  const reasons: Reason[] = [
    {
      rule: 'channel-open',
      clauses: ['SSM-3.1.c3', 'MSP-3.1.2.p3'],
      holds: act.channel !== 'email',
      weight: 'refuse',
      fact: 'channel',
      found: act.channel,
      expected: ['phone', 'web', 'api', 'automation'],
      source: 'the request',
      cure: 'Open it by phone or web.',
    },
    {
      rule: 'account-open',
      clauses: ['SSM-3.1.c3'],
      holds: account.open,
      weight: 'refuse',
      fact: 'account',
      found: account.open ? 'open' : 'closed',
      expected: 'open',
      source: `account ${account.code}`,
    },
  ]
  if (person)
    reasons.push({
      rule: 'person-active',
      clauses: ['SSM-3.1.b1'],
      holds: person.active,
      weight: 'refuse',
      fact: 'person',
      found: person.name,
      expected: 'an active person of the account',
      source: `person ${person.name}`,
    })
  const decision = decided(question, act, reasons, { policies: policiesUsed(book, []), contract: null, alternatives: [] })
  return { decision, queue: 'customer-care', cover: null }
}

/** No contract of the account takes cases: a base contract carries the case, else the nearest service says what is missing. */
export function withoutService(offerings: readonly Offering[], question: CaseQuestion, act: CaseAct, book: PolicyBook): CaseJudgement {
  const { device, account, onDate } = question
  const asked: Consulted = ['priority.guide']
  const base =
    device &&
    baseCoverOn(onDate, device.base, {
      types: ['juniper-care', 'advanced-partner-support', 'advanced-end-user-support'],
      subscriptionCounts: true,
    })
  const clauses = ['MSP-3.1.4.p3']
  const source = base ? `contract ${base.contract}` : device ? `device ${device.serial}` : `installed base of ${account.code}`
  const takers = offerings.filter((each) => each.intake)
  const reasons: Reason[] = [
    {
      rule: 'channel-open',
      clauses,
      holds: act.channel !== 'email',
      weight: 'refuse',
      fact: 'channel',
      found: act.channel,
      expected: ['phone', 'web', 'api', 'automation'],
      source: 'the request',
      cure: 'Open it by phone or web.',
    },
    {
      rule: 'base-contract',
      clauses: base ? clauses : [...clauses, ...listingOf(takers)],
      holds: base !== undefined && base !== null,
      weight: 'refuse',
      fact: 'contract',
      found: base
        ? `${base.type} ${base.contract} to ${base.endsOn}`
        : device
          ? 'no contract covers it'
          : act.serial === null
            ? 'no device named'
            : `${act.serial} is not in the installed base`,
      expected: `a contract on ${onDate}`,
      source,
      cure: device ? `Buy a support contract for ${device.serial}.` : 'Name a device of the installed base by its serial.',
    },
  ]
  if (base && device) {
    const lists = offerings[0]
    if (lists)
      reasons.push(
        ...judgeCountry(
          lists,
          {
            country: device.site?.country ?? account.country,
            what: 'country',
            source: device.site ? `site ${device.site.name}` : `account ${account.code}`,
          },
          onDate,
          book,
          asked,
        ),
      )
  }
  const decision = decided(question, act, reasons, {
    policies: policiesUsed(book, asked),
    contract: base?.contract ?? null,
    alternatives: takers.map((each) => ({ offering: each.code, why: each.summary, clauses: [...(each.intake?.clauses ?? [])] })),
  })
  return { decision, queue: 'standard', cover: null }
}

const listingOf = (offerings: readonly Offering[]): readonly string[] =>
  offerings.flatMap((each) => each.cover.onOrder?.clauses ?? each.cover.acceptedRelease?.clauses ?? [])
