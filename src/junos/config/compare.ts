import { flag } from './columns.ts'
import { effectiveConfiguration } from './effective.ts'
import { secretsOf, shownWord, type TreeSecrets } from './mask.ts'
import { holdsOneValue } from './schema.ts'
import type { Origin, Statement } from './statement.ts'

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'deactivated' | 'activated' | 'protected' | 'unprotected'

/** One change between two configurations. All text in it is masked. */
export type Change = {
  readonly kind: ChangeKind
  readonly path: readonly string[]
  /** The values before and after of what changed; beside whom something stands now. */
  readonly before: string | null
  readonly after: string | null
  /** Lines in the two texts; 0 where it does not stand there. */
  readonly lines: readonly [number, number]
  /** Statements of what was added or removed. */
  readonly statements: number
  /** What gave it, where it was not written at its place: a group whose body changed, or that applies now. */
  readonly through: Origin | null
  /** The commands that make this change. One that holds a mark cannot be loaded: a secret is not shown. */
  readonly commands: readonly string[]
}

export type Comparison = {
  readonly kind: 'comparison'
  /** As written. */
  readonly changes: readonly Change[]
  /** What changed in effect and was not written at its place. */
  readonly effects: readonly Change[]
  /** What makes the change, in an order in which it can be loaded: all is there before anything is put into its place. */
  readonly commands: readonly string[]
}

const mostChanges = 50_000
const ordered = new Set(
  'term policy rule rule-set apply-groups import export vrf-import vrf-export authentication-order prefix-export import-policy import-rib'.split(
    ' ',
  ),
)

/** Compares two configurations as trees, as they are written and in effect. Order counts where it decides. */
export function compareConfigurations(before: Statement, after: Statement): Comparison {
  const { changes, inserts } = changesBetween(before, after)
  const written = new Set(changes.map(({ path }) => path.join(' ')))
  const covered = (path: readonly string[]): boolean => path.some((_, at) => written.has(path.slice(0, path.length - at).join(' ')))
  // what leads only to a change that is listed is no change of its own
  const above = new Set(changes.flatMap(({ path }) => path.map((_, at) => path.slice(0, at).join(' '))))
  const inEffect = changesBetween(effectiveConfiguration(before).tree, effectiveConfiguration(after).tree)
  const effects = inEffect.changes.filter(
    ({ path, kind }) => !covered(path) && !((kind === 'added' || kind === 'removed') && above.has(path.join(' '))),
  )
  const commands = [...changes.filter(({ kind }) => kind !== 'moved').flatMap((change) => change.commands), ...inserts]
  return { kind: 'comparison', changes, effects, commands }
}

function changesBetween(before: Statement, after: Statement): { readonly changes: readonly Change[]; readonly inserts: readonly string[] } {
  const changes: Change[] = []
  const inserts: string[] = []
  const [old, fresh] = [secretsOf(before), secretsOf(after)]
  walk({ before, after, path: [], shown: [], changes, inserts, old, fresh })
  return { changes, inserts }
}

type Pair = {
  readonly before: Statement
  readonly after: Statement
  /** As they are, to look things up; and as they may be shown. */
  readonly path: readonly string[]
  readonly shown: readonly string[]
  readonly changes: Change[]
  readonly inserts: string[]
  readonly old: TreeSecrets
  readonly fresh: TreeSecrets
}

function walk(pair: Pair): void {
  const { before, after, path, shown, changes, old, fresh } = pair
  if (changes.length >= mostChanges) return
  const push = (change: Partial<Change> & Pick<Change, 'kind' | 'path' | 'lines' | 'commands'>): void =>
    void changes.push({ before: null, after: null, statements: 0, through: null, ...change })
  const value = oneValue(path, before, after)
  if (value) {
    const [from, to] = value
    const [was, is] = [shownWord(from, old), shownWord(to, fresh)]
    push({
      kind: 'changed',
      path: shown,
      before: was,
      after: is,
      lines: [from.line, to.line],
      through: to.origin ?? from.origin,
      commands: [command('delete', shown), command('set', [...shown, is])],
    })
    return
  }
  for (const each of before.below) {
    if (after.find(each.word)) continue
    const gone = [...shown, shownWord(each, old)]
    push({
      kind: 'removed',
      path: toValue(each, gone, old),
      lines: [each.line, 0],
      statements: leaves(each),
      through: each.origin,
      commands: [command('delete', gone)],
    })
  }
  for (const each of after.below) {
    const there = before.find(each.word)
    const here = [...shown, shownWord(each, fresh)]
    if (!there) {
      push({
        kind: 'added',
        path: toValue(each, here, fresh),
        lines: [0, each.line],
        statements: leaves(each),
        through: each.origin,
        commands: [...additions(each, here, fresh)],
      })
      continue
    }
    for (const [bit, on, off, verbOn, verbOff] of marks) {
      if (there.has(bit) === each.has(bit)) continue
      push({
        kind: each.has(bit) ? on : off,
        path: here,
        lines: [there.line, each.line],
        commands: [command(each.has(bit) ? verbOn : verbOff, here)],
      })
    }
    walk({ ...pair, before: there, after: each, path: [...path, each.word], shown: here })
  }
  if (ordered.has(after.word)) for (const change of moves(pair)) changes.push(change)
}

const marks = [
  [flag.inactive, 'deactivated', 'activated', 'deactivate', 'activate'],
  [flag.protected, 'protected', 'unprotected', 'protect', 'unprotect'],
] as const

/** Down to the value, where there is only one. */
function toValue(node: Statement, path: readonly string[], secrets: TreeSecrets): readonly string[] {
  const words = [...path]
  for (let each = node; each.below.length === 1; ) {
    each = each.below[0]!
    words.push(shownWord(each, secrets))
  }
  return words
}

const command = (verb: string, path: readonly string[]): string => [verb, ...path].join(' ')

/** The one value of a statement on both sides, where it differs. */
function oneValue(path: readonly string[], before: Statement, after: Statement): readonly [Statement, Statement] | undefined {
  const [was] = before.below
  const [is] = after.below
  if (!was || !is || before.below.length > 1 || after.below.length > 1 || was.word === is.word) return undefined
  if (was.below.length > 0 || is.below.length > 0 || !was.has(flag.joined) || !is.has(flag.joined)) return undefined
  return holdsOneValue(path, was, before) && holdsOneValue(path, is, after) ? [was, is] : undefined
}

const leaves = (node: Statement): number => (node.below.length === 0 ? 1 : node.below.reduce((sum, each) => sum + leaves(each), 0))

function* additions(node: Statement, path: readonly string[], secrets: TreeSecrets): Generator<string> {
  if (node.below.length === 0 || (node.has(flag.end) && !node.has(flag.block) && node.has(flag.joined))) yield command('set', path)
  for (const each of node.below) yield* additions(each, [...path, shownWord(each, secrets)], secrets)
  for (const [bit, , , verb] of marks) if (node.has(bit)) yield command(verb, path)
}

/** What stands in another order: as few as can be, by the longest run that kept its order. */
function* moves({ before, after, shown, fresh, inserts }: Pair): Generator<Change> {
  // what is new stands at the end after `set`, and has to be moved as well where it does not belong there
  const places = new Map(before.below.map((each, at) => [each.word, at]))
  const order = after.below.map((each, at) => places.get(each.word) ?? before.below.length + at)
  const kept = longestRun(order)
  for (const [at, each] of after.below.entries()) {
    if (kept.has(at)) continue
    const previous = after.below[at - 1]
    const next = after.below.find((_, other) => other > at && kept.has(other))
    const beside = previous ?? next
    if (!beside) continue
    const words = [...shown, shownWord(each, fresh)]
    const other = shownWord(beside, fresh)
    const side = previous ? 'after' : 'before'
    const insert = `insert ${words.join(' ')} ${side} ${listWord(shown)}${other}`
    inserts.push(insert)
    if (!before.find(each.word)) {
      // new, and not at the end, where `set` would leave it: no change of its own
      continue
    }
    yield {
      kind: 'moved',
      path: words,
      before: null,
      after: `${side} ${other}`,
      lines: [before.find(each.word)?.line ?? 0, each.line],
      statements: leaves(each),
      through: each.origin,
      commands: [insert],
    }
  }
}

const listWord = (shown: readonly string[]): string => {
  const word = shown.at(-1) ?? ''
  return /^(?:term|policy|rule|rule-set)$/.test(word) ? `${word} ` : ''
}

/** The places of a longest increasing run. */
function longestRun(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const before: number[] = []
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before[at] = low === 0 ? -1 : tails[low - 1]!
    tails[low] = at
  }
  const run = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) run.add(at)
  return run
}

const signs: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '>',
  deactivated: '!',
  activated: '!',
  protected: '!',
  unprotected: '!',
}

/** The changes as a person reads them, one a line. */
export function changeList({ changes, effects }: Comparison): readonly string[] {
  const line = (change: Change): string => {
    const { kind, path, before, after, lines, statements, through } = change
    const what =
      kind === 'changed'
        ? `: ${before} to ${after}`
        : kind === 'moved'
          ? `: now ${after}`
          : statements > 1
            ? ` (${statements} statements)`
            : ''
    const where = lines[0] === 0 ? `line ${lines[1]}` : lines[1] === 0 ? `line ${lines[0]} before` : `line ${lines[0]}, now ${lines[1]}`
    const by = through === null ? '' : ` through ${through.kind === 'group' ? 'group' : through.kind} ${through.name}`
    return `${signs[kind]} ${kind.padEnd(11)} ${path.join(' ')}${what}${by}  [${where}]`
  }
  return [...changes.map(line), ...(effects.length > 0 ? ['In effect, without being written there:'] : []), ...effects.map(line)]
}
