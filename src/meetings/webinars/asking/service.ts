import { newId } from '../../../db/ids.ts'
import { audit, send } from '../../../db/records.ts'
import { acrossAccounts, type Tx } from '../../../db/scope.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import { conflict, notFound, unprocessable } from '../../../lib/problem.ts'
import type { Instant } from '../../../lib/time.ts'
import { lacks } from '../../../parties/permissions.ts'
import { findPrincipal } from '../../../parties/service.ts'
import { byOf, dayIn, refuse } from '../../service.ts'
import { requireWebinar, webinarContract } from '../service.ts'
import { findWebinar, listSeats, type Webinar } from '../store.ts'
import { asReadBy, barOfAsking, standingOf } from './question.ts'
import * as store from './store.ts'

/** Questions at a webinar: asked by who has a seat, answered by experts of the provider, read by all whom the contract entitles (ACP-7.p1, ACP-7.a). */

async function answersOf(tx: Tx, webinarId: string) {
  const answers = Map.groupBy(await store.listAnswers(tx, webinarId), ({ questionId }) => questionId)
  return (id: string): readonly store.GivenAnswer[] => answers.get(id) ?? []
}

/** Every question of a webinar with who asked, for the provider. */
export async function allQuestions(tx: Tx, webinarId: string, now: Instant) {
  const webinar = await findWebinar(tx, webinarId)
  if (!webinar) throw notFound('webinar')
  const answers = await answersOf(tx, webinarId)
  const today = dayIn(webinar.zone, now)
  return (await store.listQuestions(tx, webinarId)).map((question) => ({
    ...question,
    answers: answers(question.id),
    standing: standingOf(answers(question.id).length, webinar.postBy, today),
  }))
}

async function inTheatre(tx: Tx, account: AccountRef, webinarId: string): Promise<Webinar> {
  const webinar = await findWebinar(tx, webinarId)
  if (webinar?.theatre !== account.theatre) throw notFound('webinar')
  return webinar
}

/** What somebody of a customer reads: their own account's questions, and while a contract is active what was answered to others, who stay unnamed. */
export async function questionsFor(tx: Tx, account: AccountRef, now: Instant, principal: Principal, webinarId: string) {
  const webinar = await inTheatre(tx, account, webinarId)
  const entitled = (await webinarContract(tx, account, dayIn(account.zone, now))) !== undefined
  const questions = await acrossAccounts(tx, (wide) => allQuestions(wide, webinar.id, now))
  const seat = await ownSeat(tx, webinar.id, principal)
  const mine = questions.filter(({ personId }) => personId === principal.personId).length
  const bar = barOfAsking(webinar, { seat, questions: mine }, now)
  return {
    bar: bar ? `${bar.why}. ${bar.toDo}` : null,
    items: questions.flatMap((each) => {
      const read = asReadBy(each, each.answers.length, { accountId: account.id, personId: principal.personId, entitled })
      return read ? [{ ...read, id: each.id, askedAt: each.askedAt, standing: each.standing, answers: each.answers }] : []
    }),
  }
}

const ownSeat = async (tx: Tx, webinarId: string, { personId }: Principal): Promise<boolean> =>
  (await listSeats(tx, { webinarIds: [webinarId], personId })).some(({ state }) => state === 'registered')

export async function ask(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  webinarId: string,
  text: string,
): Promise<string> {
  await inTheatre(tx, account, webinarId)
  // held, so that a question is asked before the webinar is over or not at all
  const webinar = await acrossAccounts(tx, (wide) => requireWebinar(wide, webinarId))
  const questions = (await store.listQuestions(tx, webinarId)).filter(({ personId }) => personId === principal.personId)
  const bar = barOfAsking(webinar, { seat: await ownSeat(tx, webinarId, principal), questions: questions.length }, now)
  if (bar) throw refuse(bar)
  const id = newId(now)
  await store.insertQuestion(tx, {
    accountId: account.id,
    id,
    webinarId,
    personId: principal.personId,
    name: principal.name,
    text,
    askedAt: now,
  })
  await audit(tx, { accountId: account.id, now, actor: byOf(now, principal).actor, action: 'webinar.ask', subject: webinar.title })
  return id
}

async function requireQuestion(tx: Tx, webinarId: string, id: string): Promise<store.Question> {
  const found = await store.holdQuestion(tx, webinarId, id)
  if (!found) throw notFound('question')
  return found
}

/** An expert answers, in the webinar or in writing afterwards; whoever asked is told. What was answered is only added to. */
export async function answer(
  tx: Tx,
  now: Instant,
  principal: Principal,
  { webinarId, id }: { readonly webinarId: string; readonly id: string },
  given: { readonly text: string; readonly live: boolean; readonly after: number; readonly shown: string | undefined },
): Promise<void> {
  const webinar = await requireWebinar(tx, webinarId)
  const question = await requireQuestion(tx, webinarId, id)
  const before = (await store.listAnswers(tx, webinarId)).filter(({ questionId }) => questionId === id).length
  if (before !== given.after)
    throw conflict('Somebody has answered meanwhile', { found: `${before} answers`, toDo: 'Read the answer, and add to it if need be.' })
  if (before >= store.mostAnswers) throw conflict(`A question has ${store.mostAnswers} answers at most`)
  if (webinar.state === 'cancelled' && given.live) throw conflict('The webinar was cancelled', { toDo: 'Answer in writing.' })
  if (given.live && now < webinar.startsAt)
    throw conflict('The webinar has not begun', { toDo: 'Answer in writing, or once it has begun.' })
  const { actor } = byOf(now, principal)
  await store.insertAnswer(tx, question.accountId, {
    questionId: id,
    seq: before + 1,
    text: given.text,
    live: given.live,
    name: principal.name,
    at: now,
    actor,
  })
  if (given.shown !== undefined) await store.changeQuestion(tx, question, { shown: given.shown })
  await audit(tx, {
    accountId: question.accountId,
    now,
    actor,
    action: 'webinar.answer',
    subject: webinar.title,
    detail: { question: id, live: given.live, seq: before + 1 },
  })
  await send(tx, {
    accountId: question.accountId,
    now,
    kind: 'meeting-notice',
    subject: webinar.title,
    payload: {
      to: [{ personId: question.personId, name: question.name }],
      subject: `Your question at "${webinar.title}" is answered`,
      text: `You asked: ${question.text}\n\n${principal.name} answers: ${given.text}\n\nIt stands beside the webinar in the portal. Others read it without your name.`,
    },
  })
}

/** Somebody of the provider takes on what was not answered yet (ACP-7.a). */
export async function giveTo(
  tx: Tx,
  now: Instant,
  principal: Principal,
  { webinarId, id }: { readonly webinarId: string; readonly id: string },
  ownerId: string,
): Promise<void> {
  const webinar = await requireWebinar(tx, webinarId)
  const question = await requireQuestion(tx, webinarId, id)
  if ((await store.listAnswers(tx, webinarId)).some(({ questionId }) => questionId === id)) throw conflict('The question is answered')
  const owner = await findPrincipal(tx, { personId: ownerId })
  if (owner?.accountKind !== 'provider') throw notFound('person of the provider')
  const missing = lacks(owner.roles, 'webinar.edit')
  if (missing !== undefined) throw unprocessable(`${owner.name} cannot answer at webinars`, { found: missing })
  if (question.ownerId === owner.personId) return
  await store.changeQuestion(tx, question, { owner })
  await audit(tx, {
    accountId: question.accountId,
    now,
    actor: byOf(now, principal).actor,
    action: 'webinar.give-question',
    subject: webinar.title,
    detail: { question: id, owner: owner.name },
  })
  if (owner.personId === principal.personId) return
  await send(tx, {
    accountId: question.accountId,
    now,
    kind: 'staff-notice',
    subject: webinar.title,
    payload: {
      to: [{ personId: owner.personId, name: owner.name }],
      subject: `A question at "${webinar.title}" is yours to answer`,
      text: `${question.account} asked: ${question.text}${webinar.postBy ? `\n\nIt is answered by ${webinar.postBy} (ACP-7.a).` : ''}`,
    },
  })
}
