import { localDate } from '../../calendar/local-time.ts'
import { gatherDevices } from '../../contracts/service.ts'
import { judgeSupportEnd } from '../../contracts/support-end.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import type { ChangeRow } from '../change.ts'
import type { Terms } from '../service.ts'

/**
 * Devices of a window whose support is over on its day: refused where the service excludes them on that day, else advice (ISS-7.a). Nothing for those
 * that are supported then.
 */
export async function supportReasons(
  tx: Tx,
  account: AccountRef,
  change: Pick<ChangeRow, 'serials' | 'zone'>,
  { offering }: Pick<Terms, 'offering'>,
  startsAt: Instant,
): Promise<readonly Reason[]> {
  const day = localDate(change.zone, startsAt)
  if (typeof day !== 'string') return []
  const exclusion = offering.exclusions.find(({ test }) => test === 'end-of-support')
  const devices = await gatherDevices(tx, account, await findDevices(tx, account.id, change.serials), day)
  return devices
    .flatMap((device) => judgeSupportEnd(exclusion ?? { clauses: [] }, device, day, false))
    .filter(({ holds }) => !holds)
    .map((reason) => (exclusion ? reason : { ...reason, weight: 'advise' as const }))
}
