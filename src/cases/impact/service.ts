import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append, openCaseOnly } from '../service.ts'
import { tellPublic } from '../watching/service.ts'

/** Keeps what a case does to the business; what was stated before stays in the history (ACP-11.p2). */
export async function keepImpact(tx: Tx, found: Case, now: Instant, by: Principal, text: string): Promise<void> {
  await append(tx, found, now, by, { body: { kind: 'impact', text } })
  await written(tx, found, now, by, 'case.impact', {})
}

/** States the impact of an open case, and tells the other side and whoever watches, such as the advisor. */
export async function stateImpact(tx: Tx, found: Case, now: Instant, by: Principal, text: string): Promise<void> {
  openCaseOnly(found)
  await keepImpact(tx, found, now, by, text)
  const named = by.accountKind === 'provider' ? [found.requesterId] : [found.requesterId, found.ownerId]
  await tellPublic(tx, found, now, by, { event: 'state', text: `Business impact: ${text}` }, named)
}
