import type { Tx } from '../db/scope.ts'
import { keptTimer } from '../duties/event.ts'
import type { TimerHandlers } from '../jobs/runner.ts'
import type { AccountRef } from '../lib/principal.ts'
import { findAccount } from '../parties/service.ts'
import { heldById, remindSigners, signTimer } from './delivering/service.ts'
import type { Neighbours } from './gathering/service.ts'
import type { RequestRow } from './request.ts'
import { byItself } from './service.ts'
import { commence, startTimer, watch, watchTimer } from './starting/service.ts'

const held = async (tx: Tx, accountId: string, id: string): Promise<{ account: AccountRef; request: RequestRow } | undefined> => {
  const [account, request] = [await findAccount(tx, { id: accountId }), await heldById(tx, accountId, id)]
  return account && request && { account, request }
}

/** A first service day has come, something is under way, or a signature is due. */
export const requestTimers = (neighbours: Neighbours): TimerHandlers => ({
  [startTimer]: async (tx, { accountId, subjectId }, now) => {
    const found = await held(tx, accountId, subjectId)
    if (found?.request.state === 'active') await commence(tx, found.account, byItself(now), neighbours, found.request.number)
  },
  [watchTimer]: async (tx, { accountId, subjectId }, now) => {
    const found = await held(tx, accountId, subjectId)
    if (found) await watch(tx, found.account, byItself(now), neighbours, found.request)
  },
  [keptTimer]: async (tx, { accountId, subjectId }, now) => {
    const found = await held(tx, accountId, subjectId)
    if (found) await watch(tx, found.account, byItself(now), neighbours, found.request)
  },
  [signTimer]: async (tx, { accountId, subjectId }, now) => {
    const found = await held(tx, accountId, subjectId)
    if (found) await remindSigners(tx, found.account, byItself(now), found.request)
  },
})
