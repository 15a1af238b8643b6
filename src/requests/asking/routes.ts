import { z } from 'zod'
import { salesContacts } from '../../contracts/sales-contacts/service.ts'
import { refusal, refusedSchema } from '../../decisions/reply.ts'
import { decisionSchema } from '../../decisions/schema.ts'
import { viewOf } from '../../decisions/view.ts'
import { accountParams, type Call, created, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import type { Neighbours } from '../gathering/service.ts'
import { peopleOptions, type Wanted } from '../request.ts'
import { askBody, outcomeSchema, paymentSchema, salesContactSchema } from '../schema.ts'
import { windowsOf } from '../windows-given.ts'
import { type Asked, askFor, catalogueFor } from './service.ts'

const wantedOf = (call: Call, body: z.output<typeof askBody>): Wanted => ({
  service: body.service.toUpperCase(),
  quantity: body.quantity,
  firstDay: body.firstDay ?? null,
  serials: body.devices,
  caseNumber: body.case ?? null,
  windows: windowsOf(call.account.zone, body.windows),
  change: body.change,
  plan: body.plan ?? null,
  language: body.language,
  purpose: body.purpose,
  ...(body.options.length === 0 ? {} : { options: [...new Set(body.options)] }),
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
      ...byOf(call),
      personId: own ? principal.personId : null,
      onBehalf: body.onBehalf ? `${body.onBehalf.name} (by ${body.onBehalf.channel})` : '',
    },
    neighbours,
    { contractNumber: body.contract, wanted: wantedOf(call, body), dry },
  )
}

const contactsOf = async ({ tx, account, now }: Call) => [...(await salesContacts(tx, account, now))]

const outcomeOf = async (call: Call, asked: Asked) => ({
  request: asked.request?.number ?? null,
  decision: viewOf(asked.decision, call.now, asked.decisionId),
  price: asked.price,
  contacts: await contactsOf(call),
})

/** What an account may ask for, and asking for it. */
export const askingOperations = (neighbours: Neighbours): readonly Operation[] => [
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
            /** People who may be asked for beside whoever of the pool is free (MSP-6.g2). */
            options: z.array(z.enum(peopleOptions)),
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
          options: [...line.options],
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
      return ok(await outcomeOf(call, asked))
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
    answers: {
      201: outcomeSchema,
      403: refusedSchema.extend({ request: z.null(), price: paymentSchema.nullable(), contacts: z.array(salesContactSchema) }),
    },
    handle: async (call, { body }) => {
      const asked = await ask(call, neighbours, body, false)
      const outcome = await outcomeOf(call, asked)
      return asked.request ? created(outcome) : refusal('The request is refused', outcome.decision, outcome)
    },
  }),
]
