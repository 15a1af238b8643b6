import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import * as store from './store.ts'

export { openHolds } from './store.ts'

/** Nothing more is delivered for an item until what the law needs is there (CSS-10.c2). Whoever sets it writes it into the audit trail. */
export const setHold = (
  tx: Tx,
  accountId: string,
  deviceId: string,
  { source, why, by, at }: { readonly source: string; readonly why: string; readonly by: string; readonly at: Instant },
) => store.insertHold(tx, accountId, newId(at), deviceId, { source, why, setBy: by, setAt: at })

/** What was needed is there, or is not needed any more: the hold that it set ends. */
export const clearHold = (
  tx: Tx,
  accountId: string,
  deviceId: string,
  { source, by, at }: { readonly source: string; readonly by: string; readonly at: Instant },
) => store.endHold(tx, accountId, deviceId, source, by, at)
