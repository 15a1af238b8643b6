import { aroundIt, type Columns, configBounds, type Edit, flag, type SkippedList } from './columns.ts'
import { noiseOf, verbs } from './noise.ts'
import { QuoteFinder } from './quotes.ts'
import type { Scanned, Stretch } from './scanned.ts'
import type { Source } from './source.ts'

const mostEdits = 50_000

/** The words of one line, quotes taken off; brackets make the words between them values of one list. */
export function wordsOfLine(text: string, start: number, end: number): { words: Edit['words'] } {
  const quotes = new QuoteFinder(text, end)
  const words: { word: string; flags: number }[] = []
  let listing = false
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code <= 32) {
      at += 1
    } else if (code === 34) {
      const closed = quotes.close(at)
      const to = closed < 0 ? end : closed
      words.push({ word: text.slice(at + 1, to), flags: flag.quoted | (listing ? flag.listed : 0) })
      at = to + 1
    } else {
      const from = at
      while (at < end && text.charCodeAt(at) > 32) at += 1
      const word = text.slice(from, at)
      if (word === '[') listing = true
      else if (word === ']') listing = false
      else words.push({ word, flags: listing ? flag.listed : 0 })
    }
    if (words.length >= configBounds.depth) break
  }
  return { words }
}

/**
 * Reads set text into columns. A line shares the nodes of the words that it has in common with the line before, so that text
 * in the order of the device gives each node once. Lines of other verbs are kept as edits, to be applied in their order.
 */
export function scanSet(source: Source, stretch: Stretch, columns: Columns, skipped: SkippedList): Scanned {
  const { text, codes } = source
  const end = stretch.to
  const quotes = new QuoteFinder(text, end)
  const scanned: Scanned = { edits: [], comments: [], line: stretch.line }
  const stack = new Int32Array(configBounds.depth + 1)
  let open = 0
  let context = 0
  let line = stretch.line
  let at = stretch.from

  const closeDownTo = (level: number): void => {
    for (let each = open - 1; each >= level; each -= 1) columns.after[stack[each]!] = columns.count
    open = level
  }

  while (at < end) {
    while (at < end && (codes[at]! === 32 || codes[at]! === 9 || codes[at]! === 13)) at += 1
    let stop = text.indexOf('\n', at)
    if (stop < 0 || stop > end) stop = end
    let last = stop
    while (last > at && codes[last - 1]! <= 32) last -= 1
    if (last === at) {
      at = stop + 1
      line += 1
      continue
    }
    const plain = codes[at]! === 115 && codes[at + 1]! === 101 && codes[at + 2]! === 116 && codes[at + 3]! <= 32
    if (!plain || context > 0) {
      const whole = text.slice(at, last)
      const verb = /^[a-z]+/.exec(whole)?.[0] ?? ''
      if (verbs.has(verb) && (verb.length === whole.length || /^[ \t]/.test(whole.slice(verb.length)))) {
        closeDownTo(0)
        if (scanned.edits.length < mostEdits) {
          const { words } = wordsOfLine(text, at + verb.length, last)
          scanned.edits.push({ at: columns.count, verb, line, from: at, to: last, words })
          // below an edit, a plain set belongs there as well
          if (verb === 'edit' || verb === 'up' || verb === 'top' || verb === 'exit' || verb === 'quit')
            context = verb === 'top' && words.length === 0 ? 0 : Math.max(1, context)
        } else skipped.add(line, `more than ${mostEdits} lines that change others`, whole)
      } else if (!/^(?:#|\/\*)/.test(whole)) {
        skipped.add(line, noiseOf(whole) ? aroundIt : 'a line that is no command', whole)
      }
      at = stop + 1
      line += 1
      continue
    }

    at += 4
    let depth = 0
    let shared = true
    let listing = false
    let lines = 1
    let final = -1
    while (at < last) {
      const code = codes[at]!
      if (code <= 32) {
        at += 1
        continue
      }
      let from = at
      let to: number
      let flags = depth > 0 ? flag.joined : 0
      if (code === 34) {
        const closed = quotes.close(at)
        flags |= flag.quoted
        from = at + 1
        if (closed < 0) {
          skipped.add(line, 'a quote that does not close; it is read to the end of its line')
          to = last
          at = last
        } else {
          to = closed
          at = closed + 1
          if (closed > last) {
            lines += quotes.linesWithin
            stop = text.indexOf('\n', at)
            if (stop < 0 || stop > end) stop = end
            last = stop
          }
        }
      } else {
        at += 1
        while (at < last && codes[at]! > 32) at += 1
        to = at
        if (to - from === 1 && code === 91) {
          listing = true
          continue
        }
        if (to - from === 1 && code === 93) {
          listing = false
          continue
        }
      }
      if (depth >= configBounds.depth) {
        skipped.add(line, `words deeper than ${configBounds.depth} are left out`)
        at = last
        break
      }
      if (shared && depth < open && !listing) {
        const node = stack[depth]!
        const start = columns.from[node]!
        const size = to - from
        if (columns.to[node]! - start === size) {
          let same = 0
          while (same < size && codes[start + same]! === codes[from + same]!) same += 1
          if (same === size) {
            final = node
            depth += 1
            continue
          }
        }
      }
      if (shared) {
        closeDownTo(depth)
        shared = false
      }
      const node = columns.add(from, to, line, listing ? flags | flag.listed | flag.end : flags)
      if (node < 0) {
        skipped.add(line, `more than ${configBounds.nodes} words; the rest is left out`)
        closeDownTo(0)
        scanned.line = line
        return scanned
      }
      if (listing) columns.after[node] = node + 1
      else {
        stack[depth] = node
        depth += 1
        open = depth
      }
      final = node
    }
    if (final >= 0) columns.flags[final]! |= flag.end
    at = stop + 1
    line += lines
  }
  closeDownTo(0)
  scanned.line = line
  return scanned
}
