import type { Offering } from '../catalog/offering.ts'
import { readOfferings } from '../catalog/service.ts'
import { dayOf } from '../contracts/service.ts'
import { audit, send } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { AccountRef } from '../lib/principal.ts'
import { conflict, notFound } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { listContacts } from '../parties/service.ts'
import { type Move, mayMove, moves, type RequestRow, stateTitles } from './request.ts'
import { appendEvent, findRequest } from './store.ts'
import { customerReaders, financeReaders, providerReaders, type Reader, signatories } from './telling.ts'

export { findRequest, isUnderWay, listRequests } from './store.ts'

export type By = { readonly now: Instant; readonly actor: string; readonly name: string }

/** What happens by itself. */
export const byItself = (now: Instant): By => ({ now, actor: 'clock', name: 'Clock' })

/** The version of the service that a request was asked under. */
export async function offeringOf(
  tx: Tx,
  { offering, offeringVersion }: Pick<RequestRow, 'offering' | 'offeringVersion'>,
): Promise<Offering> {
  const found = (await readOfferings(tx)).find((each) => each.code === offering && each.version === offeringVersion)
  if (!found) throw notFound('service')
  return found
}

/** A request, held until the transaction ends, from which the move may be made. */
export async function holdRequest(tx: Tx, account: AccountRef, number: string, move: Move): Promise<RequestRow> {
  const found = await findRequest(tx, account.id, { number }, true)
  if (!found) throw notFound('request')
  if (!mayMove(found.state, move))
    throw conflict(`${number} is not where this can be done`, {
      found: stateTitles[found.state].toLowerCase(),
      expected: moves[move].from.map((state) => stateTitles[state].toLowerCase()).join(' or '),
      toDo: 'Reload, and look at what changed.',
    })
  return found
}

/** Writes what happened to a request, for people and for the audit trail. */
export async function happened(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: Pick<RequestRow, 'id' | 'number'>,
  kind: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await appendEvent(tx, account.id, request.id, { at: by.now, actor: by.actor, actorName: by.name, kind, body })
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: `request.${kind}`, subject: request.number, detail: body })
}

type Side = 'customer' | 'provider' | 'signatory' | 'finance'
type Letter = { readonly to: Side; readonly subject: string; readonly text: readonly string[] }

/** Who hears of a request today. */
export async function readersOf(tx: Tx, account: AccountRef, by: By, request: RequestRow, to: Side): Promise<readonly Reader[]> {
  if (to === 'provider') return providerReaders(request.engineer)
  if (to === 'finance') return financeReaders
  const today = dayOf(account.zone, by.now)
  const contacts = (await listContacts(tx, account.id)).filter((each) => playsOn(each, today) && playsFor(each, request.offering))
  return to === 'customer' ? customerReaders(contacts, { personId: request.askedById, name: request.askedBy }) : signatories(contacts)
}

/** Sends a letter about a request to one side. */
export async function tell(tx: Tx, account: AccountRef, by: By, request: RequestRow, { to, subject, text }: Letter): Promise<void> {
  const readers = await readersOf(tx, account, by, request, to)
  if (readers.length === 0) return
  await send(tx, {
    accountId: account.id,
    now: by.now,
    kind: 'request-notice',
    subject: request.number,
    payload: { to: readers, subject: `[${request.number}] ${subject}`, text: text.join('\n\n') },
  })
}
