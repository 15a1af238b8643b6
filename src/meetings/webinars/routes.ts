import { z } from 'zod'
import { acrossAccounts } from '../../db/scope.ts'
import { accountParams, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { type LocalDate, toIso } from '../../lib/time.ts'
import { dayIn } from '../service.ts'
import { line, minutes, sentence, time, zone } from '../views.ts'
import { countQuestions } from './asking/store.ts'
import { postingOf } from './posting.ts'
import {
  cancelWebinar,
  countSeats,
  holdWebinar,
  listSeats,
  listWebinars,
  planWebinar,
  postRecording,
  quartersOf,
  register,
  type Webinar,
  webinarContract,
} from './service.ts'

const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
const webinarSchema = z
  .object({
    id: z.string(),
    theatre,
    title: z.string(),
    topic: z.string(),
    about: z.string(),
    host: z.string(),
    startsAt: instantText,
    minutes: z.number(),
    zone: z.string(),
    capacity: z.number(),
    taken: z.number(),
    state: z.enum(['planned', 'held', 'cancelled']),
    reason: z.string(),
    heldOn: dateText.nullable(),
    postBy: dateText.nullable(),
    postedOn: dateText.nullable(),
    posting: z.enum(['not held', 'waiting', 'overdue', 'in time', 'late']),
    recording: z.string().nullable(),
  })
  .meta({ id: 'Webinar' })
const seatSchema = z.object({
  account: z.string(),
  personId: z.string(),
  name: z.string(),
  state: z.enum(['registered', 'withdrawn']),
  attended: z.boolean().nullable(),
})

const view = ({ postedAt: _, madeBy: __, version: ___, ...webinar }: Webinar, taken: number, today: LocalDate) => ({
  ...webinar,
  startsAt: toIso(webinar.startsAt),
  taken,
  posting: postingOf(webinar, today),
})
const params = z.object({ webinar: z.uuid() })

/** Webinars: shared by a theatre, with seats, a recording and the day it is posted (ACP-7, policy B38). */
export const webinarOperations: readonly Operation[] = [
  operation({
    id: 'webinar.list',
    method: 'GET',
    path: '/api/webinars',
    summary: 'Webinars of every theatre with who registered, newest first',
    permission: 'webinar.edit',
    scope: 'provider',
    answers: {
      200: z.object({
        items: z.array(webinarSchema.extend({ seats: z.array(seatSchema), questions: z.object({ asked: z.number(), open: z.number() }) })),
      }),
    },
    handle: async ({ tx, now }) => {
      const webinars = await listWebinars(tx, theatre.options)
      const seats = Map.groupBy(await listSeats(tx, { webinarIds: webinars.map(({ id }) => id) }), ({ webinarId }) => webinarId)
      const questions = await countQuestions(
        tx,
        webinars.map(({ id }) => id),
      )
      return ok({
        items: webinars.map((each) => {
          const own = seats.get(each.id) ?? []
          const taken = own.filter(({ state }) => state === 'registered').length
          return {
            ...view(each, taken, dayIn(each.zone, now)),
            questions: questions.get(each.id) ?? { asked: 0, open: 0 },
            seats: own.map(({ accountId: _, webinarId: __, at: ___, ...seat }) => seat),
          }
        }),
      })
    },
  }),
  operation({
    id: 'webinar.of-account',
    method: 'GET',
    path: '/api/accounts/:account/webinars',
    summary: 'Webinars of the theatre of an account, whether I have a seat, and which quarters had one',
    permission: 'webinar.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        contract: z.string().nullable(),
        items: z.array(webinarSchema.extend({ mine: z.boolean() })),
        quarters: z.array(
          z.object({ from: dateText, to: dateText, held: z.number(), state: z.enum(['met', 'running', 'to come', 'not met']) }),
        ),
      }),
    },
    handle: async ({ tx, account, now, principal }) => {
      const today = dayIn(account.zone, now)
      const contract = await webinarContract(tx, account, today)
      const webinars = await listWebinars(tx, [account.theatre])
      const ids = webinars.map(({ id }) => id)
      const { personId } = principal
      const own = (await listSeats(tx, { webinarIds: ids, personId })).filter(({ state }) => state === 'registered')
      // how full it is counts the seats of every account, and names none
      const taken = await acrossAccounts(tx, (wide) => countSeats(wide, ids))
      return ok({
        contract: contract?.number ?? null,
        items: webinars.map((each) => ({
          ...view(each, taken.get(each.id) ?? 0, dayIn(each.zone, now)),
          // a recording is viewable while a contract is active (policy B38)
          recording: contract ? each.recording : null,
          mine: own.some(({ webinarId }) => webinarId === each.id),
        })),
        quarters: contract ? quartersOf(contract, webinars, today) : [],
      })
    },
  }),
  operation({
    id: 'webinar.register',
    method: 'POST',
    path: '/api/accounts/:account/webinars/:webinar/seat',
    summary: 'Take a seat in a webinar, or give it back',
    permission: 'webinar.join',
    scope: 'account',
    params: accountParams.extend({ webinar: z.uuid() }),
    body: z.object({ comes: z.boolean() }),
    answers: { 200: z.object({ comes: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { params: { webinar }, body: { comes } }) => {
      await register(tx, account, now, principal, webinar, comes)
      return ok({ comes })
    },
  }),
  operation({
    id: 'webinar.plan',
    method: 'POST',
    path: '/api/webinars',
    summary: 'Plan a webinar of a theatre with its host',
    permission: 'webinar.edit',
    scope: 'provider',
    body: z.object({
      theatre,
      title: sentence,
      topic: sentence.max(60),
      about: z.string().trim().max(2000).default(''),
      /** Whoever hosts it; a webinar without one is refused. */
      host: z.string().trim().max(200).default(''),
      on: dateText,
      time,
      /** Of a time that happens twice, the second one. */
      later: z.boolean().optional(),
      zone,
      minutes: minutes.default(60),
      capacity: z.number().int().min(1).max(10_000).default(200),
    }),
    answers: { 201: webinarSchema },
    handle: async ({ tx, now, principal }, { body }) =>
      created(view(await planWebinar(tx, now, principal, body), 0, dayIn(body.zone, now))),
  }),
  operation({
    id: 'webinar.hold',
    method: 'POST',
    path: '/api/webinars/:webinar/hold',
    summary: 'Say that a webinar was held and who attended; its recording is due in five business days',
    permission: 'webinar.edit',
    scope: 'provider',
    params,
    body: z.object({ attended: z.array(z.uuid()).max(10_000).default([]) }),
    answers: { 200: webinarSchema },
    handle: async ({ tx, now, principal }, { params: { webinar }, body: { attended } }) => {
      const held = await holdWebinar(tx, now, principal, webinar, attended)
      return ok(view(held, (await countSeats(tx, [webinar])).get(webinar) ?? 0, dayIn(held.zone, now)))
    },
  }),
  operation({
    id: 'webinar.post',
    method: 'POST',
    path: '/api/webinars/:webinar/recording',
    summary: 'Post the recording of a webinar',
    permission: 'webinar.edit',
    scope: 'provider',
    params,
    body: z.object({
      recording: z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(1000),
    }),
    answers: { 200: webinarSchema },
    handle: async ({ tx, now, principal }, { params: { webinar }, body: { recording } }) => {
      const posted = await postRecording(tx, now, principal, webinar, recording)
      return ok(view(posted, (await countSeats(tx, [webinar])).get(webinar) ?? 0, dayIn(posted.zone, now)))
    },
  }),
  operation({
    id: 'webinar.cancel',
    method: 'POST',
    path: '/api/webinars/:webinar/cancel',
    summary: 'Cancel a webinar with the reason',
    permission: 'webinar.edit',
    scope: 'provider',
    params,
    body: z.object({ reason: line.min(1) }),
    answers: { 200: webinarSchema },
    handle: async ({ tx, now, principal }, { params: { webinar }, body: { reason } }) => {
      const called = await cancelWebinar(tx, now, principal, webinar, reason)
      return ok(view(called, 0, dayIn(called.zone, now)))
    },
  }),
]
