import type { WorkCalendar } from '../calendar/calendar.ts'
import { workingDaysAfter } from '../calendar/working-days.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { AskSource, DutyEvent } from './event.ts'

/** A question to the side that owes something, with its answer and how long it waited for it (MSP-5.g1, MSP-5.k3, ISS-4.i1). */
export type Ask = {
  readonly id: string
  readonly text: string
  readonly part: string | null
  /** The documents of a product, a guide or a recommendation that it comes from; null where nobody said it. */
  readonly source: AskSource | null
  readonly askedAt: Instant
  readonly askedOn: LocalDate
  readonly askedBy: string
  readonly dueOn: LocalDate | null
  readonly answer: { readonly at: Instant; readonly on: LocalDate; readonly text: string } | null
  /** Working days it has waited: the day of asking is left out. Null where the calendar cannot tell. */
  readonly waitedDays: number | null
  /** The case on which it was asked, where it is answered; null where it was asked of the duty itself. */
  readonly case: { readonly number: string; readonly item: number } | null
  /** The release of custom software that it was asked to install, said there; null for everything else. */
  readonly software: { readonly serial: string; readonly version: string } | null
}

/**
 * Something that the customer was asked for under a contract and answers elsewhere, as it stands there: on a case, or of its custom software by a
 * direction to install. Duties keep no copy of it.
 */
export type AskElsewhere = Pick<Ask, 'case' | 'software'> & {
  readonly contractId: string
  readonly clauses: readonly string[]
  readonly text: string
  readonly askedAt: Instant
  readonly askedBy: string
  readonly dueOn: LocalDate
  readonly answer: { readonly at: Instant; readonly text: string } | null
}

/** Working days are counted by these, up to today. */
export type Days = { readonly calendar: WorkCalendar; readonly dayOf: (at: Instant) => LocalDate; readonly today: LocalDate }

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
        source: asked.source ?? null,
        askedAt: asked.at,
        askedOn,
        askedBy: asked.actor,
        dueOn: asked.until,
        answer: answer ? { at: answer.at, on: answer.on, text: answer.text } : null,
        waitedDays: 'kind' in waited ? null : waited.length,
        case: null,
        software: null,
      }
    })
}

/** What was asked for elsewhere as questions of the duties that owe it (CSS-8.c, CSS-8.i, CSS-8.j, CSS-8.l1, CSS-10.c1): answered there alone. */
export const asksElsewhere = (asked: readonly AskElsewhere[], { calendar, dayOf, today }: Days): readonly Ask[] =>
  asked.map((each) => {
    const askedOn = dayOf(each.askedAt)
    const waited = workingDaysAfter(calendar, askedOn, each.answer ? dayOf(each.answer.at) : today)
    return {
      id: each.case ? `${each.case.number} ${each.case.item}` : `${each.software?.serial} ${each.software?.version}`,
      text: each.text,
      part: null,
      source: null,
      askedAt: each.askedAt,
      askedOn,
      askedBy: each.askedBy,
      dueOn: each.dueOn,
      answer: each.answer && { ...each.answer, on: dayOf(each.answer.at) },
      waitedDays: 'kind' in waited ? null : waited.length,
      case: each.case,
      software: each.software,
    }
  })

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
