import type { ItemNote, ReviewNotes } from './review.ts'

/** What an engineer writes on a draft. */
export type Draft = { readonly engineer: string; readonly notes: ReviewNotes }

/** A place that two people wrote differently. */
export type Clash = { readonly place: string; readonly mine: string; readonly theirs: string }

export const emptyNote: ItemNote = { assessment: '', recommendation: '', left: false }

/**
 * Brings together what two people wrote from the same draft: what only one of them changed is taken from that one. What both changed differently
 * stays as `mine`, and is told.
 */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): { readonly merged: Draft; readonly clashes: readonly Clash[] } {
  const clashes: Clash[] = []
  const pick = <T extends string | boolean>(place: string, one: T, own: T, other: T): T => {
    if (own === other || other === one) return own
    if (own === one) return other
    clashes.push({ place, mine: String(own), theirs: String(other) })
    return own
  }
  const keys = [...new Set([base, mine, theirs].flatMap(({ notes }) => Object.keys(notes.items)))]
  const of = ({ notes }: Draft, key: string) => notes.items[key] ?? emptyNote
  const items = keys.map((key): [string, ItemNote] => {
    const [one, own, other] = [of(base, key), of(mine, key), of(theirs, key)]
    return [
      key,
      {
        assessment: pick(`assessment of ${key}`, one.assessment, own.assessment, other.assessment),
        recommendation: pick(`recommendation for ${key}`, one.recommendation, own.recommendation, other.recommendation),
        left: pick(`whether ${key} is left out`, one.left, own.left, other.left),
      },
    ]
  })
  const merged: Draft = {
    engineer: pick('named engineer', base.engineer, mine.engineer, theirs.engineer),
    notes: { summary: pick('summary', base.notes.summary, mine.notes.summary, theirs.notes.summary), items: Object.fromEntries(items) },
  }
  return { merged, clashes }
}

/** Whether two drafts say the same. */
export const sameDraft = (one: Draft, other: Draft): boolean =>
  one.engineer === other.engineer &&
  one.notes.summary === other.notes.summary &&
  [...new Set([...Object.keys(one.notes.items), ...Object.keys(other.notes.items)])].every((key) => {
    const [left, right] = [one.notes.items[key] ?? emptyNote, other.notes.items[key] ?? emptyNote]
    return left.assessment === right.assessment && left.recommendation === right.recommendation && left.left === right.left
  })
