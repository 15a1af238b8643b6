import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { TaskOrderRow } from '../request.ts'

/** All versions, the newest first. */
export const listTaskOrders = async (tx: Tx, accountId: string, requestId: string): Promise<readonly TaskOrderRow[]> =>
  (await tx
    .selectFrom('task_order')
    .select([
      'version',
      'content',
      'sha256',
      'provider_signed_by as providerSignedBy',
      'provider_signed_at as providerSignedAt',
      'customer_signed_by as customerSignedBy',
      'customer_signed_at as customerSignedAt',
      'turned_down_by as turnedDownBy',
      'turned_down_at as turnedDownAt',
      'turned_down_why as turnedDownWhy',
    ])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('version', 'desc')
    .execute()) as never

export const insertTaskOrder = (
  tx: Tx,
  accountId: string,
  requestId: string,
  row: Pick<TaskOrderRow, 'version' | 'content' | 'sha256' | 'providerSignedBy' | 'providerSignedAt'>,
) =>
  tx
    .insertInto('task_order')
    .values({
      account_id: accountId,
      request_id: requestId,
      version: row.version,
      content: JSON.stringify(row.content),
      sha256: row.sha256,
      provider_signed_by: row.providerSignedBy,
      provider_signed_at: new Date(row.providerSignedAt),
    })
    .execute()

export const answerTaskOrder = (
  tx: Tx,
  accountId: string,
  requestId: string,
  version: number,
  { by, at, why }: { readonly by: string; readonly at: Instant; readonly why?: string },
) =>
  tx
    .updateTable('task_order')
    .set(
      why === undefined
        ? { customer_signed_by: by, customer_signed_at: new Date(at) }
        : { turned_down_by: by, turned_down_at: new Date(at), turned_down_why: why },
    )
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('version', '=', version)
    .execute()
