import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount, listLinks } from '../../parties/service.ts'
import { dayOf } from '../service.ts'

/** Somebody who answers questions about buying, and about what lies beyond a service. */
export type SalesContact = {
  readonly part: 'partner' | 'sales manager' | 'business manager'
  readonly name: string
  /** Where they are reached; empty where nothing is entered. */
  readonly reach: string
}

/**
 * Who answers an end user's questions about buying: its partners of the day, and the sales manager and the business manager of its region (ISS-2.p2,
 * ISS-3.p4, policy H17). Whoever is not entered is left out.
 */
export async function salesContacts(tx: Tx, account: AccountRef, now: Instant): Promise<readonly SalesContact[]> {
  const today = dayOf(account.zone, now)
  const links = (await listLinks(tx, { customerId: account.id })).filter(
    ({ kind, startsOn, endsOn }) => kind !== 'subcontractor' && startsOn <= today && (endsOn === null || today <= endsOn),
  )
  // names of partners stand outside the account
  const partners = await acrossAccounts(tx, async (wide) => {
    const named: SalesContact[] = []
    for (const id of new Set(links.map(({ partnerId }) => partnerId))) {
      const partner = await findAccount(wide, { id })
      if (partner) named.push({ part: 'partner', name: partner.name, reach: '' })
    }
    return named
  })
  const region = policyBook(today, await readOverrides(tx)).get('sales.contacts')[account.theatre]
  return [
    ...partners.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    ...(region?.salesManager ? [{ part: 'sales manager' as const, ...region.salesManager }] : []),
    ...(region?.businessManager ? [{ part: 'business manager' as const, ...region.businessManager }] : []),
  ]
}

/** The same as one line of a letter; whom to ask where nobody is entered. */
export const contactWords = (contacts: readonly SalesContact[]): string =>
  contacts.length === 0
    ? 'Customer Care answers questions about it.'
    : `Questions about it are answered by: ${contacts.map(({ part, name, reach }) => `${name} (${part}${reach === '' ? '' : `, ${reach}`})`).join('; ')}.`
