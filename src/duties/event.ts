import type { Instant, LocalDate } from '../lib/time.ts'

/** What happens to a duty. Nothing of it is changed afterwards: what was wrong is followed by another event. */
export const dutyEventKinds = ['asked', 'met', 'lapsed', 'waived', 'cannot', 'withdrawn'] as const
export type DutyEventKind = (typeof dutyEventKinds)[number]

/** Where a condition comes from that is asked for (CSS-8.k, ACP-16.p7). */
export const askSources = ['document', 'guide', 'recommendation'] as const
export type AskSource = (typeof askSources)[number]

/** One product under test, as whoever owes the duty says it is on the day of the evidence (MSP-5.j). */
export type TestedProduct = {
  readonly serial: string
  /** The release it runs. */
  readonly release: string
  readonly works: boolean
}

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
  /** The language of the file, as two small letters, and the day it shows; absent where nobody had to say (MSP-5.g2). */
  readonly paper?: { readonly language: string; readonly asOf: LocalDate }
  /** Products under test, where the evidence names them (MSP-5.j). */
  readonly products?: readonly TestedProduct[]
  /** Last day of a waiver, or the day by which an answer is due. */
  readonly until: LocalDate | null
  /** The question that is answered, or the notice that is withdrawn. */
  readonly refersTo: string | null
  /** Where what is asked for comes from; absent where nobody said it. */
  readonly source?: AskSource
}

/** The kind of timer that is set for a piece of work when a duty that all work waits for, all the time, is broken or kept again. */
export const keptTimer = 'duty-kept-anew'

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
