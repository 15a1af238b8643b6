import type { XmlNode } from '../xml.ts'
import { type AnyReader, readers } from './readers.ts'
import { argumentsOf } from './session.ts'
import type { TextLine } from './text.ts'

/** The reader of a typed command, shortened words and all, or of the name of an RPC; the longest command that fits counts. */
export const readerOfCommand = (command: string | undefined): AnyReader | undefined => {
  if (command === undefined) return undefined
  const called = readers.find(({ rpcs }) => rpcs.some((name) => name === command))
  if (called) return called
  let best: { reader: AnyReader; words: number } | undefined
  for (const reader of readers as readonly AnyReader[])
    for (const path of reader.commands) {
      const rest = argumentsOf(command, path)
      const words = path.split(' ').length
      if (rest !== undefined && !reader.except?.test(rest) && words > (best?.words ?? 0)) best = { reader, words }
    }
  return best?.reader
}

/** The reader of an element. One without anything in it tells nothing of its command: then it is what was asked for. */
export const readerOfRoot = (node: XmlNode, asked: AnyReader | undefined): AnyReader | undefined => {
  if (asked?.roots.includes(node.name) && node.children.length === 0) return asked
  return readers.find(({ roots, owns }) => roots.includes(node.name) && (owns?.(node) ?? true))
}

/** The reader whose heading comes first; headings stand near the top. */
export const readerOfHead = (lines: readonly TextLine[]): AnyReader | undefined => {
  let looked = 0
  for (const { text } of lines) {
    const line = text.trim()
    if (line === '' || line.length > 400) continue
    const found = readers.find(({ heads }) => heads.some((head) => head.test(line)))
    if (found || looked >= 60) return found
    looked += 1
  }
  return undefined
}
