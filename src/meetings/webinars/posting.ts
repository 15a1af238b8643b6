import type { LocalDate } from '../../lib/time.ts'

/** Whether the recording of a webinar was posted in time: within five business days of the theatre after it was held (ACP-7.c, policy B38). */
export type Posting = 'not held' | 'waiting' | 'overdue' | 'in time' | 'late'

export function postingOf(
  { postBy, postedOn }: { readonly postBy: LocalDate | null; readonly postedOn: LocalDate | null },
  today: LocalDate,
): Posting {
  if (postBy === null) return 'not held'
  if (postedOn !== null) return postedOn <= postBy ? 'in time' : 'late'
  return today <= postBy ? 'waiting' : 'overdue'
}

/** Topics that are always offered; others may be named (ACP-7.b). */
export const webinarTopics = ['troubleshooting', 'installation', 'configuration', 'release management', 'patch management'] as const

/** Quarters of a term in which a webinar was held; a quarter without one is a promise that was not kept (ACP-7.p1). */
export type Quarter = {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly held: number
  readonly state: 'met' | 'running' | 'to come' | 'not met'
}
