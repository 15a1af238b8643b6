import type { Offering } from '../catalog/offering.ts'
import { judgeSoftware } from '../contracts/device-rules.ts'
import type { Reason } from '../decisions/decision.ts'
import type { CaseAct, CaseQuestion, CoverFacts } from './facts.ts'

/** The contract runs, is active, lists the device, and its line is neither over nor suspended. */
export function judgeContract(offering: Offering, cover: CoverFacts, { device, act, onDate, account }: CaseQuestion): Reason[] {
  const { term } = offering.purchase
  const source = `contract ${cover.contract}`
  const runs = cover.state === 'active' && cover.startsOn <= onDate && onDate <= cover.endsOn
  // of a service with a portal of its own the portal ends with the contract (CSS-5.p1)
  const portal = act.kind === 'case.open' && (act.channel === 'web' || act.channel === 'api') && onDate > cover.endsOn
  const ended = portal ? (offering.deliverables.find(({ code }) => code === 'portal')?.clauses.slice(0, 1) ?? []) : []
  const reasons: Reason[] = [
    {
      rule: 'contract-active',
      clauses: [...term.clauses, ...ended],
      holds: runs,
      weight: 'refuse',
      fact: 'contract',
      found: `${cover.state}, ${cover.startsOn} to ${cover.endsOn}`,
      expected: `active on ${onDate}`,
      source,
      cure: cover.state === 'pending' ? `Activate ${cover.contract}.` : `Renew ${cover.contract}.`,
    },
  ]
  const listing = offering.cover.onOrder?.clauses ?? offering.cover.acceptedRelease?.clauses ?? offering.purchase.endUserNamed.clauses
  const serial = act.kind === 'case.open' ? act.serial : null
  const { line } = cover
  const listed = device !== null && line !== null && line.startsOn <= onDate
  reasons.push({
    rule: 'on-order',
    clauses: listing,
    holds: listed,
    weight: 'refuse',
    fact: 'serial',
    found: device
      ? line
        ? `on ${cover.contract} from ${line.startsOn}`
        : `${device.serial} is not on ${cover.contract}`
      : serial === null
        ? null
        : `${serial} is not in the installed base`,
    expected: 'a serial on the order',
    source: device ? source : `installed base of ${account.code}`,
    cure: serial === null ? 'Name the device by its serial.' : `Add ${serial} to ${cover.contract} by an order.`,
  })
  if (device && !line) reasons.push(...judgeUnlistedSoftware(offering, device))
  if (line) {
    const ended = onDate > line.endsOn
    if (ended && onDate <= cover.endsOn)
      reasons.push({
        rule: 'contract-active',
        clauses: listing,
        holds: false,
        weight: 'refuse',
        fact: 'cover of the device',
        found: `${line.startsOn} to ${line.endsOn}`,
        expected: onDate,
        source,
        cure: `Extend the cover of ${serial ?? 'the device'}.`,
      })
    const suspended = line.suspendedOn !== null && line.suspendedOn <= onDate
    reasons.push({
      rule: 'not-suspended',
      clauses: listing,
      holds: !suspended,
      weight: 'refuse',
      fact: 'cover',
      found: suspended ? `suspended ${line.suspendedOn}: ${line.suspendedReason ?? ''}` : 'running',
      expected: 'running',
      source,
      cure: 'Settle the reason of the suspension.',
    })
  }
  return reasons
}

/**
 * Software that a contract does not list, in the words of its service: nobody of the provider built it, or it is another work of professional services
 * than those that were ordered (CSS-3.p4, CSS-11.e).
 */
function judgeUnlistedSoftware(offering: Offering, device: NonNullable<CaseQuestion['device']>): readonly Reason[] {
  const built = judgeSoftware(offering, device)
  const other = offering.exclusions.find(({ code }) => code === 'other-bespoke-work')
  if (built.length === 0 || !other || built.some(({ holds }) => !holds)) return built
  return [
    {
      rule: 'ordered-work',
      clauses: other.clauses,
      holds: false,
      weight: 'refuse',
      fact: 'work of professional services',
      found: device.software ? `${device.software.deliverable}, which this contract does not list` : 'not listed by this contract',
      expected: 'a work that was ordered with this service',
      source: `device ${device.serial}`,
      cure: `Order this service for ${device.serial}.`,
    },
  ]
}

/** A service tied to one release: the one that runs must be the one that was agreed. */
export function judgeRelease(offering: Offering, { device }: CaseQuestion, act: CaseAct): Reason[] {
  const { acceptedRelease } = offering.cover
  const exclusion = offering.exclusions.find((each) => each.test === 'version-changed')
  if (!acceptedRelease || !device) return []
  const runs = act.release || device.release
  const agreed = device.acceptedRelease
  return [
    {
      rule: 'release-agreed',
      clauses: exclusion?.clauses ?? acceptedRelease.clauses,
      holds: agreed !== '' && (runs === '' || runs === agreed),
      weight: 'approve',
      fact: 'running release',
      found: runs || null,
      expected: agreed || 'an agreed release',
      source: `device ${device.serial}`,
      cure: `Return to release ${agreed || 'agreed by both'}, or let an engineer accept the case with a reason.`,
    },
  ]
}
