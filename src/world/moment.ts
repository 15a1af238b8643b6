import { resolveLocal } from '../calendar/local-time.ts'
import { fromIso, type Instant } from '../lib/time.ts'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * An instant as a story writes it: `2026-03-02T10:30[Europe/London]`, an RFC 3339 text with offset, or `+1h30m` after
 * another instant.
 * @throws Error that says what was found and what is expected
 */
export function readMoment(text: string, after?: Instant): Instant {
  const relative = /^\+((?:\d+[dhms])+)$/.exec(text)
  if (relative && after !== undefined)
    return [...(relative[1] as string).matchAll(/(\d+)([dhms])/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (units[unit as string] ?? 0),
      after,
    )
  const local = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)\[([\w/+-]+)\](?:\((earlier|later)\))?$/.exec(text)
  if (local) {
    const resolved = resolveLocal(local[2] as string, local[1] as string, (local[3] as 'earlier' | 'later' | undefined) ?? 'earlier')
    if (typeof resolved === 'number') return resolved
    throw new Error(`"${text}": ${resolved.message}`)
  }
  const instant = fromIso(text)
  if (!Number.isNaN(instant)) return instant
  throw new Error(`"${text}" is no moment: write 2026-03-02T10:30[Europe/London], 2026-03-02T10:30:00Z, or +30m after the step before`)
}
