import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { endWork } from '../access/ending/service.ts'
import { followTechnicalContact } from '../asking/technical/service.ts'
import type { Case } from '../case.ts'
import { impactOf, lacksImpact } from '../impact/impact.ts'
import { keepImpact } from '../impact/service.ts'
import { mergedInto } from '../merging/rule.ts'
import { outcomeOf } from '../outcome/outcome.ts'
import { append, listEvents } from '../service.ts'
import { type CaseMove, caseStates, moveRefusal, moves } from '../states.ts'
import { tellPublic } from '../watching/service.ts'

/** What happens elsewhere when a case ends. Escalation stands above this slice, so it is handed in. */
export type CaseFollowers = {
  /** The case was closed: what was still promised about it ends, truthfully, with it. */
  readonly closed: (tx: Tx, found: Case, now: Instant, by: Principal, why: string) => Promise<void>
  /** What keeps the case from becoming part of another one; undefined when nothing does. */
  readonly bar: (tx: Tx, found: Case) => Promise<{ readonly found: string; readonly toDo: string } | undefined>
}

type MoveSaid = {
  readonly move: CaseMove
  readonly reason: string
  readonly agreedBy: string
  /** What the case did to the business, where it is stated with the move. */
  readonly impact?: string
}

/** Moves a case through its states, as the table of moves allows. */
export async function moveCase(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { move, reason, agreedBy, impact = '' }: MoveSaid,
  followers: CaseFollowers,
): Promise<void> {
  const refusal = moveRefusal(move, found.state, by.accountKind)
  if (refusal) throw conflict(refusal)
  const { needs, to, title } = moves[move]
  if (needs === 'reason' && reason.trim() === '') throw badRequest(`"${title}" needs a reason`)
  if (needs === 'agreed-by' && agreedBy.trim() === '') throw badRequest(`"${title}" needs the name of who agreed`)
  if (to === 'resolved' && found.terms.outcome && outcomeOf(await listEvents(tx, found.accountId, found.id, false)) === undefined)
    throw conflict('First say what became of it (CSS-4.p3)', {
      found: 'a case without an outcome',
      expected: 'restored, workaround or fix, or that efforts were made without a solution',
      toDo: 'Write the outcome down, then propose the case as resolved.',
    })
  if (lacksImpact(found, move, impact || impactOf(await listEvents(tx, found.accountId, found.id, false))))
    throw conflict('State impact: what it did to the business (ACP-11.p2)', {
      found: `a ${found.priority} without a stated impact`,
      expected: 'what an urgent case did to the business, before it is closed',
      toDo: 'State the impact, with the closing or before it.',
    })
  if (impact !== '') await keepImpact(tx, found, now, by, impact)
  const was = move === 'reopen' ? mergedInto(await listEvents(tx, found.accountId, found.id, false)) : undefined
  const said = was
    ? `${reason} (it was merged into ${was})`
    : needs === 'agreed-by'
      ? `agreed by ${agreedBy.trim()}${reason ? `: ${reason}` : ''}`
      : reason
  await append(tx, found, now, by, {
    body: { kind: 'state', move, from: found.state, to, reason: said, by: by.accountKind === 'provider' ? 'provider' : 'customer' },
    change: { state: to, closed_at: to === 'closed' ? new Date(now) : null },
  })
  const text = `${caseStates[found.state].title} to ${caseStates[to].title}${said ? `: ${said}` : ''}`
  const named = by.accountKind === 'provider' ? [found.requesterId] : [found.requesterId, found.ownerId]
  await tellPublic(tx, found, now, by, { event: 'state', text }, named)
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: `case.${move}`,
    subject: found.number,
    detail: { from: found.state, to, reason: said },
  })
  if (move === 'reopen') await followTechnicalContact(tx, found, now, by, true)
  if (to === 'closed') await endWork(tx, found, now, by)
  if (to === 'closed') await followers.closed(tx, found, now, by, said || title)
}
