import type { Tx } from '../../db/scope.ts'
import type { Download } from './download.ts'

export const insertDownload = (tx: Tx, accountId: string, given: Download) =>
  tx
    .insertInto('software_download')
    .values({
      account_id: accountId,
      id: given.id,
      release_id: given.releaseId,
      document_id: given.documentId,
      taken_by: given.takenBy,
      taken_by_id: given.takenById,
      taken_at: new Date(given.takenAt),
      until: new Date(given.until),
    })
    .execute()

/** Who took what, newest first. */
export async function listDownloads(
  tx: Tx,
  accountId: string,
  which: { readonly id: string } | { readonly releaseIds: readonly string[] },
) {
  if ('releaseIds' in which && which.releaseIds.length === 0) return []
  const all = tx.selectFrom('software_download').selectAll().where('account_id', '=', accountId)
  const some = 'id' in which ? all.where('id', '=', which.id) : all.where('release_id', 'in', [...which.releaseIds])
  const rows = await some.orderBy('taken_at', 'desc').limit(500).execute()
  return rows.map(
    (row): Download => ({
      id: row.id,
      releaseId: row.release_id,
      documentId: row.document_id,
      takenBy: row.taken_by,
      takenById: row.taken_by_id,
      takenAt: row.taken_at,
      until: row.until,
    }),
  )
}
