import { flag, type Skipped, SkippedList } from './columns.ts'
import { expandApplyPaths, expandInterfaceRanges } from './expand.ts'
import { Inheritance, type Viewpoint } from './groups.ts'
import { Statement } from './statement.ts'

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
 * that was read stays as it is.
 */
export function effectiveConfiguration(tree: Statement, viewpoint: Viewpoint = { engine: 're0', node: 'node0' }): EffectiveConfiguration {
  const skipped = new SkippedList()
  const active = withoutInactive(tree)
  new Inheritance(active, viewpoint, skipped).fill(active)
  active.remove('groups')
  dropApplied(active)
  expandInterfaceRanges(active, skipped)
  expandApplyPaths(active, skipped)
  return { kind: 'effective-configuration', tree: active, viewpoint, skipped: skipped.all() }
}

/** A copy without what is switched off; a word that led to nothing else goes with it. */
export function withoutInactive(node: Statement): Statement {
  const copy = new Statement(node.word, node.line, node.flags)
  copy.comment = node.comment
  copy.origin = node.origin
  for (const each of node.below) {
    if (each.has(flag.inactive)) continue
    const below = withoutInactive(each)
    if (below.below.length > 0 || each.below.length === 0 || each.has(flag.end)) copy.append(below)
  }
  return copy
}

const applied = new Set(['apply-groups', 'apply-groups-except', 'apply-flags'])
const isApplied = ({ word }: Statement): boolean => word.startsWith('apply-') && applied.has(word)

function dropApplied(node: Statement): void {
  if (node.below.some(isApplied)) for (const { word } of node.below.filter(isApplied)) node.remove(word)
  for (const each of node.below) if (each.below.length > 0) dropApplied(each)
}

/** In words, where a statement of an effective configuration comes from. */
export const whereFrom = (node: Statement): string =>
  node.origin === null
    ? `line ${node.line}`
    : `line ${node.line}, by ${node.origin.kind === 'interface-range' ? 'interface range' : node.origin.kind} ${node.origin.name}`
