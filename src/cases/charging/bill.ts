import { localDate, resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { PolicyOverride } from '../../catalog/policies.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import type { Instant, LocalDate, Zone } from '../../lib/time.ts'
import { minutesMs } from '../../lib/time.ts'

/** What work at the provider's rates costs, day by day, at the rate in force on the day of the work (CSS-8.e3): pure. */

/** A rate for an hour, in the smallest unit of its currency, and the day from which it holds. */
export type Rate = { readonly currency: string; readonly hourAmount: number; readonly from: LocalDate }

/** Rates in force on a day; none until somebody set them (policy H13). */
export function ratesOn(day: LocalDate, overrides: readonly PolicyOverride[]): readonly Rate[] {
  const { value, effectiveFrom } = policyBook(day, overrides).inForce('work.rates') as {
    readonly value: readonly Omit<Rate, 'from'>[]
    readonly effectiveFrom: LocalDate
  }
  return value.map(({ currency, hourAmount }) => ({ currency, hourAmount, from: effectiveFrom }))
}

/** The work of one day, in whole minutes. */
export type DayPart = { readonly day: LocalDate; readonly minutes: number }

/** A stretch cut at the midnights of a zone; minutes that really passed, whatever the wall clock did in the night. */
export function byDay(zone: Zone, from: Instant, to: Instant): readonly DayPart[] {
  const parts: DayPart[] = []
  let at = from
  while (at < to) {
    const day = localDate(zone, at)
    if (typeof day !== 'string') return []
    const midnight = resolveLocal(zone, `${addDays(day, 1)}T00:00`)
    const until = typeof midnight === 'number' && midnight > at ? Math.min(midnight, to) : to
    parts.push({ day, minutes: Math.round((until - at) / minutesMs) })
    at = until
  }
  return parts
}

/** Minutes at a rate for an hour, to the nearest smallest unit, half of one up: the one place that rounds. */
export const amountOf = (minutes: number, hourAmount: number): number => Math.floor((minutes * hourAmount + 30) / 60)

/** A line of a charge: one day of an entry. */
export type Line = DayPart & {
  readonly hourAmount: number
  readonly rateFrom: LocalDate
  readonly amount: number
  readonly currency: string
}

/** The lines of an entry; undefined where a day has no rate in the currency. */
export function linesOf(
  zone: Zone,
  entry: { readonly from: Instant; readonly to: Instant },
  currency: string,
  overrides: readonly PolicyOverride[],
): readonly Line[] | undefined {
  const lines: Line[] = []
  for (const part of byDay(zone, entry.from, entry.to)) {
    const rate = ratesOn(part.day, overrides).find((each) => each.currency === currency)
    if (!rate) return undefined
    lines.push({ ...part, hourAmount: rate.hourAmount, rateFrom: rate.from, amount: amountOf(part.minutes, rate.hourAmount), currency })
  }
  return lines
}
