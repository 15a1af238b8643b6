import { effectiveConfiguration } from './effective.ts'
import { builtIn, definitions, type ReferenceKind, usedByBeing, uses } from './reference-table.ts'
import { newRoot, type Statement } from './statement.ts'

export type NamedPlace = {
  readonly kind: ReferenceKind
  readonly name: string
  readonly line: number
  /** The words that lead there; empty scope words are the device itself. */
  readonly path: string
  /** The logical system or tenant, or null. */
  readonly scope: string | null
}

export type References = {
  readonly kind: 'references'
  /** Named, and nowhere defined. */
  readonly undefined: readonly NamedPlace[]
  /** Defined, and nowhere named. */
  readonly unused: readonly NamedPlace[]
  readonly looked: number
}

type Scope = {
  readonly name: string | null
  readonly root: Statement
  readonly defined: Map<string, NamedPlace>
  readonly used: Set<string>
}

const keyOf = (kind: ReferenceKind, name: string): string => `${kind}\n${name}`
const mostFound = 20_000

/**
 * Undefined and unused names of a configuration, after groups and without what is switched off; also inside logical systems,
 * tenants and routing instances. A logical system may name what the device defines.
 * @param inEffect the effective configuration of the tree, where it is there already
 */
export function findReferences(tree: Statement, inEffect: Statement = effectiveConfiguration(tree).tree): References {
  const effective = newRoot()
  for (const each of inEffect.below) effective.append(each)
  const groups = tree.find('groups')
  if (groups && !effective.find('groups')) effective.append(groups)
  const main: Scope = scopeOf(null, effective)
  const scopes = [main]
  for (const word of ['logical-systems', 'tenants'] as const)
    for (const each of effective.find(word)?.below ?? []) scopes.push(scopeOf(`${word} ${each.word}`, each))
  const missing: NamedPlace[] = []
  let looked = 0
  for (const scope of scopes) {
    for (const [path, node] of usesOf(scope)) {
      for (const { kind, by, within } of usesByWord.get(path.at(-2) ?? '') ?? []) {
        if (!by.has(path.at(-2)!) || !within.test(path.slice(0, -2).join('>'))) continue
        for (const { name, line } of namesIn(node, kind)) {
          looked += 1
          if (builtIn[kind]?.test(name)) continue
          const holder = [scope, main].find((each) => isDefined(each, kind, name))
          if (holder) holder.used.add(keyOf(kind, name))
          else if (missing.length < mostFound) missing.push({ kind, name, line, path: path.join(' '), scope: scope.name })
        }
      }
    }
  }
  markApplied(tree, main)
  const unused = scopes.flatMap(({ defined, used }) =>
    [...defined].filter(([key, { kind }]) => !used.has(key) && !usedByBeing.has(kind)).map(([, place]) => place),
  )
  return { kind: 'references', undefined: missing, unused, looked }
}

const usesByWord = new Map<string, (typeof uses)[number][]>()
for (const each of uses)
  for (const word of each.by) {
    const known = usesByWord.get(word)
    if (known) known.push(each)
    else usesByWord.set(word, [each])
  }

function scopeOf(name: string | null, root: Statement): Scope {
  const defined = new Map<string, NamedPlace>()
  for (const [kind, pattern] of definitions) {
    const words = pattern.split(' ')
    const search = (node: Statement, at: number, path: readonly string[]): void => {
      if (at === words.length) {
        const key = keyOf(kind, node.word)
        if (!defined.has(key)) defined.set(key, { kind, name: node.word, line: node.line, path: path.join(' '), scope: name })
        return
      }
      const word = words[at]!
      const next = word === '*' ? node.below : [node.find(word)].filter((each) => each !== undefined)
      for (const each of next) search(each, at + 1, [...path, each.word])
    }
    search(root, 0, [])
  }
  return { name, root, defined, used: new Set() }
}

/** Every node of a scope below a word that uses names, with its words; what belongs to another scope, and groups, are left to these. */
function usesOf({ name, root }: Scope): readonly (readonly [readonly string[], Statement])[] {
  const found: (readonly [readonly string[], Statement])[] = []
  const path: string[] = []
  const walk = (node: Statement): void => {
    const uses = usesByWord.has(node.word)
    for (const each of node.below) {
      if (path.length === 0 && (each.word === 'groups' || (name === null && (each.word === 'logical-systems' || each.word === 'tenants'))))
        continue
      path.push(each.word)
      if (uses) found.push([path.slice(), each])
      if (each.below.length > 0) walk(each)
      path.pop()
    }
  }
  walk(root)
  return found
}

const operators = new Set(['(', ')', '&&', '||', '!'])

/** The names in a use: one word, or an expression of policies such as `( A && !B )`; for a rib group the family stands before it. */
function namesIn(node: Statement, kind: ReferenceKind): readonly { name: string; line: number }[] {
  if (kind === 'rib group' && (node.word === 'inet' || node.word === 'inet6'))
    return node.below.map((each) => ({ name: each.word, line: each.line }))
  if (kind !== 'policy') return [{ name: node.word, line: node.line }]
  const names: { name: string; line: number }[] = []
  const search = (each: Statement): void => {
    const name = each.word.replace(/^[(!]+|\)+$/g, '')
    if (name !== '' && !operators.has(each.word)) names.push({ name, line: each.line })
    for (const next of each.below) search(next)
  }
  search(node)
  return names
}

function isDefined(scope: Scope, kind: ReferenceKind, name: string): boolean {
  if (kind === 'interface') {
    const [physical = '', unit] = name.split('.')
    const found = scope.root.at('interfaces', physical)
    return unit === undefined ? found !== undefined : found?.at('unit', unit) !== undefined
  }
  return scope.defined.has(keyOf(kind, name))
}

/** Groups are named all over the tree as it was written, inside other groups too. */
function markApplied(tree: Statement, main: Scope): void {
  const mark = (name: string): void => {
    main.used.add(keyOf('group', name))
    if (name.startsWith('$')) for (const node of ['node0', 'node1']) main.used.add(keyOf('group', node))
  }
  const walk = (node: Statement): void => {
    if (node.word === 'apply-groups') for (const each of node.below) mark(each.word)
    for (const each of node.below) if (each.below.length > 0) walk(each)
  }
  walk(tree)
}
