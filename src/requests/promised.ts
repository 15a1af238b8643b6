import type { CalendarProblem, WorkCalendar } from '../calendar/calendar.ts'
import type { Offering } from '../catalog/offering.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { TaskOrder } from './request.ts'
import { reportDays } from './service-days.ts'

/** One thing that a request brings, with the day by which it has to be there. */
export type Promised = { readonly code: string; readonly title: string; readonly clauses: readonly string[]; readonly dueOn: LocalDate }

/** A promise as it is kept; the customer may say that it does not want it. */
export type Deliverable = Promised & { readonly waivedBy: string | null; readonly waivedWhy: string | null }

/** One version of what was made, and what the customer said of it. */
export type Paper = {
  readonly code: string
  readonly version: number
  readonly text: string
  readonly documentId: string | null
  readonly documentName: string | null
  readonly review: string | null
  readonly language: string
  readonly sha256: string
  readonly sentBy: string
  readonly sentAt: Instant
  readonly signBy: LocalDate | null
  readonly signedBy: string | null
  readonly signedAt: Instant | null
  readonly outcome: 'accepted' | 'rejected' | null
  readonly reason: string | null
}

/** The paper that says that everything was done; it is what the customer signs for (MSP-5.n). */
export const certificate = 'certificate'

/** The day of a report on cases has come; its subject is the request. Whoever reads cases writes it. */
export const reportTimer = 'request-report'
export const isCaseReport = (code: string): boolean => /-weekly-report-\d+$/.test(code)

/** The deliverables of a service, by its line in the price list. */
export function deliverablesOf(offering: Offering, service: string): Offering['deliverables'] {
  const price = offering.purchase.prices.find(({ code }) => code === service)
  return offering.deliverables.filter(
    ({ code, cadence }) =>
      cadence !== 'on-event' && (price?.delivers ? price.delivers.includes(code) : code === service || code.startsWith(`${service}-`)),
  )
}

/**
 * Everything that a task order promises. A deliverable of items is one promise for each; a report that comes every week is one
 * for each of its days; whatever is computed or written has its plan date; the rest is due on the last day.
 */
export function promisedBy(
  offering: Offering,
  order: Pick<TaskOrder, 'service' | 'firstDay' | 'lastDay' | 'planOn'>,
  { calendar, reportEveryDays }: { readonly calendar: WorkCalendar; readonly reportEveryDays: number },
): readonly Promised[] | CalendarProblem {
  const promised: Promised[] = []
  const unit = offering.purchase.prices.find(({ code }) => code === order.service)?.unit
  const dueOn = unit === 'request' ? order.planOn : order.lastDay
  for (const { code, title, cadence, clauses, items } of deliverablesOf(offering, order.service)) {
    if (cadence === 'weekly') {
      const days = reportDays(calendar, { first: order.firstDay, last: order.lastDay }, reportEveryDays)
      if ('kind' in days) return days
      promised.push(
        ...days.map((day, at) => ({ code: `${code}-${at + 1}`, title: `${title}, ${at + 1} of ${days.length}`, clauses, dueOn: day })),
      )
    } else if (items)
      for (const item of items)
        promised.push({
          code: `${code}-${item.slice(item.lastIndexOf('.') + 1)}`,
          title: offering.clauses[item] ?? title,
          clauses: [item],
          dueOn,
        })
    else promised.push({ code, title, clauses, dueOn })
  }
  return promised
}
