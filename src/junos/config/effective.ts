import { flag, type Skipped, SkippedList } from './columns.ts'
import { expandApplyPaths, expandInterfaceRanges } from './expand.ts'
import { Inheritance, type Viewpoint } from './groups.ts'
import type { Statement } from './statement.ts'

/** What a device acts on: nothing that is switched off, everything that groups and ranges give, each with where it came from. */
export type EffectiveConfiguration = {
  readonly kind: 'effective-configuration'
  readonly tree: Statement
  readonly viewpoint: Viewpoint
  /** What could not be worked out: a group that is missing or depends on what only the device knows. */
  readonly skipped: readonly Skipped[]
}

/**
 * The passes, in order: 1 activation, 2 groups, 3 interface ranges, 4 apply-path, which the device does last as well. The tree
 * that was read stays as it is; what no pass changes is shared with it.
 */
export function effectiveConfiguration(tree: Statement, viewpoint: Viewpoint = { engine: 're0', node: 'node0' }): EffectiveConfiguration {
  const skipped = new SkippedList()
  const active = tree.withBelow(ifActive)
  const inherited = new Inheritance(active, viewpoint, skipped).fill(active)
  const ranged = expandInterfaceRanges(inherited, skipped)
  return { kind: 'effective-configuration', tree: expandApplyPaths(ranged, skipped), viewpoint, skipped: skipped.all() }
}

/** What of a statement is switched on; a word that led to nothing else goes with it. */
function ifActive(node: Statement): Statement | undefined {
  if (node.has(flag.inactive)) return undefined
  if (node.below.length === 0) return node
  const active = node.withBelow(ifActive)
  return active.below.length > 0 || node.has(flag.end) ? active : undefined
}

/** In words, where a statement of an effective configuration comes from. */
export const whereFrom = (node: Statement): string =>
  node.origin === null
    ? `line ${node.line}`
    : `line ${node.line}, by ${node.origin.kind === 'interface-range' ? 'interface range' : node.origin.kind} ${node.origin.name}`
