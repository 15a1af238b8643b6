import { findSecrets, replaceSecrets, type SecretKind } from './find.ts'

/** How much is held back so that a secret on the border of two pieces is seen whole, and the most that is held at all. */
const defaults = { keep: 16 * 1024, piece: 96 * 1024, most: 1024 * 1024 }

/**
 * Masks a text that comes in pieces, with bounded memory. A secret is found wherever the pieces part; only of one longer
 * than a mebibyte the end may stay.
 */
export function streamMask(bounds: Partial<typeof defaults> = {}) {
  const { keep, piece, most } = { ...defaults, ...bounds }
  let held = ''
  const kinds = new Set<SecretKind>()
  const pass = (last: boolean): string => {
    const found = findSecrets(held)
    let cut = last ? held.length : Math.max(0, held.length - keep)
    // a place between two lines, where there is one near; never inside the words that give a secret away
    if (!last) cut = (held.lastIndexOf('\n', cut) + 1 || cut) < cut - keep ? cut : held.lastIndexOf('\n', cut) + 1 || cut
    for (const each of [...found].reverse()) if (each.from < cut && each.end > cut) cut = each.from
    if (!last && cut === 0 && held.length >= most) cut = held.length
    const inside = found.filter(({ start }) => start < cut)
    for (const { kind } of inside) kinds.add(kind)
    const out = replaceSecrets(
      held.slice(0, cut),
      inside.map((each) => ({ ...each, end: Math.min(each.end, cut) })),
    )
    held = held.slice(cut)
    return out
  }
  return {
    /** @returns what may be passed on by now */
    push: (text: string): string => {
      held += text
      return held.length < piece + keep ? '' : pass(false)
    },
    /** @returns the rest */
    end: (): string => pass(true),
    /** The kinds found so far, each once. */
    kinds: (): readonly SecretKind[] => [...kinds],
  }
}
