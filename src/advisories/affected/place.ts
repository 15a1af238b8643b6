import { compareReleases, deliveryFamily, hasReached, isWithin } from '../../junos/release/compare.ts'
import { printRelease, type Release } from '../../junos/release/release.ts'
import type { Stretch } from './stretch.ts'

/** Why, in words that are made only when somebody reads them: a fleet is placed a million times and explained a few. */
type Why = () => string

/** Where a release stands to a stretch of a record. */
export type Place =
  | { readonly kind: 'inside'; readonly status: 'affected' | 'unaffected'; readonly why: Why }
  /** In its branch, and past the fix that is named. */
  | { readonly kind: 'past'; readonly fix: Release; readonly why: Why }
  /** In its branch, and before its beginning. */
  | { readonly kind: 'before'; readonly why: Why }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'unclear'; readonly why: Why }

const lineOf = ({ line }: Release) => line ?? 'R'
const branchOrder = (a: Release, b: Release) => a.major - b.major || a.minor - b.minor
/** Trains of platforms are lines of their own; the same number of branch does not make them one. */
const oneLine = (a: Release, b: Release) =>
  lineOf(a) === lineOf(b) && (lineOf(a) !== 'X' || (branchOrder(a, b) === 0 && a.number === b.number))
const elsewhere: Place = { kind: 'elsewhere' }
const unclear = (why: Why): Place => ({ kind: 'unclear', why })

/** Places a release. A bound without a build is met by every build of it. */
export function placeOf(device: Release, stretch: Stretch): Place {
  const place = placeIn(device, stretch)
  // what lies before or behind a stretch that only frees is not spoken of by it
  return (place.kind === 'past' || place.kind === 'before') && !affects(stretch) ? elsewhere : place
}

const affects = ({ status, changes }: Stretch) => status === 'affected' || changes.some((change) => change.status === 'affected')

function placeIn(device: Release, stretch: Stretch): Place {
  const started = hasStarted(device, stretch)
  if (started.kind !== 'inside') return started
  const ended = untilEnd(device, stretch)
  if (ended.kind === 'inside') return turned(device, stretch, ended.why)
  if (ended.kind === 'past') return orAffectedAgain(device, stretch, ended)
  if (ended.kind !== 'unclear') return ended
  // fixed inside the stretch: whether it has reached the end as well makes no difference
  const turn = turned(device, stretch, ended.why)
  return turn.kind === 'past' ? turn : ended
}

/**
 * `18.4R1-S7, 18.4R3-S2` and affected again at 18.4R2: what comes after the first fix and has reached the change needs one of the fixes
 * behind the change.
 */
function orAffectedAgain(device: Release, stretch: Stretch, fixed: Place & { readonly kind: 'past' }): Place {
  const { end, changes } = stretch
  if (end.kind !== 'before') return fixed
  for (const { at, status } of changes) {
    const later = status === 'affected' ? end.fixes.filter((fix) => hasReached(fix, at)) : []
    if (later.length === 0 || later.includes(fixed.fix)) continue
    const reached = hasReached(device, at)
    if (reached === null) return unclear(() => whyUnclear(device, at))
    if (reached) return placeIn(device, { ...stretch, end: { kind: 'before', fixes: later } })
  }
  return fixed
}

const inside = (status: Stretch['status'], why: Why): Place => ({ kind: 'inside', status, why })

function hasStarted(device: Release, { from, only, crosses, end, status }: Stretch): Place {
  if (from === null) return inside(status, () => 'from the first release on')
  if (only) {
    if (isWithin(device, from)) return inside(status, () => `it is ${printRelease(from)}`)
    return mayBe(device, from) ? unclear(() => `${printRelease(device)} does not say whether it is ${printRelease(from)}.`) : elsewhere
  }
  if (!oneLine(device, from)) {
    // a bound may name other lines beside the one of the start: 15.1F6-S12, 15.1R7-S4
    const named = end.kind === 'before' && end.fixes.some((fix) => oneLine(device, fix) && branchOrder(device, fix) === 0)
    return named ? inside(status, () => `${printRelease(from)} on`) : elsewhere
  }
  if (branchOrder(device, from) !== 0) {
    if (!crosses || branchOrder(device, from) < 0) return elsewhere
    return inside(status, () => `from ${printRelease(from)} on`)
  }
  if (from.number === null) return inside(status, () => `it is in the branch ${printRelease(from)}`)
  const reached = hasReached(device, from)
  if (reached === null) return unclear(() => whyUnclear(device, from))
  return reached
    ? inside(status, () => `it is ${printRelease(from)} or later`)
    : { kind: 'before', why: () => `${printRelease(device)} is before ${printRelease(from)}, where it begins` }
}

/** Whether a release may be the one that is named: it stands for several, or it is a build of a day or for a customer, whose place is not said. */
const mayBe = (device: Release, one: Release): boolean =>
  isWithin(one, device) ||
  (oneLine(device, one) &&
    branchOrder(device, one) === 0 &&
    deliveryFamily(device) === deliveryFamily(one) &&
    compareReleases(device, one).kind === 'incomparable')

function whyUnclear(device: Release, bound: Release): string {
  const order = compareReleases(device, bound)
  return order.kind === 'incomparable' ? order.why : `${printRelease(device)} and ${printRelease(bound)} cannot be compared.`
}

function untilEnd(device: Release, { from, end, status }: Stretch): Place {
  if (end.kind === 'open') return inside(status, () => `the whole branch, no fix in it`)
  if (end.kind === 'with') {
    if (!oneLine(device, end.last)) return from === null ? unclear(() => whyUnclear(device, end.last)) : elsewhere
    if (isWithin(device, end.last)) return inside(status, () => `up to ${printRelease(end.last)} and with it`)
    const order = compareReleases(device, end.last)
    if (order.kind === 'incomparable') return unclear(() => order.why)
    if (order.kind === 'less') return inside(status, () => `before ${printRelease(end.last)}`)
    return branchOrder(device, end.last) === 0
      ? { kind: 'past', fix: end.last, why: () => `later than ${printRelease(end.last)}, the last that it speaks of` }
      : elsewhere
  }
  const lines = end.fixes.filter((fix) => oneLine(device, fix))
  if (lines.length === 0) return from === null ? unclear(() => whyUnclear(device, end.fixes[0] as Release)) : elsewhere
  const own = lines.filter((fix) => branchOrder(device, fix) === 0)
  if (own.length === 0) {
    const below = lines.some((fix) => branchOrder(device, fix) < 0)
    return below ? inside(status, () => `its branch is before those that got a fix (${named(lines)})`) : elsewhere
  }
  return againstFixes(device, own, status)
}

const named = (fixes: readonly Release[]) => fixes.map(printRelease).join(', ')

/**
 * A list of fixes has one for each line of maintenance: 22.3R3 is later than 22.3R2-S2 and still without the fix of 22.3R3-S1. The fix of
 * a device is the one of its own line; without one, any of an earlier line, since what comes later is built on it.
 */
function againstFixes(device: Release, fixes: readonly Release[], status: Stretch['status']): Place {
  const whole = fixes.find(({ line, number, delivery }) => (line === 'X' ? delivery : number) === null)
  if (whole) return { kind: 'past', fix: whole, why: () => `all of ${printRelease(whole)} has it` }
  if (device.number === null) return unclear(() => `${printRelease(device)} is a branch; which release of it runs is not said.`)
  const family = deliveryFamily(device)
  const own =
    lineOf(device) === 'X' ? fixes.filter((fix) => deliveryFamily(fix) === family) : fixes.filter((fix) => fix.number === device.number)
  if (own.length > 0) {
    let open: Release | undefined
    for (const fix of own) {
      const reached = hasReached(device, fix)
      if (reached === true) return { kind: 'past', fix, why: () => `it has ${printRelease(fix)}` }
      if (reached === null) open = fix
    }
    const unplaced = open
    return unplaced === undefined ? inside(status, () => `before ${named(own)}`) : unclear(() => whyUnclear(device, unplaced))
  }
  if (lineOf(device) === 'X') return unclear(() => `${named(fixes)} is for another family of platforms.`)
  const earlier = fixes.find((fix) => fix.number !== null && fix.number < (device.number as number))
  return earlier
    ? { kind: 'past', fix: earlier, why: () => `it comes after ${printRelease(earlier)}` }
    : inside(status, () => `before ${named(fixes)}`)
}

/** Statuses that turn inside a stretch. */
function turned(device: Release, { status, changes }: Stretch, why: Why): Place {
  let now = status
  let last: Release | undefined
  for (const change of changes) {
    if (change.status === now) continue
    const reached = hasReached(device, change.at)
    if (reached === null) return unclear(() => whyUnclear(device, change.at))
    if (!reached) continue
    now = change.status
    last = change.at
  }
  if (last === undefined) return inside(status, why)
  return now === 'unaffected' && status === 'affected'
    ? { kind: 'past', fix: last, why: () => `unaffected from ${printRelease(last)} on` }
    : inside(now, () => `${now} from ${printRelease(last)} on`)
}
