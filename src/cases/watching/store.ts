import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

/** Somebody who wants to hear of a case. It grants nothing. */
export type Watcher = {
  readonly memberId: string
  readonly name: string
  readonly side: 'customer' | 'partner' | 'provider'
  readonly addedBy: string
}

/** Who watches a case, in the order in which they came. */
export async function listWatchers(tx: Tx, accountId: string, caseId: string): Promise<readonly Watcher[]> {
  const rows = await tx
    .selectFrom('case_watcher')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .orderBy('member_id')
    .execute()
  return rows.map((row) => ({ memberId: row.member_id, name: row.name, side: row.side as Watcher['side'], addedBy: row.added_by }))
}

/** @returns false when the person watches already */
export async function insertWatcher(tx: Tx, accountId: string, caseId: string, watcher: Watcher, now: Instant): Promise<boolean> {
  const row = await tx
    .insertInto('case_watcher')
    .values({
      account_id: accountId,
      case_id: caseId,
      member_id: watcher.memberId,
      side: watcher.side,
      name: watcher.name,
      added_at: new Date(now),
      added_by: watcher.addedBy,
    })
    .onConflict((on) => on.doNothing())
    .returning('member_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns false when the person did not watch */
export async function deleteWatcher(tx: Tx, accountId: string, caseId: string, memberId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('case_watcher')
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .where('member_id', '=', memberId)
    .returning('member_id')
    .executeTakeFirst()
  return row !== undefined
}
