import type { Instant } from '../../lib/time.ts'

/** What somebody has of a case, offered to a colleague. */
export type HandOver = {
  readonly id: string
  readonly accountId: string
  readonly caseId: string
  readonly caseNumber: string
  readonly account: string
  readonly summary: string
  readonly priority: string
  readonly fromId: string
  readonly fromName: string
  readonly toId: string
  readonly toName: string
  readonly situation: string
  readonly nextStep: string
  /** What the customer was told to expect, and by when; empty and null when nothing was. */
  readonly promised: string
  readonly promisedAt: Instant | null
  readonly offeredAt: Instant
  readonly state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed'
  readonly answeredAt: Instant | null
  readonly answer: string
}
