import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Difference, DifferenceField, Outcome, Side } from './compare.ts'
import type { Compared, Unread } from './list.ts'

export type Signature = { readonly by: string; readonly at: Instant }
export type Round = {
  readonly id: string
  readonly number: number
  readonly listName: string
  /** Where the customer's side comes from: a list by hand, or feeds of collectors. */
  readonly source: 'list' | 'feed'
  /** When the newest of the feeds was read; of a list by hand nobody knows. */
  readonly readAt: Instant | null
  readonly openedAt: Instant
  readonly openedBy: string
  readonly compared: readonly Compared[]
  readonly listed: number
  readonly held: number
  readonly same: number
  readonly unread: readonly Unread[]
  readonly state: 'open' | 'agreed' | 'withdrawn'
  readonly signed: Readonly<Record<Side, Signature | null>>
  readonly closedAt: Instant | null
}

/** Rounds of an account, newest first; `hold` keeps others from changing the one until the transaction ends. */
export async function listRounds(
  tx: Tx,
  accountId: string,
  { number, limit = 50, hold = false }: { readonly number?: number; readonly limit?: number; readonly hold?: boolean } = {},
): Promise<readonly Round[]> {
  let query = tx.selectFrom('reconciliation').selectAll().where('account_id', '=', accountId)
  if (number !== undefined) query = query.where('number', '=', number)
  if (hold) query = query.forUpdate()
  const rows = await query.orderBy('number', 'desc').limit(limit).execute()
  const signature = (by: string | null, at: Instant | null): Signature | null => (by === null || at === null ? null : { by, at })
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    listName: row.list_name,
    source: row.source as Round['source'],
    readAt: row.read_at,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    compared: row.compared as Compared[],
    listed: row.listed,
    held: row.held,
    same: row.same,
    unread: row.unread as readonly Unread[],
    state: row.state as Round['state'],
    signed: {
      provider: signature(row.provider_signed_by, row.provider_signed_at),
      customer: signature(row.customer_signed_by, row.customer_signed_at),
    },
    closedAt: row.closed_at,
  }))
}

/** @returns its number; undefined when a round is open already */
export async function insertRound(
  tx: Tx,
  accountId: string,
  round: Pick<
    Round,
    'id' | 'listName' | 'source' | 'readAt' | 'openedAt' | 'openedBy' | 'compared' | 'listed' | 'held' | 'same' | 'unread'
  >,
): Promise<number | undefined> {
  const last = await tx
    .selectFrom('reconciliation')
    .select('number')
    .where('account_id', '=', accountId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const made = await tx
    .insertInto('reconciliation')
    .values({
      account_id: accountId,
      id: round.id,
      number: (last?.number ?? 0) + 1,
      list_name: round.listName,
      source: round.source,
      read_at: round.readAt === null ? null : new Date(round.readAt),
      opened_at: new Date(round.openedAt),
      opened_by: round.openedBy,
      compared: [...round.compared],
      listed: round.listed,
      held: round.held,
      same: round.same,
      unread: JSON.stringify(round.unread),
      state: 'open',
    })
    .onConflict((on) => on.doNothing())
    .returning('number')
    .executeTakeFirst()
  return made?.number
}

/** The customer's side of an open round, as feeds say it by now. */
export const feedRound = (
  tx: Tx,
  accountId: string,
  id: string,
  round: Pick<Round, 'listName' | 'readAt' | 'compared' | 'listed' | 'held' | 'same' | 'unread'>,
) =>
  tx
    .updateTable('reconciliation')
    .set({
      list_name: round.listName,
      read_at: round.readAt === null ? null : new Date(round.readAt),
      compared: [...round.compared],
      listed: round.listed,
      held: round.held,
      same: round.same,
      unread: JSON.stringify(round.unread),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Ends open differences about which both sides say the same by now. */
export const agreeDifferences = (tx: Tx, accountId: string, ids: readonly string[], { by, at }: Signature) =>
  sql`update reconciliation_difference set decision = 'agrees', settled_by = ${by}, settled_at = ${new Date(at)}
    where account_id = ${accountId} and id = any (${[...ids]}::uuid[])`.execute(tx)

/** What a difference says by now, open again when it was settled. */
export const sayDifference = (tx: Tx, accountId: string, id: string, { theirs, ours }: Pick<Difference, 'theirs' | 'ours'>) =>
  tx
    .updateTable('reconciliation_difference')
    .set({ theirs, ours, decision: null, reason: '', done: '', settled_by: null, settled_at: null })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const updateRound = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { readonly signed?: Partial<Record<Side, Signature | null>>; readonly state?: Round['state']; readonly closedAt?: Instant },
) => {
  const { provider, customer } = change.signed ?? {}
  return tx
    .updateTable('reconciliation')
    .set({
      ...(provider === undefined
        ? {}
        : { provider_signed_by: provider?.by ?? null, provider_signed_at: provider ? new Date(provider.at) : null }),
      ...(customer === undefined
        ? {}
        : { customer_signed_by: customer?.by ?? null, customer_signed_at: customer ? new Date(customer.at) : null }),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.closedAt === undefined ? {} : { closed_at: new Date(change.closedAt) }),
      number: sql<number>`number`,
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
}

const atOnce = 1000

/** Writes what differs, by the thousand. */
export async function insertDifferences(
  tx: Tx,
  accountId: string,
  roundId: string,
  now: Instant,
  differences: readonly (Difference & { readonly owner: Side })[],
): Promise<void> {
  for (let from = 0; from < differences.length; from += atOnce)
    await tx
      .insertInto('reconciliation_difference')
      .values(
        differences.slice(from, from + atOnce).map(({ serial, field, theirs, ours, owner }) => ({
          account_id: accountId,
          reconciliation_id: roundId,
          id: newId(now),
          serial,
          field,
          theirs,
          ours,
          owner,
        })),
      )
      .execute()
}

export type DifferenceRow = Difference & {
  readonly id: string
  readonly owner: Side
  readonly decision: Outcome | null
  readonly reason: string
  /** What was done to the record, in words. */
  readonly done: string
  readonly settledBy: string | null
  readonly settledAt: Instant | null
}

export type DifferenceFilter = {
  readonly field?: DifferenceField | undefined
  readonly owner?: Side | undefined
  readonly open?: boolean | undefined
  readonly ids?: readonly string[]
  readonly after?: readonly [serial: string, field: string] | undefined
  readonly limit: number
}

export async function listDifferences(
  tx: Tx,
  accountId: string,
  roundId: string,
  { field, owner, open, ids, after, limit }: DifferenceFilter,
): Promise<readonly DifferenceRow[]> {
  let query = tx
    .selectFrom('reconciliation_difference')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('reconciliation_id', '=', roundId)
  if (field !== undefined) query = query.where('field', '=', field)
  if (owner !== undefined) query = query.where('owner', '=', owner)
  if (open !== undefined) query = query.where('decision', open ? 'is' : 'is not', null)
  if (ids !== undefined) query = query.where('id', 'in', [...ids])
  if (after !== undefined) query = query.where(sql<boolean>`(serial, field) > (${after[0]}, ${after[1]})`)
  const rows = await query.orderBy('serial').orderBy('field').limit(limit).execute()
  return rows.map((row) => ({
    id: row.id,
    serial: row.serial,
    field: row.field as DifferenceField,
    theirs: row.theirs,
    ours: row.ours,
    owner: row.owner as Side,
    decision: row.decision as Outcome | null,
    reason: row.reason,
    done: row.done,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
  }))
}

export const settleDifference = (
  tx: Tx,
  accountId: string,
  id: string,
  given: {
    readonly decision: Outcome
    readonly reason: string
    readonly done: string
    readonly by: string
    readonly at: Instant
  } | null,
) =>
  tx
    .updateTable('reconciliation_difference')
    .set(
      given
        ? { decision: given.decision, reason: given.reason, done: given.done, settled_by: given.by, settled_at: new Date(given.at) }
        : { decision: null, reason: '', done: '', settled_by: null, settled_at: null },
    )
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export type Count = { readonly field: DifferenceField; readonly owner: Side; readonly all: number; readonly open: number }

export async function countDifferences(tx: Tx, accountId: string, roundId: string): Promise<readonly Count[]> {
  const { rows } = await sql<Count>`
    select field, owner, count(*)::int as "all", (count(*) filter (where decision is null))::int as open
    from reconciliation_difference where account_id = ${accountId} and reconciliation_id = ${roundId}
    group by field, owner order by field, owner`.execute(tx)
  return rows
}

export const eventKinds = ['opened', 'fed', 'settled', 'reopened', 'signed', 'agreed', 'withdrawn'] as const
export type RoundEvent = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly kind: (typeof eventKinds)[number]
  readonly text: string
}

/** What happened in a round that is held. */
export const insertEvent = (tx: Tx, accountId: string, roundId: string, { at, actor, kind, text }: Omit<RoundEvent, 'seq'>) =>
  sql`insert into reconciliation_event (account_id, id, reconciliation_id, seq, at, actor, kind, text)
    select ${accountId}, ${newId(at)}, ${roundId}, coalesce(max(seq), 0) + 1, ${new Date(at)}, ${actor}, ${kind}, ${text}
    from reconciliation_event where account_id = ${accountId} and reconciliation_id = ${roundId}`.execute(tx)

export async function listEvents(tx: Tx, accountId: string, roundId: string): Promise<readonly RoundEvent[]> {
  const rows = await tx
    .selectFrom('reconciliation_event')
    .select(['seq', 'at', 'actor', 'kind', 'text'])
    .where('account_id', '=', accountId)
    .where('reconciliation_id', '=', roundId)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as RoundEvent['kind'] }))
}
