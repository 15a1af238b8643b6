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

/** `Tue 17 Mar 2026 10:00 (Europe/London)`: an instant as it is read at the site. */
export function timeWords(zone: Zone, at: Instant): string {
  const words = formatLocal(zone, at)
  return typeof words === 'string' ? `${words} (${zone})` : new Date(at).toISOString()
}
