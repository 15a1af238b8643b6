import type { TimerHandlers } from '../jobs/runner.ts'
import { findAccount } from '../parties/service.ts'
import { remindRound, roundTimer } from './service.ts'

/** A week after contacts were asked what is right: whoever is silent is asked once more. */
export const contactTimers: TimerHandlers = {
  [roundTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remindRound(tx, account, now, subjectId)
  },
}
