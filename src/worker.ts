import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './db/pool.ts'
import { inScope, instant, providerScope } from './db/scope.ts'
import { outboxPending, outboxSent, timerLateness, timersFired, webhooksCalled } from './http/metrics.ts'
import { fireNext, type TimerHandlers } from './jobs/runner.ts'
import type { Instant } from './lib/time.ts'
import type { Mailer } from './notifications/gateway.ts'
import { handleNext } from './notifications/jobs.ts'
import { deliverNext, type WebhookDesk } from './notifications/webhooks/jobs.ts'

export type WorkerOptions = {
  readonly db: Database
  readonly timers: TimerHandlers
  readonly mailer: Mailer | undefined
  /** Absent: no webhook is called. */
  readonly webhooks?: WebhookDesk
  readonly now: () => Instant
  readonly report: (error: unknown, what: string) => void
}

/** How long a finished answer to an Idempotency-Key is kept. */
const keepAnswersMs = 48 * 3_600_000
const lookEveryMs = 400

/** What runs beside the server: timers as they fall due, then the outbox. Several workers share the work safely. */
export function startWorker(options: WorkerOptions): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const loop = (step: () => Promise<boolean>, what: string) =>
    (async () => {
      while (!stopping.signal.aborted) {
        let busy = false
        try {
          busy = await step()
        } catch (error) {
          if (!stopping.signal.aborted) options.report(error, what)
          await sleep(1000, undefined, { signal: stopping.signal }).catch(() => {})
        }
        if (!busy) await sleep(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    })()
  const loops = [
    loop(() => timerStep(options), 'timers'),
    loop(() => outboxStep(options), 'outbox'),
    // two, so that one slow endpoint does not hold up the others
    loop(() => webhookStep(options), 'webhooks'),
    loop(() => webhookStep(options), 'webhooks'),
    loop(() => tidyStep(options, stopping.signal), 'tidying'),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

async function timerStep({ db, timers, now, report }: WorkerOptions): Promise<boolean> {
  const at = now()
  const fired = await fireNext(db, timers, at)
  if (!fired) return false
  if (fired.error === undefined) {
    timersFired.inc({ kind: fired.kind })
    timerLateness.observe((at - fired.dueAt) / 1000)
  } else report(fired.error, `timer ${fired.kind}`)
  return true
}

async function outboxStep({ db, mailer, now }: WorkerOptions): Promise<boolean> {
  const outcome = await handleNext(db, mailer, now())
  if (outcome) outboxSent.inc({ outcome })
  return outcome !== undefined
}

async function webhookStep({ db, webhooks, now }: WorkerOptions): Promise<boolean> {
  if (!webhooks) return false
  const outcome = await deliverNext(db, webhooks, now())
  if (outcome) webhooksCalled.inc({ outcome })
  return outcome !== undefined
}

/** Old answers to Idempotency-Keys and old sign-in failures go; the gauge of waiting entries is set. */
async function tidyStep({ db, now }: WorkerOptions, signal: AbortSignal): Promise<boolean> {
  await inScope(db, providerScope, async (tx) => {
    await tx
      .deleteFrom('idempotency')
      .where('created_at', '<', instant(now() - keepAnswersMs))
      .execute()
    await tx
      .deleteFrom('sign_in_failure')
      .where('at', '<', instant(now() - 86_400_000))
      .execute()
    const row = await tx
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow()
    outboxPending.set(Number(row.n))
  })
  await sleep(60_000, undefined, { signal }).catch(() => {})
  return false
}
