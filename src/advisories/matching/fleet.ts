import { printRelease, type Release } from '../../junos/release/release.ts'
import type { Entry } from '../affected/entry.ts'
import { type Judgement, judgeRelease, nothing, rankOf, type Verdict, verdictOf } from '../affected/judge.ts'
import { placeOf } from '../affected/place.ts'
import type { Stretch } from '../affected/stretch.ts'
import { type DeviceFacts, matchAdvisory, type ReadyAdvisory, worst } from './match.ts'
import type { Match } from './outcome.ts'
import { type Hardware, onPlatforms, type PlatformAnswer } from './platform.ts'

/**
 * Many devices against many records, in columns (decision 0036): releases and hardware are judged once each for an entry of a record, by the
 * same functions that judge one device, and a verdict is a number. Words are made for the combination that somebody asks about.
 */

/** Verdicts by weight, so that of several the greatest stands: the place of a verdict here is its number in a column. */
export const byWeight: readonly Verdict[] = worst.toReversed()
const affected = byWeight.indexOf('affected')
const unknown = byWeight.indexOf('unknown')

/** By this the same hardware is known again. */
export const hardwareKey = ({ model, cards }: Hardware): string =>
  cards === undefined ? model : `${model}\n${cards.length}\n${cards.join('\n')}`

/** What a record comes to for a fleet. */
export type FleetMatches = {
  /** How many devices have each verdict, by its number. */
  readonly counts: Uint32Array
  /** For each combination, by its place, the number of its verdict. */
  readonly verdicts: () => Uint8Array
  readonly explain: (combination: number) => Match
}

/**
 * Judges records, one after the other, for all combinations of facts that devices have. Quickest where those of the same hardware are beside
 * each other.
 * @param devices how many have each combination
 */
export function fleetJudge(combinations: readonly DeviceFacts[], devices: Uint32Array): (record: ReadyAdvisory) => FleetMatches {
  const texts = new Map<Release, string>()
  const releases = distinct(
    combinations.map(({ release }) => release),
    (release) => {
      // many combinations share the value itself
      const text = texts.get(release) ?? printRelease(release)
      texts.set(release, text)
      return text
    },
  )
  const hardware = distinct(combinations, hardwareKey)
  const judge = releaseJudge(releases.items)
  const platforms = platformAnswers(hardware.items)
  const configured = places(combinations, ({ evidence }) => evidence !== undefined)
  const classes = classesOf(runsOf(hardware.of), releases, devices)
  return (record) => {
    const { advisory } = record
    const explain = explainer(combinations, record, releases.of, hardware.of, platforms)
    const entries = advisory.rejected ? [] : record.entries.map((entry) => ({ byRelease: judge(entry), platforms: platforms(entry) }))
    const alike = classes(entries.map((entry) => entry.platforms)).map(({ runs, most, devicesOf }) => ({
      runs,
      devicesOf,
      worstOf: worstByRelease(entries, most, releases.items.length),
    }))
    const verdicts = () => {
      const found = new Uint8Array(combinations.length)
      for (const { runs, worstOf } of alike)
        for (const { from, to } of runs) for (let at = from; at < to; at += 1) found[at] = worstOf[releases.of[at] as number] as number
      if (advisory.requirements.length > 0)
        for (const at of configured) if ((found[at] as number) >= unknown) found[at] = byWeight.indexOf(explain(at).verdict)
      return found
    }
    const counts = new Uint32Array(byWeight.length)
    if (configured.length > 0) for (const [at, verdict] of verdicts().entries()) add(counts, verdict, devices[at] as number)
    else
      for (const { devicesOf, worstOf } of alike)
        for (let at = 0; at < worstOf.length; at += 1) add(counts, worstOf[at] as number, devicesOf[at] as number)
    return { counts, verdicts, explain }
  }
}

const add = (counts: Uint32Array, verdict: number, devices: number): void => {
  counts[verdict] = (counts[verdict] as number) + devices
}

/** The worst that entries say of each release, where hardware lets each come to so much at most. */
function worstByRelease(judged: readonly { readonly byRelease: Uint8Array }[], most: readonly number[], count: number): Uint8Array {
  const found = new Uint8Array(count)
  for (const [place, { byRelease }] of judged.entries())
    for (let at = 0; at < count; at += 1)
      found[at] = Math.max(found[at] as number, Math.min(byRelease[at] as number, most[place] as number))
  return found
}

/** Where combinations beside each other share hardware: one run or many, where their list is in no order. */
type Run = { readonly of: number; readonly from: number; readonly to: number }
function runsOf(hardwareOf: Uint32Array): readonly Run[] {
  const runs: Run[] = []
  let from = 0
  for (let at = 1; at <= hardwareOf.length; at += 1) {
    if (hardwareOf[at] === hardwareOf[from]) continue
    runs.push({ of: hardwareOf[from] as number, from, to: at })
    from = at
  }
  return runs
}

/** Hardware of which a record says the same: the worst verdict that it leaves open for each entry, and its devices by release. */
type Alike = { readonly runs: readonly Run[]; readonly most: readonly number[]; readonly devicesOf: Uint32Array }

/** Records name the same few lists of platforms again and again, so that devices are added up once for each. */
function classesOf(
  runs: readonly Run[],
  releases: { readonly items: readonly Release[]; readonly of: Uint32Array },
  devices: Uint32Array,
): (platforms: readonly Platforms[]) => readonly Alike[] {
  const known = new Map<string, readonly Alike[]>()
  const devicesIn = (some: readonly Run[]): Uint32Array => {
    const sums = new Uint32Array(releases.items.length)
    for (const { from, to } of some) for (let at = from; at < to; at += 1) add(sums, releases.of[at] as number, devices[at] as number)
    return sums
  }
  return (platforms) => {
    const key = platforms.map(({ number }) => number).join()
    const there = known.get(key)
    if (there) return there
    const groups = Map.groupBy(runs, ({ of }) => platforms.map(({ most }) => most[of]).join())
    const made = [...groups.values()].map((some) => ({
      runs: some,
      most: platforms.map(({ most }) => most[(some[0] as Run).of] as number),
      devicesOf: devicesIn(some),
    }))
    known.set(key, made)
    return made
  }
}

/** Words for single combinations; what was worked out for one serves the others that share it. */
function explainer(
  combinations: readonly DeviceFacts[],
  record: ReadyAdvisory,
  releaseOf: Uint32Array,
  hardwareOf: Uint32Array,
  platforms: (entry: Entry) => Platforms,
): FleetMatches['explain'] {
  const known = new Map<Entry, (Judgement | undefined)[]>(record.entries.map((entry) => [entry, []]))
  return (combination) => {
    const device = combinations[combination] as DeviceFacts
    return matchAdvisory(device, record, {
      platform: (entry) => platforms(entry).answers[hardwareOf[combination] as number] as PlatformAnswer,
      release: (entry) => {
        const judgements = known.get(entry) as (Judgement | undefined)[]
        const at = releaseOf[combination] as number
        const judgement = judgements[at] ?? judgeRelease(device.release, entry)
        judgements[at] = judgement
        return judgement
      },
    })
  }
}

/** Whether each of the hardware is of an entry's platforms, and the worst verdict that leaves open. */
type Platforms = { readonly number: number; readonly answers: readonly PlatformAnswer[]; readonly most: Uint8Array }
const mostOf = { yes: affected, unknown, no: 0 }

/** Records name the same few platforms again and again. */
function platformAnswers(hardware: readonly Hardware[]): (entry: Entry) => Platforms {
  const known = new Map<string, Platforms>()
  return ({ written: { platforms } }) => {
    const key = platforms.join('\n')
    const there = known.get(key)
    if (there) return there
    const answers = hardware.map((each) => onPlatforms(each, platforms))
    const made = { number: known.size, answers, most: Uint8Array.from(answers, ({ is }) => mostOf[is]) }
    known.set(key, made)
    return made
  }
}

/** Releases of one branch and line: a row that does not name their branch says the same of all of them. */
type Kin = { readonly first: Release; readonly places: readonly number[] }

/** The verdict of an entry on each release, by its number; those of another product stay 0. */
function releaseJudge(releases: readonly Release[]): (entry: Entry) => Uint8Array {
  const families = { junos: new Map<string, Kin[]>(), evolved: new Map<string, Kin[]>() }
  const kinships = Map.groupBy(releases.keys(), (at) => kinshipOf(releases[at] as Release))
  for (const places of kinships.values()) {
    const first = releases[places[0] as number] as Release
    const branches = families[first.product]
    branches.set(branchOf(first), [...(branches.get(branchOf(first)) ?? []), { first, places }])
  }
  const ranks = new Uint8Array(releases.length)
  const note = (at: number, rank: number) => {
    if (rank < (ranks[at] as number)) ranks[at] = rank
  }
  return (entry) => {
    const verdicts = new Uint8Array(releases.length)
    ranks.fill(nothing)
    if (entry.product === null) return verdicts
    const family = families[entry.product]
    for (const stretch of entry.stretches) {
      const named = branchesOf(stretch)
      for (const branch of named)
        for (const { places } of family.get(branch) ?? [])
          for (const at of places) note(at, rankOf(placeOf(releases[at] as Release, stretch)))
      if (stretch.from !== null && !stretch.crosses) continue
      for (const [branch, kins] of family) {
        if (named.has(branch)) continue
        for (const { first, places } of kins) {
          const rank = rankOf(placeOf(first, stretch))
          for (const at of places) note(at, rank)
        }
      }
    }
    for (const kins of family.values())
      for (const { first, places } of kins) {
        const byRank: (number | undefined)[] = []
        for (const at of places) {
          const rank = ranks[at] as number
          byRank[rank] ??= byWeight.indexOf(verdictOf(rank, first, entry))
          verdicts[at] = byRank[rank]
        }
      }
    return verdicts
  }
}

const branchOf = ({ major, minor }: Release) => `${major}.${minor}`
const kinshipOf = ({ product, major, minor, line, number }: Release) =>
  `${product} ${major}.${minor} ${line ?? 'R'} ${line === 'X' ? number : ''}`

/** Branches inside of which a stretch makes a difference between releases. */
function branchesOf({ from, end, changes }: Stretch): ReadonlySet<string> {
  const ends = end.kind === 'before' ? end.fixes : end.kind === 'with' ? [end.last] : []
  return new Set([...(from ? [from] : []), ...ends, ...changes.map(({ at }) => at)].map(branchOf))
}

/** The first of each kind, and for every item its place among these. */
function distinct<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { readonly items: readonly Item[]; readonly of: Uint32Array } {
  const known = new Map<string, number>()
  const firsts: Item[] = []
  const of = Uint32Array.from(items, (item) => {
    const key = keyOf(item)
    const there = known.get(key)
    if (there !== undefined) return there
    known.set(key, firsts.length)
    return firsts.push(item) - 1
  })
  return { items: firsts, of }
}

const places = <Item>(items: ArrayLike<Item>, wanted: (item: Item) => boolean): Uint32Array =>
  Uint32Array.from(Array.from(items, (_, at) => at).filter((at) => wanted(items[at] as Item)))

/** The places of each number in a column, such as the devices of each combination. */
export function placesOf(of: Uint32Array, count: number): readonly Uint32Array[] {
  const counts = new Uint32Array(count)
  for (let at = 0; at < of.length; at += 1) counts[of[at] as number] = (counts[of[at] as number] as number) + 1
  const lists = Array.from(counts, (each) => new Uint32Array(each))
  for (let at = of.length - 1; at >= 0; at -= 1) {
    const each = of[at] as number
    const left = (counts[each] as number) - 1
    counts[each] = left
    ;(lists[each] as Uint32Array)[left] = at
  }
  return lists
}
