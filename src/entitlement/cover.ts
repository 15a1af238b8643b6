import type { Offering } from '../catalog/offering.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { baseRule, type Consulted, judgeBase, judgeCover, judgeExclusions, judgeSite } from '../contracts/device-rules.ts'
import { type AccountFacts, type DeviceFacts, within } from '../contracts/facts.ts'
import { type Reason, verdictOf } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import type { CoverFacts } from './facts.ts'

/** Whether one contract covers one device on a day, from when to when, and if not, why. */
export type DeviceCover = {
  readonly contract: string
  readonly offering: string
  readonly covered: boolean
  readonly from: LocalDate
  /** The earliest of the contract's, the line's and the base contract's ends (ACP-2.p3). */
  readonly until: LocalDate
  readonly reasons: readonly Reason[]
}

/** The covers of a device under the service contracts that list it. */
export function coversOf(
  offerings: readonly Offering[],
  device: DeviceFacts,
  covers: readonly CoverFacts[],
  account: AccountFacts,
  day: LocalDate,
  overrides: readonly PolicyOverride[],
): readonly DeviceCover[] {
  const book = policyBook(day, overrides)
  const found: DeviceCover[] = []
  for (const cover of covers) {
    const { line } = cover
    const offering = offerings.find((each) => each.code === cover.offering && each.version === cover.offeringVersion)
    // a contract that was followed by another one has nothing more to say
    const followed = covers.some(
      (other) =>
        other !== cover &&
        other.offering === cover.offering &&
        other.line !== null &&
        other.startsOn > cover.endsOn &&
        other.startsOn <= day,
    )
    if (!line || !offering || cover.state === 'cancelled' || followed) continue
    const asked: Consulted = []
    const reasons: Reason[] = [
      {
        rule: 'contract-active',
        clauses: offering.purchase.term.clauses,
        holds: cover.state === 'active' && within(day, line),
        weight: 'refuse',
        fact: 'contract',
        found: `${cover.state}, ${line.startsOn} to ${line.endsOn}`,
        expected: `active on ${day}`,
        source: `contract ${cover.contract}`,
        cure: cover.state === 'pending' ? `Activate ${cover.contract}.` : `Renew ${cover.contract}.`,
      },
      {
        rule: 'not-suspended',
        clauses: offering.purchase.term.clauses,
        holds: line.suspendedOn === null || line.suspendedOn > day,
        weight: 'refuse',
        fact: 'cover',
        found: line.suspendedOn ? `suspended: ${line.suspendedReason ?? ''}` : 'running',
        expected: 'running',
        source: `contract ${cover.contract}`,
        cure: 'Settle the reason of the suspension.',
      },
      ...judgeCover(offering, device, day, account, book, asked),
      ...judgeBase(offering, device, day, account.country, book, asked),
      ...judgeSite(offering, device.site, day, book, asked),
      ...judgeExclusions(offering, device, day),
    ]
    found.push({
      contract: cover.contract,
      offering: cover.offering,
      covered: verdictOf(reasons) !== 'refused',
      from: line.startsOn,
      until: untilOf(offering, device, line.endsOn, day, overrides),
      reasons,
    })
  }
  return found
}

function untilOf(
  offering: Offering,
  device: DeviceFacts,
  lineEnd: LocalDate,
  day: LocalDate,
  overrides: readonly PolicyOverride[],
): LocalDate {
  const rule = baseRule(offering, policyBook(day, overrides), [])
  if (!rule || rule.shape === 'any-of') return lineEnd
  const ends = device.base
    .filter((cover) => (rule.types as readonly string[]).includes(cover.type) || (cover.type === 'subscription' && rule.subscriptionCounts))
    .map((cover) => cover.endsOn)
  const last = ends.sort().at(-1)
  return last !== undefined && last < lineEnd ? last : lineEnd
}
