import { teams } from '../parties/permissions.ts'

/** Who hears of a request: contacts of the customer, whoever of the provider works on it, or the teams that take it up. */
export type Reader =
  | { readonly personId: string; readonly name: string }
  | { readonly email: string }
  | { readonly team: keyof typeof teams; readonly name: string }

type Contact = { readonly personId: string; readonly name: string; readonly role: string }

/**
 * The customer's readers: the lead and the named representatives, whom engineers write to by default (MSP-5.b3); where none are
 * named, whoever asked.
 */
export function customerReaders(
  contacts: readonly Contact[],
  asker: { readonly personId: string | null; readonly name: string },
): readonly Reader[] {
  const interfaces = contacts.filter(({ role }) => role === 'lead' || role === 'named' || role === 'primary')
  const readers = new Map(interfaces.map(({ personId, name }) => [personId, { personId, name }]))
  if (asker.personId) readers.set(asker.personId, { personId: asker.personId, name: asker.name })
  return [...readers.values()]
}

/** Whoever signs for what was done (MSP-5.i), with the usual readers. */
export const signatories = (contacts: readonly Contact[]): readonly Reader[] =>
  contacts.filter(({ role }) => role === 'signatory').map(({ personId, name }) => ({ personId, name }))

const team = (key: keyof typeof teams): Reader => ({ team: key, name: teams[key] })

/** The provider's readers: the named engineer, or those who take requests up. */
export const providerReaders = (engineer: string): readonly Reader[] =>
  /@/.test(engineer) ? [{ email: engineer }, team('service-managers')] : [team('engineers'), team('service-managers')]

/** Whoever approves what is charged (MSP-5.r2). */
export const financeReaders: readonly Reader[] = [team('finance')]
