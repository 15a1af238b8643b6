import { sql } from 'kysely'
import { instant, type Tx } from '../../../db/scope.ts'
import type { Instant } from '../../../lib/time.ts'
import type { RecordFate } from '../../register/service.ts'
import type { FeedShape } from '../listed.ts'
import type { AskedAddress, Marks } from './gateway.ts'
import type { feedStates, KnownAddress } from './schedule.ts'

/** An address that is asked for published records by itself. */
export type Feed = Marks & {
  readonly accountId: string
  readonly id: string
  readonly url: string
  readonly title: string
  readonly shape: FeedShape | null
  readonly everyHours: number
  readonly state: (typeof feedStates)[number]
  readonly nextAskAt: Instant
  readonly askingUntil: Instant | null
  readonly askedAt: Instant | null
  readonly answer: string
  readonly failures: number
  readonly failingSince: Instant | null
  readonly toldAt: Instant | null
  readonly addedBy: string
  readonly addedAt: Instant
  readonly version: number
}

const columns = [
  'account_id as accountId',
  'id',
  'url',
  'title',
  'shape',
  'every_hours as everyHours',
  'state',
  'next_ask_at as nextAskAt',
  'asking_until as askingUntil',
  'asked_at as askedAt',
  'answer',
  'etag',
  'last_modified as lastModified',
  'failures',
  'failing_since as failingSince',
  'told_at as toldAt',
  'added_by as addedBy',
  'added_at as addedAt',
  'version',
] as const

export const listFeeds = async (tx: Tx): Promise<readonly Feed[]> =>
  (await tx.selectFrom('advisory_feed').select(columns).orderBy('title').orderBy('id').limit(500).execute()) as never

/** @param hold keeps others from changing it until this transaction ends */
export async function findFeed(tx: Tx, id: string, hold = false): Promise<Feed | undefined> {
  const query = tx.selectFrom('advisory_feed').select(columns).where('id', '=', id)
  return (await (hold ? query.forUpdate() : query).executeTakeFirst()) as Feed | undefined
}

/** @returns false when the address is kept already */
export async function insertFeed(
  tx: Tx,
  { accountId, id, url, title, everyHours, addedBy }: Pick<Feed, 'accountId' | 'id' | 'url' | 'title' | 'everyHours' | 'addedBy'>,
  now: Instant,
): Promise<boolean> {
  const at = new Date(now)
  const row = await tx
    .insertInto('advisory_feed')
    .values({
      account_id: accountId,
      id,
      url,
      title,
      every_hours: everyHours,
      state: 'active',
      next_ask_at: at,
      added_by: addedBy,
      added_at: at,
    })
    .onConflict((on) => on.columns(['account_id', 'url']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type FeedChange = {
  readonly title?: string
  readonly every_hours?: number
  readonly state?: Feed['state']
  readonly next_ask_at?: Date
  readonly asking_until?: Date | null
  readonly asked_at?: Date
  readonly answer?: string
  readonly shape?: FeedShape
  readonly etag?: string | null
  readonly last_modified?: string | null
  readonly failures?: number
  readonly failing_since?: Date | null
  readonly told_at?: Date | null
}

/** @param edited by a person: its version rises */
export const updateFeed = (tx: Tx, { accountId, id }: Pick<Feed, 'accountId' | 'id'>, change: FeedChange, edited = false) =>
  tx
    .updateTable('advisory_feed')
    .set((eb) => ({ ...change, ...(edited ? { version: eb('version', '+', 1) } : {}) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const deleteFeed = (tx: Tx, { accountId, id }: Pick<Feed, 'accountId' | 'id'>) =>
  tx.deleteFrom('advisory_feed').where('account_id', '=', accountId).where('id', '=', id).execute()

/** Takes the feed that is due first for so long that nobody else asks it meanwhile; undefined when none is due. */
export async function leaseFeed(tx: Tx, now: Instant, leaseMs: number): Promise<Feed | undefined> {
  const row = await tx
    .updateTable('advisory_feed')
    .set({ asking_until: new Date(now + leaseMs) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('advisory_feed')
        .select('id')
        .where('state', '=', 'active')
        .where('next_ask_at', '<=', instant(now))
        .where((or) => or.or([or('asking_until', 'is', null), or('asking_until', '<=', instant(now))]))
        .orderBy('next_ask_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(columns)
    .executeTakeFirst()
  return row as Feed | undefined
}

/** What was read last of the addresses that a feed lists. */
export async function listKnown(tx: Tx, { accountId, id }: Pick<Feed, 'accountId' | 'id'>): Promise<readonly (KnownAddress & Marks)[]> {
  const rows = await tx
    .selectFrom('advisory_feed_record')
    .select(['address', 'changed', 'etag', 'last_modified as lastModified', 'asked_at as askedAt', 'trouble'])
    .where('account_id', '=', accountId)
    .where('feed_id', '=', id)
    .execute()
  return rows
}

export async function writeAsked(
  tx: Tx,
  { accountId, id }: Pick<Feed, 'accountId' | 'id'>,
  asked: readonly AskedAddress[],
  gone: readonly string[],
  now: Instant,
): Promise<void> {
  const of = <T>(pick: (one: AskedAddress) => T) => asked.map(pick)
  if (asked.length > 0)
    await sql`insert into advisory_feed_record (account_id, feed_id, address, changed, etag, last_modified, trouble, asked_at)
      select ${accountId}, ${id}, a.*, ${instant(now)} from unnest(${of(({ address }) => address)}::text[], ${of(({ changed }) => changed)}::text[],
        ${of(({ etag }) => etag)}::text[], ${of(({ lastModified }) => lastModified)}::text[], ${of(({ trouble }) => trouble)}::text[]) as a
      on conflict (account_id, feed_id, address) do update set changed = excluded.changed, etag = excluded.etag,
        last_modified = excluded.last_modified, trouble = excluded.trouble, asked_at = excluded.asked_at`.execute(tx)
  if (gone.length > 0)
    await sql`delete from advisory_feed_record where account_id = ${accountId} and feed_id = ${id} and address = any(${[...gone]}::text[])`.execute(
      tx,
    )
}

/** What asking a feed came to. `unread` is how many records could not be read. */
export type FeedAsk = {
  readonly at: Instant
  readonly outcome: 'read' | 'same' | 'failed'
  readonly answer: string
  readonly fresh: number
  readonly amended: number
  readonly same: number
  readonly unread: number
  readonly fates: readonly RecordFate[]
}

const keptAsks = 50

/** Writes what an asking came to; of older ones the last fifty stay. */
export async function writeAsk(tx: Tx, { accountId, id }: Pick<Feed, 'accountId' | 'id'>, { at, fates, ...ask }: FeedAsk): Promise<void> {
  const said = { ...ask, fates: JSON.stringify(fates) }
  await tx
    .insertInto('advisory_feed_ask')
    .values({ account_id: accountId, feed_id: id, at: new Date(at), ...said })
    .onConflict((on) => on.columns(['account_id', 'feed_id', 'at']).doUpdateSet(said))
    .execute()
  await sql`delete from advisory_feed_ask where account_id = ${accountId} and feed_id = ${id} and at < (
    select min(at) from (select at from advisory_feed_ask where account_id = ${accountId} and feed_id = ${id} order by at desc limit ${keptAsks}) as newest)`.execute(
    tx,
  )
}

/** Newest first. */
export const listAsks = async (tx: Tx, { accountId, id }: Pick<Feed, 'accountId' | 'id'>): Promise<readonly FeedAsk[]> =>
  (await tx
    .selectFrom('advisory_feed_ask')
    .select(['at', 'outcome', 'answer', 'fresh', 'amended', 'same', 'unread', 'fates'])
    .where('account_id', '=', accountId)
    .where('feed_id', '=', id)
    .orderBy('at', 'desc')
    .execute()) as never
