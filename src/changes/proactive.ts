import type { CalendarProblem, WorkCalendar } from '../calendar/calendar.ts'
import { wordsForDate } from '../calendar/local-time.ts'
import { isWorkingDay, workingDayAfter } from '../calendar/working-days.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { LocalDate } from '../lib/time.ts'

/** Kinds of change before which a case is opened ahead (SSM-3.1.a7): upgrades, and large changes of configuration. */
export const wantsCase = (change: string): boolean =>
  change === 'software-upgrade' || change === 'migration' || change === 'feature-rollout'

/** When a case ahead of a change is best opened: advice, never a refusal (SSM-3.1.a7n, policy B73). */
export type ProactiveAdvice = {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly state: 'early' | 'now' | 'late' | 'opened' | 'opened-late'
  readonly businessDays: number
  readonly words: string
}

export function proactiveAdvice(
  calendar: WorkCalendar,
  book: PolicyBook,
  { changeOn, today, openedOn }: { readonly changeOn: LocalDate; readonly today: LocalDate; readonly openedOn: LocalDate | null },
): ProactiveAdvice | CalendarProblem {
  const { adviceBusinessDays, warningUnderBusinessDays } = book.get('ssm.proactive')
  const from = workingDayAfter(calendar, changeOn, -adviceBusinessDays)
  const to = workingDayAfter(calendar, changeOn, -warningUnderBusinessDays)
  if (typeof from !== 'string') return from
  if (typeof to !== 'string') return to
  const day = openedOn ?? today
  const businessDays = businessDaysBetween(calendar, day, changeOn)
  if (typeof businessDays !== 'number') return businessDays
  const late = day > to
  const state = openedOn !== null ? (late ? 'opened-late' : 'opened') : late ? 'late' : day < from ? 'early' : 'now'
  const words = {
    early: `Open a case ahead of it from ${wordsForDate(from)} to ${wordsForDate(to, true)}.`,
    now: `Open a case ahead of it now, by ${wordsForDate(to, true)}.`,
    late: `No case was opened ahead of it; ${businessDays} business days are left, and ${wordsForDate(to, true)} was the last good day.`,
    opened: 'A case was opened ahead of it.',
    'opened-late': `A case was opened ahead of it, with ${businessDays} business days left.`,
  }[state]
  return { from, to, state, businessDays, words }
}

/** Working days after one day up to another. */
function businessDaysBetween(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number | CalendarProblem {
  let count = 0
  for (let day = new Date(from); day.toISOString().slice(0, 10) < to; ) {
    day = new Date(day.getTime() + 86_400_000)
    const worked = isWorkingDay(calendar, day.toISOString().slice(0, 10))
    if (typeof worked !== 'boolean') return worked
    if (worked) count += 1
  }
  return count
}
