import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export const draftKinds = ['reply', 'note'] as const
export type DraftKind = (typeof draftKinds)[number]

type Of = { readonly accountId: string; readonly id: string }

export const listDrafts = (tx: Tx, found: Of, personId: string) =>
  tx
    .selectFrom('draft')
    .select(['kind', 'text', 'saved_at'])
    .where('account_id', '=', found.accountId)
    .where('case_id', '=', found.id)
    .where('person_id', '=', personId)
    .execute()

export const keepDraft = (tx: Tx, found: Of, personId: string, kind: DraftKind, text: string, now: Instant) =>
  tx
    .insertInto('draft')
    .values({ account_id: found.accountId, case_id: found.id, person_id: personId, kind, text, saved_at: new Date(now) })
    .onConflict((on) => on.columns(['account_id', 'case_id', 'person_id', 'kind']).doUpdateSet({ text, saved_at: new Date(now) }))
    .execute()

export const dropDraft = (tx: Tx, found: Of, personId: string, kind: DraftKind) =>
  tx
    .deleteFrom('draft')
    .where('account_id', '=', found.accountId)
    .where('case_id', '=', found.id)
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .execute()
