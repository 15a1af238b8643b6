import type { Offering, Priority } from './offering.ts'
import type { PolicyValue } from './policies.ts'

/** Priorities at which a service alerts management and has no step that does so. */
export type LeftOut = { readonly service: string; readonly priority: Priority; readonly clauses: readonly string[] }

/**
 * What the steps of escalation leave out: a service that alerts management by itself has a step to management at each priority it names
 * (CSS-4.p4).
 */
export function alertsLeftOut(offerings: readonly Offering[], steps: PolicyValue<'escalation.steps'>): readonly LeftOut[] {
  const newest = new Map(offerings.toSorted((one, other) => one.version - other.version).map((each) => [each.code, each]))
  return [...newest.values()].flatMap(({ code, escalation }) => {
    const { priorities = [], clauses = [] } = escalation.managementAlert ?? {}
    return priorities
      .filter((priority) => !(steps[code] ?? []).some((step) => step.priorities.includes(priority) && step.tell.includes('management')))
      .map((priority) => ({ service: code, priority, clauses }))
  })
}
