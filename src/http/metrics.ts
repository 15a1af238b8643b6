import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows (Prometheus text). */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const requests = new Histogram({
  name: 'holdfast_request_seconds',
  help: 'Time to answer, by operation and status',
  labelNames: ['operation', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})

export const timersFired = new Counter({
  name: 'holdfast_timers_fired_total',
  help: 'Timers that took effect',
  labelNames: ['kind'],
  registers: [metrics],
})
export const timerLateness = new Histogram({
  name: 'holdfast_timer_late_seconds',
  help: 'How late timers took effect',
  buckets: [0.1, 0.5, 1, 2, 5, 10, 60, 600, 3600],
  registers: [metrics],
})
export const outboxSent = new Counter({
  name: 'holdfast_outbox_handled_total',
  help: 'Outbox entries handled',
  labelNames: ['outcome'],
  registers: [metrics],
})
export const webhooksCalled = new Counter({
  name: 'holdfast_webhooks_called_total',
  help: 'Calls of webhooks',
  labelNames: ['outcome'],
  registers: [metrics],
})
export const mailTaken = new Counter({
  name: 'holdfast_mail_in_total',
  help: 'Mails that came in',
  labelNames: ['fate', 'rule'],
  registers: [metrics],
})
export const outboxPending = new Gauge({
  name: 'holdfast_outbox_pending',
  help: 'Outbox entries not handled yet',
  registers: [metrics],
})

/** Starts timing an operation; call the result with the status it ended with. */
export function meter(operation: string): (status: number) => void {
  const from = performance.now()
  return (status) => requests.labels(operation, String(status)).observe((performance.now() - from) / 1000)
}
