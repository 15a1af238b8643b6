import type { WorkCalendar } from '../calendar/calendar.ts'
import { localClock, localDate } from '../calendar/local-time.ts'
import { addDays } from '../calendar/terms.ts'
import { isWorkingDay } from '../calendar/working-days.ts'
import { hoursMs, type Instant, type LocalDate, minutesMs, type Zone } from '../lib/time.ts'
import { earliestDay, firstStart, type WindowRules } from '../requests/window-rules.ts'

/** Free times for a window: day by day within the hours of the site, after the notice, outside blackouts, with an engineer who is free. */
export type SlotQuestion = {
  readonly rules: WindowRules
  readonly calendar: WorkCalendar
  readonly now: Instant
  /** Day on which the change was announced; its notice counts from there. */
  readonly noticedAt: Instant
  readonly minutes: number
  readonly from: LocalDate
  readonly days: number
  readonly most: number
  readonly blackouts: readonly { readonly startsAt: Instant; readonly endsAt: Instant; readonly reason: string }[]
  readonly engineers: readonly {
    readonly id: string
    readonly name: string
    readonly zone: Zone
    readonly busy: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[]
  }[]
}
export type Slot = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly engineerId: string
  readonly engineer: string
  readonly engineerZone: Zone
}
/** What was looked at, and why days fell away, in the order in which they did. */
export type SlotSearch = { readonly slots: readonly Slot[]; readonly why: readonly { readonly what: string; readonly days: number }[] }

/** Starts are offered at each half hour. */
const stepMs = 30 * minutesMs
/** Who has night is asked last. */
const noon = 13 * hoursMs

export function findSlots(question: SlotQuestion): SlotSearch {
  const { rules, calendar, minutes, days, most, blackouts, engineers, now } = question
  const why = new Map<string, number>()
  const falls = (what: string) => why.set(what, (why.get(what) ?? 0) + 1)
  const end = () => ({ slots, why: [...why].map(([what, count]) => ({ what, days: count })) })
  const slots: Slot[] = []
  if (minutes > rules.length.mostMinutes) {
    falls(`${minutes} min are longer than ${rules.length.mostMinutes} min (${rules.length.clauses.join(', ')})`)
    return end()
  }
  if (engineers.length === 0) {
    falls('no engineer is there')
    return end()
  }
  const noticedOn = localDate(calendar.zone, question.noticedAt)
  const earliest = typeof noticedOn === 'string' ? earliestDay(rules, calendar, noticedOn) : noticedOn
  if (typeof earliest !== 'string') {
    falls(earliest.message)
    return end()
  }
  const free = engineers.map((engineer) => ({ ...engineer, busy: engineer.busy.toSorted((one, other) => one.startsAt - other.startsAt) }))
  const lengthMs = minutes * minutesMs
  for (let at = 0, day = question.from; at < days && slots.length < most; at += 1, day = addDays(day, 1)) {
    if (day < earliest) {
      falls(`before ${earliest}: the notice (${rules.notice.clauses.join(', ')})`)
      continue
    }
    const worked = isWorkingDay(calendar, day)
    if (typeof worked !== 'boolean') {
      falls(worked.message)
      break
    }
    if (!worked) {
      falls(`weekends and holidays of the vendor (${rules.hours.clauses.join(', ')})`)
      continue
    }
    const first = firstStart(rules, calendar, day, minutes)
    if (first === undefined) {
      falls(`it does not fit between ${rules.hours.start} and ${rules.hours.end} (${rules.hours.clauses.join(', ')})`)
      continue
    }
    const span = (Number(rules.hours.end.slice(0, 2)) - Number(rules.hours.start.slice(0, 2))) * hoursMs
    let found: Slot | undefined
    let black = false
    for (let start = first; start + lengthMs <= first + span && !found; start += stepMs) {
      if (start <= now) continue
      if (blackouts.some(({ startsAt, endsAt }) => startsAt < start + lengthMs && start < endsAt)) {
        black = true
        continue
      }
      const able = free.filter(({ busy }) => isFree(busy, start, start + lengthMs))
      const [best] =
        able.length < 2
          ? able
          : able.map((each) => ({ ...each, far: awayFromNoon(each.zone, start) })).toSorted((one, other) => one.far - other.far)
      if (best) found = { startsAt: start, endsAt: start + lengthMs, engineerId: best.id, engineer: best.name, engineerZone: best.zone }
    }
    if (found) slots.push(found)
    else falls(black ? 'a blackout of the customer' : 'every engineer is booked or away')
  }
  return end()
}

function isFree(busy: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[], from: Instant, to: Instant): boolean {
  for (const { startsAt, endsAt } of busy) {
    if (startsAt >= to) return true
    if (endsAt > from) return false
  }
  return true
}

function awayFromNoon(zone: Zone, at: Instant): number {
  const clock = localClock(zone, at)
  return 'kind' in clock ? Number.MAX_SAFE_INTEGER : Math.abs(clock.millisOfDay - noon)
}
