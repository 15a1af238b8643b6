import { factsTimer } from '../../installed-base/device.ts'
import type { TimerHandlers } from '../../jobs/runner.ts'
import { matchAccount, registerTimer, rematchAccount } from './service.ts'

/** A fact of a device changed, or the register did: what comes of it stands within seconds. */
export const exposureTimers: TimerHandlers = {
  [factsTimer]: (tx, { accountId, dueAt }, now) => matchAccount(tx, accountId, dueAt, now),
  [registerTimer]: (tx, { accountId }, now) => rematchAccount(tx, accountId, now),
}
