import type { TimerHandlers } from '../jobs/runner.ts'
import { findAccount } from '../parties/service.ts'
import { remindOfReturn, returnTimer } from './loans/service.ts'
import { answerTimer, remindOfAnswer } from './writing/service.ts'

/** An answer or a return is due today, or was yesterday. */
export const dutyTimers: TimerHandlers = {
  [answerTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remindOfAnswer(tx, account, now, subjectId)
  },
  [returnTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remindOfReturn(tx, account, now, subjectId)
  },
}
