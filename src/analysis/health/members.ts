import type { ShowValues } from '../../junos/show/readers.ts'
import { type Reading, rowsOf, type Seen } from './reading.ts'

export type Member = ShowValues['virtual-chassis']['members'][number]

export const membersOfChassis = (reading: Reading | null): readonly Seen<Member>[] =>
  rowsOf(
    reading,
    'virtual-chassis',
    ({ members }) => members,
    ({ id }) => `member ${id}`,
  )

/** The nodes of each redundancy group: `group 1 node0`. */
export const clusterNodesOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'chassis-cluster',
    ({ groups }) => groups.flatMap(({ id, nodes = [] }) => nodes.map((node) => ({ ...node, group: id }))),
    ({ group, name }) => `group ${group} ${name}`,
  )
