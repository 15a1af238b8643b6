import type { ShowValues } from '../../junos/show/readers.ts'
import { type Reading, rowsOf, type Seen } from './reading.ts'

/** Neighbours of the routing protocols, each under a name that is the same in every reading. */

export type BgpPeer = ShowValues['bgp-summary']['peers'][number]

/** Switched off by hand on this side: no fault. */
export const isSwitchedOff = ({ state }: BgpPeer): boolean => /\(admin\)/i.test(state?.word ?? '')
export const isEstablished = ({ state }: BgpPeer): boolean => state?.state === 'established'

export const bgpPeersOf = (reading: Reading | null): readonly Seen<BgpPeer>[] =>
  rowsOf(
    reading,
    'bgp-summary',
    ({ peers }) => peers,
    ({ address }) => `BGP neighbor ${address}`,
  )

/** A router may be a neighbour twice, once for each version of the protocol. */
export const ospfNeighborsOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'ospf-neighbors',
    ({ neighbors }) => neighbors,
    ({ id, interface: port }) => `neighbor ${id}${port === undefined ? '' : ` on ${port}`}`,
  ).map(({ row, at }) => {
    const version = at.command.includes('ospf3') || row.address?.includes(':') ? 'OSPF3' : 'OSPF'
    return { row, at: { ...at, element: `${version} ${at.element}` } }
  })

export const adjacenciesOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'isis-adjacencies',
    ({ adjacencies }) => adjacencies,
    ({ interface: port, system, level }) => `IS-IS neighbor ${system ?? '?'} on ${port}${level === undefined ? '' : `, level ${level}`}`,
  )

export const bfdSessionsOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'bfd-sessions',
    ({ sessions }) => sessions,
    ({ neighbor, interface: port }) => `BFD session ${neighbor}${port === undefined ? '' : ` on ${port}`}`,
  )

export const ldpSessionsOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'ldp-sessions',
    ({ sessions }) => sessions,
    ({ address }) => `LDP session ${address}`,
  )

export const routeTablesOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'route-summary',
    ({ tables }) => tables,
    ({ table }) => `table ${table}`,
  )

/** By how many percent of the first a count differs from it; from nothing to something is everything. */
export const percentOff = (was: number, now: number): number => (was === now ? 0 : was === 0 ? 100 : Math.abs(((now - was) / was) * 100))
