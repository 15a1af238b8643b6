import type { Tx } from '../../db/scope.ts'
import { findReading, listReadings, wholeReading } from '../../installed-base/readings/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { compareStates, type StateComparison } from '../comparison/compare.ts'
import type { Tolerance } from '../comparison/facets.ts'
import { profileOf } from '../findings/service.ts'
import type { Profile } from '../profile.ts'
import type { Report } from '../result.ts'
import { runHealthChecks } from './run.ts'

export type JudgedReading = {
  readonly id: string
  readonly readAt: Instant
  readonly clock: 'device' | 'taken'
  /** The earlier reading that it was held against, for what only shows in its growth. */
  readonly earlier: { readonly id: string; readonly readAt: Instant } | null
  readonly report: Report
}

/** Earlier readings that are looked through for one that answers the same commands. */
const mostEarlier = 50

/**
 * The health of a device by a reading, the newest without an id, held against the last earlier reading that has at least one answer of the
 * same kind. Undefined when the device was never read.
 */
export async function healthOf(
  tx: Tx,
  account: Pick<AccountRef, 'id'>,
  deviceId: string,
  now: Instant,
  given: { readonly reading?: string | undefined; readonly profile?: Profile } = {},
): Promise<JudgedReading | undefined> {
  const reading = await findReading(tx, account, deviceId, given.reading)
  if (!reading) return undefined
  const readings = await listReadings(tx, account.id, deviceId, mostEarlier)
  const answers = new Set(reading.answered)
  const earlier = readings.find(
    ({ id, readAt, answered }) => id !== reading.id && readAt < reading.readAt && answered.some((each) => answers.has(each)),
  )
  const before = earlier && (await wholeReading(tx, account, earlier))
  const report = runHealthChecks(
    { name: reading.host === '' ? null : reading.host, replies: reading.replies, ...(before ? { before: before.replies } : {}) },
    given.profile ?? (await profileOf(tx, account)),
    now,
  )
  const { id, readAt, clock } = reading
  return { id, readAt, clock, earlier: earlier ? { id: earlier.id, readAt: earlier.readAt } : null, report }
}

/** What is otherwise in one reading of a device than in another; undefined when one of them is not known. */
export async function compareReadings(
  tx: Tx,
  account: AccountRef,
  deviceId: string,
  [from, to]: readonly [string, string],
  tolerance: Tolerance,
): Promise<StateComparison | undefined> {
  const [before, after] = [await findReading(tx, account, deviceId, from), await findReading(tx, account, deviceId, to)]
  if (!before || !after) return undefined
  const stateOf = ({ host, replies }: typeof before) => ({ name: host === '' ? null : host, replies })
  return compareStates(stateOf(before), stateOf(after), tolerance)
}
