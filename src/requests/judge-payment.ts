import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { Consulted } from '../contracts/device-rules.ts'
import { familyTitles } from '../credits/ledger.ts'
import type { Reason } from '../decisions/decision.ts'
import type { RequestQuestion } from './facts.ts'

/**
 * Whether a request can be paid. In words: the contract pays in a way that the service sells; its price is known; what is needed is
 * there, whole; options without a price in credits stand in an addendum that both sides signed before the work begins.
 */
export function judgePayment(offering: Offering, question: RequestQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const { contract, price, purse, step, order, addenda } = question
  const line = offering.purchase.prices.find(({ code }) => code === question.service)
  if (!contract || !line) return []
  const methods = offering.purchase.methods.map(({ method }) => method as string)
  const reasons: Reason[] = [
    {
      rule: 'method-allowed',
      clauses: offering.purchase.methods.flatMap((row) => row.clauses),
      holds: methods.includes(contract.method),
      weight: 'refuse',
      fact: 'paid by',
      found: contract.method,
      expected: methods,
      source: `contract ${contract.number}`,
      cure: `Pay by: ${methods.join(', ')}.`,
    },
  ]
  const list = contract.method === 'FSC' ? 'price.list' : line.policy === 'iss.asc_price' ? line.policy : undefined
  if (list) asked.push(list)
  // a line that several ways may pay is cited with the clause of this way only
  const [own, others] = [true, false].map((same) =>
    offering.purchase.methods.filter(({ method }) => (method === contract.method) === same).flatMap((row) => row.clauses),
  ) as [string[], string[]]
  const lineClauses = line.clauses.filter((clause) => own.includes(clause) || !others.includes(clause))
  // a price that no list gives is quoted with the task order; credits that nobody set are not
  const unset = price === null && contract.method === 'ASC'
  reasons.push({
    rule: 'price-known',
    clauses: lineClauses,
    holds: price !== null || (step === 'ask' && !unset),
    weight: 'refuse',
    fact: 'price',
    found: price === null ? 'no credit price' : price.by === 'credits' ? `${price.credits} ${price.family}` : `${price.units} units`,
    expected: 'a price',
    source: price === null && list ? `policy ${book.inForce(list).id}` : `${offering.title}, version ${offering.version}`,
    cure: unset ? 'Ask the vendor to set the price in credits.' : 'Ask for a quote.',
  })
  if (price && purse) {
    const needs = price.by === 'credits' ? price.credits : price.units
    const what = price.by === 'credits' ? familyTitles[price.family] : 'units'
    reasons.push({
      rule: 'paid-whole',
      clauses: [...new Set([...lineClauses, ...own])],
      holds: purse.has >= needs,
      // whoever asks may buy until it is redeemed
      weight: step === 'ask' ? 'advise' : 'refuse',
      fact: what,
      found: purse.has,
      expected: needs,
      source: `what ${question.account.code} holds`,
      cure: `It needs ${needs}, and ${purse.has} are there: buy ${Math.max(0, needs - purse.has)} more.`,
    })
  }
  reasons.push(...judgePeople(offering, question))
  const option = offering.limits.find(({ code }) => code === 'named-staff-option')
  const wanted = (order?.extras ?? []).filter((kind) => kind === 'designated' || kind === 'local' || kind === 'onsite')
  if (option && wanted.length > 0 && step !== 'ask') {
    asked.push('msp.options')
    const needed = book.get('msp.options').optionsNeed.includes('addendum')
    for (const kind of wanted) {
      const signed = addenda.find((each) => each.options.includes(kind) && each.vendorSignedOn !== null && each.customerSignedOn !== null)
      const half = addenda.find((each) => each.options.includes(kind))
      reasons.push({
        rule: 'option-agreed',
        clauses: [...option.clauses, ...(offering.limits.find(({ code }) => code === 'customised')?.clauses.slice(-1) ?? [])],
        holds: !needed || signed !== undefined,
        weight: 'refuse',
        fact: `addendum for ${kind}`,
        found:
          signed?.number ?? (half ? `${half.number}, ${half.vendorSignedOn === null ? 'vendor' : 'customer'} signature missing` : null),
        expected: 'an addendum signed by both',
        source: `contract ${contract.number}`,
        cure: 'Have both sides sign an addendum for it, or leave the option out.',
      })
    }
  }
  return reasons
}

/** People come from a pool: somebody by name, or from nearby, is no part of the service but an option beside it (MSP-3.p2, MSP-6.g1, MSP-6.g2, policy B51). */
function judgePeople(offering: Offering, { options, step }: RequestQuestion): Reason[] {
  const clausesOf = (limit: string) => offering.limits.find(({ code }) => code === limit)?.clauses ?? []
  if (!options || step !== 'ask') return []
  return options.map((option) => ({
    rule: 'people-pooled',
    clauses: [...clausesOf('pooled-staff'), ...clausesOf('named-staff-option')],
    holds: false,
    weight: 'advise',
    fact: 'people asked for',
    found: option,
    expected: 'whoever of the pool is free',
    source: 'the request',
    cure: `Not included: a ${option} engineer or service manager is an option with a quote and an addendum of its own. No credits are taken for it.`,
  }))
}
