import { printRelease, type Release } from '../../junos/release/release.ts'
import type { Entry } from './entry.ts'
import { type Place, placeOf } from './place.ts'
import type { Doubt, WrittenRow } from './row.ts'

export type Verdict = 'affected' | 'fixed' | 'not affected' | 'not evaluated' | 'unknown'

/** A verdict with what decided it. */
export type Judgement = {
  readonly verdict: Verdict
  readonly why: string
  /** The row that decided, as it is written; absent where none did. */
  readonly row?: WrittenRow
  /** The release that has the fix, where the verdict is `fixed`. */
  readonly fix?: Release
  readonly doubts: readonly Doubt[]
}

/**
 * Judges a release by an entry of its product. A row that affects it decides before all others; then what cannot be compared; then rows that
 * free it. What no row speaks of is `not affected` only above everything that is spoken of.
 */
export function judgeRelease(device: Release, entry: Entry): Judgement {
  if (entry.product === null)
    return { verdict: 'unknown', why: `${entry.written.product} is judged by other releases than those of Junos.`, doubts: entry.doubts }
  if (entry.product !== device.product)
    return { verdict: 'not affected', why: `${printRelease(device)} is of another product than ${entry.written.product}.`, doubts: [] }
  const places = entry.stretches.map((stretch) => ({ stretch, place: placeOf(device, stretch) }))
  const of = <Kind extends Place['kind']>(kind: Kind) =>
    places.flatMap(({ stretch, place }) => (place.kind === kind ? [{ stretch, place: place as Extract<Place, { kind: Kind }> }] : []))
  const answer = (verdict: Verdict, why: string, row: WrittenRow | undefined, at: number | undefined, fix?: Release): Judgement => ({
    verdict,
    why: `${printRelease(device)}: ${why}.`,
    ...(row ? { row } : {}),
    ...(fix ? { fix } : {}),
    doubts: entry.doubts.filter((doubt) => doubt.row === undefined || doubt.row === at || doubt.rule === 'unreadable-row'),
  })
  const within = of('inside')
  const hit = within.find(({ place }) => place.status === 'affected')
  if (hit) return answer('affected', hit.place.why, hit.stretch.written, hit.stretch.row)
  const open = of('unclear')[0]
  if (open) return answer('unknown', open.place.why.replace(/\.$/, ''), open.stretch.written, open.stretch.row)
  const past = of('past')[0]
  if (past) return answer('fixed', past.place.why, past.stretch.written, past.stretch.row, past.place.fix)
  const free = within[0]
  if (free) return answer('not affected', `a row says unaffected, ${free.place.why}`, free.stretch.written, free.stretch.row)
  const before = of('before')[0]
  if (before && entry.written.defaultStatus !== 'affected')
    return answer('not affected', before.place.why, before.stretch.written, before.stretch.row)
  return unspoken(device, entry, answer)
}

type Answer = (verdict: Verdict, why: string, row: undefined, at: undefined) => Judgement

/** No row speaks of the release. */
function unspoken(device: Release, entry: Entry, answer: Answer): Judgement {
  const say = (verdict: Verdict, why: string) => answer(verdict, why, undefined, undefined)
  if (entry.doubts.some(({ rule }) => rule === 'unreadable-row' || rule === 'unreadable-change' || rule === 'unknown-status'))
    return say('unknown', 'no readable row speaks of it, and there are rows that could not be read')
  const { defaultStatus } = entry.written
  if (defaultStatus === 'affected') return say('affected', 'no row speaks of it, and the record holds what it does not name for affected')
  const highest = highestAffected(entry)
  if (highest === undefined)
    return defaultStatus === 'unaffected'
      ? say('not affected', 'the record names no affected release')
      : say('not evaluated', 'the record names no affected release')
  if ((device.line ?? 'R') !== 'R') return say('not evaluated', 'the record speaks of no release of its line')
  const above = device.major - highest.major || device.minor - highest.minor
  if (above > 0 && defaultStatus === 'unaffected')
    return say('not affected', `its branch is above ${highest.major}.${highest.minor}, the last that is affected`)
  return say('not evaluated', 'no row speaks of its branch; in truth it was past its support, so treat it as affected')
}

/** The highest branch that has an affected release, among those of the R line. */
function highestAffected({ stretches }: Entry): Release | undefined {
  const branches = stretches.flatMap(({ status, changes, from, end }): readonly Release[] => {
    if (status !== 'affected' && !changes.some((change) => change.status === 'affected')) return []
    const ends = end.kind === 'before' ? end.fixes : end.kind === 'with' ? [end.last] : []
    return [...(from ? [from] : []), ...ends].filter(({ line }) => (line ?? 'R') === 'R')
  })
  return branches.reduce<Release | undefined>((best, each) => (isHigher(each, best) ? each : best), undefined)
}

const isHigher = (one: Release, best: Release | undefined): boolean =>
  best === undefined || one.major > best.major || (one.major === best.major && one.minor > best.minor)
