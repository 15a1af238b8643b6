import type { TimerHandlers } from '../../../jobs/runner.ts'
import { findAccount } from '../../../parties/service.ts'
import { remindOfReview, unreadTimer } from './service.ts'

/** The days for opening a review are over: whoever did not is reminded (policy H19). */
export const reviewTimers: TimerHandlers = {
  [unreadTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remindOfReview(tx, account, now, subjectId)
  },
}
