import { judged, type Observation } from './check.ts'
import { type Reading, rowsOf, type Seen, type Spot } from './reading.ts'

/** Temperatures, and the limits that the device gives for each of its sensors. */

export type Temperature = { readonly at: Spot; readonly celsius: number }
export type Level = 'yellow' | 'red' | 'shutdown'

export const environmentItems = (reading: Reading | null) =>
  rowsOf(
    reading,
    'environment',
    ({ items }) => items,
    ({ name }) => name,
  )

type Item = ReturnType<typeof environmentItems>[number]['row']
const isOfClass = (pattern: RegExp) => (item: Item) => pattern.test(item.class ?? '') || pattern.test(item.name)
export const isFan = isOfClass(/\bfans?\b/i)
/** Large routers list their supplies among the temperatures. */
export const isSupply = (item: Item): boolean => /^Power$/i.test(item.class ?? '') || /^(?:PEM|PSM|PSU|Power Supply) \d+$/.test(item.name)

export const temperaturesOf = (reading: Reading): readonly Temperature[] =>
  environmentItems(reading).flatMap(({ row: { celsius }, at }) => (celsius === undefined ? [] : [{ celsius, at }]))

const limitsOf = (reading: Reading) =>
  rowsOf(
    reading,
    'temperature-thresholds',
    ({ sensors }) => sensors,
    ({ name }) => name,
  )

type Limits = ReturnType<typeof limitsOf>[number]['row']

/** Sensors inside chips read far hotter than the air around them. */
const isInSilicon = ({ element }: Spot): boolean => /\b(?:chip|die|cpu|asic|pfe\d?|ea\d|x[lmr]\d?|junction)\b/i.test(element)

const chassis = 'Chassis default'

/** The limits of the sensor itself, of the part that it sits in, or of the chassis, which are about air. */
function limitsFor(at: Spot, all: readonly Seen<Limits>[]): Limits | undefined {
  const { element, engine } = at
  const own = all.filter((each) => each.at.engine === engine)
  const fitting = (own.length > 0 ? own : all)
    .map(({ row }) => row)
    .filter(({ name }) => (name === chassis ? !isInSilicon(at) : element === name || element.startsWith(`${name} `)))
  const length = ({ name }: Limits): number => (name === chassis ? 0 : name.length)
  return fitting.toSorted((one, other) => length(other) - length(one))[0]
}

/** With a broken fan the device itself counts with lower limits. */
const hasBrokenFan = (reading: Reading): boolean =>
  environmentItems(reading).some(({ row }) => isFan(row) && (row.status.state === 'failed' || row.status.word === 'Check'))

function limitAt(level: Level, limits: Limits | undefined, brokenFan: boolean): number | undefined {
  if (level === 'shutdown') return limits?.shutdownCelsius
  const [usual, lower] =
    level === 'yellow' ? [limits?.yellowCelsius, limits?.yellowBadFanCelsius] : [limits?.redCelsius, limits?.redBadFanCelsius]
  return brokenFan ? (lower ?? usual) : usual
}

/** Where the device gives no limit of its own; in degrees Celsius, for air and for what is measured inside a chip. */
export type UsualLimits = { readonly celsius: number; readonly chipCelsius: number }

/** Each temperature against the device's own limit, else against the one of the profile, less a margin. */
export function againstLimits(
  reading: Reading,
  temperatures: readonly Temperature[],
  level: Level,
  { celsius: air, chipCelsius: chip }: UsualLimits,
  margin: number,
  ...remedy: readonly string[]
): readonly Observation[] {
  const limits = limitsOf(reading)
  const brokenFan = hasBrokenFan(reading)
  return temperatures.map(({ at, celsius }) => {
    const own = limitAt(level, limitsFor(at, limits), brokenFan)
    const most = own ?? (isInSilicon(at) ? chip : air)
    const from = own === undefined ? 'of the profile, since the device gave none' : `of the device${brokenFan ? ' with a broken fan' : ''}`
    return judged(celsius < most - margin, at, `${celsius} °C, ${level} limit ${from} ${most} °C`, ...remedy)
  })
}
