import type { Instant } from '../../lib/time.ts'

/** What a missed duty is to cost: proposed by one person, approved or rejected by another. */
export type Proposal = {
  readonly number: number
  /** In the smallest unit of the currency. */
  readonly amount: number
  readonly currency: string
  /** The clause of the duty that was missed. */
  readonly duty: string
  readonly clauses: readonly string[]
  readonly reason: string
  readonly state: 'proposed' | 'approved' | 'rejected'
  readonly proposedBy: string
  readonly proposedById: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly decision: string
  /** The line of the statement that it became. */
  readonly line: number | null
}
