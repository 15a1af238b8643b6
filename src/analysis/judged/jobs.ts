import { dataTimer } from '../../installed-base/device.ts'
import type { TimerHandlers } from '../../jobs/runner.ts'
import { judgeAnew, judgeTaken } from './service.ts'

/** Data of a device was taken, or what an account is judged by has changed: what comes of it stands within seconds. */
export const judgingTimers: TimerHandlers = {
  [dataTimer]: (tx, { accountId, subjectId }, now) =>
    subjectId === accountId ? judgeAnew(tx, { id: accountId }, now) : judgeTaken(tx, { id: accountId }, subjectId, now),
}
