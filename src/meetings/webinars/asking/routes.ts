import { z } from 'zod'
import { accountParams, created, instantText, type Operation, ok, operation } from '../../../http/operation.ts'
import { toIso } from '../../../lib/time.ts'
import { allQuestions, answer, ask, giveTo, questionsFor } from './service.ts'
import type { GivenAnswer } from './store.ts'

const words = z.string().trim().min(1).max(2000)
const standing = z.enum(['answered', 'open', 'overdue'])
const answerSchema = z.object({ text: z.string(), live: z.boolean(), by: z.string(), at: instantText })
const answerView = ({ text, live, name, at }: GivenAnswer) => ({ text, live, by: name, at: toIso(at) })

const ofWebinar = z.object({ webinar: z.uuid() })
const ofQuestion = ofWebinar.extend({ question: z.uuid() })

/** Questions at webinars (ACP-7.p1, ACP-7.a). */
export const webinarQuestionOperations: readonly Operation[] = [
  operation({
    id: 'webinar.questions',
    method: 'GET',
    path: '/api/accounts/:account/webinars/:webinar/questions',
    summary: 'Questions at a webinar: those of my account, and those of others that were answered, without who asked',
    permission: 'webinar.read',
    scope: 'account',
    params: accountParams.extend({ webinar: z.uuid() }),
    answers: {
      200: z.object({
        /** Why I may not ask now. */
        bar: z.string().nullable(),
        items: z.array(
          z.object({
            id: z.string(),
            text: z.string(),
            /** Who asked, within my own account. */
            by: z.string().nullable(),
            mine: z.boolean(),
            askedAt: instantText,
            standing,
            answers: z.array(answerSchema),
          }),
        ),
      }),
    },
    handle: async ({ tx, account, now, principal }, { params: { webinar } }) => {
      const { bar, items } = await questionsFor(tx, account, now, principal, webinar)
      return ok({ bar, items: items.map((each) => ({ ...each, askedAt: toIso(each.askedAt), answers: each.answers.map(answerView) })) })
    },
  }),
  operation({
    id: 'webinar.ask',
    method: 'POST',
    path: '/api/accounts/:account/webinars/:webinar/questions',
    summary: 'Ask a question ahead of a webinar or while it lasts, with a seat in it',
    permission: 'webinar.join',
    scope: 'account',
    params: accountParams.extend({ webinar: z.uuid() }),
    body: z.object({ text: words }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ tx, account, now, principal }, { params: { webinar }, body: { text } }) =>
      created({ id: await ask(tx, account, now, principal, webinar, text) }),
  }),
  operation({
    id: 'webinar.asked',
    method: 'GET',
    path: '/api/webinars/:webinar/questions',
    summary: 'Every question at a webinar with who asked, what was answered, and whose the open ones are',
    permission: 'webinar.edit',
    scope: 'provider',
    params: ofWebinar,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            account: z.string(),
            name: z.string(),
            text: z.string(),
            /** How it reads for others; empty when as it was asked. */
            shown: z.string(),
            askedAt: instantText,
            owner: z.string(),
            standing,
            answers: z.array(answerSchema),
          }),
        ),
      }),
    },
    handle: async ({ tx, now }, { params: { webinar } }) =>
      ok({
        items: (await allQuestions(tx, webinar, now)).map(({ id, account, name, text, shown, askedAt, ownerName, answers, standing }) => ({
          id,
          account,
          name,
          text,
          shown,
          askedAt: toIso(askedAt),
          owner: ownerName,
          standing,
          answers: answers.map(answerView),
        })),
      }),
  }),
  operation({
    id: 'webinar.answer',
    method: 'POST',
    path: '/api/webinars/:webinar/questions/:question/answers',
    summary: 'Answer a question, in the webinar or in writing, or add to an answer',
    permission: 'webinar.edit',
    scope: 'provider',
    params: ofQuestion,
    body: z.object({
      text: words,
      live: z.boolean().default(false),
      /** How many answers whoever answers has seen. */
      after: z.number().int().min(0).max(100),
      /** The question in other words, for other customers. */
      shown: words.optional(),
    }),
    answers: { 200: z.object({ answers: z.number() }) },
    handle: async ({ tx, now, principal }, { params: { webinar, question }, body: { text, live, after, shown } }) => {
      await answer(tx, now, principal, { webinarId: webinar, id: question }, { text, live, after, shown })
      return ok({ answers: after + 1 })
    },
  }),
  operation({
    id: 'webinar.give-question',
    method: 'POST',
    path: '/api/webinars/:webinar/questions/:question/owner',
    summary: 'Give an open question to an expert of the provider, who is told',
    permission: 'webinar.edit',
    scope: 'provider',
    params: ofQuestion,
    body: z.object({ person: z.uuid() }),
    answers: { 200: z.object({ given: z.boolean() }) },
    handle: async ({ tx, now, principal }, { params: { webinar, question }, body: { person } }) => {
      await giveTo(tx, now, principal, { webinarId: webinar, id: question }, person)
      return ok({ given: true })
    },
  }),
]
