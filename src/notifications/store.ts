import { sql } from 'kysely'
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

/** Claims the entry that waits longest to be spread into letters; alerts go before notices. */
export async function claimEntry(tx: Tx, now: Instant): Promise<OutboxEntry | undefined> {
  const row = await tx
    .selectFrom('outbox')
    .innerJoin('account', 'account.id', 'outbox.account_id')
    .select(columns)
    .where('outbox.state', '=', 'pending')
    .where('outbox.spread_at', 'is', null)
    .where('outbox.next_try_at', '<=', instant(now))
    .orderBy((eb) => eb.case().when('outbox.kind', 'in', ['management-alert', 'alarm']).then(0).else(1).end())
    .orderBy('outbox.next_try_at')
    .limit(1)
    .forUpdate('outbox')
    .skipLocked()
    .executeTakeFirst()
  return row && fromRow(row as Row)
}

/** Marks an entry as spread; without letters of its own it is done. */
export const markSpread = (tx: Tx, entry: OutboxEntry, now: Instant, state: 'pending' | 'shown') =>
  tx
    .updateTable('outbox')
    .set({ spread_at: new Date(now), state, ...(state === 'shown' ? { sent_at: new Date(now) } : {}) })
    .where('account_id', '=', entry.accountId)
    .where('id', '=', entry.id)
    .execute()

/** An entry is what its letters are: waiting while one waits, failed when one failed, else sent. */
export async function settleEntry(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  const letters = await tx
    .selectFrom('letter')
    .select(['state', 'attempts', 'error'])
    .where('account_id', '=', accountId)
    .where('outbox_id', '=', id)
    .execute()
  const having = (...states: string[]) => letters.some(({ state }) => states.includes(state))
  const state = having('pending', 'digest', 'gathered')
    ? 'pending'
    : having('failed', 'dead')
      ? 'failed'
      : having('sent')
        ? 'sent'
        : 'shown'
  await tx
    .updateTable('outbox')
    .set({
      state,
      attempts: Math.max(0, ...letters.map(({ attempts }) => attempts)),
      error: letters.find(({ error }) => error !== null)?.error ?? null,
      ...(state === 'sent' || state === 'shown' ? { sent_at: new Date(now) } : {}),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
}

export async function findEntry(tx: Tx, accountId: string, id: string): Promise<OutboxEntry | undefined> {
  const row = await tx
    .selectFrom('outbox')
    .innerJoin('account', 'account.id', 'outbox.account_id')
    .select(columns)
    .where('outbox.account_id', '=', accountId)
    .where('outbox.id', '=', id)
    .executeTakeFirst()
  return row && fromRow(row as Row)
}

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

export type Recipient = {
  readonly personId: string
  readonly homeId: string
  readonly name: string
  readonly email: string
  readonly zone: string
  readonly roles: readonly string[]
  readonly accountKind: 'customer' | 'partner' | 'provider'
}

/** People who are known and active, by id or by address; an address that is nobody's is left out. */
export async function findRecipients(
  tx: Tx,
  by: {
    readonly personIds: readonly string[]
    readonly emails: readonly string[]
    /** Teams of the provider: whoever belongs to one of them. */
    readonly teams: readonly string[]
    readonly accountId: string
  },
): Promise<readonly Recipient[]> {
  if (by.personIds.length + by.emails.length + by.teams.length === 0) return []
  const rows = await tx
    .selectFrom('person')
    .innerJoin('account', 'account.id', 'person.account_id')
    .select(['person.id', 'person.account_id', 'person.name', 'person.email', 'person.zone', 'person.roles', 'account.kind'])
    .where('person.status', '=', 'active')
    .where('account.status', '=', 'active')
    .where((eb) => eb.or([eb('account.kind', '=', 'provider'), eb('account.id', '=', by.accountId), eb('account.kind', '=', 'partner')]))
    .where((eb) =>
      eb.or([
        ...(by.personIds.length > 0 ? [eb('person.id', 'in', [...by.personIds])] : []),
        ...(by.emails.length > 0 ? [eb('person.email', 'in', [...by.emails])] : []),
        ...(by.teams.length > 0
          ? [eb.and([eb('account.kind', '=', 'provider'), sql<boolean>`person.teams && ${[...by.teams]}::text[]`])]
          : []),
      ]),
    )
    .orderBy('person.id')
    .execute()
  return rows.map(({ id, account_id, name, email, zone, roles, kind }) => ({
    personId: id,
    homeId: account_id,
    name,
    email,
    zone,
    roles,
    accountKind: kind as Recipient['accountKind'],
  }))
}
