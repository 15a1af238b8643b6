import type { Doubt, WrittenEntry } from '../affected/row.ts'

/** One way to say how severe a record is. Versions of the scheme differ for one fault: all are shown, none is averaged. */
export type Score = { readonly scheme: string; readonly score: number; readonly severity: string; readonly vector: string }

/** Configuration that must be present: the words of the record, and the paths that stand in brackets in it. */
export type Requirement = { readonly text: string; readonly paths: readonly string[] }

/** A security advisory, a bug notification, a technical bulletin. */
export const kinds = ['JSA', 'PBN', 'TSB'] as const
/** How severe a bug is for a service, in the provider's words (policy B20). */
export const impacts = ['critical', 'major', 'minor'] as const

/** What a record is about: a defect of software, or one of hardware that no release mends (MSP-3.1.6.p1). */
export const subjects = ['software', 'hardware'] as const
export type Subject = (typeof subjects)[number]

/** A published record about the vendor's software or hardware. */
export type Advisory = {
  /** By this the register knows it: the number of the CVE, since one advisory may carry several, else the vendor's own. */
  readonly key: string
  /** The vendor's own number, `JSA83195`, else the one of the register it came from. */
  readonly id: string
  readonly kind: (typeof kinds)[number]
  /** Left out of records that were kept before hardware was told apart: those are about software. */
  readonly about?: Subject
  readonly title: string
  readonly description: string
  /** All the vendor's numbers; one advisory may carry several CVEs, and one record several numbers. */
  readonly advisories: readonly string[]
  readonly cve: string | null
  /** Withdrawn by its register. */
  readonly rejected: boolean
  readonly publishedAt: string | null
  /** By this a record is known to have changed. */
  readonly updatedAt: string | null
  /** Null where the record speaks in scores only. */
  readonly impact: (typeof impacts)[number] | null
  readonly scores: readonly Score[]
  /** Known to be used by attackers, by the list of the agency that keeps it. */
  readonly exploited: boolean
  readonly exploits: string
  readonly entries: readonly WrittenEntry[]
  readonly requirements: readonly Requirement[]
  readonly solutions: string
  readonly workarounds: string
  /** Numbers of problem reports. */
  readonly defects: readonly string[]
  readonly references: readonly string[]
  readonly timeline: readonly { readonly at: string; readonly text: string }[]
  readonly doubts: readonly Doubt[]
}

export type NoRecord = { readonly kind: 'no-record'; readonly found: string; readonly message: string }
export type ReadRecord = { readonly kind: 'record'; readonly advisory: Advisory } | NoRecord
