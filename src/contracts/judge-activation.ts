import type { Offering } from '../catalog/offering.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import type { Consulted } from './device-rules.ts'
import type { Agreement, OrderDocument } from './facts.ts'
import { agreementReason, policiesUsed } from './judge-order.ts'

/** Everything the activation of a contract is judged from. */
export type ActivationQuestion = {
  readonly kind: 'activation'
  readonly onDate: LocalDate
  readonly contract: string
  readonly agreement: Agreement | null
  readonly documents: readonly OrderDocument[]
  readonly contacts: readonly { readonly name: string; readonly personId: string; readonly role: string }[]
  readonly overrides: readonly PolicyOverride[]
}

/**
 * Judges the activation of a contract. In words: one governing agreement is pinned; the documents the service builds on
 * exist and both sides agreed to them; the contacts it asks for are named, enough of them and not too many.
 */
export function judgeActivation(offering: Offering, question: ActivationQuestion): Decision {
  const book = policyBook(question.onDate, question.overrides)
  const asked: Consulted = []
  const reasons = [
    agreementReason(offering, question.agreement),
    ...judgeDocuments(offering, question),
    ...judgeContacts(offering, question, asked),
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
