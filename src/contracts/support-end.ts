import type { Offering } from '../catalog/offering.ts'
import type { Reason } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import type { DeviceFacts, SupportEnd } from './facts.ts'

/**
 * Whether a device is past its End of Support, in words: its own date, which somebody entered for it, decides; without one the published
 * date of its product. What is recalled or computed has not been published: it is advice. The release decides where the service excludes
 * software too (ISS-7.a; ACP-19.b speaks of products and parts) and a problem is brought to it; to a plan it is advice, since an upgrade
 * may be just what is planned. The last day is still served (decision 0034).
 * @param problem whether somebody brings a problem, such as a case, rather than ordering or asking what is covered
 */
export function judgeSupportEnd(
  { clauses, software = false }: Pick<Offering['exclusions'][number], 'clauses' | 'software'>,
  device: DeviceFacts,
  day: LocalDate,
  problem: boolean,
): Reason[] {
  const ends = device.lifecycle ?? []
  const product = device.endOfSupportOn === null ? ends.find(({ of }) => of === 'product') : undefined
  const published = product?.label === 'published' ? product : undefined
  const on = device.endOfSupportOn ?? published?.on ?? null
  const expected = `none, or ${day} or later`
  const reasons: Reason[] = [
    {
      rule: 'not-past-support',
      clauses,
      holds: on === null || day <= on,
      weight: 'refuse',
      fact: published ? wordsOf(published) : 'End of Support',
      found: on,
      expected,
      source: published ? sourceOf(published) : `device ${device.serial}`,
      cure: `Replace ${device.serial}, or ask for support by agreement.`,
    },
  ]
  if (product && !published && day > product.on)
    reasons.push({
      rule: 'support-end-unpublished',
      clauses,
      holds: false,
      weight: 'advise',
      fact: wordsOf(product),
      found: product.on,
      expected,
      source: sourceOf(product),
      cure: `Ask what is published for ${device.product}, and enter it.`,
    })
  const release = ends.find(({ of }) => of === 'release')
  if (release && day > release.on)
    reasons.push({
      rule: 'release-in-support',
      clauses: software ? clauses : [],
      holds: false,
      weight: software && problem && release.label === 'published' ? 'refuse' : 'advise',
      fact: wordsOf(release),
      found: release.on,
      expected,
      source: sourceOf(release),
      cure: `Upgrade ${device.serial} to a release that is in support.`,
    })
  return reasons
}

/** Rules whose refusal an engineer may set aside with a reason (ACP-19.b, policy B43). */
export const supportEndRules: readonly string[] = ['not-past-support', 'release-in-support']

const wordsOf = ({ entry, label }: SupportEnd): string => `End of Support of ${entry}, ${label}`
const sourceOf = ({ source }: SupportEnd): string => `lifecycle table: ${source}`
