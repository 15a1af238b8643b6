import type { TimerHandlers } from '../jobs/runner.ts'
import { endsSoonTimer, expireLot, expiryTimer, tellOfEnd } from './service.ts'
import { findAccount, findLot } from './store.ts'

/** A lot ends soon, and its contacts hear of it; its last day has passed, and what is left of it expires. */
export const creditTimers: TimerHandlers = {
  [endsSoonTimer]: async (tx, { accountId, subjectId }, now) => {
    const lot = await findLot(tx, accountId, subjectId)
    if (lot) await tellOfEnd(tx, await findAccount(tx, accountId), now, lot)
  },
  [expiryTimer]: async (tx, { accountId, subjectId }, now) => {
    const lot = await findLot(tx, accountId, subjectId)
    if (lot) await expireLot(tx, await findAccount(tx, accountId), { now, actor: 'system' }, lot)
  },
}
