import type { Instant, LocalDate } from '../../lib/time.ts'

/** A part of custom software; what others made and gave away is served by nobody here (CSS-11.b). */
export type Component = { readonly name: string; readonly version: string; readonly openSource: boolean }

/** What makes an item custom software: a deliverable of a statement of work that professional services made (CSS-1.p2). */
export type CustomSoftware = {
  readonly statementOfWork: string
  readonly deliverable: string
  readonly designed: boolean
  readonly developed: boolean
  readonly tested: boolean
  /** The posted script licence or a signed one (CSS-1.p5); empty until it is named. */
  readonly licence: string
  readonly components: readonly Component[]
  readonly saidBy: string
  readonly saidAt: Instant
  readonly version: number
}

/** What a rule asks of it. */
export type Made = Pick<CustomSoftware, 'statementOfWork' | 'deliverable' | 'designed' | 'developed' | 'tested'>

/** What is missing for an item to count as custom software, in words; nothing when it does (CSS-1.p2). */
export function lacksOf(made: Made | null): readonly string[] {
  if (made === null) return ['no statement of work names it']
  return [
    made.statementOfWork.trim() === '' && 'no statement of work',
    made.deliverable.trim() === '' && 'no deliverable of it is named',
    !made.designed && 'not designed by professional services',
    !made.developed && 'not developed by professional services',
    !made.tested && 'not tested by professional services',
  ].filter((part) => part !== false)
}

/** How a release came to be the accepted one: at the acceptance of the work, by agreement of both sides, or because it was directed. */
export const acceptedWhys = ['accepted', 'agreed', 'directed'] as const

export type AcceptedRelease = {
  readonly seq: number
  readonly release: string
  readonly why: (typeof acceptedWhys)[number]
  readonly on: LocalDate
  readonly customer: string
  readonly provider: string
  readonly note: string
  readonly at: Instant
}
