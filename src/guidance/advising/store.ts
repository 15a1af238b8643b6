import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { AdviceDuty, AdviceEntry, Question } from './advice.ts'

/** What was done under a contract on days from one to another, both counted, the newest first. */
export async function listAdvice(
  tx: Tx,
  accountId: string,
  contractId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly AdviceEntry[]> {
  const rows = await tx
    .selectFrom('advice_entry')
    .select(['seq', 'duty', 'text', 'on_day', 'case_number', 'question', 'actor_name'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .orderBy('on_day', 'desc')
    .orderBy('seq', 'desc')
    .limit(2000)
    .execute()
  return rows.map(({ on_day, case_number, actor_name, duty, question, ...row }) => ({
    ...row,
    duty: duty as AdviceDuty,
    on: on_day,
    case: case_number,
    question: question as Question | null,
    by: actor_name,
  }))
}

export const insertAdvice = (
  tx: Tx,
  accountId: string,
  contractId: string,
  { duty, text, on, question, by, ...given }: Omit<AdviceEntry, 'seq'> & { readonly actor: string; readonly at: Instant },
) =>
  sql`insert into advice_entry (account_id, contract_id, seq, duty, text, on_day, case_number, question, actor, actor_name, at)
    select ${accountId}, ${contractId}, coalesce(max(seq), 0) + 1, ${duty}, ${text}, ${on}::date, ${given.case}::text,
      ${question === null ? null : JSON.stringify(question)}::jsonb, ${given.actor}, ${by}, ${new Date(given.at)}::timestamptz
    from advice_entry where account_id = ${accountId} and contract_id = ${contractId}`.execute(tx)
