import { formatLocal, localClock, wordsForTime } from '../calendar/local-time.ts'
import type { Instant, Zone } from '../lib/time.ts'

/** `Tue 17 Mar 2026 10:00 to 15:00 (Europe/London)`. */
export function windowWords({
  startsAt,
  endsAt,
  zone,
}: {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly zone: Zone
}): string {
  const [start, from, to] = [formatLocal(zone, startsAt), localClock(zone, startsAt), localClock(zone, endsAt)]
  if (typeof start !== 'string' || 'kind' in from || 'kind' in to)
    return `${new Date(startsAt).toISOString()} to ${new Date(endsAt).toISOString()}`
  const end = from.date === to.date ? wordsForTime(to.millisOfDay) : String(formatLocal(zone, endsAt))
  return `${start} to ${end} (${zone})`
}
