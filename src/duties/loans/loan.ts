import { addDays, earliestEnd } from '../../calendar/terms.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'

/**
 * Equipment of the vendor that stands at a customer's site for a while. Its title is always the vendor's (MSP-5.e2), the risk is
 * the customer's between the receipt of its hand-over and the one of its return (MSP-5.e3), and it is no device of the installed base.
 */

export const loanEventKinds = ['handed-over', 'confirmed', 'asked-back', 'returned', 'incident', 'charged', 'not-charged'] as const
export type LoanEventKind = (typeof loanEventKinds)[number]
export const incidentKinds = ['damage', 'loss', 'theft'] as const
export type IncidentKind = (typeof incidentKinds)[number]

export type Money = { readonly amount: string; readonly currency: string }

export type LoanEvent = {
  readonly id: string
  readonly seq: number
  readonly kind: LoanEventKind
  readonly at: Instant
  /** When it happened, which may be earlier than when it was recorded. */
  readonly happenedAt: Instant
  /** The same as a day where the equipment stands. */
  readonly on: LocalDate
  readonly actor: string
  readonly text: string
  readonly money: Money | null
  readonly incident: IncidentKind | null
  /** The incident that is charged or not. */
  readonly refersTo: string | null
}

export type Incident = {
  readonly id: string
  readonly kind: IncidentKind
  readonly on: LocalDate
  readonly text: string
  readonly reportedBy: string
  readonly estimate: Money | null
  readonly settled: { readonly charged: Money | null; readonly by: string; readonly at: Instant; readonly reason: string } | null
}

export type LoanState = 'recorded' | 'not-confirmed' | 'active' | 'due-back' | 'overdue' | 'returned' | 'written-off'

export type LoanStanding = {
  readonly state: LoanState
  readonly risk: 'provider' | 'customer'
  /** Between these the risk is the customer's. */
  readonly riskFrom: Instant | null
  readonly riskTo: Instant | null
  readonly value: Money | null
  readonly confirmed: { readonly text: string; readonly by: string; readonly on: LocalDate } | null
  readonly returnDue: LocalDate | null
  readonly returnDueBecause: 'service-end' | 'request' | null
  readonly instructions: string
  readonly overdueSince: LocalDate | null
  readonly incidents: readonly Incident[]
}

type Terms = {
  /** The last day of the service it serves. */
  readonly serviceEnd: LocalDate
  /** Today where it stands. */
  readonly today: LocalDate
  readonly overdueAfterDays: number
}

/** How a loan stands. In words: it is active once area and access are confirmed, due back at the earlier of service end and request, overdue from the day after. */
export function standingOf(events: readonly LoanEvent[], { serviceEnd, today, overdueAfterDays }: Terms): LoanStanding {
  const first = (kind: LoanEventKind) => events.find((event) => event.kind === kind)
  const handed = first('handed-over')
  const returned = first('returned')
  const confirmed = events.findLast(({ kind }) => kind === 'confirmed')
  const asked = first('asked-back')
  const incidents = incidentsOf(events)
  const gone = incidents.find(({ kind, settled }) => kind !== 'damage' && settled !== null)
  const due = handed ? (earliestEnd(serviceEnd, asked?.on) as LocalDate) : null
  const out = handed !== undefined && returned === undefined && gone === undefined
  const overdueSince = out && due !== null && today >= addDays(due, overdueAfterDays) ? addDays(due, overdueAfterDays) : null
  const state: LoanState = returned
    ? 'returned'
    : gone
      ? 'written-off'
      : !handed
        ? 'recorded'
        : overdueSince !== null
          ? 'overdue'
          : asked !== undefined || due === today
            ? 'due-back'
            : confirmed
              ? 'active'
              : 'not-confirmed'
  return {
    state,
    risk: out ? 'customer' : 'provider',
    riskFrom: handed?.happenedAt ?? null,
    riskTo: returned?.happenedAt ?? gone?.settled?.at ?? null,
    value: handed?.money ?? null,
    confirmed: confirmed ? { text: confirmed.text, by: confirmed.actor, on: confirmed.on } : null,
    returnDue: due,
    returnDueBecause: due === null ? null : asked && asked.on <= serviceEnd ? 'request' : 'service-end',
    instructions: asked?.text ?? '',
    overdueSince,
    incidents,
  }
}

const incidentsOf = (events: readonly LoanEvent[]): readonly Incident[] =>
  events
    .filter(({ kind }) => kind === 'incident')
    .map((event) => {
      const end = events.find(({ kind, refersTo }) => (kind === 'charged' || kind === 'not-charged') && refersTo === event.id)
      return {
        id: event.id,
        kind: event.incident as IncidentKind,
        on: event.on,
        text: event.text,
        reportedBy: event.actor,
        estimate: event.money,
        settled: end ? { charged: end.kind === 'charged' ? end.money : null, by: end.actor, at: end.at, reason: end.text } : null,
      }
    })

/** Whose the risk is at an instant (MSP-5.e3). */
export const riskAt = ({ riskFrom, riskTo }: Pick<LoanStanding, 'riskFrom' | 'riskTo'>, at: Instant): 'provider' | 'customer' =>
  riskFrom !== null && at >= riskFrom && (riskTo === null || at < riskTo) ? 'customer' : 'provider'
