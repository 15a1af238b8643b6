import { z } from 'zod'
import { accountParams, created, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { conflict } from '../../lib/problem.ts'
import type { Neighbours } from '../gathering/service.ts'
import { wholeView } from '../reading/service.ts'
import { reason, requestParam, wholeRequestSchema } from '../schema.ts'
import { offeringOf } from '../service.ts'
import { findRequest } from '../store.ts'
import { certify, declineItem, sendPaper, sign } from './service.ts'

const requestParams = accountParams.extend(requestParam)
const paperParams = requestParams.extend({ code: z.string().trim().min(1).max(60) })

/** What was promised is sent, declined, certified and signed for. */
export const deliveringOperations = (neighbours: Neighbours): readonly Operation[] => [
  operation({
    id: 'request.deliver',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/deliverables/:code/papers',
    summary: 'Send something that was promised: words, a kept document, or a released review',
    permission: 'request.work',
    scope: 'account',
    params: paperParams,
    body: z.object({
      text: z.string().trim().max(20_000).default(''),
      document: z.uuid().optional(),
      review: z.string().trim().max(40).optional(),
      language: z
        .string()
        .regex(/^[a-z]{2}$/, 'a language as two small letters, such as en')
        .default('en'),
      sign: z.boolean().default(false),
    }),
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request, code }, body }) => {
      const found = await findRequest(call.tx, call.account.id, { number: request })
      const promised = found && (await offeringOf(call.tx, found)).deliverables.find((each) => each.code === code)
      if (found && neighbours.isFromRecord(code, { service: found.service, hasWindows: found.wanted.windows.length > 0 }))
        throw conflict(`This is sent from what is recorded of it${promised ? ` (${promised.clauses.join(', ')})` : ''}`, {
          found: code,
          expected: 'something that is written by hand',
          toDo: 'Record what shows it, and send it from there.',
        })
      await sendPaper(call.tx, call.account, byOf(call), request, {
        code,
        text: body.text,
        documentId: body.document ?? null,
        review: body.review ?? null,
        language: body.language,
        sign: body.sign,
      })
      return created(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.decline-item',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/deliverables/:code/refusal',
    summary: 'Say that something that was promised is not wanted',
    permission: 'request.agree',
    scope: 'account',
    params: paperParams,
    body: z.object({ why: reason }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, code }, body }) => {
      await declineItem(call.tx, call.account, byOf(call), request, code, body.why)
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.certify',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/certificates',
    summary: 'Say that everything is done, and ask for the signature on it',
    permission: 'request.work',
    scope: 'account',
    params: requestParams,
    body: z.object({ text: z.string().trim().min(1).max(20_000) }),
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { text } }) => {
      await certify(call.tx, call.account, byOf(call), neighbours, request, text)
      return created(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.sign',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/papers/:code/signature',
    summary: 'Sign for what was delivered, or say why not',
    permission: 'request.sign',
    scope: 'account',
    params: paperParams,
    body: z.object({
      version: z.number().int().min(1),
      outcome: z.enum(['accepted', 'rejected']),
      reason: z.string().trim().max(4000).default(''),
    }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, code }, body }) => {
      await sign(call.tx, call.account, byOf(call), call.principal, request, { ...body, code })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
]
