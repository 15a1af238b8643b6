import { z } from 'zod'
import { accountParams, type Call, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import type { Principal } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { answers, sides } from '../kinds.ts'
import { type Shown, showMeetings } from '../overview/service.ts'
import { byOf, dayIn } from '../service.ts'
import type { Meeting } from '../store.ts'
import { line, meetingSchema, minutes, mode, outcomeSchema, sentence, time } from '../views.ts'
import {
  addMeetingPerson,
  answerInvitation,
  cancelMeeting,
  inviteProvider,
  markHeld,
  missMeeting,
  moveMeeting,
  recordOutcome,
  removeMeetingPerson,
  requireMeeting,
} from './service.ts'

export const meetingParams = accountParams.extend({
  meeting: z
    .string()
    .max(40)
    .transform((text) => text.toUpperCase()),
})

/** A project meeting to which the provider is not invited breaks the customer's duty (MSP-5.o). */
const breachOf = ({ kind, providerInvited, clauses }: Pick<Meeting, 'kind' | 'providerInvited' | 'clauses'>): string | null =>
  kind === 'project' && !providerInvited ? `The provider is not invited: ${clauses.join(', ')} asks for it` : null

export const meetingView = (account: string, principal: Principal, { people, ...meeting }: Shown) => ({
  account,
  number: meeting.number,
  kind: meeting.kind,
  title: meeting.title,
  series: meeting.seriesId,
  plannedOn: meeting.plannedOn,
  on: dayIn(meeting.zone, meeting.startsAt),
  contract: meeting.contract,
  about: meeting.aboutKind === null ? null : { kind: meeting.aboutKind, id: meeting.aboutId },
  startsAt: toIso(meeting.startsAt),
  minutes: meeting.minutes,
  zone: meeting.zone,
  mode: meeting.mode,
  place: meeting.place,
  statement: meeting.statement,
  agreement: meeting.agreement,
  location: meeting.location,
  topics: meeting.topics,
  clauses: meeting.clauses,
  leadName: meeting.leadName,
  state: meeting.state,
  side: meeting.side,
  reason: meeting.reason,
  moved: meeting.moved,
  suspended: meeting.suspended,
  providerInvited: meeting.providerInvited,
  breach: breachOf(meeting),
  myAnswer: people.find(({ personId }) => personId === principal.personId)?.answer ?? null,
  invited: people.length,
  accepted: people.filter(({ answer }) => answer === 'accepted').length,
  declined: people.filter(({ answer }) => answer === 'declined').length,
  version: meeting.version,
})

export const one = async ({ tx, account, now, principal }: Call, meeting: Meeting) => {
  const [shown] = await showMeetings(tx, account, [meeting], now)
  return meetingView(account.code, principal, shown as Shown)
}
const again = async (call: Call, number: string) => ok(await one(call, await requireMeeting(call.tx, call.account, number)))

/** What becomes of a meeting, and of who is invited to it. */
export const runningOperations: readonly Operation[] = [
  operation({
    id: 'meeting.move',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/move',
    summary: 'Move a meeting to another day or time, or to another place, with the reason',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({
      on: dateText,
      time,
      later: z.boolean().optional(),
      minutes: minutes.optional(),
      mode: mode.optional(),
      place: line.optional(),
      statement: line.optional(),
      /** Number of the provider's agreement to other hours. */
      agreement: line.max(60).optional(),
      location: line.optional(),
      reason: sentence,
    }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) =>
      ok(await one(call, await moveMeeting(call.tx, call.account, byOf(call.now, call.principal), params.meeting, body))),
  }),
  operation({
    id: 'meeting.cancel',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/cancel',
    summary: 'Cancel a meeting, for the side that calls it off, with the reason',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ side: z.enum(sides), reason: sentence }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) => {
      const meeting = await requireMeeting(call.tx, call.account, params.meeting, true)
      await cancelMeeting(call.tx, byOf(call.now, call.principal), meeting, body)
      return again(call, params.meeting)
    },
  }),
  operation({
    id: 'meeting.miss',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/miss',
    summary: 'Say that a meeting was missed, by which side and why',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ side: z.enum(sides), reason: sentence }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) => {
      const meeting = await requireMeeting(call.tx, call.account, params.meeting, true)
      await missMeeting(call.tx, call.account, byOf(call.now, call.principal), meeting, body)
      return again(call, params.meeting)
    },
  }),
  operation({
    id: 'meeting.hold',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/hold',
    summary: 'Say that a meeting was held, who attended and which topics it covered',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ attended: z.array(z.uuid()).max(60), topics: z.array(z.string().max(40)).max(20).default([]) }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) => {
      await markHeld(call.tx, call.account, byOf(call.now, call.principal), params.meeting, body)
      return again(call, params.meeting)
    },
  }),
  operation({
    id: 'meeting.outcome',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/outcome',
    summary: 'Record what a post-change review came to: goal beside result, verdict, agreed changes',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: outcomeSchema,
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) => {
      await recordOutcome(call.tx, call.account, byOf(call.now, call.principal), params.meeting, body)
      return again(call, params.meeting)
    },
  }),
  operation({
    id: 'meeting.provider',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/provider',
    summary: 'Say whether the provider is invited to a project meeting of the customer',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams,
    body: z.object({ invited: z.boolean() }),
    answers: { 200: meetingSchema },
    handle: async (call, { params, body }) => {
      await inviteProvider(call.tx, call.account, byOf(call.now, call.principal), params.meeting, body.invited)
      return again(call, params.meeting)
    },
  }),
  operation({
    id: 'meeting.invite',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/people',
    summary: 'Invite a person of either side, or a guest by name and address',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.union([z.object({ person: z.uuid() }), z.object({ name: sentence, email: z.email().max(320) })]),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ tx, account, now, principal }, { params, body }) =>
      created({
        id: await addMeetingPerson(tx, account, byOf(now, principal), params.meeting, 'person' in body ? { personId: body.person } : body),
      }),
  }),
  operation({
    id: 'meeting.uninvite',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/people/:invited/remove',
    summary: 'Take somebody off the people of a meeting',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams.extend({ invited: z.uuid() }),
    body: z.object({}).optional(),
    answers: { 200: z.object({ removed: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { params }) => {
      await removeMeetingPerson(tx, account, byOf(now, principal), params.meeting, params.invited)
      return ok({ removed: true })
    },
  }),
  operation({
    id: 'meeting.answer',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/answer',
    summary: 'Answer my invitation',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams,
    body: z.object({ answer: z.enum(answers) }),
    answers: { 200: z.object({ answer: z.enum(answers) }) },
    handle: async ({ tx, account, now, principal }, { params, body: { answer } }) => {
      const meeting = await requireMeeting(tx, account, params.meeting)
      await answerInvitation(tx, account, byOf(now, principal), meeting.id, { personId: principal.personId }, answer, 'portal')
      return ok({ answer })
    },
  }),
]
