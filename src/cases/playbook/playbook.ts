import type { Priority } from '../../catalog/offering.ts'
import { toIso } from '../../lib/time.ts'
import type { PlaybookStep } from '../case.ts'
import type { CaseEvent } from '../timeline.ts'

export type StepView = {
  readonly code: string
  readonly title: string
  readonly clauses: readonly string[]
  readonly as: 'open' | 'done' | 'skipped'
  readonly by: string | null
  readonly at: string | null
  readonly text: string
}

/**
 * The steps that stand beside a case of this priority, each as the history left it. A step that was taken before the priority changed
 * stays in sight.
 */
export function playbookOf(steps: readonly PlaybookStep[], priority: Priority, events: readonly CaseEvent[]): readonly StepView[] {
  const latest = new Map<string, StepView>()
  for (const { body, actorName, at } of events)
    if (body.kind === 'step')
      latest.set(body.code, { code: body.code, title: body.title, clauses: [], as: body.as, by: actorName, at: toIso(at), text: body.text })
  return steps
    .filter(({ code, priorities }) => (latest.get(code)?.as ?? 'open') !== 'open' || (priorities?.includes(priority) ?? true))
    .map(({ code, title, clauses }) => {
      const step = latest.get(code)
      return step && step.as !== 'open'
        ? { ...step, title, clauses }
        : { code, title, clauses, as: 'open' as const, by: null, at: null, text: '' }
    })
}
