import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { listPeople } from '../../parties/service.ts'
import { dayIn, usualPeople } from '../service.ts'
import type * as store from '../store.ts'
import { changeMeetingPerson, insertMeetingPeople, listMeetingPeople, listRemovedEmails } from './store.ts'

/**
 * Brings the customer's side of a meeting of a series up to date, since a series is planned for a year and contacts change in it (SSM-4.b1, SSM-4.b2):
 * whoever left is taken off, whoever became a contact of the service is added, and nobody comes back who was taken off by hand.
 * @returns the addresses that were added
 */
export async function renewInvited(tx: Tx, account: AccountRef, now: Instant, meeting: store.Meeting): Promise<ReadonlySet<string>> {
  if (meeting.seriesId === null) return new Set()
  const invited = await listMeetingPeople(tx, account.id, [meeting.id])
  const left = new Set((await listPeople(tx, account.id)).filter(({ status }) => status !== 'active').map(({ id }) => id))
  for (const { id, personId, side } of invited)
    if (side === 'customer' && personId !== null && left.has(personId)) await changeMeetingPerson(tx, account.id, id, { removed: true })
  const known = new Set([...invited.map(({ email }) => email), ...(await listRemovedEmails(tx, account.id, meeting.id))])
  const usual = await usualPeople(tx, account, meeting.kind, dayIn(meeting.zone, meeting.startsAt), undefined)
  const added = usual.filter(({ email }) => !known.has(email.toLowerCase()))
  await insertMeetingPeople(
    tx,
    account.id,
    added.map((each) => ({ ...each, id: newId(now), meetingId: meeting.id })),
  )
  return new Set(added.map(({ email }) => email.toLowerCase()))
}
