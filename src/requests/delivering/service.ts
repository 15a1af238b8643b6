import { createHash } from 'node:crypto'
import { reviewKinds, reviewTitles } from '../../analysis/reviews/kinds.ts'
import { findReview, type ReviewRow, talksOf } from '../../analysis/reviews/service.ts'
import { owedAfter } from '../../analysis/reviews/talk.ts'
import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { workingDayAfter, workingDaysAfter } from '../../calendar/working-days.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { languageRuleOf } from '../../contracts/language-rule.ts'
import { dayOf } from '../../contracts/service.ts'
import { setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { requireDocument } from '../../documents/service.ts'
import { endEngagement } from '../../duties/engagements/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { playsFor, playsOn } from '../../parties/contacts.ts'
import { listContacts } from '../../parties/service.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import { judgePaperLanguage } from '../exceptions/exception.ts'
import { listExceptions } from '../exceptions/store.ts'
import type { Neighbours } from '../gathering/service.ts'
import { certificate, isCaseReport, type Paper, promisedBy, reportTimer } from '../promised.ts'
import { isOver, type RequestRow, type TaskOrder } from '../request.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'
import { changeRequest, findRequest } from '../store.ts'
import { insertPaper, listDeliverables, listPapers, putDeliverables, signPaper, waiveDeliverable } from './store.ts'

/** The last working day for a signature is near, or past; its subject is the request. */
export const signTimer = 'request-sign'

/** The calendar by which working days of the customer count: that of the primary workplace (policy B56). */
async function workplace(tx: Tx, account: AccountRef, request: RequestRow) {
  const calendar = await hoursAt(tx, await offeringOf(tx, request), 'delivery', account)
  if (calendar?.kind !== 'calendar')
    throw conflict('Working days cannot be told', {
      found: calendar?.message ?? 'no working hours of the service here',
      toDo: 'Enter hours and holidays first.',
    })
  return calendar
}

/** Writes what an agreed task order promises, each with the day by which it is due. */
export async function writePromises(tx: Tx, account: AccountRef, { now }: By, request: RequestRow, order: TaskOrder): Promise<void> {
  const book = policyBook(dayOf(account.zone, now), await readOverrides(tx))
  const offering = await offeringOf(tx, request)
  const promised = promisedBy(offering, order, {
    calendar: await workplace(tx, account, request),
    reportEveryDays: book.get('msp.month_unit').reportEveryDays,
  })
  if ('kind' in promised)
    throw conflict('The days of its reports cannot be told', { found: promised.message, toDo: 'Enter the calendar of that year.' })
  if (promised.length > 0) await putDeliverables(tx, account.id, request.id, promised)
  for (const { code, dueOn } of promised) {
    const dueAt = resolveLocal(account.zone, `${dueOn}T09:00`)
    if (isCaseReport(code) && typeof dueAt === 'number' && dueAt > now)
      await setTimer(tx, { accountId: account.id, now, kind: reportTimer, subjectId: request.id, dueAt })
  }
}

/** Both sides agreed on windows up to a later day than the task order has: the work lasts up to it, and what it promises is due by then. */
export async function lastUntil(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: RequestRow,
  order: TaskOrder,
  lastDay: LocalDate,
): Promise<void> {
  if (request.lastDay === null || lastDay <= request.lastDay) return
  await changeRequest(tx, account.id, request.id, { lastDay })
  await writePromises(tx, account, by, { ...request, lastDay }, { ...order, lastDay })
}

/** The days of a request moved: what it promises is due as many working days later as it ends later (MSP-5.r2). */
export async function movePromises(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: RequestRow,
  order: TaskOrder,
  { firstDay, lastDay }: { readonly firstDay: LocalDate; readonly lastDay: LocalDate },
): Promise<void> {
  const calendar = await workplace(tx, account, request)
  const later = workingDaysAfter(calendar, order.lastDay, lastDay)
  const planOn = 'kind' in later ? later : workingDayAfter(calendar, order.planOn, later.length)
  if (typeof planOn !== 'string')
    throw conflict('What it promises cannot be moved', { found: planOn.message, toDo: 'Enter the calendar of that year.' })
  await writePromises(tx, account, by, request, { ...order, firstDay, lastDay, planOn })
}

/** The last report on cases that is due by a day, unless it was sent or declined. */
export async function dueReport(tx: Tx, accountId: string, requestId: string, today: LocalDate): Promise<string | undefined> {
  const due = (await listDeliverables(tx, accountId, requestId)).filter(({ code, dueOn }) => isCaseReport(code) && dueOn <= today).at(-1)
  if (!due || due.waivedBy !== null) return undefined
  const sent = (await listPapers(tx, accountId, requestId)).some(({ code }) => code === due.code)
  return sent ? undefined : due.code
}

export type NewPaper = {
  readonly code: string
  readonly text: string
  readonly documentId: string | null
  readonly review: string | null
  /** Two small letters; left out, English. */
  readonly language?: string
  /** Whether the customer is asked to sign for it. */
  readonly sign: boolean
}

/** Sends a version of something that was promised: in words, as a file, or as a review that was released. */
export async function sendPaper(tx: Tx, account: AccountRef, by: By, number: string, given: NewPaper): Promise<void> {
  const request = await holdRequest(tx, account, number, 'deliver')
  if (!(await listDeliverables(tx, account.id, request.id)).some(({ code }) => code === given.code)) throw notFound('deliverable')
  await requireBegun(tx, request, given.code)
  await writePaper(tx, account, by, request, given)
}

/** Nothing is delivered of a service before it begins (MSP-6.d2), except what is done beforehand. */
async function requireBegun(tx: Tx, request: RequestRow, code: string): Promise<void> {
  if (request.state !== 'active') return
  const { deliverables, definitions, purchase } = await offeringOf(tx, request)
  if (deliverables.some((each) => each.code === code && each.beforeStart)) return
  const { clauses } = definitions.find(({ term }) => term === 'commenced') ?? purchase.term
  throw conflict(`The work has not begun (${clauses.join(', ')})`, {
    found: `${request.title}, which begins on ${request.firstDay}`,
    expected: 'work that has begun',
    toDo: 'Wait for its first service day, or settle what it waits for.',
  })
}

/**
 * Sends what records show of the promises of a request, with one letter for all. What was sent before by hand, or declined, is not sent again.
 * @param shows what shows a promise, by its code, in words; undefined where nothing does
 */
export async function sendRecords(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  shows: (code: string) => string | undefined,
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'deliver')
  const sent = new Set((await listPapers(tx, account.id, request.id)).map(({ code }) => code))
  const owed = (await listDeliverables(tx, account.id, request.id)).filter(({ code, waivedBy }) => waivedBy === null && !sent.has(code))
  const due = owed.flatMap(({ code, title }) => {
    const text = shows(code)
    return text === undefined ? [] : [{ code, title, text }]
  })
  for (const { code, text } of due) await keepPaper(tx, account, by, request, { code, text, documentId: null, review: null, sign: false })
  if (due.length > 0)
    await tell(tx, account, by, request, { to: 'customer', subject: 'Something was delivered', text: due.map(({ title }) => title) })
}

async function writePaper(tx: Tx, account: AccountRef, by: By, request: RequestRow, given: NewPaper): Promise<void> {
  const { document, review, signBy } = await keepPaper(tx, account, by, request, given)
  const lines = [given.text.slice(0, 2000), document ? `File: ${document.name}` : '', review ? `Review: ${review.number}` : ''].filter(
    (line) => line !== '',
  )
  await tell(tx, account, by, request, {
    to: 'customer',
    subject: given.code === certificate ? 'Everything is done' : 'Something was delivered',
    text: lines,
  })
  if (signBy !== null)
    await tell(tx, account, by, request, {
      to: 'signatory',
      subject: `Please sign by ${signBy}`,
      text: [...lines, `An answer is due by ${signBy}${await citeSigning(tx, request)}. Silence is no acceptance.`],
    })
}

async function keepPaper(tx: Tx, account: AccountRef, by: By, request: RequestRow, given: NewPaper) {
  if (given.text.trim() === '' && given.documentId === null && given.review === null)
    throw badRequest('There is nothing to send', { expected: 'words, a file or a review' })
  await requireLanguage(tx, account, by, request, given)
  const document = given.documentId === null ? null : await requireDocument(tx, account.id, given.documentId)
  const review = given.review === null ? null : await releasedReview(tx, account, given.review)
  await requireOwnReview(tx, request, given.code, review)
  const sha256 =
    document?.sha256 ??
    createHash('sha256')
      .update(JSON.stringify(review ? [review.content, review.notes] : given.text))
      .digest('hex')
  const version =
    Math.max(0, ...(await listPapers(tx, account.id, request.id)).filter(({ code }) => code === given.code).map((each) => each.version)) + 1
  const signBy = given.sign ? await lastDayToSign(tx, account, request, by.now) : null
  await insertPaper(tx, account.id, request.id, {
    code: given.code,
    version,
    text: given.text,
    documentId: given.documentId,
    review: given.review,
    language: given.language ?? 'en',
    sha256,
    sentBy: by.name,
    sentAt: by.now,
    signBy,
  })
  await happened(tx, account, by, request, 'deliver', {
    code: given.code,
    version,
    sha256,
    review: given.review,
    document: document?.name ?? null,
    signBy,
  })
  if (signBy !== null) await remindOfSignature(tx, account, by.now, request.id, signBy)
  return { document, review, signBy }
}

/** In the language of the service, or in one that the provider agreed to in writing (ISS-5.b, MSP-6.f). */
async function requireLanguage(
  tx: Tx,
  account: AccountRef,
  by: By,
  request: RequestRow,
  { language = 'en', code }: NewPaper,
): Promise<void> {
  const offering = await offeringOf(tx, request)
  const rule = languageRuleOf(offering, policyBook(dayOf(account.zone, by.now), await readOverrides(tx)))
  if (language === rule.documents) return
  const orders = await listTaskOrders(tx, account.id, request.id)
  const reason = judgePaperLanguage(offering, rule, {
    language,
    wanted: request.wanted.language,
    order: orders.find(({ version }) => version === request.taskOrder)?.content,
    exceptions: await listExceptions(tx, account.id, request.id),
    source: `${code} of ${request.number}`,
  })
  refuseBy([reason], 'It cannot be delivered in this language')
}

/** A review that was promised is delivered by a released review of its kind: words or a file do not stand in for one (MSP-3.1.5.p3, MSP-3.1.8.p2). */
async function requireOwnReview(tx: Tx, request: RequestRow, code: string, review: ReviewRow | null): Promise<void> {
  const kind = reviewKinds.find((each) => each === code)
  if (!kind || review?.kind === kind) return
  const promised = (await offeringOf(tx, request)).deliverables.find((each) => each.code === code)
  throw unprocessable(`What was promised is a review (${promised?.clauses.join(', ') ?? kind})`, {
    found: review ? `${review.number}: ${reviewTitles[review.kind].toLowerCase()}` : 'no review',
    expected: `a released ${reviewTitles[kind].toLowerCase()}`,
    toDo: 'Make the review, release it, and send it.',
  })
}

async function releasedReview(tx: Tx, account: AccountRef, number: string): Promise<ReviewRow> {
  const review = await findReview(tx, account.id, number)
  if (!review) throw badRequest('No such review in this account', { found: number })
  if (review.state !== 'released') throw conflict('The review is a draft', { found: number, toDo: 'Release it first.' })
  return review
}

async function lastDayToSign(tx: Tx, account: AccountRef, request: RequestRow, now: Instant): Promise<LocalDate> {
  const today = dayOf(account.zone, now)
  const { workingDays, dayAfterSendingIsOne } = policyBook(today, await readOverrides(tx)).get('signoff.rule')
  const day = workingDayAfter(await workplace(tx, account, request), today, dayAfterSendingIsOne ? workingDays : workingDays - 1)
  if (typeof day !== 'string')
    throw conflict('Working days cannot be told', { found: day.message, toDo: 'Enter the holidays of that year.' })
  return day
}

/** ` (MSP-5.n)` where the service says something of signing in time, and of what a delay brings; empty of one that does not. */
async function citeSigning(tx: Tx, request: RequestRow, duty: 'sign-in-time' | 'delay-or-charge' = 'sign-in-time'): Promise<string> {
  const found = (await offeringOf(tx, request)).duties.find(({ code }) => code === duty)
  return found ? ` (${found.clauses.join(', ')})` : ''
}

/** In the morning of the last day, and of the day after it. */
async function remindOfSignature(tx: Tx, account: AccountRef, now: Instant, requestId: string, signBy: LocalDate) {
  for (const day of [signBy, addDays(signBy, 1)]) {
    const dueAt = resolveLocal(account.zone, `${day}T09:00`)
    if (typeof dueAt === 'number' && dueAt > now)
      await setTimer(tx, { accountId: account.id, now, kind: signTimer, subjectId: requestId, dueAt })
  }
}

/** Papers that wait for a signature whose last day is today, or was yesterday: each is told of once. */
export async function remindSigners(tx: Tx, account: AccountRef, by: By, request: RequestRow): Promise<void> {
  if (isOver(request.state)) return
  const today = dayOf(account.zone, by.now)
  const papers = await listPapers(tx, account.id, request.id)
  const newest = papers.filter(({ code, version }) => !papers.some((other) => other.code === code && other.version > version))
  const told = ({ signBy, outcome }: Paper) => outcome === null && signBy !== null && (signBy === today || addDays(signBy, 1) === today)
  const [cited, delayed] = [await citeSigning(tx, request), await citeSigning(tx, request, 'delay-or-charge')]
  for (const { code, version, signBy } of newest.filter(told)) {
    const overdue = signBy !== null && signBy < today
    await happened(tx, account, by, request, overdue ? 'signature-overdue' : 'signature-due', { code, version, signBy })
    for (const to of overdue ? (['signatory', 'customer', 'provider'] as const) : (['signatory'] as const))
      await tell(tx, account, by, request, {
        to,
        subject: overdue ? `A signature is overdue since ${addDays(signBy, 1)}` : 'A signature is due today',
        text: [
          `Version ${version} of ${code === certificate ? 'the completion certificate' : code} waits for a signature.`,
          overdue
            ? `Silence is no acceptance${cited}${delayed === '' ? '' : `; the provider may move its schedule${delayed}`}.`
            : `It is due today${cited}.`,
        ],
      })
  }
}

/** The customer says that it does not want one of the things that were promised (MSP-3.1.1.p1). */
export async function declineItem(tx: Tx, account: AccountRef, by: By, number: string, code: string, why: string): Promise<void> {
  const request = await holdRequest(tx, account, number, 'deliver')
  const found = (await listDeliverables(tx, account.id, request.id)).find((each) => each.code === code)
  if (!found) throw notFound('deliverable')
  if (found.waivedBy !== null) throw conflict('It was declined already', { found: `by ${found.waivedBy}` })
  await waiveDeliverable(tx, account.id, request.id, code, by.name, why)
  await happened(tx, account, by, request, 'decline-item', { code, why })
}

/** What has to be there before a request is done, in words with clauses; nothing when it is. */
export async function missingFor(tx: Tx, account: AccountRef, neighbours: Neighbours, request: RequestRow): Promise<readonly string[]> {
  const papers = await listPapers(tx, account.id, request.id)
  const missing: string[] = []
  const found = request.wanted.caseNumber === null ? undefined : await neighbours.caseOf(tx, account, request.wanted.caseNumber)
  const { missing: beside, excused, caseMayStayOpen } = await neighbours.workStanding(tx, account, request)
  for (const { code, title, clauses, waivedBy } of await listDeliverables(tx, account.id, request.id)) {
    const [newest] = papers.filter((paper) => paper.code === code)
    if (waivedBy !== null || excused.includes(code)) continue
    if (!newest) missing.push(`${title} (${clauses.join(', ')})`)
    else if (newest.outcome === 'rejected') missing.push(`${title}, which was rejected (${clauses.join(', ')})`)
    else if (newest.review !== null) {
      const review = await findReview(tx, account.id, newest.review)
      const owed = review && owedAfter(review.kind, await talksOf(tx, account, review))
      if (owed !== undefined) missing.push(owed)
    }
  }
  if (found?.open && !caseMayStayOpen) missing.push(`the solution of case ${found.number} (MSP-3.1.4.p2)`)
  return [...missing, ...beside]
}

/** Says that everything is done, and asks for the signature on it (MSP-5.n). */
export async function certify(tx: Tx, account: AccountRef, by: By, neighbours: Neighbours, number: string, text: string): Promise<void> {
  const request = await holdRequest(tx, account, number, 'certify')
  if (request.pausedOn !== null) throw conflict(`${number} is paused`, { found: request.pausedWhy ?? '', toDo: 'Settle that first.' })
  const missing = await missingFor(tx, account, neighbours, request)
  if (missing.length > 0)
    throw conflict('Not everything that was promised is done', {
      found: `without ${missing.slice(0, 5).join('; ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`,
      toDo: 'Deliver it, or have the customer decline it.',
    })
  await changeRequest(tx, account.id, request.id, { state: 'delivered' })
  await writePaper(tx, account, by, request, { code: certificate, text, documentId: null, review: null, sign: true })
}

/**
 * Why somebody does not sign for what was done, in words; undefined when they may. A service that asks for no sign-off contact takes the signature of
 * every contact with that right (MSP-5.i).
 */
export async function maySign(tx: Tx, account: AccountRef, request: RequestRow, who: Principal, now: Instant): Promise<string | undefined> {
  const offering = await offeringOf(tx, request)
  const today = dayOf(account.zone, now)
  const contacts = (await listContacts(tx, account.id)).filter((each) => playsOn(each, today) && playsFor(each, request.offering))
  const named = contacts.filter(({ role }) => role === 'signatory')
  if (offering.contacts.signOff === undefined || named.some(({ personId }) => personId === who.personId)) return undefined
  const clause = offering.contacts.signOff.clauses.join(', ')
  return named.length === 0
    ? `nobody is named who signs (${clause})`
    : `only ${named.map(({ name }) => name).join(' or ')} signs (${clause})`
}

export type Signature = {
  readonly code: string
  readonly version: number
  readonly outcome: 'accepted' | 'rejected'
  readonly reason: string
}

/** The customer signs for what was done, or says why not; the certificate accepted, the request is completed (MSP-5.n). */
export async function sign(tx: Tx, account: AccountRef, by: By, who: Principal, number: string, given: Signature): Promise<void> {
  const request = await holdRequest(tx, account, number, 'sign')
  const lacking = await maySign(tx, account, request, who, by.now)
  if (lacking !== undefined)
    throw notPermitted('This is not yours to sign', {
      found: by.name,
      expected: lacking,
      toDo: 'Ask them, or name another sign-off contact.',
    })
  const papers = (await listPapers(tx, account.id, request.id)).filter(({ code }) => code === given.code)
  const newest: Paper | undefined = papers[0]
  if (!newest) throw notFound('paper')
  if (newest.version !== given.version)
    throw conflict('There is a newer version', {
      found: `version ${given.version}`,
      expected: `version ${newest.version}`,
      toDo: 'Read that one.',
    })
  if (newest.outcome !== null) throw conflict('It is signed already', { found: `${newest.outcome} by ${newest.signedBy}` })
  if (newest.signBy === null) throw conflict('No signature is asked for it', { found: given.code })
  if (given.outcome === 'rejected' && given.reason.trim() === '')
    throw badRequest('A rejection says why', { expected: 'what has to be done before it can be accepted' })
  await signPaper(tx, account.id, request.id, newest, { by: by.name, at: by.now, outcome: given.outcome, reason: given.reason })
  if (given.code === certificate)
    await changeRequest(
      tx,
      account.id,
      request.id,
      given.outcome === 'accepted' ? { state: 'completed', closedAt: by.now } : { state: 'commenced' },
    )
  if (given.code === certificate && given.outcome === 'accepted') await endEngagement(tx, account, { ...by, side: 'customer' }, request.id)
  await happened(tx, account, by, request, 'sign', { ...given, sha256: newest.sha256 })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: given.outcome === 'accepted' ? 'It is accepted' : 'It is rejected',
    text: [
      `${by.name} ${given.outcome} version ${given.version} of ${given.code === certificate ? 'the completion certificate' : given.code}.`,
      given.reason,
    ].filter((line) => line !== ''),
  })
}

/** The versions of one thing that was promised, newest first. */
export const papersOf = async (tx: Tx, accountId: string, requestId: string, code: string): Promise<readonly Paper[]> =>
  (await listPapers(tx, accountId, requestId)).filter((paper) => paper.code === code)

/** The request behind a timer, held; undefined when nothing is to be done for it any more. */
export const heldById = (tx: Tx, accountId: string, id: string) => findRequest(tx, accountId, { id }, true)
