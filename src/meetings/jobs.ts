import { listedTimer, termTimer } from '../contracts/facts.ts'
import { tellListed } from '../contracts/listed-countries/service.ts'
import type { Tx } from '../db/scope.ts'
import type { TimerHandlers } from '../jobs/runner.ts'
import type { AccountRef } from '../lib/principal.ts'
import type { Instant } from '../lib/time.ts'
import { findAccount } from '../parties/service.ts'
import { actionTimer, prepare, tellOfAction } from './notes/service.ts'
import { onboardingTimer, tellNotOffered, watchOnboarding } from './onboarding/service.ts'
import { callOffListed, cancelMeeting, inviteAll, remind } from './running/service.ts'
import { followContracts } from './series/service.ts'
import { dueTimer, inviteTimer, reminderTimer } from './service.ts'

async function accountOf(tx: Tx, id: string): Promise<AccountRef> {
  const account = await findAccount(tx, { id })
  if (!account) throw new Error(`a timer of meetings names the account ${id}, which is not there`)
  return account
}

/** Series follow their contracts; invitations leave, people are reminded of meetings and of what they took on. */
export const meetingTimers: TimerHandlers = {
  [termTimer]: async (tx, { accountId }, now: Instant) => {
    const by = { now, actor: 'clock' }
    const account = await accountOf(tx, accountId)
    await watchOnboarding(tx, account, now)
    await followContracts(tx, account, by, (meeting, reason) => cancelMeeting(tx, by, meeting, { side: 'provider', reason }))
  },
  [onboardingTimer]: async (tx, { accountId, subjectId }, now) => tellNotOffered(tx, await accountOf(tx, accountId), now, subjectId),
  [listedTimer]: async (tx, { accountId }, now) => {
    const account = await accountOf(tx, accountId)
    await tellListed(tx, account, now)
    await callOffListed(tx, account, now)
  },
  [inviteTimer]: async (tx, { accountId, subjectId }, now) => inviteAll(tx, await accountOf(tx, accountId), now, subjectId),
  [reminderTimer]: async (tx, { accountId, subjectId }, now) => {
    const account = await accountOf(tx, accountId)
    await prepare(tx, account, now, subjectId)
    await remind(tx, account, now, subjectId, 'reminder')
  },
  [dueTimer]: async (tx, { accountId, subjectId }, now) => remind(tx, await accountOf(tx, accountId), now, subjectId, 'due'),
  [actionTimer]: async (tx, { accountId, subjectId }, now) => tellOfAction(tx, accountId, now, subjectId),
}
