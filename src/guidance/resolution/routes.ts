import { z } from 'zod'
import { accountParams, type Call, created, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'

import { rootCauseBody } from './root-cause.ts'
import { deliverCause, readResolution, withdraw, writeCause } from './service.ts'

const resolutionSchema = z.object({
  request: z.string(),
  state: z.string(),
  case: z.string().nullable(),
  caseState: z.string().nullable(),
  kind: z.enum(['tech', 'admin']).nullable(),
  specialist: z.string().nullable(),
  /** The service adds no target of its own (MSP-3.1.4.p3): the offering whose target the case has, or null. */
  targetOf: z.string().nullable(),
  received: z.enum(['accepted', 'rejected', 'waits']).nullable(),
  withdrawal: z.object({ reason: z.string(), by: z.string(), at: instantText }).nullable(),
  causes: z.array(
    z.object({
      version: z.number(),
      content: rootCauseBody,
      writtenBy: z.string(),
      writtenAt: instantText,
      paper: z.number().nullable(),
      deliveredAt: instantText.nullable(),
    }),
  ),
  missing: z.array(z.string()),
})

async function view({ tx, account }: Call, of: string) {
  const { request, case: found, specialist, causes, withdrawal, received, standing } = await readResolution(tx, account, of)
  return {
    request: request.number,
    state: request.state,
    case: found?.number ?? null,
    caseState: found?.state ?? null,
    kind: found?.kind ?? null,
    specialist,
    targetOf: found?.terms.clock ? found.offering : null,
    received,
    withdrawal: withdrawal && { ...withdrawal, at: toIso(withdrawal.at) },
    causes: causes.map(({ writtenAt, deliveredAt, ...each }) => ({
      ...each,
      writtenAt: toIso(writtenAt),
      deliveredAt: deliveredAt === null ? null : toIso(deliveredAt),
    })),
    missing: [...standing.missing],
  }
}

const path = '/api/accounts/:account/requests/:request/resolution'
const params = accountParams.extend({ request: z.string().trim().min(3).max(40) })

/** Help with one case until it is solved: the analysis of its cause, and its end (MSP-3.1.4.p1, MSP-3.1.4.p2). */
export const resolutionOperations: readonly Operation[] = [
  operation({
    id: 'resolution.read',
    method: 'GET',
    path,
    summary: 'Help with one case: its specialist, the analyses of its cause, and what is missing',
    permission: 'request.read',
    scope: 'account',
    params,
    answers: { 200: resolutionSchema },
    handle: async (call, { params: { request } }) => ok(await view(call, request)),
  }),
  operation({
    id: 'root-cause.write',
    method: 'PUT',
    path: `${path}/root-cause`,
    summary: 'Write the analysis of the cause, or its draft anew',
    permission: 'request.work',
    scope: 'account',
    params,
    body: rootCauseBody,
    answers: { 200: resolutionSchema },
    handle: async (call, { params: { request }, body }) => {
      await writeCause(call.tx, call.account, byOf(call), request, body)
      return ok(await view(call, request))
    },
  }),
  operation({
    id: 'root-cause.deliver',
    method: 'POST',
    path: `${path}/root-cause/delivery`,
    summary: 'Deliver the analysis; it is received once the customer signs for it',
    permission: 'request.work',
    scope: 'account',
    params,
    answers: { 201: resolutionSchema },
    handle: async (call, { params: { request } }) => {
      await deliverCause(call.tx, call.account, byOf(call), request)
      return created(await view(call, request))
    },
  }),
  operation({
    id: 'resolution.withdraw',
    method: 'POST',
    path: `${path}/withdrawal`,
    summary: 'Say in writing that help with the case is not wanted any more',
    permission: 'request.agree',
    scope: 'account',
    params,
    body: z.object({ reason: z.string().trim().min(1).max(2000) }),
    answers: { 201: resolutionSchema },
    handle: async (call, { params: { request }, body }) => {
      await withdraw(call.tx, call.account, byOf(call), request, body.reason)
      return created(await view(call, request))
    },
  }),
]
