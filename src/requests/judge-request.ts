import type { Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { type Consulted, judgeBase, judgeCountry, judgeCover, judgeExclusions, judgeSite } from '../contracts/device-rules.ts'
import { type DeviceFacts, within } from '../contracts/facts.ts'
import { judgeContacts } from '../contracts/judge-activation.ts'
import { agreementReason, judgeAccountBase, judgeTheatre, policiesUsed } from '../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../decisions/decision.ts'
import { signsForGood } from '../parties/contacts.ts'
import type { RequestQuestion } from './facts.ts'
import { judgeDays } from './judge-days.ts'
import { judgePayment } from './judge-payment.ts'
import { usualChanges } from './request.ts'
import { judgeWindow, type WindowRules, windowRules } from './window-rules.ts'

const acts = { ask: 'request.ask', redeem: 'request.redeem', commence: 'request.commence' } as const

/**
 * Judges a request when it is asked, redeemed and begun. In words: a running contract sells the service in this version; its agreement is
 * whole; base contract, country and theatre are in order; the contacts it needs are named; the devices are supported products;
 * what has to be said with it was said; its days are worked, covered and not too late; both sides approved the task order; it can be paid.
 */
export function judgeRequest(offering: Offering, question: RequestQuestion): Decision {
  const book = policyBook(question.onDate, question.overrides)
  const asked: Consulted = []
  const described = offering.purchase.prices.some(({ code }) => code === question.service)
  const reasons: Reason[] = described
    ? [
        ...judgeContract(offering, question),
        ...judgeAccountBase(offering, question, book, asked),
        ...judgeCountry(
          offering,
          { country: question.account.country, what: 'country of the end user', source: `account ${question.account.code}` },
          question.onDate,
          book,
          asked,
        ),
        ...judgeTheatre(offering, question),
        ...judgeContacts(offering, question, asked).filter(({ rule }) => rule !== 'contact-technical'),
        ...judgeSignatory(offering, question),
        ...judgeDevices(offering, question, book, asked),
        ...judgeSaid(offering, question, book, asked),
        ...judgeDays(offering, question, book, asked),
        ...judgeApproval(offering, question),
        ...judgePayment(offering, question, book, asked),
        ...question.heldBy.map(heldReason),
      ]
    : [notDescribed(offering, question)]
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: acts[question.step],
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: question.contract?.number ?? null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}

/** A service that no line of the price list describes (MSP-3.p3). */
function notDescribed(offering: Offering, { service }: RequestQuestion): Reason {
  const exclusion = offering.exclusions.find(({ code }) => code === 'not-described')
  return {
    rule: 'service-described',
    clauses: exclusion?.clauses ?? offering.purchase.term.clauses,
    holds: false,
    weight: 'refuse',
    fact: 'service',
    found: service,
    expected: offering.purchase.prices.map(({ code }) => code),
    source: `${offering.title}, version ${offering.version}`,
    cure: 'Ask for one of these, or for an addendum that both sides sign.',
  }
}

function judgeContract(offering: Offering, { contract, onDate }: RequestQuestion): Reason[] {
  const running = contract !== null && contract.state === 'active' && within(onDate, contract)
  const reason: Reason = {
    rule: 'contract-active',
    clauses: offering.purchase.term.clauses,
    holds: running,
    weight: 'refuse',
    fact: 'contract',
    found: contract ? `${contract.state}, ${contract.startsOn} to ${contract.endsOn}` : null,
    expected: `an active contract for ${offering.title} on ${onDate}`,
    source: contract ? `contract ${contract.number}` : 'the account',
    cure: contract?.state === 'pending' ? `Activate ${contract.number}.` : `Order ${offering.title}.`,
  }
  return contract ? [reason, agreementReason(offering, contract.agreement)] : [reason]
}

/** One is named who signs what is done, beside who stands in for a time: asked for at once, needed before the work begins (MSP-5.i). */
function judgeSignatory(offering: Offering, { contacts, step }: RequestQuestion): Reason[] {
  const { signOff } = offering.contacts
  if (!signOff) return []
  const named = contacts.filter((each) => each.role === 'signatory' && signsForGood(each))
  return [
    {
      rule: 'contact-sign-off',
      clauses: signOff.clauses,
      holds: named.length === 1,
      weight: step === 'commence' ? 'refuse' : 'advise',
      fact: 'sign-off contacts',
      found: named.map(({ name }) => name),
      expected: 1,
      source: 'contact roster',
      cure:
        named.length > 1
          ? `One signs: end ${named
              .slice(1)
              .map(({ name }) => name)
              .join(', ')} or ${named[0]?.name} as sign-off contact.`
          : 'Name one contact who signs what is done.',
    },
  ]
}

function judgeDevices(offering: Offering, question: RequestQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const { devices, unknown, account, service, addenda, step } = question
  const price = offering.purchase.prices.find(({ code }) => code === service)
  const reasons: Reason[] = []
  if (price?.asks?.includes('devices') && step === 'ask')
    reasons.push({
      rule: 'devices-named',
      clauses:
        offering.deliverables.find(({ code }) => code === service)?.clauses.slice(0, 1) ?? offering.cover.onOrder?.clauses ?? price.clauses,
      holds: devices.length + unknown.length > 0,
      weight: 'refuse',
      fact: 'devices',
      found: devices.length,
      expected: 'at least one',
      source: 'the request',
      cure: 'Name the devices that it is about.',
    })
  if (unknown.length > 0)
    reasons.push({
      rule: 'devices-known',
      clauses: offering.cover.onOrder?.clauses ?? price?.clauses ?? [],
      holds: false,
      weight: 'refuse',
      fact: 'serials that the account does not hold',
      found: unknown,
      expected: [],
      source: `installed base of ${account.code}`,
      cure: `Register ${unknown.slice(0, 5).join(', ')} first, or leave them out.`,
    })
  for (const device of devices) {
    reasons.push(...judgeSupported(offering, device, question, book, asked))
    if (offering.barsBundles) {
      asked.push('bundle.overlap')
      const bundles: readonly string[] = book.get('bundle.overlap').bundles
      const bundle = device.bundled.find((cover) => bundles.includes(cover.offering) && within(question.onDate, cover))
      const named = addenda.find((each) => each.vendorSignedOn && each.customerSignedOn && each.serials.includes(device.serial))
      if (bundle)
        reasons.push({
          rule: 'no-bundle-overlap',
          clauses: offering.barsBundles.clauses,
          holds: named !== undefined,
          weight: 'refuse',
          fact: `bundled service of ${device.serial}`,
          found: `${bundle.offering} to ${bundle.endsOn}`,
          expected: 'none, or an addendum that names it',
          source: named ? `addendum ${named.number}` : `contract ${bundle.contract}`,
          cure: `Name ${device.serial} in an addendum signed by both.`,
        })
    }
  }
  if (devices.length > 0 && reasons.every(({ holds }) => holds))
    reasons.push({
      rule: 'devices-supported',
      clauses: [
        ...new Set([offering.cover.inUse, offering.cover.acquired, offering.cover.registered].flatMap((each) => each?.clauses ?? [])),
      ],
      holds: true,
      weight: 'refuse',
      fact: 'devices',
      found: devices.length,
      expected: 'supported products only',
      source: `installed base of ${account.code}`,
    })
  return reasons
}

/** Why a device is no supported product of a service: each condition that it fails (MSP-1.p9, ISS-2.cov-p1); none where it is one. */
export function judgeSupported(
  offering: Offering,
  device: DeviceFacts,
  question: RequestQuestion,
  book: PolicyBook,
  asked: Consulted,
): readonly Reason[] {
  const { account, onDate, days, windows, step } = question
  const day = days?.last ?? onDate
  return [
    ...judgeListed(offering, device, question),
    ...judgeCover(offering, device, onDate, account, book, asked),
    ...judgeBase(offering, device, day, account.country, book, asked),
    ...judgeSite(offering, device.site, onDate, book, asked),
    // what is changed in a window is supported on its day (ISS-7.a)
    ...judgeExclusions(offering, device, windows.length > 0 && step !== 'commence' ? day : onDate),
  ].filter(({ holds }) => !holds)
}

/** The device is named on the order that the service asks for: its own, or that of the base contract (ISS-2.cov-iii, MSP-1.p7). */
function judgeListed({ cover }: Offering, { serial, base, bundled }: DeviceFacts, { contract, onDate }: RequestQuestion): Reason[] {
  if (!cover.onOrder || contract === null) return []
  const own = cover.onOrder.order === 'service'
  return [
    {
      rule: 'on-order',
      clauses: cover.onOrder.clauses,
      holds: own ? bundled.some((line) => line.contract === contract.number && onDate <= line.endsOn) : base.length > 0,
      weight: 'refuse',
      fact: 'serial',
      found: own ? `${serial} is not on ${contract.number}` : `${serial} is on no order for a base contract`,
      expected: own
        ? `a serial on ${contract.poNumber ? `order ${contract.poNumber}` : contract.number}`
        : 'a serial on the order of its base contract',
      source: own ? `contract ${contract.number}` : `device ${serial}`,
      cure: own ? `Add ${serial} to ${contract.number} by an order.` : `Order the base contract for ${serial}.`,
    },
  ]
}

/** What a service asks to be said with a request: the case, the windows, the plan for them, the kind of change. */
function judgeSaid(offering: Offering, question: RequestQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const price = offering.purchase.prices.find(({ code }) => code === question.service)
  const asks = price?.asks ?? []
  const delivered = offering.deliverables.find(({ code }) => code === question.service)
  const clauses = delivered?.clauses.slice(0, 1) ?? price?.clauses ?? []
  const said = (
    rule: string,
    holds: boolean,
    fact: string,
    found: Reason['found'],
    expected: string,
    cure: string,
    of = clauses,
  ): Reason => ({
    rule,
    clauses: of,
    holds,
    weight: 'refuse',
    fact,
    found,
    expected,
    source: 'the request',
    cure,
  })
  const reasons: Reason[] = []
  if (asks.includes('case'))
    reasons.push(
      said(
        'case-named',
        question.case !== null,
        'case',
        question.case?.number ?? null,
        'the number of a case',
        'Say which case it is about.',
      ),
    )
  const helping = question.case?.assistedBy
  if (asks.includes('case') && helping !== undefined && question.step !== 'commence')
    reasons.push(
      said(
        'case-helped-once',
        false,
        'request that helps with the case',
        helping,
        'none: it is paid once for each case',
        `${helping} was redeemed for ${question.case?.number} and helps with it: go on there.`,
        price?.clauses.slice(0, 1) ?? clauses,
      ),
    )
  if (asks.includes('plan')) {
    const duty = offering.duties.find(({ code }) => code === 'change-plan')
    reasons.push(
      said(
        'plan-attached',
        question.hasPlan,
        'change plan',
        question.hasPlan,
        'the change plan',
        'Attach the plan of the change.',
        duty?.clauses ?? delivered?.clauses.slice(0, 1) ?? clauses,
      ),
    )
  }
  if (asks.includes('windows'))
    reasons.push(
      said(
        'windows-named',
        question.windows.length > 0,
        'windows',
        question.windows.length,
        'at least one',
        'Say when the change is made: start, end and zone.',
        offering.duties.find((duty) => duty.fact === 'window-set')?.clauses ?? delivered?.clauses.slice(1, 2) ?? clauses,
      ),
    )
  if (asks.includes('change')) {
    const other = offering.limits.find(({ code }) => code === 'other-use-cases')
    const agreed = question.order?.providerSigned === true && question.order.customerSigned
    reasons.push({
      ...said(
        'use-case',
        usualChanges.includes(question.change) || agreed,
        'kind of change',
        question.change,
        usualChanges.join(', '),
        'Agree on it in writing, both sides.',
      ),
      clauses: other?.clauses ?? clauses,
      weight: 'advise',
    })
  }
  reasons.push(...judgeWindows(offering, question, book, asked))
  return reasons
}

/** Windows keep the rules of their service. Where the provider may still price what exceeds them, asking is open and paying is not (ISS-3.p2, ISS-3.p3). */
function judgeWindows(offering: Offering, question: RequestQuestion, book: PolicyBook, asked: Consulted): Reason[] {
  const { windows, announced, service, account, step, order } = question
  // what has begun was judged before
  if (windows.length === 0 || !announced || step === 'commence') return []
  const rules = windowRules(offering, service, account.theatre, book)
  if (rules === null) return []
  asked.push(...rules.policies)
  return windows.flatMap((window) =>
    judgeWindow(rules, {
      window,
      noticedAt: announced.at,
      waiver: announced.waiver,
      calendar: announced.calendar,
      extras: order?.extras ?? [],
      sameUnit: [],
      others: windows.filter((other) => other !== window),
    }).map((reason) => (step === 'ask' && mayBePriced(rules, reason) ? { ...reason, weight: 'approve' as const } : reason)),
  )
}

const mayBePriced = ({ hours }: WindowRules, { rule }: Reason) =>
  hours.outside === 'priced' && (rule === 'window-in-hours' || rule === 'window-length')

/** Both sides approved the task order before anything is paid or begun (MSP-6.d4). */
function judgeApproval(offering: Offering, { step, order }: RequestQuestion): Reason[] {
  if (step === 'ask') return []
  const approval = offering.limits.find(({ code }) => code === 'task-order')
  const missing =
    order === null
      ? ['a task order']
      : [!order.providerSigned && 'the provider', !order.customerSigned && 'the customer'].filter((each) => each !== false)
  return [
    {
      rule: 'task-order-agreed',
      clauses: approval?.clauses ?? offering.purchase.term.clauses,
      holds: missing.length === 0,
      weight: 'refuse',
      fact: 'approval missing of',
      found: missing,
      expected: [],
      source: order ? `task order version ${order.version}` : 'the request',
      cure: 'Both sides approve the task order first.',
    },
  ]
}

const heldReason = ({ clauses, title, side, cure, throughout }: RequestQuestion['heldBy'][number]): Reason => ({
  rule: throughout ? 'duty-kept' : 'duty-met',
  clauses,
  holds: false,
  weight: 'refuse',
  fact: 'duty not met',
  found: title,
  expected: 'met, or waived by the provider',
  source: `duties of the ${side}`,
  cure,
})
