import { createHash } from 'node:crypto'
import { workingDayAfter } from '../../calendar/working-days.ts'
import type { Offering } from '../../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { languageRuleOf } from '../../contracts/language-rule.ts'
import { dayOf, findContract } from '../../contracts/service.ts'
import { oldestPurchaseOf } from '../../credits/service.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { moveEngagement } from '../../duties/engagements/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { LocalDate } from '../../lib/time.ts'
import { writePromises } from '../delivering/service.ts'
import { languageNote, withAccepted } from '../exceptions/exception.ts'
import { listExceptions, requireOnsiteCountry } from '../exceptions/service.ts'
import type { RequestQuestion } from '../facts.ts'
import { gatherRequest, type Neighbours } from '../gathering/service.ts'
import { judgeDays } from '../judge-days.ts'
import { priceOf, priceWords } from '../price.ts'
import type { Extra, Payment, RequestRow, TaskOrder, TaskOrderRow, Window } from '../request.ts'
import { type Scope, scopeLacks } from '../scope.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { planStart } from '../starting/service.ts'
import { changeRequest } from '../store.ts'
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
  const offering = await offeringOf(tx, request)
  const duty =
    offering.duties.find(({ code }) => code === 'scope-assessment') ?? offering.exclusions.find(({ code }) => code === 'not-described')
  await tell(tx, account, by, request, {
    to: 'customer',
    subject: scope.outcome === 'out' ? 'It is out of scope' : 'A part of it is out of scope',
    text: [
      ...scope.excess.map(({ activity, why }) => `${activity}: ${why}`),
      scope.note,
      scope.offered
        ? 'What lies beyond the scope can be had for a further price, which comes with the task order.'
        : 'What lies beyond the scope is not offered.',
      `By ${duty?.clauses.join(', ') ?? offering.code}. Your sales contact answers questions about it.`,
    ].filter((line) => line !== ''),
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
  }
  const { question, calendar, devices } = await gatherRequest(tx, account, neighbours, {
    step: 'ask',
    now: by.now,
    offering,
    contract,
    wanted,
    announcedAt: request.askedAt,
  })
  requireWindows(offering, request, question, given, policyBook(question.onDate, await readOverrides(tx)))
  if (question.days === null || !calendar)
    throw conflict('The days of it cannot be told', {
      found: question.daysProblem ?? 'no working hours of the service here',
      toDo: 'Enter the calendar of that year first.',
    })
  const book = policyBook(question.onDate, await readOverrides(tx))
  const payment: Payment | null =
    contract.terms.method === 'FSC'
      ? given.flexible === null
        ? null
        : { by: 'credits', family: 'FSC', credits: given.flexible }
      : priceOf(
          offering,
          { ...wanted, devices: given.serials.length, case: question.case, method: contract.terms.method, onDate: question.onDate },
          book,
        )
  if (payment === null)
    throw conflict('It has no price', {
      found: contract.terms.method === 'FSC' ? 'no list price in credits' : 'no credit price',
      expected: contract.terms.method === 'FSC' ? 'the list price in FSC' : 'a number of credits in policy B69',
      toDo: contract.terms.method === 'FSC' ? 'Say the list price.' : 'Ask for the policy to be set.',
    })
  const earlier = await listTaskOrders(tx, account.id, request.id)
  const agreed = earlier.find(({ version }) => version === request.taskOrder)
  if (request.state === 'active' && agreed && JSON.stringify(agreed.content.payment) !== JSON.stringify(payment))
    throw conflict('The price of what was redeemed stays', {
      found: `${priceWords(payment)} now`,
      expected: `${priceWords(agreed.content.payment)}, as redeemed`,
      toDo: 'Ask for the rest as another request, or call this one off before it begins.',
    })
  if (request.state === 'active' && agreed) await requireDays(tx, account, request, offering, question, book, agreed.content.payment)
  const plan = given.planOn ?? workingDayAfter(calendar, question.days.first, book.get('msp.request_size').planBusinessDays)
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
      text: [`${request.title}, ${content.firstDay} to ${content.lastDay}.`, 'Nothing is debited before you redeem it.'],
    },
  )
  return (await listTaskOrders(tx, account.id, request.id))[0] as TaskOrderRow
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
