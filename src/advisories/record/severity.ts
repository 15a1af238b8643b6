import type { Advisory } from './advisory.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'none'] as const
export type Severity = (typeof severities)[number]

/** What an impact weighs beside scores, in tenths: a place in a list, and no score. */
const impactWeight = { critical: 95, major: 80, minor: 35 } as const

/**
 * How severe a record is, for lists: by the highest of its scores, since schemes differ and none is averaged, or by its impact.
 * @returns `weight` in tenths of a score, 0 to 100; the bounds of the words are those of CVSS
 */
export function severityOf({ scores, impact }: Pick<Advisory, 'scores' | 'impact'>): {
  readonly severity: Severity
  readonly weight: number
} {
  const weight = Math.max(0, impact === null ? 0 : impactWeight[impact], ...scores.map(({ score }) => Math.round(score * 10)))
  const severity = weight >= 90 ? 'critical' : weight >= 70 ? 'high' : weight >= 40 ? 'medium' : weight > 0 ? 'low' : 'none'
  return { severity, weight }
}
