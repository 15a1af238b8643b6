import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { dayOf, gatherDevices } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { cancelTimers, nextNumber, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import type { RequestRow, TaskOrder, Window } from '../../requests/request.ts'
import { findRequest, offeringOf } from '../../requests/service.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import { rebook, release, unassign } from '../booking/service.ts'
import { type ChangeRow, isAhead } from '../change.ts'
import { eventOf } from '../invitation.ts'
import { type By, happened, tell } from '../service.ts'
import * as store from '../store.ts'
import { windowWords } from '../words.ts'

/** Looked at daily until the window begins: is the engineer still there, and what is missing? Its subject is the change. */
export const watchTimer = 'change-watch'

export async function planWatch(tx: Tx, account: AccountRef, now: Instant, changeId: string): Promise<void> {
  const at = resolveLocal(account.zone, `${addDays(dayOf(account.zone, now), 1)}T00:00`)
  if (typeof at !== 'number') throw new Error(`account zone ${account.zone} is not known`)
  await setTimer(tx, { accountId: account.id, now, kind: watchTimer, subjectId: changeId, dueAt: at })
}

/** The place where a change is made: that of its devices where the service goes by the site, else the account's (policy B12). */
async function placeOf(tx: Tx, account: AccountRef, request: RequestRow, order: TaskOrder) {
  const offering = await offeringOf(tx, request)
  const row = offering.hours.find(({ purpose }) => purpose === 'delivery')
  if (row?.anchor !== 'site') return { zone: account.zone, country: account.country }
  const rows = await findDevices(tx, account.id, order.serials)
  const site = (await gatherDevices(tx, account, rows, order.firstDay)).find((device) => device.site)?.site
  return site ? { zone: site.zone, country: site.country } : { zone: account.zone, country: account.country }
}

/**
 * Makes the changes of a request what both sides agreed on: one for each window once it is active, moved when another version of the task
 * order is agreed, called off with it. Told twice, it does nothing the second time.
 */
export async function followWindows(tx: Tx, account: AccountRef, given: Omit<By, 'side' | 'personId'>, requestId: string): Promise<void> {
  const by: By = { ...given, side: 'clock', personId: null }
  const request = await findRequest(tx, account.id, { id: requestId })
  if (!request) return
  const known = await store.changesOfRequest(tx, account.id, requestId)
  if (request.state === 'cancelled' || request.state === 'declined') {
    for (const change of known) if (isAhead(change.state)) await callOff(tx, account, by, change, `${request.number} was called off`)
    return
  }
  if (request.activeOn === null) return
  const order = await agreedOrder(tx, account, request)
  if (order.windows.length === 0 && known.length === 0) return
  const place = await placeOf(tx, account, request, order)
  for (const [at, window] of order.windows.entries()) {
    const change = known.find((each) => each.place === at + 1)
    if (!change)
      await make(tx, account, by, request, { window, place: at + 1, unit: `${request.number}/${at + 1}`, ...place, serials: order.serials })
    else if (isAhead(change.state) && (change.startsAt !== window.startsAt || change.endsAt !== window.endsAt))
      await moveTo(tx, account, by, change, window)
  }
  for (const change of known)
    if (change.place > order.windows.length && change.unit === `${request.number}/${change.place}` && isAhead(change.state))
      await callOff(tx, account, by, change, 'the task order has it no more')
}

export async function make(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: Pick<RequestRow, 'id' | 'number' | 'title'>,
  given: {
    window: Pick<Window, 'startsAt' | 'endsAt'>
    place: number
    unit: string
    zone: string
    country: string
    serials: readonly string[]
  },
): Promise<ChangeRow> {
  const id = newId(by.now)
  const number = await nextNumber(tx, account, 'change')
  const { window, ...rest } = given
  await store.insertChange(
    tx,
    {
      ...rest,
      id,
      accountId: account.id,
      number,
      requestId: request.id,
      title: request.title,
      startsAt: window.startsAt,
      endsAt: window.endsAt,
    },
    by.now,
  )
  const change = (await store.findChange(tx, account.id, { id })) as ChangeRow
  await happened(tx, account, by, change, 'agree', { startsAt: window.startsAt, endsAt: window.endsAt, unit: given.unit })
  await planWatch(tx, account, by.now, id)
  await tell(tx, account, by, change, {
    to: 'both',
    subject: `A window is agreed: ${windowWords(change)}`,
    text: [`${request.title} ${request.number}.`, 'Write its plan, and see what is missing, on the page of the change.'],
    calendar: { method: 'REQUEST', event: eventOf(change, []) },
  })
  return change
}

/** Both sides agreed on another time: the engineer is booked anew, and what was ready is looked at again. */
export async function moveTo(
  tx: Tx,
  account: AccountRef,
  by: By,
  change: ChangeRow,
  { startsAt, endsAt }: Pick<Window, 'startsAt' | 'endsAt'>,
) {
  const sequence = change.sequence + 1
  await store.patchChange(tx, account.id, change.id, { startsAt, endsAt, sequence, state: 'planned' })
  const moved: ChangeRow = { ...change, startsAt, endsAt, sequence, state: 'planned' }
  const busy = await rebook(tx, account, by, moved)
  await happened(tx, account, by, change, 'move', { before: [change.startsAt, change.endsAt], after: [startsAt, endsAt] })
  const next = busy === undefined ? moved : await unassign(tx, account, by, moved, busy)
  await tell(tx, account, by, next, {
    to: 'both',
    subject: `The window moves to ${windowWords(next)}`,
    text: [`It was ${windowWords(change)}.`, 'What has to be there before it is looked at again.'],
    calendar: { method: 'REQUEST', event: eventOf(next, []) },
  })
}

/** Calls a window off: its engineer is free, and calendars take it out. */
export async function callOff(tx: Tx, account: AccountRef, by: By, change: ChangeRow, why: string, unit = ''): Promise<void> {
  const sequence = change.sequence + 1
  await store.patchChange(tx, account.id, change.id, { state: 'cancelled', closedAt: by.now, sequence })
  await release(tx, account, change.id, by.now)
  await cancelTimers(tx, { accountId: account.id, now: by.now, kind: watchTimer, subjectId: change.id })
  await happened(tx, account, by, change, 'cancel', { why, ...(unit === '' ? {} : { unit }) })
  const next: ChangeRow = { ...change, state: 'cancelled', sequence }
  await tell(tx, account, by, next, {
    to: 'both',
    subject: `The window is called off: ${windowWords(change)}`,
    text: [`${why}.`, unit],
    calendar: { method: 'CANCEL', event: eventOf(next, []) },
  })
}
