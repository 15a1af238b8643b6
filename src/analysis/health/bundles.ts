import type { ShowValues } from '../../junos/show/readers.ts'
import { type Reading, rowsOf, type Seen } from './reading.ts'

type Side = NonNullable<ShowValues['lacp']['bundles'][number]['sides']>[number]
export type Bundle = { readonly members: readonly string[]; readonly sides: readonly Side[] }

export const bundlesOf = (reading: Reading | null): readonly Seen<Bundle>[] =>
  rowsOf(
    reading,
    'lacp',
    ({ bundles }) => bundles,
    ({ name }) => name,
  ).map(({ row: { sides = [], ports = [] }, at }) => ({
    row: { sides, members: [...new Set([...sides, ...ports].map(({ port }) => port))] },
    at,
  }))

/** This device's side of each member: `ae4 xe-3/0/1`. */
export const membersOf = (reading: Reading | null): readonly Seen<Side>[] =>
  bundlesOf(reading).flatMap(({ row, at }) =>
    row.sides
      .filter(({ role }) => role.state === 'actor')
      .map((side) => ({ row: side, at: { ...at, element: `${at.element} ${side.port}` } })),
  )
