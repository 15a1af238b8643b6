import type { Offering } from '../../catalog/offering.ts'
import type { PolicyBook } from '../../catalog/policy-book.ts'
import type { Reason } from '../../decisions/decision.ts'
import type { LocalDate } from '../../lib/time.ts'
import { judgeCountry } from '../device-rules.ts'
import { within } from '../facts.ts'

/** A firm that does work of the provider, and what it is authorised for. */
export type FirmFacts = {
  readonly code: string
  /** Where it is, as two capitals. */
  readonly country: string
  readonly authorisations: readonly {
    readonly kind: string
    readonly territory: readonly string[]
    readonly startsOn: LocalDate
    readonly endsOn: LocalDate | null
  }[]
}

export type PerformerFacts = {
  /** Every part of the work, with the firm that performs it once this holds; null where the provider does. */
  readonly parts: readonly { readonly part: string; readonly firm: string | null }[]
  /** The firm of whoever is assigned; null for the provider's own people. */
  readonly firm: FirmFacts | null
  readonly onDate: LocalDate
  readonly country: string
  readonly source: string
}

/** Whether a firm is an authorised subcontractor in a country on a day; an authorisation without countries holds in all of them. */
export const isAuthorised = ({ authorisations }: FirmFacts, country: string, onDate: LocalDate): boolean =>
  authorisations.some(
    (each) => each.kind === 'subcontractor' && within(onDate, each) && (each.territory.length === 0 || each.territory.includes(country)),
  )

/**
 * Whether somebody of another firm may do a part of the work. The customer is not asked. In words: as much of the work as the service allows,
 * all of it (ISS-6.1, MSP-6.e) or less than all (ACP-18.p2, SSM-5.e1); by an authorised partner where the service says so (SSM-5.e2); and
 * never by a firm in a country that is listed (policy B11).
 */
export function judgePerformer(
  offering: Offering,
  book: PolicyBook,
  { parts, firm, onDate, country, source }: PerformerFacts,
): readonly Reason[] {
  if (firm === null) return []
  const { code, limits } = offering
  const rules: Readonly<
    Record<string, { readonly percent: number; readonly below: boolean; readonly onlyAuthorisedPartner: boolean } | undefined>
  > = book.get('subcontract.limit')
  const { id } = book.inForce('subcontract.limit')
  const rule = rules[code] ?? { percent: 0, below: false, onlyAuthorisedPartner: false }
  const clauses = limits.find((each) => each.code === 'subcontracting')?.clauses ?? []
  const given = parts.filter((each) => each.firm !== null).length
  const share = parts.length === 0 ? 100 : (given * 100) / parts.length
  const reasons: Reason[] = [
    {
      rule: 'part-of-work',
      clauses: clauses.slice(0, 1),
      holds: rule.below ? share < rule.percent : share <= rule.percent,
      weight: 'refuse',
      fact: 'parts given to other firms',
      found: `${given} of ${parts.length}`,
      expected: rule.below ? `less than ${rule.percent} % of them` : `at most ${rule.percent} % of them`,
      source: `policy ${id}`,
      cure: rule.below ? 'Only a portion may be given: leave one part with the provider.' : 'Let the provider’s own people do it.',
    },
  ]
  if (rule.onlyAuthorisedPartner)
    reasons.push({
      rule: 'firm-authorised',
      clauses: clauses.slice(-1),
      holds: isAuthorised(firm, country, onDate),
      weight: 'refuse',
      fact: 'authorised as subcontractor',
      found: `${firm.code} is not, in ${country} on ${onDate}`,
      expected: 'an authorised partner',
      source,
      cure: `Authorise ${firm.code} first, or choose somebody else.`,
    })
  const place = { country: firm.country, what: `country of ${firm.code}`, source: `partner ${firm.code}` }
  return [...reasons, ...judgeCountry(offering, place, onDate, book, [])]
}
