import { z } from 'zod'
import { accountParams, type Call, created, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { notFound } from '../../lib/problem.ts'
import { exceptionSchema } from '../schema.ts'
import { findRequest } from '../service.ts'
import { exceptionView } from '../view.ts'
import { exceptionKinds } from './exception.ts'
import { answerException, askException, listExceptions, withdrawException } from './service.ts'

const params = accountParams.extend({ request: z.string().trim().min(3).max(40) })
const ofOne = params.extend({ exception: z.uuid() })
const listSchema = z.object({ items: z.array(exceptionSchema) })

async function listed({ tx, account }: Call, number: string) {
  const request = await findRequest(tx, account.id, { number })
  if (!request) throw notFound('request')
  return { items: (await listExceptions(tx, account.id, request.id)).map(exceptionView) }
}

/** Somebody onsite or another language: asked for, accepted with its price, or declined. */
export const exceptionOperations: readonly Operation[] = [
  operation({
    id: 'exception.list',
    method: 'GET',
    path: '/api/accounts/:account/requests/:request/exceptions',
    summary: 'What was asked for beside the usual delivery of a request, and what was answered',
    permission: 'request.read',
    scope: 'account',
    params,
    answers: { 200: listSchema },
    handle: async (call, { params: { request } }) => ok(await listed(call, request)),
  }),
  operation({
    id: 'exception.ask',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/exceptions',
    summary: 'Ask for somebody onsite, for one window or all, or for another language; the provider need not agree',
    permission: 'request.ask',
    scope: 'account',
    params,
    body: z.object({
      kind: z.enum(exceptionKinds),
      window: z.number().int().min(1).max(100).nullable().default(null),
      what: z.string().trim().min(1).max(200),
      why: z.string().trim().max(2000).default(''),
    }),
    answers: { 201: listSchema },
    handle: async (call, { params: { request }, body: { window, ...body } }) => {
      await askException(call.tx, call.account, byOf(call), request, { ...body, place: window })
      return created(await listed(call, request))
    },
  }),
  operation({
    id: 'exception.answer',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/exceptions/:exception/answer',
    summary: 'Accept a wish in writing, with its extra price now or later, or decline it',
    permission: 'request.plan',
    scope: 'account',
    params: ofOne,
    body: z.object({
      answer: z.enum(['accepted', 'declined']),
      words: z.string().trim().max(2000).default(''),
      cents: z.number().int().min(1).max(100_000_000_000).nullable().default(null),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'a currency such as USD')
        .nullable()
        .default(null),
    }),
    answers: { 200: listSchema },
    handle: async (call, { params: { request, exception }, body }) => {
      await answerException(call.tx, call.account, byOf(call), request, exception, body)
      return ok(await listed(call, request))
    },
  }),
  operation({
    id: 'exception.withdraw',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/exceptions/:exception/withdrawal',
    summary: 'Say that a wish holds no more',
    permission: 'request.agree',
    scope: 'account',
    params: ofOne,
    answers: { 200: listSchema },
    handle: async (call, { params: { request, exception } }) => {
      await withdrawException(call.tx, call.account, byOf(call), request, exception)
      return ok(await listed(call, request))
    },
  }),
]
