import { termEnd } from '../calendar/terms.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import { type Consulted, judgePlaces, type Places } from './device-rules.ts'
import type { Agreement, OrderDocument } from './facts.ts'
import { agreementReason, policiesUsed } from './judge-order.ts'
import { leastTerm } from './judge-term.ts'

/** Everything the activation of a contract is judged from. */
export type ActivationQuestion = {
  readonly kind: 'activation'
  readonly onDate: LocalDate
  readonly contract: string
  readonly agreement: Agreement | null
  /** First and last day of the contract; left out where it was not asked yet. */
  readonly term?: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }
  readonly documents: readonly OrderDocument[]
  readonly contacts: readonly { readonly name: string; readonly personId: string; readonly role: string }[]
  /** Who is to be the advisor, null for nobody; left out where it was not asked yet. */
  readonly advisor?: string | null
  /** Left out where it was not asked yet. */
  readonly places?: Places
  readonly overrides: readonly PolicyOverride[]
}

/**
 * Judges the activation of a contract. In words: one governing agreement is pinned; the documents the service builds on
 * exist and both sides agreed to them; the contacts it asks for are named, enough of them and not too many; no list forbids
 * the country on the day.
 */
export function judgeActivation(offering: Offering, question: ActivationQuestion): Decision {
  const book = policyBook(question.onDate, question.overrides)
  const asked: Consulted = []
  const reasons = [
    agreementReason(offering, question.agreement),
    ...judgeStatedTerm(offering, question, asked),
    ...judgeDocuments(offering, question),
    ...judgeContacts(offering, question, asked),
    ...judgeAdvisor(offering, question),
    // a country may be listed after the order (ACP-17.p1, ACP-17.p2, SSM-5.b1, SSM-5.b2, policy B11)
    ...(question.places ? judgePlaces(offering, question.places, question.onDate, book, asked) : []),
  ]
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: 'contract.activate',
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: question.contract,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}

/** A service with an advisor has one from its first day: said where nobody is named, since the provider owes it (ACP-10.p1). */
function judgeAdvisor(offering: Offering, { advisor }: ActivationQuestion): readonly Reason[] {
  const owed = offering.duties.find(({ fact }) => fact === 'advisor')
  if (!owed || advisor === undefined) return []
  return [
    {
      rule: 'advisor-named',
      clauses: owed.clauses,
      holds: advisor !== null,
      weight: 'advise',
      fact: 'advisor',
      found: advisor ?? 'nobody',
      expected: 'one named advisor',
      source: 'the contract',
      cure: 'Name the advisor on the page of the contract.',
    },
  ]
}

/** An agreement that is pinned only now may state a longer least term than the one that the order was judged by (CSS-1.p6). */
function judgeStatedTerm(offering: Offering, question: ActivationQuestion, asked: Consulted): readonly Reason[] {
  const { agreement, term } = question
  if (!term || (agreement?.leastMonths ?? null) === null) return []
  const { months, clauses, source } = leastTerm(offering, agreement, question, asked)
  if (months === null) return []
  const earliest = termEnd(term.startsOn, months)
  return [
    {
      rule: 'minimum-term',
      clauses,
      holds: term.endsOn >= earliest || months === offering.purchase.term.minimumMonths,
      weight: 'refuse',
      fact: 'end of the term',
      found: term.endsOn,
      expected: `${earliest} or later`,
      source,
      cure: `Order a term that ends on ${earliest} or later.`,
    },
  ]
}

function judgeDocuments(offering: Offering, { documents }: ActivationQuestion): readonly Reason[] {
  const asked = offering.purchase.documents.filter(({ onlyFor }) => onlyFor === undefined)
  return asked.map(({ code, title, agreedByBoth, clauses }): Reason => {
    const found = documents.find((document) => document.code === code)
    const lacking = found
      ? [
          agreedByBoth && found.vendorAgreedOn === null && "the vendor's agreement",
          agreedByBoth && found.customerAgreedOn === null && "the end user's agreement",
        ].filter((part) => part !== false)
      : ['the document']
    return {
      rule: 'documents',
      clauses,
      holds: lacking.length === 0,
      weight: 'refuse',
      fact: `missing: ${title}`,
      found: lacking,
      expected: [],
      source: found ? `${title} ${found.version}` : 'the contract',
      cure: `Attach the ${title} and let both sides agree to it.`,
    }
  })
}

/** The contacts that a service asks for are named: enough of them, and not too many. */
export function judgeContacts(offering: Offering, { contacts }: Pick<ActivationQuestion, 'contacts'>, asked: Consulted): readonly Reason[] {
  const reasons: Reason[] = []
  const source = 'contact roster'
  const of = (role: string) => contacts.filter((contact) => contact.role === role)
  const { named, lead, primaryAndBackup, technical } = offering.contacts
  if (named) {
    asked.push('contacts.same_roster')
    const count = of('named').length
    reasons.push(
      {
        rule: 'roster-least',
        clauses: named.clauses,
        holds: count >= named.least,
        weight: 'refuse',
        fact: 'named representatives',
        found: count,
        expected: `at least ${named.least}`,
        source,
        cure: `Name at least ${named.least} representatives.`,
      },
      {
        rule: 'roster-most',
        clauses: named.clauses,
        holds: count <= named.most,
        weight: 'refuse',
        fact: 'named representatives',
        found: count,
        expected: `at most ${named.most}`,
        source,
        cure: `Name at most ${named.most} representatives.`,
      },
    )
  }
  if (lead)
    reasons.push({
      rule: 'contact-lead',
      clauses: lead.clauses,
      holds: of('lead').length === 1,
      weight: 'refuse',
      fact: 'lead contacts',
      found: of('lead').length,
      expected: 1,
      source,
      cure: 'Name one lead contact.',
    })
  if (technical)
    reasons.push({
      rule: 'contact-technical',
      clauses: technical.clauses,
      holds: of('technical').length > 0,
      weight: 'advise',
      fact: 'technical contacts',
      found: of('technical').length,
      expected: 'at least one',
      source,
      cure: 'Name a technical contact before the first case is worked.',
    })
  if (primaryAndBackup) {
    const [primary, backup] = [of('primary')[0], of('backup')[0]]
    reasons.push({
      rule: 'contact-primary-backup',
      clauses: primaryAndBackup.clauses,
      holds: primary !== undefined && backup !== undefined && primary.personId !== backup.personId,
      weight: 'refuse',
      fact: 'primary and backup',
      found: [primary?.name, backup?.name].filter((name) => name !== undefined),
      expected: 'two different people',
      source,
      cure: 'Name a primary and a backup contact, two different people.',
    })
  }
  return reasons
}
