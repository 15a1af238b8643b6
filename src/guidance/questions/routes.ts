import { z } from 'zod'
import { refusal, refusedSchema } from '../../decisions/reply.ts'
import { decisionSchema } from '../../decisions/schema.ts'
import { viewOf } from '../../decisions/view.ts'
import { personOf } from '../../entitlement/service.ts'
import { accountParams, type Call, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { fromIso, toIso } from '../../lib/time.ts'
import { findPrincipal } from '../../parties/service.ts'
import { abouts, caseFor, channels, isSettled, topics } from './question.ts'
import { answer, ask, deliverLog, linkCase, nameSite, readLog } from './service.ts'

const zone = z.string().trim().min(1).max(60)
const line = z.string().trim().min(1).max(300)
const prose = z.string().trim().max(20_000)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00')
const number = z.string().trim().min(3).max(40)

const logSchema = z
  .object({
    request: z.string(),
    state: z.string(),
    firstDay: dateText.nullable(),
    lastDay: dateText.nullable(),
    bought: z.number(),
    used: z.number(),
    left: z.number(),
    days: z.array(
      z.object({
        day: dateText,
        site: z.string(),
        country: z.string(),
        zone: z.string(),
        calendar: z.string(),
        opensAt: instantText,
        closesAt: instantText,
        half: z.boolean(),
        namedBy: z.string(),
      }),
    ),
    questions: z.array(
      z.object({
        question: z.number(),
        day: dateText,
        channel: z.enum(channels),
        topic: z.enum(topics),
        about: z.enum(abouts),
        text: z.string(),
        askedBy: z.string(),
        askedAt: instantText,
        answer: z.string().nullable(),
        advice: z.string(),
        recommendation: z.string(),
        answeredBy: z.string().nullable(),
        answeredAt: instantText.nullable(),
        /** The case of a fault, or the reference of Customer Care. */
        case: z.string().nullable(),
        /** Whether it is answered, or where it belongs. */
        settled: z.boolean(),
        /** What the case of a fault begins with; null when it has one. */
        caseFor: z.object({ summary: z.string(), description: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'GuidanceLog' })

async function view({ tx, account, now }: Call, of: string) {
  const { request, days, questions, bought, used } = await readLog(tx, account, now, of)
  return {
    request: request.number,
    state: request.state,
    firstDay: request.firstDay,
    lastDay: request.lastDay,
    bought,
    used,
    left: Math.max(0, bought - used),
    days: days.map(({ onDay, opensAt, closesAt, namedAt: _, ...day }) => ({
      ...day,
      day: onDay,
      opensAt: toIso(opensAt),
      closesAt: toIso(closesAt),
    })),
    questions: questions.map((question) => {
      const { seq, onDay, askedAt, answeredAt, caseNumber, askedById: _, loggedBy: __, decisionId: ___, ...rest } = question
      return {
        ...rest,
        question: seq,
        day: onDay,
        askedAt: toIso(askedAt),
        answeredAt: answeredAt === null ? null : toIso(answeredAt),
        case: caseNumber,
        settled: isSettled(question),
        caseFor: question.topic === 'fault' && caseNumber === null ? caseFor(request.number, question) : null,
      }
    }),
  }
}

const path = '/api/accounts/:account/requests/:request/guidance'
const params = accountParams.extend({ request: number })
const questionParams = params.extend({ question: z.coerce.number().int().min(1).max(100_000) })

/** Days of technical guidance: who answers when, what was asked, and what became of it (MSP-3.1.2.p1). */
export const questionOperations: readonly Operation[] = [
  operation({
    id: 'guidance.read',
    method: 'GET',
    path,
    summary: 'Days of a technical guidance with whoever answers, its questions and answers, and the days that are left',
    permission: 'request.read',
    scope: 'account',
    params,
    answers: { 200: logSchema },
    handle: async (call, { params: { request } }) => ok(await view(call, request)),
  }),
  operation({
    id: 'guidance.name-site',
    method: 'PUT',
    path: `${path}/days/:day`,
    summary: 'Name the site that answers on a day, with its zone; a part of a day costs a day',
    permission: 'request.work',
    scope: 'account',
    params: params.extend({ day: dateText }),
    body: z.object({
      site: line,
      country: z.string().regex(/^[A-Z]{2}$/, 'a country as two capitals, such as SG'),
      zone,
      from: time.optional(),
      to: time.optional(),
    }),
    answers: { 200: logSchema },
    handle: async (call, { params: { request, day }, body }) => {
      const { from, to, ...place } = body
      await nameSite(call.tx, call.account, byOf(call), request, { ...place, day, from, to })
      return ok(await view(call, request))
    },
  }),
  operation({
    id: 'guidance.ask',
    method: 'POST',
    path: `${path}/questions`,
    summary: 'Ask within the hours of the answering site; a fault and what is not technical go where they belong',
    permission: 'request.ask',
    scope: 'account',
    params,
    body: z.object({
      channel: z.enum(channels),
      topic: z.enum([...topics, 'none']),
      about: z.enum(abouts).default('question'),
      text: prose.min(1),
      /** Of staff who write down a call: who asked, by the e-mail address, and when. */
      requester: z.string().trim().max(200).optional(),
      askedAt: instantText.optional(),
    }),
    answers: {
      201: logSchema.extend({ decided: decisionSchema, question: z.number(), reference: z.string().nullable() }),
      403: refusedSchema,
    },
    handle: async (call, { params: { request }, body }) => {
      const { principal, now } = call
      const staff = principal.accountKind === 'provider'
      const personId = await personOf(call, body.requester)
      if (staff && personId === null)
        throw badRequest('Who asked?', { expected: 'the e-mail address of the contact in "requester"', toDo: 'Name the contact.' })
      if (!staff && body.requester !== undefined && personId !== principal.personId)
        throw badRequest('A question is asked in one’s own name', { found: body.requester, toDo: 'Leave the requester out.' })
      const asker = staff && personId ? await findPrincipal(call.tx, { personId }) : principal
      const asked = {
        channel: body.channel,
        topic: body.topic,
        about: body.about,
        text: body.text,
        askedBy: asker?.name ?? principal.name,
        askedById: personId ?? (principal.accountId === call.account.id ? principal.personId : null),
        askedAt: staff && body.askedAt !== undefined ? fromIso(body.askedAt) : now,
      }
      const outcome = await ask(call.tx, call.account, byOf(call), principal, request, asked)
      if (outcome.seq === null) return refusal('Refused', viewOf(outcome.decision, now, outcome.decisionId))
      const decided = viewOf(outcome.decision, now, outcome.decisionId)
      return created({ ...(await view(call, request)), decided, question: outcome.seq, reference: outcome.case })
    },
  }),
  operation({
    id: 'guidance.answer',
    method: 'POST',
    path: `${path}/questions/:question/answer`,
    summary: 'Answer a question; about a change of design or of a template with advice and a recommendation',
    permission: 'request.work',
    scope: 'account',
    params: questionParams,
    body: z.object({ answer: prose.min(1), advice: prose.default(''), recommendation: prose.default('') }),
    answers: { 200: logSchema },
    handle: async (call, { params: { request, question }, body }) => {
      await answer(call.tx, call.account, byOf(call), request, question, body)
      return ok(await view(call, request))
    },
  }),
  operation({
    id: 'guidance.link-case',
    method: 'POST',
    path: `${path}/questions/:question/case`,
    summary: 'Say which case a fault became',
    permission: 'request.ask',
    scope: 'account',
    params: questionParams,
    body: z.object({ case: z.string().trim().min(3).max(40) }),
    answers: { 200: logSchema },
    handle: async (call, { params: { request, question }, body }) => {
      await linkCase(call.tx, call.account, byOf(call), request, question, body.case)
      return ok(await view(call, request))
    },
  }),
  operation({
    id: 'guidance.deliver',
    method: 'POST',
    path: `${path}/delivery`,
    summary: 'Send the questions and answers as what the guidance brought',
    permission: 'request.work',
    scope: 'account',
    params,
    answers: { 201: logSchema },
    handle: async (call, { params: { request } }) => {
      await deliverLog(call.tx, call.account, byOf(call), request)
      return created(await view(call, request))
    },
  }),
]
