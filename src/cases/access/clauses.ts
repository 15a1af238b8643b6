import type { Offering } from '../../catalog/offering.ts'

/** The clauses by which a service has access given, and by which sessions are announced so that they can be watched. */
export type AccessClauses = { readonly grant: readonly string[]; readonly watch: readonly string[] }

/** Duties of the customer to give access, the closest one first: a service that names none asks for it as help. */
const grantedBy = ['remote-access-grant', 'network-access', 'remote-connection', 'cooperation']

/**
 * What the service of a case says about access, such as CSS-8.b1 and CSS-8.b2, or ACP-18.p4. A case that no service carries names no clause; sessions are
 * announced all the same.
 */
export function accessClauses(offering: Pick<Offering, 'duties'> | undefined): AccessClauses {
  const duties = offering?.duties ?? []
  const grant = grantedBy.flatMap(
    (code) => duties.find((each) => each.party === 'customer' && each.code === code)?.clauses.slice(0, 1) ?? [],
  )
  return { grant: grant.slice(0, 1), watch: duties.find(({ code }) => code === 'session-announced')?.clauses ?? [] }
}

/** ` (CSS-8.b1)`; empty where no clause says so. */
export const cited = (clauses: readonly string[]): string => (clauses.length > 0 ? ` (${clauses.join(', ')})` : '')
