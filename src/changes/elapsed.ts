import { hoursMs, type Instant, minutesMs } from '../lib/time.ts'

/** How much of a running window is gone: time that really passes, whatever the clocks of the site do meanwhile (ISS-6.2b). */
export type Elapsed = {
  readonly elapsedMs: number
  /** The instant at which what was paid for ends. */
  readonly edgeAt: Instant
  readonly leftMs: number
  readonly tone: 'calm' | 'near' | 'over'
}

/** Both sides are warned so long before the edge. */
export const warnBeforeMs = 30 * minutesMs

/**
 * The longest that is paid for, counted from when the work really began: what a unit pays for, or the length that was agreed where the excess was
 * priced apart (ISS-3.p3); of a window with no such limit, its agreed end.
 */
export const edgeOf = (
  startedAt: Instant,
  agreed: { readonly startsAt: Instant; readonly endsAt: Instant },
  mostMinutes: number | null,
): Instant =>
  mostMinutes === null ? Math.max(agreed.endsAt, startedAt) : startedAt + Math.max(mostMinutes * minutesMs, agreed.endsAt - agreed.startsAt)

export function elapsedAt(now: Instant, startedAt: Instant, edgeAt: Instant, endedAt: Instant | null = null): Elapsed {
  const at = endedAt ?? now
  const leftMs = edgeAt - at
  return { elapsedMs: Math.max(0, at - startedAt), edgeAt, leftMs, tone: leftMs <= 0 ? 'over' : leftMs <= warnBeforeMs ? 'near' : 'calm' }
}

/** `4:07:09` for a length of time. */
export function clockWords(ms: number): string {
  const whole = Math.floor(Math.abs(ms) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor((whole * 1000) / hoursMs)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
