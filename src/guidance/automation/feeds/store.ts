import { sql } from 'kysely'
import type { Tx } from '../../../db/scope.ts'
import type { Compared, Unread } from '../../../installed-base/reconciliation/list.ts'
import type { Instant } from '../../../lib/time.ts'
import type { Of } from '../store.ts'
import type { FeedRow } from './read-feed.ts'

export type FeedHead = {
  readonly id: string
  readonly collectorId: string
  readonly collector: string
  readonly source: string
  readonly readAt: Instant
  readonly receivedAt: Instant
  readonly listed: number
  readonly speaks: readonly Compared[]
  readonly unread: readonly Unread[]
  readonly unreadLines: number
  readonly late: boolean
}

const chosen = (tx: Tx) =>
  tx
    .selectFrom('automation_feed as f')
    .innerJoin('collector as c', (on) => on.onRef('c.account_id', '=', 'f.account_id').onRef('c.id', '=', 'f.collector_id'))
    .select([
      'f.id',
      'f.collector_id as collectorId',
      'c.name as collector',
      'f.source',
      'f.read_at as readAt',
      'f.received_at as receivedAt',
      'f.listed',
      'f.speaks',
      'f.unread',
      'f.unread_lines as unreadLines',
      'f.late',
    ])

/** Feeds of a roll-out, the last to arrive first. */
export const listFeeds = async (tx: Tx, { accountId, contractId }: Of, limit: number): Promise<readonly FeedHead[]> =>
  (await chosen(tx)
    .where('f.account_id', '=', accountId)
    .where('f.contract_id', '=', contractId)
    .orderBy('f.received_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(limit)
    .execute()) as never

/** The feed that counts of each collector that may send, over all roll-outs of an account. */
export const countingFeeds = async (tx: Tx, accountId: string): Promise<readonly FeedHead[]> =>
  (await chosen(tx)
    .where('f.account_id', '=', accountId)
    .where('f.late', '=', false)
    .where('c.revoked_at', 'is', null)
    .distinctOn('f.collector_id')
    .orderBy('f.collector_id')
    .orderBy('f.read_at', 'desc')
    .orderBy('f.received_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()) as never

export const newestOf = async (tx: Tx, accountId: string, collectorId: string): Promise<FeedHead | undefined> =>
  (await chosen(tx)
    .where('f.account_id', '=', accountId)
    .where('f.collector_id', '=', collectorId)
    .orderBy('f.read_at', 'desc')
    .orderBy('f.received_at', 'desc')
    .limit(1)
    .executeTakeFirst()) as never

export const findSent = async (tx: Tx, accountId: string, collectorId: string, digest: Buffer): Promise<FeedHead | undefined> =>
  (await chosen(tx)
    .where('f.account_id', '=', accountId)
    .where('f.collector_id', '=', collectorId)
    .where('f.digest', '=', digest)
    .executeTakeFirst()) as never

export const insertFeed = (tx: Tx, { accountId, contractId }: Of, feed: Omit<FeedHead, 'collector'> & { readonly digest: Buffer }) =>
  tx
    .insertInto('automation_feed')
    .values({
      account_id: accountId,
      id: feed.id,
      contract_id: contractId,
      collector_id: feed.collectorId,
      source: feed.source,
      read_at: new Date(feed.readAt),
      received_at: new Date(feed.receivedAt),
      digest: feed.digest,
      listed: feed.listed,
      speaks: [...feed.speaks],
      unread: JSON.stringify(feed.unread),
      unread_lines: feed.unreadLines,
      late: feed.late,
    })
    .execute()

/** What a collector says of the devices, instead of what it said before. */
export async function putLines(tx: Tx, accountId: string, collectorId: string, rows: readonly FeedRow[]): Promise<void> {
  await tx.deleteFrom('automation_feed_line').where('account_id', '=', accountId).where('collector_id', '=', collectorId).execute()
  const of = (field: keyof FeedRow) => rows.map((row) => row[field])
  await sql`insert into automation_feed_line (account_id, collector_id, serial, product, release, site, contract_level)
    select ${accountId}, ${collectorId}, * from unnest(${of('serial')}::text[], ${of('product')}::text[], ${of('release')}::text[],
      ${of('site')}::text[], ${of('contract-level')}::text[])`.execute(tx)
}

export async function listLines(
  tx: Tx,
  accountId: string,
  collectorIds: readonly string[],
): Promise<readonly (FeedRow & { collectorId: string })[]> {
  if (collectorIds.length === 0) return []
  return (await tx
    .selectFrom('automation_feed_line')
    .select(['collector_id as collectorId', 'serial', 'product', 'release', 'site', 'contract_level as contract-level'])
    .where('account_id', '=', accountId)
    .where('collector_id', 'in', [...collectorIds])
    .orderBy('serial')
    .execute()) as never
}
