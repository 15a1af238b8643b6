import type { CaseFollowers } from '../cases/moving/service.ts'
import { lapse } from './hand-over/service.ts'
import { endPages } from './paging/service.ts'
import { end } from './requests/service.ts'
import { listRequests } from './requests/store.ts'

/**
 * What escalation does when a case ends. Whoever closes a case agrees that its escalations are done too: each ends and says so, and
 * nobody is called any more. A merge is no such agreement: status was promised until the request is done (ACP-4.d), so it waits.
 */
export const caseFollowers: CaseFollowers = {
  closed: async (tx, found, now, by, why) => {
    await endPages(tx, found, now)
    await lapse(tx, found, now, by)
    for (const request of await openRequests(tx, found)) await end(tx, found, request, now, by, 'done', `the case was closed: ${why}`)
  },
  bar: async (tx, found) => {
    const numbers = (await openRequests(tx, found)).map(({ number }) => number)
    if (numbers.length === 0) return undefined
    return {
      found: `${numbers.join(', ')} ${numbers.length === 1 ? 'is' : 'are'} open, and word is promised until it is done (ACP-4.d)`,
      toDo: 'End the escalation first, or merge the other case into this one.',
    }
  },
}

const openRequests = (tx: Parameters<CaseFollowers['bar']>[0], found: Parameters<CaseFollowers['bar']>[1]) =>
  listRequests(tx, { accountIds: [found.accountId], caseId: found.id, state: 'open', limit: 50 })
