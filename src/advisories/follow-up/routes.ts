import { z } from 'zod'
import { accountParams, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { requireDevice } from '../../installed-base/service.ts'
import { byOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { advisoryRow, advisoryView, keyParams, requireAdvisory } from '../register/routes.ts'
import { findEntered } from '../register/store.ts'
import { acknowledge, call as callRelevant, reopen, settle, takeBack } from './service.ts'
import { listWaiting, outcomes } from './store.ts'

const params = accountParams.extend(keyParams.shape)
const reason = z.string().trim().min(1, 'a reason in a few words').max(2000)
const done = { 204: z.null() }

/** What people say of a record for an account: relevant or not, settled how, and which device may stay as it is. */
export const followUpOperations: readonly Operation[] = [
  operation({
    id: 'exposure.waiting',
    method: 'GET',
    path: '/api/follow-ups',
    summary: 'Records to be judged or talked through, over every account: what an advisor has to do',
    permission: 'exposure.call',
    scope: 'provider',
    query: z.object({ account: z.string().trim().max(20).optional(), call: z.enum(['open', 'relevant']).optional() }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            account: z.string(),
            accountName: z.string(),
            openedAt: instantText,
            call: z.enum(['open', 'relevant', 'not relevant']),
            advisory: advisoryRow,
          }),
        ),
      }),
    },
    handle: async ({ tx }, { query }) => {
      const rows = await listWaiting(tx, { ...query, limit: 500 })
      const entered = new Map(
        (
          await findEntered(
            tx,
            rows.map(({ key }) => key),
          )
        ).map((each) => [each.key, each]),
      )
      return ok({
        items: rows.flatMap(({ key, openedAt, ...row }) => {
          const found = entered.get(key)
          return found ? [{ ...row, openedAt: toIso(openedAt), advisory: advisoryView(found) }] : []
        }),
      })
    },
  }),
  operation({
    id: 'exposure.call',
    method: 'POST',
    path: '/api/accounts/:account/exposure/:key/call',
    summary: 'Say whether a record is relevant for the network of an account, and why',
    permission: 'exposure.call',
    scope: 'account',
    params,
    body: z.object({ call: z.enum(['relevant', 'not relevant']), reason }),
    answers: done,
    handle: async (call, { params: { key }, body }) => {
      await callRelevant(call.tx, call.account, byOf(call), (await requireAdvisory(call, key)).key, body)
      return { status: 204 }
    },
  }),
  operation({
    id: 'exposure.settle',
    method: 'POST',
    path: '/api/accounts/:account/exposure/:key/settle',
    summary: 'Settle a record after a talk with a named contact',
    permission: 'exposure.call',
    scope: 'account',
    params,
    body: z.object({
      outcome: z.enum(outcomes),
      contact: z.string().trim().min(1, 'the name of the contact it was discussed with (ACP-12.p2)').max(200),
      discussedOn: dateText,
    }),
    answers: done,
    handle: async (call, { params: { key }, body }) => {
      await settle(call.tx, call.account, byOf(call), key, body)
      return { status: 204 }
    },
  }),
  operation({
    id: 'exposure.reopen',
    method: 'POST',
    path: '/api/accounts/:account/exposure/:key/reopen',
    summary: 'Judge a record anew that was settled or called not relevant',
    permission: 'exposure.call',
    scope: 'account',
    params,
    answers: done,
    handle: async (call, { params: { key } }) => {
      await reopen(call.tx, call.account, byOf(call), key)
      return { status: 204 }
    },
  }),
  operation({
    id: 'exposure.acknowledge',
    method: 'POST',
    path: '/api/accounts/:account/exposure/:key/acknowledgements',
    summary: 'Say why a device, or all devices, may stay as they are for now',
    permission: 'exposure.acknowledge',
    scope: 'account',
    params,
    body: z.object({
      serial: z.string().trim().min(1).max(64).nullable().default(null),
      reason,
      expiresOn: dateText.nullable().default(null),
    }),
    answers: done,
    handle: async (call, { params: { key }, body }) => {
      const device = body.serial === null ? null : await requireDevice(call.tx, call.account, body.serial)
      await acknowledge(call.tx, call.account, byOf(call), key, { device, reason: body.reason, expiresOn: body.expiresOn })
      return { status: 204 }
    },
  }),
  operation({
    id: 'exposure.take-back',
    method: 'DELETE',
    path: '/api/accounts/:account/exposure/:key/acknowledgements/:id',
    summary: 'Take an acknowledgement back',
    permission: 'exposure.acknowledge',
    scope: 'account',
    params: params.extend({ id: z.uuid() }),
    answers: done,
    handle: async (call, { params: { key, id } }) => {
      await takeBack(call.tx, call.account, byOf(call), key, id)
      return { status: 204 }
    },
  }),
]
