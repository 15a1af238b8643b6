import type { Tx } from '../../db/scope.ts'

/** What was masked in the events of cases. Nothing reads it but the revealing of one event. */

export type Masked = { readonly kinds: readonly string[]; readonly raw: Readonly<Record<string, unknown>> }

export const insertMasked = (tx: Tx, accountId: string, caseId: string, seq: number, { kinds, raw }: Masked) =>
  tx
    .insertInto('case_secret')
    .values({ account_id: accountId, case_id: caseId, seq, kinds: [...kinds], raw: JSON.stringify(raw) })
    .execute()

/** What was masked in one event, with who may read that event. */
export async function findMasked(
  tx: Tx,
  accountId: string,
  caseId: string,
  seq: number,
): Promise<(Masked & { readonly visibility: 'public' | 'internal' }) | undefined> {
  const row = await tx
    .selectFrom('case_secret as s')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.account_id', '=', 's.account_id').onRef('e.case_id', '=', 's.case_id').onRef('e.seq', '=', 's.seq'),
    )
    .select(['s.kinds', 's.raw', 'e.visibility'])
    .where('s.account_id', '=', accountId)
    .where('s.case_id', '=', caseId)
    .where('s.seq', '=', seq)
    .executeTakeFirst()
  return row && { kinds: row.kinds, raw: row.raw as Masked['raw'], visibility: row.visibility as 'public' }
}

/** Which events of a case hold something masked, and of what kinds. */
export async function listMasked(tx: Tx, accountId: string, caseId: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await tx
    .selectFrom('case_secret')
    .select(['seq', 'kinds'])
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .execute()
  return new Map(rows.map(({ seq, kinds }) => [seq, kinds]))
}
