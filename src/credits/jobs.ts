import type { TimerHandlers } from '../jobs/runner.ts'
import { expireLot, expiryTimer } from './service.ts'
import { findAccount, findLot } from './store.ts'

/** The day after the last one of a lot has begun: what is left of it expires. */
export const creditTimers: TimerHandlers = {
  [expiryTimer]: async (tx, { accountId, subjectId }, now) => {
    const lot = await findLot(tx, accountId, subjectId)
    if (lot) await expireLot(tx, await findAccount(tx, accountId), { now, actor: 'system' }, lot)
  },
}
