import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type Webhook = {
  readonly accountId: string
  readonly id: string
  /** Whose own it is; null for one of the account. */
  readonly personId: string | null
  readonly url: string
  readonly events: readonly string[]
  readonly title: string
  readonly generation: number
  readonly previousUntil: Instant | null
  readonly state: 'active' | 'disabled' | 'deleted'
  readonly disabledWhy: string | null
  readonly failingSince: Instant | null
  readonly createdAt: Instant
  readonly createdBy: string
  readonly version: number
}

const columns = [
  'account_id as accountId',
  'id',
  'person_id as personId',
  'url',
  'events',
  'title',
  'generation',
  'previous_until as previousUntil',
  'state',
  'disabled_why as disabledWhy',
  'failing_since as failingSince',
  'created_at as createdAt',
  'created_by as createdBy',
  'version',
] as const

export async function listWebhooks(tx: Tx, accountId: string): Promise<readonly Webhook[]> {
  const rows = await tx
    .selectFrom('webhook')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('person_id', 'is', null)
    .where('state', '!=', 'deleted')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as 'active' }))
}

/** The webhook of one person. @param hold until the transaction ends, for whoever changes it */
export async function findOwnWebhook(
  tx: Tx,
  { accountId, personId }: { readonly accountId: string; readonly personId: string },
  hold = false,
): Promise<Webhook | undefined> {
  const query = tx
    .selectFrom('webhook')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .where('state', '!=', 'deleted')
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst()
  return row && { ...row, state: row.state as 'active' }
}

/** @param hold until the transaction ends, for whoever changes it */
export async function findWebhook(tx: Tx, accountId: string, id: string, hold = false): Promise<Webhook | undefined> {
  const query = tx
    .selectFrom('webhook')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('state', '!=', 'deleted')
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst()
  return row && { ...row, state: row.state as 'active' }
}

const hostOf = (url: string): string => new URL(url).hostname

export const insertWebhook = (
  tx: Tx,
  accountId: string,
  row: Pick<Webhook, 'id' | 'url' | 'events' | 'title' | 'createdBy' | 'createdAt'> & { readonly personId?: string },
) =>
  tx
    .insertInto('webhook')
    .values({
      account_id: accountId,
      id: row.id,
      person_id: row.personId ?? null,
      url: row.url,
      host: hostOf(row.url),
      // until it has answered well once, only some of the callers serve it
      slow: true,
      events: [...row.events],
      title: row.title,
      state: 'active',
      created_at: new Date(row.createdAt),
      created_by: row.createdBy,
    })
    .execute()

export const updateWebhook = (
  tx: Tx,
  { accountId, id }: Pick<Webhook, 'accountId' | 'id'>,
  change: Partial<{
    url: string
    events: string[]
    title: string
    generation: number
    previous_until: Date | null
    state: Webhook['state']
    disabled_why: string | null
    failing_since: Date | null
  }>,
) =>
  tx
    .updateTable('webhook')
    .set((eb) => ({ ...change, ...(change.url === undefined ? {} : { host: hostOf(change.url) }), version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Whether the last call took long or failed; no change that anybody edits. */
export const markSlow = (tx: Tx, { accountId, id }: Pick<Webhook, 'accountId' | 'id'>, slow: boolean) =>
  tx.updateTable('webhook').set({ slow }).where('account_id', '=', accountId).where('id', '=', id).where('slow', '!=', slow).execute()

export type Try = { readonly at: string; readonly status: number | null; readonly tookMs: number; readonly said: string }

export type Delivery = {
  readonly accountId: string
  readonly id: string
  readonly webhookId: string
  readonly event: string
  readonly body: string
  readonly createdAt: Instant
  readonly state: 'pending' | 'sent' | 'failed'
  readonly attempts: number
  readonly nextTryAt: Instant
  readonly sentAt: Instant | null
  readonly tries: readonly Try[]
}

const deliveryColumns = [
  'account_id as accountId',
  'id',
  'webhook_id as webhookId',
  'event',
  'body',
  'created_at as createdAt',
  'state',
  'attempts',
  'next_try_at as nextTryAt',
  'sent_at as sentAt',
  'tries',
] as const

type DeliveryRow = Omit<Delivery, 'state' | 'tries'> & { state: string; tries: unknown }
const deliveryOf = (row: DeliveryRow): Delivery => ({ ...row, state: row.state as 'pending', tries: row.tries as readonly Try[] })

/** Writes a delivery; a second one of the same entry to the same endpoint is none. */
export async function insertDelivery(
  tx: Tx,
  now: Instant,
  row: {
    readonly accountId: string
    readonly webhookId: string
    readonly outboxId: string | null
    readonly event: string
    readonly body: string
    /** Left out, it is called at once. */
    readonly at?: Instant
  },
): Promise<string> {
  const id = newId(now)
  await tx
    .insertInto('webhook_delivery')
    .values({
      account_id: row.accountId,
      id,
      webhook_id: row.webhookId,
      outbox_id: row.outboxId,
      event: row.event,
      body: row.body,
      created_at: new Date(now),
      state: 'pending',
      next_try_at: new Date(row.at ?? now),
      tries: '[]',
    })
    .onConflict((on) => on.columns(['account_id', 'webhook_id', 'outbox_id']).doNothing())
    .execute()
  return id
}

/** Who serves a call: a `quick` caller only endpoints that answered well the last time, the others everybody. */
export type Lane = 'quick' | 'any'

/** Calls that one host holds at once, whosever webhooks lead to it. */
const mostPerHost = 2

/**
 * Takes the delivery that is due, for a while: of one endpoint one at a time, of one host two. A person's own webhook is
 * called while the person is with us.
 */
export async function leaseDelivery(
  tx: Tx,
  now: Instant,
  leaseMs: number,
  lane: Lane,
): Promise<{ delivery: Delivery; webhook: Webhook } | undefined> {
  // one takes at a time, so that what the bounds below count is not taken by two who look at the same instant
  await sql`select pg_advisory_xact_lock(hashtext('holdfast.webhooks'))`.execute(tx)
  let query = tx
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook as w', (join) => join.onRef('w.account_id', '=', 'd.account_id').onRef('w.id', '=', 'd.webhook_id'))
    .select(['d.account_id', 'd.id', 'd.webhook_id'])
    .where('d.state', '=', 'pending')
    .where('w.state', '=', 'active')
    .where('d.next_try_at', '<=', instant(now))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_delivery as other')
            .select('other.id')
            .whereRef('other.account_id', '=', 'd.account_id')
            .whereRef('other.webhook_id', '=', 'd.webhook_id')
            .where('other.state', '=', 'pending')
            .where('other.leased_until', '>', instant(now)),
        ),
      ),
    )
    .where(({ eb, selectFrom }) =>
      eb(
        selectFrom('webhook_delivery as held')
          .innerJoin('webhook as of', (join) => join.onRef('of.account_id', '=', 'held.account_id').onRef('of.id', '=', 'held.webhook_id'))
          .select((count) => count.fn.countAll<number>().as('n'))
          .where('held.state', '=', 'pending')
          .where('held.leased_until', '>', instant(now))
          .whereRef('of.host', '=', 'w.host'),
        '<',
        mostPerHost,
      ),
    )
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('w.person_id', 'is', null),
        exists(
          selectFrom('person as p')
            .select('p.id')
            .whereRef('p.account_id', '=', 'w.account_id')
            .whereRef('p.id', '=', 'w.person_id')
            .where('p.status', '=', 'active'),
        ),
      ]),
    )
  if (lane === 'quick') query = query.where('w.slow', '=', false)
  const row = await query.orderBy('d.next_try_at').orderBy('d.id').limit(1).forUpdate(['d', 'w']).skipLocked().executeTakeFirst()
  if (!row) return undefined
  const taken = await tx
    .updateTable('webhook_delivery')
    .set((eb) => ({ leased_until: new Date(now + leaseMs), attempts: eb('attempts', '+', 1) }))
    .where('account_id', '=', row.account_id)
    .where('id', '=', row.id)
    .returning(deliveryColumns)
    .executeTakeFirstOrThrow()
  const webhook = await findWebhook(tx, row.account_id, row.webhook_id)
  return webhook && { delivery: deliveryOf(taken), webhook }
}

export const markDelivery = (
  tx: Tx,
  delivery: Pick<Delivery, 'accountId' | 'id'>,
  change: { readonly state: Delivery['state']; readonly now: Instant; readonly nextTryAt?: Instant; readonly tried?: Try },
) =>
  tx
    .updateTable('webhook_delivery')
    .set((eb) => ({
      state: change.state,
      leased_until: null,
      ...(change.state === 'sent' ? { sent_at: new Date(change.now) } : {}),
      ...(change.nextTryAt === undefined ? {} : { next_try_at: new Date(change.nextTryAt) }),
      // the last twenty tries are kept
      ...(change.tried
        ? {
            tries: sql<string>`(case when jsonb_array_length(${eb.ref('tries')}) >= 20 then ${eb.ref('tries')} - 0 else ${eb.ref('tries')} end) || ${JSON.stringify([change.tried])}::jsonb`,
          }
        : {}),
    }))
    .where('account_id', '=', delivery.accountId)
    .where('id', '=', delivery.id)
    .execute()

export const replayDelivery = (tx: Tx, { accountId, id }: Pick<Delivery, 'accountId' | 'id'>, now: Instant) =>
  tx
    .updateTable('webhook_delivery')
    .set({ state: 'pending', attempts: 0, next_try_at: new Date(now), leased_until: null })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export async function findDelivery(tx: Tx, accountId: string, webhookId: string, id: string): Promise<Delivery | undefined> {
  const row = await tx
    .selectFrom('webhook_delivery')
    .select(deliveryColumns)
    .where('account_id', '=', accountId)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && deliveryOf(row as DeliveryRow)
}

export async function listDeliveries(
  tx: Tx,
  filter: {
    readonly accountId: string
    readonly webhookId: string
    readonly state?: string | undefined
    readonly before?: readonly [number, string] | undefined
    readonly limit: number
  },
): Promise<readonly Delivery[]> {
  let query = tx
    .selectFrom('webhook_delivery')
    .select(deliveryColumns)
    .where('account_id', '=', filter.accountId)
    .where('webhook_id', '=', filter.webhookId)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('created_at', '<', instant(at)), eb.and([eb('created_at', '=', instant(at)), eb('id', '<', id)])]),
    )
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => deliveryOf(row as DeliveryRow))
}
