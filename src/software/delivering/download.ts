import type { Instant } from '../../lib/time.ts'

export type Download = {
  readonly id: string
  readonly releaseId: string
  readonly documentId: string
  readonly takenBy: string
  readonly takenById: string | null
  readonly takenAt: Instant
  /** The last instant of the leave. */
  readonly until: Instant
}
