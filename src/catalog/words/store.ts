import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import { type AgreementWord, folded } from '../glossary.ts'

export type EnteredWord = AgreementWord & { readonly enteredBy: string; readonly enteredAt: Instant }

/** What was entered of agreements, the newest first; no more than a thousand words of agreements are in use. */
export async function listAgreementWords(tx: Tx): Promise<readonly EnteredWord[]> {
  const rows = await tx.selectFrom('agreement_word').selectAll().orderBy('entered_at', 'desc').orderBy('word').limit(5000).execute()
  return rows.map(({ agreement, version, term, meaning, entered_by, entered_at }) => ({
    agreement: agreement as AgreementWord['agreement'],
    version,
    term,
    meaning,
    enteredBy: entered_by,
    enteredAt: entered_at,
  }))
}

/** Writes a word of a version down, or anew where it was mistyped. */
export async function keepAgreementWord(
  tx: Tx,
  { agreement, version, term, meaning }: AgreementWord,
  by: string,
  now: Instant,
): Promise<void> {
  const row = { term, meaning, entered_by: by, entered_at: new Date(now) }
  await tx
    .insertInto('agreement_word')
    .values({ agreement, version, word: folded(term), ...row })
    .onConflict((conflict) => conflict.columns(['agreement', 'version', 'word']).doUpdateSet(row))
    .execute()
}
