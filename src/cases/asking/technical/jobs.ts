import type { TimerHandlers } from '../../../jobs/runner.ts'
import { theClock } from '../../../lib/principal.ts'
import { findCase, lockCase } from '../../service.ts'
import { followTechnicalContact, technicalTimer } from './service.ts'

/** The day on which somebody begins as technical contact has come. */
export const technicalTimers: TimerHandlers = {
  [technicalTimer]: async (tx, { accountId, subjectId }, now) => {
    if (!(await lockCase(tx, accountId, { id: subjectId }))) return
    const found = await findCase(tx, accountId, { id: subjectId })
    if (found) await followTechnicalContact(tx, found, now, theClock())
  },
}
