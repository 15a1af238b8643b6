import type { CaseChannel, Priority } from '../../catalog/offering.ts'
import type { Instant } from '../../lib/time.ts'

type Happened = {
  /** When it happened, not when it was written down. */
  readonly at: Instant
  /** Order of writing down: settles which of two events of the same instant came first. Without it, list order does. */
  readonly sequence?: number
}

export type ContactRole = 'support-engineer' | 'advisor' | 'desk' | 'customer-care' | 'automatic'

/** The end user's report became a case. `at` is when the case was created in the record. */
export type CaseReported = Happened & {
  readonly kind: 'reported'
  /** When the report was received; for a call, when it was answered. */
  readonly reportedAt: Instant
  readonly createdAt: Instant
  readonly channel: CaseChannel
  readonly priority: Priority
}

export type PriorityChanged = Happened & { readonly kind: 'priority-changed'; readonly priority: Priority }

/** Somebody or something of the provider reached out to the customer. */
export type ContactMade = Happened & {
  readonly kind: 'contact'
  readonly id: string
  /** `name` is the named engineer; empty or absent when nobody is named. */
  readonly by: { readonly role: ContactRole; readonly name?: string }
  readonly direction: 'outbound' | 'inbound'
  readonly medium: 'phone' | 'voicemail' | 'email' | 'portal'
  /** A voicemail said which number to call back. */
  readonly numberLeft?: boolean
  /** Known at once not to have been delivered. */
  readonly bounced?: boolean
}

/** Word came back that the mail of a contact was not delivered. */
export type EmailBounced = Happened & { readonly kind: 'email-bounced'; readonly contact: string }

/** Closed by the customer the case needs no response any more; closed by the provider it still does. */
export type CaseClosed = Happened & { readonly kind: 'closed'; readonly by: 'customer' | 'provider' }

/** The provider closed the case into another one, which answers for it from then on. */
export type CaseMerged = Happened & { readonly kind: 'merged'; readonly into: string }

export type CaseReopened = Happened & { readonly kind: 'reopened' }

/** What moves a first-response clock. Requests for information are not among it: it never pauses (ACP-16.p10). */
export type ClockEvent = CaseReported | PriorityChanged | ContactMade | EmailBounced | CaseClosed | CaseMerged | CaseReopened

/** Events that have happened by `now`, in the order in which they happened; late-logged ones take their place. */
export const inOrder = (events: readonly ClockEvent[], now: Instant): readonly ClockEvent[] =>
  events
    .map((event, index) => ({ event, index }))
    .filter(({ event }) => event.at <= now)
    .sort((a, b) => a.event.at - b.event.at || (a.event.sequence ?? a.index) - (b.event.sequence ?? b.index) || a.index - b.index)
    .map(({ event }) => event)
