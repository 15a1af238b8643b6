import type { Offering } from '../catalog/offering.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import { policyBook } from '../catalog/policy-book.ts'
import type { Consulted } from '../contracts/device-rules.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import { signsForGood } from '../parties/contacts.ts'

/** A change of the contact roster of one service. */
export type ContactQuestion = {
  readonly kind: 'contact'
  readonly onDate: LocalDate
  readonly act: 'contact.add' | 'contact.end' | 'expert.grant'
  readonly role: string
  readonly person: { readonly id: string; readonly name: string }
  readonly certificate: { readonly level: string; readonly expiresOn: LocalDate } | null
  /** A removal and its replacement in one step. */
  readonly replacedBy: { readonly id: string; readonly name: string } | null
  /** The last day of the part that is named; left out when it has none. */
  readonly endsOn?: LocalDate | null
  /** Parts played on the day, without the one that ends; where somebody is named, also those that begin later. */
  readonly roster: readonly {
    readonly personId: string
    readonly role: string
    readonly name?: string
    readonly endsOn?: LocalDate | null
  }[]
  /** True while a contract of the service runs, so that the least number holds. */
  readonly serviceRuns: boolean
  readonly overrides: readonly PolicyOverride[]
}

/**
 * Judges a change of contacts. In words: a named representative finds room below the most; ending one leaves the least,
 * unless another takes over in the same step; primary and backup are two people; an expert's certificate is of a level
 * that counts and valid on the day; one signs what is done, and whoever stands in for them has a last day; a missing
 * certificate of a representative is advice only.
 */
export function judgeContact(offering: Offering, question: ContactQuestion): Decision {
  const book = policyBook(question.onDate, question.overrides)
  const asked: Consulted = []
  const reasons = question.role === 'expert' ? judgeExpertCertificate(offering, question, asked) : judgeRoster(offering, question, asked)
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: question.act,
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}

function judgeRoster(
  offering: Offering,
  { act, role, person, roster, replacedBy, endsOn, serviceRuns, certificate }: ContactQuestion,
  asked: Consulted,
): Reason[] {
  const { named, primaryAndBackup, adviceCertificate, lead, signOff } = offering.contacts
  const source = 'contact roster'
  const same = roster.filter((contact) => contact.role === role)
  const reasons: Reason[] = []
  if (role === 'named' && named) {
    asked.push('contacts.same_roster')
    const { least, most, clauses } = named
    if (act === 'contact.add') {
      reasons.push(
        {
          rule: 'roster-once',
          clauses,
          holds: !same.some((contact) => contact.personId === person.id),
          weight: 'refuse',
          fact: 'named representative',
          found: person.name,
          expected: 'somebody who is not on the roster',
          source,
          cure: 'Nothing is to do: the person is named already.',
        },
        {
          rule: 'roster-most',
          clauses,
          holds: same.length + 1 <= most,
          weight: 'refuse',
          fact: 'named representatives',
          found: same.length + 1,
          expected: `at most ${most}`,
          source,
          cure: `End another representative first: at most ${most}.`,
        },
      )
      if (adviceCertificate)
        reasons.push({
          rule: 'certificate-level',
          clauses: adviceCertificate.clauses,
          holds: certificate !== null,
          weight: 'advise',
          fact: 'certificate',
          found: certificate?.level ?? null,
          expected: `${adviceCertificate.atLeast} or higher`,
          source: `person ${person.name}`,
          cure: `${adviceCertificate.atLeast} or higher is recommended.`,
        })
    } else {
      const left = same.length + (replacedBy ? 1 : 0)
      reasons.push({
        rule: 'roster-least',
        clauses,
        holds: !serviceRuns || left >= least,
        weight: 'refuse',
        fact: 'named representatives left',
        found: left,
        expected: `at least ${least}`,
        source,
        cure: 'Name a replacement in the same step.',
      })
    }
  }
  if ((role === 'primary' || role === 'backup') && primaryAndBackup && act === 'contact.add') {
    const other = roster.find((contact) => contact.role === (role === 'primary' ? 'backup' : 'primary'))
    reasons.push({
      rule: 'backup-differs',
      clauses: primaryAndBackup.clauses,
      holds: other?.personId !== person.id,
      weight: 'refuse',
      fact: role,
      found: person.name,
      expected: 'another person than the other contact',
      source,
      cure: 'Name somebody else.',
    })
  }
  if (role === 'signatory' && signOff && act === 'contact.add') {
    const standing = same.filter(signsForGood)
    reasons.push({
      rule: 'roster-once',
      clauses: signOff.clauses,
      holds: Boolean(endsOn) || standing.length === 0,
      weight: 'refuse',
      fact: 'sign-off contacts without a last day',
      found: [...standing.map(({ name, personId }) => name ?? personId), person.name],
      expected: 1,
      source,
      cure: 'End the present one with a replacement, or give the new one a last day: a delegate.',
    })
  }
  if (role === 'lead' && lead) {
    if (act === 'contact.add')
      reasons.push({
        rule: 'roster-once',
        clauses: lead.clauses,
        holds: same.length === 0,
        weight: 'refuse',
        fact: 'lead contacts',
        found: same.length + 1,
        expected: 1,
        source,
        cure: 'End the present lead with a replacement instead.',
      })
    else
      reasons.push({
        rule: 'roster-least',
        clauses: lead.clauses,
        holds: !serviceRuns || replacedBy !== null,
        weight: 'refuse',
        fact: 'lead contacts left',
        found: replacedBy ? 1 : 0,
        expected: 1,
        source,
        cure: 'Name a replacement in the same step.',
      })
  }
  return reasons
}

function judgeExpertCertificate(offering: Offering, { certificate, onDate, person, act }: ContactQuestion, asked: Consulted): Reason[] {
  const expert = offering.intake?.expert
  if (act === 'contact.end') return []
  asked.push('experts.rule')
  const clauses = expert?.certificateClauses ?? []
  const levels: readonly string[] = expert?.certificates ?? []
  return [
    {
      rule: 'certificate-level',
      clauses,
      holds: certificate !== null && levels.includes(certificate.level),
      weight: 'refuse',
      fact: 'certificate',
      found: certificate?.level ?? null,
      expected: levels,
      source: `person ${person.name}`,
      cure: `Only ${levels.join(', ')} count.`,
    },
    {
      rule: 'expert-certificate',
      clauses,
      holds: certificate !== null && onDate <= certificate.expiresOn,
      weight: 'refuse',
      fact: 'certificate expires',
      found: certificate?.expiresOn ?? null,
      expected: `${onDate} or later`,
      source: `person ${person.name}`,
      cure: 'Enter a certificate that is valid.',
    },
  ]
}
