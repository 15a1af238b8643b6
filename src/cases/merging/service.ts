import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { endWork } from '../access/ending/service.ts'
import type { CaseFollowers } from '../moving/service.ts'
import { append, type Case, requireCase } from '../service.ts'
import { insertLink, lockCase } from '../store.ts'
import { tellPublic } from '../watching/service.ts'
import { mergeRefusal } from './rule.ts'

/** Both cases, held in one order, so that two who merge crosswise wait for each other and never for good. */
export async function holdBoth(tx: Tx, account: AccountRef, one: string, other: string): Promise<readonly [Case, Case]> {
  const numbers = [one.toUpperCase(), other.toUpperCase()] as const
  for (const number of [...numbers].sort()) await lockCase(tx, account.id, { number })
  return [await requireCase(tx, account, numbers[0]), await requireCase(tx, account, numbers[1])]
}

/**
 * Closes a case as part of another one of its account. Nothing is moved or rewritten: both histories say it and name each other,
 * both people hear of it, and the clock of the one ends as its own words say.
 */
export async function mergeCase(
  tx: Tx,
  found: Case,
  into: Case,
  now: Instant,
  by: Principal,
  reason: string,
  followers: CaseFollowers,
): Promise<void> {
  const refusal = mergeRefusal(found, into, by.zone)
  if (refusal) throw (refusal.status === 400 ? badRequest : conflict)(refusal.title, { found: refusal.found, toDo: refusal.toDo })
  const bar = await followers.bar(tx, found)
  if (bar) throw conflict(`${found.number} cannot end as part of another case yet`, bar)
  await insertLink(tx, found.accountId, found.id, into.id, 'duplicate', actorOf(by), now)
  await append(tx, found, now, by, {
    body: { kind: 'state', move: 'merge', from: found.state, to: 'closed', reason, by: 'provider', into: into.number },
    change: { state: 'closed', closed_at: new Date(now) },
  })
  await append(tx, into, now, by, { body: { kind: 'link', other: found.number, as: 'merged' } })
  const because = reason ? `: ${reason}` : ''
  const tell = (of: Case, text: string) => tellPublic(tx, of, now, by, { event: 'state', text }, [of.requesterId])
  await tell(found, `Merged into ${into.number}${because}. It goes on there.`)
  await tell(into, `${found.number} was merged into this case${because}.`)
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.merge',
    subject: found.number,
    detail: { into: into.number, reason },
  })
  await endWork(tx, found, now, by)
  await followers.closed(tx, found, now, by, `merged into ${into.number}`)
}
