import type { WorkCalendar } from '../calendar/calendar.ts'
import { workingDaysAfter } from '../calendar/working-days.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { DutyEvent } from './event.ts'

/** A question to the side that owes something, with its answer and how long it waited for it (MSP-5.g1, MSP-5.k3, ISS-4.i1). */
export type Ask = {
  readonly id: string
  readonly text: string
  readonly part: string | null
  readonly askedAt: Instant
  readonly askedOn: LocalDate
  readonly askedBy: string
  readonly dueOn: LocalDate | null
  readonly answer: { readonly at: Instant; readonly on: LocalDate; readonly text: string; readonly eventId: string } | null
  /** Working days it has waited: the day of asking is left out. Null where the calendar cannot tell. */
  readonly waitedDays: number | null
}

type Days = { readonly calendar: WorkCalendar; readonly dayOf: (at: Instant) => LocalDate; readonly today: LocalDate }

/** Questions of one duty in the order they were asked. Evidence answers the question that it names, or every open one. */
export function asksOf(events: readonly DutyEvent[], { calendar, dayOf, today }: Days): readonly Ask[] {
  return events
    .filter(({ kind }) => kind === 'asked')
    .map((asked) => {
      const answer = events.find(
        ({ kind, seq, refersTo, part }) =>
          kind === 'met' && seq > asked.seq && (refersTo === null ? asked.part === null || part === asked.part : refersTo === asked.id),
      )
      const askedOn = dayOf(asked.at)
      const waited = workingDaysAfter(calendar, askedOn, answer ? dayOf(answer.at) : today)
      return {
        id: asked.id,
        text: asked.text,
        part: asked.part,
        askedAt: asked.at,
        askedOn,
        askedBy: asked.actor,
        dueOn: asked.until,
        answer: answer ? { at: answer.at, on: answer.on, text: answer.text, eventId: answer.id } : null,
        waitedDays: 'kind' in waited ? null : waited.length,
      }
    })
}

/**
 * Working days for which work waited for the customer (MSP-5.r1). A day on which two questions were open is one day.
 * @returns null where a year of the calendar is not loaded
 */
export function delayDays(asks: readonly Ask[], { calendar, dayOf, today }: Days): number | null {
  const days = new Set<LocalDate>()
  for (const { askedOn, answer } of asks) {
    const waited = workingDaysAfter(calendar, askedOn, answer ? dayOf(answer.at) : today)
    if ('kind' in waited) return null
    for (const day of waited) days.add(day)
  }
  return days.size
}
