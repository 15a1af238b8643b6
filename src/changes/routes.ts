import { z } from 'zod'
import { toldToWorkers } from '../duties/service.ts'
import {
  accountParams,
  type Call,
  created,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { byOf } from '../lib/principal.ts'
import { badRequest, notFound, requireOrder } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { listExceptions } from '../requests/exceptions/service.ts'
import type { Neighbours } from '../requests/gathering/service.ts'
import { exceptionView } from '../requests/view.ts'
import { timesOf } from '../requests/windows-given.ts'
import { assign, firmOfChange } from './booking/service.ts'
import { isAhead, mayMove } from './change.ts'
import { slotsFor } from './finding/service.ts'
import { answerMove, listMoves, type Proposal, proposeCallOff, proposeFurther, proposeMove, whyNoFurther } from './moving/service.ts'
import { locate } from './placing/service.ts'
import { markReady, prepare, require, reviewPlan, writePlan } from './preparing/service.ts'
import { atRisk, waivable } from './readiness.ts'
import { declinable, edgeOfChange, offeredChanges } from './room/service.ts'
import { changeSchema, planSchema, preparationSchema, proposalInput, requirementSchema, wholeChangeSchema } from './schema.ts'
import { termsOf, wholeOf } from './service.ts'
import { changesOfRequest, findChange, listChanges, listEvents, listPlans } from './store.ts'
import { supportReasons } from './supporting/service.ts'
import { briefView, eventView, moveView, planView, standingView } from './view.ts'
import { adviceFor } from './watching/service.ts'

export const changeParams = accountParams.extend({ change: z.string().trim().min(3).max(40) })
const words = z.string().trim().max(4000)

/** A change whole: what every step of it answers. */
export async function wholeView(call: Call, number: string) {
  const { tx, account, now, principal } = call
  const change = await findChange(tx, account.id, { number })
  if (!change) throw notFound('change')
  const terms = await termsOf(tx, account, change, now)
  const { standing, plan, items } = await wholeOf(tx, account, change, terms, now)
  const advice = adviceFor(account, change, terms, standing, now)
  return {
    ...briefView(account.code, change),
    edgeAt: change.startedAt === null ? null : toIso(edgeOfChange(change, terms)),
    limits: { mostMinutes: terms.rules.length.mostMinutes, clauses: [...terms.rules.length.clauses] },
    plan: plan ? planView(plan, change.serials) : null,
    planVersions: (await listPlans(tx, account.id, change.id)).length,
    offered: await offeredChanges(tx, account, change),
    items: items.map((item) => ({ ...item, waivable: waivable(item.code) })),
    atRisk: atRisk(standing, items),
    advice: advice === null || typeof advice === 'string' ? advice : advice.words,
    ...standingView(standing),
    moves: (await listMoves(tx, account.id, change.id)).map(moveView),
    noFurther: mayMove(change.state, 'again')
      ? (whyNoFurther(terms, change, await changesOfRequest(tx, account.id, change.requestId, false))?.title ?? null)
      : 'The window is not over',
    told: [...(await toldToWorkers(tx, account, { contractId: terms.request.contractId, engagementId: change.requestId }, now))],
    window: change.place,
    onsite: (await listExceptions(tx, account.id, change.requestId))
      .filter(({ kind, place }) => kind === 'onsite' && (place === null || place === change.place))
      .map(exceptionView),
    places: [...terms.book.get('delivery.places')],
    ending: isAhead(change.state)
      ? (await supportReasons(tx, account, change, terms, change.startsAt)).map((reason) => ({
          text: `${reason.fact}: ${reason.found}. ${reason.cure ?? ''}`,
          clauses: [...reason.clauses],
        }))
      : [],
    firm: principal.accountKind === 'provider' ? await firmOfChange(tx, change) : null,
    codes: declinable(terms.offering).map(({ code, title }) => ({ code, title })),
    events: (await listEvents(tx, account.id, change.id)).map(eventView),
  }
}

/** Times of a window on the clock of the site. */
async function proposalOf({ tx, account }: Call, number: string, given: z.output<typeof proposalInput>): Promise<Proposal> {
  const change = await findChange(tx, account.id, { number })
  if (!change) throw notFound('change')
  const [startsAt, endsAt] = timesOf(change.zone, given)
  return { startsAt, endsAt, why: given.why, waiver: given.waiver, agreement: given.agreement }
}

/** Change windows: planned, readied, worked through, handed over and looked back on. */
export const changeOperations = (neighbours: Neighbours): readonly Operation[] => [
  operation({
    id: 'change.list',
    method: 'GET',
    path: '/api/changes',
    summary: 'Changes that I may see, the latest window first; of one account, or between two days',
    permission: 'change.read',
    scope: 'reach',
    query: pageQuery.extend({
      account: z.string().max(12).optional(),
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
    }),
    answers: { 200: pageOf(changeSchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      if (key !== undefined && (typeof key[0] !== 'number' || typeof key[1] !== 'string'))
        throw badRequest('The cursor is not one of ours', { toDo: 'Start from the first page.' })
      // in one form, since each may have an offset of its own
      const [from, to] = [query.from, query.to].map((each) => (each === undefined ? undefined : new Date(each).toISOString()))
      requireOrder({ from, to })
      const rows = await listChanges(tx, {
        accountCode: query.account,
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
        before: key as [number, string] | undefined,
        limit: query.limit + 1,
      })
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return ok({
        items: page.map(({ account, ...row }) => briefView(account, row)),
        next: rows.length > query.limit && last ? writeCursor([last.startsAt, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'change.read',
    method: 'GET',
    path: '/api/accounts/:account/changes/:change',
    summary: 'A change with its plan, what is missing, its log and its review',
    permission: 'change.read',
    scope: 'account',
    params: changeParams,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change } }) => ok(await wholeView(call, change)),
  }),
  operation({
    id: 'change.slots',
    method: 'GET',
    path: '/api/accounts/:account/changes/:change/free-times',
    summary: 'Free times for a window, each with an engineer; and why days fell away',
    permission: 'change.take-part',
    scope: 'account',
    params: changeParams,
    query: z.object({
      from: z.iso.date().optional(),
      days: z.coerce.number().int().min(1).max(120).default(60),
      minutes: z.coerce.number().int().min(15).max(1440).optional(),
      most: z.coerce.number().int().min(1).max(50).default(10),
    }),
    answers: {
      200: z.object({
        slots: z.array(
          z.object({
            startsAt: z.string(),
            endsAt: z.string(),
            engineer: z.object({ id: z.string(), name: z.string() }),
            engineerZone: z.string(),
          }),
        ),
        why: z.array(z.object({ what: z.string(), days: z.number() })),
      }),
    },
    handle: async ({ tx, account, now }, { params: { change }, query }) => {
      const { slots, why } = await slotsFor(tx, account, now, change, query)
      return ok({
        slots: slots.map(({ startsAt, endsAt, engineerId, engineer, engineerZone }) => ({
          startsAt: toIso(startsAt),
          endsAt: toIso(endsAt),
          engineer: { id: engineerId, name: engineer },
          engineerZone,
        })),
        why,
      })
    },
  }),
  operation({
    id: 'change.plan',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/plans',
    summary: 'Write a further version of the plan; the version it follows is named, so that nobody overwrites another',
    permission: 'change.take-part',
    scope: 'account',
    params: changeParams,
    body: planSchema.extend({ after: z.number().int().min(0) }),
    answers: { 201: wholeChangeSchema },
    handle: async (call, { params: { change }, body: { after, ...content } }) => {
      await writePlan(call.tx, call.account, byOf(call), change, after, content)
      return created(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.review-plan',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/plan-reviews',
    summary: 'Say that the plan was gone through together, with whom',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({ version: z.number().int().min(1), people: z.array(z.string().trim().min(1).max(200)).min(1).max(50) }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await reviewPlan(call.tx, call.account, byOf(call), change, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.assign',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/engineer',
    summary: 'Assign the engineer of a window, or another one with a reason; nobody is booked twice',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({ engineer: z.uuid(), why: words.default('') }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await assign(call.tx, call.account, byOf(call), change, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.prepare',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/preparations',
    summary: 'A test of the remote access, an answer, a condition that is in place, the case ahead of it, or a duty that will be missed',
    permission: 'change.take-part',
    scope: 'account',
    params: changeParams,
    body: preparationSchema,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await prepare(call.tx, call.account, byOf(call), neighbours.caseOf, change, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.require',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/requirements',
    summary: 'Ask for something, name a condition, waive a duty with a reason, or hold the change for a legal reason',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: requirementSchema,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await require(call.tx, call.account, byOf(call), change, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.ready',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/readiness',
    summary: 'Say that everything is there; refused with what is missing and whose duty it is',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change } }) => {
      await markReady(call.tx, call.account, byOf(call), change)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.propose',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/moves',
    summary: 'Propose another time for a window; it moves once the other side accepts',
    permission: 'change.agree',
    scope: 'account',
    params: changeParams,
    body: proposalInput,
    answers: { 201: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await proposeMove(call.tx, call.account, byOf(call), change, await proposalOf(call, change, body))
      return created(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.propose-call-off',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/call-offs',
    summary: 'Propose to call this window off while its request goes on; it holds once the other side accepts',
    permission: 'change.agree',
    scope: 'account',
    params: changeParams,
    body: z.object({ why: words.min(1) }),
    answers: { 201: wholeChangeSchema },
    handle: async (call, { params: { change }, body: { why } }) => {
      await proposeCallOff(call.tx, call.account, byOf(call), change, why)
      return created(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.locate',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/location',
    summary: 'Say from where a window is delivered: a place of the provider, or onsite once that was accepted at a price',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({ location: z.string().trim().min(1).max(200) }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await locate(call.tx, call.account, byOf(call), change, body.location)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.answer-move',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/moves/:move/answer',
    summary:
      'Accept or decline what the other side proposed, or take back what one proposed; a further window that is accepted is what is answered with',
    permission: 'change.agree',
    scope: 'account',
    params: changeParams.extend({ move: z.uuid() }),
    body: z.object({ answer: z.enum(['accepted', 'declined', 'withdrawn']), why: words.default('') }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change, move }, body }) =>
      ok(await wholeView(call, await answerMove(call.tx, call.account, byOf(call), neighbours, change, move, body))),
  }),
  operation({
    id: 'change.again',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/further-windows',
    summary: 'Ask for a further window on the unit of one that was broken off, a day after it at the soonest; the other side accepts it',
    permission: 'change.agree',
    scope: 'account',
    params: changeParams,
    body: proposalInput,
    answers: { 201: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await proposeFurther(call.tx, call.account, byOf(call), change, await proposalOf(call, change, body))
      return created(await wholeView(call, change))
    },
  }),
]
