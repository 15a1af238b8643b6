import type { WorkCalendar } from '../calendar/calendar.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import type { AccountFacts, Agreement, DeviceFacts } from '../contracts/facts.ts'
import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import type { Payment, Window } from './request.ts'

/** The contract that a request stands under. */
export type ContractFacts = {
  readonly number: string
  readonly state: 'pending' | 'active' | 'cancelled'
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly method: string
  readonly agreement: Agreement | null
  /** Number of the order as the buyer writes it; absent where none is known. */
  readonly poNumber?: string
}

/** A case that help is asked for. */
export type CaseFacts = {
  readonly number: string
  readonly kind: 'tech' | 'admin'
  readonly open: boolean
  /** When it was helped with before under this service and that was finished; null when it never was. */
  readonly assistedUntil: LocalDate | null
  /** Another request that was paid and helps with it now; absent when none does. */
  readonly assistedBy?: string
}

/** A supplement that both sides signed, or one of them only. */
export type AddendumFacts = {
  readonly number: string
  readonly serials: readonly string[]
  readonly options: readonly string[]
  readonly vendorSignedOn: LocalDate | null
  readonly customerSignedOn: LocalDate | null
}

/** The version of the task order that is to be redeemed, and who approved it. */
export type OrderFacts = {
  readonly version: number
  readonly providerSigned: boolean
  readonly customerSigned: boolean
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly payment: Payment
  readonly extras: readonly string[]
}

/** What is held to pay with. */
export type PurseFacts = {
  readonly has: number
  /** Day of purchase of the oldest lot that the price would take from; null when nothing would be taken. */
  readonly oldestPurchase: LocalDate | null
}

/** A duty that holds something up, as whoever keeps duties says it; `throughout` where work that has begun stands still for it too. */
export type HeldBy = {
  readonly clauses: readonly string[]
  readonly title: string
  readonly side: string
  readonly cure: string
  readonly throughout?: true
}

/** Everything that a request is judged from, at the three moments when it is: asked, redeemed, begun. */
export type RequestQuestion = {
  readonly kind: 'request'
  readonly step: 'ask' | 'redeem' | 'commence'
  readonly onDate: LocalDate
  readonly offering: string
  readonly offeringVersion: number
  readonly service: string
  readonly quantity: number
  readonly contract: ContractFacts | null
  readonly account: AccountFacts
  /** Serials whose base contract is there today and ends before the last day, where all equipment has to have one; absent where that is not asked. */
  readonly uncoveredLater?: readonly string[]
  readonly contacts: readonly {
    readonly name: string
    readonly personId: string
    readonly role: string
    readonly endsOn?: LocalDate | null
  }[]
  readonly devices: readonly DeviceFacts[]
  /** Serials that the account does not hold. */
  readonly unknown: readonly string[]
  readonly addenda: readonly AddendumFacts[]
  readonly case: CaseFacts | null
  readonly hasPlan: boolean
  readonly change: string
  readonly windows: readonly Window[]
  /** When the change was announced, why the provider takes it later than that allows, and the hours of the site; null without windows. */
  readonly announced: { readonly at: Instant; readonly waiver: string; readonly calendar: WorkCalendar } | null
  /** Working hours where the service is delivered; in words what is wrong where they are not known. */
  readonly hours: { readonly zone: Zone; readonly start: string; readonly end: string } | null
  /** Days of the service, or in words why they cannot be told. */
  readonly days: { readonly first: LocalDate; readonly last: LocalDate; readonly days: readonly LocalDate[] } | null
  readonly daysProblem: string | null
  /** The day on which it should begin, as it was asked or agreed; null before anybody said. */
  readonly firstDay: LocalDate | null
  /** The first working day from that day on; the same day when that is one. */
  readonly nextWorkingDay: LocalDate | null
  /** What the service costs: credits, or units; null where nothing gives its price yet. */
  readonly price: Payment | null
  readonly purse: PurseFacts | null
  /** People asked for beside whoever of the pool is free; absent where nobody asked for them. */
  readonly options?: readonly string[]
  readonly order: OrderFacts | null
  readonly heldBy: readonly HeldBy[]
  readonly at: Instant
  readonly overrides: readonly PolicyOverride[]
}
