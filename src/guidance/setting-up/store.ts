import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { KeptRecord } from './record.ts'

export const listRecords = async (tx: Tx, accountId: string, requestId: string): Promise<readonly KeptRecord[]> =>
  (await tx
    .selectFrom('onboarding_record')
    .select(['seq', 'item', 'body', 'said_by as saidBy', 'at'])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .limit(2000)
    .execute()) as never

/** Writes the next record of a request that is held. */
export const insertRecord = (tx: Tx, accountId: string, requestId: string, record: Omit<KeptRecord, 'seq'>) =>
  sql`insert into onboarding_record (account_id, request_id, seq, item, body, said_by, at)
    select ${accountId}, ${requestId}, coalesce(max(seq), 0) + 1, ${record.item}, ${JSON.stringify(record.body)}::jsonb, ${record.saidBy}, ${new Date(record.at)}
    from onboarding_record where account_id = ${accountId} and request_id = ${requestId}`.execute(tx)

/** Evaluations of partners in every onboarding of the account, newest first. */
export async function listEvaluations(
  tx: Tx,
  accountId: string,
): Promise<readonly { readonly request: string; readonly record: KeptRecord }[]> {
  const rows = await tx
    .selectFrom('onboarding_record as o')
    .innerJoin('service_request as r', (join) => join.onRef('r.account_id', '=', 'o.account_id').onRef('r.id', '=', 'o.request_id'))
    .select(['r.number as request', 'o.seq', 'o.item', 'o.body', 'o.said_by as saidBy', 'o.at'])
    .where('o.account_id', '=', accountId)
    .where('o.item', '=', 'f')
    .orderBy('o.at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ request, ...record }) => ({ request, record: record as never }))
}
