import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks, seesOwnCasesOnly } from '../../parties/permissions.ts'
import { entersCasesOf } from '../../parties/service.ts'
import { listPromised, type Promised } from './store.ts'

export type { Promised } from './store.ts'

/**
 * What is promised on cases that somebody owns, opened or watches, as far as they may still see them: a watcher whose grant
 * ended is told nothing more. Works in the provider's scope.
 */
export async function promisesOf(tx: Tx, who: Principal, now: Instant): Promise<readonly Promised[]> {
  if (lacks(who.roles, 'case.read') !== undefined) return []
  const entered = new Map<string, boolean>()
  const found: Promised[] = []
  for (const each of await listPromised(tx, who.personId)) {
    const enters = entered.get(each.accountId) ?? (await entersCasesOf(tx, who, each.accountId, now))
    entered.set(each.accountId, enters)
    const own = each.requesterId === who.personId
    if (enters && (own || who.accountKind !== 'customer' || !seesOwnCasesOnly(who.roles))) found.push(each)
  }
  return found
}
