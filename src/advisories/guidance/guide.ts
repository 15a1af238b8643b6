import { daysBetween } from '../../calendar/terms.ts'
import { compareReleases, isWithin } from '../../junos/release/compare.ts'
import { branchOf, printRelease, type Release } from '../../junos/release/release.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Verdict } from '../affected/judge.ts'
import { type DeviceFacts, matchAdvisory, type ReadyAdvisory } from '../matching/match.ts'
import { severityOf } from '../record/severity.ts'

/** How far a release is from the one that runs: the nearer, the less else changes with it. */
export type Step =
  /** Another service release of the same maintenance release: fixes only. */
  | 'service'
  /** Another maintenance release of the same branch: it may bring features. */
  | 'maintenance'
  /** Another branch: not the same software any more. */
  | 'branch'

/** A release that published records name as a fix, and what going there would change. Records by their keys, worst first. */
export type Candidate = {
  readonly release: string
  readonly step: Step
  /** Branches further on than the one that runs. */
  readonly branchesOn: number
  /** What affects the device now and would not there. */
  readonly removes: readonly string[]
  /** What affects it now and would there too. */
  readonly keeps: readonly string[]
  /** What does not affect it now and would there. */
  readonly brings: readonly string[]
  /** What cannot be decided there. */
  readonly uncertain: readonly string[]
}

export type Guidance = {
  /** What affects the device now. */
  readonly affected: readonly string[]
  readonly uncertain: readonly string[]
  /** The best first: by what is left, then by what is brought in, then the nearest. */
  readonly candidates: readonly Candidate[]
}

const mostCandidates = 40
const steps: readonly Step[] = ['service', 'maintenance', 'branch']

/**
 * Which release removes what a device is exposed to, and what it brings in. Only releases of its own product and line are looked at: a train
 * of named platforms is never proposed from another line, nor left for one. Of each maintenance release the highest that a record names
 * stands for it.
 */
export function guideUpgrade(device: DeviceFacts, records: readonly ReadyAdvisory[]): Guidance {
  const known = records.filter(({ advisory }) => !advisory.rejected)
  const weight = new Map(known.map(({ advisory }) => [advisory.key, severityOf(advisory).weight + (advisory.exploited ? 100 : 0)]))
  const worstFirst = (keys: readonly string[]) =>
    keys.toSorted((one, other) => (weight.get(other) ?? 0) - (weight.get(one) ?? 0) || (one < other ? -1 : 1))
  const verdictsAt = (release: Release) =>
    new Map(known.map((record) => [record.advisory.key, matchAdvisory({ ...device, release }, record).verdict]))
  const now = verdictsAt(device.release)
  const keysOf = (verdicts: ReadonlyMap<string, Verdict>, wanted: readonly Verdict[]) =>
    [...verdicts].flatMap(([key, verdict]) => (wanted.includes(verdict) ? [key] : []))
  const affected = keysOf(now, ['affected'])
  const candidates = candidatesOf(device.release, known).map((release): Candidate => {
    const there = verdictsAt(release)
    const still = keysOf(there, ['affected'])
    return {
      release: printRelease(release),
      step: stepTo(device.release, release),
      branchesOn: branchNumber(release) - branchNumber(device.release),
      removes: worstFirst(affected.filter((key) => there.get(key) === 'fixed' || there.get(key) === 'not affected')),
      keeps: worstFirst(affected.filter((key) => there.get(key) === 'affected')),
      brings: worstFirst(still.filter((key) => now.get(key) !== 'affected')),
      uncertain: worstFirst(keysOf(there, ['unknown']).concat(affected.filter((key) => there.get(key) === 'not evaluated'))),
    }
  })
  const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + (weight.get(key) ?? 0) + 1, 0)
  const left = ({ keeps, brings, uncertain }: Candidate) => sum(keeps) + sum(brings) + sum(uncertain)
  return {
    affected: worstFirst(affected),
    uncertain: worstFirst(keysOf(now, ['unknown'])),
    candidates: candidates
      .filter(({ removes }) => removes.length > 0)
      .toSorted(
        (one, other) => left(one) - left(other) || steps.indexOf(one.step) - steps.indexOf(other.step) || one.branchesOn - other.branchesOn,
      )
      .slice(0, mostCandidates),
  }
}

const branchNumber = ({ major, minor }: Release): number => major * 4 + minor - 1

function stepTo(from: Release, to: Release): Step {
  if (branchOf(from) !== branchOf(to)) return 'branch'
  return from.number === to.number ? 'service' : 'maintenance'
}

/** From 23.2 on there are two maintenance releases in a branch; a third one is a mistake in a record. */
const exists = ({ major, minor, number, line }: Release): boolean =>
  line !== 'R' || number === null || number < 3 || major * 10 + minor < 232

/** Releases that records name as fixes, later than the one that runs and of its line: of each maintenance release the highest. */
function candidatesOf(from: Release, records: readonly ReadyAdvisory[]): readonly Release[] {
  const best = new Map<string, Release>()
  const line = from.line ?? 'R'
  for (const { entries } of records)
    for (const { product, stretches } of entries) {
      if (product !== from.product) continue
      for (const { end } of stretches) {
        if (end.kind !== 'before') continue
        for (const fix of end.fixes) {
          if (fix.number === null || (fix.line ?? 'R') !== line || !exists(fix)) continue
          if (compareReleases(fix, from).kind !== 'greater' || isWithin(from, fix)) continue
          const key = `${branchOf(fix)} ${fix.number}`
          const known = best.get(key)
          if (known === undefined || compareReleases(fix, known).kind === 'greater') best.set(key, fix)
        }
      }
    }
  return [...best.values()]
}

/** Whether what a device runs was not shown for so many days, or never, so that advice about it may be about an old state (ACP-16.p2, policy H20). */
export const isStale = (seenOn: LocalDate | null, today: LocalDate, days: number): boolean =>
  seenOn === null || daysBetween(seenOn, today) > days
