import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'

/** A file that is kept for an account; its bytes lie in the data folder under its id. */
export type KeptDocument = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly secrets: 'none' | 'masked' | 'not-looked'
  readonly keptBy: string
  readonly keptAt: Instant
  /** Handed out in its own way: whoever may read documents does not get its bytes here, but for the provider's staff. */
  readonly heldBack: boolean
}

export const insertDocument = (tx: Tx, accountId: string, document: KeptDocument) =>
  tx
    .insertInto('document')
    .values({
      account_id: accountId,
      id: document.id,
      name: document.name,
      media_type: document.mediaType,
      size_bytes: document.sizeBytes,
      sha256: document.sha256,
      secrets: document.secrets,
      kept_by: document.keptBy,
      kept_at: new Date(document.keptAt),
    })
    .execute()

export async function findDocument(tx: Tx, accountId: string, id: string): Promise<KeptDocument | undefined> {
  const row = await tx.selectFrom('document').selectAll().where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst()
  return (
    row && {
      id: row.id,
      name: row.name,
      mediaType: row.media_type,
      sizeBytes: Number(row.size_bytes),
      sha256: row.sha256,
      secrets: row.secrets as KeptDocument['secrets'],
      keptBy: row.kept_by,
      keptAt: row.kept_at,
      heldBack: row.held_back,
    }
  )
}

export const holdBack = (tx: Tx, accountId: string, id: string) =>
  tx.updateTable('document').set({ held_back: true }).where('account_id', '=', accountId).where('id', '=', id).execute()
