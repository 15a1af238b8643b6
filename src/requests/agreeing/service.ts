import { createHash } from 'node:crypto'
import { workingDayAfter } from '../../calendar/working-days.ts'
import type { Offering } from '../../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { languageRuleOf } from '../../contracts/language-rule.ts'
import { contactWords, salesContacts } from '../../contracts/sales-contacts/service.ts'
import { dayOf, findContract } from '../../contracts/service.ts'
import { oldestPurchaseOf } from '../../credits/service.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { moveEngagement } from '../../duties/engagements/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { LocalDate } from '../../lib/time.ts'
import { type DaysLeftOut, judgeDaysLeftOut } from '../days-left-out.ts'
import { writePromises } from '../delivering/service.ts'
import { languageNote, withAccepted } from '../exceptions/exception.ts'
import { listExceptions, requireOnsiteCountry } from '../exceptions/service.ts'
import type { Extra } from '../extra.ts'
import type { RequestQuestion } from '../facts.ts'
import { gatherRequest, type Neighbours } from '../gathering/service.ts'
import { judgeDays } from '../judge-days.ts'
import { priceOf, priceWords } from '../price.ts'
import type { Payment, RequestRow, TaskOrder, TaskOrderRow, Window } from '../request.ts'
import { type Scope, scopeLacks, whyNotPriced } from '../scope.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { planStart } from '../starting/service.ts'
import { changeRequest, findRequest } from '../store.ts'
import { judgeWindow, windowRules } from '../window-rules.ts'
import { answerTaskOrder, insertTaskOrder, listTaskOrders } from './store.ts'

/** Says what of a request lies within the service; what lies beyond is told in writing (ISS-3.p1, ISS-3.p2, MSP-3.p3). */
export async function assess(tx: Tx, account: AccountRef, by: By, number: string, given: Omit<Scope, 'by' | 'on'>): Promise<void> {
  const request = await holdRequest(tx, account, number, 'assess')
  const lacking = scopeLacks(given)
  if (lacking !== undefined) throw badRequest('The assessment is not whole', { found: given.outcome, expected: lacking })
  const scope: Scope = { ...given, by: by.name, on: dayOf(account.zone, by.now) }
  await changeRequest(tx, account.id, request.id, {
    scope,
    ...(scope.outcome === 'out' ? { state: 'declined', closedAt: by.now } : { state: 'assessed' }),
  })
  await happened(tx, account, by, request, 'assess', { ...given })
  if (scope.outcome === 'in') return
  const clauses = scopeClauses(await offeringOf(tx, request))
  await tell(tx, account, by, request, {
    to: 'customer',
    subject: scope.outcome === 'out' ? 'It is out of scope' : 'A part of it is out of scope',
    text: [
      ...scope.excess.map(({ activity, why }) => `${activity}: ${why}`),
      scope.note,
      scope.offered
        ? 'What lies beyond the scope can be had for a further price, which comes with the task order.'
        : 'What lies beyond the scope is not offered.',
      `By ${clauses}. ${contactWords(await salesContacts(tx, account, by.now))}`,
    ].filter((line) => line !== ''),
  })
}

/** The clauses by which it is weighed what lies within a service. */
const scopeClauses = ({ code, duties, exclusions }: Offering): string =>
  (duties.find((each) => each.code === 'scope-assessment') ?? exclusions.find((each) => each.code === 'not-described'))?.clauses.join(
    ', ',
  ) ?? code

/** Nothing is planned before it was said what of it lies within the service (ISS-3.p1, MSP-3.p3). */
async function requireAssessed(tx: Tx, account: AccountRef, number: string): Promise<void> {
  const request = await findRequest(tx, account.id, { number })
  if (request?.state !== 'asked') return
  throw conflict(`${number} is not assessed yet (${scopeClauses(await offeringOf(tx, request))})`, {
    found: 'a request that nobody assessed',
    expected: 'what of it lies within the service',
    toDo: 'Assess it first.',
  })
}

export type Quote = {
  readonly quantity: number
  readonly firstDay: LocalDate
  readonly windows: readonly Window[]
  readonly serials: readonly string[]
  readonly engineer: string
  readonly language: string
  readonly extras: readonly Extra[]
  readonly assumptions: readonly string[]
  readonly acceptance: readonly string[]
  readonly planOn: LocalDate | null
  readonly note: string
  /** Where credits of value pay: the list price in them (ISS-2.pay-ii). */
  readonly flexible: number | null
  /** Why a window that moved is taken with less notice than the service asks for; absent when it is not. */
  readonly waiver?: string
  /** Working days that are left out, with the number of the agreement to that gap (MSP-6.d3). */
  readonly leftOut?: DaysLeftOut
}

const sha256 = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/**
 * Writes a version of the task order, signed by the provider by being sent (MSP-6.d4). It says everything that the customer pays, days and
 * pieces included, before anything is debited (policy B60). Once credits were redeemed its price stays.
 */
export async function quote(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
  given: Quote,
): Promise<TaskOrderRow> {
  await requireAssessed(tx, account, number)
  const request = await holdRequest(tx, account, number, 'quote')
  const offering = await offeringOf(tx, request)
  const contract = await findContract(tx, account.id, request.contract)
  if (!contract) throw notFound('contract')
  const wanted = {
    ...request.wanted,
    quantity: given.quantity,
    firstDay: given.firstDay,
    windows: given.windows,
    serials: given.serials,
    leftOut: given.leftOut?.days,
  }
  const { question, calendar, devices } = await gatherRequest(tx, account, neighbours, {
    step: 'ask',
    now: by.now,
    offering,
    contract,
    wanted,
    announcedAt: request.askedAt,
  })
  if (given.leftOut)
    refuseBy(judgeDaysLeftOut(offering, request.service, given.leftOut, given.firstDay), 'The days do not follow on each other')
  requireWindows(offering, request, question, given, policyBook(question.onDate, await readOverrides(tx)))
  if (question.days === null || !calendar)
    throw conflict('The days of it cannot be told', {
      found: question.daysProblem ?? 'no working hours of the service here',
      toDo: 'Enter the calendar of that year first.',
    })
  const book = policyBook(question.onDate, await readOverrides(tx))
  const earlier = await listTaskOrders(tx, account.id, request.id)
  const agreed = earlier.find(({ version }) => version === request.taskOrder)
  requirePriceable(offering, request, given.extras, agreed?.content.extras ?? [])
  // what was redeemed keeps the prices of its day
  const pricedOn = request.state === 'active' && agreed ? dayOf(account.zone, agreed.providerSignedAt) : question.onDate
  const { method } = contract.terms
  const payment = quotedPrice(
    offering,
    { ...wanted, devices: given.serials.length, case: question.case, method, onDate: pricedOn },
    policyBook(pricedOn, await readOverrides(tx)),
    given.flexible,
  )
  if (request.state === 'active' && agreed && JSON.stringify(agreed.content.payment) !== JSON.stringify(payment))
    throw conflict('The price of what was redeemed stays', {
      found: `${priceWords(payment)} now`,
      expected: `${priceWords(agreed.content.payment)}, as redeemed`,
      toDo: 'Ask for the rest as another request, or call this one off before it begins.',
    })
  if (request.state === 'active' && agreed) await requireDays(tx, account, request, offering, question, book, agreed.content.payment)
  // what is bought by the day, the month or the window is done when they are over
  const byRequest = offering.purchase.prices.find(({ code }) => code === request.service)?.unit === 'request'
  const plan = byRequest
    ? (given.planOn ?? workingDayAfter(calendar, question.days.first, book.get('msp.request_size').planBusinessDays))
    : question.days.last
  if (typeof plan !== 'string')
    throw conflict('The plan date cannot be told', { found: plan.message, toDo: 'Enter the calendar of that year.' })
  if (given.extras.some(({ kind }) => kind === 'onsite')) await requireOnsiteCountry(tx, account, request, by.now)
  const note = languageNote(offering, languageRuleOf(offering, book), request.wanted.language, given.language)
  const content: TaskOrder = {
    service: request.service,
    title: request.title,
    quantity: given.quantity,
    firstDay: question.days.first,
    lastDay: question.days.last,
    days: question.days.days,
    ...(given.leftOut && given.leftOut.days.length > 0 ? { leftOut: given.leftOut } : {}),
    windows: given.windows,
    serials: devices.map(({ serial }) => serial),
    sites: [...new Set(devices.flatMap(({ site }) => (site ? [`${site.name}, ${site.country}`] : [])))],
    caseNumber: request.wanted.caseNumber,
    payment,
    extras: withAccepted(given.extras, await listExceptions(tx, account.id, request.id)),
    engineer: given.engineer,
    language: given.language,
    assumptions: note === undefined || given.assumptions.includes(note) ? given.assumptions : [...given.assumptions, note],
    acceptance: given.acceptance,
    planOn: plan,
    note: given.note,
  }
  const row = {
    version: (earlier[0]?.version ?? 0) + 1,
    content,
    sha256: sha256(content),
    providerSignedBy: by.name,
    providerSignedAt: by.now,
  }
  await insertTaskOrder(tx, account.id, request.id, row)
  await changeRequest(tx, account.id, request.id, {
    ...(request.state === 'active' ? {} : { state: 'quoted' }),
    engineer: given.engineer,
  })
  await happened(tx, account, by, request, 'quote', { version: row.version, sha256: row.sha256, payment })
  await tell(
    tx,
    account,
    by,
    { ...request, engineer: given.engineer },
    {
      to: 'customer',
      subject: `Task order ${row.version} waits for your approval`,
      text: [
        `${request.title}, ${content.firstDay} to ${content.lastDay}.`,
        'Nothing is debited before you redeem it.',
        contactWords(await salesContacts(tx, account, by.now)),
      ],
    },
  )
  return (await listTaskOrders(tx, account.id, request.id))[0] as TaskOrderRow
}

/** What lies beyond the scope is priced once the customer was told of it and it was offered (ISS-3.p2, ISS-3.p3). */
function requirePriceable(offering: Offering, { scope }: RequestRow, extras: readonly Extra[], agreed: readonly Extra[]): void {
  const kinds = (of: readonly Extra[]) => of.map(({ kind }) => kind)
  const why = whyNotPriced(scope, kinds(extras), kinds(agreed))
  if (!why) return
  const fee = offering.limits.find(({ code }) => code === 'excess-for-a-fee')?.clauses ?? []
  throw unprocessable(`What lies beyond the scope has no price here (${[scopeClauses(offering), ...fee].join(', ')})`, {
    found: why.found,
    expected: 'an assessment that tells of it and offers it',
    toDo: why.toDo,
  })
}

/** The price that a task order says: that of the list where one is entered; only where none is, what whoever quotes says in flexible credits (ISS-2.pay-ii). */
function quotedPrice(offering: Offering, asked: Parameters<typeof priceOf>[1], book: PolicyBook, flexible: number | null): Payment {
  const clauses =
    (offering.purchase.methods.find(({ method }) => method === asked.method)?.clauses ?? []).slice(-1).join('') || offering.code
  const known = priceOf(offering, asked, book)
  if (asked.method !== 'FSC') {
    if (known) return known
    throw conflict(`It has no price (${clauses})`, {
      found: 'no credit price',
      expected: 'a number of credits in policy B69',
      toDo: 'Ask for the policy to be set.',
    })
  }
  const said: Payment | null = flexible === null ? null : { by: 'credits', family: 'FSC', credits: flexible }
  if (known && said && priceWords(known) !== priceWords(said))
    throw unprocessable(`Flexible credits pay the list price, no more and no less (${clauses})`, {
      found: priceWords(said),
      expected: `${priceWords(known)}, by list ${book.get('price.list')[asked.service]?.version ?? ''}`,
      toDo: 'Leave the price out: it is taken from the list. What is dearer is a further line.',
    })
  const price = known ?? said
  if (price) return price
  throw conflict(`It has no price (${clauses})`, {
    found: 'no list price in credits',
    expected: 'the list price in FSC',
    toDo: 'Say the list price, or have the price list entered as policy H18.',
  })
}

/** What was redeemed gets no days on which it may not be given: past, not worked, after the latest start or without base contract (MSP-6.d1, MSP-1.p8). */
async function requireDays(
  tx: Tx,
  account: AccountRef,
  { movementId }: RequestRow,
  offering: Offering,
  question: RequestQuestion,
  book: PolicyBook,
  paid: Payment,
): Promise<void> {
  const oldestPurchase =
    movementId === null || paid.by !== 'credits' ? null : await oldestPurchaseOf(tx, account, { family: paid.family, movementId })
  refuseBy(judgeDays(offering, { ...question, purse: { has: 0, oldestPurchase } }, book, []), 'These days cannot be agreed')
}

/** Neither side signs windows that break the rules of their service; the refusal names the clause and what would be right. */
function requireWindows(
  offering: Offering,
  { service }: RequestRow,
  { announced, account }: RequestQuestion,
  { windows, extras, waiver }: Pick<Quote, 'windows' | 'extras' | 'waiver'>,
  book: PolicyBook,
): void {
  const rules = windowRules(offering, service, account.theatre, book)
  if (!rules) return
  if (windows.length === 0)
    throw unprocessable(`The task order names no window (${rules.paid.clauses.join(', ')})`, {
      found: 'no window',
      expected: 'at least one: what is paid for is a window',
      toDo: 'Enter start, end and zone of each.',
    })
  if (!announced) return
  for (const window of windows) {
    refuseBy(
      judgeWindow(rules, {
        window,
        noticedAt: announced.at,
        waiver: waiver ?? announced.waiver,
        calendar: announced.calendar,
        extras: extras.map(({ kind }) => kind),
        sameUnit: [],
        others: windows.filter((other) => other !== window),
      }),
      'This window cannot be agreed',
    )
  }
}

/** The version that waits for the customer; what is signed is its words, so both are named. */
async function waiting(tx: Tx, account: AccountRef, request: RequestRow, given: { readonly version: number; readonly sha256?: string }) {
  const newest = (await listTaskOrders(tx, account.id, request.id))[0]
  if (!newest || newest.version !== given.version || newest.customerSignedBy !== null || newest.turnedDownBy !== null)
    throw conflict('This version does not wait for an answer', {
      found: `version ${given.version}${newest ? `, and the newest is ${newest.version}` : ''}`,
      toDo: 'Reload, and read the newest one.',
    })
  if (given.sha256 !== undefined && given.sha256 !== newest.sha256)
    throw conflict('The words have changed since you read them', { toDo: 'Reload, and read it again.' })
  return newest
}

/** The customer approves a task order: from now on both have signed it (MSP-6.d4). Of one that is redeemed the dates move. */
export async function approve(
  tx: Tx,
  account: AccountRef,
  by: By,
  neighbours: Neighbours,
  number: string,
  given: { readonly version: number; readonly sha256: string },
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'approve')
  const order = await waiting(tx, account, request, given)
  await answerTaskOrder(tx, account.id, request.id, order.version, { by: by.name, at: by.now })
  const { firstDay, lastDay } = order.content
  const moved = request.state === 'active'
  await changeRequest(tx, account.id, request.id, {
    taskOrder: order.version,
    ...(moved ? { firstDay, lastDay } : { state: 'agreed' }),
  })
  await happened(tx, account, by, request, 'approve', { version: order.version, sha256: order.sha256 })
  if (moved) {
    const held = { ...request, firstDay, lastDay }
    await writePromises(tx, account, by, held, order.content)
    await planStart(tx, account, by, held)
    await moveEngagement(tx, account, { ...by, side: 'customer' }, request.id, { startsOn: firstDay })
    await neighbours.followWindows(tx, account, by, request.id)
  }
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `Task order ${order.version} is approved`,
    text: [`${by.name} approved it.`, moved ? `It begins on ${firstDay}.` : 'It becomes active when it is redeemed.'],
  })
}

/** The customer would not have a task order, and says why. */
export async function turnDown(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly version: number; readonly why: string },
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'turn-down')
  const order = await waiting(tx, account, request, { version: given.version })
  await answerTaskOrder(tx, account.id, request.id, order.version, { by: by.name, at: by.now, why: given.why })
  if (request.state === 'quoted') await changeRequest(tx, account.id, request.id, { state: 'assessed' })
  await happened(tx, account, by, request, 'turn-down', { version: order.version, why: given.why })
  await tell(tx, account, by, request, { to: 'provider', subject: `Task order ${order.version} is turned down`, text: [given.why] })
}
