import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

/** Evidence as a file. */
export type EvidenceFile = {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly secrets: 'none' | 'masked' | 'not-looked'
}

export const insertFile = (tx: Tx, accountId: string, file: EvidenceFile, now: Instant, actor: string) =>
  tx
    .insertInto('duty_file')
    .values({
      account_id: accountId,
      id: file.id,
      name: file.name,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      secrets: file.secrets,
      at: new Date(now),
      actor,
    })
    .execute()

export async function findFile(tx: Tx, accountId: string, id: string): Promise<EvidenceFile | undefined> {
  const row = await tx
    .selectFrom('duty_file')
    .select(['id', 'name', 'size_bytes', 'sha256', 'secrets'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, name: row.name, sizeBytes: Number(row.size_bytes), sha256: row.sha256, secrets: row.secrets as 'none' }
}
