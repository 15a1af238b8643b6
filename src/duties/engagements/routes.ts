import { z } from 'zod'
import { zoneProblem } from '../../calendar/local-time.ts'
import { accountParams, contractParams, created, dateText, instantText, type Operation, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { requireContract } from '../routes.ts'
import { engagementSchema } from '../schema.ts'

import { engagementView } from '../views.ts'
import { endEngagement, moveEngagement, openEngagement } from './service.ts'

const zone = z
  .string()
  .max(60)
  .refine((text) => !zoneProblem(text), 'a zone such as Australia/Sydney')
const title = z.string().trim().min(1).max(200)
const ofWindow = { windowStartsAt: instantText.optional(), windowEndsAt: instantText.optional(), zone: zone.optional() }

function windowOf({ windowStartsAt: from, windowEndsAt: to }: { windowStartsAt?: string | undefined; windowEndsAt?: string | undefined }) {
  if (from === undefined && to === undefined) return null
  if (from === undefined || to === undefined) throw badRequest('A window has a start and an end', { toDo: 'Give both, or neither.' })
  return { startsAt: Date.parse(from), endsAt: Date.parse(to) }
}

/** Pieces of work under a contract, each with duties of its own. Requests and changes open theirs by themselves. */
export const engagementOperations: readonly Operation[] = [
  operation({
    id: 'engagement.open',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/engagements',
    summary: 'Open a piece of work under a contract: a service request or a change window, and what is started in it',
    permission: 'engagement.edit',
    scope: 'account',
    params: contractParams,
    body: z.object({
      kind: z.enum(['request', 'window']),
      title,
      acts: z.array(z.string().trim().min(2).max(80)).min(1).max(20),
      startsOn: dateText.optional(),
      ...ofWindow,
    }),
    answers: { 201: engagementSchema },
    handle: async (call, { params, body }) => {
      const { id, number } = await requireContract(call, params.contract)
      const opened = await openEngagement(call.tx, call.account, byOf(call), {
        contractId: id,
        kind: body.kind,
        title: body.title,
        acts: body.acts,
        startsOn: body.startsOn ?? null,
        window: windowOf(body),
        zone: body.zone,
        leadId: call.principal.personId,
      })
      return created(engagementView(opened, number))
    },
  }),
  operation({
    id: 'engagement.move',
    method: 'POST',
    path: '/api/accounts/:account/engagements/:engagement/move',
    summary: 'Move a piece of work: another title, first day or window',
    permission: 'engagement.edit',
    scope: 'account',
    params: accountParams.extend({ engagement: z.uuid() }),
    body: z.object({ title: title.optional(), startsOn: dateText.nullable().optional(), ...ofWindow }),
    answers: { 204: z.null() },
    handle: async (call, { params, body }) => {
      const window = windowOf(body)
      await moveEngagement(call.tx, call.account, byOf(call), params.engagement, {
        ...(body.title === undefined ? {} : { title: body.title }),
        ...(body.startsOn === undefined ? {} : { startsOn: body.startsOn }),
        ...(window === null ? {} : { window }),
        ...(body.zone === undefined ? {} : { zone: body.zone }),
      })
      return { status: 204 }
    },
  }),
  operation({
    id: 'engagement.end',
    method: 'POST',
    path: '/api/accounts/:account/engagements/:engagement/end',
    summary: 'End a piece of work: nothing of it waits any longer, and what was lent for it is due back',
    permission: 'engagement.edit',
    scope: 'account',
    params: accountParams.extend({ engagement: z.uuid() }),
    answers: { 204: z.null() },
    handle: async (call, { params }) => {
      await endEngagement(call.tx, call.account, byOf(call), params.engagement)
      return { status: 204 }
    },
  }),
]
