import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Exception } from './exception.ts'

/** Everything that was asked for beside the usual delivery of a request, the newest first. */
export const listExceptions = async (tx: Tx, accountId: string, requestId: string): Promise<readonly Exception[]> =>
  (
    await tx
      .selectFrom('request_exception')
      .select([
        'id',
        'kind',
        'place',
        'what',
        'why',
        'asked_by as askedBy',
        'asked_at as askedAt',
        'state',
        'answered_by as answeredBy',
        'answered_at as answeredAt',
        'answer',
        'cents',
        'currency',
      ])
      .where('account_id', '=', accountId)
      .where('request_id', '=', requestId)
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute()
  ).map((row) => ({ ...row, cents: row.cents === null ? null : Number(row.cents) })) as never

/** @returns false when the same was asked for and is not answered yet, or holds */
export async function insertException(
  tx: Tx,
  accountId: string,
  requestId: string,
  row: Pick<Exception, 'id' | 'kind' | 'place' | 'what' | 'why' | 'askedBy' | 'askedAt'>,
): Promise<boolean> {
  const rows = await tx
    .insertInto('request_exception')
    .values({
      account_id: accountId,
      id: row.id,
      request_id: requestId,
      kind: row.kind,
      place: row.place,
      what: row.what,
      why: row.why,
      asked_by: row.askedBy,
      asked_at: new Date(row.askedAt),
      state: 'asked',
      answer: '',
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

export const answerRow = (
  tx: Tx,
  accountId: string,
  id: string,
  given: Pick<Exception, 'state' | 'answer' | 'cents' | 'currency'> & { readonly by: string; readonly at: Instant },
) =>
  tx
    .updateTable('request_exception')
    .set({
      state: given.state,
      answer: given.answer,
      cents: given.cents,
      currency: given.currency,
      answered_by: given.by,
      answered_at: new Date(given.at),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
