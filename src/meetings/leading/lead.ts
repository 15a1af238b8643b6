import { kindTerms, type MeetingKind } from '../kinds.ts'
import { type Refusal, refused } from '../occurrences.ts'

/**
 * Who of the provider may lead which meeting: a service manager those of the support manager's service, the advisor an operational review, and engineers
 * and project managers those about work that was arranged. A service manager leads for engineers, since every service has one (SSM-3.1.a1, SSM-3.2.d,
 * ACP-14.p1, ACP-5.p2, MSP-3.1.5.p4, ISS-3.2.2a).
 */
export const leadRoles: Readonly<Record<MeetingKind, readonly string[]>> = {
  review: ['SM'],
  'business-review': ['SM'],
  training: ['SM', 'AE'],
  'operational-review': ['TA'],
  onboarding: ['TA', 'SM'],
  call: ['AE', 'PM', 'SM', 'TA'],
  project: ['PM', 'AE', 'SM'],
  'post-change': ['AE', 'PM', 'SM'],
}

/** Why somebody may not lead a kind of meeting; undefined when they may. */
export function barOfLeading(
  kind: MeetingKind,
  who: { readonly name: string; readonly roles: readonly string[] },
  titles: (role: string) => string,
): Refusal | undefined {
  const roles = leadRoles[kind]
  if (roles.some((role) => who.roles.includes(role))) return undefined
  const { title, clauses } = kindTerms[kind]
  return refused(clauses, `${who.name} cannot lead it: ${title}`, `Choose a ${roles.map(titles).join(', or a ')}.`)
}
