import { sql } from 'kysely'
import { maskAll } from '../lib/secrets/mask.ts'
import type { Instant } from '../lib/time.ts'
import { newId } from './ids.ts'
import type { Tx } from './scope.ts'

/** The records that commit with every change: audit, outbox, timers, running numbers. */

export type AuditEntry = {
  readonly accountId: string
  readonly now: Instant
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail?: unknown
}

/** Appends to the account's audit chain; what is secret in a text of it is masked. Later entries of the account wait for this transaction to end. */
export async function audit(tx: Tx, { accountId, now, actor, action, subject, detail = {} }: AuditEntry): Promise<void> {
  await sql`select audit_append(${accountId}::uuid, ${new Date(now)}::timestamptz, ${actor}, ${action}, ${subject}, ${JSON.stringify(maskAll(detail))}::jsonb)`.execute(
    tx,
  )
}

/** The first entry whose hash does not follow from the one before it; null when the chain is whole. */
export async function verifyAudit(tx: Tx, accountId: string): Promise<{ entries: number; brokenAt: number | null }> {
  const { rows } = await sql<{ entries: number; broken: number | null }>`
    with chained as (
      select seq, hash, audit_hash(coalesce(lag(hash) over (order by seq), '\\x00'::bytea), account_id, seq, at, actor, action, subject, detail) as wanted,
        row_number() over (order by seq) as place
      from audit where account_id = ${accountId}::uuid)
    select count(*) as entries, min(seq) filter (where hash <> wanted or seq <> place) as broken from chained`.execute(tx)
  const head = await tx
    .selectFrom('account_counter')
    .select(['audit_seq', 'audit_hash'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const last = await tx
    .selectFrom('audit')
    .select('hash')
    .where('account_id', '=', accountId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const entries = Number(rows[0]?.entries ?? 0)
  // the head of the chain stands apart: an end that was cut off or written anew does not fit it
  const cutOff = head !== undefined && Number(head.audit_seq) !== entries
  const anew = head !== undefined && last !== undefined && !last.hash.equals(head.audit_hash)
  const broken = rows[0]?.broken ?? (cutOff ? entries + 1 : anew ? entries : null)
  return { entries, brokenAt: broken === null ? null : Number(broken) }
}

export type OutboxKind =
  | 'management-alert'
  | 'alarm'
  | 'case-notice'
  | 'case-note'
  | 'advisory-notice'
  | 'lifecycle-notice'
  | 'credit-notice'
  | 'request-notice'
  | 'review-notice'
  | 'meeting-notice'
  | 'duty-notice'
  | 'change-notice'
  | 'software-notice'
  | 'contact-notice'
  | 'session-notice'
  | 'staff-notice'
  | 'invitation'
  | 'mail-answer'
  | 'webhook-disabled'

/** Puts something to be sent after this transaction commits, masked but for an invitation, whose secret is its purpose. The id stays the same over every try. */
export async function send(
  tx: Tx,
  { accountId, now, kind, subject, payload }: { accountId: string; now: Instant; kind: OutboxKind; subject: string; payload: unknown },
): Promise<string> {
  const id = newId(now)
  await tx
    .insertInto('outbox')
    .values({
      account_id: accountId,
      id,
      kind,
      subject,
      payload: JSON.stringify(kind === 'invitation' ? payload : maskAll(payload)),
      created_at: new Date(now),
      next_try_at: new Date(now),
    })
    .execute()
  return id
}

/**
 * Sets a timer; setting the same one twice changes nothing. Lower ranks go first when several are due.
 * @param again fires it once more when it has fired: for what has to be looked at after each change, however close two of them are
 */
export async function setTimer(
  tx: Tx,
  {
    accountId,
    now,
    kind,
    subjectId,
    dueAt,
    rank = 5,
    again = false,
  }: { accountId: string; now: Instant; kind: string; subjectId: string; dueAt: Instant; rank?: number; again?: boolean },
): Promise<void> {
  await tx
    .insertInto('timer')
    .values({ account_id: accountId, id: newId(now), kind, subject_id: subjectId, due_at: new Date(dueAt), rank })
    .onConflict((on) => {
      const same = on.columns(['account_id', 'kind', 'subject_id', 'due_at'])
      return again
        ? same.doUpdateSet({ cancelled_at: null, fired_at: null }).where('timer.fired_at', 'is not', null)
        : same.doUpdateSet({ cancelled_at: null }).where('timer.fired_at', 'is', null)
    })
    .execute()
}

/**
 * Cancels the timers of a subject that have not fired. One that is being fired this instant is left alone: its handler
 * waits for the subject's row and then finds nothing to do. Waiting for it here would be a deadlock.
 */
export async function cancelTimers(
  tx: Tx,
  { accountId, now, kind, subjectId }: { accountId: string; now: Instant; kind: string; subjectId: string },
): Promise<void> {
  await tx
    .updateTable('timer')
    .set({ cancelled_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('timer')
        .select('id')
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where('subject_id', '=', subjectId)
        .where('fired_at', 'is', null)
        .where('cancelled_at', 'is', null)
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}

const series = {
  case: 'case_number',
  contract: 'contract_number',
  order: 'order_number',
  rma: 'rma_number',
  escalation: 'escalation_number',
  review: 'review_number',
  request: 'request_number',
  addendum: 'addendum_number',
  meeting: 'meeting_number',
  change: 'change_number',
  enquiry: 'enquiry_number',
} as const
const letters = {
  case: '',
  contract: 'C',
  order: 'O',
  rma: 'R',
  escalation: 'E',
  review: 'V',
  request: 'S',
  addendum: 'A',
  meeting: 'M',
  change: 'W',
  enquiry: 'Q',
} as const

/** The next number of an account's series, such as ACME-1001 for a case or ACME-C101 for a contract. */
export async function nextNumber(
  tx: Tx,
  account: { readonly id: string; readonly code: string },
  kind: keyof typeof series,
): Promise<string> {
  const column = series[kind]
  const row = await tx
    .updateTable('account_counter')
    .set((eb) => ({ [column]: eb(column, '+', 1) }))
    .where('account_id', '=', account.id)
    .returning(column)
    .executeTakeFirstOrThrow()
  return `${account.code}-${letters[kind]}${row[column as keyof typeof row]}`
}

export type AuditRow = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: unknown
}

/** Entries of an account's audit chain, newest first. */
export async function listAudit(tx: Tx, accountId: string, before: number | undefined, limit: number): Promise<readonly AuditRow[]> {
  let query = tx.selectFrom('audit').select(['seq', 'at', 'actor', 'action', 'subject', 'detail']).where('account_id', '=', accountId)
  if (before !== undefined) query = query.where('seq', '<', before)
  return query.orderBy('seq', 'desc').limit(limit).execute()
}
