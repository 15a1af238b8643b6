import type { TimerHandlers } from '../jobs/runner.ts'
import { findAccount } from '../parties/service.ts'
import { directionTimer, remind } from './directing/service.ts'

/** A release that was directed to be installed is due, or overdue. */
export const softwareTimers: TimerHandlers = {
  [directionTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remind(tx, account, now, subjectId)
  },
}
