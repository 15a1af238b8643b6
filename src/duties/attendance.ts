import type { LocalDate } from '../lib/time.ts'

/** A stretch in which meetings were to be attended, and what came of it, as the meetings count them (SSM-4.c, policy B71). */
export type AttendedPeriod = {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly attended: number
  readonly due: number
  readonly state: 'met' | 'not met' | 'running' | 'to come' | 'no meeting was offered'
}

/**
 * The period that decides about a day: the last one that was over by then and in which a meeting was offered. So a period without the customer counts
 * against it up to the end of the first one in which it attended again.
 */
export const decidingPeriod = <Period extends Pick<AttendedPeriod, 'to' | 'state'>>(
  periods: readonly Period[],
  day: LocalDate,
): Period | undefined => periods.findLast(({ to, state }) => to < day && (state === 'met' || state === 'not met'))
