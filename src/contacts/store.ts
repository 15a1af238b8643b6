import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Check, Field } from './checks.ts'

export type CheckRow = Check & { readonly personId: string }

/** What was said of the people of an account, newest first. */
export async function listChecks(tx: Tx, accountId: string, personId?: string): Promise<readonly CheckRow[]> {
  let query = tx.selectFrom('contact_check').selectAll().where('account_id', '=', accountId)
  if (personId !== undefined) query = query.where('person_id', '=', personId)
  const rows = await query
    .distinctOn(['person_id', 'field'])
    .orderBy('person_id')
    .orderBy('field')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    field: row.field as Field,
    value: row.value,
    outcome: row.outcome as Check['outcome'],
    note: row.note,
    at: row.at,
    actor: row.actor,
  }))
}

export const insertCheck = (tx: Tx, accountId: string, id: string, personId: string, check: Check) =>
  tx
    .insertInto('contact_check')
    .values({
      account_id: accountId,
      id,
      person_id: personId,
      field: check.field,
      value: check.value,
      outcome: check.outcome,
      note: check.note,
      at: new Date(check.at),
      actor: check.actor,
    })
    .execute()

export type Round = { readonly id: string; readonly openedAt: Instant; readonly openedBy: string; readonly closedAt: Instant | null }
export type Asked = { readonly personId: string; readonly remindedAt: Instant | null; readonly answeredAt: Instant | null }

/** The round that runs, else the last one. */
export async function findRound(
  tx: Tx,
  accountId: string,
  id?: string,
): Promise<(Round & { readonly asked: readonly Asked[] }) | undefined> {
  let query = tx.selectFrom('contact_round').selectAll().where('account_id', '=', accountId)
  if (id !== undefined) query = query.where('id', '=', id)
  const row = await query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) return undefined
  const asked = await tx
    .selectFrom('contact_round_person')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('round_id', '=', row.id)
    .execute()
  return {
    id: row.id,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    closedAt: row.closed_at,
    asked: asked.map((each) => ({ personId: each.person_id, remindedAt: each.reminded_at, answeredAt: each.answered_at })),
  }
}

/** @returns false when a round runs already: the database knows of one only */
export async function insertRound(
  tx: Tx,
  accountId: string,
  { id, openedAt, openedBy }: Omit<Round, 'closedAt'>,
  people: readonly string[],
): Promise<boolean> {
  const made = await tx
    .insertInto('contact_round')
    .values({
      account_id: accountId,
      id,
      opened_at: new Date(openedAt),
      opened_by: openedBy,
      running: true,
      closed_at: null,
      closed_by: null,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return false
  await tx
    .insertInto('contact_round_person')
    .values(people.map((personId) => ({ account_id: accountId, round_id: id, person_id: personId, reminded_at: null, answered_at: null })))
    .execute()
  return true
}

export const closeRound = (tx: Tx, accountId: string, id: string, at: Instant, by: string) =>
  tx
    .updateTable('contact_round')
    .set({ running: false, closed_at: new Date(at), closed_by: by })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute()

export const markAsked = (
  tx: Tx,
  accountId: string,
  roundId: string,
  personIds: readonly string[],
  change: { readonly reminded_at: Date } | { readonly answered_at: Date },
) =>
  tx
    .updateTable('contact_round_person')
    .set(change)
    .where('account_id', '=', accountId)
    .where('round_id', '=', roundId)
    .where('person_id', 'in', [...personIds])
    .execute()
