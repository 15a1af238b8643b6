import type { CheckText, Severity, Theme } from './check.ts'

/**
 * What became of one check on one device. What was not understood is never a pass, and what is not there to be judged is no
 * finding either.
 */
export type Outcome = 'pass' | 'finding' | 'waived' | 'not-applicable' | 'not-judged'

/** Where a finding stands, as it may be shown: every secret has a mark in its place. */
export type FindingPlace = {
  /** Of the text; 0 where nothing of it leads there. */
  readonly line: number
  /** `group X`, `interface range Y`: what gave the statement, where it was not written where it acts; or the command that was answered. */
  readonly from: string | null
  /** The logical system, tenant or routing instance. */
  readonly scope: string | null
  /** The statement, or what an answer speaks of: `FPC 0`, `xe-0/0/1`. */
  readonly statement: string
  /** The words that are missing below the statement; null where it is wrong itself. */
  readonly missing: string | null
  /** The node of a cluster, or the routing engine, where only one of two is meant. */
  readonly only: string | null
}

export type Finding = {
  readonly what: string
  readonly place: FindingPlace
  /** Lines for the device; what stands in angle brackets is for a person to fill in. */
  readonly remedy: readonly string[]
  readonly waived: { readonly reason: string; readonly until: string } | null
}

export type CheckResult = {
  readonly id: string
  readonly title: string
  readonly theme: Theme
  readonly severity: Severity
  readonly outcome: Outcome
  readonly findings: readonly Finding[]
  /** Findings beyond the bound, which are not listed. */
  readonly more: number
  /** Why it does not apply, or what of it could not be judged. */
  readonly why: string | null
  /** What was seen in answers, with its values and units, good or not; up to a bound. */
  readonly seen: readonly string[]
}

export type Report = {
  readonly kind: 'check-report'
  readonly device: string | null
  readonly profile: string
  readonly results: readonly CheckResult[]
  readonly summary: {
    readonly outcomes: Readonly<Record<Outcome, number>>
    /** Checks with findings that nothing waives. */
    readonly findings: Readonly<Record<Severity, number>>
  }
  /** What of the text was not understood, with its line. */
  readonly doubts: readonly string[]
  /** Waivers that no longer count, or never did anything here. */
  readonly notes: readonly string[]
}

export function summaryOf(results: readonly CheckResult[]): Report['summary'] {
  const outcomes: Record<Outcome, number> = { pass: 0, finding: 0, waived: 0, 'not-applicable': 0, 'not-judged': 0 }
  const findings: Record<Severity, number> = { high: 0, medium: 0, low: 0 }
  for (const { outcome, severity } of results) {
    outcomes[outcome] += 1
    if (outcome === 'finding') findings[severity] += 1
  }
  return { outcomes, findings }
}

export const resultOf = (
  check: Pick<CheckText, 'id' | 'title' | 'theme' | 'severity'>,
  outcome: Outcome,
  rest: Partial<Pick<CheckResult, 'findings' | 'more' | 'why' | 'seen'>> = {},
): CheckResult => ({
  id: check.id,
  title: check.title,
  theme: check.theme,
  severity: check.severity,
  outcome,
  findings: [],
  more: 0,
  why: null,
  seen: [],
  ...rest,
})
