import type { CaseChannel, Priority } from '../catalog/offering.ts'
import type { Instant } from '../lib/time.ts'
import type { ClockEvent, ContactRole } from './clock/events.ts'
import type { WorkEventBody } from './work-events.ts'

/** What happened to a case, as it is kept: append-only, in order of writing down. */
export type CaseEvent = {
  readonly seq: number
  readonly kind: CaseEventBody['kind']
  readonly visibility: 'public' | 'internal'
  /** When it happened; a call logged late happened earlier than it was logged. */
  readonly at: Instant
  readonly loggedAt: Instant
  readonly actor: string
  readonly actorName: string
  readonly body: CaseEventBody
}

export type CaseEventBody =
  | WorkEventBody
  | {
      readonly kind: 'opened'
      readonly reportedAt: Instant
      readonly channel: CaseChannel
      readonly priority: Priority
      readonly description: string
      readonly onBehalfOf: string | null
      /** What it does to the business, where it was stated. */
      readonly impact?: string
    }
  | {
      readonly kind: 'message'
      readonly text: string
      readonly from: 'provider' | 'customer'
      /** The mail it came by, and what that mail quoted. */
      readonly mail?: string
      /** The mail can be looked at as it was formatted. */
      readonly formatted?: boolean
      readonly quoted?: string
    }
  /** Among staff; `mentions` are the colleagues it was written for. */
  | { readonly kind: 'note'; readonly text: string; readonly mentions?: readonly string[] }
  | {
      readonly kind: 'contact'
      readonly id: string
      readonly role: ContactRole
      readonly engineer: string
      readonly medium: 'phone' | 'voicemail' | 'email' | 'portal'
      readonly numberLeft: boolean
      readonly text: string
    }
  | { readonly kind: 'email-bounced'; readonly contact: string }
  | { readonly kind: 'priority'; readonly from: Priority; readonly to: Priority; readonly reason: string }
  | { readonly kind: 'priority-asked'; readonly to: Priority; readonly reason: string }
  | {
      readonly kind: 'state'
      readonly move: string
      readonly from: string
      readonly to: string
      readonly reason: string
      readonly by: 'customer' | 'provider'
      /** With the move `merge`: the number of the case that it is part of now. */
      readonly into?: string
    }
  | { readonly kind: 'owner'; readonly from: string | null; readonly to: string | null; readonly reason: string }
  | { readonly kind: 'reference'; readonly from: string; readonly to: string }
  | { readonly kind: 'attachment'; readonly id: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string }
  /** `seq` is the message that became a case of its own, with `split` and `split-from`. */
  | { readonly kind: 'link'; readonly other: string; readonly as: string; readonly seq?: number }
  /** A step of the playbook, among staff. */
  | {
      readonly kind: 'step'
      readonly code: string
      readonly title: string
      readonly as: 'done' | 'skipped' | 'open'
      readonly text: string
    }
  | { readonly kind: 'rma'; readonly number: string; readonly state: string; readonly serial: string; readonly replacement: string | null }
  | {
      readonly kind: 'escalation'
      readonly step: number
      /** The step by name and the instant it stood at; the first alerts had neither. */
      readonly code?: string
      readonly dueAt?: Instant
      readonly reason: string
      readonly told: readonly string[]
      readonly clauses: readonly string[]
    }
  | { readonly kind: 'alert-sent'; readonly to: readonly string[] }
  /** The desk was called, and whether somebody answered. */
  | {
      readonly kind: 'page'
      readonly act: 'called' | 'acknowledged' | 'unanswered'
      readonly team: string
      readonly who: string | null
      readonly reason: string
    }
  /** Somebody hands what they have of the case to a colleague. */
  | {
      readonly kind: 'hand-over'
      readonly act: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | 'unanswered'
      readonly from: string
      readonly to: string
      readonly text: string
    }
  /** Who owns this one case for its customer as a specialist (MSP-3.1.4.p1). */
  | { readonly kind: 'specialist'; readonly from: string | null; readonly to: string | null; readonly reason: string }
  /** Somebody asked for escalation, and what came of it. */
  | {
      readonly kind: 'escalation-request'
      readonly number: string
      readonly act: 'raised' | 'owner' | 'level' | 'severity' | 'lead' | 'watch' | 'report' | 'signed' | 'done' | 'withdrawn'
      readonly text: string
      readonly from?: string
      readonly to?: string
    }

/** The events that a clock reads, in its own terms. */
export function clockEvents(events: readonly CaseEvent[]): readonly ClockEvent[] {
  const found: ClockEvent[] = []
  for (const { seq, at, loggedAt, body } of events) {
    if (body.kind === 'opened')
      found.push({
        kind: 'reported',
        at: Math.min(loggedAt, body.reportedAt),
        sequence: seq,
        reportedAt: body.reportedAt,
        createdAt: loggedAt,
        channel: body.channel,
        priority: body.priority,
      })
    else if (body.kind === 'priority') found.push({ kind: 'priority-changed', at, sequence: seq, priority: body.to })
    else if (body.kind === 'contact')
      found.push({
        kind: 'contact',
        at,
        sequence: seq,
        id: body.id,
        by: { role: body.role, name: body.engineer },
        direction: 'outbound',
        medium: body.medium,
        numberLeft: body.numberLeft,
      })
    else if (body.kind === 'email-bounced') found.push({ kind: 'email-bounced', at, sequence: seq, contact: body.contact })
    else if (body.kind === 'state' && body.into !== undefined) found.push({ kind: 'merged', at, sequence: seq, into: body.into })
    else if (body.kind === 'state' && body.move === 'reopen') found.push({ kind: 'reopened', at, sequence: seq })
    else if (body.kind === 'state' && body.to === 'closed') found.push({ kind: 'closed', at, sequence: seq, by: body.by })
  }
  return found
}
