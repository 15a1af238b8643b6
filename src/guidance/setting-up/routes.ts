import { z } from 'zod'
import { accountParams, type Call, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'

import { items, recordBody } from './record.ts'
import { type FindPartner, finish, listReadiness, readOnboarding, record, takeInventory } from './service.ts'

const inventory = z.object({
  item: z.literal('c'),
  round: z.number(),
  listed: z.number(),
  held: z.number(),
  without: z.array(z.string()),
  differences: z.array(z.object({ serial: z.string(), field: z.string(), owner: z.string(), settled: z.boolean() })),
})
const keptSchema = z.object({
  seq: z.number(),
  item: z.enum(items),
  saidBy: z.string(),
  at: instantText,
  body: z.union([recordBody, inventory]),
})
const standingSchema = z
  .object({
    request: z.string(),
    state: z.string(),
    firstDay: dateText.nullable(),
    lastDay: dateText.nullable(),
    items: z.array(z.object({ item: z.enum(items), clause: z.string(), shows: z.string(), open: z.array(z.string()) })),
    records: z.array(keptSchema),
  })
  .meta({ id: 'Onboarding' })

async function view({ tx, account, now, principal }: Call, of: string) {
  const { request, items: standing, records } = await readOnboarding(tx, account, now, principal, of)
  return {
    request: request.number,
    state: request.state,
    firstDay: request.firstDay,
    lastDay: request.lastDay,
    items: standing,
    records: records.map((each) => ({ ...each, at: toIso(each.at) })),
  }
}

const path = '/api/accounts/:account/requests/:request/setting-up'
const params = accountParams.extend({ request: z.string().trim().min(3).max(40) })

/** What shows each item of service management onboarding (MSP-3.1.1.p1). */
export const settingUpOperations = (findPartner: FindPartner): readonly Operation[] => [
  operation({
    id: 'setting-up.read',
    method: 'GET',
    path,
    summary: 'How each item of an onboarding stands, with what shows it',
    permission: 'request.read',
    scope: 'account',
    params,
    answers: { 200: standingSchema },
    handle: async (call, { params: { request } }) => ok(await view(call, request)),
  }),
  operation({
    id: 'setting-up.record',
    method: 'POST',
    path: `${path}/records`,
    summary: 'Write down what shows an item: settings, a session, a guide, logistics, how ready a partner is, or advice on a case',
    permission: 'request.work',
    scope: 'account',
    params,
    body: recordBody,
    answers: { 201: standingSchema },
    handle: async (call, { params: { request }, body }) => {
      await record(call.tx, call.account, byOf(call), findPartner, request, body)
      return created(await view(call, request))
    },
  }),
  operation({
    id: 'setting-up.take-inventory',
    method: 'POST',
    path: `${path}/inventory`,
    summary: 'Take the newest comparison of both lists of devices over, with whoever owns each difference',
    permission: 'request.work',
    scope: 'account',
    params,
    answers: { 201: standingSchema },
    handle: async (call, { params: { request } }) => {
      await takeInventory(call.tx, call.account, byOf(call), request)
      return created(await view(call, request))
    },
  }),
  operation({
    id: 'setting-up.finish',
    method: 'POST',
    path: `${path}/items/:item`,
    summary: 'Say that an item is done, and send what shows it',
    permission: 'request.work',
    scope: 'account',
    params: params.extend({ item: z.enum(items) }),
    answers: { 201: standingSchema },
    handle: async (call, { params: { request, item } }) => {
      await finish(call.tx, call.account, byOf(call), request, item)
      return created(await view(call, request))
    },
  }),
  operation({
    id: 'readiness.list',
    method: 'GET',
    path: '/api/accounts/:account/readiness',
    summary: 'How ready partners were found: the provider sees every evaluation, a partner its own',
    permission: 'readiness.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(keptSchema.extend({ request: z.string() })) }) },
    handle: async ({ tx, account, principal }) =>
      ok({
        items: (await listReadiness(tx, account, principal)).map(({ request, record: kept }) => ({
          request,
          ...kept,
          at: toIso(kept.at),
        })),
      }),
  }),
]
