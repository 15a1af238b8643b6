import type { Instant } from '../../lib/time.ts'

export type Severity = 'high' | 'medium' | 'low'

/** Somebody asked for escalation of a case. What happened to it stands in the history of the case. */
export type EscalationRequest = {
  readonly id: string
  readonly accountId: string
  readonly account: string
  readonly number: string
  readonly caseId: string
  readonly caseNumber: string
  readonly summary: string
  readonly priority: string
  readonly severity: Severity
  readonly reason: string
  readonly level: number
  readonly lead: 'desk' | 'advisor'
  readonly raisedAt: Instant
  readonly raisedBy: string
  readonly raisedSide: 'customer' | 'provider'
  readonly requesterId: string | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly reportHours: number
  readonly reportDueAt: Instant
  readonly watchedAt: Instant
  readonly state: 'open' | 'done' | 'withdrawn'
  readonly endedAt: Instant | null
  /** Whether a service manager oversees it and is asked to sign it off (SSM-3.1.a4). */
  readonly overseen: boolean
  readonly signedBy: string | null
  readonly signedAt: Instant | null
  readonly version: number
}

/** Why the desk is called, in words that other words follow. */
export const callReason = (number: string, reason: string): string => `escalation ${number}: ${reason.replace(/[\s.]+$/, '')}`
