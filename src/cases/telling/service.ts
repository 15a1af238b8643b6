import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { playsFor, playsOn } from '../../parties/contacts.ts'
import { lacks } from '../../parties/permissions.ts'
import { listContacts, listPeople } from '../../parties/service.ts'
import type { Case } from '../case.ts'

export type Reader = { readonly personId: string; readonly name: string }

/** The contacts of the customer for the service of a case and whoever opened it; where none are named, whoever leads its account. */
export async function contactsOf(tx: Tx, account: AccountRef, found: Case, now: Instant): Promise<readonly Reader[]> {
  const today = dayOf(account.zone, now)
  const people = (await listPeople(tx, account.id)).filter(
    ({ status, roles }) => status === 'active' && lacks(roles, 'case.read') === undefined,
  )
  const named = new Set(
    (await listContacts(tx, account.id))
      .filter(
        (each) =>
          playsOn(each, today) && playsFor(each, found.offering ?? '') && ['technical', 'lead', 'named', 'primary'].includes(each.role),
      )
      .map(({ personId }) => personId),
  )
  const leads = people.filter(({ id, roles }) => (named.size > 0 ? named.has(id) : roles.includes('LC') || roles.includes('NC')))
  const readers = [...leads, ...people.filter(({ id }) => id === found.requesterId)].map(({ id, name }) => ({ personId: id, name }))
  return [...new Map(readers.map((each) => [each.personId, each])).values()]
}
