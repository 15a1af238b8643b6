import type { LocalDate } from '../../lib/time.ts'

/** What is due on a day or in a week over all accounts: one line for each thing that somebody of the provider has to look at. */
export const dueKinds = [
  'window',
  'open-issue',
  'review',
  'meeting',
  'action',
  'request',
  'service-day',
  'deliverable',
  'signature',
  'installation',
  'enquiry',
  'recording',
  'webinar-question',
  'asked',
  'miss-reason',
  'automation',
  'planned-change',
  'credits',
  'renewal',
] as const
export type DueKind = (typeof dueKinds)[number]

export const dueTitles: Readonly<Record<DueKind, string>> = {
  window: 'Change windows',
  'open-issue': 'Open after a window',
  review: 'Reviews of changes',
  meeting: 'Meetings',
  action: 'Actions',
  request: 'Requests to answer',
  'service-day': 'First and last service days',
  deliverable: 'Deliverables',
  signature: 'Signatures of customers',
  installation: 'Releases to be installed',
  enquiry: 'Quotes that are asked for',
  recording: 'Recordings to be posted',
  'webinar-question': 'Questions at webinars',
  asked: 'Asked of customers on cases',
  'miss-reason': 'Missed first responses without a reason',
  automation: 'Tasks of service automation',
  'planned-change': 'Cases ahead of planned changes',
  credits: 'Credits that end',
  renewal: 'Contracts that end',
}

export type Due = {
  readonly kind: DueKind
  /** Empty for what is held for many accounts at once. */
  readonly account: string
  /** Number of the record that it is about. */
  readonly ref: string
  readonly title: string
  readonly on: LocalDate
  /** Whoever it is with, as far as that is known. */
  readonly who: string
}

export type Standing = 'overdue' | 'today' | 'later'

export const standingOf = ({ on }: Pick<Due, 'on'>, today: LocalDate): Standing =>
  on < today ? 'overdue' : on === today ? 'today' : 'later'

/** How many there are of each kind in each standing. */
export function tallyOf(items: readonly Due[], today: LocalDate): Readonly<Record<Standing, number>> {
  const count = (standing: Standing) => items.filter((each) => standingOf(each, today) === standing).length
  return { overdue: count('overdue'), today: count('today'), later: count('later') }
}
