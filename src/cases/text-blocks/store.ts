import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type TextBlock = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly team: string | null
  readonly ownerId: string
  readonly owner: string
  readonly version: number
}

/** A person's blocks and those of these teams, by title. */
export async function listBlocks(tx: Tx, accountId: string, personId: string, teams: readonly string[]): Promise<readonly TextBlock[]> {
  const rows = await tx
    .selectFrom('text_block')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.or([eb.and([eb('team', 'is', null), eb('owner_id', '=', personId)]), ...(teams.length > 0 ? [eb('team', 'in', [...teams])] : [])]),
    )
    .orderBy(sql`lower(title)`)
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    team: row.team,
    ownerId: row.owner_id,
    owner: row.owner,
    version: row.version,
  }))
}

/** @returns undefined when the title is taken */
export const insertBlock = (tx: Tx, accountId: string, block: TextBlock, now: Instant) =>
  tx
    .insertInto('text_block')
    .values({
      account_id: accountId,
      id: block.id,
      owner_id: block.ownerId,
      owner: block.owner,
      team: block.team,
      title: block.title,
      text: block.text,
      created_at: new Date(now),
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()

export const changeBlock = (tx: Tx, accountId: string, id: string, { title, text }: { readonly title: string; readonly text: string }) =>
  tx
    .updateTable('text_block')
    .set((eb) => ({ title, text, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const removeBlock = (tx: Tx, accountId: string, id: string) =>
  tx.deleteFrom('text_block').where('account_id', '=', accountId).where('id', '=', id).execute()
