import { flag } from '../../junos/config/columns.ts'
import { secretsOf, withoutSecrets } from '../../junos/config/mask.ts'
import { writtenWord } from '../../junos/config/quoting.ts'
import { wordsOfLine } from '../../junos/config/scan-set.ts'
import type { Statement } from '../../junos/config/statement.ts'
import { markOf, type SecretKind } from '../../lib/secrets/secret.ts'
import type { Place } from './place.ts'

/** Makes what is found fit to be read by others: whatever is a secret anywhere in a configuration has a mark in its place. */
export type Shown = {
  /** The words of a statement, with its value where it has one, or without. */
  readonly statement: (place: Place, withValue: boolean) => string
  /** A line for the device. */
  readonly line: (text: string) => string
  readonly sentence: (text: string) => string
}

const mostValueWords = 4

export function shownBeside(tree: Statement): Shown {
  const { nodes, values } = secretsOf(tree)
  const secretWords = new Map<string, SecretKind>()
  for (const [{ word }, kind] of nodes) secretWords.set(word, kind)
  // findings repeat the words of the hierarchy over and over
  const known = { quoted: new Map<string, string>(), plain: new Map<string, string>() }
  const masked = (word: string, quoted: boolean): string => {
    const before = quoted ? known.quoted : known.plain
    let shown = before.get(word)
    if (shown === undefined) {
      const kind = secretWords.get(word)
      shown = kind === undefined ? writtenWord(withoutSecrets(word, values), quoted) : markOf(kind)
      before.set(word, shown)
    }
    return shown
  }
  const sentence = (text: string): string => {
    let shown = text
    for (const [value, kind] of values) if (shown.includes(value)) shown = shown.replaceAll(value, markOf(kind))
    return shown
  }
  return {
    sentence,
    statement: (place, withValue) => {
      const words: string[] = []
      for (let each: Place = place; each.above !== null; each = each.above) words.unshift(masked(each.word, each.node.has(flag.quoted)))
      let { node } = place
      for (let more = 0; withValue && more < mostValueWords && node.below.length === 1; more += 1) {
        node = node.below[0]!
        words.push(masked(node.word, node.has(flag.quoted)))
      }
      return words.join(' ')
    },
    line: (text) => {
      const [verb, ...words] = wordsOfLine(text, 0, text.length).words
      return [verb?.word ?? '', ...words.map(({ word, flags }) => masked(word, (flags & flag.quoted) !== 0))].join(' ')
    },
  }
}
