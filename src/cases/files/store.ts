import type { Tx } from '../../db/scope.ts'
import { instant } from '../../db/scope.ts'
import type { Looked } from '../../documents/look.ts'
import type { ScanState } from '../../documents/offered.ts'
import { type Instant, toIso } from '../../lib/time.ts'

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
  readonly secrets: Looked['secrets']
  readonly kinds: readonly string[]
  readonly scan: ScanState
  /** What the scanner said beside its verdict. */
  readonly said: string
}

/** An attachment as it crosses the API; why a scan failed is the staff's to know. */
export const fileView = ({ caseId: _, uploadedAt, kinds, said, ...file }: Attachment, staff: boolean) => ({
  ...file,
  uploadedAt: toIso(uploadedAt),
  kinds: [...kinds],
  said: staff || file.scan === 'infected' ? said : '',
})

export async function insertAttachment(tx: Tx, accountId: string, row: Attachment): Promise<void> {
  await tx
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
  await tx
    .insertInto('attachment_check')
    .values({
      account_id: accountId,
      attachment_id: row.id,
      secrets: row.secrets,
      kinds: [...row.kinds],
      scan: row.scan,
      next_try_at: new Date(row.uploadedAt),
    })
    .execute()
}

export async function listAttachments(tx: Tx, accountId: string, caseId: string, publicOnly: boolean): Promise<readonly Attachment[]> {
  let query = tx
    .selectFrom('attachment as a')
    .leftJoin('attachment_check as k', (join) => join.onRef('k.account_id', '=', 'a.account_id').onRef('k.attachment_id', '=', 'a.id'))
    .select(['a.id', 'a.case_id', 'a.name', 'a.media_type', 'a.size_bytes', 'a.sha256', 'a.visibility', 'a.uploaded_by', 'a.uploaded_at'])
    .select(['k.secrets', 'k.kinds', 'k.scan', 'k.said'])
    .where('a.account_id', '=', accountId)
    .where('a.case_id', '=', caseId)
  if (publicOnly) query = query.where('a.visibility', '=', 'public')
  return (await query.orderBy('a.uploaded_at').execute()).map((row) => ({
    id: row.id,
    caseId: row.case_id,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    visibility: row.visibility as 'public',
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
    // what came before files were looked into
    secrets: (row.secrets ?? 'not-looked') as Looked['secrets'],
    kinds: row.kinds ?? [],
    scan: (row.scan ?? 'off') as ScanState,
    said: row.said ?? '',
  }))
}

export type WaitingScan = { readonly accountId: string; readonly id: string; readonly tries: number; readonly caseNumber: string }

/** Takes the file that waits longest for its scan, for a while. */
export async function leaseScan(tx: Tx, now: Instant, leaseMs: number): Promise<WaitingScan | undefined> {
  const row = await tx
    .selectFrom('attachment_check as k')
    .innerJoin('attachment as a', (join) => join.onRef('a.account_id', '=', 'k.account_id').onRef('a.id', '=', 'k.attachment_id'))
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'a.account_id').onRef('c.id', '=', 'a.case_id'))
    .select(['k.account_id', 'k.attachment_id', 'k.tries', 'c.number'])
    .where('k.scan', '=', 'waiting')
    .where('k.next_try_at', '<=', instant(now))
    .where((eb) => eb.or([eb('k.leased_until', 'is', null), eb('k.leased_until', '<', instant(now))]))
    .orderBy('k.next_try_at')
    .orderBy('k.attachment_id')
    .limit(1)
    .forUpdate(['k'])
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  await tx
    .updateTable('attachment_check')
    .set({ leased_until: new Date(now + leaseMs), tries: row.tries + 1 })
    .where('account_id', '=', row.account_id)
    .where('attachment_id', '=', row.attachment_id)
    .execute()
  return { accountId: row.account_id, id: row.attachment_id, tries: row.tries + 1, caseNumber: row.number }
}

export const markScan = (
  tx: Tx,
  { accountId, id }: WaitingScan,
  { scan, said, now, nextTryAt }: { scan: ScanState; said: string; now: Instant; nextTryAt: Instant },
) =>
  tx
    .updateTable('attachment_check')
    .set({
      scan,
      said: said.slice(0, 300),
      leased_until: null,
      next_try_at: new Date(nextTryAt),
      scanned_at: scan === 'waiting' ? null : new Date(now),
    })
    .where('account_id', '=', accountId)
    .where('attachment_id', '=', id)
    .execute()
