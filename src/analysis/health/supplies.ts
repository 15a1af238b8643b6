import { answersOf, type Reading, rowsOf, type Seen } from './reading.ts'
import { environmentItems, isSupply } from './sensors.ts'

/** A slot for a power supply, by whichever command names it. */
export type Supply = { readonly chassis: string; readonly there: boolean; readonly word: string }

/** `FPC 1 Power Supply 0` is of the member FPC 1. */
const chassisOf = (name: string): string => /^(?:FPC|node|member) ?\d+\b/i.exec(name)?.[0] ?? 'the chassis'

export const suppliesOf = (reading: Reading | null): readonly Seen<Supply>[] =>
  environmentItems(reading)
    .filter(({ row }) => isSupply(row))
    .map(({ row, at }) => ({ row: { chassis: chassisOf(row.name), there: row.status.state !== 'absent', word: row.status.word }, at }))

export const powerSupplies = (reading: Reading | null) =>
  rowsOf(
    reading,
    'power',
    ({ supplies }) => supplies,
    ({ name }) => name,
  )

/** What a chassis, or each zone of it, has and has given away; in watts. */
export const powerBudgets = (reading: Reading) =>
  answersOf(reading, 'power').flatMap(({ row: { zones, capacityWatts, remainingWatts }, at }) => [
    ...(remainingWatts === undefined ? [] : [{ row: { capacityWatts, remainingWatts }, at: { ...at, element: 'the chassis' } }]),
    ...zones.map((row) => ({ row, at: { ...at, element: row.zone === undefined ? 'a zone' : `zone ${row.zone}` } })),
  ])
