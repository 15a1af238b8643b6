import type { Subject } from '../../advisories/record/advisory.ts'
import type { Instant, Zone } from '../../lib/time.ts'
import type { NodeStatement } from './downtime.ts'
import type { ReviewKind } from './kinds.ts'
import { type Counted, type KeptTalk, missingBefore } from './talk.ts'

/** What a configuration review looks for (MSP-3.1.7.p3). */
export const foci = ['scalability', 'resilience', 'efficiency'] as const
export type Focus = (typeof foci)[number]

/** A device as it was when the data was cut off. */
export type ReviewedDevice = {
  readonly serial: string
  readonly product: string
  readonly release: string
  /** When its configuration was taken; null where none is known. */
  readonly configurationAt: string | null
  /** When it answered what its health was judged by; null where a review does not look at that, or nothing is known. */
  readonly sampledAt: string | null
}

/** What was seen of an indicator on one device at one time. */
export type Sample = {
  readonly serial: string
  readonly at: string
  readonly outcome: 'pass' | 'fail' | 'waived' | 'not judged'
  /** With their units; where it could not be judged, why. */
  readonly values: readonly string[]
}

/** An indicator of health or utilisation with what is recommended (MSP-3.1.8.p1). */
export type Indicator = {
  readonly key: string
  /** What is recommended, as a sentence that is true of a pass. */
  readonly title: string
  /** The limits in force, each with its number. */
  readonly recommended: readonly string[]
  readonly samples: readonly Sample[]
}

export type ReviewItem = {
  readonly key: string
  readonly title: string
  readonly severity: string
  /** Whether it is a defect of hardware or of software (MSP-3.1.6.p1); absent where a review does not tell them apart. */
  readonly about?: Subject | undefined
  /** What was found, a line each. */
  readonly facts: readonly string[]
  readonly devices: readonly string[]
  /** Devices on which the issue itself leads to downtime; null where a review does not speak of it. */
  readonly downtime: readonly string[] | null
  /** Of each device why downtime is to be expected, or not, and what is not known (MSP-3.1.6.c); absent where a review does not speak of it. */
  readonly nodes?: readonly NodeStatement[] | undefined
  readonly foci: readonly Focus[]
  /** What the data itself advises; where it says nothing, `none known`. */
  readonly suggestion: string
}

export type ReviewContent = {
  readonly devices: readonly ReviewedDevice[]
  readonly items: readonly ReviewItem[]
  /** Of a health check; empty in the others. */
  readonly indicators: readonly Indicator[]
  /** Published notifications that match none of the devices (MSP-3.1.5.p2); absent where a review does not list them. */
  readonly noMatch?: readonly { readonly key: string; readonly title: string }[] | undefined
  /** What could not be judged, a line each: never a pass. */
  readonly notJudged: readonly string[]
}

/** What the engineer says of an item. */
export type ItemNote = { readonly assessment: string; readonly recommendation: string; readonly left: boolean }
export type ReviewNotes = { readonly summary: string; readonly items: Readonly<Record<string, ItemNote>> }

/** What an engineer begins with: the advice of the data as the recommendation, and everything else to be written. */
export const firstNotes = ({ items }: ReviewContent): ReviewNotes => ({
  summary: '',
  items: Object.fromEntries(items.map(({ key, suggestion }) => [key, { assessment: '', recommendation: suggestion, left: false }])),
})

const contentClause: Readonly<Record<ReviewKind, string>> = {
  PBNIR: 'MSP-3.1.5.p3',
  PIIR: 'MSP-3.1.6.b',
  CACR: 'MSP-3.1.7.p3',
  PHC: 'MSP-3.1.8.p2',
}

/** What is missing before a review may be released; empty when it may be. */
export function missingFor(
  kind: ReviewKind,
  content: ReviewContent,
  notes: ReviewNotes,
  engineer: string,
  talks: readonly Counted[],
): readonly string[] {
  const missing: string[] = []
  const session = missingBefore(kind, talks)
  if (session !== undefined) missing.push(session)
  if (engineer.trim() === '') missing.push('the named engineer')
  if (notes.summary.trim() === '') missing.push('the summary')
  const clause = contentClause[kind]
  for (const { key, foci: found } of content.items) {
    const note = notes.items[key]
    if (note?.left) continue
    if (!note || note.assessment.trim() === '') missing.push(`the assessment of ${key} (${clause})`)
    if (!note || note.recommendation.trim() === '') missing.push(`the recommendation for ${key} (${clause})`)
    if (kind === 'CACR' && found.length === 0) missing.push(`the focus of ${key} (${clause})`)
  }
  return missing
}

export type Review = {
  readonly number: string
  readonly kind: ReviewKind
  readonly account: string
  /** Of the account: days and times are written as they are there. */
  readonly zone: Zone
  readonly state: 'draft' | 'released'
  readonly content: ReviewContent
  readonly cutoff: Instant
  readonly notes: ReviewNotes
  readonly engineer: string
  readonly releasedAt: Instant | null
  readonly talks: readonly KeptTalk[]
}
