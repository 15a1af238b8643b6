import type { PolicyOverride } from '../catalog/policies.ts'
import type { Made } from '../installed-base/software/software.ts'
import type { AccountRef } from '../lib/principal.ts'
import type { LocalDate } from '../lib/time.ts'

/** Facts that orders and cases are judged from: plain values with the record each came from, kept with the decision. */

/** The kind of timer that is set when a service begins to cover something. */
export const coverTimer = 'cover-changed'

/** The kind of timer that is set when a list of countries changes and the account is in one of them, or has a site there. */
export const listedTimer = 'countries-listed'

/** The kind of timer that is set when a contract begins, ends earlier or is renewed: what follows contracts looks again. */
export const termTimer = 'contract-term-changed'

/** A base contract or subscription over a device or an account. Both days count. */
export type BaseCover = {
  readonly type: string
  readonly contract: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly territory: string | null
}

/** An End of Support as the lifecycle table knows it. */
export type SupportEnd = {
  readonly of: 'product' | 'release'
  readonly on: LocalDate
  readonly label: 'published' | 'recalled' | 'computed'
  readonly entry: string
  readonly source: string
}

export type SiteFacts = {
  readonly name: string
  readonly address: string
  readonly country: string
  readonly zone: string
  readonly owner: string
}

export type DeviceFacts = {
  readonly serial: string
  readonly product: string
  readonly kind: 'chassis' | 'member' | 'module' | 'software'
  readonly status: 'in-use' | 'spare' | 'decommissioned'
  readonly acquired: 'purchase' | 'lease' | null
  readonly source: 'vendor' | 'reseller' | 'territory-reseller' | 'broker' | 'other' | null
  readonly seller: string
  readonly registeredOn: LocalDate | null
  readonly site: SiteFacts | null
  readonly modifiedCode: boolean
  readonly thirdParty: boolean
  readonly grayMarket: boolean
  /** Its own End of Support, which somebody entered for it. */
  readonly endOfSupportOn: LocalDate | null
  /** What the lifecycle table said of its product and its release when the question was asked; absent in questions from before the table. */
  readonly lifecycle?: readonly SupportEnd[]
  readonly release: string
  readonly acceptedRelease: string
  /** What makes it custom software; null where nothing says so. Absent in questions from before it was recorded, and for hardware. */
  readonly software?: Made | null
  readonly base: readonly BaseCover[]
  /** Bundled services that cover it already. */
  readonly bundled: readonly {
    readonly offering: string
    readonly contract: string
    readonly startsOn: LocalDate
    readonly endsOn: LocalDate
  }[]
}

export type AccountFacts = Pick<AccountRef, 'code' | 'name' | 'country' | 'theatre' | 'zone'> & {
  readonly base: readonly BaseCover[]
  /** Serials in the account that are not decommissioned and have no base contract on the day. */
  readonly uncovered: readonly string[]
}

export type Agreement = {
  readonly kind: 'posted' | 'signed'
  readonly name: string
  readonly version: string
  readonly vendorSignedOn: LocalDate | null
  readonly customerSignedOn: LocalDate | null
  readonly coversSupport: boolean
  /** The least term that it states by itself; nothing where it states none. */
  readonly leastMonths?: number | null
}

export type OrderDocument = {
  readonly code: string
  readonly version: string
  readonly vendorAgreedOn: LocalDate | null
  readonly customerAgreedOn: LocalDate | null
}

export type PlacedOrder = {
  readonly offering: string
  readonly channel: string
  readonly method: 'price-list' | 'FSC' | 'ASC'
  readonly poNumber: string
  readonly endUserName: string
  readonly endUserAddress: string
  readonly ownUse: boolean
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly placedOn: LocalDate
  readonly agreement: Agreement | null
  readonly coterm: { readonly agreementId: string; readonly agreedOn: LocalDate; readonly written: boolean } | null
  readonly documents: readonly OrderDocument[]
  readonly addendum: {
    readonly id: string
    readonly serials: readonly string[]
    readonly vendorSignedOn: LocalDate | null
    readonly customerSignedOn: LocalDate | null
  } | null
  readonly serials: readonly string[]
}

export type SellerFacts = {
  readonly code: string
  readonly name: string
  readonly authorisations: readonly {
    readonly kind: string
    readonly territory: readonly string[]
    readonly startsOn: LocalDate
    readonly endsOn: LocalDate | null
  }[]
}

/** Everything an order is judged from. */
export type OrderQuestion = {
  readonly kind: 'order'
  readonly onDate: LocalDate
  readonly offeringVersion: number
  readonly order: PlacedOrder
  readonly account: AccountFacts
  readonly seller: SellerFacts | null
  readonly qualification: {
    readonly outcome: 'qualified' | 'declined'
    readonly decidedOn: LocalDate
    readonly validUntil: LocalDate
    readonly by: string
  } | null
  /** Other contracts of the end user, for co-terming. */
  readonly contracts: readonly { readonly number: string; readonly endsOn: LocalDate }[]
  readonly devices: readonly DeviceFacts[]
  /** Serials on the order that the account does not hold. */
  readonly unknown: readonly string[]
  readonly overrides: readonly PolicyOverride[]
}

export const within = (day: LocalDate, cover: { readonly startsOn: LocalDate; readonly endsOn: LocalDate | null }): boolean =>
  cover.startsOn <= day && (cover.endsOn === null || day <= cover.endsOn)
