import { maskText } from '../../lib/secrets/mask.ts'

/**
 * How text becomes words that a search finds: lower case, accents taken off, cut at blanks and marks. A word with marks
 * inside, such as a case number, an interface or an address, is kept whole and in its parts: `acme-1001` is found by
 * `acme-1001`, `acme` and `1001`.
 */

const longest = 60

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

const tokens = (text: string): readonly string[] => plain(text).match(/[\p{L}\p{N}]+(?:[._@/:+-]+[\p{L}\p{N}]+)*/gu) ?? []

/** The words of a text, each once, at most `most`. What is secret in it is no word. */
export function wordsOf(text: string, most = 2000): readonly string[] {
  const found = new Set<string>()
  for (const token of tokens(maskText(text))) {
    if (token.length <= longest) found.add(token)
    if (/[._@/:+-]/.test(token)) for (const part of token.split(/[._@/:+-]+/)) if (part.length <= longest) found.add(part)
    if (found.size >= most) break
  }
  return [...found].slice(0, most)
}

/** Words that somebody may mistype and that are worth keeping for it: names and words, serials and references; no bare numbers. */
export const spelledWords = (words: readonly string[]): readonly string[] =>
  words.filter((word) => word.length >= 4 && /\p{L}/u.test(word) && !/[/:@]/.test(word)).slice(0, 300)

/** What is asked for, in the same words; at most ten of them. */
export const askedWords = (text: string): readonly string[] =>
  [...new Set(tokens(text))].filter((word) => word.length <= longest).slice(0, 10)

/** A question to the index: each word begins a word of the case, or is one of those that were meant instead. */
export const tsqueryOf = (words: readonly string[], instead: ReadonlyMap<string, readonly string[]> = new Map()): string =>
  words
    .map((word) => {
      const other = instead.get(word)
      return other && other.length > 0 ? `(${other.map((each) => `'${each}'`).join(' | ')})` : `'${word}':*`
    })
    .join(' & ')
