import { formatLocal } from '../../calendar/local-time.ts'
import type { Zone } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { caseStates } from '../states.ts'
import type { CaseEvent } from '../timeline.ts'

type Side = Pick<Case, 'number' | 'state' | 'response' | 'dueAt' | 'respondedAt'>

/** Why one case cannot become part of another; `status` 400 for what never can be, 409 for what cannot be now. */
export type MergeRefusal = { readonly status: 400 | 409; readonly title: string; readonly found: string; readonly toDo: string }

/**
 * Whether a case may be merged into another one of the same account. Two open, different cases; and no promise gets later by
 * it: where the one still waits for its first response in time, the other has had its own or is due no later. What was missed
 * stays missed, so nothing has to be asked of the other then.
 * @returns undefined when it may
 */
export function mergeRefusal(one: Side, into: Side, zone: Zone): MergeRefusal | undefined {
  if (one.number === into.number)
    return { status: 400, title: 'A case cannot be merged into itself', found: one.number, toDo: 'Name the other case.' }
  for (const each of [one, into])
    if (!caseStates[each.state].open)
      return { status: 409, title: `${each.number} is closed`, found: 'a closed case', toDo: 'Choose an open one, or reopen it first.' }
  if (one.response !== 'running' || one.respondedAt !== null || one.dueAt === null) return undefined
  if (into.respondedAt !== null) return undefined
  if (into.response === 'running' && into.dueAt !== null && into.dueAt <= one.dueAt) return undefined
  const due = formatLocal(zone, one.dueAt)
  return {
    status: 409,
    title: `${one.number} waits for its first response, and ${into.number} would answer later`,
    found: `${one.number} is due ${typeof due === 'string' ? due : 'first'}; ${into.number} has no response and none that is due by then`,
    toDo: `Log the contact on ${one.number} first, or merge ${into.number} into ${one.number}.`,
  }
}

/** The case that a closed case is part of, undefined when it was closed for itself. */
export function mergedInto(events: readonly CaseEvent[]): string | undefined {
  const last = events.findLast(({ body }) => body.kind === 'state')?.body
  return last?.kind === 'state' ? last.into : undefined
}
