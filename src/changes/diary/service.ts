import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { listChanges, listPlans } from '../store.ts'

/** Windows in which somebody stands by, or whose plan names them. Works in the provider's scope. */
export async function changesFor(tx: Tx, who: Principal, from: Instant, to: Instant) {
  if (lacks(who.roles, 'change.read') !== undefined) return []
  const own = who.accountKind === 'provider' ? undefined : who.accountCode
  const found = (await listChanges(tx, { accountCode: own, from, to, limit: 500 })).filter(({ state }) => state !== 'cancelled')
  if (own === undefined) return found.filter(({ engineerId }) => engineerId === who.personId)
  const named: (typeof found)[number][] = []
  for (const change of found) {
    const [plan] = await listPlans(tx, change.accountId, change.id)
    if ([plan?.content.primary, plan?.content.backup].some((each) => each?.email.toLowerCase() === who.email.toLowerCase()))
      named.push(change)
  }
  return named
}
