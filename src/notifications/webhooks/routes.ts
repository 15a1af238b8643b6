import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { requireVersion } from '../../http/app.ts'
import {
  accountParams,
  type Call,
  created,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import type { WebhookDesk } from './jobs.ts'
import { rotationMs, webhookEvents } from './schedule.ts'
import { webhookSecret } from './service.ts'
import {
  type Delivery,
  findDelivery,
  findWebhook,
  insertDelivery,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  updateWebhook,
  type Webhook,
} from './store.ts'

const mostWebhooks = 20
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)
const url = z.string().trim().min(8).max(2000)
const title = z.string().trim().max(100)
const webhookParams = accountParams.extend({ webhook: z.uuid() })

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  events: z.array(z.string()),
  state: z.enum(['active', 'disabled']),
  disabledWhy: z.string().nullable(),
  failingSince: z.string().nullable(),
  previousSecretUntil: z.string().nullable(),
  createdAt: z.string(),
  version: z.number(),
})
const withSecret = webhookSchema.extend({ secret: z.string() })
export const deliverySchema = z.object({
  id: z.string(),
  event: z.string(),
  state: z.enum(['pending', 'sent', 'failed']),
  createdAt: z.string(),
  nextTryAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number(),
  body: z.string(),
  tries: z.array(z.object({ at: z.string(), status: z.number().nullable(), tookMs: z.number(), said: z.string() })),
})

const iso = (at: number | null) => (at === null ? null : toIso(at))
const view = (webhook: Webhook) => ({
  id: webhook.id,
  url: webhook.url,
  title: webhook.title,
  events: [...webhook.events],
  state: webhook.state as 'active',
  disabledWhy: webhook.disabledWhy,
  failingSince: iso(webhook.failingSince),
  previousSecretUntil: iso(webhook.previousUntil),
  createdAt: toIso(webhook.createdAt),
  version: webhook.version,
})
export const deliveryView = (delivery: Delivery) => ({
  id: delivery.id,
  event: delivery.event,
  state: delivery.state,
  createdAt: toIso(delivery.createdAt),
  nextTryAt: toIso(delivery.nextTryAt),
  sentAt: iso(delivery.sentAt),
  attempts: delivery.attempts,
  body: delivery.body,
  tries: [...delivery.tries],
})

async function required({ tx, account }: Call, id: string, hold = false): Promise<Webhook> {
  const found = await findWebhook(tx, account.id, id, hold)
  // one of a person's own is that person's alone
  if (!found || found.personId !== null) throw notFound('webhook')
  return found
}

const written = (call: Call, action: string, webhook: { id: string; url: string }, detail: object = {}) =>
  audit(call.tx, {
    accountId: call.account.id,
    now: call.now,
    actor: actorOf(call.principal),
    action: `webhook.${action}`,
    subject: webhook.url,
    detail: { webhook: webhook.id, ...detail },
  })

/** @throws ProblemError when nothing would be sent to the address */
export function checkAddress(egress: WebhookDesk['egress'], given: string): void {
  const problem = egress.problem(given)
  if (problem)
    throw badRequest('This address cannot be called', {
      found: given,
      expected: 'a public https address',
      toDo: `Give another: ${problem}.`,
    })
}

export function webhookOperations({ egress, secret }: WebhookDesk): readonly Operation[] {
  const checkUrl = (given: string) => checkAddress(egress, given)
  return [
    operation({
      id: 'webhook.list',
      method: 'GET',
      path: '/api/accounts/:account/webhooks',
      summary: 'Where events of the account are sent',
      permission: 'webhook.edit',
      scope: 'account',
      params: accountParams,
      answers: { 200: z.object({ items: z.array(webhookSchema) }) },
      handle: async ({ tx, account }) => ok({ items: (await listWebhooks(tx, account.id)).map(view) }),
    }),
    operation({
      id: 'webhook.add',
      method: 'POST',
      path: '/api/accounts/:account/webhooks',
      summary: 'Send events to an address; answers with the secret that signs them, once',
      permission: 'webhook.edit',
      scope: 'account',
      params: accountParams,
      body: z.object({ url, events, title: title.default('') }),
      unkept: true,
      answers: { 201: withSecret },
      handle: async (call, { body }) => {
        checkUrl(body.url)
        if ((await listWebhooks(call.tx, call.account.id)).length >= mostWebhooks)
          throw conflict(`An account has at most ${mostWebhooks} webhooks`, { toDo: 'Remove one first.' })
        const id = newId(call.now)
        await insertWebhook(call.tx, call.account.id, { id, ...body, createdBy: call.principal.personId, createdAt: call.now })
        await written(call, 'add', { id, url: body.url }, { events: body.events })
        const webhook = await required(call, id)
        return created({ ...view(webhook), secret: webhookSecret(secret, webhook, 1) }, webhook.version)
      },
    }),
    operation({
      id: 'webhook.change',
      method: 'PATCH',
      path: '/api/accounts/:account/webhooks/:webhook',
      summary: 'Change address or events, disable or enable again',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams,
      body: z.object({ url: url.optional(), events: events.optional(), title: title.optional(), enabled: z.boolean().optional() }),
      answers: { 200: webhookSchema },
      handle: async (call, { params, body }) => {
        const webhook = await required(call, params.webhook, true)
        requireVersion(call, webhook.version)
        if (body.url !== undefined) checkUrl(body.url)
        await updateWebhook(call.tx, webhook, {
          ...(body.url === undefined ? {} : { url: body.url }),
          ...(body.events === undefined ? {} : { events: body.events }),
          ...(body.title === undefined ? {} : { title: body.title }),
          ...(body.enabled === undefined
            ? {}
            : body.enabled
              ? { state: 'active' as const, disabled_why: null, failing_since: null }
              : { state: 'disabled' as const, disabled_why: `by ${call.principal.name}` }),
        })
        await written(call, 'change', { id: webhook.id, url: body.url ?? webhook.url }, body)
        const after = await required(call, webhook.id)
        return ok(view(after), after.version)
      },
    }),
    operation({
      id: 'webhook.rotate',
      method: 'POST',
      path: '/api/accounts/:account/webhooks/:webhook/secret',
      summary: 'Make a new secret; the one before signs beside it for a day',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams,
      body: z.object({}).optional(),
      unkept: true,
      answers: { 200: withSecret },
      handle: async (call, { params }) => {
        const webhook = await required(call, params.webhook, true)
        const generation = webhook.generation + 1
        await updateWebhook(call.tx, webhook, { generation, previous_until: new Date(call.now + rotationMs) })
        await written(call, 'rotate', webhook, { generation })
        const after = await required(call, webhook.id)
        return ok({ ...view(after), secret: webhookSecret(secret, after, generation) }, after.version)
      },
    }),
    operation({
      id: 'webhook.ping',
      method: 'POST',
      path: '/api/accounts/:account/webhooks/:webhook/ping',
      summary: 'Send an event that means nothing, to try the endpoint',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams,
      body: z.object({}).optional(),
      answers: { 201: z.object({ delivery: z.string() }) },
      handle: async (call, { params }) => {
        const webhook = await required(call, params.webhook)
        const body = JSON.stringify({ type: 'ping', timestamp: toIso(call.now), data: { account: call.account.code } })
        const delivery = await insertDelivery(call.tx, call.now, {
          accountId: call.account.id,
          webhookId: webhook.id,
          outboxId: null,
          event: 'ping',
          body,
        })
        return created({ delivery })
      },
    }),
    operation({
      id: 'webhook.deliveries',
      method: 'GET',
      path: '/api/accounts/:account/webhooks/:webhook/deliveries',
      summary: 'What was sent and what the endpoint said, newest first',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams,
      query: pageQuery.extend({ state: z.enum(['pending', 'sent', 'failed']).optional() }),
      answers: { 200: pageOf(deliverySchema) },
      handle: async (call, { params, query }) => {
        const webhook = await required(call, params.webhook)
        const key = readCursor(query.cursor)
        const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
        const rows = await listDeliveries(call.tx, {
          accountId: call.account.id,
          webhookId: webhook.id,
          state: query.state,
          before,
          limit: query.limit + 1,
        })
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return ok({
          items: items.map(deliveryView),
          next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null,
        })
      },
    }),
    operation({
      id: 'webhook.replay',
      method: 'POST',
      path: '/api/accounts/:account/webhooks/:webhook/deliveries/:delivery/replay',
      summary: 'Send a delivery again, under its own id',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams.extend({ delivery: z.uuid() }),
      body: z.object({}).optional(),
      answers: { 200: deliverySchema },
      handle: async (call, { params }) => {
        const webhook = await required(call, params.webhook)
        const delivery = await findDelivery(call.tx, call.account.id, webhook.id, params.delivery)
        if (!delivery) throw notFound('delivery')
        if (webhook.state !== 'active') throw conflict('The webhook is disabled', { toDo: 'Enable it first.' })
        if (delivery.state === 'pending') throw conflict('The delivery waits for its next try already')
        await replayDelivery(call.tx, delivery, call.now)
        await written(call, 'replay', webhook, { delivery: delivery.id })
        return ok(deliveryView((await findDelivery(call.tx, call.account.id, webhook.id, delivery.id)) as Delivery))
      },
    }),
    operation({
      id: 'webhook.remove',
      method: 'POST',
      path: '/api/accounts/:account/webhooks/:webhook/remove',
      summary: 'Send no more; what waits is not sent',
      permission: 'webhook.edit',
      scope: 'account',
      params: webhookParams,
      body: z.object({}).optional(),
      answers: { 200: z.object({ removed: z.boolean() }) },
      handle: async (call, { params }) => {
        const webhook = await required(call, params.webhook, true)
        await updateWebhook(call.tx, webhook, { state: 'deleted' })
        await written(call, 'remove', webhook)
        return ok({ removed: true })
      },
    }),
  ]
}
