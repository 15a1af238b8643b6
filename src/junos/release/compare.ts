import { branchOf, printRelease, type Release } from './release.ts'

/**
 * How two releases stand to each other. Releases are a partial order (decision 0028): "newer" is not always an answer, and
 * a wrong one opens a hole or closes a case that is still open.
 */
export type ReleaseOrder =
  | { readonly kind: 'less' | 'greater'; readonly sameBranch: boolean }
  | { readonly kind: 'equal' }
  | { readonly kind: 'incomparable'; readonly why: string }

/**
 * Trains whose delivery numbers are several lines beside each other, one for each family of platforms; a family is known by
 * the hundreds. 15.1X53: D69 is of the QFX10000, D236 of the QFX5100 and EX4600, D496 of the NFX. Recalled, not published
 * in one place: an entry that is missing makes two releases comparable that may not be.
 */
const familiesByHundreds: ReadonlySet<string> = new Set(['14.1X53', '15.1X53', '18.2X75'])

/** The family of platforms that a delivery of an X release belongs to; null where the train is one line. */
export function deliveryFamily(release: Release): number | null {
  if (release.line !== 'X' || release.delivery === null) return null
  return familiesByHundreds.has(`${branchOf(release)}X${release.number}`) ? Math.floor(release.delivery / 100) : null
}

const productName = { junos: 'Junos OS', evolved: 'Junos OS Evolved' } as const
const equal: ReleaseOrder = { kind: 'equal' }
const incomparable = (why: string): ReleaseOrder => ({ kind: 'incomparable', why })
const byNumber = (a: number, b: number, sameBranch = true): ReleaseOrder =>
  a === b ? equal : { kind: a < b ? 'less' : 'greater', sameBranch }

/** A branch alone is the line of its R releases; the others are named by their letter. */
const lineOf = (release: Release) => release.line ?? 'R'

/**
 * Compares two releases: every number as an integer, products and lines never with each other. Across branches only the
 * number of the branch orders, which says nothing of the fixes in it.
 */
export function compareReleases(a: Release, b: Release): ReleaseOrder {
  if (a.product !== b.product) return incomparable(`${productName[a.product]} and ${productName[b.product]} are two products.`)
  if (lineOf(a) !== lineOf(b)) return incomparable(`${printRelease(a)} and ${printRelease(b)} are of two lines that are never compared.`)
  const branch = a.major - b.major || a.minor - b.minor
  if (lineOf(a) === 'X' && (branch !== 0 || a.number !== b.number))
    return incomparable(`${branchOf(a)}X${a.number} and ${branchOf(b)}X${b.number} are trains for platforms of their own.`)
  if (branch !== 0) return byNumber(branch, 0, false)
  if ((a.number === null) !== (b.number === null)) return wholeAgainst(a.number === null ? a : b, a.number === null ? b : a)
  if (a.number !== b.number) return byNumber(a.number ?? 0, b.number ?? 0)
  if (a.service !== b.service) return byNumber(a.service, b.service)
  if ((a.delivery === null) !== (b.delivery === null)) return wholeAgainst(a.delivery === null ? a : b, a.delivery === null ? b : a)
  if (deliveryFamily(a) !== deliveryFamily(b))
    return incomparable(`D${a.delivery} and D${b.delivery} of ${branchOf(a)}X${a.number} are for different families of platforms.`)
  if (a.delivery !== b.delivery) return byNumber(a.delivery ?? 0, b.delivery ?? 0)
  return compareBuilds(a, b)
}

const wholeAgainst = (whole: Release, one: Release): ReleaseOrder =>
  incomparable(`${printRelease(whole)} stands for more than one release, ${printRelease(one)} may be any of them.`)

function compareBuilds(a: Release, b: Release): ReleaseOrder {
  if (a.special !== b.special) return incomparable('A special build is not in line with the others.')
  if ((a.built === null) !== (b.built === null))
    return incomparable(
      `${printRelease(a.built === null ? b : a)} is a build of a day, the other one is not: which came first is not said.`,
    )
  if (a.built !== null && b.built !== null && a.built !== b.built) {
    const days = a.built.slice(0, 8).localeCompare(b.built.slice(0, 8))
    if (days !== 0) return byNumber(days, 0)
    if (a.built.length !== b.built.length) return incomparable('Both were built on one day, and one does not say when.')
    return byNumber(Number(a.built), Number(b.built))
  }
  if ((a.spin.length === 0) !== (b.spin.length === 0))
    return incomparable(`${printRelease(a.spin.length === 0 ? a : b)} does not say which build of it is meant.`)
  for (let at = 0; at < Math.max(a.spin.length, b.spin.length); at += 1) {
    const [one, other] = [a.spin[at] ?? -1, b.spin[at] ?? -1]
    if (one !== other) return byNumber(one, other)
  }
  return equal
}

/**
 * Whether a device's release has reached a bound, such as the release that a fix is in: a bound without a spin is met by
 * every spin of it, a bound that names a branch by everything in it. Null where the two cannot be compared.
 */
export function hasReached(device: Release, bound: Release): boolean | null {
  if (isWithin(device, bound)) return true
  const order = compareReleases(device, bound)
  return order.kind === 'incomparable' ? null : order.kind !== 'less'
}

/** Whether a release is one of those that another, shorter one stands for: 21.4R3-S4.9 is within 21.4R3-S4, 21.4R3 within 21.4. */
export function isWithin(one: Release, whole: Release): boolean {
  if (one.product !== whole.product || lineOf(one) !== lineOf(whole)) return false
  if (one.major !== whole.major || one.minor !== whole.minor) return false
  if (whole.number === null && whole.built === null) return true
  if (one.number !== whole.number || one.service !== whole.service) return false
  if (whole.delivery === null && whole.line === 'X') return true
  if (one.delivery !== whole.delivery) return false
  if (whole.built === null && whole.spin.length === 0 && whole.special === null) return true
  return compareReleases(one, whole).kind === 'equal'
}
