import type { Instant, LocalDate } from '../../lib/time.ts'

/** A change that a customer plans, and the case that is opened ahead of it (SSM-3.1.a7). */
export const plannedKinds = {
  'software-upgrade': 'Software upgrade',
  'major-configuration': 'Major change of configuration',
  other: 'Another change',
} as const
export type PlannedKind = keyof typeof plannedKinds

export type PlannedChange = {
  readonly id: string
  readonly contractId: string
  readonly number: number
  readonly kind: PlannedKind
  readonly title: string
  readonly on: LocalDate
  /** The days on which a case ahead of it is best opened; null where the holidays of the year are not entered. */
  readonly caseFrom: LocalDate | null
  readonly caseBy: LocalDate | null
  readonly plannedBy: string
  readonly plannedAt: Instant
  readonly opened: { readonly case: string; readonly on: LocalDate } | null
  readonly withdrawn: { readonly by: string; readonly at: Instant; readonly why: string } | null
}

/** Only upgrades and major changes want a case ahead of them. */
export const wantsProactiveCase = (kind: PlannedKind): boolean => kind !== 'other'

/** What is wrong with it: no case was opened ahead of a change that wants one. */
export const flagOf = ({
  kind,
  opened,
  withdrawn,
}: Pick<PlannedChange, 'kind' | 'opened' | 'withdrawn'>): 'proactive case missing' | null =>
  wantsProactiveCase(kind) && opened === null && withdrawn === null ? 'proactive case missing' : null
