import { clauseNamed } from '../../catalog/clause-ids.ts'
import type { Offering } from '../../catalog/offering.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { missedDays } from '../../duties/missed.ts'
import { dutiesOf, historyOf } from '../../duties/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import type { RequestRow } from '../request.ts'
import type { By } from '../service.ts'

/**
 * Days move, and more is charged, for a duty of the customer that was missed while this work was open.
 * @param effect what the provider does about it, in words
 * @param typed the clause of the duty, in any case
 * @returns that clause, and those by which a missed duty has that effect (MSP-5.r2)
 */
export async function requireMissed(
  tx: Tx,
  account: AccountRef,
  { now }: By,
  request: RequestRow,
  offering: Offering,
  typed: string,
  effect: 'moves the days' | 'is charged for',
): Promise<{ readonly clause: string; readonly cited: readonly string[] }> {
  const clause = clauseNamed(typed, Object.keys(offering.clauses))
  const cited = (
    offering.duties.find(({ code }) => code === 'delay-or-charge') ?? offering.duties.find(({ fact }) => fact === 'other-duties')
  )?.clauses ?? [offering.code]
  const { contractId } = request
  const { all, own, today } = await dutiesOf(tx, account, { contractId, engagementId: request.id }, now)
  const owed = all.filter(({ party, sum, clauses }) => party === 'customer' && !sum && clauses.includes(clause))
  if (owed.length === 0)
    throw badRequest(`Only a duty of the customer ${effect} (${cited.join(', ')})`, {
      found: clause,
      expected: `the clause of one, such as ${all.find(({ party, sum }) => party === 'customer' && !sum)?.clauses[0] ?? offering.code}`,
      toDo: 'Name the duty that was missed, or agree on it with a task order.',
    })
  const days = { from: own?.engagement.openedOn ?? today, today, dayOf: (at: Instant) => dayOf(account.zone, at) }
  for (const item of owed) {
    const events = await historyOf(tx, account, { contractId, engagementId: item.engagementId, duty: item.code })
    if (missedDays(item, events, days).length > 0) return { clause, cited }
  }
  throw unprocessable(`Nothing was missed that ${effect} (${[clause, ...cited].join(', ')})`, {
    found: owed.map(({ title, bare, due }) => `${title}: ${bare}${bare === 'open' && due.on ? `, due ${due.on}` : ''}`).join('; '),
    expected: 'a duty that is overdue or not met any more, or that was met or answered late, on a day on which it was not waived',
    toDo: 'Record that it is not met, or agree on it with a task order.',
  })
}
