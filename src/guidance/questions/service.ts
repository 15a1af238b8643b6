import { openCase } from '../../cases/opening/service.ts'
import { findCase } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { theatreOf } from '../../catalog/theatres.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { sendPaper } from '../../requests/delivering/service.ts'
import { type RequestRow, stateTitles } from '../../requests/request.ts'
import { type By, happened, offeringOf, tell } from '../../requests/service.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import { notYetAgreed, requestFor, requestUnderWay } from '../service.ts'
import { type GuidanceQuestion, judgeQuestion } from './judge-question.ts'
import { isRouted, isSettled, logInWords, type Question, type Topic, topicTitles } from './question.ts'
import { daysUsed, type GuidanceDay, hoursOfDay } from './session.ts'
import * as store from './store.ts'

/** The line of the price list that is sold by the day. */
const soldAs = 'TG'
/** Most questions of one request. */
const mostQuestions = 1000

export type GuidanceLog = {
  readonly request: RequestRow
  readonly days: readonly GuidanceDay[]
  readonly questions: readonly Question[]
  readonly bought: number
  readonly used: number
}

/** The days of a guidance with whoever answers, its questions, and how many days are left (MSP-3.1.2.p1). */
export async function readLog(tx: Tx, account: AccountRef, now: Instant, number: string): Promise<GuidanceLog> {
  const request = await requestFor(tx, account, number, soldAs)
  const days = await store.listDays(tx, account.id, request.id)
  const questions = await store.listQuestions(tx, account.id, request.id)
  const { halfCountsAs } = policyBook(dayOf(account.zone, now), await readOverrides(tx)).get('msp.day_unit')
  const asked = questions.map(({ onDay }) => onDay)
  return { request, days, questions, bought: await boughtDays(tx, account, request), used: daysUsed(days, asked, now, halfCountsAs) }
}

const boughtDays = async (tx: Tx, account: AccountRef, request: RequestRow): Promise<number> =>
  request.taskOrder === null ? request.wanted.quantity : (await agreedOrder(tx, account, request)).quantity

export type SiteOfDay = {
  readonly day: LocalDate
  readonly site: string
  readonly country: string
  readonly zone: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Names the site that answers on a day; its hours and holidays there are kept with the day (MSP-3.1.2.p1, policies B12 and B48). */
export async function nameSite(tx: Tx, account: AccountRef, by: By, number: string, given: SiteOfDay): Promise<void> {
  const request = await requestFor(tx, account, number, soldAs, true)
  if ((request.state !== 'active' && request.state !== 'commenced') || request.firstDay === null || request.lastDay === null)
    throw conflict(`${request.number} is not paid for yet, or is over${await notYetAgreed(tx, request)}`, {
      found: stateTitles[request.state].toLowerCase(),
      expected: 'active or under way',
    })
  if (given.day < request.firstDay || given.day > request.lastDay)
    throw badRequest('That is no day of this guidance', { found: given.day, expected: `${request.firstDay} to ${request.lastDay}` })
  const { leftOut } = await agreedOrder(tx, account, request)
  if (leftOut?.days.includes(given.day))
    throw badRequest('That day is left out of this guidance', {
      found: `${given.day}, by agreement ${leftOut.agreement}`,
      toDo: 'Name another day.',
    })
  const theatre = theatreOf(given.country, given.day)
  if (!theatre) throw badRequest('That country is not known', { found: given.country, expected: 'two letters such as SG' })
  const calendar = await hoursAt(tx, await offeringOf(tx, request), 'guidance', { country: given.country, theatre, zone: given.zone })
  if (calendar?.kind !== 'calendar')
    throw unprocessable('The hours of that site cannot be told (MSP-3.1.2.p1)', {
      found: calendar?.message ?? 'no hours of guidance in this service',
      toDo: 'Name a site whose hours are entered.',
    })
  const hours = hoursOfDay(calendar, given.day, given)
  if ('why' in hours) throw unprocessable(`Nobody answers there then (MSP-3.1.2.p1)`, { found: hours.why, toDo: hours.toDo })
  if (hours.closesAt <= by.now)
    throw conflict('Those hours are over', { found: toIso(hours.closesAt), expected: 'hours that lie ahead', toDo: 'Name a later day.' })
  const days = await store.listDays(tx, account.id, request.id)
  const questions = await store.listQuestions(tx, account.id, request.id)
  if (questions.some(({ onDay }) => onDay === given.day))
    throw conflict('Something was asked on that day already', { found: given.day, toDo: 'Leave it with the site that it has.' })
  const others = days.filter(({ onDay }) => onDay !== given.day)
  const bought = await boughtDays(tx, account, request)
  if (others.length >= bought)
    throw conflict('Every day that was bought has its site (MSP-4.TG)', {
      found: `${others.length} named: ${others.map(({ onDay }) => onDay).join(', ')}`,
      expected: `${bought} at most`,
      toDo: 'Ask for further days.',
    })
  const { site, country, zone, day } = given
  const named = { onDay: day, site, country, zone, calendar: calendar.id, ...hours, namedBy: by.name, namedAt: by.now }
  await store.putDay(tx, account.id, request.id, named)
  await happened(tx, account, by, request, 'name-site', { day, site, zone, opens: toIso(hours.opensAt), closes: toIso(hours.closesAt) })
}

export type Asked = Pick<Question, 'channel' | 'about' | 'text' | 'askedBy' | 'askedById' | 'askedAt'> & { readonly topic: Topic | 'none' }
export type Outcome = {
  readonly decision: Decision
  readonly decisionId: string
  readonly seq: number | null
  readonly case: string | null
}

/**
 * Takes a question down. One that guidance does not answer goes where it belongs: a fault to the support centre, with its case filled in; what is
 * not technical to Customer Care, which answers with its reference; the day is used all the same (MSP-3.1.2.p2, MSP-3.1.2.p3).
 */
export async function ask(tx: Tx, account: AccountRef, by: By, who: Principal, number: string, said: Asked): Promise<Outcome> {
  const given = { ...said, text: maskText(said.text) }
  if (given.askedAt > by.now)
    throw badRequest('It was asked in the future', { found: toIso(given.askedAt), expected: `${toIso(by.now)} or earlier` })
  const request = await requestFor(tx, account, number, soldAs, true)
  const offering = await offeringOf(tx, request)
  const days = await store.listDays(tx, account.id, request.id)
  const question: GuidanceQuestion = {
    kind: 'guidance-question',
    onDate: dayOf(account.zone, given.askedAt),
    request: request.number,
    contract: request.contract,
    state: request.state,
    pausedWhy: request.pausedOn === null ? null : (request.pausedWhy ?? ''),
    askedAt: given.askedAt,
    topic: given.topic,
    days,
    overrides: await readOverrides(tx),
  }
  const decision = judgeQuestion(offering, question)
  const decisionId = await recordDecision(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    subject: request.number,
    question,
    decision,
  })
  const { topic } = given
  const day = days.find(({ opensAt, closesAt }) => opensAt <= given.askedAt && given.askedAt < closesAt)
  if (decision.verdict !== 'granted' || topic === 'none' || !day) return { decision, decisionId, seq: null, case: null }
  const seq = (await store.listQuestions(tx, account.id, request.id)).length + 1
  if (seq > mostQuestions)
    throw conflict('No more questions are taken down under one request', { found: `${mostQuestions}`, toDo: 'Ask for further days.' })
  const caseNumber = topic === 'non-technical' ? await toCustomerCare(tx, account, by, who, request, given) : null
  await store.insertQuestion(tx, account.id, request.id, {
    ...given,
    topic,
    seq,
    onDay: day.onDay,
    loggedBy: by.name,
    decisionId,
    caseNumber,
  })
  await happened(tx, account, by, request, 'question', { seq, topic, channel: given.channel, case: caseNumber })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `Question ${seq}: ${topicTitles[topic].toLowerCase()}`,
    text: [`${given.askedBy} asks ${day.site}, by ${given.channel}:`, given.text],
  })
  return { decision, decisionId, seq, case: caseNumber }
}

/** Opens the question with Customer Care, where any administrative matter goes (MSP-3.1.2.p3). */
async function toCustomerCare(tx: Tx, account: AccountRef, by: By, who: Principal, request: RequestRow, given: Asked): Promise<string> {
  const opened = await openCase(tx, account, by.now, who, {
    kind: 'admin',
    summary: given.text.replace(/\s+/g, ' ').slice(0, 120),
    description: `${given.text}\n\nAsked in technical guidance ${request.number}.`,
    serial: null,
    priority: 'P4',
    channel: given.channel === 'phone' && who.accountKind === 'provider' ? 'phone' : 'web',
    customerReference: request.number,
    release: '',
    confirmations: [],
    reportedAt: given.askedAt,
    requesterId: given.askedById,
    approval: null,
  })
  if (opened.number === null)
    throw unprocessable('Customer Care does not take it (MSP-3.1.2.p3)', {
      found: opened.decision.decidedBy.join(', '),
      toDo: opened.decision.cures.join(' ') || 'Ask Customer Care.',
    })
  return opened.number
}

const questionOf = async (tx: Tx, account: AccountRef, request: RequestRow, seq: number): Promise<Question> => {
  const found = (await store.listQuestions(tx, account.id, request.id)).find((each) => each.seq === seq)
  if (!found) throw notFound('question')
  return found
}

/** Answers a question; about a change of design or of a template the answer holds advice and a recommendation (MSP-3.1.2.p4). */
export async function answer(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  seq: number,
  given: { readonly answer: string; readonly advice: string; readonly recommendation: string },
): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const question = await questionOf(tx, account, request, seq)
  if (isRouted(question.topic))
    throw unprocessable(`Guidance does not answer this (${question.topic === 'fault' ? 'MSP-3.1.2.p2' : 'MSP-3.1.2.p3'})`, {
      found: topicTitles[question.topic].toLowerCase(),
      toDo: question.topic === 'fault' ? 'Open the case that is filled in, and link it.' : `See ${question.caseNumber}.`,
    })
  if (question.answer !== null) throw conflict('It is answered already', { found: `by ${question.answeredBy}`, toDo: 'Read that answer.' })
  if (question.about !== 'question' && (given.advice === '' || given.recommendation === ''))
    throw unprocessable('A change of design or of a template is answered with advice and a recommendation (MSP-3.1.2.p4)', {
      found: `without ${given.advice === '' ? 'advice' : 'a recommendation'}`,
      toDo: 'Write both; nothing is changed on a device.',
    })
  const [text, advice, recommendation] = [maskText(given.answer), maskText(given.advice), maskText(given.recommendation)]
  await store.answerQuestion(tx, account.id, request.id, seq, { answer: text, advice, recommendation, by: by.name, at: by.now })
  await happened(tx, account, by, request, 'answer', { seq })
  const lines = [question.text, text]
  if (advice !== '') lines.push(`Advice: ${advice}`)
  if (recommendation !== '') lines.push(`Recommendation: ${recommendation}`)
  await tell(tx, account, by, request, { to: 'customer', subject: `Question ${seq} is answered`, text: lines })
}

/** Keeps which case a fault became (MSP-3.1.2.p2). */
export async function linkCase(tx: Tx, account: AccountRef, by: By, number: string, seq: number, caseNumber: string): Promise<void> {
  const request = await requestFor(tx, account, number, soldAs, true)
  const question = await questionOf(tx, account, request, seq)
  if (question.topic !== 'fault')
    throw badRequest('Only a fault becomes a case', { found: topicTitles[question.topic].toLowerCase(), expected: 'a fault' })
  if (question.caseNumber !== null) throw conflict('It has its case already', { found: question.caseNumber })
  const found = await findCase(tx, account.id, { number: caseNumber.toUpperCase() })
  if (found?.kind !== 'tech') throw badRequest('No such case about a fault in this account', { found: caseNumber })
  await store.linkQuestion(tx, account.id, request.id, seq, found.number)
  await happened(tx, account, by, request, 'link-case', { seq, case: found.number })
}

/** Sends the log as what the guidance brought, once every question is where it belongs (MSP-3.1.2.p1). */
export async function deliverLog(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const questions = await store.listQuestions(tx, account.id, request.id)
  const open = questions.filter((question) => !isSettled(question))
  if (open.length > 0)
    throw conflict('Not every question is where it belongs', { found: openWords(open), toDo: 'Answer each, or link its case.' })
  const text = logInWords(questions)
  await sendPaper(tx, account, by, request.number, { code: soldAs, text, documentId: null, review: null, sign: false })
}

const openWords = (open: readonly Question[]) =>
  open.map(({ seq, topic }) => `question ${seq}, ${topicTitles[topic].toLowerCase()}`).join('; ')

/** Questions that a guidance still owes an answer to, in words with the clause. */
export async function owedAnswers(tx: Tx, account: AccountRef, request: RequestRow): Promise<readonly string[]> {
  if (request.service !== soldAs) return []
  return (await store.listQuestions(tx, account.id, request.id))
    .filter((question) => !isSettled(question))
    .map(({ seq, topic }) =>
      topic === 'fault' ? `the case of question ${seq} (MSP-3.1.2.p2)` : `the answer to question ${seq} (MSP-3.1.2.p1)`,
    )
}
