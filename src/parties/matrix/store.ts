import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Parts, Side, Step } from './matrix.ts'

export type Part = { readonly steps: readonly Step[]; readonly version: number; readonly changedAt: Instant; readonly changedBy: string }

/** The parts as they are edited, held until the transaction ends where they are about to change. */
export async function listParts(tx: Tx, accountId: string): Promise<Readonly<Partial<Record<Side, Part>>>> {
  const rows = await tx.selectFrom('contact_matrix_part').selectAll().where('account_id', '=', accountId).execute()
  return Object.fromEntries(
    rows.map((row) => [
      row.side,
      { steps: row.steps as readonly Step[], version: row.version, changedAt: row.changed_at, changedBy: row.changed_by },
    ]),
  )
}

/**
 * Writes a part over the version that its editor saw; 0 where there was none.
 * @returns false when somebody else was faster
 */
export async function putPart(
  tx: Tx,
  accountId: string,
  side: Side,
  given: { readonly steps: readonly Step[]; readonly seen: number; readonly at: Instant; readonly by: string },
): Promise<boolean> {
  const row = { steps: JSON.stringify(given.steps), changed_at: new Date(given.at), changed_by: given.by, version: given.seen + 1 }
  if (given.seen === 0) {
    const made = await tx
      .insertInto('contact_matrix_part')
      .values({ account_id: accountId, side, ...row })
      .onConflict((on) => on.columns(['account_id', 'side']).doNothing())
      .returning('side')
      .executeTakeFirst()
    return made !== undefined
  }
  const changed = await tx
    .updateTable('contact_matrix_part')
    .set(row)
    .where('account_id', '=', accountId)
    .where('side', '=', side)
    .where('version', '=', given.seen)
    .returning('side')
    .executeTakeFirst()
  return changed !== undefined
}

export type Published = {
  readonly number: number
  readonly parts: Parts
  readonly publishedAt: Instant
  readonly publishedBy: string
}

/** What was published, newest first. */
export async function listPublished(tx: Tx, accountId: string, most: number): Promise<readonly Published[]> {
  const rows = await tx
    .selectFrom('contact_matrix')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    parts: row.parts as Parts,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }))
}

/** @returns false when somebody else published that number meanwhile */
export async function insertPublished(tx: Tx, accountId: string, given: Published): Promise<boolean> {
  const made = await tx
    .insertInto('contact_matrix')
    .values({
      account_id: accountId,
      number: given.number,
      parts: JSON.stringify(given.parts),
      published_at: new Date(given.publishedAt),
      published_by: given.publishedBy,
    })
    .onConflict((on) => on.columns(['account_id', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return made !== undefined
}

/** The provider's part of every account: as it is edited, and as it was published last. */
export async function listProviderSteps(
  tx: Tx,
): Promise<readonly { readonly code: string; readonly published: boolean; readonly steps: readonly Step[] }[]> {
  const edited = await tx
    .selectFrom('contact_matrix_part')
    .innerJoin('account', 'account.id', 'contact_matrix_part.account_id')
    .select(['account.code', 'steps'])
    .where('side', '=', 'provider')
    .execute()
  const published = await tx
    .selectFrom('contact_matrix')
    .innerJoin('account', 'account.id', 'contact_matrix.account_id')
    .distinctOn('contact_matrix.account_id')
    .select(['account.code', 'parts'])
    .orderBy('contact_matrix.account_id')
    .orderBy('number', 'desc')
    .execute()
  return [
    ...edited.map(({ code, steps }) => ({ code, published: false, steps: steps as readonly Step[] })),
    ...published.map(({ code, parts }) => ({ code, published: true, steps: (parts as Parts).provider })),
  ]
}
