import { flag, type SkippedList } from './columns.ts'
import { networkOf } from './network.ts'
import { type Origin, Statement } from './statement.ts'
import { expandNames, fitsWildcard, isWildcard } from './wildcard.ts'

const mostMembers = 10_000
const rangeWords = new Set(['member', 'member-range', 'description'])

/**
 * Gives what `interface-range` holds to each of its members; what a member says itself goes before.
 * @returns the tree with it; what was given is not written into
 */
export const expandInterfaceRanges = (root: Statement, skipped: SkippedList): Statement =>
  root.withBelow((each) => (each.word === 'interfaces' ? withRanges(each, skipped) : each))

function withRanges(written: Statement, skipped: SkippedList): Statement {
  if (!written.find('interface-range')) return written
  const interfaces = written.copy()
  fillMembers(interfaces, interfaces.find('interface-range')!, skipped)
  return interfaces
}

function fillMembers(interfaces: Statement, ranges: Statement, skipped: SkippedList): void {
  const there = interfaces.below.map((each) => each.word).filter((word) => word !== 'interface-range')
  let members = 0
  for (const range of ranges.below) {
    const origin: Origin = { kind: 'interface-range', name: range.word }
    for (const name of membersOf(range, there, skipped)) {
      members += 1
      if (members > mostMembers) {
        skipped.add(range.line, `interface ranges with more than ${mostMembers} members`, range.word)
        return
      }
      const member = interfaces.find(name) ?? interfaces.append(made(new Statement(name, range.line, flag.end), origin))
      for (const each of range.below) if (!rangeWords.has(each.word) && !each.word.startsWith('apply-')) give(member, each, origin)
    }
  }
}

function membersOf(range: Statement, there: readonly string[], skipped: SkippedList): readonly string[] {
  const names = new Set<string>()
  for (const { word } of range.find('member')?.below ?? []) for (const name of expandNames(word, there)) names.add(name)
  for (const first of range.find('member-range')?.below ?? []) {
    for (const last of first.find('to')?.below ?? []) {
      const [, head = '', from = ''] = /^(.*?)([0-9]{1,4})$/.exec(first.word) ?? []
      const [, tail = '', to = ''] = /^(.*?)([0-9]{1,4})$/.exec(last.word) ?? []
      if (head === '' || head !== tail || Number(to) < Number(from))
        skipped.add(first.line, 'a range of interfaces that is none', `${first.word} to ${last.word}`)
      else for (let at = Number(from); at <= Number(to); at += 1) names.add(`${head}${at}`)
    }
  }
  return [...names]
}

function give(to: Statement, from: Statement, origin: Origin): void {
  const there = to.find(from.word)
  if (!there) {
    const copy = from.copy()
    made(copy, origin)
    for (const path of copy.walk()) path.at(-1)!.origin ??= origin
    to.append(copy)
    return
  }
  // one value is there already; a block takes what it lacks
  if (there.below.some((each) => each.has(flag.joined) && each.below.length === 0)) return
  for (const each of from.below) give(there, each, origin)
}

function made(node: Statement, origin: Origin): Statement {
  node.origin ??= origin
  return node
}

/**
 * Fills prefix lists from the places that `apply-path` names, as the device does when it commits.
 * @returns the tree with it; what was given is not written into
 */
export function expandApplyPaths(root: Statement, skipped: SkippedList): Statement {
  const filled = (node: Statement): Statement => {
    if (node.below.length === 0) return node
    if (node.word !== 'prefix-list') return node.withBelow(filled)
    return node.withBelow((list) => (list.find('apply-path') ? withAddresses(list, root, skipped) : filled(list)))
  }
  return filled(root)
}

function withAddresses(written: Statement, root: Statement, skipped: SkippedList): Statement {
  const list = written.apart()
  for (const { word, line } of written.find('apply-path')?.below ?? []) {
    const wanted = word.split(/\s+/).filter(Boolean)
    const found = placesAt(root, wanted)
    const prefixes = found.flatMap((each) => {
      const prefix = networkOf(each.word)
      return prefix === undefined ? [] : [{ each, prefix }]
    })
    if (prefixes.length === 0) skipped.add(line, 'an apply-path that finds nothing', word)
    if (prefixes.length > mostMembers) skipped.add(line, `an apply-path that finds more than ${mostMembers} addresses`, word)
    for (const { each, prefix } of prefixes.slice(0, mostMembers)) {
      if (list.find(prefix)) continue
      list.append(made(new Statement(prefix, each.line, flag.end), { kind: 'apply-path', name: word }))
    }
  }
  return list
}

function placesAt(root: Statement, wanted: readonly string[]): readonly Statement[] {
  let found: readonly Statement[] = [root]
  for (const word of wanted) {
    found = found.flatMap((each) => (isWildcard(word) ? each.below.filter((one) => fitsWildcard(word, one.word)) : (each.find(word) ?? [])))
    if (found.length === 0 || found.length > 100_000) return []
  }
  return found
}
