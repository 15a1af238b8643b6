import type { ShowValues } from '../../junos/show/readers.ts'
import type { Power } from '../../junos/show/values.ts'
import { judged, type Observation, well } from './check.ts'
import { type Reading, rowsOf, type Seen, type Spot } from './reading.ts'

/** Optical modules: each of their lanes by itself, since one dark lane of four takes the port down. */

export type Module = ShowValues['optics']['ports'][number]
type Limits = NonNullable<Module['rxLimits']>

export const modulesOf = (reading: Reading | null): readonly Seen<Module>[] =>
  rowsOf(
    reading,
    'optics',
    ({ ports }) => ports,
    ({ name }) => name,
  )

export type Light = {
  readonly port: string
  readonly rxDBm?: Power
  readonly txDBm?: Power
  readonly flags?: readonly string[]
  readonly rxLimits?: Limits
  readonly txLimits?: Limits
}

export const lanesOf = (reading: Reading | null): readonly Seen<Light>[] =>
  modulesOf(reading).flatMap(({ row: module, at }): readonly Seen<Light>[] =>
    [
      { ...module, lane: undefined },
      ...(module.lanes ?? []).map((lane) => ({ ...module, rxDBm: undefined, txDBm: undefined, ...lane })),
    ].map((each) => ({
      row: { ...each, port: module.name } as Light,
      at: each.lane === undefined ? at : { ...at, element: `${at.element} lane ${each.lane}` },
    })),
  )

/** A power in dBm against the limits that the module itself gives; undefined where one of them is not known. */
export function againstModule(
  at: Spot,
  side: string,
  power: Power | undefined,
  limits: Limits | undefined,
  ...remedy: readonly string[]
): Observation | undefined {
  if (power === undefined || power === 'no-light' || limits === undefined) return undefined
  const { lowAlarmDBm, lowWarnDBm, highWarnDBm, highAlarmDBm } = limits
  const under = (limit: Power | undefined): boolean => typeof limit === 'number' && power < limit
  const over = (limit: Power | undefined): boolean => typeof limit === 'number' && power > limit
  const broken = under(lowAlarmDBm)
    ? `below the alarm limit of ${lowAlarmDBm}`
    : over(highAlarmDBm)
      ? `above the alarm limit of ${highAlarmDBm}`
      : under(lowWarnDBm)
        ? `below the warning limit of ${lowWarnDBm}`
        : over(highWarnDBm)
          ? `above the warning limit of ${highWarnDBm}`
          : undefined
  return broken === undefined ? well(at, `${side} ${power} dBm`) : judged(false, at, `${side} ${power} dBm, ${broken} dBm`, ...remedy)
}
