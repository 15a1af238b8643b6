import { addDays, earliestEnd, termEnd } from '../../calendar/terms.ts'
import type { LocalDate } from '../../lib/time.ts'

/** What a report about a network is of: a quarter, or a month of defects (ACP-6.p1, ACP-6.e). */
export const reportKinds = ['quarter', 'month'] as const
export type ReportKind = (typeof reportKinds)[number]

/** The deliverable of a service that promises each. */
export const deliverableOf: Readonly<Record<ReportKind, string>> = { quarter: 'quarterly-report', month: 'monthly-bug-report' }

export type Span = { readonly from: LocalDate; readonly to: LocalDate }

/** What policy reports.quarter says: quarters of the contract or of the year, and how short a last one may be. */
export type QuarterRule = { readonly of: 'contract' | 'calendar'; readonly months: number; readonly ownReportFromMonths: number }

/** The last day of the calendar quarter that a day lies in. */
const quarterEnd = (day: LocalDate): LocalDate => {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return termEnd(`${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`, 3)
}

/** Stretches of so many months from the first day of a term, up to its last. */
function stretches({ from, to }: Span, months: number): Span[] {
  const found: Span[] = []
  for (let count = 1, start = from; start <= to; count += 1) {
    const end = termEnd(from, months * count)
    found.push({ from: start, to: earliestEnd(end, to) ?? end })
    start = addDays(end, 1)
  }
  return found
}

/** The quarters of a term. A last one that is shorter than the policy asks for belongs to the one before (policy B37). */
export function quartersOf(term: Span, { of, months, ownReportFromMonths }: QuarterRule): readonly Span[] {
  const found: Span[] = []
  if (of === 'contract') found.push(...stretches(term, months))
  else
    for (let start = term.from; start <= term.to; start = addDays(quarterEnd(start), 1)) {
      const end = quarterEnd(start)
      found.push({ from: start, to: earliestEnd(end, term.to) ?? end })
    }
  const [before, last] = found.slice(-2)
  if (!before || !last || last.to >= termEnd(last.from, ownReportFromMonths)) return found
  return [...found.slice(0, -2), { from: before.from, to: last.to }]
}

/** The months of a term, twelve of them in a year (policy B36). */
export const monthsOf = (term: Span): readonly Span[] => stretches(term, 1)

export const reportStates = ['to come', 'running', 'due', 'late', 'sent', 'sent late'] as const
export type ReportState = (typeof reportStates)[number]

/** How a report stands on a day. One without a known last day is due as long as it is not sent. */
export function stateOf({ from, to }: Span, dueOn: LocalDate | null, sentOn: LocalDate | null, today: LocalDate): ReportState {
  if (sentOn !== null) return dueOn !== null && sentOn > dueOn ? 'sent late' : 'sent'
  if (today <= to) return today < from ? 'to come' : 'running'
  return dueOn !== null && today > dueOn ? 'late' : 'due'
}
