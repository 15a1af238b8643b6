import { resolveLocal } from '../calendar/local-time.ts'
import { fromIso, type Instant } from '../lib/time.ts'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

const relativePattern = /^([+-])((?:\d+[wdhms])+)$/
const localPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(?:\[([^\]]*)\])?(?:\((earlier|later)\))?$/

/** Whether a text is written as a moment that needs reading; a bare date stays a date. */
export const looksLikeMoment = (text: string, zone: string | undefined): boolean => {
  if (relativePattern.test(text)) return true
  const local = localPattern.exec(text)
  return local !== null && (local[3] !== undefined || (local[2] !== undefined && zone !== undefined))
}

/**
 * An instant as a story writes it: `2026-03-02T10:30[Europe/London]`, the same without the zone where the story names one
 * for all, an RFC 3339 text with offset, or `+1h30m` after (`-6m` before) another instant.
 * @throws Error that says what was found and what is expected
 */
export function readMoment(text: string, after?: Instant, zone?: string): Instant {
  const relative = relativePattern.exec(text)
  if (relative && after !== undefined) {
    const sign = relative[1] === '-' ? -1 : 1
    return [...(relative[2] as string).matchAll(/(\d+)([wdhms])/g)].reduce(
      (sum, [, count, unit]) => sum + sign * Number(count) * (units[unit as string] ?? 0),
      after,
    )
  }
  if (relative) throw new Error(`"${text}" counts from the step before, and there is none: write the day and the time`)
  const local = localPattern.exec(text)
  if (local) {
    const where = local[3] ?? zone
    if (where === undefined)
      throw new Error(`"${text}" names no zone: write ${local[1]}T${local[2] ?? '00:00'}[Europe/London], or "zone:" once at the top`)
    const resolved = resolveLocal(where, `${local[1]}T${local[2] ?? '00:00'}`, (local[4] as 'earlier' | 'later' | undefined) ?? 'earlier')
    if (typeof resolved === 'number') return resolved
    throw new Error(resolved.message)
  }
  const instant = fromIso(text)
  if (!Number.isNaN(instant)) return instant
  throw new Error(`"${text}" is no moment: write 2026-03-02T10:30[Europe/London], 2026-03-02T10:30:00Z, or +30m after the step before`)
}
