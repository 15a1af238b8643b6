import { type HealthDevice, judged, type Observation, open } from './check.ts'
import { type Port, portsBeside, portsOf } from './ports.ts'

/** Counters that only mean something by their growth between two readings. */

export type Counters = Readonly<Record<string, number | undefined>>

/** How much each has grown; `cleared` where one is smaller than it was. A counter that is in one reading only is left aside. */
export function growthOf(now: Counters, was: Counters): ReadonlyMap<string, number> | 'cleared' {
  const grown = new Map<string, number>()
  for (const [name, value] of Object.entries(now)) {
    const earlier = was[name]
    if (value === undefined || earlier === undefined) continue
    if (value < earlier) return 'cleared'
    grown.set(name, value - earlier)
  }
  return grown
}

const sumOf = (grown: ReadonlyMap<string, number>): number => [...grown.values()].reduce((sum, each) => sum + each, 0)
export const grownList = (grown: ReadonlyMap<string, number>): string =>
  [...grown].flatMap(([name, by]) => (by > 0 ? `${name} +${by}` : [])).join(', ')

/** The growth of some counters of every port that gives them in both readings, in all at most so much. */
export function grownOnPorts(
  { reading, before }: HealthDevice,
  pick: (port: Port) => Counters | undefined,
  most: number,
  remedy: (port: string) => readonly string[],
): readonly Observation[] {
  const observed = portsBeside(reading, before).flatMap(({ row, was, at }): readonly Observation[] => {
    const [counters, earlier] = [pick(row), was && pick(was)]
    if (!counters || !earlier) return []
    const grown = growthOf(counters, earlier)
    if (grown === 'cleared') return [open(at, 'its counters were cleared between the readings')]
    if (grown.size === 0) return []
    const sum = sumOf(grown)
    return [judged(sum <= most, at, sum === 0 ? 'none between the readings' : grownList(grown), ...remedy(row.name))]
  })
  const [first] = portsOf(reading)
  if (observed.length > 0 || !first) return observed
  return [open(first.at, 'no counters of one port in both readings; show interfaces extensive gives them')]
}

/** Of one row in two readings: how much a count has grown. */
export const grownBy = (now: number | undefined, was: number | undefined): number | undefined =>
  now === undefined || was === undefined || now < was ? undefined : now - was
