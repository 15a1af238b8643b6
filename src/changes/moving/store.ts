import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { MoveRow } from '../change.ts'

/** @returns false when another proposal is open */
export async function insertMove(
  tx: Tx,
  accountId: string,
  changeId: string,
  row: Omit<MoveRow, 'state' | 'answeredBy' | 'answeredAt' | 'answer'>,
): Promise<boolean> {
  const rows = await tx
    .insertInto('change_move')
    .values({
      account_id: accountId,
      id: row.id,
      kind: row.kind,
      change_id: changeId,
      side: row.side,
      actor: row.actor,
      actor_name: row.actorName,
      at: new Date(row.at),
      starts_at: new Date(row.startsAt),
      ends_at: new Date(row.endsAt),
      why: row.why,
      waiver: row.waiver,
      agreement: row.agreement,
      state: 'open',
      answer: '',
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

export const listMoves = async (tx: Tx, accountId: string, changeId: string): Promise<readonly MoveRow[]> =>
  (await tx
    .selectFrom('change_move')
    .select([
      'id',
      'kind',
      'side',
      'actor',
      'actor_name as actorName',
      'at',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'why',
      'waiver',
      'agreement',
      'state',
      'answered_by as answeredBy',
      'answered_at as answeredAt',
      'answer',
    ])
    .where('account_id', '=', accountId)
    .where('change_id', '=', changeId)
    .orderBy('at', 'desc')
    .limit(100)
    .execute()) as never

export const answerMoveRow = (
  tx: Tx,
  accountId: string,
  id: string,
  {
    state,
    by,
    at,
    answer,
  }: { readonly state: 'accepted' | 'declined' | 'withdrawn'; readonly by: string; readonly at: Instant; readonly answer: string },
) =>
  tx
    .updateTable('change_move')
    .set({ state, answered_by: by, answered_at: new Date(at), answer })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
