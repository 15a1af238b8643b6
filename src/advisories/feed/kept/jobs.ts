import type { Database } from '../../../db/pool.ts'
import { inScope, providerScope } from '../../../db/scope.ts'
import { type Instant, minutesMs } from '../../../lib/time.ts'
import { askFeed, type Brought, type FetchChanged } from './gateway.ts'
import { settleFeed } from './service.ts'
import { findFeed, leaseFeed, listKnown } from './store.ts'

/** Longer than asking a feed and a hundred of its records may take. */
const leaseMs = 15 * minutesMs

/**
 * Asks the feed that is due, outside any transaction, and writes what came of it. A crash in between asks it again when the lease is over;
 * what a lease brought that is over by then is left to whoever asks again.
 * @returns what it brought; undefined when none is due
 */
export async function askNext(db: Database, fetchChanged: FetchChanged, now: Instant): Promise<Brought['kind'] | undefined> {
  const taken = await inScope(db, providerScope, async (tx) => {
    const feed = await leaseFeed(tx, now, leaseMs)
    return feed && { feed, known: await listKnown(tx, feed) }
  })
  if (!taken) return undefined
  const { feed } = taken
  const known = new Map(taken.known.map((each) => [each.address, each]))
  const brought = await askFeed(fetchChanged, { ...feed, known })
  await inScope(db, providerScope, async (tx) => {
    const current = await findFeed(tx, feed.id, true)
    if (current?.askingUntil === feed.askingUntil) await settleFeed(tx, current, brought, now)
  })
  return brought.kind
}
