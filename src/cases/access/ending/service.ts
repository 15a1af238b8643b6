import type { Tx } from '../../../db/scope.ts'
import type { Principal } from '../../../lib/principal.ts'
import type { Instant } from '../../../lib/time.ts'
import { dropOpenItems } from '../../asking/service.ts'
import type { Case } from '../../case.ts'
import { endAllAccess } from '../service.ts'

/** The case is closed: access ends, and nothing is waited for any more. */
export async function endWork(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  await endAllAccess(tx, found, now, by)
  await dropOpenItems(tx, found, now, by)
}
