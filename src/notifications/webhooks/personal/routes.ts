import { z } from 'zod'
import { newId } from '../../../db/ids.ts'
import { audit } from '../../../db/records.ts'
import { type Call, created, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../../http/operation.ts'
import { actorOf } from '../../../lib/principal.ts'
import { conflict, notFound } from '../../../lib/problem.ts'
import { toIso } from '../../../lib/time.ts'
import type { WebhookDesk } from '../jobs.ts'
import { checkAddress, deliverySchema, deliveryView } from '../routes.ts'
import { rotationMs } from '../schedule.ts'
import { webhookSecret } from '../service.ts'
import { findOwnWebhook, insertDelivery, insertWebhook, listDeliveries, updateWebhook, type Webhook } from '../store.ts'

/** The webhook of one person: called with the notices that they chose, and seen and changed by nobody else. */

const webhookSchema = z.object({
  url: z.string(),
  state: z.enum(['active', 'disabled']),
  disabledWhy: z.string().nullable(),
  failingSince: z.string().nullable(),
  previousSecretUntil: z.string().nullable(),
  createdAt: z.string(),
})
const withSecret = webhookSchema.extend({ secret: z.string() })

const iso = (at: number | null) => (at === null ? null : toIso(at))
const view = (webhook: Webhook) => ({
  url: webhook.url,
  state: webhook.state as 'active',
  disabledWhy: webhook.disabledWhy,
  failingSince: iso(webhook.failingSince),
  previousSecretUntil: iso(webhook.previousUntil),
  createdAt: toIso(webhook.createdAt),
})
const whose = ({ principal }: Call) => ({ accountId: principal.accountId, personId: principal.personId })

async function required(call: Call): Promise<Webhook> {
  const found = await findOwnWebhook(call.tx, whose(call), true)
  if (!found) throw notFound('webhook')
  return found
}

const written = ({ tx, now, principal }: Call, action: string, { id, url }: Pick<Webhook, 'id' | 'url'>) =>
  audit(tx, {
    accountId: principal.accountId,
    now,
    actor: actorOf(principal),
    action: `notice.webhook-${action}`,
    subject: principal.email,
    detail: { webhook: id, url },
  })

export const ownWebhookOperations = ({ egress, secret }: WebhookDesk): readonly Operation[] => [
  operation({
    id: 'notice.webhook',
    method: 'GET',
    path: '/api/notices/webhook',
    summary: 'Where my own notices are sent, if anywhere',
    permission: 'signed-in',
    scope: 'own',
    answers: { 200: z.object({ webhook: webhookSchema.nullable() }) },
    handle: async (call) => {
      const found = await findOwnWebhook(call.tx, whose(call))
      return ok({ webhook: found ? view(found) : null })
    },
  }),
  operation({
    id: 'notice.set-webhook',
    method: 'POST',
    path: '/api/notices/webhook',
    summary: 'Send my own notices to an address; a new secret is made and shown this once',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({ url: z.string().trim().min(8).max(2000) }),
    unkept: true,
    answers: { 201: withSecret },
    handle: async (call, { body: { url } }) => {
      checkAddress(egress, url)
      const before = await findOwnWebhook(call.tx, whose(call), true)
      // another address is another endpoint: what waits for the old one is not for the new one
      if (before) await updateWebhook(call.tx, before, { state: 'deleted' })
      const { accountId, personId } = whose(call)
      const id = newId(call.now)
      await insertWebhook(call.tx, accountId, { id, personId, url, events: [], title: '', createdBy: personId, createdAt: call.now })
      await written(call, 'set', { id, url })
      const webhook = await required(call)
      return created({ ...view(webhook), secret: webhookSecret(secret, webhook, webhook.generation) })
    },
  }),
  operation({
    id: 'notice.rotate-webhook',
    method: 'POST',
    path: '/api/notices/webhook/secret',
    summary: 'Make a new secret for my webhook; the one before signs beside it for a day',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    unkept: true,
    answers: { 200: withSecret },
    handle: async (call) => {
      const webhook = await required(call)
      const generation = webhook.generation + 1
      await updateWebhook(call.tx, webhook, { generation, previous_until: new Date(call.now + rotationMs) })
      await written(call, 'rotate', webhook)
      const after = await required(call)
      return ok({ ...view(after), secret: webhookSecret(secret, after, generation) })
    },
  }),
  operation({
    id: 'notice.ping-webhook',
    method: 'POST',
    path: '/api/notices/webhook/ping',
    summary: 'Send my webhook an event that means nothing, to try it',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    answers: { 201: z.object({ delivery: z.string() }) },
    handle: async (call) => {
      const webhook = await required(call)
      if (webhook.state !== 'active') throw conflict('The webhook is disabled', { toDo: 'Enable it first.' })
      const body = JSON.stringify({ type: 'ping', timestamp: toIso(call.now), data: {} })
      const row = { accountId: webhook.accountId, webhookId: webhook.id, outboxId: null, event: 'ping', body }
      return created({ delivery: await insertDelivery(call.tx, call.now, row) })
    },
  }),
  operation({
    id: 'notice.enable-webhook',
    method: 'POST',
    path: '/api/notices/webhook/enable',
    summary: 'Call my webhook again after it was disabled',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    answers: { 200: webhookSchema },
    handle: async (call) => {
      const webhook = await required(call)
      await updateWebhook(call.tx, webhook, { state: 'active', disabled_why: null, failing_since: null })
      await written(call, 'enable', webhook)
      return ok(view(await required(call)))
    },
  }),
  operation({
    id: 'notice.remove-webhook',
    method: 'POST',
    path: '/api/notices/webhook/remove',
    summary: 'Send my own notices to no address; what waits is not sent',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    answers: { 200: z.object({ removed: z.boolean() }) },
    handle: async (call) => {
      const webhook = await findOwnWebhook(call.tx, whose(call), true)
      if (!webhook) return ok({ removed: false })
      await updateWebhook(call.tx, webhook, { state: 'deleted' })
      await written(call, 'remove', webhook)
      return ok({ removed: true })
    },
  }),
  operation({
    id: 'notice.webhook-deliveries',
    method: 'GET',
    path: '/api/notices/webhook/deliveries',
    summary: 'What my webhook was sent and what it said, newest first',
    permission: 'signed-in',
    scope: 'own',
    query: pageQuery,
    answers: { 200: pageOf(deliverySchema) },
    handle: async (call, { query }) => {
      const webhook = await findOwnWebhook(call.tx, whose(call))
      if (!webhook) return ok({ items: [], next: null })
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listDeliveries(call.tx, { accountId: webhook.accountId, webhookId: webhook.id, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map(deliveryView),
        next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null,
      })
    },
  }),
]
