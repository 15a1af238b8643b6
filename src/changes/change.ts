import type { Instant, Zone } from '../lib/time.ts'

/** Where a change stands; what moves it is in {@link moves}. */
export const changeStates = ['planned', 'ready', 'running', 'done', 'closed', 'cancelled'] as const
export type ChangeState = (typeof changeStates)[number]

export const stateTitles: Readonly<Record<ChangeState, string>> = {
  planned: 'Being planned',
  ready: 'Ready',
  running: 'Running',
  done: 'Review to come',
  closed: 'Closed',
  cancelled: 'Called off',
}

export type Side = 'provider' | 'customer'

/** Everything that may be done with a change, and from where. */
export const moves = {
  plan: ['planned', 'ready'],
  prepare: ['planned', 'ready'],
  'review-plan': ['planned', 'ready'],
  assign: ['planned', 'ready', 'running'],
  locate: ['planned', 'ready', 'running'],
  move: ['planned', 'ready'],
  'call-off': ['planned', 'ready'],
  answer: ['planned', 'ready', 'done', 'closed', 'cancelled'],
  ready: ['planned'],
  start: ['ready'],
  log: ['running'],
  write: ['running', 'done'],
  work: ['running'],
  end: ['running'],
  'follow-up': ['running', 'done', 'closed'],
  review: ['done'],
  again: ['done', 'closed', 'cancelled'],
} as const satisfies Readonly<Record<string, readonly ChangeState[]>>
export type Move = keyof typeof moves

export const mayMove = (state: ChangeState, move: Move): boolean => (moves[move] as readonly ChangeState[]).includes(state)

export const isAhead = (state: ChangeState): boolean => state === 'planned' || state === 'ready'

/** A window in which a network is changed, as it is kept. */
export type ChangeRow = {
  readonly id: string
  readonly accountId: string
  readonly number: string
  readonly requestId: string
  readonly request: string
  readonly offering: string
  readonly offeringVersion: number
  readonly service: string
  /** Who asked for the request that it belongs to; null where it was no person of the customer. */
  readonly askedBy: string
  readonly askedById: string | null
  readonly place: number
  readonly unit: string
  readonly title: string
  readonly state: ChangeState
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly zone: Zone
  readonly country: string
  readonly serials: readonly string[]
  readonly engineerId: string | null
  readonly engineerName: string
  /** From a place of the provider, or at the customer's. */
  readonly presence: 'remote' | 'onsite'
  /** The place by its code, or the address; empty until somebody is assigned. */
  readonly location: string
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly closedAt: Instant | null
  readonly sequence: number
  readonly version: number
}

/** Something that happened to a change. Nothing of it is ever changed: what stands now is worked out from all of it. */
export type ChangeEvent = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly actorName: string
  readonly side: Side | 'clock'
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

/** A proposal to move a window, to call it off, or to have a further one on its unit; it holds once the other side accepts it. */
export type MoveRow = {
  readonly id: string
  /** Another time, none at all for the window alone, or a further window after this one was broken off. */
  readonly kind: 'move' | 'call-off' | 'again'
  readonly side: Side
  readonly actor: string
  readonly actorName: string
  readonly at: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly why: string
  readonly waiver: string
  readonly agreement: string
  readonly state: 'open' | 'accepted' | 'declined' | 'withdrawn'
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answer: string
}
