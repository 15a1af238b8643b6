import { z } from 'zod'
import { type Case, reachCase } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { dayOf, listContracts } from '../../contracts/service.ts'
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
} from '../../http/operation.ts'
import { badRequest } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { seesOwnCasesOnly } from '../../parties/permissions.ts'
import { listAccounts } from '../../parties/service.ts'
import { whoLeads } from '../leading/service.ts'
import { type Desk, deskOf } from '../on-call/service.ts'
import * as requests from './service.ts'
import { type EscalationRequest, listRequests } from './store.ts'
import { requestSchema, requestView, severity } from './view.ts'

const policies = async ({ tx, now }: Call) => policyBook(toIso(now).slice(0, 10), await readOverrides(tx))
const text = (most: number) => z.string().trim().min(1).max(most)
const caseParams = accountParams.extend({ case: z.string().trim().min(3).max(40) })

/** The accounts to look in; the gate let through no others. */
async function visible({ principal, tx }: Call): Promise<readonly string[] | undefined> {
  if (principal.accountKind === 'provider') return undefined
  if (principal.accountKind === 'customer') return [principal.accountId]
  return (await listAccounts(tx)).map((account) => account.id)
}

/** An act on one escalation: its case is held while it happens, and the answer is the escalation as it is after. */
const act = <B extends z.ZodType>(declared: {
  id: string
  path: string
  summary: string
  permission?: string
  body: B
  run: (call: Call, found: Case, request: EscalationRequest, body: z.output<B>) => Promise<void>
}): Operation =>
  operation({
    id: declared.id,
    method: 'POST',
    path: `/api/accounts/:account/cases/:case/escalations/:escalation/${declared.path}`,
    summary: declared.summary,
    permission: declared.permission ?? 'escalation.run',
    scope: 'account',
    params: caseParams.extend({ escalation: z.string().trim().min(3).max(40) }),
    body: declared.body as z.ZodType,
    answers: { 200: requestSchema },
    handle: async (call, { params, body }) => {
      const found = await reachCase(call.tx, call.account, call.principal, params.case, true)
      const request = await requests.requireRequest(call.tx, call.account, found, params.escalation)
      await declared.run(call, found, request, body as z.output<B>)
      return ok(await answer(call, found, request.number))
    },
  })

async function answer(call: Call, found: Case, number: string) {
  const { levels } = (await policies(call)).get('escalation.requests')
  return requestView(await requests.requireRequest(call.tx, call.account, found, number), levels, call.now)
}

export const escalationRequestOperations: readonly Operation[] = [
  operation({
    id: 'escalation.requests',
    method: 'GET',
    path: '/api/escalation-requests',
    summary: 'Escalations that somebody asked for, newest first',
    permission: 'escalation.read',
    scope: 'reach',
    query: pageQuery.extend({ state: z.enum(['open', 'done', 'withdrawn']).optional(), mine: z.stringbool().optional() }),
    answers: { 200: pageOf(requestSchema) },
    handle: async (call, { query }) => {
      const { principal } = call
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const own = principal.accountKind === 'customer' && seesOwnCasesOnly(principal.roles)
      const rows = await listRequests(call.tx, {
        accountIds: await visible(call),
        state: query.state,
        ...(query.mine && principal.accountKind === 'provider' ? { ownerId: principal.personId } : {}),
        ...(own ? { requesterId: principal.personId } : {}),
        before,
        limit: query.limit + 1,
      })
      const { levels } = (await policies(call)).get('escalation.requests')
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map((row) => requestView(row, levels, call.now)),
        next: rows.length > query.limit && last ? writeCursor([last.raisedAt, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'desk.read',
    method: 'GET',
    path: '/api/accounts/:account/desk',
    summary: 'Whom to call at this hour, and who leads an escalation',
    permission: 'account.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        entitled: z.boolean(),
        why: z.string(),
        clauses: z.array(z.string()),
        phone: z.string().nullable(),
        lead: z.enum(['desk', 'advisor']).nullable(),
        advisor: z.string().nullable(),
        advisorFrom: z.iso.datetime().nullable(),
      }),
    },
    handle: async (call) => {
      const { tx, account, now } = call
      const today = dayOf(account.zone, now)
      const book = await policies(call)
      const offerings = await readOfferings(tx)
      // the number of the desk is for those whose running service has one (ACP-4.a)
      const held = (await listContracts(tx, account.id))
        .filter((each) => each.state === 'active' && each.startsOn <= today && today <= each.endsOn)
        .map((contract) => ({ contract, offering: offerings.find((each) => each.code === contract.service) }))
        .find(({ offering }) => offering?.escalation.desk !== undefined)
      if (!held?.offering?.escalation.desk)
        return ok({
          entitled: false,
          why: 'No running service of this account has an escalation desk.',
          clauses: ['ACP-4.a'],
          phone: null,
          lead: null,
          advisor: null,
          advisorFrom: null,
        })
      const { lead, why, advisorFrom } = await whoLeads(tx, account, held.offering.code, held.contract.number, now)
      return ok({
        entitled: true,
        why,
        clauses: [...held.offering.escalation.desk.clauses, 'ACP-4.a'],
        phone: book.get('desk.numbers')[account.theatre] ?? null,
        lead,
        advisor: held.contract.terms.advisor?.name ?? null,
        advisorFrom: advisorFrom === null ? null : toIso(advisorFrom),
      })
    },
  }),
  operation({
    id: 'escalation.raise',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/escalations',
    summary: 'Ask for escalation; the desk takes it at every hour',
    permission: 'escalation.raise',
    scope: 'account',
    params: caseParams,
    body: z.object({ reason: text(2000), severity: severity.default('medium') }),
    answers: { 201: requestSchema },
    handle: async (call, { params, body }) => {
      const found = await reachCase(call.tx, call.account, call.principal, params.case, true)
      const number = await requests.raise(call.tx, call.account, found, call.now, call.principal, deskOf(call.tx), body)
      return created(await answer(call, found, number))
    },
  }),
  act({
    id: 'escalation.own',
    path: 'owner',
    summary: 'Take an escalation, or hand it over',
    body: z.object({ to: z.string().max(200), reason: z.string().trim().max(500).default('') }),
    run: async ({ tx, now, principal }, found, request, body) => {
      const owner = body.to === 'me' ? { ...principal, id: principal.personId } : await colleagueOf(deskOf(tx), body.to)
      await requests.own(tx, found, request, now, principal, owner, body.reason)
    },
  }),
  act({
    id: 'escalation.level',
    path: 'level',
    summary: 'Move an escalation up a level, or down again',
    body: z.object({ level: z.number().int().min(1).max(20), reason: text(500) }),
    run: ({ tx, now, principal }, found, request, body) =>
      requests.moveLevel(tx, found, request, now, principal, deskOf(tx), body.level, body.reason),
  }),
  act({
    id: 'escalation.change',
    path: 'terms',
    summary: 'Change how severe it is, or how often the customer hears of it',
    body: z.object({ severity: severity.optional(), reportHours: z.number().int().min(1).max(8760).optional(), reason: text(500) }),
    run: ({ tx, now, principal }, found, request, body) => requests.change(tx, found, request, now, principal, body),
  }),
  act({
    id: 'escalation.watch',
    path: 'watch',
    summary: 'Write down what the watch saw; among staff',
    body: z.object({ text: text(5000) }),
    run: ({ tx, now, principal }, found, request, body) => requests.watch(tx, found, request, now, principal, body.text),
  }),
  act({
    id: 'escalation.report',
    path: 'reports',
    summary: 'Report the status to the customer; the next report is due after the cadence',
    body: z.object({ text: text(20_000) }),
    run: ({ tx, now, principal }, found, request, body) => requests.report(tx, found, request, now, principal, body.text),
  }),
  act({
    id: 'escalation.sign',
    path: 'sign-off',
    summary: 'The service manager signs an escalation off, with what was seen',
    permission: 'escalation.sign',
    body: z.object({ text: text(5000) }),
    run: ({ tx, now, principal }, found, request, body) => requests.sign(tx, found, request, now, principal, body.text),
  }),
  act({
    id: 'escalation.done',
    path: 'done',
    summary: 'An escalation is done, with what came of it',
    body: z.object({ text: text(5000) }),
    run: ({ tx, now, principal }, found, request, body) => requests.end(tx, found, request, now, principal, 'done', body.text),
  }),
  act({
    id: 'escalation.withdraw',
    path: 'withdrawn',
    summary: 'Take back an escalation that one’s own side asked for',
    permission: 'escalation.raise',
    body: z.object({ reason: text(500) }),
    run: ({ tx, now, principal }, found, request, body) => requests.end(tx, found, request, now, principal, 'withdrawn', body.reason),
  }),
]

async function colleagueOf(desk: Desk, given: string) {
  const person = await desk.person(given)
  if (!person)
    throw badRequest('Nobody on the staff is known by this', {
      found: given,
      expected: 'the id or the e-mail address of somebody on the staff, or "me"',
    })
  return person
}
