import type { Offering } from '../../catalog/offering.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { OrderDocument } from '../facts.ts'

/** One version of a document that a contract builds on. It never changes but for who agreed to it, and whether it still fits. */
export type Paper = {
  readonly code: string
  readonly version: number
  readonly documentId: string
  readonly documentName: string
  readonly sha256: string
  readonly note: string
  readonly addedBy: string
  readonly addedAt: Instant
  readonly vendorAgreedBy: string | null
  readonly vendorAgreedOn: LocalDate | null
  readonly customerAgreedBy: string | null
  readonly customerAgreedOn: LocalDate | null
  readonly outdatedBy: string | null
  readonly outdatedOn: LocalDate | null
  readonly outdatedWhy: string | null
}

/** A price for writing or renewing a paper that is not there or no longer fits (CSS-2.p7). The amount is in the smallest unit. */
export type PaperOffer = {
  readonly code: string
  readonly seq: number
  readonly what: string
  readonly amount: number
  readonly currency: string
  readonly offeredBy: string
  readonly offeredAt: Instant
  readonly acceptedBy: string | null
  readonly acceptedAt: Instant | null
}

export const paperStates = ['missing', 'waits-for-vendor', 'waits-for-customer', 'waits-for-both', 'agreed', 'outdated'] as const

/** One document that the service asks for, with all that is known of it. */
export type WantedPaper = {
  readonly code: string
  readonly title: string
  readonly clauses: readonly string[]
  /** Set where only this needs it; null where the contract itself does. */
  readonly onlyFor: 'statement-of-work' | null
  readonly state: (typeof paperStates)[number]
  /** Newest first. */
  readonly versions: readonly Paper[]
  readonly offers: readonly PaperOffer[]
}

/** The papers that a service asks for, each with its newest version's standing (CSS-2.p4, CSS-2.p5, CSS-2.p6). */
export function wantedPapers(offering: Offering, papers: readonly Paper[], offers: readonly PaperOffer[]): readonly WantedPaper[] {
  return offering.purchase.documents.map(({ code, title, clauses, agreedByBoth, onlyFor }) => {
    const versions = papers.filter((paper) => paper.code === code).toSorted((left, right) => right.version - left.version)
    return {
      code,
      title,
      clauses,
      onlyFor: onlyFor ?? null,
      state: stateOf(versions[0], agreedByBoth),
      versions,
      offers: offers.filter((offer) => offer.code === code).toSorted((left, right) => right.seq - left.seq),
    }
  })
}

function stateOf(newest: Paper | undefined, agreedByBoth: boolean): WantedPaper['state'] {
  if (!newest) return 'missing'
  if (newest.outdatedOn !== null) return 'outdated'
  if (!agreedByBoth) return 'agreed'
  const [vendor, customer] = [newest.vendorAgreedOn !== null, newest.customerAgreedOn !== null]
  return vendor && customer ? 'agreed' : vendor ? 'waits-for-customer' : customer ? 'waits-for-vendor' : 'waits-for-both'
}

/**
 * What an activation is judged from: kept papers stand before what was said of them at the order; the newest version counts, and one
 * that no longer fits counts as none (CSS-2.p6, CSS-2.p7).
 */
export function withPapers(said: readonly OrderDocument[], papers: readonly Paper[]): readonly OrderDocument[] {
  const kept = new Map<string, Paper>()
  for (const paper of papers) if ((kept.get(paper.code)?.version ?? 0) < paper.version) kept.set(paper.code, paper)
  return [
    ...said.filter(({ code }) => !kept.has(code)),
    ...[...kept.values()]
      .filter(({ outdatedOn }) => outdatedOn === null)
      .map(({ code, version, vendorAgreedOn, customerAgreedOn }) => ({ code, version: String(version), vendorAgreedOn, customerAgreedOn })),
  ]
}
