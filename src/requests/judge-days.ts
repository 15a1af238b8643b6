import { deadlineAfter } from '../calendar/terms.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import { baseRule, type Consulted } from '../contracts/device-rules.ts'
import type { Reason } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import type { RequestQuestion } from './facts.ts'

/** The days of a service: worked, after today, within the base contract of its devices, begun in time (MSP-6.d1, MSP-1.p8). */
export function judgeDays(offering: Offering, question: RequestQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const { days, daysProblem, firstDay, nextWorkingDay, purse, onDate, windows, step } = question
  const reasons: Reason[] = []
  const row = offering.hours.find(({ purpose }) => purpose === 'delivery') ?? offering.hours[0]
  const unit = offering.purchase.prices.find(({ code }) => code === question.service)?.unit
  if (daysProblem !== null)
    reasons.push({
      rule: 'days-known',
      clauses: row?.clauses ?? [],
      holds: false,
      weight: 'refuse',
      fact: 'working days',
      found: daysProblem,
      expected: 'a calendar with the holidays of that year',
      source: 'calendars of the vendor',
      cure: 'Enter the holidays of that year.',
    })
  if (days === null) return reasons
  if (step !== 'commence')
    reasons.push({
      rule: 'first-day-ahead',
      clauses: offering.purchase.term.clauses,
      holds: days.first >= onDate,
      weight: 'refuse',
      fact: 'first service day',
      found: days.first,
      expected: `${onDate} or later`,
      source: 'the request',
      cure: 'Choose a day to come.',
    })
  if (firstDay !== null && nextWorkingDay !== null && windows.length === 0 && unit !== 'request')
    reasons.push({
      rule: 'first-day-worked',
      clauses: row?.clauses ?? [],
      holds: nextWorkingDay === firstDay,
      weight: 'refuse',
      fact: 'first service day',
      found: firstDay,
      expected: `a working day, such as ${nextWorkingDay}`,
      source: 'calendars of the vendor',
      cure: `Begin on ${nextWorkingDay}.`,
    })
  if (purse?.oldestPurchase) reasons.push(...judgeStartBy(offering, { bought: purse.oldestPurchase, first: days.first }, book, asked))
  reasons.push(...judgeBaseUntil(offering, question, book))
  return reasons
}

/** The work begins within twelve months of the purchase of the oldest credits that pay it (MSP-6.d1, policy B46). */
export function judgeStartBy(
  offering: Offering,
  { bought, first }: { readonly bought: LocalDate; readonly first: LocalDate },
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  const startBy = offering.limits.find(({ code }) => code === 'start-by')
  if (!startBy) return []
  asked.push('msp.start_by')
  const last = deadlineAfter(bought, book.get('msp.start_by').months)
  return [
    {
      rule: 'start-by',
      clauses: startBy.clauses,
      holds: first <= last,
      weight: 'refuse',
      fact: 'first service day',
      found: first,
      expected: `${last} or earlier`,
      source: `credits bought on ${bought}`,
      cure: `Begin on ${last} or earlier.`,
    },
  ]
}

/**
 * The base contract is there up to the last day of the work (MSP-1.p8, MSP-2.p2, ISS-2.who-i). What has begun is not judged by it: a lapse
 * pauses that (policy B17).
 */
function judgeBaseUntil(offering: Offering, question: RequestQuestion, book: PolicyBook): Reason[] {
  const { days, account, step, uncoveredLater = [] } = question
  if (days === null) return []
  const day = step === 'commence' ? days.first : days.last
  const fact = day === days.last ? 'last service day' : 'first service day'
  return judgeBaseOn(offering, book, { account, day, fact, uncovered: step === 'commence' ? [] : uncoveredLater })
}

/** The base contract is there on a day on which work is done, or to which it is moved. @param uncovered equipment that has none on that day */
export function judgeBaseOn(
  offering: Offering,
  book: PolicyBook,
  {
    account,
    day,
    fact,
    uncovered,
  }: Pick<RequestQuestion, 'account'> & {
    readonly day: LocalDate
    readonly fact: string
    readonly uncovered: readonly string[]
  },
): Reason[] {
  const rule = baseRule(offering, book, [])
  if (!rule) return []
  const source = `account ${account.code}`
  const ends = account.base
    .filter(
      ({ type, startsOn }) =>
        startsOn <= day && ((rule.types as readonly string[]).includes(type) || (type === 'subscription' && rule.subscriptionCounts)),
    )
    .map(({ endsOn }) => endsOn)
    .toSorted()
    .at(-1)
  const reasons: Reason[] = []
  if (ends !== undefined)
    reasons.push({
      rule: 'care-until',
      clauses: rule.territory?.clauses ?? rule.clauses,
      holds: day <= ends,
      weight: 'refuse',
      fact,
      found: day,
      expected: `${ends} or earlier, when the base contract ends`,
      source,
      cure: `Renew the base contract, or choose days up to ${ends}.`,
    })
  if (uncovered.length > 0)
    reasons.push({
      rule: 'all-equipment-until',
      clauses: rule.clauses,
      holds: false,
      weight: 'refuse',
      fact: `equipment without base contract on ${day}`,
      found: uncovered,
      expected: [],
      source,
      cure: `Renew ${rule.types[0]} beyond ${day} for: ${uncovered.slice(0, 5).join(', ')}. Or choose days before it ends.`,
    })
  return reasons
}
