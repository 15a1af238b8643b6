import { z } from 'zod'
import { created, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import type { Neighbours } from '../../requests/gathering/service.ts'
import { changeParams, wholeView } from '../routes.ts'
import { analysisSchema, entryInput, pursuitSchema, wholeChangeSchema } from '../schema.ts'
import { analyse, end, pursue, review, start, tickStep, writeEntry } from './service.ts'

const entryParams = changeParams.extend({ entry: z.coerce.number().int().min(1) })
const words = z.string().trim().max(4000)

/** A window that runs: begun, written down, worked through, ended and looked back on. */
export const roomOperations = ({ caseOf }: Pick<Neighbours, 'caseOf'>): readonly Operation[] => [
  operation({
    id: 'change.start',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/start',
    summary: 'Begin the window at its time, with everything there',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({ present: z.array(z.string().trim().min(1).max(200)).max(50).default([]) }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await start(call.tx, call.account, byOf(call), change, body.present)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.log',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/log',
    summary: 'Write a question, a concern, a problem or an event into the log of a running window',
    permission: 'change.take-part',
    scope: 'account',
    params: changeParams,
    body: entryInput,
    answers: { 201: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await writeEntry(call.tx, call.account, byOf(call), change, body)
      return created(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.pursue',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/log/:entry/steps',
    summary: 'Escalate an entry of the log, say what became of a recommendation, or settle it',
    permission: 'change.take-part',
    scope: 'account',
    params: entryParams,
    body: pursuitSchema,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change, entry }, body }) => {
      await pursue(call.tx, call.account, byOf(call), change, entry, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.analyse',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/log/:entry/analysis',
    summary: 'Say what is behind an entry and what is recommended, link its case, or decline it by a code',
    permission: 'change.run',
    scope: 'account',
    params: entryParams,
    body: analysisSchema,
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change, entry }, body }) => {
      await analyse(call.tx, call.account, byOf(call), caseOf, change, entry, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.step',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/steps/:step',
    summary: 'Say that a step of the plan is done, failed, or was undone',
    permission: 'change.take-part',
    scope: 'account',
    params: changeParams.extend({ step: z.coerce.number().int().min(0).max(199) }),
    body: z.object({ outcome: z.enum(['done', 'failed', 'rolled-back']), note: words.default('') }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change, step }, body }) => {
      await tickStep(call.tx, call.account, byOf(call), change, step, body)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.end',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/end',
    summary: 'End the window and hand over what is open',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({ handover: words.default('') }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await end(call.tx, call.account, byOf(call), change, body.handover)
      return ok(await wholeView(call, change))
    },
  }),
  operation({
    id: 'change.review',
    method: 'POST',
    path: '/api/accounts/:account/changes/:change/review',
    summary: 'Look back on a change beside its goal, and close it',
    permission: 'change.run',
    scope: 'account',
    params: changeParams,
    body: z.object({
      result: words.min(1),
      verdict: z.enum(['met', 'partly', 'missed']).nullable().default(null),
      improvements: words.default(''),
      noneBecause: words.default(''),
      language: z
        .string()
        .regex(/^[a-z]{2}$/, 'a language as two small letters, such as en')
        .default('en'),
      changes: z
        .array(z.object({ text: words.min(1), customer: z.string().trim().min(1).max(200), provider: z.string().trim().min(1).max(200) }))
        .max(50)
        .default([]),
    }),
    answers: { 200: wholeChangeSchema },
    handle: async (call, { params: { change }, body }) => {
      await review(call.tx, call.account, byOf(call), change, body)
      return ok(await wholeView(call, change))
    },
  }),
]
