import { setTimeout as sleep } from 'node:timers/promises'
import type { FetchChanged } from './advisories/feed/kept/gateway.ts'
import { askNext } from './advisories/feed/kept/jobs.ts'
import { scanNext } from './cases/files/jobs.ts'
import type { UploadStore } from './cases/files/uploads/gateway.ts'
import { removeExpired } from './cases/files/uploads/jobs.ts'
import type { Database } from './db/pool.ts'
import { inScope, instant, providerScope } from './db/scope.ts'
import type { FileStore } from './documents/gateway.ts'
import { outboxPending, outboxSent, timerLateness, timersFired, webhooksCalled } from './http/metrics.ts'
import { fireNext, type TimerHandlers } from './jobs/runner.ts'
import type { Instant } from './lib/time.ts'
import type { Mailer } from './notifications/gateway.ts'
import { sendNext, spreadNext } from './notifications/jobs.ts'
import { deliverNext, type WebhookDesk } from './notifications/webhooks/jobs.ts'
import type { Lane } from './notifications/webhooks/store.ts'

export type WorkerOptions = {
  readonly db: Database
  readonly timers: TimerHandlers
  readonly mailer: Mailer | undefined
  /** Absent: no webhook is called. */
  readonly webhooks?: WebhookDesk
  /** Absent: no feed of published records is asked. */
  readonly feeds?: FetchChanged
  /** Absent: no attachment is scanned. */
  readonly files?: FileStore
  /** Absent: unfinished files stay. */
  readonly uploads?: UploadStore
  readonly now: () => Instant
  readonly report: (error: unknown, what: string) => void
}

/** How long a finished answer to an Idempotency-Key is kept. */
const keepAnswersMs = 48 * 3_600_000
const lookEveryMs = 400
const timersAtOnce = 3

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
    // several at once, since each alarm waits for the database most of its time; each timer is one's alone
    ...Array.from({ length: timersAtOnce }, () => loop(() => timerStep(options), 'timers')),
    loop(() => outboxStep(options), 'outbox'),
    // apart, so that notices are there at once while a mail server hangs
    loop(() => letterStep(options), 'mail'),
    // endpoints that answer slowly hold up two of four, and not those that answer at once
    ...(['quick', 'quick', 'any', 'any'] as const).map((lane) => loop(() => webhookStep(options, lane), 'webhooks')),
    loop(() => scanStep(options), 'scanning'),
    loop(() => feedStep(options), 'feeds'),
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
  const outcome = await spreadNext(db, mailer !== undefined, now())
  if (outcome && outcome !== 'spread') outboxSent.inc({ outcome })
  return outcome !== undefined
}

async function letterStep({ db, mailer, now }: WorkerOptions): Promise<boolean> {
  const outcome = mailer && (await sendNext(db, mailer, now()))
  if (outcome) outboxSent.inc({ outcome })
  return outcome !== undefined
}

async function webhookStep({ db, webhooks, now }: WorkerOptions, lane: Lane): Promise<boolean> {
  if (!webhooks) return false
  const outcome = await deliverNext(db, webhooks, now(), lane)
  if (outcome) webhooksCalled.inc({ outcome })
  return outcome !== undefined
}

async function feedStep({ db, feeds, now }: WorkerOptions): Promise<boolean> {
  return feeds !== undefined && (await askNext(db, feeds, now())) !== undefined
}

async function scanStep({ db, files, now }: WorkerOptions): Promise<boolean> {
  return files !== undefined && (await scanNext(db, files, now())) !== undefined
}

/** Old answers to Idempotency-Keys, old sign-in failures and files that were not finished in time go; the gauge of waiting entries is set. */
async function tidyStep({ db, uploads, now }: WorkerOptions, signal: AbortSignal): Promise<boolean> {
  if (uploads) await removeExpired(db, uploads, now())
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
