import type { Offering } from '../catalog/offering.ts'
import type { Family } from '../credits/ledger.ts'
import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import type { DaysLeftOut } from './days-left-out.ts'
import type { Extra } from './extra.ts'
import type { Scope } from './scope.ts'

/** What may be asked for under a service contract: one line of its price list. */
export type Service = Offering['purchase']['prices'][number]
export type Unit = Service['unit']

/** Where a request stands; what moves it is in {@link moves}. */
export const requestStates = [
  'asked',
  'assessed',
  'quoted',
  'agreed',
  'active',
  'commenced',
  'delivered',
  'completed',
  'declined',
  'cancelled',
] as const
export type RequestState = (typeof requestStates)[number]

export const stateTitles: Readonly<Record<RequestState, string>> = {
  asked: 'Asked',
  assessed: 'Assessed',
  quoted: 'Task order to approve',
  agreed: 'Agreed, to be redeemed',
  active: 'Active',
  commenced: 'Under way',
  delivered: 'Certificate to sign',
  completed: 'Completed',
  declined: 'Out of scope',
  cancelled: 'Cancelled',
}

/** Everything that may be done with a request, from where, and by whose side. */
export const moves = {
  assess: { from: ['asked', 'assessed'], side: 'provider' },
  quote: { from: ['assessed', 'quoted', 'agreed', 'active'], side: 'provider' },
  approve: { from: ['quoted', 'active'], side: 'customer' },
  'turn-down': { from: ['quoted', 'active'], side: 'customer' },
  redeem: { from: ['agreed'], side: 'customer' },
  commence: { from: ['active'], side: 'provider' },
  delay: { from: ['active', 'commenced'], side: 'provider' },
  /** What a missed duty costs beside the credits (MSP-5.r2). */
  charge: { from: ['active', 'commenced', 'delivered', 'completed'], side: 'provider' },
  /** What was proposed is decided also after the work was called off: it was missed before. */
  'decide-charge': { from: ['active', 'commenced', 'delivered', 'completed', 'cancelled'], side: 'provider' },
  deliver: { from: ['active', 'commenced'], side: 'provider' },
  /** Somebody onsite, another language: asked for and answered (ISS-6.3a, ISS-5.b). */
  except: { from: ['asked', 'assessed', 'quoted', 'agreed', 'active', 'commenced'], side: 'either' },
  certify: { from: ['commenced'], side: 'provider' },
  sign: { from: ['active', 'commenced', 'delivered'], side: 'customer' },
  /** An assumption of the task order fails (MSP-5.m2). */
  assume: { from: ['quoted', 'agreed', 'active', 'commenced', 'delivered'], side: 'customer' },
  cancel: { from: ['asked', 'assessed', 'quoted', 'agreed', 'active', 'commenced'], side: 'either' },
} as const satisfies Readonly<Record<string, { from: readonly RequestState[]; side: 'provider' | 'customer' | 'either' }>>
export type Move = keyof typeof moves

export const mayMove = (state: RequestState, move: Move): boolean => (moves[move].from as readonly RequestState[]).includes(state)

/** True while nothing more is to come of it. */
export const isOver = (state: RequestState): boolean => state === 'completed' || state === 'declined' || state === 'cancelled'

/** A stretch in which an engineer stands by: instants, with the zone in which both sides agreed on it. */
export type Window = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly zone: Zone
  /** How the engineer stands by (MSP-3.1.3.p2). */
  readonly mode: 'on-call' | 'immediate'
  /** Number of the vendor's agreement to hours outside the usual ones (policies B50, B65); empty without one. */
  readonly agreement: string
}

/** Kinds of change that a service lists (ISS-1.p2); any other is agreed in writing by both sides (ISS-3.p6). */
export const usualChanges: readonly string[] = ['migration', 'software-upgrade', 'feature-rollout']

/** Whom a customer may ask for beside whoever of the pool is free (MSP-3.p2, MSP-6.g2). */
export const peopleOptions = ['designated', 'local'] as const
export type PeopleOption = (typeof peopleOptions)[number]

/** What the customer asks for. */
export type Wanted = {
  readonly service: string
  /** Months, days or requests; for windows their number is taken from them. */
  readonly quantity: number
  readonly firstDay: LocalDate | null
  readonly serials: readonly string[]
  readonly caseNumber: string | null
  readonly windows: readonly Window[]
  /** What kind of change it is, where the service asks (ISS-1.p2). */
  readonly change: string
  /** The change plan, as the id of a kept document; null without one. */
  readonly plan: string | null
  readonly language: string
  readonly purpose: string
  /** People whom the service does not include: named, or from nearby (MSP-6.g2); absent where nobody asked for them. */
  readonly options?: readonly PeopleOption[]
  /** Why the provider takes a change that was announced later than its service asks for (policy B68); absent when it does not. */
  readonly waiver?: string
  /** Working days that are left out, as the task order has them; absent where none are (MSP-6.d3). */
  readonly leftOut?: readonly LocalDate[] | undefined
}

/** How a request is paid: credits of a family, or units that were bought at the list price (ISS-2.pay-i to iii, MSP-2.p4). */
export type Payment =
  | { readonly by: 'credits'; readonly family: Family; readonly credits: number }
  | { readonly by: 'units'; readonly units: number }

/** What both sides approve before any work: service, period, dates, sites, price (MSP-6.d4). A version never changes. */
export type TaskOrder = {
  readonly service: string
  readonly title: string
  readonly quantity: number
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  /** The days on which work is done; of a month only its first and last one. */
  readonly days: readonly LocalDate[]
  /** Working days between them on which none is done, by the provider's agreement of that number; absent where there are none (MSP-6.d3). */
  readonly leftOut?: DaysLeftOut
  readonly windows: readonly Window[]
  readonly serials: readonly string[]
  readonly sites: readonly string[]
  readonly caseNumber: string | null
  readonly payment: Payment
  readonly extras: readonly Extra[]
  /** Named for this request only (policy B51); empty for somebody of the pool. */
  readonly engineer: string
  readonly language: string
  readonly assumptions: readonly string[]
  readonly acceptance: readonly string[]
  /** When what is made has to be there (policy B60); the last day of what is bought by the day, the month or the window. */
  readonly planOn: LocalDate
  readonly note: string
}

/** A request as it is kept. */
export type RequestRow = {
  readonly id: string
  readonly number: string
  readonly contractId: string
  readonly contract: string
  readonly offering: string
  readonly offeringVersion: number
  readonly service: string
  readonly title: string
  readonly state: RequestState
  readonly askedBy: string
  readonly askedById: string | null
  readonly askedAt: Instant
  readonly wanted: Wanted
  readonly scope: Scope | null
  readonly engineer: string
  /** The version of the task order that holds; null before both sides approved one. */
  readonly taskOrder: number | null
  readonly movementId: string | null
  readonly activeOn: LocalDate | null
  readonly firstDay: LocalDate | null
  readonly lastDay: LocalDate | null
  readonly commencedAt: Instant | null
  readonly closedAt: Instant | null
  readonly pausedOn: LocalDate | null
  readonly pausedWhy: string | null
  readonly version: number
}

/** Something that happened to a request. */
export type RequestEvent = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly actorName: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

/** One version of a task order, with who signed it. */
export type TaskOrderRow = {
  readonly version: number
  readonly content: TaskOrder
  readonly sha256: string
  readonly providerSignedBy: string
  readonly providerSignedAt: Instant
  readonly customerSignedBy: string | null
  readonly customerSignedAt: Instant | null
  readonly turnedDownBy: string | null
  readonly turnedDownAt: Instant | null
  readonly turnedDownWhy: string | null
}
