import { type NoRelease, type Release, readRelease } from './release.ts'

/**
 * What published records write where a release is expected: one, a comma list, a whole branch, all from the beginning, or
 * something that is no release of Junos at all. What a range of two bounds means is for the reader of records to say.
 */
export type ReleaseBound =
  | { readonly kind: 'releases'; readonly releases: readonly Release[] }
  /** `21.4*`: everything of the branch, now and later. */
  | { readonly kind: 'branch'; readonly product: Release['product']; readonly major: number; readonly minor: number }
  /** `21.*`: every branch of a year. Records that use it contradict themselves, so it is kept apart. */
  | { readonly kind: 'year'; readonly product: Release['product']; readonly major: number }
  /** `0`, `unspecified`, `all`: from the first release on. */
  | { readonly kind: 'everything' }
  | NoRelease

const mostText = 2_000

/** Reads a bound. Never throws; one part of a list that is none makes the whole list none, so that no bound is lost silently. */
export function readBound(text: string): ReleaseBound {
  const trimmed = typeof text === 'string' ? text.slice(0, mostText).trim() : ''
  if (/^(?:0|\*|unspecified|all)$/i.test(trimmed)) return { kind: 'everything' }
  const wild = /^([0-9]{1,2})\.([0-9]{1,2})?\*(-EVO)?$/i.exec(trimmed)
  if (wild) {
    const product = wild[3] ? 'evolved' : 'junos'
    const major = Number(wild[1])
    return wild[2] ? { kind: 'branch', product, major, minor: Number(wild[2]) } : { kind: 'year', product, major }
  }
  const releases: Release[] = []
  for (const part of trimmed.replace(/,$/, '').split(',')) {
    const read = readRelease(part)
    if (read.kind === 'no-release') return read
    releases.push(read)
  }
  return { kind: 'releases', releases }
}
