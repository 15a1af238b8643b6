import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type Promised = {
  readonly accountId: string
  readonly account: string
  readonly number: string
  readonly summary: string
  readonly priority: string
  readonly dueAt: Instant
  readonly requesterId: string | null
}

const mostPromises = 200

/** Cases with a running promise that somebody owns, that were opened for them, or that they watch; the next first. */
export async function listPromised(tx: Tx, personId: string): Promise<readonly Promised[]> {
  const rows = await tx
    .selectFrom('support_case as c')
    .innerJoin('account', 'account.id', 'c.account_id')
    .select([
      'c.account_id as accountId',
      'account.code as account',
      'c.number',
      'c.summary',
      'c.priority',
      'c.due_at as dueAt',
      'c.requester_id as requesterId',
    ])
    .where('c.response', '=', 'running')
    .where('c.due_at', 'is not', null)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('c.owner_id', '=', personId),
        eb('c.requester_id', '=', personId),
        exists(
          selectFrom('case_watcher as w')
            .select('w.member_id')
            .whereRef('w.account_id', '=', 'c.account_id')
            .whereRef('w.case_id', '=', 'c.id')
            .where('w.member_id', '=', personId),
        ),
      ]),
    )
    .orderBy('c.due_at')
    .limit(mostPromises)
    .execute()
  return rows.flatMap(({ dueAt, ...row }) => (dueAt === null ? [] : [{ ...row, dueAt }]))
}
