import { daysMs, hoursMs, type Instant } from '../../../lib/time.ts'
import type { FeedShape, ListedAddress } from '../listed.ts'

/** When a feed is asked again, which of the addresses it lists are read, and when staff hear that it fails. */

export const feedStates = ['active', 'paused'] as const
export const mostHours = 168
/** Records that are read one by one in one asking; a longer list goes on shortly after. */
export const mostRead = 100
const goOnMs = 30_000
const longestPauseMs = daysMs
/** A feed that has failed for so long is no passing trouble. */
const tellAfterMs = 3 * daysMs

/** An address of a feed as it was read last. */
export type KnownAddress = ListedAddress & { readonly askedAt: Instant; readonly trouble: string | null }

/**
 * Which addresses are read now: first what was never read, what the feed says has changed, and what could not be read; then, where a feed
 * does not say when its records change, the others too, the one longest ago first. What is left of the first waits for the next asking.
 */
export function readNow(
  shape: FeedShape,
  listed: readonly ListedAddress[],
  known: ReadonlyMap<string, KnownAddress>,
): { readonly now: readonly ListedAddress[]; readonly left: number } {
  const stale = ({ address, changed }: ListedAddress) => {
    const before = known.get(address)
    return before === undefined || before.trouble !== null || before.changed !== changed
  }
  const first = listed.filter(stale)
  const again =
    shape === 'index'
      ? listed
          .filter((each) => !stale(each))
          .sort((one, other) => (known.get(one.address)?.askedAt ?? 0) - (known.get(other.address)?.askedAt ?? 0))
      : []
  return { now: [...first, ...again].slice(0, mostRead), left: Math.max(0, first.length - mostRead) }
}

/**
 * When a feed is asked next: every so many hours; soon, where something of it is left to read; and less and less often while it fails,
 * at last once a day.
 * @param failures in a row, this one counted; 0 when it answered
 */
export function nextAsk(
  everyHours: number,
  { failures, left }: { readonly failures: number; readonly left: number },
  now: Instant,
): Instant {
  const everyMs = everyHours * hoursMs
  if (failures === 0) return now + (left > 0 ? goOnMs : everyMs)
  return now + Math.max(everyMs, Math.min(longestPauseMs, everyMs * 2 ** Math.min(failures - 1, 10)))
}

/** Whether staff are to hear now that a feed fails: once for each stretch of failing. */
export const isToldNow = (failingSince: Instant, toldAt: Instant | null, now: Instant): boolean =>
  toldAt === null && now - failingSince >= tellAfterMs
