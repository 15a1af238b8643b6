import type { TimerHandlers } from '../jobs/runner.ts'
import { findAccount } from '../parties/service.ts'
import { reportTimer } from '../requests/promised.ts'
import { noticeSilence, silenceTimer } from './automation/collectors/service.ts'
import { caseAheadTimer, remindOfCase } from './planned-changes/service.ts'
import { sendWeekly } from './service.ts'

/** The day of a report on cases has come; no feed came from a collector for too long; a case is best opened ahead of a change. */
export const guidanceTimers: TimerHandlers = {
  [reportTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await sendWeekly(tx, account, now, subjectId)
  },
  [caseAheadTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await remindOfCase(tx, account, now, subjectId)
  },
  [silenceTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    if (account) await noticeSilence(tx, account, now, subjectId)
  },
}
