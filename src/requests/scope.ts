import type { ExtraKind } from './extra.ts'

/** What of a request lies within the service (ISS-3.p1 to p3, MSP-3.p3). */
export type Scope = {
  readonly outcome: 'in' | 'partly' | 'out'
  /** What lies beyond it, each with why. */
  readonly excess: readonly { readonly activity: string; readonly why: string }[]
  /** Whether what exceeds it is offered for a further price: the provider decides. */
  readonly offered: boolean
  readonly note: string
  /** Who of both sides agreed in writing to a use that the service does not list (ISS-3.p6). */
  readonly agreement: string
  readonly by: string
  readonly on: string
}

/** Lines of a task order that price what lies beyond the scope; what other lines price lies within it (ISS-2.p1, ISS-6.3b). */
const beyond: readonly ExtraKind[] = ['excess', 'outside-hours']

/**
 * Why a line cannot be priced: what lies beyond the scope is told to the customer first, activity by activity, and the provider chooses whether
 * it offers it (ISS-3.p2, ISS-3.p3, MSP-3.p3). Undefined where it can.
 * @param agreed kinds of the lines that both agreed on already
 */
export function whyNotPriced(
  scope: Pick<Scope, 'outcome' | 'offered'> | null,
  kinds: readonly ExtraKind[],
  agreed: readonly ExtraKind[],
): { readonly found: string; readonly toDo: string } | undefined {
  const [kind] = kinds.filter((each) => beyond.includes(each) && !agreed.includes(each))
  if (kind === undefined || (scope?.outcome === 'partly' && scope.offered)) return undefined
  return scope?.outcome === 'partly'
    ? { found: 'told as not offered', toDo: 'Leave the line out and quote what lies within the scope, or assess it anew and offer it.' }
    : {
        found: 'assessed as within the scope',
        toDo: 'Assess it anew, with each activity that lies beyond the scope: the customer is told of it.',
      }
}

/** What is missing in a scope assessment, in words; undefined when it is whole. */
export function scopeLacks({ outcome, excess, note }: Pick<Scope, 'outcome' | 'excess' | 'note'>): string | undefined {
  if (outcome === 'in' && excess.length > 0) return 'it is in scope, so nothing can lie beyond it'
  if (outcome !== 'in' && excess.length === 0) return 'each activity that lies beyond the scope'
  if (outcome === 'out' && note.trim() === '') return 'why it is out of scope'
  return undefined
}
