import type { Offering } from '../catalog/offering.ts'
import { type KindTerms, kindTerms, type MeetingKind } from './kinds.ts'

/**
 * What of a service description promises a kind of meeting, found in the service as data: a deliverable or a duty by its code, and the row of hours that
 * it keeps to. So a version of a service that words it otherwise changes what a meeting cites, and not the program.
 */
const promisedBy: Readonly<Record<MeetingKind, readonly string[]>> = {
  review: ['review-meeting'],
  'business-review': ['business-review'],
  'operational-review': ['operational-review'],
  // the session of the consulting engineer (SSM-3.2.d) is one of four duties of that part: its topic names it
  training: ['best-practice-training'],
  onboarding: ['onboarding-meeting'],
  // the call is one of several clauses of the review that it explains
  call: [],
  project: ['project-meetings'],
  'post-change': ['post-change-review'],
}

const partsOf = (offering: Offering | undefined, kind: MeetingKind) =>
  [...(offering?.deliverables ?? []), ...(offering?.duties ?? [])].filter(({ code }) => promisedBy[kind].includes(code))

/** Whether a service promises a kind of meeting. */
export const promisesKind = (offering: Offering | undefined, kind: MeetingKind): boolean => partsOf(offering, kind).length > 0

/** Whether a service promises webinars (ACP-7.p1). */
export const promisesWebinars = (offering: Offering | undefined): boolean =>
  offering?.deliverables.some(({ code }) => code === 'webinar') ?? false

/** The clauses of a kind under a service; what the kind says by itself where the service has no such part. */
export function clausesOf(offering: Offering | undefined, kind: MeetingKind): readonly string[] {
  const parts = partsOf(offering, kind)
  return parts.length > 0 ? parts.flatMap(({ clauses }) => clauses) : kindTerms[kind].clauses
}

const hoursBy = { SSM: 'manager', ACP: 'advisor', MSP: 'delivery', ISS: 'delivery' } as const

/** The clause by which each service leaves the holidays of the provider out. */
export const holidaysBy: Readonly<Record<KindTerms['offering'], readonly string[]>> = {
  SSM: ['SSM-5.c2'],
  ACP: ['ACP-17.p4'],
  ISS: ['ISS-5.d3'],
  MSP: ['MSP-6.c'],
}

/** The row of hours that a kind keeps to; undefined when the service has none. */
export const hoursRow = (offering: Offering | undefined, kind: MeetingKind) => {
  const purpose = hoursBy[kindTerms[kind].offering]
  return offering?.hours.find((each) => each.purpose === purpose)
}
