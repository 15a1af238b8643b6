import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type ReplyRow = {
  readonly accountId: string
  readonly id: string
  readonly caseId: string
  readonly personId: string
  readonly version: number
  readonly issuedAt: Instant
}

/** The address of a person for a case under a key: made at its first letter, renewed by each further one. */
export async function issueReply(
  tx: Tx,
  { accountId, caseId, personId, version, now }: { accountId: string; caseId: string; personId: string; version: number; now: Instant },
): Promise<ReplyRow> {
  const row = await tx
    .insertInto('reply_address')
    .values({
      account_id: accountId,
      id: newId(now),
      case_id: caseId,
      person_id: personId,
      key_version: version,
      issued_at: new Date(now),
    })
    .onConflict((on) => on.columns(['account_id', 'case_id', 'person_id', 'key_version']).doUpdateSet({ issued_at: new Date(now) }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return { accountId, id: row.id, caseId, personId, version, issuedAt: now }
}

/** By its id, over all accounts: works in the provider's scope. */
export async function findReply(tx: Tx, id: string): Promise<ReplyRow | undefined> {
  const row = await tx.selectFrom('reply_address').selectAll().where('id', '=', id).executeTakeFirst()
  return (
    row && {
      accountId: row.account_id,
      id: row.id,
      caseId: row.case_id,
      personId: row.person_id,
      version: row.key_version,
      issuedAt: row.issued_at,
    }
  )
}
