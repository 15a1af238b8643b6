import type { Instant } from '../../lib/time.ts'

/** A patch mends one problem, an update gathers corrections, an upgrade brings features and is bought (CSS-6.p4, CSS-6.p5, CSS-6.p8). */
export const releaseKinds = ['patch', 'update', 'upgrade'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

export const releaseStates = ['draft', 'published', 'withdrawn'] as const

/** What a release mends: the number of the defect, the case it came up in where there is one, and what was wrong. */
export type Problem = { readonly defect: string; readonly caseNumber: string; readonly text: string }

export type ReleaseContent = {
  readonly kind: ReleaseKind
  /** The accepted release that it is made for (CSS-6.p2). */
  readonly base: string
  /** The component that it changes; empty for the software itself (CSS-6.p5). */
  readonly component: string
  readonly problems: readonly Problem[]
  /** Versions of the patches that it gathers. */
  readonly gathers: readonly string[]
  readonly features: readonly string[]
  /** Why an update brings features all the same (CSS-6.p6). */
  readonly featuresWhy: string
  readonly notes: string
  readonly licence: string
  /** Two letters; anything but English wants a reason (CSS-10.b). */
  readonly language: string
  readonly languageWhy: string
}

export type Release = ReleaseContent & {
  readonly id: string
  readonly deviceId: string
  readonly version: string
  readonly state: (typeof releaseStates)[number]
  readonly writtenBy: string
  readonly writtenAt: Instant
  readonly publishedBy: string | null
  readonly publishedAt: Instant | null
  readonly withdrawnBy: string | null
  readonly withdrawnAt: Instant | null
  readonly withdrawnWhy: string | null
  readonly rowVersion: number
  readonly files: readonly { readonly documentId: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string }[]
}

/** What a release is, whatever it is called: with features and no reason for them it is an upgrade (CSS-6.p8, CSS-6.p6). */
export const classOf = ({ kind, features, featuresWhy }: Pick<ReleaseContent, 'kind' | 'features' | 'featuresWhy'>): ReleaseKind =>
  features.length > 0 && !(kind === 'update' && featuresWhy.trim() !== '') ? 'upgrade' : kind

/** An update is called a maintenance release as well, and is found by that name (CSS-6.p5). */
export const kindTitles: Readonly<Record<ReleaseKind, string>> = {
  patch: 'Patch',
  update: 'Update (maintenance release)',
  upgrade: 'Upgrade',
}
