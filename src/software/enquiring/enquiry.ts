import type { Instant } from '../../lib/time.ts'

/** Work that the service leaves out, and that is asked for: a quote answers it, not support. */
export type Enquiry = {
  readonly id: string
  readonly number: string
  readonly deviceId: string
  readonly act: string
  readonly text: string
  readonly askedBy: string
  readonly askedById: string | null
  readonly askedAt: Instant
  readonly decisionId: string
  readonly answer: string | null
  readonly documentId: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
}

/** What the service leaves out and somebody may ask a quote for, by the words of the offering (CSS-3.p5, CSS-6.p7, CSS-6.p9). */
export const enquiryActs = [
  'custom-software-upgrade',
  'operating-system-upgrade',
  'feature',
  'enhancement',
  'training',
  'how-to-project',
] as const

export const enquiryTitles: Readonly<Record<(typeof enquiryActs)[number], string>> = {
  'custom-software-upgrade': 'Upgrade of the software',
  'operating-system-upgrade': 'Upgrade of the operating system',
  feature: 'A new feature',
  enhancement: 'An improvement',
  training: 'Training',
  'how-to-project': 'A project that shows how',
}
