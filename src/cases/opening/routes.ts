import { z } from 'zod'
import { caseChannels, priorities } from '../../catalog/offering.ts'
import { personOf } from '../../entitlement/service.ts'
import { accountParams, type Call, created, instantText, type Operation, operation } from '../../http/operation.ts'
import { badRequest } from '../../lib/problem.ts'
import { fromIso } from '../../lib/time.ts'
import { staff, text, wholeCase } from '../routes.ts'
import { decidedView, openedSchema, refusal, refusedCase } from './answer.ts'
import { openCase } from './service.ts'

const openBody = z.object({
  kind: z.enum(['tech', 'admin']).default('tech'),
  summary: text(300),
  description: z.string().max(50_000).default(''),
  device: z.string().trim().min(1).max(64).nullable().default(null),
  priority: z.enum(priorities),
  /** Staff log a call as `phone`; everybody else is `web` in the portal and `api` with a key unless said otherwise. */
  channel: z.enum(caseChannels).optional(),
  /** What it does to the business; urgent cases of a service with an advisor do not close without it. */
  impact: z.string().trim().max(2000).default(''),
  customerReference: z.string().trim().max(100).default(''),
  release: z.string().trim().max(60).default(''),
  confirmations: z.array(z.string().max(60)).max(20).default([]),
  reportedAt: instantText.optional(),
  /** Staff name the contact they act for, by e-mail address or id. */
  requester: z.string().max(200).optional(),
  /** Staff accept what a rule left to a person, with their reason. */
  approval: text(500).optional(),
})

const channelOf = (call: Call, given: (typeof caseChannels)[number] | undefined): (typeof caseChannels)[number] => {
  if (staff(call)) return given ?? 'phone'
  if (given === 'phone')
    throw badRequest('A call is logged by staff', {
      found: 'channel phone',
      expected: 'web, api or automation',
      toDo: 'Call the desk, or open it here as web.',
    })
  return given ?? (call.principal.scopes ? 'api' : 'web')
}

export const caseOpeningOperations: readonly Operation[] = [
  operation({
    id: 'case.open',
    method: 'POST',
    path: '/api/accounts/:account/cases',
    summary: 'Open a case; refused with the decision when no contract covers it',
    permission: 'case.open',
    scope: 'account',
    params: accountParams,
    body: openBody,
    answers: { 201: openedSchema, 403: refusedCase },
    handle: async (call, { body }) => {
      if (body.kind === 'tech' && body.device === null)
        throw badRequest('A tech case names its device', {
          expected: 'the serial in "device"',
          toDo: 'For other questions open an admin case.',
        })
      const channel = channelOf(call, body.channel)
      const requesterId = await personOf(call, body.requester)
      if (staff(call) && requesterId === null)
        throw badRequest('Staff open a case for a contact', { expected: 'the e-mail address of the contact in "requester"' })
      if (!staff(call) && body.requester !== undefined && requesterId !== call.principal.personId)
        throw badRequest('A case is opened in one’s own name', { found: body.requester })
      const reportedAt = body.reportedAt === undefined ? call.now : fromIso(body.reportedAt)
      const { device, approval, requester: _, ...rest } = body
      const opened = await openCase(call.tx, call.account, call.now, call.principal, {
        ...rest,
        channel,
        serial: device,
        reportedAt: staff(call) ? reportedAt : call.now,
        requesterId,
        approval: approval ?? null,
      })
      if (opened.opened === null) return refusal(opened, call.now)
      const { case: found, events } = opened.opened
      return created({ ...(await wholeCase(call, found, events)), decided: decidedView(opened, call.now) }, found.version)
    },
  }),
]
