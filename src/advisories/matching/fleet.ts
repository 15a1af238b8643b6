import type { Release } from '../../junos/release/release.ts'
import type { Entry } from '../affected/entry.ts'
import { type Judgement, judgeRelease } from '../affected/judge.ts'
import { type DeviceFacts, matchAdvisory, type ReadyAdvisory } from './match.ts'
import type { Match } from './outcome.ts'
import { onPlatforms, type PlatformAnswer } from './platform.ts'

/**
 * Many devices against many records. Devices of one model, release and set of cards are judged once, releases and platforms once each for
 * an entry of a record: work grows with how different devices are, not with how many there are.
 */
export type Fleet = {
  /** Facts that devices share, each once. */
  readonly combinations: readonly DeviceFacts[]
  /** For each device, in the order given, its place among the combinations. */
  readonly of: Uint32Array
  /** For each combination, how many devices have it. */
  readonly counts: Uint32Array
}

/** Gathers devices by their facts. */
export function gatherFleet(devices: readonly DeviceFacts[]): Fleet {
  const places = new Map<string, number>()
  const combinations: DeviceFacts[] = []
  const of = new Uint32Array(devices.length)
  const releases = remember((release: Release) => JSON.stringify(release))
  for (const [at, device] of devices.entries()) {
    const key = `${device.model}\n${releases(device.release)}\n${device.cards === undefined ? '' : JSON.stringify(device.cards)}`
    let place = places.get(key)
    if (place === undefined) {
      place = combinations.push(device) - 1
      places.set(key, place)
    }
    of[at] = place
  }
  const counts = new Uint32Array(combinations.length)
  for (const place of of) counts[place] = (counts[place] as number) + 1
  return { combinations, of, counts }
}

/** The devices of each combination, by their places in the order given. */
export function devicesOf({ of, counts }: Fleet): readonly Uint32Array[] {
  const lists = Array.from(counts, (count) => new Uint32Array(count))
  const filled = new Uint32Array(counts.length)
  for (const [device, combination] of of.entries()) {
    const at = filled[combination] as number
    ;(lists[combination] as Uint32Array)[at] = device
    filled[combination] = at + 1
  }
  return lists
}

/** What each record comes to for each combination, one record after the other, so that nothing piles up. */
export function* matchFleet(
  { combinations }: Pick<Fleet, 'combinations'>,
  records: readonly ReadyAdvisory[],
): Generator<{ readonly record: ReadyAdvisory; readonly matches: readonly { readonly combination: number; readonly match: Match }[] }> {
  const releases = new Map<string, number>()
  const releaseOf = combinations.map(({ release }) => placeIn(releases, JSON.stringify(release)))
  const hardware = new Map<string, number>()
  const hardwareOf = combinations.map(({ model, cards }) =>
    placeIn(hardware, `${model}\n${cards === undefined ? '' : JSON.stringify(cards)}`),
  )
  const platforms = remember((_: string): (PlatformAnswer | undefined)[] => [])
  for (const record of records) {
    const judgements = remember((_: Entry): (Judgement | undefined)[] => [])
    const judge = (release: Release, entry: Entry, at: number): Judgement => {
      const known = judgements(entry)
      const answer = known[at] ?? judgeRelease(release, entry)
      known[at] = answer
      return answer
    }
    const ask = (device: DeviceFacts, entry: Entry, at: number): PlatformAnswer => {
      const known = platforms(entry.written.platforms.join('\n'))
      const answer = known[at] ?? onPlatforms(device, entry.written.platforms)
      known[at] = answer
      return answer
    }
    const matches: { combination: number; match: Match }[] = []
    for (const [combination, device] of combinations.entries()) {
      const match = matchAdvisory(device, record, {
        platform: (entry) => ask(device, entry, hardwareOf[combination] as number),
        release: (entry) => judge(device.release, entry, releaseOf[combination] as number),
      })
      matches.push({ combination, match })
    }
    yield { record, matches }
  }
}

/** A function that works each thing out once. */
function remember<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const there = known.get(key)
    if (there !== undefined) return there
    const made = work(key)
    known.set(key, made)
    return made
  }
}

function placeIn(places: Map<string, number>, key: string): number {
  const known = places.get(key)
  if (known !== undefined) return known
  places.set(key, places.size)
  return places.size - 1
}
