import { Readable } from 'node:stream'
import { z } from 'zod'
import { writeEvents } from '../calendar/invitation.ts'
import { accountParams, created, dateText, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { requireOrder } from '../lib/problem.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { findAccount } from '../parties/service.ts'
import { aboutKinds, meetingKinds } from './kinds.ts'
import { actionView } from './notes/routes.ts'
import { agendaOf, findDraft, listActions, listMinutes } from './notes/service.ts'
import { type FreedUnder, freedOf, promisedOf, type Shown, showMeetings } from './overview/service.ts'
import { askReview, planMeeting } from './planning/service.ts'
import { eventOf } from './running/letters.ts'
import { meetingParams, meetingView, one } from './running/routes.ts'
import { requireMeeting } from './running/service.ts'
import { planSeries } from './series/service.ts'
import { byOf, dayIn, meetingPolicy } from './service.ts'
import { listEvents, listMeetings, listSeries } from './store.ts'
import {
  actionSchema,
  itemSchema,
  line,
  meetingSchema,
  minutes,
  minutesSchema,
  mode,
  outcomeSchema,
  personSchema,
  sentence,
  time,
  zone,
} from './views.ts'

const place = { mode: mode.default('remote'), place: line.default(''), statement: line.default(''), location: line.optional() }

/** Meetings: planned by series or one by one, moved, cancelled, held, missed; who is invited and answers. */
export const meetingOperations = (freedUnder: FreedUnder): readonly Operation[] => [
  operation({
    id: 'meeting.week',
    method: 'GET',
    path: '/api/meetings',
    summary: 'Meetings of every account that I may see, between two days',
    permission: 'meeting.read',
    scope: 'reach',
    query: z.object({ from: dateText, to: dateText }),
    answers: { 200: z.object({ items: z.array(meetingSchema) }) },
    handle: async ({ tx, now, principal }, { query: { from, to } }) => {
      requireOrder({ from, to })
      const found = await listMeetings(tx, { from: Date.parse(from), before: Date.parse(to) + 86_400_000, limit: 300 })
      const items = []
      for (const [accountId, meetings] of Map.groupBy(found, (each) => each.accountId)) {
        const account = await findAccount(tx, { id: accountId })
        if (account)
          items.push(...(await showMeetings(tx, account, meetings, now)).map((each) => meetingView(account.code, principal, each)))
      }
      return ok({ items: items.toSorted((left, right) => (left.startsAt < right.startsAt ? -1 : 1)) })
    },
  }),
  operation({
    id: 'meeting.list',
    method: 'GET',
    path: '/api/accounts/:account/meetings',
    summary: 'Meetings of an account: those to come in order, or those that were, newest first',
    permission: 'meeting.read',
    scope: 'account',
    params: accountParams,
    query: z.object({
      when: z.enum(['ahead', 'past', 'all']).default('ahead'),
      limit: z.coerce.number().int().min(1).max(400).default(50),
    }),
    answers: { 200: z.object({ items: z.array(meetingSchema) }) },
    handle: async ({ tx, account, now, principal }, { query: { when, limit } }) => {
      const range: { from?: Instant; before?: Instant } =
        when === 'ahead' ? { from: now - 7_200_000 } : when === 'past' ? { before: now } : {}
      const found = await listMeetings(tx, { accountId: account.id, ...range, newestFirst: when === 'past', limit })
      return ok({ items: (await showMeetings(tx, account, found, now)).map((each) => meetingView(account.code, principal, each)) })
    },
  }),
  operation({
    id: 'meeting.promised',
    method: 'GET',
    path: '/api/accounts/:account/meetings/promised',
    summary: 'What was promised against what was held, with the duty to attend, and what is promised once',
    permission: 'meeting.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        kept: z.array(
          z.object({
            series: z.string().nullable(),
            contract: z.string(),
            kind: z.enum(meetingKinds),
            title: z.string(),
            clauses: z.array(z.string()),
            from: dateText,
            until: dateText,
            counts: z.object({
              promised: z.number(),
              held: z.number(),
              missed: z.number(),
              cancelledByProvider: z.number(),
              cancelledByCustomer: z.number(),
              moved: z.number(),
              suspended: z.number(),
              ahead: z.number(),
              unsaid: z.number(),
              attended: z.number(),
            }),
            duty: z
              .object({
                reading: z.enum(['once-per-two-months', 'twice-a-month']),
                scheduleEveryDays: z.number(),
                periods: z.array(
                  z.object({
                    from: dateText,
                    to: dateText,
                    attended: z.number(),
                    due: z.number(),
                    offered: z.number(),
                    state: z.enum(['met', 'not met', 'running', 'to come', 'no meeting was offered']),
                  }),
                ),
              })
              .nullable(),
          }),
        ),
        owed: z.array(
          z.object({
            contract: z.string(),
            what: z.string(),
            clause: z.string(),
            state: z.enum(['done', 'planned', 'open', 'late']),
            on: dateText.nullable(),
            dueOn: dateText.nullable(),
          }),
        ),
        /** When the provider was not obliged, by contract, with the meetings that fell into it (SSM-4.a). */
        freed: z.array(
          z.object({
            contract: z.string(),
            notObliged: z.array(z.object({ clause: z.string(), why: z.string(), from: dateText, to: dateText.nullable() })),
            meetings: z.array(
              z.object({ number: z.string(), title: z.string(), on: dateText, state: z.string(), freedBy: z.array(z.string()) }),
            ),
          }),
        ),
      }),
    },
    handle: async ({ tx, account, now }) => {
      const { kept, owed } = await promisedOf(tx, account, now)
      return ok({ kept, owed, freed: await freedOf(tx, account, now, kept, freedUnder) })
    },
  }),
  operation({
    id: 'meeting.plan-series',
    method: 'POST',
    path: '/api/accounts/:account/meetings/series',
    summary: 'Plan the meetings of a contract through its last day; weekends and holidays move to the next working day',
    permission: 'meeting.run',
    scope: 'account',
    params: accountParams,
    body: z.object({
      kind: z.enum(['review', 'business-review', 'operational-review']),
      contract: z.string().max(40),
      firstOn: dateText,
      startTime: time,
      everyDays: z.number().int().min(1).max(366).optional(),
      minutes: minutes.optional(),
      zone: zone.optional(),
      ...place,
      /** Who runs it; whoever plans, when nobody is named. */
      lead: z.uuid().optional(),
    }),
    answers: { 201: z.object({ series: z.string(), count: z.number(), first: dateText, last: dateText, items: z.array(meetingSchema) }) },
    handle: async (call, { body: { lead, ...body } }) => {
      const { tx, account, now, principal } = call
      const series = await planSeries(tx, account, byOf(now, principal), { ...body, leadId: lead ?? principal.personId })
      const meetings = await showMeetings(
        tx,
        account,
        await listMeetings(tx, { accountId: account.id, seriesId: series.id, limit: 400 }),
        now,
      )
      const items = meetings.map((each) => meetingView(account.code, principal, each))
      return created({ series: series.id, count: items.length, first: items[0]?.on, last: items.at(-1)?.on, items })
    },
  }),
  operation({
    id: 'meeting.series',
    method: 'GET',
    path: '/api/accounts/:account/meetings/series',
    summary: 'The series of an account: their rule, their local time, and up to which day they go',
    permission: 'meeting.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(meetingKinds),
            title: z.string(),
            everyDays: z.number().nullable(),
            firstOn: dateText,
            until: dateText,
            startTime: z.string(),
            minutes: z.number(),
            zone: z.string(),
            mode,
            place: z.string(),
            leadName: z.string(),
            madeBy: z.string(),
            madeAt: instantText,
          }),
        ),
      }),
    },
    handle: async ({ tx, account }) =>
      ok({
        items: (await listSeries(tx, account.id)).map(
          ({ contractId: _, clauses: __, leadId: ___, statement: ____, location: _____, rule, ...each }) => ({
            ...each,
            everyDays: rule.kind === 'every-days' ? rule.days : null,
            madeAt: toIso(each.madeAt),
          }),
        ),
      }),
  }),
  operation({
    id: 'meeting.plan',
    method: 'POST',
    path: '/api/accounts/:account/meetings',
    summary: 'Plan one meeting: a training, an onboarding, a call on a review, a post-change review, a project meeting',
    permission: 'meeting.join',
    scope: 'account',
    params: accountParams,
    body: z.object({
      kind: z.enum(meetingKinds),
      title: line.optional(),
      contract: z.string().max(40).optional(),
      about: z.object({ kind: z.enum(aboutKinds), id: sentence.max(60) }).optional(),
      on: dateText,
      time,
      /** Of a time that happens twice, the second one. */
      later: z.boolean().optional(),
      zone: zone.optional(),
      minutes: minutes.optional(),
      ...place,
      /** Number of the provider's agreement to other hours, of a kind that has them by agreement. */
      agreement: line.max(60).optional(),
      topics: z.array(z.string().max(40)).max(20).default([]),
      lead: z.uuid().optional(),
      providerInvited: z.boolean().default(true),
    }),
    answers: { 201: meetingSchema },
    handle: async (call, { body: { lead, ...body } }) =>
      created(await one(call, await planMeeting(call.tx, call.account, call.now, call.principal, { ...body, leadId: lead }))),
  }),
  operation({
    id: 'meeting.ask',
    method: 'POST',
    path: '/api/accounts/:account/meetings/ask',
    summary: 'Ask for an operational review; a slot is offered within the working days of the policy',
    permission: 'meeting.join',
    scope: 'account',
    params: accountParams,
    body: z.object({ on: dateText.optional(), time: time.optional(), why: sentence }),
    answers: { 201: z.object({ meeting: meetingSchema, offeredBy: dateText }) },
    handle: async (call, { body }) => {
      const { meeting, offeredBy } = await askReview(call.tx, call.account, call.now, call.principal, body)
      return created({ meeting: await one(call, meeting), offeredBy })
    },
  }),
  operation({
    id: 'meeting.read',
    method: 'GET',
    path: '/api/accounts/:account/meetings/:meeting',
    summary: 'One meeting: people and answers, agenda, minutes, actions, and what happened to it',
    permission: 'meeting.read',
    scope: 'account',
    params: meetingParams,
    answers: {
      200: z.object({
        meeting: meetingSchema,
        /** From where the provider takes part, in words. */
        from: z.string(),
        outcome: outcomeSchema.nullable(),
        people: z.array(personSchema),
        agenda: z.array(itemSchema),
        minutes: z.array(minutesSchema),
        draft: z
          .object({ text: z.string(), decisions: z.array(z.string()), version: z.number(), actor: z.string(), at: instantText })
          .nullable(),
        actions: z.array(actionSchema),
        events: z.array(z.object({ seq: z.number(), at: instantText, actor: z.string(), kind: z.string(), text: z.string() })),
      }),
    },
    handle: async (call, { params }) => {
      const { tx, account, principal, now } = call
      const meeting = await requireMeeting(tx, account, params.meeting)
      const [shown] = await showMeetings(tx, account, [meeting], now)
      // what is being written is the provider's until it is published
      const draft = principal.accountKind === 'provider' ? await findDraft(tx, account.id, meeting.id) : undefined
      const today = dayIn(meeting.zone, now)
      const places = (await meetingPolicy(tx, today)).get('delivery.places')
      return ok({
        from: places.find(({ code }) => code === meeting.location)?.title ?? meeting.location,
        meeting: meetingView(account.code, principal, shown as Shown),
        outcome: meeting.outcome,
        people: (shown as Shown).people.map(({ meetingId: _, ...each }) => ({
          ...each,
          answeredAt: each.answeredAt === null ? null : toIso(each.answeredAt),
        })),
        agenda: [...(await agendaOf(tx, account, meeting))],
        minutes: (await listMinutes(tx, account.id, meeting.id)).map((each) => ({ ...each, at: toIso(each.at) })),
        draft: draft ? { ...draft, at: toIso(draft.at) } : null,
        actions: (await listActions(tx, { accountId: account.id, meetingId: meeting.id, limit: 200 })).map((each) =>
          actionView(each, principal, today),
        ),
        events: (await listEvents(tx, meeting)).map((each) => ({ ...each, at: toIso(each.at) })),
      })
    },
  }),
  operation({
    id: 'meeting.calendar',
    method: 'GET',
    path: '/api/accounts/:account/meetings/:meeting/calendar',
    summary: 'One meeting as a file for a calendar (iCalendar)',
    permission: 'meeting.read',
    scope: 'account',
    params: meetingParams,
    download: true,
    answers: {},
    handle: async ({ tx, account, now }, { params }) => {
      const meeting = await requireMeeting(tx, account, params.meeting)
      return {
        status: 200,
        stream: Readable.from([writeEvents(meeting.number, 'PUBLISH', [eventOf(meeting, [], null)], now)]),
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': `attachment; filename="${meeting.number}.ics"`,
        },
      }
    },
  }),
]
