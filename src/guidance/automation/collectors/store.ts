import type { Tx } from '../../../db/scope.ts'
import type { Of } from '../store.ts'
import type { Collector } from './collector.ts'

const chosen = (tx: Tx) =>
  tx
    .selectFrom('collector as c')
    .innerJoin('person as p', (on) => on.onRef('p.account_id', '=', 'c.account_id').onRef('p.id', '=', 'c.contact_id'))
    .select([
      'c.id',
      'c.contract_id as contractId',
      'c.name',
      'c.key_start as keyStart',
      'c.contact_id as contactId',
      'p.name as contact',
      'c.made_by as madeBy',
      'c.made_at as madeAt',
      'c.revoked_by as revokedBy',
      'c.revoked_at as revokedAt',
      'c.last_used_at as lastUsedAt',
      'c.last_feed_at as lastFeedAt',
      'c.silence_told_at as silenceToldAt',
    ])

type Row = Collector & { readonly contractId: string }

export const listCollectors = async (tx: Tx, { accountId, contractId }: Of): Promise<readonly Row[]> =>
  (await chosen(tx)
    .where('c.account_id', '=', accountId)
    .where('c.contract_id', '=', contractId)
    .orderBy('c.made_at')
    .orderBy('c.id')
    .limit(200)
    .execute()) as never

export const findCollector = async (tx: Tx, accountId: string, id: string): Promise<Row | undefined> =>
  (await chosen(tx).where('c.account_id', '=', accountId).where('c.id', '=', id).executeTakeFirst()) as never

/** @returns false when one of that name sends already */
export async function insertCollector(
  tx: Tx,
  { accountId, contractId }: Of,
  row: Pick<Collector, 'id' | 'name' | 'keyStart' | 'contactId' | 'madeBy' | 'madeAt'> & { readonly keyHash: Buffer },
): Promise<boolean> {
  const made = await tx
    .insertInto('collector')
    .values({
      account_id: accountId,
      contract_id: contractId,
      id: row.id,
      name: row.name,
      key_start: row.keyStart,
      key_hash: row.keyHash,
      contact_id: row.contactId,
      made_by: row.madeBy,
      made_at: new Date(row.madeAt),
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export type Change = Partial<{
  readonly revoked_by: string
  readonly revoked_at: Date
  readonly last_used_at: Date
  readonly last_feed_at: Date
  readonly silence_told_at: Date | null
}>

/** Changes a collector that may send; @returns false when it was revoked, or there is none. */
export async function changeCollector(tx: Tx, accountId: string, id: string, change: Change): Promise<boolean> {
  const changed = await tx
    .updateTable('collector')
    .set(change)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Whose key this is, over all accounts: asked before anybody is known, by the hash of the key. */
export const findByKey = (tx: Tx, keyHash: Buffer) =>
  tx
    .selectFrom('collector as c')
    .innerJoin('account as a', 'a.id', 'c.account_id')
    .select([
      'c.id',
      'c.name',
      'c.contract_id as contractId',
      'a.id as accountId',
      'a.code as accountCode',
      'a.zone as zone',
      'a.status as status',
    ])
    .where('c.key_hash', '=', keyHash)
    .where('c.revoked_at', 'is', null)
    .executeTakeFirst()
