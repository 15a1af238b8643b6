import { termEnd } from '../calendar/terms.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { OrderQuestion } from '../contracts/facts.ts'
import { judgeSeller, qualificationReason } from '../contracts/judge-order.ts'
import type { Reason } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import type { Family } from './ledger.ts'

/** Credits that an account buys while a service runs that is paid with them. */
export type PurchaseQuestion = {
  /** The day of the purchase. */
  readonly onDate: LocalDate
  readonly account: OrderQuestion['account']
  /** The first day of the contract that the credits are for. */
  readonly contractFrom: LocalDate
  /** The newest answer on whether the account may buy, if any is on record. */
  readonly qualification: OrderQuestion['qualification']
  /** Who sells them; null where the purchase names nobody. */
  readonly seller: OrderQuestion['seller']
}

/** Whether a service is paid with a family of credits, and sold to those alone who were found fit for it. */
export const asksForFitness = ({ purchase }: Offering, family: Family): boolean =>
  purchase.qualification !== undefined && purchase.methods.some(({ method }) => method === family)

/**
 * Judges a further purchase of credits as the order of their service was (MSP-2.p1, MSP-2.p3). In words: the account is prequalified on the day; a
 * contract that nobody's answer is on record for stands for one as long as an answer holds; and a seller that is named is authorised on the day, in the territory.
 */
export function judgePurchase(offering: Offering, question: PurchaseQuestion, book: PolicyBook): readonly Reason[] {
  const { onDate, account, contractFrom, seller } = question
  const implied = {
    outcome: 'qualified',
    decidedOn: contractFrom,
    validUntil: termEnd(contractFrom, book.get('qualification.rules').validMonths),
    by: 'the order of the contract',
  } as const
  const reasons = qualificationReason(offering, { account, onDate, qualification: question.qualification ?? implied })
  return seller === null
    ? reasons
    : [...reasons, ...judgeSeller(offering, { order: { channel: 'territory-reseller' }, seller, onDate, account }, book, [])]
}
