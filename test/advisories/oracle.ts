/**
 * A second reading of published rows, slow and written by itself, to find what the matcher gets wrong. It knows the vendor's
 * documents and decision 0031 and shares no code with `src/advisories`: releases are numbers in a list, what a release does not say is
 * tried out with every number that matters, and a row is asked about each of these.
 */

export type OracleVerdict = 'affected' | 'fixed' | 'not affected' | 'not evaluated' | 'unknown'

export type OracleRow = {
  readonly status: string
  readonly version: string
  readonly lessThan?: string | undefined
  readonly lessThanOrEqual?: string | undefined
  readonly changes?: readonly { readonly at: string; readonly status: string }[] | undefined
}
export type OracleEntry = { readonly product: string; readonly defaultStatus: string | null; readonly rows: readonly OracleRow[] }

/**
 * A release: its branch as one number, 21.4 is 2104; its line, in which alone releases have an order; and its numbers: maintenance (or
 * delivery of an X release), service, three of the build. -1 stands for none, null for not said.
 */
type Numbers = readonly (number | null)[]
type Read = { readonly branch: number; readonly line: string; readonly numbers: Numbers; readonly evolved: boolean }
/** Where bounds stop to say something: nothing (a branch or a train), maintenance and service, or the build too. */
type Bound = { readonly branch: number; readonly line: string; readonly numbers: readonly number[] }
/** A release of which every number is known. */
type Point = { readonly branch: number; readonly line: string; readonly numbers: readonly number[] }

/** Undefined for what is no release. */
export function readByOracle(given: string): Read | undefined {
  const evolved = /-EVO$/i.test(given.trim())
  let rest = given.trim().toUpperCase().replace(/-EVO$/, '')
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)
    if (found) rest = rest.slice(found[0].length)
    return found?.[1]
  }
  const [year, quarter] = [take(/^(\d{1,2})(?=\.\d)/), take(/^\.(\d{1,2})/)]
  if (year === undefined || quarter === undefined) return undefined
  const branch = Number(year) * 100 + Number(quarter)
  const plain = rest.replace(/-[CJ]\d{1,3}(?:\.\d{1,4})?$/, '')
  const special = plain !== rest
  rest = plain
  const letter = take(/^([RFXIBAS])/)
  const internalDay = letter === 'I' ? take(/^-?((?:19|20)\d{6}(?:\d{4})?)/) : undefined
  const first = letter === undefined || internalDay !== undefined ? undefined : take(/^(\d{1,3})/)
  if (letter !== undefined && letter !== 'I' && first === undefined) return undefined
  const service = letter === 'R' || letter === 'F' ? take(/^-S(\d{1,3})/) : undefined
  const delivery = letter === 'X' ? take(/^-D(\d{1,4})/) : undefined
  const day = internalDay ?? take(/^-((?:19|20)\d{6}(?:\d{4})?)/)
  const builds: number[] = []
  for (let each = take(/^\.(\d{1,6})/); each !== undefined && builds.length < 3; each = take(/^\.(\d{1,6})/)) builds.push(Number(each))
  if (rest !== '' || (letter === undefined && builds.length > 0 && day === undefined)) return undefined
  // where a build of a day, or one for a customer, stands among the others is not said
  const unplaced = builds.length === 0 || day !== undefined || special
  const build: Numbers = unplaced ? [null, null, null] : [builds[0] ?? -1, builds[1] ?? -1, builds[2] ?? -1]
  const line = letter === 'X' ? `${branch}X${first}` : (letter ?? 'R')
  const said = letter === 'X' ? delivery : first
  const number = said === undefined ? null : Number(said)
  return { branch, line, evolved, numbers: [number, number === null ? null : Number(service ?? 0), ...build] }
}

const asBound = ({ branch, line, numbers }: Read): Bound => {
  const end = numbers.indexOf(null)
  return { branch, line, numbers: (end < 0 ? numbers : numbers.slice(0, end)) as readonly number[] }
}

/** Below 0 before it, 0 for what it stands for, above 0 after it. Of one line only. */
function order(point: Point, bound: Bound): number {
  if (point.branch !== bound.branch) return point.branch - bound.branch
  for (const [at, number] of bound.numbers.entries()) if (point.numbers[at] !== number) return (point.numbers[at] as number) - number
  return 0
}

/** Deliveries of these trains count by hundreds, each for platforms of its own (facts, section 2). */
const familyOf = ({ line, numbers }: Point | Bound): number | undefined =>
  ['1401X53', '1501X53', '1802X75'].includes(line) && numbers[0] !== undefined ? Math.floor(numbers[0] / 100) : undefined

/** A bound of a delivery for other platforms. */
const isOfOthers = (point: Point, bound: Bound): boolean => bound.numbers.length > 0 && familyOf(point) !== familyOf(bound)

type Start =
  | { readonly kind: 'all' }
  | { readonly kind: 'branch'; readonly branch: number }
  | { readonly kind: 'release'; readonly at: Bound }
type End =
  | { readonly kind: 'none' }
  | { readonly kind: 'year' }
  | { readonly kind: 'branch'; readonly branch: number }
  | { readonly kind: 'fixes' | 'last'; readonly at: readonly Bound[] }
type Range = {
  readonly affected: boolean
  readonly start: Start
  readonly end: End
  readonly crosses: boolean
  readonly turns: readonly { readonly at: Bound; readonly affected: boolean }[]
  /** The branch that it was written to begin in, where its end was believed instead. */
  readonly notBelieved: number | null
}

function startOf(text: string): Start | undefined {
  if (['0', '*', 'UNSPECIFIED', 'ALL'].includes(text.trim().toUpperCase())) return { kind: 'all' }
  const whole = wildBranch(text)
  if (whole !== undefined) return { kind: 'branch', branch: whole }
  const read = readByOracle(text.trim().replace(/,$/, ''))
  if (!read) return undefined
  const at = asBound(read)
  return at.line === 'R' && at.numbers.length === 0 ? { kind: 'branch', branch: at.branch } : { kind: 'release', at }
}

const wildBranch = (text: string): number | undefined => {
  const [, year, quarter] = /^(\d{1,2})\.(\d{1,2})\*(?:-EVO)?$/i.exec(text.trim()) ?? []
  return year === undefined ? undefined : Number(year) * 100 + Number(quarter)
}

function endOf(row: OracleRow): End | undefined {
  const text = (row.lessThan ?? row.lessThanOrEqual)?.trim()
  if (text === undefined) return { kind: 'none' }
  if (/^\d{1,2}\.\*(?:-EVO)?$/i.test(text)) return { kind: 'year' }
  const whole = wildBranch(text)
  if (whole !== undefined) return { kind: 'branch', branch: whole }
  const read = text.replace(/,$/, '').split(',').map(readByOracle)
  if (read.includes(undefined)) return undefined
  const at = read.map((each) => asBound(each as Read))
  if (row.lessThan !== undefined) return { kind: 'fixes', at }
  return at.length === 1 ? { kind: 'last', at } : undefined
}

const branchesOf = (end: End | undefined): readonly number[] =>
  end?.kind === 'fixes' || end?.kind === 'last' ? end.at.map(({ branch }) => branch) : end?.kind === 'branch' ? [end.branch] : []
const branchesFrom = (start: Start | undefined): readonly number[] =>
  start?.kind === 'branch' ? [start.branch] : start?.kind === 'release' ? [start.at.branch] : []

/** Undefined for a row that cannot be read. */
function rangeOf(row: OracleRow, others: readonly OracleRow[]): Range | undefined {
  let start = startOf(row.version)
  const end = endOf(row)
  if (!start || !end || (row.status !== 'affected' && row.status !== 'unaffected')) return undefined
  if (start.kind === 'all' && end.kind === 'year') return undefined
  const turns: { at: Bound; affected: boolean }[] = []
  for (const { at, status } of row.changes ?? []) {
    const read = readByOracle(at)
    if (!read || (status !== 'affected' && status !== 'unaffected')) return undefined
    turns.push({ at: asBound(read), affected: status === 'affected' })
  }
  let notBelieved: number | null = null
  let crosses = start.kind === 'release' && end.kind !== 'year' && end.kind !== 'none'
  const ends = branchesOf(end)
  if (start.kind === 'branch' && ends.length > 0 && !ends.includes(start.branch)) {
    // rows were mixed up where others speak of a branch that this one names (decision 0031); else it reaches over several
    const [here, there] = [start.branch, ends[0] as number]
    const spoken = others.some(
      (other) =>
        other.status === row.status && (branchesFrom(startOf(other.version)).includes(there) || branchesOf(endOf(other)).includes(here)),
    )
    if (here < there && !spoken) crosses = true
    else {
      start = { kind: 'branch', branch: there }
      notBelieved = here
    }
  }
  return { affected: row.status === 'affected', start, end, crosses, turns, notBelieved }
}

/** A row of affected releases that its own first release is not in. */
function isTurnedRound(range: Range): boolean {
  const { affected, start, end, turns } = range
  if (!affected || turns.length > 0 || end.kind === 'none' || start.kind !== 'release' || start.at.numbers.length === 0) return false
  const numbers = Array.from({ length: 5 }, (_, at) => start.at.numbers[at] ?? null)
  const first = pointsOf({ branch: start.at.branch, line: start.at.line, numbers, evolved: false }, boundsOf(range))
  return first.every((point) => ['fixed', 'nothing'].includes(saidOf(point, range)))
}

/** What a row says of a release: it is in it, it has its fix, it comes before its beginning; nothing; or that it cannot be said. */
type Said = 'affected' | 'free' | 'fixed' | 'before' | 'nothing' | 'open'

function begins(point: Point, { start, end, crosses }: Range): 'yes' | 'before' | 'no' | 'open' {
  if (start.kind === 'all') return 'yes'
  const named = end.kind === 'fixes' && end.at.some(({ line, branch }) => line === point.line && branch === point.branch)
  const line = start.kind === 'branch' ? 'R' : start.at.line
  const branch = start.kind === 'branch' ? start.branch : start.at.branch
  if (point.line !== line) return named ? 'yes' : 'no'
  if (point.branch !== branch) return point.branch > branch && crosses ? 'yes' : 'no'
  if (start.kind === 'branch') return 'yes'
  // a release by itself says nothing of those before it
  if (end.kind === 'none') return order(point, start.at) === 0 ? 'yes' : 'no'
  if (isOfOthers(point, start.at)) return 'open'
  return order(point, start.at) >= 0 ? 'yes' : 'before'
}

const comesAfter = (fix: Bound, at: Bound): boolean =>
  order({ ...fix, numbers: at.numbers.map((_, place) => fix.numbers[place] ?? 0) }, at) >= 0

function ends(point: Point, { start, end, turns }: Range): 'inside' | 'fixed' | 'nothing' | 'open' {
  const elsewhere = start.kind === 'all' ? 'open' : 'nothing'
  switch (end.kind) {
    case 'none':
    case 'year':
      return 'inside'
    case 'branch':
      if (point.line !== 'R') return elsewhere
      return point.branch <= end.branch ? 'inside' : 'nothing'
    case 'last': {
      const [last] = end.at as readonly [Bound]
      if (last.line !== point.line) return elsewhere
      if (isOfOthers(point, last)) return 'open'
      if (order(point, last) <= 0) return 'inside'
      return last.branch === point.branch ? 'fixed' : 'nothing'
    }
    default: {
      // a fix before a change to affected is none for what has reached the change, where there are fixes behind it
      const again = turns
        .filter(({ at, affected }) => affected && at.line === point.line && order(point, at) >= 0)
        .map(({ at }) => end.at.filter((fix) => fix.line === at.line && comesAfter(fix, at)))
        .findLast((behind) => behind.length > 0)
      return byFixes(point, again ?? end.at, elsewhere)
    }
  }
}

/** One fix for each line of maintenance; a later line has what an earlier one got. */
function byFixes(point: Point, all: readonly Bound[], elsewhere: 'open' | 'nothing'): 'inside' | 'fixed' | 'nothing' | 'open' {
  const line = all.filter((fix) => fix.line === point.line)
  if (line.length === 0) return elsewhere
  const here = line.filter(({ branch }) => branch === point.branch)
  if (here.length === 0) return line.some(({ branch }) => point.branch < branch) ? 'inside' : 'nothing'
  if (here.some(({ numbers }) => numbers.length === 0)) return 'fixed'
  const own = point.line.includes('X')
    ? here.filter((fix) => familyOf(fix) === familyOf(point))
    : here.filter((fix) => fix.numbers[0] === point.numbers[0])
  if (own.length > 0) return own.some((fix) => order(point, fix) >= 0) ? 'fixed' : 'inside'
  if (point.line.includes('X')) return 'open'
  return here.some((fix) => (fix.numbers[0] as number) < (point.numbers[0] as number)) ? 'fixed' : 'inside'
}

const affects = ({ affected, turns }: Range) => affected || turns.some((turn) => turn.affected)

function saidOf(point: Point, range: Range): Said {
  const begun = begins(point, range)
  if (begun === 'no') return 'nothing'
  if (begun === 'open') return 'open'
  // what lies before or behind a stretch that frees is not spoken of
  if (begun === 'before') return affects(range) ? 'before' : 'nothing'
  const ended = ends(point, range)
  if (ended === 'fixed') return affects(range) ? 'fixed' : 'nothing'
  if (ended !== 'inside') return ended
  let affected = range.affected
  for (const { at, affected: turn } of range.turns) {
    if (turn === affected) continue
    if (at.line !== point.line || isOfOthers(point, at)) return 'open'
    if (order(point, at) >= 0) affected = turn
  }
  return affected ? 'affected' : range.affected ? 'fixed' : 'free'
}

/** Every release that one may be, as far as the bounds of an entry tell them apart. */
function pointsOf({ branch, line, numbers }: Read, bounds: readonly Bound[]): readonly Point[] {
  let points: readonly (readonly number[])[] = [[]]
  for (const [at, number] of numbers.entries()) {
    const near = bounds.flatMap((bound) => (bound.numbers[at] === undefined ? [] : [bound.numbers[at], bound.numbers[at] + 1]))
    const tried = number === null ? [...new Set([0, ...near])] : [number]
    points = points.flatMap((each) => tried.map((one) => [...each, one]))
  }
  return points.map((each) => ({ branch, line, numbers: each }))
}

const boundsOf = ({ start, end, turns }: Range): readonly Bound[] => [
  ...(start.kind === 'release' ? [start.at] : []),
  ...(end.kind === 'fixes' || end.kind === 'last' ? end.at : []),
  ...turns.map(({ at }) => at),
]

export const productOfOracle = (text: string): 'junos' | 'evolved' | 'other' =>
  text === 'Junos OS Evolved' ? 'evolved' : text === 'Junos OS' || text === 'Junos' ? 'junos' : 'other'

/** What an entry of a record comes to for a release of its product. */
export function oracleVerdict(release: string, { defaultStatus, rows }: OracleEntry): OracleVerdict {
  const read = readByOracle(release)
  if (!read) throw new Error(`${release} is no release`)
  const ranges = rows.map((row, at) =>
    rangeOf(
      row,
      rows.filter((_, other) => other !== at),
    ),
  )
  const readable = ranges.filter((range) => range !== undefined).filter((range) => !isTurnedRound(range))
  const said = readable.map((range): Said => {
    const answers = new Set(pointsOf(read, boundsOf(range)).map((point) => saidOf(point, range)))
    return answers.size === 1 ? ([...answers][0] as Said) : 'open'
  })
  if (said.includes('affected')) return 'affected'
  if (said.includes('open')) return 'unknown'
  if (said.includes('fixed')) return 'fixed'
  if (said.includes('free')) return 'not affected'
  if (readable.length < ranges.length) return 'unknown'
  if (said.includes('before') && defaultStatus !== 'affected') return 'not affected'
  if (defaultStatus === 'affected') return 'affected'
  if (readable.some(({ notBelieved }) => notBelieved === read.branch)) return 'unknown'
  const spoken = readable
    .filter(affects)
    .flatMap(({ start, end }) => [
      ...(start.kind === 'branch' ? [start.branch] : start.kind === 'release' && start.at.line === 'R' ? [start.at.branch] : []),
      ...(end.kind === 'branch'
        ? [end.branch]
        : end.kind === 'fixes' || end.kind === 'last'
          ? end.at.filter(({ line }) => line === 'R').map(({ branch }) => branch)
          : []),
    ])
  if (spoken.length === 0) return defaultStatus === 'unaffected' ? 'not affected' : 'not evaluated'
  const above = read.line === 'R' && read.branch > Math.max(...spoken)
  return above && defaultStatus === 'unaffected' ? 'not affected' : 'not evaluated'
}

/** The worst of several stands. */
const worst: readonly OracleVerdict[] = ['affected', 'unknown', 'not evaluated', 'fixed', 'not affected']
export const worstByOracle = (verdicts: readonly OracleVerdict[]): OracleVerdict =>
  worst.find((each) => verdicts.includes(each)) ?? 'not affected'
