import type { Difference, Outcome } from './compare.ts'

/** What a newer word of the customer's side makes of a round under way (SSM-3.1.b2, SSM-3.2.p2). */

export type Written = Difference & { readonly id: string; readonly decision: Outcome | null }

export type Refreshed = {
  /** Differences that are new. */
  readonly add: readonly Difference[]
  /** Open ones that both sides agree about by now. */
  readonly agree: readonly Written[]
  /** Those that say something else than before; one that was settled is open again. */
  readonly say: readonly (Written & { readonly before: Outcome | null })[]
}

/**
 * In words: a difference that is not there any more ends by itself, unless somebody settled it before, whose word stands. One that is new is added.
 * One whose customer's side says something else is open again, whatever was settled; while it says the same, what was settled stays.
 */
export function refreshed(written: readonly Written[], now: readonly Difference[]): Refreshed {
  const key = ({ serial, field }: Difference) => `${serial}\n${field}`
  const before = new Map(written.map((each) => [key(each), each]))
  const fresh = new Map(now.map((each) => [key(each), each]))
  return {
    add: now.filter((each) => !before.has(key(each))),
    agree: written.filter((each) => each.decision === null && !fresh.has(key(each))),
    say: written.flatMap((each) => {
      const said = fresh.get(key(each))
      if (!said) return []
      const open = each.decision === null || each.decision === 'agrees'
      const changed = said.theirs !== each.theirs || (open && said.ours !== each.ours) || each.decision === 'agrees'
      return changed ? [{ ...each, theirs: said.theirs, ours: said.ours, before: each.decision }] : []
    }),
  }
}
