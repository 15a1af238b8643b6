import { z } from 'zod'
import { type Case, reachCase } from '../../cases/service.ts'
import { accountParams, type Call, created, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { badRequest, notPermitted } from '../../lib/problem.ts'
import { fromIso } from '../../lib/time.ts'
import * as handOvers from './service.ts'
import { type HandOver, listHandOvers, listWaiting } from './store.ts'
import { handOverSchema, handOverView } from './view.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const caseParams = accountParams.extend({ case: z.string().trim().min(3).max(40) })

/** Hand-overs are among staff: what is written there is as internal as a note. */
function staffOnly({ principal }: Call) {
  if (principal.accountKind !== 'provider') throw notPermitted('Hand-overs are among staff')
}

/** An answer to one hand-over: its case is held while it happens. */
const answer = <B extends z.ZodType>(declared: {
  id: string
  path: string
  summary: string
  body: B
  run: (call: Call, found: Case, row: HandOver, body: z.output<B>) => Promise<void>
}): Operation =>
  operation({
    id: declared.id,
    method: 'POST',
    path: `/api/accounts/:account/cases/:case/hand-overs/:handover/${declared.path}`,
    summary: declared.summary,
    permission: 'case.note',
    scope: 'account',
    params: caseParams.extend({ handover: z.uuid() }),
    body: declared.body as z.ZodType,
    answers: { 200: handOverSchema },
    handle: async (call, { params, body }) => {
      staffOnly(call)
      const found = await reachCase(call.tx, call.account, call.principal, params.case, true)
      await declared.run(call, found, await handOvers.requireHandOver(call.tx, found, params.handover), body as z.output<B>)
      return ok(handOverView(await handOvers.requireHandOver(call.tx, found, params.handover)))
    },
  })

/** `engineer` finds somebody on the provider's staff. */
export const handOverOperations = (engineer: (given: string) => Promise<handOvers.Receiver | undefined>): readonly Operation[] => [
  operation({
    id: 'hand-over.waiting',
    method: 'GET',
    path: '/api/hand-overs',
    summary: 'Hand-overs that wait for my answer, and those of mine that wait for somebody else’s',
    permission: 'queue.read',
    scope: 'provider',
    answers: { 200: z.object({ items: z.array(handOverSchema) }) },
    handle: async ({ tx, principal }) => ok({ items: (await listWaiting(tx, principal.personId)).map(handOverView) }),
  }),
  operation({
    id: 'hand-over.list',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/hand-overs',
    summary: 'Hand-overs of a case, newest first; among staff',
    permission: 'case.note',
    scope: 'account',
    params: caseParams,
    answers: { 200: z.object({ items: z.array(handOverSchema) }) },
    handle: async (call, { params }) => {
      staffOnly(call)
      const found = await reachCase(call.tx, call.account, call.principal, params.case)
      return ok({ items: (await listHandOvers(call.tx, found.accountId, found.id)).map(handOverView) })
    },
  }),
  operation({
    id: 'hand-over.offer',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/hand-overs',
    summary: 'Offer what one has of a case to a colleague; nothing changes hands until it is accepted',
    permission: 'case.note',
    scope: 'account',
    params: caseParams,
    body: z.object({
      to: text(200),
      situation: text(5000),
      nextStep: text(2000),
      promised: z.string().trim().max(2000).default(''),
      promisedAt: instantText.optional(),
    }),
    answers: { 201: handOverSchema },
    handle: async (call, { params, body }) => {
      staffOnly(call)
      const found = await reachCase(call.tx, call.account, call.principal, params.case, true)
      const to = await engineer(body.to)
      if (!to)
        throw badRequest('Nobody on the staff is known by this', {
          found: body.to,
          expected: 'the e-mail address or the id of somebody on the staff',
        })
      const { situation, nextStep, promised, promisedAt } = body
      const id = await handOvers.offer(call.tx, found, call.now, call.principal, to, {
        situation,
        nextStep,
        promised,
        promisedAt: promisedAt === undefined ? null : fromIso(promisedAt),
      })
      return created(handOverView(await handOvers.requireHandOver(call.tx, found, id)))
    },
  }),
  answer({
    id: 'hand-over.accept',
    path: 'accepted',
    summary: 'Take over what was offered',
    body: z.object({}),
    run: async (call, found, row) => {
      const me = await engineer(call.principal.personId)
      if (me) await handOvers.accept(call.tx, found, row, call.now, { ...call.principal, ...me })
    },
  }),
  answer({
    id: 'hand-over.decline',
    path: 'declined',
    summary: 'Say no to a hand-over, with the reason',
    body: z.object({ reason: text(500) }),
    run: (call, found, row, body) => handOvers.decline(call.tx, found, row, call.now, call.principal, body.reason),
  }),
  answer({
    id: 'hand-over.withdraw',
    path: 'withdrawn',
    summary: 'Take back what one offered',
    body: z.object({}),
    run: (call, found, row) => handOvers.withdraw(call.tx, found, row, call.now, call.principal),
  }),
]
