import { createHmac, hkdfSync } from 'node:crypto'
import { audit, send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import type { OutboxEntry } from '../store.ts'
import { eventOf } from './schedule.ts'
import { findOwnWebhook, insertDelivery, listWebhooks, updateWebhook, type Webhook } from './store.ts'

/**
 * The secret of an endpoint in the form of Standard Webhooks. It is derived from the server's own secret (HKDF, RFC 5869), so
 * a copy of the database holds none.
 */
export const webhookSecret = (serverSecret: string, { id }: Pick<Webhook, 'id'>, generation: number): string =>
  `whsec_${Buffer.from(hkdfSync('sha256', serverSecret, 'holdfast', `webhook ${id}, generation ${generation}`, 32)).toString('base64')}`

/** The signature of a delivery under one secret (Standard Webhooks, scheme v1). */
export const signature = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${seconds}.${body}`)
    .digest('base64')}`

/**
 * The headers of a delivery (Standard Webhooks): the id stays over every try, the time is that of this one, and while a
 * secret is being exchanged both sign.
 */
export function signedHeaders(
  serverSecret: string,
  webhook: Pick<Webhook, 'id' | 'generation' | 'previousUntil'>,
  deliveryId: string,
  body: string,
  now: Instant,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(now / 1000)
  const generations = [webhook.generation]
  if (webhook.previousUntil !== null && now < webhook.previousUntil) generations.push(webhook.generation - 1)
  return {
    'content-type': 'application/json',
    'user-agent': 'Holdfast-Webhooks/1',
    'webhook-id': deliveryId,
    'webhook-timestamp': String(seconds),
    'webhook-signature': generations
      .map((each) => signature(webhookSecret(serverSecret, webhook, each), deliveryId, seconds, body))
      .join(' '),
  }
}

/** Deliveries of an entry of the outbox to the endpoints of its account that want its event. */
export async function spreadToWebhooks(tx: Tx, entry: OutboxEntry, now: Instant, priority: string | null): Promise<void> {
  const { event: name, summary, from, text } = entry.payload as { event?: string; summary?: string; from?: string; text?: string }
  const event = eventOf(entry.kind, name)
  if (!event) return
  for (const webhook of await listWebhooks(tx, entry.accountId)) {
    if (webhook.state !== 'active' || !webhook.events.includes(event)) continue
    const data = { account: entry.account, case: entry.subject, priority, summary, from, text: text?.slice(0, 20_000) }
    const body = JSON.stringify({ type: event, timestamp: toIso(entry.createdAt), data })
    await insertDelivery(tx, now, { accountId: entry.accountId, webhookId: webhook.id, outboxId: entry.id, event, body })
  }
}

export type HookedNotice = {
  readonly kind: string
  readonly account: string
  readonly subject: string
  readonly title: string
  readonly text: string
  readonly why: string
  readonly urgent: boolean
}

/** A delivery of a notice to the person's own webhook, if they have one: what the notice says, and nothing more. */
export async function callOwnWebhook(
  tx: Tx,
  entry: OutboxEntry,
  now: Instant,
  whose: { readonly accountId: string; readonly personId: string },
  notice: HookedNotice,
  at: Instant,
): Promise<void> {
  const webhook = await findOwnWebhook(tx, whose)
  if (webhook?.state !== 'active') return
  const type = `notice.${notice.kind}`
  const body = JSON.stringify({ type, timestamp: toIso(entry.createdAt), data: notice })
  await insertDelivery(tx, now, { accountId: whose.accountId, webhookId: webhook.id, outboxId: entry.id, event: type, body, at })
}

/** Ends the calling of an endpoint; whoever set it up is told why. */
export async function disableWebhook(tx: Tx, webhook: Webhook, now: Instant, why: string): Promise<void> {
  await updateWebhook(tx, webhook, { state: 'disabled', disabled_why: why })
  await audit(tx, {
    accountId: webhook.accountId,
    now,
    actor: 'clock',
    action: 'webhook.disable',
    subject: webhook.url,
    detail: { webhook: webhook.id, why },
  })
  await send(tx, {
    accountId: webhook.accountId,
    now,
    kind: 'webhook-disabled',
    subject: webhook.title || webhook.url,
    payload: {
      subject: `The webhook to ${new URL(webhook.url).host} is disabled`,
      text: `Nothing more is sent to ${webhook.url}: ${why}. Mend the endpoint and enable the webhook again; what could not be delivered can be replayed.`,
      to: [{ personId: webhook.createdBy }],
    },
  })
}
