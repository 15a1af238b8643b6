import type { Offering } from '../catalog/offering.ts'
import type { Reason } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'

/** Working days on which a service of several days is not given, and the number of the provider's agreement to that gap (MSP-6.d3, policy B65). */
export type DaysLeftOut = { readonly days: readonly LocalDate[]; readonly agreement: string }

/**
 * Whether days may be left out. In words: only of what is bought by the day, never the first one, and only by an agreement that has a number where the
 * service runs on consecutive business days.
 */
export function judgeDaysLeftOut(
  offering: Pick<Offering, 'limits' | 'purchase'>,
  service: string,
  { days, agreement }: DaysLeftOut,
  firstDay: LocalDate,
): readonly Reason[] {
  if (days.length === 0) return []
  const line = offering.purchase.prices.find(({ code }) => code === service)
  const clauses = offering.limits.find(({ code }) => code === 'consecutive-days')?.clauses ?? line?.clauses ?? []
  const base = { clauses, weight: 'refuse', source: agreement === '' ? 'the task order' : `agreement ${agreement}` } as const
  const found = `without ${days.join(', ')}`
  if (line?.unit !== 'day')
    return [
      {
        ...base,
        rule: 'days-of-days',
        holds: false,
        fact: 'days left out',
        found,
        expected: 'a service that is bought by the day',
        cure: 'Leave no days out.',
      },
    ]
  return [
    {
      ...base,
      rule: 'first-day-kept',
      holds: days.every((day) => day > firstDay),
      fact: 'first service day',
      found: firstDay,
      expected: 'days left out after it',
      cure: 'Choose another first service day.',
    },
    {
      ...base,
      rule: 'days-consecutive',
      holds: agreement !== '',
      fact: 'days of the service',
      found,
      expected: 'consecutive business days',
      cure: 'Take the days one after the other, or enter the number of the vendor’s agreement to the gap.',
    },
  ]
}
