import { factsTimer } from '../../installed-base/device.ts'
import type { TimerHandlers } from '../../jobs/runner.ts'
import { lookSoon } from '../ends/service.ts'
import { matchAccount, registerTimer, rematchAccount } from './service.ts'

/** A fact of a device changed, or the register did: what comes of it stands within seconds. */
export const exposureTimers: TimerHandlers = {
  [factsTimer]: async (tx, { accountId, dueAt }, now) => {
    await matchAccount(tx, accountId, dueAt, now)
    await lookSoon(tx, accountId, now)
  },
  [registerTimer]: (tx, { accountId }, now) => rematchAccount(tx, accountId, now),
}
