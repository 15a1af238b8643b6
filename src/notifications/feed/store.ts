import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

type Whose = { readonly accountId: string; readonly personId: string }

export const saveFeed = (tx: Tx, { accountId, personId }: Whose, secretHash: Buffer, now: Instant) =>
  tx
    .insertInto('notice_feed')
    .values({ account_id: accountId, person_id: personId, secret_hash: secretHash, made_at: new Date(now) })
    .onConflict((on) => on.columns(['account_id', 'person_id']).doUpdateSet({ secret_hash: secretHash, made_at: new Date(now) }))
    .execute()

/** @returns whether there was one */
export async function removeFeed(tx: Tx, { accountId, personId }: Whose): Promise<boolean> {
  const rows = await tx
    .deleteFrom('notice_feed')
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .returning('person_id')
    .execute()
  return rows.length > 0
}

/** When somebody's address was made; undefined when there is none. */
export async function feedMadeAt(tx: Tx, { accountId, personId }: Whose): Promise<Instant | undefined> {
  const row = await tx
    .selectFrom('notice_feed')
    .select('made_at')
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.made_at
}

/** Whether the secret is that of the person's address. Works in the provider's scope. */
export async function isFeed(tx: Tx, personId: string, secretHash: Buffer): Promise<boolean> {
  const row = await tx
    .selectFrom('notice_feed')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst()
  return row !== undefined
}
