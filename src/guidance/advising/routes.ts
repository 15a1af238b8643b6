import { z } from 'zod'
import { advisorCandidates } from '../../contracts/advisor/service.ts'
import { accountParams, type Call, contractParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { badRequest, requireOrder } from '../../lib/problem.ts'
import { adviceDuties } from './advice.ts'
import { adviceOf, logAdvice, nameTheAdvisor } from './service.ts'

const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
const words = (most: number) => z.string().trim().max(most)
const channel = z.enum(['email', 'call'])

const advisorSchema = z.object({ name: z.string(), theatre, zone: z.string(), startsOn: dateText, why: z.string() })
const boardSchema = z.object({
  contract: z.string(),
  /** Who it is now; null where nobody is named. */
  advisor: z.object({ name: z.string(), theatre, zone: z.string() }).nullable(),
  /** Everybody who was named, the newest first. */
  history: z.array(advisorSchema),
  duties: z.array(
    z.object({
      duty: z.enum(adviceDuties),
      title: z.string(),
      clauses: z.array(z.string()),
      entries: z.number(),
      lastOn: dateText.nullable(),
    }),
  ),
  entries: z.array(
    z.object({
      duty: z.enum(adviceDuties),
      text: z.string(),
      on: dateText,
      case: z.string().nullable(),
      by: z.string(),
      question: z
        .object({
          channel,
          asker: z.string(),
          named: z.boolean(),
          product: z.string(),
          question: z.string(),
          answer: z.string(),
        })
        .nullable(),
    }),
  ),
})

const board = async (
  { tx, account, now }: Call,
  contract: string,
  period: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
) => {
  const found = await adviceOf(tx, account, now, contract, period)
  const { advisor } = found.contract.terms
  return {
    contract: found.contract.number,
    advisor: advisor ? { name: advisor.name, theatre: advisor.theatre, zone: advisor.zone } : null,
    history: found.advisors
      .toReversed()
      .map(({ name, theatre: where, zone, startsOn, why }) => ({ name, theatre: where, zone, startsOn, why })),
    duties: found.duties,
    entries: found.entries.map(({ seq: _, ...each }) => each),
  }
}

/** The named advisor of a contract, and what the advisor does (ACP-10.p1, ACP-10.p2). */
export const advisingOperations: readonly Operation[] = [
  operation({
    id: 'advice.board',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/advice',
    summary: 'Who the advisor is and was, and what was done under each of the five duties',
    permission: 'advice.read',
    scope: 'account',
    params: contractParams,
    query: z.object({ from: dateText.optional(), to: dateText.optional() }),
    answers: { 200: boardSchema },
    handle: async (call, { params: { contract }, query }) => {
      requireOrder(query)
      return ok(await board(call, contract, query))
    },
  }),
  operation({
    id: 'advice.log',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/advice',
    summary: 'Write down what the advisor did, or a question with its answer',
    permission: 'advice.log',
    scope: 'account',
    params: contractParams,
    body: z.object({
      duty: z.enum(adviceDuties),
      text: words(5000).min(1),
      on: dateText.optional(),
      case: words(40).optional(),
      /** Who asked a question: somebody of the customer. */
      person: z.uuid().optional(),
      question: z
        .object({
          channel,
          product: words(100).default(''),
          question: words(5000).min(1),
          answer: words(10_000).default(''),
          /** A fault, which is no question: it is refused, with how to report it. */
          fault: z.boolean().default(false),
        })
        .optional(),
    }),
    answers: { 201: boardSchema },
    handle: async (call, { params: { contract }, body: { question, person, ...body } }) => {
      if (question && person === undefined)
        throw badRequest('Who asked?', { found: 'a question of nobody', expected: 'somebody of the customer', toDo: 'Name the person.' })
      await logAdvice(call.tx, call.account, call, contract, {
        ...body,
        on: body.on,
        case: body.case ?? null,
        question: question && person !== undefined ? { ...question, asker: person } : null,
      })
      return created(await board(call, contract))
    },
  }),
  operation({
    id: 'advisor.candidates',
    method: 'GET',
    path: '/api/accounts/:account/advisors',
    summary: 'People of the provider who may be named as advisor',
    permission: 'advisor.name',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), zone: z.string(), theatre: theatre.nullable() })) }),
    },
    handle: async ({ tx }) =>
      ok({
        items: (await advisorCandidates(tx)).map(({ id, name, zone, theatre: where }) => ({ id, name, zone, theatre: where })),
      }),
  }),
  operation({
    id: 'advisor.name',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/advisor',
    summary: 'Name the advisor of a contract; there is one at any time',
    permission: 'advisor.name',
    scope: 'account',
    params: contractParams,
    body: z.object({
      /** Who takes over; nobody is refused. */
      person: z.uuid().nullable(),
      theatre: theatre.optional(),
      why: words(500).default(''),
    }),
    answers: { 200: boardSchema },
    handle: async (call, { params: { contract }, body }) => {
      await nameTheAdvisor(call.tx, call.account, call, contract, { personId: body.person, theatre: body.theatre, why: body.why })
      return ok(await board(call, contract))
    },
  }),
]
