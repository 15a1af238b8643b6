import type { Tx } from '../../db/scope.ts'
import type { TimerHandlers } from '../../jobs/runner.ts'
import { type AccountRef, type Principal, theClock } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { type Days, findAccount, findPerson, leave, leaveTimer, type Parties } from '../service.ts'

/**
 * The day has come on which somebody leaves (CSS-8.f); one that was put off or called off meanwhile finds nothing to do.
 * @param left what waits elsewhere for whoever left
 */
export const leavingTimers = (
  parties: Parties,
  left: (tx: Tx, account: AccountRef, now: Instant, by: Principal) => Promise<void>,
  days: Days,
): TimerHandlers => ({
  [leaveTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await findAccount(tx, { id: accountId })
    const person = await findPerson(tx, accountId, { id: subjectId })
    if (!account || person?.status !== 'active' || person.leftOn === null || days.begins(account.zone, person.leftOn) > now) return
    await leave(tx, parties, account, now, theClock(), person.id, person.leftOn)
    await left(tx, account, now, theClock())
  },
})
