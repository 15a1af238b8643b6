import { z } from 'zod'
import { refusal, refusedSchema } from '../decisions/reply.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import {
  accountParams,
  type Call,
  created,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  type Reply,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { byOf } from '../lib/principal.ts'
import { approve, assess, quote, turnDown } from './agreeing/service.ts'
import { askingOperations } from './asking/routes.ts'
import type { Asked } from './asking/service.ts'
import { assumptionFailures, notifyAssumption } from './assuming/service.ts'
import { requestChargingOperations } from './charging/routes.ts'
import { deliveringOperations } from './delivering/routes.ts'
import type { Neighbours } from './gathering/service.ts'
import { wholeView } from './reading/service.ts'
import { cancel, redeem } from './redeeming/service.ts'
import { quoteBody, reason, requestParam, requestSchema, scopeBody, wholeRequestSchema } from './schema.ts'
import { commence, delay } from './starting/service.ts'
import { listRequests } from './store.ts'
import { briefView } from './view.ts'
import { windowsOf } from './windows-given.ts'

const requestParams = accountParams.extend(requestParam)

/** 200 when it was granted, 403 with the decision when it was refused. */
const judged = (call: Call, what: string, given: Pick<Asked, 'decision' | 'decisionId'>): Reply => {
  const decision = viewOf(given.decision, call.now, given.decisionId)
  return decision.verdict === 'granted' ? ok({ decision }) : refusal(`${what} is refused`, decision)
}

/** Work by arrangement: asked for, assessed, agreed, redeemed, delivered and signed. */
export const requestOperations = (neighbours: Neighbours): readonly Operation[] => [
  ...askingOperations(neighbours),
  operation({
    id: 'request.list',
    method: 'GET',
    path: '/api/requests',
    summary: 'Requests that I may see, newest first; of one account, a state, or all that are open',
    permission: 'request.read',
    scope: 'reach',
    query: pageQuery.extend({
      account: z.string().max(12).optional(),
      state: z.string().max(20).optional(),
      open: z.enum(['true', 'false']).optional(),
    }),
    answers: { 200: pageOf(requestSchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listRequests(tx, {
        accountCode: query.account?.toUpperCase(),
        state: query.state,
        open: query.open === 'true',
        before,
        limit: query.limit + 1,
      })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map(({ account, ...row }) => briefView(account, row)),
        next: rows.length > query.limit && last ? writeCursor([last.askedAt, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'request.read',
    method: 'GET',
    path: '/api/accounts/:account/requests/:request',
    summary: 'One request with its task orders, what was promised and made, and everything that happened',
    permission: 'request.read',
    scope: 'account',
    params: requestParams,
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request } }) => ok(await wholeView(call, neighbours, request)),
  }),
  operation({
    id: 'request.notify-assumption',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/assumption-notices',
    summary: 'Give written notice that an assumption of the task order fails, by its number and how; the provider hears of it at once',
    permission: 'duty.notify',
    scope: 'account',
    params: requestParams,
    body: z.object({ assumption: z.number().int().min(1).max(50), failure: z.enum(assumptionFailures), why: reason }),
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request }, body }) => {
      await notifyAssumption(call.tx, call.account, byOf(call), request, body)
      return created(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.assess',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/scope',
    summary: 'Say what of a request is in scope; what is not is told to the customer in writing',
    permission: 'request.plan',
    scope: 'account',
    params: requestParams,
    body: scopeBody,
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request }, body }) => {
      await assess(call.tx, call.account, byOf(call), request, body)
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.quote',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/task-orders',
    summary: 'Send a version of the task order to the customer: dates, days, price, people',
    permission: 'request.plan',
    scope: 'account',
    params: requestParams,
    body: quoteBody,
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { devices, flexible, planOn, leftOut, ...body } }) => {
      await quote(call.tx, call.account, byOf(call), neighbours, request, {
        ...body,
        windows: windowsOf(call.account.zone, body.windows),
        serials: devices,
        planOn: planOn ?? null,
        flexible: flexible ?? null,
        ...(leftOut ? { leftOut } : {}),
      })
      return created(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.approve',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/task-orders/:version/approval',
    summary: 'Approve the words of a task order for the customer',
    permission: 'request.agree',
    scope: 'account',
    params: requestParams.extend({ version: z.coerce.number().int().min(1) }),
    body: z.object({ sha256: z.string().length(64) }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, version }, body: { sha256 } }) => {
      await approve(call.tx, call.account, byOf(call), neighbours, request, { version, sha256 })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.turn-down',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/task-orders/:version/refusal',
    summary: 'Turn a task order down, with why',
    permission: 'request.agree',
    scope: 'account',
    params: requestParams.extend({ version: z.coerce.number().int().min(1) }),
    body: z.object({ why: reason }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, version }, body: { why } }) => {
      await turnDown(call.tx, call.account, byOf(call), request, { version, why })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.redeem',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/redemption',
    summary: 'Redeem what the task order costs: it is active from today; refused, nothing is debited',
    permission: 'request.redeem',
    scope: 'account',
    params: requestParams,
    answers: { 200: z.object({ decision: decisionSchema }), 403: refusedSchema },
    handle: async (call, { params: { request } }) =>
      judged(call, 'The redemption', await redeem(call.tx, call.account, byOf(call), neighbours, request)),
  }),
  operation({
    id: 'request.commence',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/commencement',
    summary: 'Begin a request whose first service day has come; it begins by itself where nothing holds it up',
    permission: 'request.work',
    scope: 'account',
    params: requestParams,
    answers: { 200: z.object({ decision: decisionSchema }), 403: refusedSchema },
    handle: async (call, { params: { request } }) =>
      judged(call, 'The beginning', await commence(call.tx, call.account, byOf(call), neighbours, request)),
  }),
  operation({
    id: 'request.delay',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/delay',
    summary: 'Move the days of a request after a duty that was missed; its price stays',
    permission: 'request.plan',
    scope: 'account',
    params: requestParams,
    body: z.object({ firstDay: z.iso.date().optional(), lastDay: z.iso.date(), clause: z.string().trim().min(3).max(20), why: reason }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { firstDay, ...body } }) => {
      await delay(call.tx, call.account, byOf(call), request, { ...body, firstDay: firstDay ?? null })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
  operation({
    id: 'request.cancel',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/cancellation',
    summary: 'Call a request off; before its first service day what was paid comes back',
    permission: 'request.cancel',
    scope: 'account',
    params: requestParams,
    body: z.object({ reason }),
    answers: { 200: z.object({ returned: z.boolean() }) },
    handle: async (call, { params: { request }, body }) =>
      ok(await cancel(call.tx, call.account, byOf(call), neighbours, request, body.reason)),
  }),
  ...deliveringOperations(neighbours),
  ...requestChargingOperations(neighbours),
]
