import { lengthOf, termEnd } from '../calendar/terms.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import { winner } from '../catalog/precedence.ts'
import type { Reason } from '../decisions/decision.ts'
import type { Consulted } from './device-rules.ts'
import type { Agreement, OrderQuestion } from './facts.ts'

/**
 * The least term by the text that wins: the service description's own, or that of the agreement where it states another one and ranks above
 * (CSS-1.p6, ACP-1.p3, policy B1).
 */
export function leastTerm(
  offering: Offering,
  agreement: Agreement | null,
  { onDate, overrides }: Pick<OrderQuestion, 'onDate' | 'overrides'>,
  asked: Consulted,
): { readonly months: number | null; readonly clauses: readonly string[]; readonly source: string } {
  const { minimumMonths, clauses } = offering.purchase.term
  const own = { months: minimumMonths, clauses, source: 'the order' }
  const stated = agreement?.leastMonths ?? null
  if (!agreement || stated === null || stated === minimumMonths) return own
  const { posted } = offering.purchase.agreement
  const { name, version } = agreement
  const found = winner(
    offering,
    [
      { kind: 'conflicting-text', document: posted, version, place: 'term', says: `at least ${stated} months` },
      {
        kind: 'conflicting-text',
        document: 'SDD',
        version: String(offering.version),
        place: 'term',
        says: `at least ${minimumMonths ?? 0} months`,
      },
    ],
    { onDate, overrides, subject: 'support' },
  )
  if (found.kind !== 'winner') return own
  asked.push(...found.policies.map(({ key }) => key as Consulted[number]))
  const cited = [...clauses, ...found.clauses]
  return found.text.document === 'SDD'
    ? { months: minimumMonths, clauses: cited, source: `the service description, which overrides agreement ${name}` }
    : {
        months: stated,
        clauses: cited,
        source: `agreement ${name}${minimumMonths === null ? '' : `, which overrides ${clauses.join(', ')}`}`,
      }
}

/** The dates are in order and the term is long enough, or a complete co-term exception shortens it. */
export function judgeTerm(offering: Offering, question: OrderQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const { order, contracts } = question
  const { term } = offering.purchase
  const inOrder = order.endsOn >= order.startsOn
  const reasons: Reason[] = [
    {
      rule: 'dates-in-order',
      clauses: term.clauses,
      holds: inOrder,
      weight: 'refuse',
      fact: 'term',
      found: `${order.startsOn} to ${order.endsOn}`,
      expected: 'an end on or after the start',
      source: 'the order',
      cure: 'Correct the dates.',
    },
  ]
  const { months, clauses, source } = leastTerm(offering, order.agreement, question, asked)
  const annual = offering.definitions.find((each) => each.term === 'annual')
  if (inOrder && annual)
    reasons.push({
      rule: 'by-the-year',
      clauses: annual.clauses,
      holds: true,
      weight: 'advise',
      fact: 'quantity',
      found: lengthOf(order.startsOn, order.endsOn),
      expected: 'priced by the year',
      source: 'the order',
    })
  if (!inOrder || months === null) return reasons
  asked.push('time.month_rule', 'term.coterm')
  const earliest = termEnd(order.startsOn, months)
  if (order.endsOn >= earliest) {
    reasons.push({
      rule: 'minimum-term',
      clauses,
      holds: true,
      weight: 'refuse',
      fact: 'end of the term',
      found: order.endsOn,
      expected: `${earliest} or later`,
      source,
    })
    return reasons
  }
  const rule = book.get('term.coterm')[offering.code]
  const exception = rule?.exception ?? term.coterm
  if (exception === 'none') {
    reasons.push({
      rule: 'minimum-term',
      clauses,
      holds: false,
      weight: 'refuse',
      fact: 'end of the term',
      found: order.endsOn,
      expected: `${earliest} or later`,
      source,
      cure: `End on ${earliest} or later.`,
    })
    return reasons
  }
  const agreed =
    order.coterm !== null &&
    (!(rule?.writtenRecord ?? exception === 'written-agreement') || order.coterm.written) &&
    order.coterm.agreementId !== ''
  const other = contracts.find((contract) => contract.endsOn === order.endsOn)
  const complete = agreed && (other !== undefined || rule?.sameEndAsAnother === false)
  reasons.push(
    {
      rule: 'minimum-term',
      clauses,
      holds: complete,
      weight: 'refuse',
      fact: 'end of the term',
      found: order.endsOn,
      expected: complete ? `${earliest}, shortened to co-term` : `${earliest} or later`,
      source,
      cure: `End on ${earliest} or later, or co-term with a written agreement.`,
    },
    {
      rule: 'co-term',
      clauses: term.cotermClauses ?? term.clauses,
      holds: complete,
      weight: 'refuse',
      fact: 'co-term',
      found: `${agreed ? `agreement ${order.coterm?.agreementId}` : 'no written agreement'}; ${other ? `${other.number} ends the same day` : 'no other contract ends that day'}`,
      expected: 'a written agreement and another contract with the same end',
      source: other ? `contract ${other.number}` : 'the order',
      cure: 'Attach the written agreement, and end with another contract.',
    },
  )
  return reasons
}
