import { send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { listPeople } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'

type Letter = { readonly about: string; readonly subject: string; readonly text: string }

/** The people of the account who look after its duties, and whoever signs off. */
export async function tellCustomer(tx: Tx, account: AccountRef, now: Instant, letter: Letter): Promise<void> {
  const people = (await listPeople(tx, account.id)).filter(
    ({ status, roles }) => status === 'active' && roles.some((role) => role === 'LC' || role === 'NC' || role === 'SG'),
  )
  await tell(tx, account, now, people, letter)
}

/** Whoever leads the work; where nobody does, advisors, service managers, engineers and project managers. */
export async function tellStaff(tx: Tx, account: AccountRef, now: Instant, leadId: string | null, letter: Letter): Promise<void> {
  const staff = (await listStaff(tx)).filter(({ status }) => status === 'active')
  const lead = staff.filter(({ id }) => id === leadId)
  const wide = staff.filter(({ roles }) => roles.some((role) => ['TA', 'SM', 'AE', 'PM'].includes(role)))
  await tell(tx, account, now, lead.length > 0 ? lead : wide, letter)
}

async function tell(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  people: readonly { readonly id: string; readonly name: string }[],
  { about, subject, text }: Letter,
): Promise<void> {
  if (people.length === 0) return
  const to = people.map(({ id, name }) => ({ personId: id, name }))
  await send(tx, { accountId: account.id, now, kind: 'duty-notice', subject: about, payload: { to, subject, text } })
}
