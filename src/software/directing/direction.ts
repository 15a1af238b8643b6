import type { Instant, LocalDate } from '../../lib/time.ts'

/** Who may direct: the support centre or professional services (CSS-8.c). */
export const units = ['JTAC', 'PS'] as const

export type Direction = {
  readonly id: string
  readonly releaseId: string
  readonly unit: (typeof units)[number]
  readonly text: string
  readonly dueOn: LocalDate
  readonly directedBy: string
  readonly directedAt: Instant
  readonly state: 'open' | 'applied' | 'withdrawn'
  readonly closedBy: string | null
  readonly closedAt: Instant | null
}

/** A release that was directed and that nobody said is installed, as a case about its software shows it. */
export type StillToInstall = {
  readonly version: string
  readonly unit: string
  readonly dueOn: LocalDate
  /** Days after the last one; 0 while it is not late. */
  readonly daysOverdue: number
  readonly clauses: readonly string[]
}

export const installOutcomes = ['installed', 'failed', 'rolled-back'] as const

export type Installation = {
  readonly id: string
  readonly releaseId: string
  readonly directionId: string | null
  readonly installedOn: LocalDate
  readonly place: string
  readonly outcome: (typeof installOutcomes)[number]
  readonly note: string
  readonly saidBy: string
  readonly at: Instant
}
