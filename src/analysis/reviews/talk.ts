import type { Instant, Zone } from '../../lib/time.ts'
import type { ReviewKind } from './kinds.ts'

/**
 * Talks with the customer on a review. A configuration review is not analysed before its requirements were discussed (MSP-3.1.7.p2); a review of
 * bug notifications is explained in a call by a designated engineer after it was given, and is done only then (MSP-3.1.5.p4).
 */
export const talkKinds = ['requirements session', 'conference call'] as const
export type TalkKind = (typeof talkKinds)[number]

export type Talk = {
  readonly kind: TalkKind
  readonly heldAt: Instant
  /** The zone in which the time was given. */
  readonly zone: Zone
  /** The engineer who led it. */
  readonly engineer: string
  /** Who attended from the provider, and from the customer. */
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
  /** What was said and agreed. */
  readonly said: string
  /** Number of the vendor's agreement to other hours than those of the account; empty where none was needed (MSP-6.c). */
  readonly agreement: string
  readonly recordedBy: string
  readonly recordedAt: Instant
}

/** A talk as it is kept. One that was recorded by mistake is struck: it stays, and counts for nothing. */
export type KeptTalk = Talk & { readonly id: string; readonly struck: Strike | null }
export type Strike = { readonly why: string; readonly by: string; readonly at: Instant }

/** What is looked at of a talk to say whether it was held. */
export type Counted = Pick<Talk, 'kind'> & { readonly struck?: Strike | null }

export const talkTitles: Readonly<Record<TalkKind, string>> = {
  'requirements session': 'Requirements session',
  'conference call': 'Conference call',
}

const heldAlready = (talks: readonly Counted[], kind: TalkKind) => talks.some((talk) => talk.kind === kind && !talk.struck)

/** What has to be talked about before the analysis, in words; undefined when nothing is missing. */
export const missingBefore = (kind: ReviewKind, talks: readonly Counted[]): string | undefined =>
  kind === 'CACR' && !heldAlready(talks, 'requirements session') ? 'the requirements session with the customer (MSP-3.1.7.p2)' : undefined

/** What is still owed after the release, in words; undefined when the review is done. */
export const owedAfter = (kind: ReviewKind, talks: readonly Counted[]): string | undefined =>
  kind === 'PBNIR' && !heldAlready(talks, 'conference call')
    ? 'the conference call in which a designated engineer explains it (MSP-3.1.5.p4)'
    : undefined
