import type { TimerHandlers } from '../jobs/runner.ts'
import { watchTimer } from './following/service.ts'
import { overTimer, tellOfEdge, warnTimer } from './room/service.ts'
import { accountOf, byItself } from './service.ts'
import { watch } from './watching/service.ts'

/** A window comes near: is the engineer there, is everything there? While it runs: its edge. */
export const changeTimers: TimerHandlers = {
  [watchTimer]: async (tx, { accountId, subjectId }, now) => watch(tx, await accountOf(tx, accountId), byItself(now), subjectId),
  [warnTimer]: async (tx, { accountId, subjectId }, now) =>
    tellOfEdge(tx, await accountOf(tx, accountId), byItself(now), subjectId, 'warn'),
  [overTimer]: async (tx, { accountId, subjectId }, now) =>
    tellOfEdge(tx, await accountOf(tx, accountId), byItself(now), subjectId, 'over'),
}
