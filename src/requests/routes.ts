import { z } from 'zod'
import { zoneProblem } from '../calendar/local-time.ts'
import { dayOf } from '../contracts/service.ts'
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
import { actorOf } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import { approve, assess, quote, turnDown } from './agreeing/service.ts'
import { listTaskOrders } from './agreeing/store.ts'
import { type Asked, askFor, catalogueFor } from './asking/service.ts'
import { certify, declineItem, maySign, missingFor, sendPaper, sign } from './delivering/service.ts'
import { listDeliverables, listPapers } from './delivering/store.ts'
import { listExceptions } from './exceptions/service.ts'
import { heldBy, type Neighbours } from './gathering/service.ts'
import { certificate } from './promised.ts'
import { cancel, redeem } from './redeeming/service.ts'
import { isOver, type Wanted, type Window } from './request.ts'
import {
  askBody,
  outcomeSchema,
  paymentSchema,
  quoteBody,
  requestSchema,
  scopeBody,
  wholeRequestSchema,
  type windowInput,
} from './schema.ts'
import { windowTime } from './service-days.ts'
import { commence, delay } from './starting/service.ts'
import { findRequest, listEvents, listRequests } from './store.ts'
import { briefView, eventView, exceptionView, orderView, paperView, wantedView } from './view.ts'

const params = accountParams.extend({ request: z.string().trim().min(3).max(40) })
const paperParams = params.extend({ code: z.string().trim().min(1).max(60) })
const by = ({ now, principal }: Call) => ({ now, actor: actorOf(principal), name: principal.name })

/** A window with its instants; a local time that does not exist or comes twice is refused in words. */
function windowOf({ account }: Call, given: z.output<typeof windowInput>, at: number): Window {
  const zone = given.zone ?? account.zone
  const unknown = zoneProblem(zone)
  if (unknown) throw badRequest('No such time zone', { found: zone, expected: 'a zone such as Europe/London', toDo: unknown.message })
  const [startsAt, endsAt] = [windowTime(zone, given.starts), windowTime(zone, given.ends)]
  for (const [field, time] of [
    ['starts', startsAt],
    ['ends', endsAt],
  ] as const)
    if (typeof time !== 'number')
      throw badRequest('This time is not clear', {
        ...time,
        fields: [{ field: `windows.${at}.${field}`, message: `found ${time.found}, expected ${time.expected}` }],
      })
  if (typeof startsAt !== 'number' || typeof endsAt !== 'number') throw badRequest('This time is not clear')
  if (endsAt <= startsAt)
    throw badRequest('The window ends before it starts', { found: `${given.starts} to ${given.ends}`, expected: 'an end after the start' })
  return { startsAt, endsAt, zone, mode: given.mode, agreement: given.agreement }
}

const windowsOf = (call: Call, given: readonly z.output<typeof windowInput>[]) => given.map((each, at) => windowOf(call, each, at))

const wantedOf = (call: Call, body: z.output<typeof askBody>): Wanted => ({
  service: body.service.toUpperCase(),
  quantity: body.quantity,
  firstDay: body.firstDay ?? null,
  serials: body.devices,
  caseNumber: body.case ?? null,
  windows: windowsOf(call, body.windows),
  change: body.change,
  plan: body.plan ?? null,
  language: body.language,
  purpose: body.purpose,
  ...(body.waiver === '' ? {} : { waiver: body.waiver }),
})

async function ask(call: Call, neighbours: Neighbours, body: z.output<typeof askBody>, dry: boolean): Promise<Asked> {
  const { principal, account } = call
  const own = principal.accountId === account.id
  if (body.waiver !== '' && principal.accountKind !== 'provider')
    throw badRequest('Only the provider takes a change later than its service asks for', {
      found: body.waiver,
      toDo: 'Ask the provider to.',
    })
  if (principal.accountKind === 'provider' && !body.onBehalf && !dry)
    throw badRequest('Whose wish is it?', { expected: 'the name of the customer’s contact and how it came', toDo: 'Say both.' })
  return askFor(
    call.tx,
    account,
    {
      ...by(call),
      personId: own ? principal.personId : null,
      onBehalf: body.onBehalf ? `${body.onBehalf.name} (by ${body.onBehalf.channel})` : '',
    },
    neighbours,
    { contractNumber: body.contract, wanted: wantedOf(call, body), dry },
  )
}

const decided = (call: Call, { decision, decisionId }: Pick<Asked, 'decision' | 'decisionId'>) => viewOf(decision, call.now, decisionId)

const refusedSchema = z.object({ type: z.string(), title: z.string(), status: z.number(), decision: decisionSchema })
/** 200 when it was granted, 403 with the decision when it was refused. */
const judged = (call: Call, what: string, given: Pick<Asked, 'decision' | 'decisionId'>): Reply => {
  const decision = decided(call, given)
  if (given.decision.verdict === 'granted') return ok({ decision })
  return {
    status: 403,
    body: { type: '/problems/refused', title: `${what} is refused: ${given.decision.decidedBy.join(', ')}`, status: 403, decision },
  }
}

async function wholeView({ tx, account, now, principal }: Call, neighbours: Neighbours, number: string) {
  const row = await findRequest(tx, account.id, { number })
  if (!row) throw notFound('request')
  const today = dayOf(account.zone, now)
  const papers = await listPapers(tx, account.id, row.id)
  const of = (code: string) => papers.filter((paper) => paper.code === code).map((paper) => paperView(paper, today))
  return {
    ...briefView(account.code, row),
    wanted: wantedView(row),
    scope: row.scope,
    taskOrder: row.taskOrder,
    orders: (await listTaskOrders(tx, account.id, row.id)).map(orderView),
    deliverables: (await listDeliverables(tx, account.id, row.id)).map(({ waivedBy, waivedWhy, ...each }) => ({
      ...each,
      declinedBy: waivedBy,
      declinedWhy: waivedWhy,
      papers: of(each.code),
    })),
    certificates: of(certificate),
    exceptions: (await listExceptions(tx, account.id, row.id)).map(exceptionView),
    mayNotSign: (await maySign(tx, account, row, principal, now)) ?? null,
    waitsFor:
      row.state === 'active' ? await heldBy(tx, account, { contractId: row.contractId, requestId: row.id, service: row.service, now }) : [],
    missing: isOver(row.state) ? [] : await missingFor(tx, account, neighbours, row),
    events: (await listEvents(tx, account.id, row.id)).map(eventView),
  }
}

const reason = z.string().trim().min(1).max(2000)

/** Work by arrangement: asked for, assessed, agreed, redeemed, delivered and signed. */
export const requestOperations = (neighbours: Neighbours): readonly Operation[] => [
  operation({
    id: 'request.catalogue',
    method: 'GET',
    path: '/api/accounts/:account/service-catalogue',
    summary: 'What an account may ask for, how it pays, what it costs, and why not',
    permission: 'request.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            offering: z.string(),
            offeringTitle: z.string(),
            contract: z.string().nullable(),
            service: z.string(),
            title: z.string(),
            unit: z.enum(['month', 'day', 'request', 'window']),
            asks: z.array(z.string()),
            method: z.string().nullable(),
            price: paymentSchema.nullable(),
            clauses: z.array(z.string()),
            decision: decisionSchema,
          }),
        ),
      }),
    },
    handle: async (call) =>
      ok({
        items: (await catalogueFor(call.tx, call.account, neighbours, call.now)).map(({ service, decision, ...line }) => ({
          ...line,
          service: service.code,
          title: service.title,
          unit: service.unit,
          asks: service.asks ?? [],
          clauses: service.clauses,
          decision: viewOf(decision, call.now, null),
        })),
      }),
  }),
  operation({
    id: 'request.preview',
    method: 'POST',
    path: '/api/accounts/:account/requests/preview',
    summary: 'How a request would be judged and what it would cost; stores nothing',
    permission: 'request.read',
    scope: 'account',
    params: accountParams,
    body: askBody,
    answers: { 200: outcomeSchema },
    handle: async (call, { body }) => {
      const asked = await ask(call, neighbours, body, true)
      return ok({ request: null, decision: decided(call, asked), price: asked.price })
    },
  }),
  operation({
    id: 'request.ask',
    method: 'POST',
    path: '/api/accounts/:account/requests',
    summary: 'Ask for a service; the answer is a request or a refusal with clauses',
    permission: 'request.ask',
    scope: 'account',
    params: accountParams,
    body: askBody,
    answers: { 201: outcomeSchema, 403: refusedSchema.extend({ request: z.null(), price: paymentSchema.nullable() }) },
    handle: async (call, { body }) => {
      const asked = await ask(call, neighbours, body, false)
      const view = { request: asked.request?.number ?? null, decision: decided(call, asked), price: asked.price }
      if (asked.request) return created(view)
      const title = `The request is refused: ${asked.decision.decidedBy.join(', ')}`
      return { status: 403, body: { type: '/problems/refused', title, status: 403, ...view } }
    },
  }),
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
    params,
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request } }) => ok(await wholeView(call, neighbours, request)),
  }),
  operation({
    id: 'request.assess',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/scope',
    summary: 'Say what of a request is in scope; what is not is told to the customer in writing',
    permission: 'request.plan',
    scope: 'account',
    params,
    body: scopeBody,
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request }, body }) => {
      await assess(call.tx, call.account, by(call), request, body)
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
    params,
    body: quoteBody,
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { devices, flexible, planOn, ...body } }) => {
      await quote(call.tx, call.account, by(call), neighbours, request, {
        ...body,
        windows: windowsOf(call, body.windows),
        serials: devices,
        planOn: planOn ?? null,
        flexible: flexible ?? null,
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
    params: params.extend({ version: z.coerce.number().int().min(1) }),
    body: z.object({ sha256: z.string().length(64) }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, version }, body: { sha256 } }) => {
      await approve(call.tx, call.account, by(call), neighbours, request, { version, sha256 })
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
    params: params.extend({ version: z.coerce.number().int().min(1) }),
    body: z.object({ why: reason }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request, version }, body: { why } }) => {
      await turnDown(call.tx, call.account, by(call), request, { version, why })
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
    params,
    answers: { 200: z.object({ decision: decisionSchema }), 403: refusedSchema },
    handle: async (call, { params: { request } }) =>
      judged(call, 'The redemption', await redeem(call.tx, call.account, by(call), neighbours, request)),
  }),
  operation({
    id: 'request.commence',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/commencement',
    summary: 'Begin a request whose first service day has come; it begins by itself where nothing holds it up',
    permission: 'request.work',
    scope: 'account',
    params,
    answers: { 200: z.object({ decision: decisionSchema }), 403: refusedSchema },
    handle: async (call, { params: { request } }) =>
      judged(call, 'The beginning', await commence(call.tx, call.account, by(call), neighbours, request)),
  }),
  operation({
    id: 'request.delay',
    method: 'POST',
    path: '/api/accounts/:account/requests/:request/delay',
    summary: 'Move the days of a request after a duty that was missed; its price stays',
    permission: 'request.plan',
    scope: 'account',
    params,
    body: z.object({ firstDay: z.iso.date().optional(), lastDay: z.iso.date(), clause: z.string().trim().min(3).max(20), why: reason }),
    answers: { 200: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { firstDay, ...body } }) => {
      await delay(call.tx, call.account, by(call), request, { ...body, firstDay: firstDay ?? null })
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
    params,
    body: z.object({ reason }),
    answers: { 200: z.object({ returned: z.boolean() }) },
    handle: async (call, { params: { request }, body }) =>
      ok(await cancel(call.tx, call.account, by(call), neighbours, request, body.reason)),
  }),
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
      if (neighbours.isFromRecord(code))
        throw conflict('This is sent from what is recorded of it', {
          found: code,
          expected: 'something that is written by hand',
          toDo: 'Record what shows it, and send it from there.',
        })
      await sendPaper(call.tx, call.account, by(call), request, {
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
      await declineItem(call.tx, call.account, by(call), request, code, body.why)
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
    params,
    body: z.object({ text: z.string().trim().min(1).max(20_000) }),
    answers: { 201: wholeRequestSchema },
    handle: async (call, { params: { request }, body: { text } }) => {
      await certify(call.tx, call.account, by(call), neighbours, request, text)
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
      await sign(call.tx, call.account, by(call), call.principal, request, { ...body, code })
      return ok(await wholeView(call, neighbours, request))
    },
  }),
]
