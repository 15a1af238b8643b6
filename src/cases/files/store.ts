import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type Attachment = {
  readonly id: string
  readonly caseId: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly visibility: 'public' | 'internal'
  readonly uploadedBy: string
  readonly uploadedAt: Instant
}

export const insertAttachment = (tx: Tx, accountId: string, row: Attachment) =>
  tx
    .insertInto('attachment')
    .values({
      account_id: accountId,
      id: row.id,
      case_id: row.caseId,
      name: row.name,
      media_type: row.mediaType,
      size_bytes: row.sizeBytes,
      sha256: row.sha256,
      visibility: row.visibility,
      uploaded_by: row.uploadedBy,
      uploaded_at: new Date(row.uploadedAt),
    })
    .execute()

export async function listAttachments(tx: Tx, accountId: string, caseId: string, publicOnly: boolean): Promise<readonly Attachment[]> {
  let query = tx.selectFrom('attachment').selectAll().where('account_id', '=', accountId).where('case_id', '=', caseId)
  if (publicOnly) query = query.where('visibility', '=', 'public')
  return (await query.orderBy('uploaded_at').execute()).map((row) => ({
    id: row.id,
    caseId: row.case_id,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    visibility: row.visibility as 'public',
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
  }))
}
