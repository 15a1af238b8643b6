import { z } from 'zod'
import { type Call, contractParams, created, dateText, type Operation, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { askSources } from '../event.ts'
import { requireContract } from '../routes.ts'
import { productSchema, words } from '../schema.ts'
import type { AttendanceOf } from '../service.ts'
import { askFor, lapseDuty, meetDuty, notifyMiss, type Target, waiveDuty, withdrawNotice } from './service.ts'

const params = contractParams.extend({ duty: z.string().max(80) })
const engagement = z.uuid().optional()
const part = z.string().max(80).optional()
const done = { 201: z.object({ id: z.string() }) }

const targetOf = async (
  call: Call,
  given: { readonly contract: string; readonly duty: string },
  work: string | undefined,
): Promise<Target> => ({
  contractId: (await requireContract(call, given.contract)).id,
  engagementId: work ?? null,
  duty: given.duty,
})

/** What people say of a duty. Each is one more entry; none is changed. */
export const dutyWritingOperations = (attendanceOf: AttendanceOf): readonly Operation[] => [
  operation({
    id: 'duty.meet',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/evidence',
    summary: 'Say what meets a duty: a statement, a file, or that there is none; an answer to what was asked is given here too',
    permission: 'duty.meet',
    scope: 'account',
    params,
    body: z.object({
      engagement,
      part,
      text: z.string().trim().max(4000).default(''),
      /** There is none, where the duty allows for it. */
      nothing: z.boolean().default(false),
      file: z.uuid().optional(),
      on: dateText.optional(),
      /** The question that it answers; every open one where none is named. */
      ask: z.uuid().optional(),
      /** Of a file: its language as two small letters, and the day it shows (MSP-5.g2). */
      language: z
        .string()
        .trim()
        .regex(/^[a-z]{2}$/, 'a language as two small letters, such as en')
        .optional(),
      asOf: dateText.optional(),
      /** Each product under test, for a duty that asks for them: one that does not work breaks the duty (MSP-5.j). */
      products: z.array(productSchema).max(200).default([]),
    }),
    answers: { 201: z.object({ id: z.string(), flags: z.array(z.string()) }) },
    handle: async (call, { params: given, body }) => {
      const { id, flags } = await meetDuty(
        call.tx,
        call.account,
        byOf(call),
        await targetOf(call, given, body.engagement),
        {
          part: body.part ?? null,
          text: body.text,
          nothing: body.nothing,
          fileId: body.file ?? null,
          on: body.on,
          ask: body.ask ?? null,
          paper: { language: body.language, asOf: body.asOf },
          products: body.products,
        },
        attendanceOf,
      )
      return created({ id, flags: [...flags] })
    },
  }),
  operation({
    id: 'duty.lapse',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/lapse',
    summary: 'Say that a duty is not met any more',
    permission: 'duty.meet',
    scope: 'account',
    params,
    body: z.object({ engagement, part, text: words, on: dateText.optional() }),
    answers: done,
    handle: async (call, { params: given, body }) =>
      created({
        id: await lapseDuty(
          call.tx,
          call.account,
          byOf(call),
          await targetOf(call, given, body.engagement),
          { part: body.part ?? null, text: body.text, on: body.on },
          attendanceOf,
        ),
      }),
  }),
  operation({
    id: 'duty.waive',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/waiver',
    summary: 'Do without a duty of the customer up to a day, for a reason that both sides read; it ends by itself',
    permission: 'duty.waive',
    scope: 'account',
    params,
    body: z.object({ engagement, reason: words, until: dateText }),
    answers: done,
    handle: async (call, { params: given, body }) =>
      created({ id: await waiveDuty(call.tx, call.account, byOf(call), await targetOf(call, given, body.engagement), body) }),
  }),
  operation({
    id: 'duty.notify',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/notice',
    summary: 'Give written notice that a duty cannot be met, from when, and why; the provider hears of it at once',
    permission: 'duty.notify',
    scope: 'account',
    params,
    body: z.object({ engagement, reason: words, from: dateText.optional() }),
    answers: done,
    handle: async (call, { params: given, body }) =>
      created({
        id: await notifyMiss(call.tx, call.account, byOf(call), await targetOf(call, given, body.engagement), {
          reason: body.reason,
          from: body.from,
        }),
      }),
  }),
  operation({
    id: 'duty.withdraw',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/notice/withdrawal',
    summary: 'Take a notice back; it stays in the history',
    permission: 'duty.notify',
    scope: 'account',
    params,
    body: z.object({ engagement, notice: z.uuid(), text: words }),
    answers: done,
    handle: async (call, { params: given, body }) =>
      created({ id: await withdrawNotice(call.tx, call.account, byOf(call), await targetOf(call, given, body.engagement), body) }),
  }),
  operation({
    id: 'duty.ask',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty/question',
    summary: 'Ask the customer for what it owes; the clock of the answer begins',
    permission: 'duty.ask',
    scope: 'account',
    params,
    body: z.object({ engagement, part, text: words, dueOn: dateText.optional(), source: z.enum(askSources).optional() }),
    answers: { 201: z.object({ id: z.string(), dueOn: dateText.nullable() }) },
    handle: async (call, { params: given, body }) =>
      created(
        await askFor(call.tx, call.account, byOf(call), await targetOf(call, given, body.engagement), {
          text: body.text,
          part: body.part ?? null,
          dueOn: body.dueOn,
          source: body.source,
        }),
      ),
  }),
]
