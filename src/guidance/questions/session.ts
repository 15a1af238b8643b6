import type { WorkCalendar } from '../../calendar/calendar.ts'
import { weekdays } from '../../calendar/calendar.ts'
import { formatLocal, resolveLocal } from '../../calendar/local-time.ts'
import { isWorkingDay, workingDaysFrom } from '../../calendar/working-days.ts'
import type { Instant, LocalDate, Zone } from '../../lib/time.ts'

/** A day of guidance with whoever answers: its hours are those of the answering site, kept as instants (MSP-3.1.2.p1, policy B12). */
export type GuidanceDay = {
  readonly onDay: LocalDate
  readonly site: string
  readonly country: string
  readonly zone: Zone
  /** The calendar whose holidays were looked at. */
  readonly calendar: string
  readonly opensAt: Instant
  readonly closesAt: Instant
  /** Shorter than the hours of the site. */
  readonly half: boolean
  readonly namedBy: string
  readonly namedAt: Instant
}

type Hours = Pick<GuidanceDay, 'opensAt' | 'closesAt' | 'half'>
type Lacking = { readonly why: string; readonly toDo: string }

/**
 * The hours of a day at a site, cut down where only a part of them is wanted; or why there are none that day, with the next day that has some.
 * @param part local times such as 09:00 at the site
 */
export function hoursOfDay(
  calendar: WorkCalendar,
  day: LocalDate,
  part: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Hours | Lacking {
  const worked = isWorkingDay(calendar, day)
  if (typeof worked !== 'boolean') return { why: worked.message, toDo: 'Enter the holidays of that year.' }
  if (!worked) {
    const next = workingDaysFrom(calendar, day, 1)
    const holiday = calendar.holidays.find(({ date }) => date === day)
    return {
      why: `${day} is no working day there${holiday ? `: ${holiday.name}` : ''}`,
      toDo: `Name another site${'kind' in next ? '' : `, or ${next[0]}`}.`,
    }
  }
  const weekday = weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? 'monday'
  const [shift] = calendar.week[weekday] ?? []
  if (!shift) return { why: `no hours on ${day}`, toDo: 'Name another day.' }
  const from = part.from ?? shift.start
  const to = part.to ?? shift.end
  if (from < shift.start || to > shift.end || from >= to)
    return { why: `${from} to ${to} is not within the hours there`, toDo: `Choose times between ${shift.start} and ${shift.end}.` }
  const [opensAt, closesAt] = [resolveLocal(calendar.zone, `${day}T${from}`), resolveLocal(calendar.zone, `${day}T${to}`)]
  if (typeof opensAt !== 'number' || typeof closesAt !== 'number')
    return { why: `the zone ${calendar.zone} is not known`, toDo: 'Give a zone such as Asia/Singapore.' }
  return { opensAt, closesAt, half: from > shift.start || to < shift.end }
}

/** The day whose hours hold an instant: from its opening up to its closing, which is no part of it. */
export const dayAt = (days: readonly GuidanceDay[], at: Instant): GuidanceDay | undefined =>
  days.find(({ opensAt, closesAt }) => opensAt <= at && at < closesAt)

/** The next day that opens after an instant. */
export const nextDay = (days: readonly GuidanceDay[], at: Instant): GuidanceDay | undefined =>
  days.filter(({ opensAt }) => opensAt > at).toSorted((one, other) => one.opensAt - other.opensAt)[0]

/** An instant in words where the site is. */
export const whenThere = ({ zone }: Pick<GuidanceDay, 'zone'>, at: Instant): string => {
  const local = formatLocal(zone, at)
  return typeof local === 'string' ? `${local} (${zone})` : zone
}

/**
 * Days that are used: each whose hours are over or in which something was asked. A fault or a part of a day costs as much as any other.
 * @param asked days on which something was asked
 * @param halfCountsAs what a part of a day costs (policy B48)
 */
export function daysUsed(days: readonly GuidanceDay[], asked: readonly LocalDate[], now: Instant, halfCountsAs: number): number {
  const used = days.filter(({ onDay, closesAt }) => closesAt <= now || asked.includes(onDay))
  return used.reduce((sum, { half }) => sum + (half ? halfCountsAs : 1), 0)
}
