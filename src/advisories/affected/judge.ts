import { readBound } from '../../junos/release/bounds.ts'
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
 * What a row says of a release, what decides first being first: that it affects it, then what cannot be compared, then rows that free it.
 * The place of it in this list is its rank.
 */
const said = ['affected', 'unclear', 'past', 'free', 'before', 'nothing'] as const
export const nothing = said.length - 1

/** The rank of what a row says. */
export function rankOf(place: Place): number {
  switch (place.kind) {
    case 'inside':
      return place.status === 'affected' ? 0 : 3
    case 'unclear':
      return 1
    case 'past':
      return 2
    case 'before':
      return 4
    default:
      return nothing
  }
}

const verdicts: readonly Verdict[] = ['affected', 'unknown', 'fixed', 'not affected', 'not affected']

/** The verdict on a release of the entry's product, of which its rows say nothing that decides before this rank. */
export function verdictOf(rank: number, device: Release, entry: Entry): Verdict {
  const before = said[rank] === 'before' && entry.written.defaultStatus !== 'affected' && !hasUnreadable(entry)
  return before || rank < said.indexOf('before') ? (verdicts[rank] as Verdict) : unspoken(device, entry).verdict
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
  const rank = places.reduce((least, { place }) => Math.min(least, rankOf(place)), nothing)
  const verdict = verdictOf(rank, device, entry)
  const decided = places.find(({ place }) => rankOf(place) === rank)
  const doubts = (at?: number) =>
    entry.doubts.filter((doubt) => doubt.row === undefined || doubt.row === at || doubt.rule === 'unreadable-row')
  if (!decided || decided.place.kind === 'elsewhere' || verdict !== verdicts[rank])
    return { verdict, why: `${printRelease(device)}: ${unspoken(device, entry).why}.`, doubts: doubts() }
  const { place, stretch } = decided
  const why = place.why().replace(/\.$/, '')
  return {
    verdict,
    why: `${printRelease(device)}: ${said[rank] === 'free' ? `a row says unaffected, ${why}` : why}.`,
    row: stretch.written,
    ...(place.kind === 'past' ? { fix: place.fix } : {}),
    doubts: doubts(stretch.row),
  }
}

/** Rows that could not be read may speak of any release. */
const hasUnreadable = ({ doubts }: Entry): boolean =>
  doubts.some(({ rule }) => rule === 'unreadable-row' || rule === 'unreadable-change' || rule === 'unknown-status')

/** No row speaks of the release. */
function unspoken(device: Release, entry: Entry): { readonly verdict: Verdict; readonly why: string } {
  const { defaultStatus } = entry.written
  if (hasUnreadable(entry)) return { verdict: 'unknown', why: 'no readable row speaks of it, and there are rows that could not be read' }
  if (defaultStatus === 'affected')
    return { verdict: 'affected', why: 'no row speaks of it, and the record holds what it does not name for affected' }
  if (entry.doubts.some((doubt) => doubt.rule === 'swapped-branches' && beginsIn(device, entry.written.rows[doubt.row ?? -1])))
    return { verdict: 'unknown', why: 'a row begins in its branch and ends in an earlier or later one, and no other row speaks of it' }
  const { highest } = entry
  if (highest === undefined)
    return { verdict: defaultStatus === 'unaffected' ? 'not affected' : 'not evaluated', why: 'the record names no affected release' }
  if ((device.line ?? 'R') !== 'R') return { verdict: 'not evaluated', why: 'the record speaks of no release of its line' }
  const above = device.major - highest.major || device.minor - highest.minor
  if (above > 0 && defaultStatus === 'unaffected')
    return { verdict: 'not affected', why: `its branch is above ${highest.major}.${highest.minor}, the last that is affected` }
  return { verdict: 'not evaluated', why: 'no row speaks of its branch; in truth it was past its support, so treat it as affected' }
}

/** Whether a row is written to begin in the branch of a release, whatever its end says. */
function beginsIn(device: Release, row: WrittenRow | undefined): boolean {
  const start = readBound(row?.version ?? '')
  const first = start.kind === 'releases' ? start.releases[0] : start.kind === 'branch' ? start : undefined
  return first?.major === device.major && first.minor === device.minor
}
