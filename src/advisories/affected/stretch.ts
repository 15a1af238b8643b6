import { type ReleaseBound, readBound } from '../../junos/release/bounds.ts'
import type { Release } from '../../junos/release/release.ts'
import type { Doubt, WrittenRow } from './row.ts'

type Status = 'affected' | 'unaffected'
export type Product = Release['product']

/** Where a stretch ends: before the first release with a fix, with a release, or not at all. */
export type End =
  /** Fixed in each of these: one for each line of maintenance that got a fix. */
  | { readonly kind: 'before'; readonly fixes: readonly Release[] }
  | { readonly kind: 'with'; readonly last: Release }
  /** All that comes in the branches of the stretch. */
  | { readonly kind: 'open' }

/** A row as it can be judged by. */
export type Stretch = {
  readonly row: number
  readonly written: WrittenRow
  readonly status: Status
  /** Null from the first release on. */
  readonly from: Release | null
  readonly end: End
  /** One release and nothing else. */
  readonly only: boolean
  /** It goes on in the branches after the one that it begins in. */
  readonly crosses: boolean
  readonly changes: readonly { readonly at: Release; readonly status: Status }[]
}

const statusOf = (text: string): Status | undefined => (text === 'affected' || text === 'unaffected' ? text : undefined)

/** Records name the product of a bound by its ending, and forget it as often as not: the product of the entry decides. */
const asProduct = (release: Release, product: Product): Release => (release.product === product ? release : { ...release, product })

const isBranch = ({ line, number, built }: Release) => line === null && number === null && built === null
const sameBranch = (a: Release, b: Release) => a.major === b.major && a.minor === b.minor
const branch = (major: number, minor: number, product: Product): Release => ({
  kind: 'release',
  product,
  major,
  minor,
  line: null,
  number: null,
  service: 0,
  delivery: null,
  built: null,
  special: null,
  spin: [],
})

export type ReadRow = { readonly stretch?: Stretch; readonly doubts: readonly Doubt[] }

/**
 * Reads a row of a record. Never throws: what cannot be read is no stretch and a doubt.
 * The rules and their examples: docs/decisions/0031.
 */
export function readRow(written: WrittenRow, row: number, product: Product, others: readonly WrittenRow[]): ReadRow {
  const doubts: Doubt[] = []
  const doubt = (rule: Doubt['rule'], message: string) => void doubts.push({ rule, message, row })
  const status = statusOf(written.status)
  if (!status) {
    doubt('unknown-status', `The status is "${written.status}", so the row says nothing.`)
    return { doubts }
  }
  const unreadable = (what: string, found: string): ReadRow => {
    doubt('unreadable-row', `${what} "${found.slice(0, 80)}" is no release of Junos.`)
    return { doubts }
  }
  const start = readBound(written.version)
  if (start.kind === 'no-release') return unreadable('The start', written.version)
  if (start.kind === 'year') return unreadable('The start', written.version)
  if (start.kind === 'releases' && start.releases.length !== 1) return unreadable('The start', written.version)
  let from = fromOf(start, product)
  const changes: { at: Release; status: Status }[] = []
  for (const { at, status: turn } of written.changes ?? []) {
    const bound = readBound(at)
    const turned = statusOf(turn)
    if (bound.kind !== 'releases' || bound.releases.length !== 1 || !turned) {
      doubt('unreadable-change', `The change at "${at.slice(0, 40)}" cannot be read.`)
      return { doubts }
    }
    changes.push({ at: asProduct(bound.releases[0] as Release, product), status: turned })
  }
  const base = { row, written, status, changes }
  const end = written.lessThan ?? written.lessThanOrEqual
  if (end === undefined) return { stretch: alone(base, from, start), doubts }
  const bound = readBound(end)
  if (bound.kind === 'no-release' || bound.kind === 'everything') return unreadable('The bound', end)
  if (bound.kind === 'year') {
    if (!from) return unreadable('The bound', end)
    // 21.* cannot be all branches of a year where others of that year have rows of their own
    doubt('year-for-branch', `"${end}" is read as the branch ${from.major}.${from.minor} that the row begins in.`)
    return { stretch: { ...base, from, end: { kind: 'open' }, only: false, crosses: false }, doubts }
  }
  const ends =
    bound.kind === 'branch' ? [branch(bound.major, bound.minor, product)] : bound.releases.map((each) => asProduct(each, product))
  const first = ends[0] as Release
  let crosses = from !== null && !isBranch(from)
  if (from && isBranch(from) && !ends.some((each) => sameBranch(each, from as Release))) {
    // 22.2 before 22.3R2 beside 22.3 before 22.2R3: two rows were mixed up. 21.1 before 21.2R3-S8 alone is a stretch over both
    if (isLower(from, first) && !speaksOf(others, status, from, first)) crosses = true
    else {
      doubt('swapped-branches', `It begins in ${from.major}.${from.minor} and ends in ${first.major}.${first.minor}; the end is believed.`)
      from = branch(first.major, first.minor, product)
    }
  }
  if (bound.kind === 'branch') {
    const end: End = from === null || !sameBranch(from, first) ? { kind: 'with', last: first } : { kind: 'open' }
    return { stretch: { ...base, from, end, only: false, crosses: crosses && end.kind === 'with' }, doubts }
  }
  if (written.lessThan === undefined) {
    if (ends.length !== 1) return unreadable('The bound', end)
    return { stretch: { ...base, from, end: { kind: 'with', last: first }, only: false, crosses }, doubts }
  }
  return { stretch: { ...base, from, end: { kind: 'before', fixes: ends }, only: false, crosses }, doubts }
}

function fromOf(start: Exclude<ReleaseBound, { kind: 'no-release' } | { kind: 'year' }>, product: Product): Release | null {
  if (start.kind === 'everything') return null
  if (start.kind === 'branch') return branch(start.major, start.minor, product)
  return asProduct(start.releases[0] as Release, product)
}

/** A row without a bound: a branch stands for all of it, a release for itself and its builds. */
function alone(base: Omit<Stretch, 'from' | 'end' | 'only' | 'crosses'>, from: Release | null, start: ReleaseBound): Stretch {
  if (from === null || start.kind === 'branch' || isBranch(from))
    return { ...base, from, end: { kind: 'open' }, only: false, crosses: false }
  return { ...base, from, end: { kind: 'with', last: from }, only: true, crosses: false }
}

const isLower = (one: Release, other: Release) => one.major < other.major || (one.major === other.major && one.minor < other.minor)

/** Whether other rows of the same status end in the branch that this one begins in, or begin in the one that it ends in. */
const speaksOf = (others: readonly WrittenRow[], status: Status, begins: Release, ends: Release): boolean =>
  others.some(({ status: other, version, lessThan, lessThanOrEqual }) => {
    if (other !== status) return false
    const [start, end] = [readBound(version), readBound(lessThan ?? lessThanOrEqual ?? '')]
    const inBranch = (bound: ReleaseBound, of: Release) =>
      bound.kind === 'releases'
        ? bound.releases.some((each) => sameBranch(each, of))
        : bound.kind === 'branch' && bound.major === of.major && bound.minor === of.minor
    return inBranch(start, ends) || inBranch(end, begins)
  })
