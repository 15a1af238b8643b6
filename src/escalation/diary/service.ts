import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { spansOf } from '../on-call/rota.ts'
import { rosterOf } from '../on-call/service.ts'
import { listRosters } from '../on-call/store.ts'
import { type EscalationRequest, listRequests } from '../requests/store.ts'

/** What somebody on the staff has to do at a time: shifts, and reports on escalations that they own. */

export type Shift = { readonly roster: string; readonly title: string; readonly tier: number; readonly from: Instant; readonly to: Instant }

/** The stretches in which somebody is on call. Works in the provider's scope. */
export async function shiftsOf(tx: Tx, who: Principal, from: Instant, to: Instant): Promise<readonly Shift[]> {
  if (who.accountKind !== 'provider') return []
  const shifts: Shift[] = []
  for (const row of await listRosters(tx, who.accountId)) {
    const spans = spansOf(await rosterOf(tx, who.accountId, row, from, to), from, to)
    for (const { tier, from: start, to: end, duty } of spans)
      if (duty?.personId === who.personId) shifts.push({ roster: row.id, title: row.title, tier, from: start, to: end })
  }
  return shifts
}

export type Report = Pick<EscalationRequest, 'id' | 'number' | 'account' | 'caseNumber' | 'summary' | 'reportDueAt'>

const mostReports = 200

/** Reports that are due on open escalations that somebody owns (ACP-4.d). */
export const reportsOf = async (tx: Tx, who: Principal): Promise<readonly Report[]> =>
  who.accountKind === 'provider' ? listRequests(tx, { ownerId: who.personId, state: 'open', limit: mostReports }) : []
