import { aroundIt, type Skipped } from '../../junos/config/columns.ts'
import { isCompared } from '../../junos/config/comparison.ts'
import { narrowed } from '../../junos/config/read.ts'
import type { Statement } from '../../junos/config/statement.ts'
import type { ConfigCheck, Fault } from './check.ts'
import type { Device } from './device.ts'

/** Something in a text that was not understood: what may be there is not known. */
export type Doubt = {
  readonly line: number
  /** The hierarchy at the top that it may belong to; null where that is any. */
  readonly hierarchy: string | null
  readonly why: string
}

/** Nothing of the configuration stood there. */
const without = new Set([aroundIt, 'the answer to another command', isCompared])

/**
 * What of a configuration was not understood, and which hierarchies that is about. A line that was left out stands between two
 * statements: it may belong to the hierarchy of either.
 */
export function doubtsOf(device: Device, skipped: readonly Skipped[]): readonly Doubt[] {
  const left = skipped.filter(({ what }) => !without.has(what))
  const tree = device.top.written
  const lines = left.length > 0 ? linesOf(tree) : []
  return [
    ...left.flatMap(({ line, what }) => {
      const why = line > 0 ? `line ${line}: ${what}` : what
      return hierarchiesOf(tree, lines, line, what).map((hierarchy) => ({ line, hierarchy, why }))
    }),
    ...device.effective.skipped.flatMap(({ line, what, text }) => aboutGroups(tree, line, what, text)),
  ]
}

function hierarchiesOf(tree: Statement, lines: readonly Line[], line: number, what: string): readonly (string | null)[] {
  // a pattern that would have been replaced, and what a pipe left out, may stand anywhere
  if (line === 0 || lines.length === 0 || what.startsWith('a replace ') || what === narrowed) return [null]
  // what a cut text has no more is everything that it does not name, and the rest of what it named last
  if (/do(?:es)? not end/.test(what)) return [lines.at(-1)!.hierarchy, ...absent(tree)]
  const next = lines.findIndex((each) => each.line > line)
  const around = [next < 0 ? lines.at(-1) : lines[next - 1], lines[next]]
  return [...new Set(around.flatMap((each) => (each ? [each.hierarchy] : [])))]
}

/** Hierarchies that a configuration may have at its top and that checks ask about. */
const hierarchies =
  'access applications chassis class-of-service event-options firewall forwarding-options interfaces logical-systems policy-options protocols routing-instances routing-options security services snmp switch-options system tenants vlans'.split(
    ' ',
  )
const absent = (tree: Statement): readonly string[] => hierarchies.filter((each) => tree.find(each) === undefined)

type Line = { readonly line: number; readonly hierarchy: string | null }

/** The lines of a text with the hierarchy that each stands in; inside a group, the one that it gives to. */
function linesOf(tree: Statement): readonly Line[] {
  const lines: Line[] = []
  const collect = (node: Statement, hierarchy: string | null): void => {
    lines.push({ line: node.line, hierarchy })
    for (const each of node.below) collect(each, hierarchy)
  }
  for (const top of tree.below)
    if (top.word === 'groups') for (const group of top.below) for (const each of group.below) collect(each, each.word)
    else collect(top, top.word === 'apply-groups' ? null : top.word)
  return lines.filter(({ line }) => line > 0).sort((a, b) => a.line - b.line)
}

/** What a group that is not there, or that depends on what only the device knows, may give. */
function aboutGroups(tree: Statement, line: number, what: string, text: string): readonly Doubt[] {
  if (what.startsWith('an apply-path')) return []
  const why = `line ${line}: ${what}: ${text}`
  if (what.includes('interface')) return [{ line, hierarchy: 'interfaces', why }]
  const given = what.includes('condition') ? tree.at('groups', text)?.below.map(({ word }) => word) : undefined
  if (given) return given.filter((word) => word !== 'when').map((hierarchy) => ({ line, hierarchy, why }))
  const applied = tree.below.filter((each) => each.word !== 'groups' && each.word !== 'apply-groups' && names(each, text))
  return (tree.at('apply-groups', text) || applied.length === 0 ? [null] : applied.map(({ word }) => word)).map((hierarchy) => ({
    line,
    hierarchy,
    why,
  }))
}

const names = (node: Statement, group: string): boolean =>
  node.at('apply-groups', group) !== undefined || node.below.some((each) => names(each, group))

/** Hold the same again for a part of a device, or are on few devices: a text without them need not be a part. */
const rare = new Set(
  'logical-systems routing-instances tenants access applications chassis class-of-service ethernet-switching-options groups poe routing-options services vlans'.split(
    ' ',
  ),
)

/** What stands in the way of a check that looks at these paths: doubts about them, and what the text of a part has nothing of. */
export function doubtsAbout(device: Device, doubts: readonly Doubt[], { hierarchies: asked, asksTheWhole }: ConfigCheck): readonly Doubt[] {
  const found = doubts.length === 0 ? doubts : doubts.filter(({ hierarchy }) => hierarchy === null || asked.includes(hierarchy))
  const { top } = device
  // whole is what has at least these two: no device goes without them
  if (top.has('system') && top.has('interfaces')) return found
  const why = 'the text is a part of a configuration'
  if (asksTheWhole) return [...found, { line: 0, hierarchy: null, why }]
  const missing = asked.filter((word) => !top.has(word))
  const needed = missing.length === asked.length ? missing : missing.filter((word) => !rare.has(word))
  return [...found, ...needed.map((hierarchy) => ({ line: 0, hierarchy, why: `${why}, and has nothing of ${hierarchy}` }))]
}

/** Whether a fault stands in spite of these doubts: what is wrong is wrong, and what is missing may be where something was not understood. */
export function standsIn(fault: Fault, doubts: readonly Doubt[]): boolean {
  if (doubts.length === 0) return true
  if (fault.elsewhere) return false
  if (fault.missing === null) return true
  const path = [...fault.at.words, ...fault.missing.split(' ')]
  const asked = hierarchiesOn(path)
  return !doubts.some(({ hierarchy }) => hierarchy === null || asked.includes(hierarchy))
}

/** The hierarchy at the top, and those again below a logical system, tenant or routing instance. */
function hierarchiesOn(path: readonly string[]): readonly string[] {
  const [top = '', , ...below] = path
  return holders.has(top) ? [top, ...hierarchiesOn(below)] : [top]
}
const holders = new Set(['logical-systems', 'tenants', 'routing-instances'])
