import type { Instant } from '../../lib/time.ts'

/** One side wants the agreed release to move (CSS-7.p1). */
export type Proposal = {
  readonly id: string
  readonly release: string
  readonly why: string
  readonly side: 'customer' | 'provider'
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly outcome: 'agreed' | 'turned-down' | 'withdrawn' | null
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answer: string
}
