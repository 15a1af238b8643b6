import { daysMs, hoursMs, type Instant, minutesMs } from '../../lib/time.ts'

/**
 * When a delivery is tried and what an answer means, as Standard Webhooks has it: ten tries over some 75 hours, a redirect is a
 * failure, 410 ends the subscription, and an endpoint that fails for days is disabled.
 */

/** The pauses before each further try. */
const pauses = [5_000, 5 * minutesMs, 30 * minutesMs, 2 * hoursMs, 5 * hoursMs, 10 * hoursMs, 14 * hoursMs, 20 * hoursMs, 24 * hoursMs]
export const mostTries = pauses.length + 1
/** How long an endpoint may fail without one success before it is disabled. */
export const failingMs = 5 * daysMs
/** How long the secret before a new one signs too. */
export const rotationMs = daysMs

export const webhookEvents = [
  'case.opened',
  'case.message',
  'case.contact',
  'case.state',
  'case.priority-asked',
  'case.escalation',
  'case.asked',
  'case.received',
  'case.access',
  'case.exclusion',
  'case.charge',
  'case.returned',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** The event of an outbox entry; undefined for what no webhook is told. */
export function eventOf(kind: string, event: string | undefined): WebhookEvent | undefined {
  const name = `case.${event}`
  return kind === 'case-notice' ? webhookEvents.find((each) => each === name) : undefined
}

export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'again'; readonly at: Instant }
  | { readonly kind: 'over' }
  /** The endpoint said that it is gone for good. */
  | { readonly kind: 'gone' }

/**
 * @param status of the answer; undefined when there was none
 * @param tries made so far, this one counted
 */
export function outcomeOf(status: number | undefined, tries: number, now: Instant): Outcome {
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 410) return { kind: 'gone' }
  const pause = pauses[tries - 1]
  return pause === undefined ? { kind: 'over' } : { kind: 'again', at: now + pause }
}

/** Whether an endpoint that failed again is disabled. */
export const failsTooLong = (failingSince: Instant | null, now: Instant): boolean =>
  failingSince !== null && now - failingSince >= failingMs
