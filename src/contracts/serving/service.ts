import { addDays } from '../../calendar/terms.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import type { Contact } from '../../parties/contacts.ts'
import { lastSeen, listContacts } from '../../parties/service.ts'
import { dayOf } from '../service.ts'

/** What happens elsewhere when somebody begins or ends to play a part, or leaves. Slices above this one hand it in. */
export type ContactFollower = (tx: Tx, account: AccountRef, now: Instant, by: Principal) => Promise<void>

/** Contacts as they serve: whoever left plays no part from the day of leaving on, also where nobody ended it. */
export async function servingContacts(tx: Tx, account: AccountRef): Promise<readonly Contact[]> {
  const seen = await lastSeen(tx, account.id)
  return (await listContacts(tx, account.id)).map((contact) => {
    const leftAt = seen.get(contact.personId)?.leftAt ?? null
    const last = leftAt === null ? null : addDays(dayOf(account.zone, leftAt), -1)
    return last === null || (contact.endsOn !== null && contact.endsOn <= last) ? contact : { ...contact, endsOn: last }
  })
}
