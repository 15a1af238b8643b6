import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { entersCasesOf, findAccount } from '../../parties/service.ts'
import { type Meeting, meetingsOfPerson } from '../store.ts'
import { registeredFor, type Webinar } from '../webinars/store.ts'

/** Meetings that somebody is invited to and webinars they have a seat in, as far as they may still see them. Works in the provider's scope. */
export async function meetingsFor(
  tx: Tx,
  who: Principal,
  from: Instant,
  to: Instant,
): Promise<{ readonly meetings: readonly (Meeting & { readonly account: string })[]; readonly webinars: readonly Webinar[] }> {
  const found: (Meeting & { readonly account: string })[] = []
  const codes = new Map<string, string | undefined>()
  if (lacks(who.roles, 'meeting.read') === undefined)
    for (const meeting of await meetingsOfPerson(tx, who.personId, from, to)) {
      if (!codes.has(meeting.accountId))
        codes.set(
          meeting.accountId,
          (await entersCasesOf(tx, who, meeting.accountId, from)) ? (await findAccount(tx, { id: meeting.accountId }))?.code : undefined,
        )
      const account = codes.get(meeting.accountId)
      if (account !== undefined) found.push({ ...meeting, account })
    }
  return { meetings: found, webinars: lacks(who.roles, 'webinar.read') === undefined ? await registeredFor(tx, who.personId, from) : [] }
}
