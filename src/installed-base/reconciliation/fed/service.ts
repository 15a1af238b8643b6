import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import type { AccountRef } from '../../../lib/principal.ts'
import { ownerOf, reconciliationClause } from '../compare.ts'
import { mostListed } from '../list.ts'
import { refreshed } from '../refresh.ts'
import { type By, compareNow, startRound, type TheirSide } from '../service.ts'
import * as store from '../store.ts'

/** A round whose customer's side comes from feeds of collectors (SSM-3.2.p2). */

/** Opens a round with what feeds say; refused while another one is open. */
export const openFedRound = (tx: Tx, account: AccountRef, by: By, side: TheirSide): Promise<number> =>
  startRound(tx, account, by, { ...side, source: 'feed' })

/**
 * Brings an open round that lives on feeds up to date; one with a list by hand is left alone. What changes after a side has signed is signed
 * anew.
 * @param sideOf asked once the round is held, so that of two feeds at once the second one knows the first
 * @returns its number; undefined when there is no such round
 */
export async function feedOpenRound(
  tx: Tx,
  account: AccountRef,
  by: Pick<By, 'now' | 'actor'>,
  sideOf: () => Promise<TheirSide | undefined>,
): Promise<number | undefined> {
  const [newest] = await store.listRounds(tx, account.id, { limit: 1 })
  if (newest?.state !== 'open' || newest.source !== 'feed') return undefined
  const [round] = await store.listRounds(tx, account.id, { number: newest.number, hold: true })
  const side = round?.state === 'open' ? await sideOf() : undefined
  if (!round || !side) return undefined
  const { round: fresh, differences } = await compareNow(tx, account, by.now, side)
  const written = await store.listDifferences(tx, account.id, round.id, { limit: 4 * mostListed })
  const { add, agree, say } = refreshed(written, differences)
  await store.feedRound(tx, account.id, round.id, fresh)
  await store.insertDifferences(
    tx,
    account.id,
    round.id,
    by.now,
    add.map((each) => ({ ...each, owner: ownerOf[each.field] })),
  )
  const agreed = agree.map(({ id }) => id)
  await store.agreeDifferences(tx, account.id, agreed, { by: by.actor, at: by.now })
  for (const each of say) await store.sayDifference(tx, account.id, each.id, each)
  if (add.length + agree.length + say.length === 0) return round.number
  if (add.length + say.length > 0 && (round.signed.provider || round.signed.customer))
    await store.updateRound(tx, account.id, round.id, { signed: { provider: null, customer: null } })
  const text = `${side.name}: ${add.length} new, ${agree.length} agree now, ${say.length} say something else`
  await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'fed', text })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'reconciliation.feed',
    subject: `round ${round.number}`,
    detail: { clause: reconciliationClause, add: add.length, agree: agree.length, say: say.length },
  })
  return round.number
}
