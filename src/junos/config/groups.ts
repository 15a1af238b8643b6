import { configBounds, flag, type SkippedList } from './columns.ts'
import { holdsOneValue } from './schema.ts'
import { Statement } from './statement.ts'
import { fitsWildcard, isWildcard } from './wildcard.ts'

/** Through whose eyes: groups named after an engine or node apply on that one alone. */
export type Viewpoint = { readonly engine: 're0' | 're1'; readonly node: 'node0' | 'node1' }

/** What of one group stands at the place that is being filled. */
type Body = { readonly group: string; readonly node: Statement }

const noBodies: readonly Body[] = []
const nothing: readonly Patterned[] = []

type Patterned = { readonly group: string; readonly body: Statement; readonly patterns: readonly Statement[] }
const patternsOf = ({ group, node }: Body): Patterned => ({
  group,
  body: node,
  patterns: node.below.filter(({ word }) => isWildcard(word)),
})

const mostInherited = 1_000_000
const mostNested = 32
/** Patterns that fit one place at once, and looks at them in all: patterns below patterns would multiply. */
const mostBodies = 500
const mostLooks = 20_000_000

/** What the device writes for the name of the node that reads the configuration. */
const nodeVariable = '$' + '{node}'
const engines = new Set(['re0', 're1'])
const nodes = new Set(['node0', 'node1'])
const applied = new Set(['apply-groups', 'apply-groups-except', 'apply-flags'])
const isApplied = ({ word }: Statement): boolean => word.startsWith('apply-') && applied.has(word)
const isInherited = ({ word }: Statement): boolean => word !== 'when' && !applied.has(word)

/**
 * Fills a tree with what its configuration groups give. The nearer `apply-groups` goes before the farther one, the
 * first listed before the later, and what is written before every group; lists of values are put together. Wildcards give to
 * what is there and make nothing. What is inherited knows its group and its line there.
 */
export class Inheritance {
  private readonly groups: Statement | undefined
  private readonly viewpoint: Viewpoint
  private readonly skipped: SkippedList
  private inherited = 0
  private looks = 0
  private readonly said = new Set<string>()
  /** The words that lead to the node that is being filled. */
  private readonly path: string[] = []

  constructor(root: Statement, viewpoint: Viewpoint, skipped: SkippedList) {
    this.groups = root.find('groups')
    this.viewpoint = viewpoint
    this.skipped = skipped
  }

  /** @returns the node with what it is given, without the groups and what applies them; the very same where that is nothing */
  fill(node: Statement, inherited: readonly Body[] = noBodies): Statement {
    const except = namesIn(node.find('apply-groups-except'))
    const kept = except.length === 0 ? inherited : inherited.filter(({ group }) => !except.includes(group))
    // most places have no group of their own and are given nothing from above
    const bodies = kept.length === 0 && node.find('apply-groups') === undefined ? noBodies : this.bodiesAt(node, kept)
    if (bodies.length === 0) return node.withBelow(this.filledAlone)
    const patterned = bodies.map(patternsOf)
    return this.given(node, bodies).withBelow((each) => this.filled(each, patterned))
  }

  /** What stands where no group gives anything. */
  private readonly filledAlone = (each: Statement): Statement | undefined => this.filled(each, nothing)

  private filled(node: Statement, patterned: readonly Patterned[]): Statement | undefined {
    const { path } = this
    if (isApplied(node) || (path.length === 0 && node.word === 'groups')) return undefined
    // what most words are
    if (patterned.length === 0 && node.below.length === 0) return node
    if (node.word === 'when' || path.length >= configBounds.depth) return node
    let below = noBodies
    if (patterned.length > 0) below = this.below(patterned, node.word)
    if (below.length > mostBodies || this.looks > mostLooks) {
      this.say(node.line, 'more patterns of groups than are followed; what they give is not complete', node.word)
      below = this.looks > mostLooks ? noBodies : below.slice(0, mostBodies)
    }
    if (below.length === 0 && node.below.length === 0) return node
    path.push(node.word)
    const filled = this.fill(node, below)
    path.pop()
    return filled
  }

  /** What of groups stands below a word: the word itself before the patterns that fit. */
  private below(patterned: readonly Patterned[], word: string): readonly Body[] {
    const found: Body[] = []
    for (const { group, body, patterns } of patterned) {
      const same = body.find(word)
      if (same && !isWildcard(word)) found.push({ group, node: same })
      for (const other of patterns) if (fitsWildcard(other.word, word)) found.push({ group, node: other })
      this.looks += 1 + patterns.length
    }
    return found
  }

  /** What was read is not written into; what a group made is nobody else's. */
  private given(node: Statement, bodies: readonly Body[]): Statement {
    const own = node.origin === null ? node.apart() : node
    for (const { group, node: body } of bodies) this.give(own, body, group)
    return own
  }

  private give(node: Statement, body: Statement, group: string): void {
    for (const each of body.below) {
      if (isWildcard(each.word) || !isInherited(each) || node.find(each.word)) continue
      // a statement with one value keeps the one that is written, or that an earlier group gave
      if (each.has(flag.joined) && each.below.length === 0 && node.below.length > 0 && holdsOneValue(this.path, each, node)) continue
      if (this.inherited >= mostInherited) {
        this.say(0, `groups give more than ${mostInherited} words; the rest is left out`, group)
        return
      }
      this.inherited += 1
      const made = new Statement(each.word, each.line, each.flags)
      made.origin = { kind: 'group', name: group }
      made.comment = each.comment
      node.append(made)
    }
    if (body.has(flag.end)) node.flags |= flag.end
  }

  /** The groups that apply at a place: its own, those that these name in turn, and those from above. */
  private bodiesAt(node: Statement, inherited: readonly Body[]): readonly Body[] {
    const applied = node.find('apply-groups')
    if (!applied && !inherited.some(namesFurther)) return inherited
    const { path } = this
    const bodies: Body[] = []
    const seen = new Set<string>()
    const take = (names: readonly string[], line: number, nested: number): void => {
      for (const written of names) {
        const name = this.resolve(written, line)
        if (name === undefined || seen.has(name)) continue
        seen.add(name)
        const group = this.groups?.find(name)
        if (!group) {
          this.say(line, 'a group that is applied and not there', name)
          continue
        }
        const conditions = group.find('when')
        if (conditions && !this.holds(conditions)) {
          this.say(conditions.line, 'a group with a condition that cannot be judged here; it is not applied', name)
          continue
        }
        for (const each of matching(group, path)) {
          bodies.push({ group: name, node: each })
          if (nested < mostNested) take(namesIn(each.find('apply-groups')), each.line, nested + 1)
        }
        // a group may name further ones at its own top, wherever it is applied
        if (nested < mostNested && path.length > 0) take(namesIn(group.find('apply-groups')), group.line, nested + 1)
      }
    }
    if (applied) take(namesIn(applied), applied.line, 0)
    for (const body of inherited) {
      bodies.push(body)
      const further = body.node.find('apply-groups')
      if (further) take(namesIn(further), further.line, 1)
    }
    return bodies
  }

  private resolve(name: string, line: number): string | undefined {
    if (name === nodeVariable) return this.viewpoint.node
    if (engines.has(name) && name !== this.viewpoint.engine) return undefined
    if (nodes.has(name) && name !== this.viewpoint.node) return undefined
    if (name.startsWith('$')) {
      this.say(line, 'a group named by a variable that is not known', name)
      return undefined
    }
    return name
  }

  private holds(conditions: Statement): boolean {
    return conditions.below.every(
      (each) => (each.word === 'routing-engine' || each.word === 'chassis') && each.find(this.viewpoint.engine) !== undefined,
    )
  }

  private say(line: number, what: string, text: string): void {
    const key = `${what}\n${text}`
    if (this.said.has(key)) return
    this.said.add(key)
    this.skipped.add(line, what, text)
  }
}

const namesFurther = ({ node }: Body): boolean => node.find('apply-groups') !== undefined

const noNames: readonly string[] = []
const namesIn = (node: Statement | undefined): readonly string[] => node?.below.map((each) => each.word) ?? noNames

/** What of a group stands at a path: the words themselves before the patterns that fit. */
function matching(group: Statement, path: readonly string[]): readonly Statement[] {
  let found: readonly Statement[] = [group]
  for (const word of path) {
    found = found.flatMap((each) => {
      const same = each.find(word)
      const patterns = each.below.filter((other) => isWildcard(other.word) && fitsWildcard(other.word, word))
      return same && !isWildcard(word) ? [same, ...patterns] : patterns
    })
    if (found.length === 0) break
    if (found.length > mostBodies) found = found.slice(0, mostBodies)
  }
  return found
}
