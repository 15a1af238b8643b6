import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { State, Word } from './items.ts'

export type WordRow = Word & {
  readonly contractId: string
  readonly seq: number
  readonly text: string
  readonly documentId: string | null
  readonly documentName: string | null
  readonly meeting: string | null
  readonly at: Instant
  readonly actor: string
}

/** What was said of the items of contracts, newest first. */
export async function listWords(tx: Tx, accountId: string): Promise<readonly WordRow[]> {
  const rows = await tx
    .selectFrom('onboarding_event as e')
    .leftJoin('document as d', (join) => join.onRef('d.account_id', '=', 'e.account_id').onRef('d.id', '=', 'e.document_id'))
    .selectAll('e')
    .select('d.name as documentName')
    .where('e.account_id', '=', accountId)
    .orderBy('e.contract_id')
    .orderBy('e.seq', 'desc')
    .limit(5000)
    .execute()
  return rows.map((row) => ({
    contractId: row.contract_id,
    seq: row.seq,
    item: row.item,
    state: row.state as State,
    onDay: row.on_day,
    text: row.text,
    documentId: row.document_id,
    documentName: row.documentName,
    meeting: row.meeting,
    at: row.at,
    actor: row.actor,
  }))
}

/** Writes the next word of a contract that is held. */
export const insertWord = (tx: Tx, accountId: string, word: Omit<WordRow, 'seq' | 'documentName'>) =>
  sql`insert into onboarding_event (account_id, id, contract_id, seq, item, state, on_day, text, document_id, meeting, at, actor)
    select ${accountId}, ${newId(word.at)}, ${word.contractId}, coalesce(max(seq), 0) + 1, ${word.item}, ${word.state}, ${word.onDay}::date, ${word.text},
      ${word.documentId}::uuid, ${word.meeting}, ${new Date(word.at)}, ${word.actor}
    from onboarding_event where account_id = ${accountId} and contract_id = ${word.contractId}`.execute(tx)
