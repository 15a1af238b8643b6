import { type Edit, flag, type SkippedList } from './columns.ts'
import { replacePattern } from './replace-pattern.ts'
import { namesEntry, shapeOf } from './schema.ts'
import { Statement } from './statement.ts'
import { expandNames } from './wildcard.ts'

/** Where an editor stands: `edit`, `up` and `top` move it, and everything else is meant from there. */
export type EditContext = { path: readonly string[]; readonly before: (readonly string[])[] }

export const newContext = (): EditContext => ({ path: [], before: [] })

type Words = Edit['words']
const textOf = (words: Words) => words.map((each) => each.word)
const mostEditDepth = 64

/**
 * Applies one line of a configuration session to a tree, as the device would: what is named must be there, but for `set`.
 * Never throws; a line that cannot be applied is said.
 */
export function applyEdit(root: Statement, edit: Edit, context: EditContext, skipped: SkippedList): void {
  const { verb, line, words } = edit
  const say = (what: string) => skipped.add(line, what, [verb, ...textOf(words)].join(' ').slice(0, 120))
  const wanted = [...context.path, ...textOf(words)]
  const node = () => {
    const found = root.at(...wanted)
    if (!found) say('a statement that is not there')
    return found
  }
  switch (verb) {
    case 'set':
      put(root, context.path, words, line)
      return
    case 'delete':
      if (wanted.length === 0) for (const each of [...root.below]) root.remove(each.word)
      else if (node()) removeAt(root, wanted)
      return
    case 'activate':
    case 'deactivate':
      mark(node(), flag.inactive, verb === 'deactivate')
      return
    case 'protect':
    case 'unprotect':
      mark(node(), flag.protected, verb === 'protect')
      return
    case 'annotate': {
      const target = root.at(...wanted.slice(0, -1))
      if (target) target.comment = words.at(-1)?.word || null
      else say('a statement that is not there')
      return
    }
    case 'rename':
    case 'copy':
      renameOrCopy(root, wanted, verb === 'copy', say)
      return
    case 'insert':
      insertAt(root, wanted, say)
      return
    case 'replace': {
      const top = root.at(...context.path)
      const why = top ? replacePattern(top, context.path, textOf(words)) : 'a statement that is not there'
      // its words are not shown: the new text may be a secret that nothing tells as one
      if (why !== undefined) skipped.add(line, why)
      return
    }
    case 'wildcard':
      applyRange(root, edit, context, skipped, say)
      return
    case 'edit':
      if (wanted.length > mostEditDepth) say('a place too deep to edit')
      else {
        context.before.push(context.path)
        context.path = wanted
      }
      return
    case 'up': {
      const count = Math.max(1, Number(words[0]?.word ?? 1) || 1)
      const levels = levelsOf(context.path)
      context.path = context.path.slice(0, levels.at(-count) ?? 0)
      return
    }
    case 'exit':
    case 'quit':
      context.path = context.before.pop() ?? []
      return
    case 'top': {
      const [next, ...rest] = words
      if (!next) context.path = []
      else applyEdit(root, { ...edit, verb: next.word, words: rest }, next.word === 'edit' ? toTop(context) : newContext(), skipped)
      return
    }
    default:
      say(`a command that is not applied: ${verb}`)
  }
}

const mostRange = 4_096
const rangeVerbs = new Set(['set', 'delete', 'activate', 'deactivate', 'protect', 'unprotect'])

/** `wildcard range set interfaces ge-0/0/[0-3] mtu 9000` is the command once for each name. */
function applyRange(root: Statement, edit: Edit, context: EditContext, skipped: SkippedList, say: (what: string) => void): void {
  const [range, command, ...words] = edit.words
  let all: Words[] = [[]]
  for (const each of words) {
    const names = /^[^*?!]*\[[0-9][0-9,-]*\][^*?!]*$/.test(each.word) ? expandNames(each.word, []) : [each.word]
    if (names.length * all.length >= mostRange) all = []
    all = all.flatMap((before) => names.map((word) => [...before, { word, flags: each.flags }]))
  }
  const plain = words.every(({ word, flags }) => flags & flag.quoted || !/[*?!]/.test(word))
  if (range?.word !== 'range' || !command || !rangeVerbs.has(command.word) || !plain || all.length === 0)
    say('a command that is not applied: wildcard')
  else for (const each of all) applyEdit(root, { ...edit, verb: command.word, words: each }, context, skipped)
}

/** Where each level of a place begins: `unit 0` is one, and so is `from-zone a to-zone b`. */
function levelsOf(path: readonly string[]): readonly number[] {
  const levels: number[] = []
  path.forEach((word, at) => {
    const isName = at > 0 && shapeOf({ name: path[at - 1]!, above: path.slice(0, at - 1) }) === 'joined'
    const isSecond = word === 'to-zone' && path[at - 2] === 'from-zone'
    if (at === 0 || !(isName || isSecond || (path[at - 1] === 'to-zone' && path[at - 3] === 'from-zone'))) levels.push(at)
  })
  return levels
}

const toTop = (context: EditContext): EditContext => {
  context.path = []
  return context
}

const mark = (node: Statement | undefined, bit: number, on: boolean): void => {
  if (node) node.flags = on ? node.flags | bit : node.flags & ~bit
}

function put(root: Statement, below: readonly string[], words: Words, line: number): void {
  let node = root
  for (const word of below) node = node.reach(word, line, node === root ? 0 : flag.joined)
  for (const { word, flags } of words) {
    if (flags & flag.listed) node.reach(word, line, flags | flag.end | flag.joined)
    else node = node.reach(word, line, node === root ? flags : flags | flag.joined)
  }
  if (!words.some((each) => each.flags & flag.listed)) node.flags |= flag.end
}

/** Removes a node, and the words above that led to nothing else; an entry of a list stays. */
function removeAt(root: Statement, words: readonly string[]): void {
  const way: Statement[] = [root]
  for (const word of words.slice(0, -1)) way.push(way.at(-1)!.find(word)!)
  way.at(-1)!.remove(words.at(-1)!)
  for (let at = way.length - 1; at > 0; at -= 1) {
    const node = way[at]!
    if (node.below.length > 0 || node.has(flag.end) || namesEntry(words.slice(0, at))) break
    way[at - 1]!.remove(node.word)
  }
}

/** `rename unit 0 to unit 5`, `rename ge-0/0/0 to ge-0/0/1`: what changes is the last word. */
function renameOrCopy(root: Statement, words: readonly string[], copy: boolean, say: (what: string) => void): void {
  const to = words.lastIndexOf('to')
  const [old, fresh] = [words[to - 1], words.at(-1)]
  const parent = to > 0 ? root.at(...words.slice(0, to - 1)) : undefined
  const node = old === undefined ? undefined : parent?.find(old)
  if (!parent || !node || fresh === undefined || to === words.length - 1) {
    say('a statement that is not there')
    return
  }
  if (parent.find(fresh)) {
    say('the new name is taken')
    return
  }
  const made = new Statement(fresh, node.line, node.flags)
  made.comment = node.comment
  for (const each of node.below) made.append(copy ? each.copy() : each)
  const place = parent.below.indexOf(node)
  if (copy) parent.append(made)
  else {
    parent.remove(node.word)
    parent.insert(made, place)
  }
}

/** `insert term a before term b`: both are names in one list. */
function insertAt(root: Statement, words: readonly string[], say: (what: string) => void): void {
  const at = Math.max(words.lastIndexOf('before'), words.lastIndexOf('after'))
  const parent = at > 0 ? root.at(...words.slice(0, at - 1)) : undefined
  const [moved, beside] = [parent?.find(words[at - 1]!), parent?.find(words.at(-1)!)]
  if (!parent || !moved || !beside || at === words.length - 1) {
    say('a statement that is not there')
    return
  }
  if (moved === beside) return
  parent.remove(moved.word)
  parent.insert(moved, parent.below.indexOf(beside) + (words[at] === 'after' ? 1 : 0))
}
