import type { Instant, LocalDate } from '../lib/time.ts'

/** What happens to a duty. Nothing of it is changed afterwards: what was wrong is followed by another event. */
export const dutyEventKinds = ['asked', 'met', 'lapsed', 'waived', 'cannot', 'withdrawn'] as const
export type DutyEventKind = (typeof dutyEventKinds)[number]

export type DutyEvent = {
  readonly id: string
  /** 1, 2, 3 in its contract. */
  readonly seq: number
  readonly contractId: string
  readonly engagementId: string | null
  readonly duty: string
  readonly part: string | null
  readonly kind: DutyEventKind
  readonly at: Instant
  /** The day it is about: of the evidence, of the miss, or from which a duty cannot be met. */
  readonly on: LocalDate
  readonly actor: string
  readonly side: 'provider' | 'customer'
  readonly text: string
  /** The words were that there is none. */
  readonly nothing: boolean
  readonly file: { readonly id: string; readonly name: string } | null
  /** Last day of a waiver, or the day by which an answer is due. */
  readonly until: LocalDate | null
  /** The question that is answered, or the notice that is withdrawn. */
  readonly refersTo: string | null
}

/** A piece of work under a contract: one service request or one change window. Its id and title are the caller's. */
export type Engagement = {
  readonly id: string
  readonly contractId: string
  readonly kind: 'request' | 'window'
  readonly title: string
  /** What is started in it: codes of deliverables, or acts. */
  readonly acts: readonly string[]
  readonly openedOn: LocalDate
  readonly startsOn: LocalDate | null
  /** Start and end of a change window, and the zone of its site. */
  readonly window: { readonly startsAt: Instant; readonly endsAt: Instant } | null
  readonly zone: string
  readonly endedOn: LocalDate | null
  /** Whoever of the provider leads it, if somebody does. */
  readonly leadId: string | null
}
