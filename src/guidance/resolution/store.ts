import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { RootCause, RootCauseContent } from './root-cause.ts'

/** Versions of an analysis, newest first. */
export const listCauses = async (tx: Tx, accountId: string, requestId: string): Promise<readonly RootCause[]> =>
  (await tx
    .selectFrom('root_cause')
    .select(['version', 'content', 'written_by as writtenBy', 'written_at as writtenAt', 'paper', 'delivered_at as deliveredAt'])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('version', 'desc')
    .execute()) as never

/** Writes a version; while it is a draft it is written anew. */
export const putCause = (
  tx: Tx,
  accountId: string,
  requestId: string,
  version: number,
  given: { readonly content: RootCauseContent; readonly by: string; readonly at: Instant },
) => {
  const row = { content: JSON.stringify(given.content), written_by: given.by, written_at: new Date(given.at) }
  return tx
    .insertInto('root_cause')
    .values({ account_id: accountId, request_id: requestId, version, ...row })
    .onConflict((on) => on.columns(['account_id', 'request_id', 'version']).doUpdateSet(row))
    .execute()
}

export const deliverCause = (
  tx: Tx,
  accountId: string,
  requestId: string,
  version: number,
  given: { readonly paper: number; readonly at: Instant },
) =>
  tx
    .updateTable('root_cause')
    .set({ paper: given.paper, delivered_at: new Date(given.at) })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('version', '=', version)
    .execute()

export type Withdrawal = { readonly reason: string; readonly by: string; readonly at: Instant }

export async function findWithdrawal(tx: Tx, accountId: string, requestId: string): Promise<Withdrawal | null> {
  const row = await tx
    .selectFrom('assistance_withdrawal')
    .select(['reason', 'withdrawn_by', 'at'])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return row ? { reason: row.reason, by: row.withdrawn_by, at: row.at } : null
}

export const insertWithdrawal = (tx: Tx, accountId: string, requestId: string, { reason, by, at }: Withdrawal) =>
  tx
    .insertInto('assistance_withdrawal')
    .values({ account_id: accountId, request_id: requestId, reason, withdrawn_by: by, at: new Date(at) })
    .execute()
