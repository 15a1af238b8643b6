import type { ShowValues } from '../../junos/show/readers.ts'
import { besideEarlier, keyOf, type Reading, rowsOf, type Seen } from './reading.ts'

export type Port = ShowValues['interfaces']['physical'][number]

/** Physical interfaces, each with all that the forms of `show interfaces` said of it; what was said last counts. */
export function portsOf(reading: Reading | null): readonly Seen<Port>[] {
  const ports = new Map<string, Seen<Port>>()
  for (const { row, at } of rowsOf(
    reading,
    'interfaces',
    ({ physical }) => physical,
    ({ name }) => name,
  )) {
    const known = ports.get(keyOf(at))
    ports.set(keyOf(at), { row: { ...known?.row, ...row }, at })
  }
  return [...ports.values()]
}

export const portsBeside = (now: Reading, before: Reading | null) => besideEarlier(portsOf(now), portsOf(before))

export const isOn = ({ admin }: Port): boolean => admin?.state === 'up'
export const isUp = ({ link }: Port): boolean => link?.state === 'up'

export const described = ({ description }: Port): string => (description === undefined ? '' : `, described "${description}"`)
