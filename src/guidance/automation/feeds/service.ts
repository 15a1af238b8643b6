import { createHash } from 'node:crypto'
import { contractLevels } from '../../../contracts/levels/service.ts'
import { newId } from '../../../db/ids.ts'
import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { feedOpenRound, openFedRound } from '../../../installed-base/reconciliation/fed/service.ts'
import { compareNow, type By as RoundBy, type TheirSide } from '../../../installed-base/reconciliation/service.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import { badRequest, conflict } from '../../../lib/problem.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import { type Instant, minutesMs, toIso } from '../../../lib/time.ts'
import { awaitFeed, sendingUnderContract } from '../collectors/service.ts'
import { changeCollector } from '../collectors/store.ts'
import { joinFeeds } from './join.ts'
import { readFeed } from './read-feed.ts'
import * as store from './store.ts'

export { listFeeds } from './store.ts'

/** The largest inventory: some hundred thousand lines. */
export const mostFeedBytes = 32 * 1024 * 1024
const mostUnreadKept = 200
/** How far the clock of a collector may be ahead. */
export const aheadMs = 5 * minutesMs

export type Fed = { readonly feed: store.FeedHead; readonly same: boolean; readonly round: number | null }

export const notAhead = (what: string, at: Instant, now: Instant) => {
  if (!(at <= now + aheadMs))
    throw badRequest(`${what} lies in the future`, {
      found: toIso(at),
      expected: `${toIso(now)} or earlier`,
      toDo: 'Set the clock of the collector.',
    })
}

/**
 * Takes an inventory. The newest reading of a collector counts; an older one that arrives late is kept in the list of feeds and changes nothing, and
 * the same one sent again is the same one. A round that lives on feeds says at once what differs now (SSM-3.2.p2, SSM-3.1.b2).
 */
export async function takeFeed(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  who: Principal,
  number: string,
  given: { readonly text: string; readonly source: string; readonly readAt: Instant },
): Promise<Fed> {
  const held = await sendingUnderContract(tx, account, now, who, number)
  notAhead('The reading', given.readAt, now)
  const { collectorId, of } = held
  const source = maskText(given.source)
  const digest = createHash('sha256').update(`${source}\n${given.readAt}\n${given.text}`).digest()
  const sent = await store.findSent(tx, account.id, collectorId, digest)
  if (sent) return { feed: sent, same: true, round: null }
  const read = readFeed(given.text)
  if (read.kind === 'list-refused')
    throw badRequest('The inventory cannot be read', { found: read.found, expected: read.expected, toDo: read.toDo })
  if (read.rows.length === 0)
    throw badRequest('The inventory names no device', {
      found: `${read.unread.length} lines without a serial that can be read`,
      toDo: 'What is known stays as it is. Correct the script, and send it again.',
    })
  const newest = await store.newestOf(tx, account.id, collectorId)
  const late = newest !== undefined && newest.readAt > given.readAt
  const head = {
    id: newId(now),
    collectorId,
    source,
    readAt: given.readAt,
    receivedAt: now,
    listed: read.rows.length,
    speaks: read.speaks,
    unread: read.unread.slice(0, mostUnreadKept),
    unreadLines: read.unread.length,
    late,
  }
  await store.insertFeed(tx, of, { ...head, digest })
  if (!late) await store.putLines(tx, account.id, collectorId, read.rows)
  await changeCollector(tx, account.id, collectorId, { last_feed_at: new Date(now), silence_told_at: null })
  await awaitFeed(tx, account, now, collectorId)
  const round = late ? undefined : await feedOpenRound(tx, account, { now, actor: held.actor }, () => theirSide(tx, account))
  const detail = {
    contract: held.contract.number,
    source,
    readAt: toIso(given.readAt),
    listed: head.listed,
    unread: head.unreadLines,
    late,
  }
  await audit(tx, { accountId: account.id, now, actor: held.actor, action: 'automation.feed', subject: held.collector, detail })
  return { feed: { ...head, collector: held.collector }, same: false, round: round ?? null }
}

/** The customer's side of the comparison as feeds say it; undefined when no collector has sent any. */
async function theirSide(tx: Tx, account: AccountRef): Promise<(TheirSide & { readonly feeds: readonly store.FeedHead[] }) | undefined> {
  const feeds = await store.countingFeeds(tx, account.id)
  if (feeds.length === 0) return undefined
  const lines = Map.groupBy(
    await store.listLines(
      tx,
      account.id,
      feeds.map(({ collectorId }) => collectorId),
    ),
    ({ collectorId }) => collectorId,
  )
  const joined = joinFeeds(feeds.map((feed) => ({ ...feed, rows: lines.get(feed.collectorId) ?? [] })))
  return { ...joined, feeds, readAt: Math.max(...feeds.map(({ readAt }) => readAt)), levelsOf: contractLevels }
}

/** How both lists compare now, with where the customer's side comes from and when it was read. Nothing is written. */
export async function comparison(tx: Tx, account: AccountRef, now: Instant) {
  const side = await theirSide(tx, account)
  if (!side) return undefined
  const { round, differences } = await compareNow(tx, account, now, side)
  return { feeds: side.feeds, readAt: side.readAt ?? now, listed: round.listed, held: round.held, same: round.same, differences }
}

/** Opens a round with what feeds say, for both sides to settle. */
export async function openRoundOfFeeds(tx: Tx, account: AccountRef, by: RoundBy): Promise<number> {
  const side = await theirSide(tx, account)
  if (!side)
    throw conflict('No inventory came by automation yet', { found: 'no feed', toDo: 'Wait for the first feed, or compare a list by hand.' })
  return openFedRound(tx, account, by, side)
}
