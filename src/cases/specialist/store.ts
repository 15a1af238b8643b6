import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'

/** The specialist who owns a case for its customer. */
export type Specialist = { readonly personId: string; readonly name: string; readonly since: Instant }

export async function findSpecialist(tx: Tx, accountId: string, caseId: string): Promise<Specialist | null> {
  const row = await tx
    .selectFrom('case_specialist')
    .select(['person_id', 'name', 'since'])
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? { personId: row.person_id, name: row.name, since: row.since } : null
}

/** Whether a specialist is, or ever was, named for a case. */
export const hadSpecialist = async (tx: Tx, accountId: string, caseId: string): Promise<boolean> =>
  (await tx
    .selectFrom('case_specialist')
    .select('person_id')
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertSpecialist = (tx: Tx, accountId: string, caseId: string, { personId, name, since }: Specialist, namedBy: string) =>
  tx
    .insertInto('case_specialist')
    .values({ account_id: accountId, case_id: caseId, person_id: personId, name, since: new Date(since), named_by: namedBy })
    .execute()

export const endSpecialist = (tx: Tx, accountId: string, caseId: string, now: Instant, why: string) =>
  tx
    .updateTable('case_specialist')
    .set({ ended_at: new Date(now), ended_why: maskText(why) })
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute()
