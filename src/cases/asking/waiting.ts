import { localDate } from '../../calendar/local-time.ts'
import { daysBetween } from '../../calendar/terms.ts'
import type { Instant, Zone } from '../../lib/time.ts'

/** How long a case waited for its customer: worked out from what was asked for and given, never stored. */

/** A stretch in which something was open; without an end it still is. */
export type Wait = { readonly from: Instant; readonly to: Instant | null }

/** Milliseconds for which anything was open by `now`; what overlaps counts once (CSS-10.c1). */
export function waitedMillis(waits: readonly Wait[], now: Instant): number {
  let [sum, until] = [0, Number.NEGATIVE_INFINITY]
  for (const { from, to } of waits.toSorted((left, right) => left.from - right.from)) {
    const [start, end] = [Math.max(from, until), Math.min(to ?? now, now)]
    if (end > start) sum += end - start
    until = Math.max(until, end)
  }
  return sum
}

/** Midnights between two instants where the account is: asked on the 6th and given on the 8th is two days. */
export function daysWaited(zone: Zone, { from, to }: Wait, now: Instant): number {
  const [first, last] = [localDate(zone, from), localDate(zone, to ?? now)]
  return typeof first === 'string' && typeof last === 'string' ? daysBetween(first, last) : 0
}
