import type { Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { curesOf, type Decision, decidingClauses, type PolicyUse, type Reason, type Verdict, verdictOf } from '../decisions/decision.ts'
import {
  baseCoverOn,
  baseRule,
  type Consulted,
  judgeBase,
  judgeCountry,
  judgeCover,
  judgeExclusions,
  judgeSite,
  judgeSoftware,
} from './device-rules.ts'
import { type OrderQuestion, within } from './facts.ts'
import { judgeTerm } from './judge-term.ts'

/** What becomes of each serial on an order. */
export type OrderLine = { readonly serial: string; readonly verdict: Verdict; readonly reasons: readonly Reason[] }

export type OrderJudgement = { readonly decision: Decision; readonly lines: readonly OrderLine[] }

/**
 * Judges an order. In words: the service is sold by this channel, by a seller authorised on the day and in the territory;
 * the order names one end user with name and address; that end user is qualified and buys for its own use; the dates are
 * in order and the term is long enough, or a complete co-term exception shortens it; the governing agreement, when one is
 * named, is whole; the base contract it needs is there; its country and theatre are served; at least one device passes.
 */
export function judgeOrder(offering: Offering, question: OrderQuestion): OrderJudgement {
  const book = policyBook(question.onDate, question.overrides)
  const asked: Consulted = []
  const reasons = [
    ...judgeSeller(offering, question, book, asked),
    ...judgeEndUser(offering, question),
    ...judgeTerm(offering, question, book, asked),
    ...judgeAgreement(offering, question),
    ...papersToWrite(offering, question),
    ...judgeAccountBase(offering, question, book, asked),
    ...judgeCountry(
      offering,
      { country: question.account.country, what: 'country of the end user', source: `account ${question.account.code}` },
      question.onDate,
      book,
      asked,
    ),
    ...judgeTheatre(offering, question),
  ]
  const lines = judgeLines(offering, question, book, asked)
  if (offering.cover.covers !== 'account') reasons.push(...judgeLinesTogether(offering, question, lines))
  const verdict = verdictOf(reasons)
  return {
    decision: {
      kind: 'decision',
      verdict,
      act: 'order.place',
      onDate: question.onDate,
      offering: offering.code,
      offeringVersion: offering.version,
      contract: null,
      reasons,
      decidedBy: decidingClauses(reasons, verdict),
      policies: policiesUsed(book, asked),
      cures: curesOf(reasons),
      candidates: [],
      alternatives: [],
    },
    lines,
  }
}

export const policiesUsed = (book: PolicyBook, asked: Consulted): readonly PolicyUse[] =>
  [...new Set(asked)].map((key) => {
    const { id, value, effectiveFrom, author } = book.inForce(key)
    return { id, key, value, effectiveFrom, author }
  })

const channelKinds: Readonly<Record<string, string>> = {
  reseller: 'reseller',
  distributor: 'distributor',
  'territory-reseller': 'reseller',
  'operate-specialist': 'operate-specialist',
}

/** The channel is one by which the service is sold, and the seller authorised on the day, in the territory where that is asked. */
export function judgeSeller(
  offering: Offering,
  {
    order,
    seller,
    onDate,
    account,
  }: Pick<OrderQuestion, 'seller' | 'onDate' | 'account'> & { readonly order: Pick<OrderQuestion['order'], 'channel'> },
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  asked.push('channel.allowed')
  const allowed: readonly string[] = book.get('channel.allowed')[offering.code] ?? offering.purchase.channels.map((row) => row.channel)
  const rows = offering.purchase.channels
  const clauses = rows.find((row) => row.channel === order.channel)?.clauses ?? rows[0]?.clauses ?? []
  const reasons: Reason[] = [
    {
      rule: 'seller-channel',
      clauses,
      holds: allowed.includes(order.channel),
      weight: 'refuse',
      fact: 'channel',
      found: order.channel,
      expected: allowed,
      source: 'the order',
      cure: `Order by: ${allowed.join(', ')}.`,
    },
  ]
  const kind = channelKinds[order.channel]
  if (!kind) return reasons
  const given = seller?.authorisations.filter((row) => row.kind === kind && within(onDate, row)) ?? []
  const source = seller ? `partner ${seller.code}` : 'the order'
  reasons.push({
    rule: 'seller-authorised',
    clauses,
    holds: given.length > 0,
    weight: 'refuse',
    fact: 'authorisation of the seller',
    found: given.length > 0 ? kind : null,
    expected: `${kind} on ${onDate}`,
    source,
    cure: 'Order through an authorised partner.',
  })
  const territory = given.some((row) => row.territory.length === 0 || row.territory.includes(account.country))
  if (order.channel === 'territory-reseller') {
    reasons.push({
      rule: 'seller-territory',
      clauses,
      holds: territory,
      weight: 'refuse',
      fact: 'territory of the seller',
      found: given.flatMap((row) => row.territory),
      expected: account.country,
      source,
      cure: `Order through a reseller authorised for ${account.country}.`,
    })
  }
  return reasons
}

function judgeEndUser(offering: Offering, { order, account, qualification, onDate }: OrderQuestion): Reason[] {
  const { purchase } = offering
  const missing = [order.endUserName.trim() === '' && 'name', order.endUserAddress.trim() === '' && 'address'].filter(
    (part) => part !== false,
  )
  const reasons: Reason[] = [
    {
      rule: 'end-user-named',
      clauses: purchase.endUserNamed.clauses,
      holds: missing.length === 0,
      weight: 'refuse',
      fact: 'missing on the order',
      found: missing,
      expected: [],
      source: 'the order',
      cure: 'Give the name and address of the end user.',
    },
    {
      rule: 'end-user-only',
      clauses: purchase.endUserNamed.clauses,
      holds: order.endUserName.trim() === '' || order.endUserName.trim().toLowerCase() === account.name.toLowerCase(),
      weight: 'refuse',
      fact: 'end user named',
      found: order.endUserName,
      expected: account.name,
      source: 'the order',
      cure: `Place the order for ${account.name}, or in the account of the end user named.`,
    },
  ]
  reasons.push(...qualificationReason(offering, { account, qualification, onDate }))
  if (purchase.ownUse && order.channel === 'direct') {
    reasons.push({
      rule: 'own-use-stated',
      clauses: purchase.ownUse.clauses,
      holds: order.ownUse,
      weight: 'refuse',
      fact: 'own use stated',
      found: order.ownUse,
      expected: true,
      source: 'the order',
      cure: 'State that the service is for own use.',
    })
  }
  const methods = purchase.methods.map((row) => row.method)
  reasons.push({
    rule: 'method-allowed',
    clauses: purchase.methods.flatMap((row) => row.clauses),
    holds: methods.includes(order.method),
    weight: 'refuse',
    fact: 'paid by',
    found: order.method,
    expected: methods,
    source: 'the order',
    cure: `Pay by: ${methods.join(', ')}.`,
  })
  return reasons
}

/** Somebody found the end user fit to buy, and that holds on the day; nothing where the service does not ask for it. */
export function qualificationReason(
  offering: Offering,
  { account, qualification, onDate }: Pick<OrderQuestion, 'account' | 'qualification' | 'onDate'>,
): Reason[] {
  if (!offering.purchase.qualification) return []
  const { form, clauses } = offering.purchase.qualification
  return [
    {
      rule: 'qualified',
      clauses,
      holds: qualification?.outcome === 'qualified' && qualification.decidedOn <= onDate && onDate <= qualification.validUntil,
      weight: 'refuse',
      fact: form,
      found: qualification ? `${qualification.outcome} until ${qualification.validUntil}` : null,
      expected: `${form} on ${onDate}`,
      source: qualification ? `qualification by ${qualification.by}` : `account ${account.code}`,
      cure: `Ask for ${account.name} to be ${form} for ${offering.title}.`,
    },
  ]
}

/** A named agreement must be whole: a signed one bears both signatures and reaches to support. */
function judgeAgreement(offering: Offering, { order }: OrderQuestion): Reason[] {
  return order.agreement ? [agreementReason(offering, order.agreement)] : []
}

/** Of a document that the service builds on and that is not there yet, the quote says that writing it costs extra (CSS-2.p7). */
function papersToWrite(offering: Offering, { order }: OrderQuestion): Reason[] {
  const charged = offering.duties.find(({ code }) => code === 'document-work')
  if (!charged) return []
  return offering.purchase.documents
    .filter(({ code, onlyFor }) => onlyFor === undefined && !order.documents.some((document) => document.code === code))
    .map(({ title }) => ({
      rule: 'document-there',
      clauses: charged.clauses,
      holds: false,
      weight: 'advise',
      fact: title,
      found: null,
      expected: `create ${title.toLowerCase()}: extra charge`,
      source: 'the order',
      cure: `Attach the ${title.toLowerCase()}, or have it written at a price of its own; the contract begins when both sides agreed to it.`,
    }))
}

export function agreementReason(offering: Offering, agreement: OrderQuestion['order']['agreement']): Reason {
  const { clauses, posted } = offering.purchase.agreement
  const lacking =
    agreement === null
      ? ['no agreement']
      : agreement.kind === 'posted'
        ? agreement.version === ''
          ? ['version']
          : []
        : [
            agreement.vendorSignedOn === null && 'vendor signature',
            agreement.customerSignedOn === null && 'end user signature',
            !agreement.coversSupport && 'scope of support',
          ].filter((part) => part !== false)
  return {
    rule: 'agreement-pinned',
    clauses,
    holds: lacking.length === 0,
    weight: 'refuse',
    fact: 'missing in the governing agreement',
    found: lacking,
    expected: [],
    source: agreement ? `agreement ${agreement.name}` : 'the contract',
    cure: `Pin the posted ${posted}, or a master agreement signed by both that covers support.`,
  }
}

/** The base contract of the account as a whole, where the service asks for one there (MSP-2.p2, ISS-2.who-i). */
export function judgeAccountBase(
  offering: Offering,
  { account, onDate }: Pick<OrderQuestion, 'account' | 'onDate'>,
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  const rule = baseRule(offering, book, asked)
  if (!rule) return []
  const source = `account ${account.code}`
  if (rule.shape === 'any-of') {
    const found = baseCoverOn(onDate, account.base, rule)
    return [
      {
        rule: 'base-contract',
        clauses: rule.clauses,
        holds: found !== undefined,
        weight: 'refuse',
        fact: 'base contract',
        found: found ? `${found.type} ${found.contract} to ${found.endsOn}` : null,
        expected: `one of ${rule.types.join(', ')} on ${onDate}`,
        source: found ? `contract ${found.contract}` : source,
        cure: `Hold one of: ${rule.types.join(', ')}.`,
      },
    ]
  }
  if (rule.shape === 'all-equipment') {
    asked.push('msp.all_equipment')
    return [
      {
        rule: 'all-equipment',
        clauses: rule.clauses,
        holds: account.uncovered.length === 0 && account.base.length > 0,
        weight: 'refuse',
        fact: 'equipment without base contract',
        found: account.uncovered,
        expected: [],
        source,
        cure: `Buy ${rule.types[0]} for: ${account.uncovered.slice(0, 5).join(', ') || 'the equipment'}.`,
      },
    ]
  }
  return []
}

/** The theatre of the end user is one in which the service is offered (MSP-6.b1). */
export function judgeTheatre(offering: Offering, { account }: Pick<OrderQuestion, 'account'>): Reason[] {
  const rule = offering.availability.theatres
  if (!rule) return []
  return [
    {
      rule: 'in-theatre',
      clauses: rule.clauses,
      holds: (rule.only as readonly string[]).includes(account.theatre),
      weight: 'refuse',
      fact: 'theatre of the end user',
      found: account.theatre,
      expected: rule.only,
      source: `account ${account.code}`,
      cure: `This service is offered in ${rule.only.join(', ')} only.`,
    },
  ]
}

function judgeLines(offering: Offering, question: OrderQuestion, book: PolicyBook, asked: Consulted): readonly OrderLine[] {
  const { account, order, unknown } = question
  // cover begins with the term: what matters is the day the device would first be covered
  const [, day = order.startsOn] = [order.startsOn, question.onDate].sort()
  const lines: OrderLine[] = question.devices.map((device) => {
    const reasons = [
      ...judgeCover(offering, device, day, account, book, asked),
      ...judgeBase(offering, device, day, account.country, book, asked),
      ...judgeSite(offering, device.site, day, book, asked),
      ...judgeExclusions(offering, device, day),
      ...judgeSoftware(offering, device),
      ...judgeOverlap(offering, question, device, day, book, asked),
    ]
    return { serial: device.serial, verdict: verdictOf(reasons), reasons }
  })
  const clauses = offering.cover.onOrder?.clauses ?? offering.cover.acquired?.clauses ?? offering.purchase.endUserNamed.clauses
  for (const serial of unknown) {
    lines.push({
      serial,
      verdict: 'refused',
      reasons: [
        {
          rule: 'on-order',
          clauses,
          holds: false,
          weight: 'refuse',
          fact: 'serial',
          found: null,
          expected: serial,
          source: `installed base of ${account.code}`,
          cure: `Register ${serial} first.`,
        },
      ],
    })
  }
  return lines
}

function judgeOverlap(
  offering: Offering,
  { order }: OrderQuestion,
  device: OrderQuestion['devices'][number],
  day: string,
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  if (!offering.barsBundles) return []
  asked.push('bundle.overlap')
  const rule = book.get('bundle.overlap')
  const bundle = device.bundled.find((cover) => rule.bundles.includes(cover.offering) && within(day, cover))
  const named =
    order.addendum !== null &&
    order.addendum.vendorSignedOn !== null &&
    order.addendum.customerSignedOn !== null &&
    order.addendum.serials.includes(device.serial)
  return [
    {
      rule: 'no-bundle-overlap',
      clauses: offering.barsBundles.clauses,
      holds: bundle === undefined || named || rule.overlap === 'allowed',
      weight: 'refuse',
      fact: 'bundled service',
      found: bundle ? `${bundle.offering} to ${bundle.endsOn}` : null,
      expected: 'none, or an addendum that names it',
      source: bundle ? `contract ${bundle.contract}` : `device ${device.serial}`,
      cure: `Name ${device.serial} in an addendum signed by both.`,
    },
  ]
}

/** An order on which no device passes has nothing to cover: the failing reasons of its lines are its reasons. */
function judgeLinesTogether(offering: Offering, { order }: OrderQuestion, lines: readonly OrderLine[]): Reason[] {
  const passing = lines.filter((line) => line.verdict !== 'refused')
  if (passing.length > 0 || (order.serials.length === 0 && offering.cover.onOrder?.order !== 'service')) return []
  if (lines.length === 0) {
    return [
      {
        rule: 'on-order',
        clauses: offering.cover.onOrder?.clauses ?? offering.purchase.endUserNamed.clauses,
        holds: false,
        weight: 'refuse',
        fact: 'serials on the order',
        found: [],
        expected: 'at least one',
        source: 'the order',
        cure: 'List the devices the service is for.',
      },
    ]
  }
  return lines.flatMap((line) => line.reasons.filter((reason) => !reason.holds && reason.weight === 'refuse'))
}
