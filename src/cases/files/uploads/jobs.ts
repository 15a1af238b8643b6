import type { Database } from '../../../db/pool.ts'
import { inScope, providerScope } from '../../../db/scope.ts'
import { daysMs, type Instant } from '../../../lib/time.ts'
import type { UploadStore } from './gateway.ts'
import { takeExpired } from './store.ts'

const atOnce = 100
/** What a crash left is old by then, however long a file may stay unfinished. */
const leftForMs = 60 * daysMs

/**
 * Removes files that were not finished in time, and what crashes left of others. A row goes before its bytes, so that nobody
 * adds to what is gone.
 * @returns how many were removed
 */
export async function removeExpired(db: Database, uploads: UploadStore, now: Instant): Promise<number> {
  let removed = 0
  for (;;) {
    const rows = await inScope(db, providerScope, (tx) => takeExpired(tx, now, atOnce))
    // the bytes of what was attached are the attachment's
    for (const { id, attached } of rows) if (!attached) await uploads.remove(id)
    removed += rows.length
    if (rows.length < atOnce) break
  }
  await uploads.sweep(now - leftForMs)
  return removed
}
