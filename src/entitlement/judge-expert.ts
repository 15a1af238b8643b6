import type { Offering } from '../catalog/offering.ts'
import type { Consulted } from '../contracts/device-rules.ts'
import { within } from '../contracts/facts.ts'
import type { Reason } from '../decisions/decision.ts'
import type { CaseAct, CaseQuestion, ContactFacts } from './facts.ts'

/** Straight access to senior engineers: by priority, for a named contact or an expert with a valid certificate. */
export function judgeExpert(
  offering: Offering,
  { person, onDate }: CaseQuestion,
  act: CaseAct,
  reasons: Reason[],
  asked: Consulted,
): boolean {
  const expert = offering.intake?.expert
  if (!expert || !person) return false
  asked.push('experts.rule')
  const source = `person ${person.name}`
  const byPriority = (expert.priorities as readonly string[]).includes(act.priority)
  const mine = person.contacts.filter((contact) => contact.offering === null || contact.offering === offering.code)
  const named = mine.some((contact) => contact.role === 'named' && within(onDate, contact))
  const certificates = mine.filter((contact) => contact.role === 'expert' && contact.certificate !== null)
  const valid = certificates.find((contact) => validExpert(contact, expert.certificates, onDate))
  if (byPriority || named || certificates.length > 0) {
    reasons.push({
      rule: 'expert-priority',
      clauses: expert.clauses,
      holds: byPriority,
      weight: 'advise',
      fact: 'priority',
      found: act.priority,
      expected: expert.priorities,
      source: 'the request',
    })
  }
  if (!byPriority) return false
  if (certificates.length > 0 && !named) {
    const newest = valid ?? (certificates[0] as ContactFacts)
    reasons.push({
      rule: 'expert-certificate',
      clauses: expert.certificateClauses,
      holds: valid !== undefined,
      weight: 'advise',
      fact: 'certificate',
      found: `${newest.certificate?.level} to ${newest.certificate?.expiresOn}${newest.certificate?.granted ? '' : ', not granted yet'}`,
      expected: `${expert.certificates.join(', ')} valid on ${onDate}, granted`,
      source,
      cure: 'Renew the certificate; the case goes the standard way meanwhile.',
    })
  }
  const access = named || valid !== undefined
  reasons.push({
    rule: 'expert-access',
    clauses: valid && !named ? expert.certificateClauses : expert.contactClauses,
    holds: access,
    weight: 'advise',
    fact: 'named contact or certified expert',
    found: access,
    expected: true,
    source,
    cure: 'It goes the standard way, with the same response target.',
  })
  return access
}

const validExpert = ({ certificate, startsOn, endsOn }: ContactFacts, levels: readonly string[], day: string): boolean =>
  certificate?.granted === true && levels.includes(certificate.level) && day <= certificate.expiresOn && within(day, { startsOn, endsOn })
