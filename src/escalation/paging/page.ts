import type { Instant } from '../../lib/time.ts'

/** One person called about a case, and when. */
export type PageCall = { readonly personId: string; readonly name: string; readonly at: string }

export type PageState = 'ringing' | 'acknowledged' | 'unanswered' | 'over'

export type Page = {
  readonly id: string
  readonly caseId: string
  readonly team: string
  readonly reason: string
  readonly startedAt: Instant
  readonly state: PageState
  readonly calls: readonly PageCall[]
  readonly acknowledgedAt: Instant | null
  readonly acknowledgedBy: string | null
}
