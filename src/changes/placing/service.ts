import { isAuthorised } from '../../contracts/place-rule.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { reasonsOf } from '../../duties/holds.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { judgePlace } from '../../requests/exceptions/exception.ts'
import { listExceptions } from '../../requests/exceptions/service.ts'
import { visitHolds } from '../../requests/gathering/service.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import type { ChangeRow } from '../change.ts'
import { eventOf } from '../invitation.ts'
import { type By, happened, holdChange, type Terms, tell, termsOf } from '../service.ts'
import { patchChange } from '../store.ts'
import { windowWords } from '../words.ts'

/** Whether a window may be delivered from a place: see the rule; and nobody comes before what a visit waits for is said (MSP-5.k1). */
export async function reasonsOfPlace(
  tx: Tx,
  account: AccountRef,
  change: ChangeRow,
  { offering, book, request }: Terms,
  location: string,
  now: Instant,
): Promise<readonly Reason[]> {
  const visit = isAuthorised(book, location)
    ? []
    : await visitHolds(tx, account, { contractId: request.contractId, engagementId: request.id }, now)
  const place = judgePlace(offering, book, {
    location,
    country: change.country,
    place: change.place,
    exceptions: await listExceptions(tx, account.id, request.id),
    extras: (await agreedOrder(tx, account, request)).extras,
    source: change.number,
  })
  return [
    ...place,
    ...reasonsOf(
      { act: 'on-site', verdict: 'held', holds: visit, pauses: [] },
      place.flatMap(({ clauses }) => clauses),
    ),
  ]
}

/** Says from where a window is delivered: remotely from an authorised place, or onsite once that was accepted at a price (ISS-5.a, ISS-6.3b). */
export async function locate(tx: Tx, account: AccountRef, by: By, number: string, location: string): Promise<void> {
  const change = await holdChange(tx, account, number, 'locate')
  if (change.location === location) return
  const terms = await termsOf(tx, account, change, by.now)
  refuseBy(await reasonsOfPlace(tx, account, change, terms, location, by.now), 'The window is not delivered from there')
  const place = terms.book.get('delivery.places').find(({ code }) => code === location)
  const presence = place ? 'remote' : 'onsite'
  const sequence = change.sequence + 1
  await patchChange(tx, account.id, change.id, { location, presence, sequence })
  await happened(tx, account, by, change, 'locate', { before: change.location, location, presence })
  if (presence === 'remote' && change.presence === 'remote') return
  const next: ChangeRow = { ...change, location, presence, sequence }
  await tell(tx, account, by, next, {
    to: 'both',
    subject: place ? `It is done remotely: ${place.title}` : `Somebody comes to ${location}`,
    text: [windowWords(change)],
    calendar: { method: 'REQUEST', event: eventOf(next, []) },
  })
}
