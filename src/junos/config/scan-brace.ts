import { aroundIt, type Columns, configBounds, flag, type SkippedList } from './columns.ts'
import { noiseOf, verbs } from './noise.ts'
import { QuoteFinder } from './quotes.ts'
import { wordsOfLine } from './scan-set.ts'
import type { Scanned, Stretch } from './scanned.ts'
import type { Source } from './source.ts'

// what a character is to the scanner; everything else belongs to a word
const blank = 1
const newline = 2
const semicolon = 3
const opening = 4
const closing = 5
const classes = new Uint8Array(256)
for (const [text, kind] of [
  [' \t\r\u0000', blank],
  ['\n', newline],
  [';', semicolon],
  ['{', opening],
  ['}', closing],
] as const)
  for (const letter of text) classes[letter.charCodeAt(0)] = kind

// where a word may begin something else: a string, a comment, a list, an expression, a mark of a pager
const special = new Uint8Array(256)
for (const letter of '"#/[]()-$') special[letter.charCodeAt(0)] = 1

const fourBlanks = 0x20202020
const mostComments = 10_000
const markers: Readonly<Record<string, number>> = {
  'inactive:': flag.inactive,
  'protect:': flag.protected,
  'replace:': flag.replace,
  'delete:': flag.delete,
  'active:': 0,
  'unprotect:': 0,
}

/**
 * Reads brace text into columns: one pass, each character looked at a bounded number of times. Never throws. What is broken
 * ends with the line or block that it stands in, and is said.
 */
export function scanBrace(source: Source, stretch: Stretch, columns: Columns, skipped: SkippedList): Scanned {
  const { text, codes } = source
  const quotes = new QuoteFinder(text, stretch.to)
  const end = stretch.to
  const quads = new DataView(codes.buffer, codes.byteOffset, codes.length)
  const fours = end - 3
  const scanned: Scanned = { edits: [], comments: [], line: stretch.line }
  const stack = new Int32Array(configBounds.depth + 1)
  const bases: number[] = []
  let at = stretch.from
  let line = stretch.line
  /** Words above the next one, those of the open statement included; and those of the open blocks alone. */
  let depth = 0
  let base = 0
  let pending = 0
  let comment = ''
  let listing = false
  let parentheses = 0
  let expression = 0
  let listed = 0
  /** Blocks inside one that is too deep, and is left out. */
  let beyond = 0
  let noMoreCommentEnds = false
  let lineBegins = true

  const lineEnd = (from: number): number => {
    const found = text.indexOf('\n', from)
    return found < 0 || found > end ? end : found
  }

  while (at < end) {
    const code = codes[at]!
    const kind = classes[code]!
    if (kind === blank) {
      at += 1
      while (codes[at] === 32) at += 1
      continue
    }
    if (kind === newline) {
      line += 1
      at += 1
      // a quarter of the text is the blanks before a line
      while (at < fours && quads.getUint32(at) === fourBlanks) at += 4
      while (codes[at] === 32) at += 1
      lineBegins = depth === 0
      continue
    }
    if (lineBegins) {
      lineBegins = false
      // only where no block is open can a line be something else: what a terminal left, or a line of set text
      if (bases.length === 0 && depth === 0 && beyond === 0) {
        const stop = lineEnd(at)
        const whole = text.slice(at, Math.min(stop, at + 1000))
        if (kind !== closing && noiseOf(whole)) {
          skipped.add(line, aroundIt, whole.trim())
          at = stop
          continue
        }
        const verb = /^[a-z]+(?=[ \t])/.exec(whole)?.[0]
        if (verb && verbs.has(verb) && !/[;{}][ \t\r]*$/.test(whole)) {
          const { words } = wordsOfLine(text, at + verb.length, stop)
          scanned.edits.push({ at: columns.count, verb, line, from: at, to: stop, words })
          at = stop
          continue
        }
      }
    }
    if (kind === semicolon) {
      at += 1
      if (beyond > 0) continue
      if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending, comment)
      pending = 0
      comment = ''
      listing = false
      parentheses = 0
      listed = 0
      close(columns, stack, depth, base)
      depth = base
      continue
    }
    if (kind === opening) {
      at += 1
      if (beyond > 0) beyond += 1
      else if (depth >= configBounds.depth - 2) {
        skipped.add(line, `a block deeper than ${configBounds.depth} words is left out`)
        if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending, comment)
        pending = 0
        comment = ''
        listing = false
        parentheses = 0
        listed = 0
        close(columns, stack, depth, base)
        depth = base
        beyond = 1
      } else {
        if (depth === base) skipped.add(line, 'a block without a name: what it holds is read as if it stood outside')
        if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending | flag.block | flag.end, comment)
        pending = 0
        comment = ''
        listing = false
        parentheses = 0
        listed = 0
        bases.push(base)
        base = depth
      }
      continue
    }
    if (kind === closing) {
      at += 1
      if (beyond > 0) beyond -= 1
      else if (bases.length === 0) {
        if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending, comment)
        pending = 0
        comment = ''
        listing = false
        parentheses = 0
        listed = 0
        close(columns, stack, depth, 0)
        depth = 0
        skipped.add(line, 'a closing brace too many')
      } else {
        // a last statement may lack its semicolon
        if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending, comment)
        pending = 0
        comment = ''
        listing = false
        parentheses = 0
        listed = 0
        base = bases.pop()!
        close(columns, stack, depth, base)
        depth = base
      }
      continue
    }

    // nine words of ten are nothing else, and are done here
    if (special[code] === 0 && !listing && beyond === 0 && depth < configBounds.depth) {
      const from = at
      at += 1
      while (classes[codes[at]!] === 0) at += 1
      if (at > end) at = end
      const last = codes[at - 1]!
      if (last !== 58 /* : */ && last !== 36 /* $ */) {
        const node = columns.add(from, at, line, depth > base ? flag.joined : 0)
        if (node >= 0) {
          stack[depth] = node
          depth += 1
          listed = 0
          continue
        }
      }
      at = from
    }

    // a word, a string or a comment begins here
    if (code === 35 /* # */) {
      if (columns.count > 0 && text.startsWith('## SECRET-DATA', at)) columns.flags[columns.count - 1]! |= flag.secret
      at = lineEnd(at)
      continue
    }
    if (code === 47 /* / */ && codes[at + 1] === 42 /* * */) {
      const stop: number = noMoreCommentEnds ? -1 : text.indexOf('*/', at + 2)
      if (stop < 0 || stop >= end) {
        noMoreCommentEnds = stop < 0
        const over = lineEnd(at)
        skipped.add(line, 'a comment that does not end; its line is left out', text.slice(at, Math.min(over, at + 200)))
        at = over
        continue
      }
      const inner = text.slice(at + 2, Math.min(stop, at + 4_000)).trim()
      comment = comment === '' ? inner : `${comment}\n${inner}`.slice(0, 8_000)
      for (let next = text.indexOf('\n', at); next >= 0 && next < stop; next = text.indexOf('\n', next + 1)) line += 1
      at = stop + 2
      continue
    }
    let from = at
    let to: number
    let flags = 0
    let lines = 0
    if (code === 34 /* " */) {
      const closed = quotes.close(at)
      flags = flag.quoted
      from = at + 1
      if (closed < 0) {
        to = lineEnd(at)
        skipped.add(line, 'a quote that does not close; it is read to the end of its line')
        at = to
        while (to > from && ' \t\r;{'.includes(text[to - 1]!)) to -= 1
        // what the line would have ended with still ends the statement, or the next line would be drawn into this one
        if (codes[to] === 59 || codes[to] === 123) at = to
        else if (/[;{]/.test(text.slice(to, at))) at = to + text.slice(to, at).search(/[;{]/)
      } else {
        to = closed
        at = closed + 1
        lines = quotes.linesWithin
      }
    } else {
      at += 1
      if (code === 91 /* [ */ && depth > base && !listing) {
        listing = true
        continue
      }
      if (code === 93 /* ] */ && listing) {
        listing = false
        if (parentheses > 0) {
          close(columns, stack, depth, expression)
          depth = expression
          parentheses = 0
        }
        continue
      }
      while (at < end && classes[codes[at]!] === 0) at += 1
      // ${node} is one word
      while (at < end && codes[at]! === 123 && codes[at - 1] === 36) {
        while (at < end && classes[codes[at]!] !== closing && classes[codes[at]!] !== newline) at += 1
        if (at < end && classes[codes[at]!] === closing) at += 1
        while (at < end && classes[codes[at]!] === 0) at += 1
      }
      to = at
      if (depth === base && codes[to - 1] === 58 /* : */) {
        const marker = markers[text.slice(from, to)]
        if (marker !== undefined) {
          pending |= marker
          continue
        }
      }
      if (listing && codes[to - 1] === 93 && !text.slice(from, to).includes('[')) {
        to -= 1
        at -= 1
      }
    }
    if (beyond === 0) {
      if (depth >= configBounds.depth) {
        skipped.add(line, `words deeper than ${configBounds.depth} are left out`)
        at = Math.max(at, endOfDeep(codes, at, end))
      } else {
        if (depth > base) flags |= flag.joined
        // an expression such as ( A && B ) is one value of a list: its words stand below each other
        if (listing && to - from === 1 && code === 40 /* ( */) {
          if (parentheses === 0) expression = depth
          parentheses += 1
        }
        if (listing) flags |= parentheses === 0 || code === 41 ? flag.listed | flag.end : flag.listed
        const node = columns.add(from, to, line, flags)
        if (node < 0) {
          skipped.add(line, `more than ${configBounds.nodes} words; the rest is left out`)
          break
        }
        if (listing && parentheses === 0) {
          columns.after[node] = node + 1
          listed += 1
        } else if (listing) {
          stack[depth] = node
          depth += 1
          if (to - from === 1 && code === 41 /* ) */) parentheses -= 1
          if (parentheses === 0) {
            close(columns, stack, depth, expression)
            depth = expression
            listed += 1
          }
        } else {
          stack[depth] = node
          depth += 1
          listed = 0
        }
      }
    }
    line += lines
  }
  if (bases.length > 0 || beyond > 0)
    skipped.add(
      line,
      `${bases.length + beyond} ${bases.length + beyond === 1 ? 'block does' : 'blocks do'} not end: the text may be cut short`,
    )
  if (depth > base) finish(columns, scanned, stack[depth - 1]!, listed, pending, comment)
  pending = 0
  comment = ''
  listing = false
  parentheses = 0
  listed = 0
  close(columns, stack, depth, 0)
  depth = 0
  scanned.line = line
  return scanned
}

/** The end of a statement, or of its words where a block begins: what was said before it belongs to its last word. */
function finish(columns: Columns, scanned: Scanned, last: number, listed: number, flags: number, comment: string): void {
  columns.flags[last]! |= listed === 0 ? flags | flag.end : flags
  if (comment !== '' && scanned.comments.length < mostComments) scanned.comments.push({ node: last, text: comment })
}

/** The nodes between two depths have nothing more below them. */
function close(columns: Columns, stack: Int32Array, depth: number, level: number): void {
  const { after, count } = columns
  for (let each = depth - 1; each >= level; each -= 1) after[stack[each]!] = count
}

/** Where a statement with far too many words ends. */
function endOfDeep(codes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && classes[codes[at]!]! < semicolon) at += 1
  return at
}
