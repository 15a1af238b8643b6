import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { sendRecords } from '../../requests/delivering/service.ts'
import { findRequest } from '../../requests/service.ts'
import { type ChangeRow, isAhead } from '../change.ts'
import { standingOf } from '../happened.ts'
import type { By } from '../service.ts'
import * as store from '../store.ts'
import { type Held, recordKindOf, recordOf } from './record.ts'

/**
 * Delivers what the windows of a request show by having been held, once the last of them has ended: nobody writes down again that an engineer stood by, or
 * what was handed over. A promise that one of the windows does not show, such as a review that is still to come, waits.
 */
export async function deliverRecords(tx: Tx, account: AccountRef, by: By, change: Pick<ChangeRow, 'requestId'>): Promise<void> {
  const request = await findRequest(tx, account.id, { id: change.requestId })
  if (request?.state !== 'commenced') return
  const windows = (await store.changesOfRequest(tx, account.id, request.id, false)).filter(({ state }) => state !== 'cancelled')
  if (windows.some(({ state }) => isAhead(state) || state === 'running')) return
  const held: Held[] = []
  for (const each of windows) held.push({ change: each, standing: standingOf(await store.listEvents(tx, account.id, each.id)) })
  await sendRecords(tx, account, by, request.number, (code) => {
    const kind = recordKindOf(request.service, code)
    const words = kind === undefined ? [] : held.flatMap((each) => recordOf(kind, each) ?? [])
    return words.length > 0 && words.length === held.length ? words.join('\n') : undefined
  })
}
