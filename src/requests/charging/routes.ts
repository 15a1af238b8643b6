import { z } from 'zod'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import type { Neighbours } from '../gathering/service.ts'
import { wholeView } from '../reading/service.ts'
import { reason, requestParam, wholeRequestSchema } from '../schema.ts'
import { decideCharge, proposeCharge } from './service.ts'

const requestParams = accountParams.extend(requestParam)

/** Money for a duty that the customer missed: proposed by one person, approved by another. */
export const requestChargingOperations = (neighbours: Neighbours): readonly Operation[] => [
  operation({
    id: 'request.propose-charge',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/charges',
    summary: 'Propose what a duty that was missed costs, in money; credits are not touched',
    permission: 'request.plan',
    scope: 'account',
    params: requestParams,
    body: z.object({
      /** In the smallest unit of the currency. */
      amount: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
      currency: z.string().regex(/^[A-Z]{3}$/, 'three capitals, such as EUR'),
      clause: z.string().trim().min(3).max(20),
      reason,
    }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request }, body }) => {
      await proposeCharge(call.tx, call.account, call.now, call.principal, request, body)
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.decide-charge',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/charges/:charge/decision',
    summary: 'Approve what somebody else proposed to charge, with notice to the customer; or reject it',
    permission: 'request.charge',
    scope: 'account',
    params: requestParams.extend({ charge: z.coerce.number().int().min(1) }),
    body: z.object({ approve: z.boolean(), why: z.string().trim().max(2000).default('') }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, charge }, body }) => {
      await decideCharge(call.tx, call.account, call.now, call.principal, request, { charge, ...body })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
]
