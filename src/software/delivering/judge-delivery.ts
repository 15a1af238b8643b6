import type { Offering } from '../../catalog/offering.ts'
import type { PolicyOverride } from '../../catalog/policies.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { type Consulted, judgeCountry, judgeSite } from '../../contracts/device-rules.ts'
import type { SiteFacts } from '../../contracts/facts.ts'
import { policiesUsed } from '../../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../../decisions/decision.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { ReleaseKind } from '../releases/release.ts'

/** A contract that lists the software, as it stands on the day. */
export type SoftwareCover = {
  readonly contract: string
  readonly offering: string
  readonly offeringVersion: number
  readonly state: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly suspendedOn: LocalDate | null
}

/** Everything that the delivery of a release to one end user is judged from. */
export type DeliveryQuestion = {
  readonly kind: 'software-delivery'
  readonly onDate: LocalDate
  readonly serial: string
  readonly release: {
    readonly version: string
    readonly kind: ReleaseKind
    readonly base: string
    readonly state: string
    readonly licence: string
  }
  readonly accepted: string
  /** Accepted releases of the past, and this one: what was delivered for an earlier one may be taken again. */
  readonly acceptedBefore: readonly string[]
  readonly account: { readonly code: string; readonly country: string }
  readonly site: SiteFacts | null
  readonly cover: SoftwareCover | null
  /** What the law needs first; absent in questions from before there were holds. */
  readonly holds?: readonly { readonly source: string; readonly why: string }[]
  readonly overrides: readonly PolicyOverride[]
}

/**
 * Judges whether a release is delivered. In words: it is published; a contract for custom software lists the item and runs on the
 * day; the release is made for the accepted one, or is the accepted one itself; it refers to a licence; nothing that the law needs is
 * awaited; the country may be served.
 */
export function judgeDelivery(offering: Offering, question: DeliveryQuestion): Decision {
  const { release, cover, onDate, accepted } = question
  const book = policyBook(onDate, question.overrides)
  const asked: Consulted = []
  const source = `release ${release.version} of ${question.serial}`
  const included = offering.deliverables.find(({ code }) => code === 'patches-and-updates')?.clauses ?? []
  const upgrade = offering.exclusions.find(({ acts }) => acts?.includes('custom-software-upgrade'))
  const portal = offering.deliverables.find(({ code }) => code === 'portal')?.clauses.slice(0, 1) ?? []
  const ended = cover !== null && onDate > cover.endsOn
  const runs = cover !== null && cover.state === 'active' && cover.startsOn <= onDate && onDate <= cover.endsOn
  const suspended = cover?.suspendedOn !== null && cover !== null && cover.suspendedOn <= onDate
  const reasons: Reason[] = [
    {
      rule: 'release-published',
      clauses: included,
      holds: release.state === 'published',
      weight: 'refuse',
      fact: 'state',
      found: release.state,
      expected: 'published',
      source,
      cure: release.state === 'withdrawn' ? 'Do not install it; take another release of this software.' : 'Wait for its publication.',
    },
    {
      rule: 'contract-active',
      clauses: [...included, ...offering.purchase.term.clauses, ...(ended ? portal : [])],
      holds: runs,
      weight: 'refuse',
      fact: 'contract',
      found: cover ? `${cover.state}, ${cover.startsOn} to ${cover.endsOn}` : null,
      expected: `active on ${onDate}`,
      source: cover ? `contract ${cover.contract}` : `contracts of ${question.account.code}`,
      cure: cover ? `Renew or activate ${cover.contract}.` : 'Order support for this software.',
    },
    {
      rule: 'not-suspended',
      clauses: offering.cover.acceptedRelease?.clauses ?? included,
      holds: !suspended,
      weight: 'refuse',
      fact: 'cover',
      found: suspended ? `suspended ${cover.suspendedOn}` : 'running',
      expected: 'running',
      source: cover ? `contract ${cover.contract}` : source,
      cure: 'Settle the reason of the suspension.',
    },
    {
      rule: 'no-upgrade',
      clauses: upgrade?.clauses ?? [],
      holds: release.kind !== 'upgrade',
      weight: 'refuse',
      fact: 'kind',
      found: release.kind,
      expected: 'a patch or an update',
      source,
      cure: 'Ask professional services for a quote.',
    },
    {
      rule: 'release-for-accepted',
      clauses: offering.cover.acceptedRelease?.clauses ?? [],
      holds: accepted !== '' && (release.base === accepted || question.acceptedBefore.includes(release.version)),
      weight: 'refuse',
      fact: 'made for',
      found: release.base,
      expected: accepted || 'an accepted release',
      source,
      cure: `Move the agreed release to ${release.base} by agreement, or take what is made for ${accepted || 'the accepted release'}.`,
    },
    {
      rule: 'licence-named',
      clauses: offering.definitions.find(({ term }) => term === 'licence')?.clauses ?? [],
      holds: release.licence.trim() !== '',
      weight: 'refuse',
      fact: 'licence',
      found: release.licence || null,
      expected: 'the posted script licence or a signed one',
      source,
    },
    ...judgeHolds(offering, question.holds),
    ...judgeCountry(
      offering,
      { country: question.account.country, what: 'country of the end user', source: `account ${question.account.code}` },
      onDate,
      book,
      asked,
    ),
    ...judgeSite(offering, question.site, onDate, book, asked),
  ]
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: 'software.take',
    onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: cover?.contract ?? null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}

/** Nothing is delivered while something that the law needs is awaited (CSS-10.c2). */
function judgeHolds(offering: Offering, holds: DeliveryQuestion['holds']): readonly Reason[] {
  if (holds === undefined) return []
  const [first] = holds
  return [
    {
      rule: 'no-legal-hold',
      clauses: offering.duties.find(({ code }) => code === 'cooperation')?.clauses ?? [],
      holds: first === undefined,
      weight: 'refuse',
      fact: 'awaited for the law',
      found: first ? `${first.source}: ${first.why}` : null,
      expected: 'nothing awaited',
      source: first ? first.source : 'legal holds',
      cure: 'Give what was asked for on the case; the hold ends with it.',
    },
  ]
}
