import { instant, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'

export type OutboxEntry = {
  readonly accountId: string
  readonly account: string
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly payload: Record<string, unknown>
  readonly createdAt: Instant
  readonly state: string
  readonly attempts: number
  readonly sentAt: Instant | null
  readonly error: string | null
}

type Row = {
  account_id: string
  code: string
  id: string
  kind: string
  subject: string
  payload: unknown
  created_at: number
  state: string
  attempts: number
  sent_at: number | null
  error: string | null
}
const fromRow = (row: Row): OutboxEntry => ({
  accountId: row.account_id,
  account: row.code,
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  payload: row.payload as Record<string, unknown>,
  createdAt: row.created_at,
  state: row.state,
  attempts: row.attempts,
  sentAt: row.sent_at,
  error: row.error,
})
const columns = [
  'outbox.account_id',
  'account.code',
  'outbox.id',
  'outbox.kind',
  'outbox.subject',
  'outbox.payload',
  'outbox.created_at',
  'outbox.state',
  'outbox.attempts',
  'outbox.sent_at',
  'outbox.error',
] as const

/** Claims the entry that waits longest; alerts go before notices. */
export async function claimEntry(tx: Tx, now: Instant): Promise<OutboxEntry | undefined> {
  const row = await tx
    .selectFrom('outbox')
    .innerJoin('account', 'account.id', 'outbox.account_id')
    .select(columns)
    .where('outbox.state', '=', 'pending')
    .where('outbox.next_try_at', '<=', instant(now))
    .orderBy((eb) => eb.case().when('outbox.kind', '=', 'management-alert').then(0).else(1).end())
    .orderBy('outbox.next_try_at')
    .limit(1)
    .forUpdate('outbox')
    .skipLocked()
    .executeTakeFirst()
  return row && fromRow(row as Row)
}

export const markEntry = (
  tx: Tx,
  entry: OutboxEntry,
  change: { state: 'sent' | 'shown' | 'failed' | 'pending'; now: Instant; nextTryAt?: Instant; error?: string },
) =>
  tx
    .updateTable('outbox')
    .set({
      state: change.state,
      attempts: entry.attempts + 1,
      ...(change.state === 'sent' || change.state === 'shown' ? { sent_at: new Date(change.now) } : {}),
      ...(change.nextTryAt === undefined ? {} : { next_try_at: new Date(change.nextTryAt) }),
      error: change.error ?? null,
    })
    .where('account_id', '=', entry.accountId)
    .where('id', '=', entry.id)
    .execute()

export async function listEntries(
  tx: Tx,
  filter: { kind?: string | undefined; state?: string | undefined; limit: number; before?: readonly [number, string] | undefined },
): Promise<readonly OutboxEntry[]> {
  let query = tx.selectFrom('outbox').innerJoin('account', 'account.id', 'outbox.account_id').select(columns)
  if (filter.kind) query = query.where('outbox.kind', '=', filter.kind)
  if (filter.state) query = query.where('outbox.state', '=', filter.state)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('outbox.created_at', '<', instant(at)), eb.and([eb('outbox.created_at', '=', instant(at)), eb('outbox.id', '<', id)])]),
    )
  }
  return (await query.orderBy('outbox.created_at', 'desc').orderBy('outbox.id', 'desc').limit(filter.limit).execute()).map((row) =>
    fromRow(row as Row),
  )
}

/** E-mail addresses of people of an account. */
export async function addressesOf(tx: Tx, personIds: readonly string[]): Promise<readonly string[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .selectFrom('person')
    .select('email')
    .where('id', 'in', [...personIds])
    .where('status', '=', 'active')
    .execute()
  return rows.map((row) => row.email)
}
