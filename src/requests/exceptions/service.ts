import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { deliveryClauses } from '../../contracts/place-rule.ts'
import { dayOf, gatherDevices } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import type { RequestRow } from '../request.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { type Exception, type ExceptionKind, judgeAvailable } from './exception.ts'
import { answerRow, insertException, listExceptions } from './store.ts'

export { listExceptions } from './store.ts'

/** The countries in which the devices of a request stand; the account's where it names none. */
async function countriesOf(tx: Tx, account: AccountRef, { wanted }: RequestRow, now: number): Promise<readonly string[]> {
  const rows = await findDevices(tx, account.id, [...new Set(wanted.serials.map(normalSerial))])
  const sites = (await gatherDevices(tx, account, rows, dayOf(account.zone, now))).flatMap(({ site }) => (site ? [site.country] : []))
  return sites.length > 0 ? [...new Set(sites)] : [account.country]
}

/** Nobody is promised onsite where onsite work cannot be had (CSS-9.p3). */
export async function requireOnsiteCountry(tx: Tx, account: AccountRef, request: RequestRow, now: number): Promise<void> {
  const book = policyBook(dayOf(account.zone, now), await readOverrides(tx))
  refuseBy([judgeAvailable(book, 'onsite', await countriesOf(tx, account, request, now))], 'Nobody comes there')
}

const words = ({ kind, what, place }: Pick<Exception, 'kind' | 'what' | 'place'>) =>
  `${kind === 'onsite' ? `Somebody onsite at ${what}` : `Another language (${what})`}${place === null ? '' : `, window ${place}`}`

/** The customer asks for somebody onsite, or for another language; the provider need not agree (ISS-6.3a, ISS-5.b). */
export async function askException(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly kind: ExceptionKind; readonly place: number | null; readonly what: string; readonly why: string },
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'except')
  if (given.kind === 'language' && !/^[a-z]{2}$/.test(given.what))
    throw badRequest('The language is not clear', { found: given.what, expected: 'two small letters, such as es' })
  if (given.kind === 'language' && given.place !== null)
    throw badRequest('A language is agreed for the whole request', { found: `window ${given.place}` })
  const windows = (await listTaskOrders(tx, account.id, request.id))[0]?.content.windows ?? request.wanted.windows
  if (given.place !== null && given.place > windows.length)
    throw badRequest('There is no such window', { found: `window ${given.place}`, expected: `1 to ${windows.length}` })
  if (given.kind === 'onsite') await requireOnsiteCountry(tx, account, request, by.now)
  const row = { ...given, id: newId(by.now), askedBy: by.name, askedAt: by.now }
  if (!(await insertException(tx, account.id, request.id, row)))
    throw conflict('The same was asked for already', { found: words(row), toDo: 'See what was answered.' })
  await happened(tx, account, by, request, 'except-ask', { ...given })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `${words(row)} is asked for`,
    text: [given.why, 'An answer is awaited.'],
  })
}

export type ExceptionAnswer = {
  readonly answer: 'accepted' | 'declined'
  readonly words: string
  readonly cents: number | null
  readonly currency: string | null
}

/**
 * The provider accepts in writing, tells the extra price now or later, or declines and gives no reason (ISS-6.3a, ISS-6.3b). What was accepted is not
 * taken back by it, and a price that was told stays.
 */
export async function answerException(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  id: string,
  given: ExceptionAnswer,
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'except')
  const found = (await listExceptions(tx, account.id, request.id)).find((each) => each.id === id)
  if (!found) throw notFound('wish')
  const pricing = found.state === 'accepted' && found.cents === null && given.answer === 'accepted' && given.cents !== null
  if (found.state !== 'asked' && !pricing)
    throw conflict(`It is ${found.state} already`, { found: words(found), toDo: 'Have it asked for again.' })
  if ((given.cents === null) !== (given.currency === null))
    throw badRequest('A price is an amount with its currency', { found: `${given.cents ?? ''} ${given.currency ?? ''}`.trim() })
  if (given.answer === 'declined' && given.cents !== null) throw badRequest('What is declined has no price')
  if (given.answer === 'accepted' && found.kind === 'onsite') await requireOnsiteCountry(tx, account, request, by.now)
  const { cents, currency } = given
  await answerRow(tx, account.id, id, {
    state: given.answer,
    answer: given.words || found.answer,
    cents,
    currency,
    by: by.name,
    at: by.now,
  })
  await happened(tx, account, by, request, `except-${given.answer}`, {
    kind: found.kind,
    what: found.what,
    place: found.place,
    cents,
    currency,
    why: given.words,
  })
  const { priced } = deliveryClauses(await offeringOf(tx, request))
  const price = cents === null ? '' : `The extra price is ${(cents / 100).toFixed(2)} ${currency}.`
  await tell(tx, account, by, request, {
    to: 'customer',
    subject: `${words(found)} is ${given.answer}`,
    text: [
      given.words,
      price,
      found.kind === 'onsite' && given.answer === 'accepted' && cents === null
        ? `Nobody comes before the extra price was told in writing (${priced.join(', ')}).`
        : '',
      found.kind === 'onsite' && given.answer === 'declined' ? 'It stays remote.' : '',
    ].filter((line) => line !== ''),
  })
}

/** The customer does not want it any more. */
export async function withdrawException(tx: Tx, account: AccountRef, by: By, number: string, id: string): Promise<void> {
  const request = await holdRequest(tx, account, number, 'except')
  const found = (await listExceptions(tx, account.id, request.id)).find((each) => each.id === id)
  if (!found) throw notFound('wish')
  if (found.state !== 'asked' && found.state !== 'accepted') throw conflict(`It is ${found.state} already`, { found: words(found) })
  const { answer, cents, currency } = found
  await answerRow(tx, account.id, id, { state: 'withdrawn', answer, cents, currency, by: by.name, at: by.now })
  await happened(tx, account, by, request, 'except-withdrawn', { kind: found.kind, what: found.what, place: found.place })
  await tell(tx, account, by, request, { to: 'provider', subject: `${words(found)} is not wanted any more`, text: [`By ${by.name}.`] })
}
