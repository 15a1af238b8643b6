import type { CaseEvent } from '../timeline.ts'

/** Why a first response was missed, as somebody said it last; empty where nobody did (ACP-9.p6, policy B32). */
export function missReasonOf(events: readonly CaseEvent[]): string {
  const found = events.findLast(({ body }) => body.kind === 'miss-reason')?.body
  return found?.kind === 'miss-reason' ? found.text : ''
}
