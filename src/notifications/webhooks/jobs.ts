import type { Database } from '../../db/pool.ts'
import { inScope, providerScope } from '../../db/scope.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import type { Egress } from '../egress/gateway.ts'
import { failsTooLong, type Outcome, outcomeOf } from './schedule.ts'
import { disableWebhook, signedHeaders } from './service.ts'
import { findWebhook, type Lane, leaseDelivery, markDelivery, markSlow, updateWebhook } from './store.ts'

/** What calling endpoints needs: the way out, and the secret that theirs are derived from. */
export type WebhookDesk = { readonly egress: Egress; readonly secret: string }

/** Longer than a call may take. */
const leaseMs = 60_000
/** An endpoint that takes longer is slow: it is served by some of the callers, so that the others stay free. */
const slowMs = 3000

/**
 * Makes the call that is due, outside any transaction, and writes what came of it. A crash in between makes it again with
 * the same id.
 * @returns what came of it; undefined when none is due
 */
export async function deliverNext(
  db: Database,
  { egress, secret }: WebhookDesk,
  now: Instant,
  lane: Lane = 'any',
): Promise<Outcome['kind'] | undefined> {
  const taken = await inScope(db, providerScope, (tx) => leaseDelivery(tx, now, leaseMs, lane))
  if (!taken) return undefined
  const { delivery, webhook } = taken
  const from = performance.now()
  let status: number | undefined
  let said: string
  try {
    const answer = await egress.post(webhook.url, signedHeaders(secret, webhook, delivery.id, delivery.body, now), delivery.body)
    status = answer.status
    said = answer.said
  } catch (error) {
    said = String((error as Error)?.message ?? error)
  }
  const tried = { at: toIso(now), status: status ?? null, tookMs: Math.round(performance.now() - from), said: said.slice(0, 500) }
  const outcome = outcomeOf(status, delivery.attempts, now)
  return inScope(db, providerScope, async (tx) => {
    const current = await findWebhook(tx, webhook.accountId, webhook.id, true)
    await markDelivery(tx, delivery, {
      now,
      tried,
      state: outcome.kind === 'sent' ? 'sent' : outcome.kind === 'again' ? 'pending' : 'failed',
      ...(outcome.kind === 'again' ? { nextTryAt: outcome.at } : {}),
    })
    await markSlow(tx, webhook, outcome.kind !== 'sent' || tried.tookMs > slowMs)
    if (current?.state !== 'active') return outcome.kind
    if (outcome.kind === 'sent') {
      if (current.failingSince !== null) await updateWebhook(tx, current, { failing_since: null })
    } else if (outcome.kind === 'gone') await disableWebhook(tx, current, now, 'it answered that it is gone (410)')
    else if (failsTooLong(current.failingSince, now))
      await disableWebhook(tx, current, now, 'it has failed for five days without one success')
    else if (current.failingSince === null) await updateWebhook(tx, current, { failing_since: new Date(now) })
    return outcome.kind
  })
}
