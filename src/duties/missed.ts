import { addDays } from '../calendar/terms.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { DutyEvent } from './event.ts'
import { type DutyItem, isLate } from './items.ts'

type Span = { readonly from: LocalDate; readonly to: LocalDate }

type Days = {
  /** The first day that counts, such as the one on which a piece of work was opened. */
  readonly from: LocalDate
  readonly today: LocalDate
  /** The day of an instant where the account is. */
  readonly dayOf: (at: Instant) => LocalDate
}

/**
 * The days on which a duty was missed (MSP-5.r2): it was late, said not to be met, or could not be met by notice. What is owed and not due yet is not
 * missed, and the provider did without it on a day on which it was waived (policy B21).
 * @param events what happened to this duty, oldest first
 */
export function missedDays(item: DutyItem, events: readonly DutyEvent[], days: Days): readonly LocalDate[] {
  const spans = [...standing(item, days), ...metLate(item, events, days), ...answeredLate(item, days), ...broken(events, days)]
  const waived = events.flatMap(({ kind, on, until }) => (kind === 'waived' && until !== null ? [{ from: on, to: until }] : []))
  const within = (day: LocalDate) => (span: Span) => span.from <= day && day <= span.to
  const found: LocalDate[] = []
  for (let day = days.from; day <= days.today; day = addDays(day, 1))
    if (spans.some(within(day)) && !waived.some(within(day))) found.push(day)
  return found
}

/** As it stands today, which is all that is known where a fact decides. */
const standing = ({ bare, since }: DutyItem, { today }: Days): readonly Span[] =>
  isLate(bare) ? [{ from: since ?? today, to: today }] : []

/** From the day after it was due to the day on which it was met. */
function metLate({ due, parts, fact }: DutyItem, events: readonly DutyEvent[], { today }: Days): readonly Span[] {
  if (due.on === null || fact) return []
  /** The first day of evidence of a part: what is added later makes nothing late. */
  const firstOf = (part: string | null): LocalDate | undefined =>
    events
      .flatMap(({ kind, on, part: given }) => (kind === 'met' && (part === null || given === null || given === part) ? [on] : []))
      .toSorted()[0]
  const firsts = (parts.length === 0 ? [null] : parts.map(({ code }) => code)).map((part) => firstOf(part) ?? today)
  return [{ from: addDays(due.on, 1), to: firsts.toSorted().at(-1) ?? today }]
}

/** From the day after an answer was due to the day on which it came; a question without a day of its own is due with its duty. */
const answeredLate = ({ asks, due }: DutyItem, { today, dayOf }: Days): readonly Span[] =>
  asks.flatMap(({ dueOn, answer }) => {
    const last = dueOn ?? due.on
    return last === null ? [] : [{ from: addDays(last, 1), to: answer ? dayOf(answer.at) : today }]
  })

/** From the day on which it was said not to be met, or that it cannot be, to the one on which that was mended. */
const broken = (events: readonly DutyEvent[], { today }: Days): readonly Span[] =>
  events.flatMap((said) => {
    if (said.kind !== 'lapsed' && said.kind !== 'cannot') return []
    const mended = events.find(({ kind, seq, on, part, refersTo }) =>
      kind === 'met'
        ? seq > said.seq && on >= said.on && (said.part === null || part === null || part === said.part)
        : kind === 'withdrawn' && refersTo === said.id,
    )
    return [{ from: said.on, to: mended?.on ?? today }]
  })
