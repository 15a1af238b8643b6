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
  readonly defined: ByKind<Map<string, NamedPlace>>
  readonly used: ByKind<Set<string>>
}
type ByKind<T> = Map<ReferenceKind, T>

const isUsed = ({ used }: Scope, kind: ReferenceKind, name: string): boolean => used.get(kind)?.has(name) === true
function use({ used }: Scope, kind: ReferenceKind, name: string): void {
  const names = used.get(kind)
  if (names) names.add(name)
  else used.set(kind, new Set([name]))
}
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
    for (const { kind, path, node } of usesOf(scope)) {
      for (const { name, line } of namesIn(node, kind)) {
        looked += 1
        if (builtIn[kind]?.test(name)) continue
        // what a dynamic profile is given is known when somebody comes
        if (name.startsWith('$')) continue
        const holder = isDefined(scope, kind, name) ? scope : isDefined(main, kind, name) ? main : undefined
        if (holder) use(holder, kind, name)
        else if (missing.length < mostFound) missing.push({ kind, name, line, path: `${path} ${node.word}`, scope: scope.name })
      }
    }
  }
  markApplied(tree, main)
  const unused = scopes.flatMap((scope) =>
    [...scope.defined]
      .filter(([kind]) => !usedByBeing.has(kind))
      .flatMap(([kind, places]) => [...places.values()].filter(({ name }) => !isUsed(scope, kind, name))),
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

const patterns = definitions.map(([kind, pattern]) => ({ kind, words: pattern.split(' ') }))

function scopeOf(name: string | null, root: Statement): Scope {
  const defined: Scope['defined'] = new Map()
  for (const { kind, words } of patterns) {
    const places = defined.get(kind) ?? new Map<string, NamedPlace>()
    const search = (node: Statement, at: number, path: string): void => {
      if (at === words.length) {
        if (!places.has(node.word)) places.set(node.word, { kind, name: node.word, line: node.line, path, scope: name })
        return
      }
      const ahead = at === 0 ? '' : `${path} `
      const word = words[at]!
      if (word === '*') for (const each of node.below) search(each, at + 1, ahead + each.word)
      else {
        const next = node.find(word)
        if (next) search(next, at + 1, ahead + word)
      }
    }
    search(root, 0, '')
    defined.set(kind, places)
  }
  return { name, root, defined, used: new Map() }
}

/** A word below one that uses names of a kind, with the words that lead to it. */
type Use = { readonly kind: ReferenceKind; readonly path: string; readonly node: Statement }

/** What belongs to another scope, and groups, are left to these. */
function usesOf({ name, root }: Scope): readonly Use[] {
  const found: Use[] = []
  const path: string[] = []
  const walk = (node: Statement): void => {
    const uses = usesByWord.get(node.word)
    if (uses) {
      const above = path.slice(0, -1).join('>')
      const kinds = uses.filter(({ within }) => within.test(above)).map(({ kind }) => kind)
      if (kinds.length > 0) {
        const words = path.join(' ')
        for (const each of node.below) for (const kind of kinds) found.push({ kind, path: words, node: each })
      }
    }
    for (const each of node.below) {
      if (each.below.length === 0) continue
      if (path.length === 0 && (each.word === 'groups' || (name === null && (each.word === 'logical-systems' || each.word === 'tenants'))))
        continue
      path.push(each.word)
      walk(each)
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
  return scope.defined.get(kind)?.has(name) === true
}

/** Groups are named all over the tree as it was written, inside other groups too. */
function markApplied(tree: Statement, main: Scope): void {
  const mark = (name: string): void => {
    use(main, 'group', name)
    if (name.startsWith('$')) for (const node of ['node0', 'node1']) use(main, 'group', node)
  }
  const walk = (node: Statement): void => {
    if (node.word === 'apply-groups') for (const each of node.below) mark(each.word)
    for (const each of node.below) if (each.below.length > 0) walk(each)
  }
  walk(tree)
}
