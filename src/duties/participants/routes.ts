import { z } from 'zod'
import { type Call, contractParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { requireContract } from '../routes.ts'
import { words } from '../schema.ts'

import { type Participant, participantKinds } from './participant.ts'
import { addParticipant, assessSkill, endParticipant, participantsOf, writeCost } from './service.ts'

const params = contractParams.extend({ engagement: z.uuid() })
const one = params.extend({ participant: z.uuid() })
const bearer = z.enum(['customer', 'provider'])
const party = z.object({ code: z.string(), name: z.string() })
const participantSchema = z
  .object({
    id: z.string(),
    kind: z.enum(participantKinds),
    name: z.string(),
    email: z.string(),
    part: z.string(),
    coordinator: z.string(),
    certificate: z.string(),
    endedOn: dateText.nullable(),
    /** The newest assessment; null before anybody said. */
    skill: z.object({ passed: z.boolean(), note: z.string(), on: dateText, actor: z.string() }).nullable(),
    costs: z.array(
      z.object({ id: z.string(), what: z.string(), cents: z.number(), currency: z.string(), borneBy: bearer, agreement: z.string() }),
    ),
  })
  .meta({ id: 'Participant' })
const view = ({ engagementId: _, at: __, actor: ___, costs, ...participant }: Participant) => ({ ...participant, costs: [...costs] })
const workOf = async (call: Call, given: { readonly contract: string; readonly engagement: string }) => ({
  contractId: (await requireContract(call, given.contract)).id,
  engagementId: given.engagement,
})
const path = '/api/accounts/:account/contracts/:contract/work/:engagement/participants'

/** Who takes part in a piece of work beside the two sides, and who answers for them. */
export const participantOperations: readonly Operation[] = [
  operation({
    id: 'participant.list',
    method: 'GET',
    path,
    summary: 'Who takes part in a piece of work, who answers for them, and what third parties cost',
    permission: 'duty.read',
    scope: 'account',
    params,
    answers: { 200: z.object({ customer: party, endUser: party.nullable(), items: z.array(participantSchema) }) },
    handle: async (call, { params: given }) => {
      const { customer, endUser, items } = await participantsOf(call.tx, call.account, await workOf(call, given), call.now)
      return ok({ customer, endUser, items: items.map(view) })
    },
  }),
  operation({
    id: 'participant.add',
    method: 'POST',
    path,
    summary: 'Name a person of the customer or a third party who takes part; third parties are the customer’s to coordinate',
    permission: 'duty.meet',
    scope: 'account',
    params,
    body: z.object({
      kind: z.enum(participantKinds),
      name: z.string().trim().min(1).max(200),
      email: z.email().max(320).or(z.literal('')).default(''),
      part: z.string().trim().min(1).max(500),
      coordinator: z.string().trim().max(200).default(''),
      certificate: z.string().trim().max(200).default(''),
      owner: bearer.default('customer'),
    }),
    answers: { 201: participantSchema },
    handle: async (call, { params: given, body }) =>
      created(view(await addParticipant(call.tx, call.account, byOf(call), await workOf(call, given), body))),
  }),
  operation({
    id: 'participant.end',
    method: 'POST',
    path: `${path}/:participant/end`,
    summary: 'Say that somebody takes no part any more',
    permission: 'duty.meet',
    scope: 'account',
    params: one,
    answers: { 200: participantSchema },
    handle: async (call, { params: given }) =>
      ok(view(await endParticipant(call.tx, call.account, byOf(call), await workOf(call, given), given.participant))),
  }),
  operation({
    id: 'participant.assess',
    method: 'POST',
    path: `${path}/:participant/skill`,
    summary: 'Say whether somebody shows the skill that the work needs; who does not does nothing technical in it',
    permission: 'skill.assess',
    scope: 'account',
    params: one,
    body: z.object({ passed: z.boolean(), note: words }),
    answers: { 201: participantSchema },
    handle: async (call, { params: given, body }) =>
      created(view(await assessSkill(call.tx, call.account, byOf(call), await workOf(call, given), given.participant, body))),
  }),
  operation({
    id: 'participant.cost',
    method: 'POST',
    path: `${path}/:participant/costs`,
    summary: 'Write what a third party costs and who bears it; the provider by a written agreement alone',
    permission: 'participant.cost',
    scope: 'account',
    params: one,
    body: z.object({
      what: z.string().trim().min(1).max(300),
      cents: z.number().int().min(1).max(100_000_000_000),
      currency: z.string().regex(/^[A-Z]{3}$/, 'a currency such as AUD'),
      borneBy: bearer.default('customer'),
      agreement: z.string().trim().max(60).default(''),
    }),
    answers: { 201: participantSchema },
    handle: async (call, { params: given, body }) =>
      created(view(await writeCost(call.tx, call.account, byOf(call), await workOf(call, given), given.participant, body))),
  }),
]
