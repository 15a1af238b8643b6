import type { CaseChannel, Priority } from '../catalog/offering.ts'
import type { PolicyOverride } from '../catalog/policies.ts'
import type { AccountFacts, DeviceFacts } from '../contracts/facts.ts'
import type { Decision } from '../decisions/decision.ts'
import type { Instant, LocalDate } from '../lib/time.ts'

/** A service contract of the account as seen from one device. */
export type CoverFacts = {
  readonly contract: string
  readonly contractId: string
  readonly offering: string
  readonly offeringVersion: number
  readonly state: 'pending' | 'active' | 'cancelled'
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  /** The device's line on it; null when the device is not on the order. */
  readonly line: {
    readonly startsOn: LocalDate
    readonly endsOn: LocalDate
    readonly suspendedOn: LocalDate | null
    readonly suspendedReason: string | null
  } | null
}

export type ContactFacts = {
  readonly role: string
  readonly offering: string | null
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
  readonly certificate: { readonly level: string; readonly expiresOn: LocalDate; readonly granted: boolean } | null
}

/** Somebody asks to open a case. */
export type CaseAct = {
  readonly kind: 'case.open'
  readonly caseKind: 'tech' | 'admin'
  readonly channel: CaseChannel
  readonly priority: Priority
  readonly serial: string | null
  /** Release the device is said to run; empty when nobody said. */
  readonly release: string
  readonly confirmations: readonly string[]
}

/** Somebody asks for something that is no case, such as help in a maintenance window. */
export type ServiceAct = { readonly kind: 'service.ask'; readonly act: string }

/** Everything a case is judged from. */
export type CaseQuestion = {
  readonly kind: 'case'
  readonly at: Instant
  /** The day of `at` where the account is. */
  readonly onDate: LocalDate
  readonly act: CaseAct | ServiceAct
  readonly account: AccountFacts & { readonly open: boolean }
  readonly person: {
    readonly name: string
    readonly active: boolean
    readonly roles: readonly string[]
    readonly contacts: readonly ContactFacts[]
    /** What is on record of their training, where software is asked about; left out where nobody looked. */
    readonly trained?: readonly { readonly offering: string; readonly on: LocalDate }[]
  } | null
  readonly device: DeviceFacts | null
  readonly covers: readonly CoverFacts[]
  readonly overrides: readonly PolicyOverride[]
}

/** What the rules say of a case. */
export type CaseJudgement = {
  readonly decision: Decision
  /** Where the case goes when it is opened. */
  readonly queue: 'expert' | 'standard' | 'customer-care'
  /** The cover that decided. */
  readonly cover: CoverFacts | null
}
