import type { Priority } from '../catalog/offering.ts'
import type { Instant } from '../lib/time.ts'
import type { StepDone, StepTerms } from './clock/steps.ts'
import type { ClockTerms } from './clock/terms.ts'
import type { CaseState } from './states.ts'

/** One step of work, for all priorities or some. */
export type PlaybookStep = {
  readonly code: string
  readonly title: string
  readonly priorities?: readonly Priority[] | undefined
  readonly clauses: readonly string[]
}

/** What a case was promised when it was made. */
export type CaseTerms = {
  /** Absent for a case that no service promises a response for. */
  readonly clock: ClockTerms | null
  /** Who hears when, beside the alert (policy H1); absent on cases from before there were steps. */
  readonly steps?: readonly StepTerms[]
  /** Steps of work that the service has for its cases; absent on cases from before there were any. */
  readonly playbook?: readonly PlaybookStep[]
  /** The service asks what became of the case before it is resolved; absent where it does not. */
  readonly outcome?: { readonly clauses: readonly string[] }
  /** The service asks for a technical contact of the customer before a case is worked on; absent where it does not. */
  readonly technicalContact?: { readonly clauses: readonly string[] }
  /** The customer has a named advisor who follows its urgent cases; absent where it has none. */
  readonly advisor?: { readonly clauses: readonly string[] }
  /** The service keeps what urgent cases do to the business; absent where it does not. */
  readonly impact?: { readonly clauses: readonly string[] }
  /** The guide that said what the priorities mean when the case was opened; absent on cases from before it was kept. */
  readonly guide?: { readonly version: string; readonly url?: string | undefined; readonly meanings: Readonly<Record<Priority, string>> }
  /** The language in which the service is given, and the clauses that say so. */
  readonly language?: { readonly title: string; readonly clauses: readonly string[] }
  readonly alert: { readonly clauses: readonly string[]; readonly wording: 'automatic' | 'missed-target' }
}

export type Case = {
  readonly id: string
  readonly accountId: string
  readonly accountCode: string
  readonly accountName: string
  readonly number: string
  readonly kind: 'tech' | 'admin'
  readonly summary: string
  readonly deviceId: string | null
  readonly serial: string | null
  readonly product: string | null
  readonly contract: string | null
  readonly offering: string | null
  readonly decisionId: string
  readonly priority: Priority
  readonly channel: 'phone' | 'web' | 'api' | 'automation'
  readonly queue: 'expert' | 'standard' | 'customer-care'
  readonly state: CaseState
  readonly customerReference: string
  readonly requesterId: string | null
  readonly requesterName: string | null
  readonly requesterEmail: string | null
  readonly requesterPhone: string | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly reportedAt: Instant
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly terms: CaseTerms
  readonly dueAt: Instant | null
  /** When somebody hears of it next by itself: a cache, like the due instant. */
  readonly alarmAt: Instant | null
  readonly stepsDone: readonly StepDone[]
  readonly respondedAt: Instant | null
  readonly response: 'running' | 'met' | 'missed' | 'none'
  readonly escalatedAt: Instant | null
  readonly closedAt: Instant | null
  readonly version: number
}
