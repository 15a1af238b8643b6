import type { TimerHandlers } from '../../jobs/runner.ts'
import { theClock } from '../../lib/principal.ts'
import { findCase, lockCase } from '../service.ts'
import { accessHasEnded, accessTimer, listAccess } from './service.ts'

/** A grant has come to its end: what runs on it ends with it. */
export const accessTimers: TimerHandlers = {
  [accessTimer]: async (tx, { accountId, subjectId }, now) => {
    const [access] = await listAccess(tx, accountId, { id: subjectId })
    if (!access || !(await lockCase(tx, accountId, { id: access.caseId }))) return
    const found = await findCase(tx, accountId, { id: access.caseId })
    if (found) await accessHasEnded(tx, found, now, theClock(), subjectId)
  },
}
