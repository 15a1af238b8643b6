import type { Instant, LocalDate } from '../lib/time.ts'

/** What a line is about: work on a case at rates, or a piece of work. */
export const chargedWork = ['case', 'request'] as const
export type ChargedWork = (typeof chargedWork)[number]

/** Work at rates: which entry of time, and the rate in force on its day. */
export type RatedTime = {
  readonly entry: number
  readonly minutes: number
  readonly hourAmount: number
  readonly rateFrom: LocalDate
}

export type NewCharge = {
  readonly about: { readonly kind: ChargedWork; readonly id: string; readonly number: string }
  readonly kind: 'charge' | 'counter'
  readonly day: LocalDate
  /** In the smallest unit of the currency; below zero in a counter entry. */
  readonly amount: number
  readonly currency: string
  /** Null where no time is charged. */
  readonly time: RatedTime | null
  readonly clauses: readonly string[]
  /** Who charged it, and who had proposed that, where two people are asked for. */
  readonly by: string
  readonly proposedBy: string | null
  readonly at: Instant
  /** Of a counter entry: the line that it takes back. */
  readonly counters: number | null
  readonly reason: string
}

/** A line of the account's ledger of charges. */
export type Charge = NewCharge & {
  readonly seq: number
  /** The counter entry that takes this line back. */
  readonly counteredBy: number | null
}
