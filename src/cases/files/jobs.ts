import type { Database } from '../../db/pool.ts'
import { audit } from '../../db/records.ts'
import { inScope, providerScope } from '../../db/scope.ts'
import { scanPauseMs, type Verdict } from '../../documents/offered.ts'
import type { FileStore } from '../../documents/service.ts'
import type { Instant } from '../../lib/time.ts'
import { leaseScan, markScan } from './store.ts'

/** Longer than a scan may take. */
const leaseMs = 900_000
/** A scanner that answers and gives no verdict is asked so often; one that cannot be reached is asked for ever. */
const mostAnswers = 8

/**
 * Has the next waiting file scanned, outside any transaction, and writes what came of it. A crash in between has it scanned again.
 * @returns what came of it; undefined when none waits
 */
export async function scanNext(db: Database, files: FileStore, now: Instant): Promise<Verdict['kind'] | undefined> {
  const { scanner } = files
  if (!scanner) return undefined
  const taken = await inScope(db, providerScope, (tx) => leaseScan(tx, now, leaseMs))
  if (!taken) return undefined
  const verdict = await scanner.scan(files.read(taken.id))
  const givesUp = verdict.kind === 'again' && verdict.why.startsWith('the scanner said') && taken.tries >= mostAnswers
  await inScope(db, providerScope, async (tx) => {
    await markScan(tx, taken, {
      scan: verdict.kind === 'again' ? (givesUp ? 'failed' : 'waiting') : verdict.kind,
      said: verdict.kind === 'infected' ? verdict.name : verdict.kind === 'clean' ? '' : verdict.why,
      now,
      nextTryAt: now + scanPauseMs(taken.tries),
    })
    if (verdict.kind === 'infected')
      await audit(tx, {
        accountId: taken.accountId,
        now,
        actor: 'scanner',
        action: 'attachment.infected',
        subject: taken.caseNumber,
        detail: { id: taken.id, name: verdict.name },
      })
  })
  return verdict.kind
}
