import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'

/** What the law needs first, before a release of an item is delivered (CSS-10.c2). */
export type Hold = { readonly source: string; readonly why: string; readonly setBy: string; readonly setAt: Instant }

/** Holds on an item that nobody cleared yet, oldest first. */
export async function openHolds(tx: Tx, accountId: string, deviceId: string): Promise<readonly Hold[]> {
  const rows = await tx
    .selectFrom('legal_hold')
    .select(['source', 'why', 'set_by', 'set_at'])
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('cleared_at', 'is', null)
    .orderBy('set_at')
    .execute()
  return rows.map(({ source, why, set_by, set_at }) => ({ source, why, setBy: set_by, setAt: set_at }))
}

export const insertHold = (tx: Tx, accountId: string, id: string, deviceId: string, given: Hold) =>
  tx
    .insertInto('legal_hold')
    .values({
      account_id: accountId,
      id,
      device_id: deviceId,
      source: given.source,
      why: maskText(given.why),
      set_by: given.setBy,
      set_at: new Date(given.setAt),
    })
    .execute()

export const endHold = (tx: Tx, accountId: string, deviceId: string, source: string, by: string, at: Instant) =>
  tx
    .updateTable('legal_hold')
    .set({ cleared_by: by, cleared_at: new Date(at) })
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('source', '=', source)
    .where('cleared_at', 'is', null)
    .execute()
