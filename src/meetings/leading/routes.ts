import { z } from 'zod'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { meetingKinds } from '../kinds.ts'
import { meetingParams, one } from '../running/routes.ts'
import { requireMeeting } from '../running/service.ts'
import { byOf, dayIn, meetingPolicy } from '../service.ts'
import { meetingSchema, sentence } from '../views.ts'
import { changeLead, whoMayLead } from './service.ts'

/** Who leads a meeting: whoever the service names for it, and another person with a reason. */
export const leadingOperations: readonly Operation[] = [
  operation({
    id: 'meeting.leads',
    method: 'GET',
    path: '/api/accounts/:account/meetings/leads',
    summary: 'People of the provider who may lead a kind of meeting, and the places from which it may be held',
    permission: 'meeting.run',
    scope: 'account',
    params: accountParams,
    query: z.object({ kind: z.enum(meetingKinds) }),
    answers: {
      200: z.object({
        items: z.array(z.object({ id: z.string(), name: z.string() })),
        places: z.array(z.object({ code: z.string(), title: z.string() })),
      }),
    },
    handle: async ({ tx, account, now }, { query: { kind } }) =>
      ok({
        items: await whoMayLead(tx, kind),
        places: [...(await meetingPolicy(tx, dayIn(account.zone, now))).get('delivery.places')],
      }),
  }),
  operation({
    id: 'meeting.lead',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/lead',
    summary: 'Have somebody else lead a meeting, with the reason; or it and those of its series after it',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ lead: z.uuid(), reason: sentence, following: z.boolean().default(false) }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body: { lead, reason, following } }) => {
      const { tx, account, now, principal } = call
      await changeLead(tx, account, byOf(now, principal), params.meeting, { leadId: lead, reason, following })
      return ok(await one(call, await requireMeeting(tx, account, params.meeting)))
    },
  }),
]
