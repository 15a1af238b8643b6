import type { SecretKind } from '../../lib/secrets/find.ts'
import { flag, SkippedList } from './columns.ts'
import { heading, hunk, isComparison } from './comparison.ts'
import { indexOf } from './read.ts'
import { wordsOfLine } from './scan-set.ts'
import { findSecretWords, type Spelled } from './secret-words.ts'
import { sourceOf } from './source.ts'

export type Span = { readonly from: number; readonly to: number; readonly kind: SecretKind }

/**
 * The secrets of a comparison: each side of it is read below the hierarchy that its heading names, since `- key "x";` alone does not say
 * that it is one. Headings name secrets too.
 */
export function secretsOfComparison(text: string): readonly Span[] {
  if (!text.includes('[edit') && !isComparison(text)) return []
  const spans: Span[] = []
  for (const { words, from, to } of sectionsOf(text)) {
    spans.push(...secretsOfWords(words))
    const section = text.slice(from, to)
    for (const sign of '-+')
      if (section.startsWith(sign) || section.includes(`\n${sign}`) || words.length > 0)
        spans.push(...secretsBelow(words, oneSide(section, sign), from))
  }
  return spans
}

type Word = { readonly word: string; readonly from: number }
type Section = { readonly words: readonly Word[]; readonly from: number; readonly to: number }

/** Headings with what stands below them; what stands ahead of the first is below none. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { words: readonly Word[]; from: number; to: number }[] = [{ words: [], from: 0, to: text.length }]
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at)
    const stop = found < 0 ? text.length : found
    const line = text.slice(at, Math.min(stop, at + 1_000))
    const path = line.includes('[edit') ? heading.exec(line) : null
    if (path) {
      sections.at(-1)!.to = at
      sections.push({
        words: wordsFrom(text, at + line.indexOf('[edit') + 5, path[1] ?? ''),
        from: Math.min(stop + 1, text.length),
        to: text.length,
      })
    }
    at = stop + 1
  }
  return sections
}

function wordsFrom(text: string, from: number, path: string): readonly Word[] {
  let place = from
  return wordsOfLine(path, 0, path.length).words.map(({ word }) => {
    const start = text.indexOf(word, place)
    place = start + word.length
    return { word, from: start }
  })
}

const secretsOfWords = (words: readonly Word[]): readonly Span[] =>
  [...findSecretWords([{ words: words.map(({ word }) => word), nodes: words, shared: 0 }])].map(([{ word, from }, kind]) => ({
    from,
    to: from + word.length,
    kind,
  }))

/** The lines of one side and those of both, each where it stood; blanks in the place of signs and of the other side. */
const oneSide = (text: string, sign: string): string =>
  text
    .split('\n')
    .map((line) => {
      const [, ahead = '', found = ''] = /^([ \t]{0,8})([+!-]?)/.exec(line) ?? []
      const isOther = (found !== '' && found !== '!' && found !== sign) || hunk.test(line) || /^(?:\+\+\+|---) /.test(line)
      return isOther ? ' '.repeat(line.length) : found === '' ? line : `${ahead} ${line.slice(ahead.length + 1)}`
    })
    .join('\n')

function secretsBelow(above: readonly Word[], text: string, offset: number): readonly Span[] {
  if (text.trim() === '') return []
  const index = indexOf(sourceOf(text), { from: 0, to: text.length, line: 1 }, new SkippedList(0))
  const { from, to, after, flags, count } = index
  const statements = function* (): Generator<Spelled<number>> {
    const open: number[] = []
    for (let node = 0; node < count; node += 1) {
      while (open.length > 0 && after[open.at(-1)!]! <= node) open.pop()
      open.push(node)
      if (after[node] !== node + 1) continue
      yield {
        words: [...above.map(({ word }) => word), ...open.map((each) => text.slice(from[each], to[each]))],
        nodes: [...above.map((_, at) => -1 - at), ...open],
        shared: 0,
      }
    }
  }
  const secrets = new Map(findSecretWords(statements()))
  for (let node = 0; node < count; node += 1) if (flags[node]! & flag.secret && !secrets.has(node)) secrets.set(node, 'device-secret')
  return [...secrets].filter(([node]) => node >= 0).map(([node, kind]) => ({ from: from[node]! + offset, to: to[node]! + offset, kind }))
}
