import type { ShowValues } from '../../junos/show/readers.ts'
import { type Reading, rowsOf, type Seen } from './reading.ts'

export type Engine = ShowValues['routing-engines']['engines'][number]

/** Routing engines by their slot; devices with one engine give none. */
export const enginesOf = (reading: Reading | null): readonly Seen<Engine>[] =>
  rowsOf(
    reading,
    'routing-engines',
    ({ engines }) => engines,
    ({ slot }) => (slot === undefined ? 'Routing Engine' : `Routing Engine ${slot}`),
  )

/** Virtual engines have no sensors, and say `Testing` for ever. */
export const isVirtual = ({ model, celsius, cpuCelsius }: Engine): boolean =>
  celsius === undefined && cpuCelsius === undefined && /^RE-V|VMX|VSRX|VRR/i.test(model ?? '')

/**
 * Engines of which one is master. Nodes of a cluster and members of a chassis of routers have a master each, and whoever lists
 * several engines lists all of them; the members of a stack that name themselves only have one together.
 */
export function withOneMaster(engines: readonly Seen<Engine>[]): ReadonlyMap<string, readonly Seen<Engine>[]> {
  const listed = Map.groupBy(engines, ({ at }) => at.engine)
  return Map.groupBy(engines, ({ at: { engine } }) =>
    engine !== null && (/^(?:node|member)\d/.test(engine) || listed.get(engine)!.length > 1) ? engine : 'the device',
  )
}
