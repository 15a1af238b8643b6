import { cutCapture, type Piece } from './capture.ts'
import { Columns, type ConfigIndex, configBounds, type Skipped, SkippedList } from './columns.ts'
import type { ReadConfigurations } from './configuration.ts'
import { placeMarks } from './marks.ts'
import { partOneLiners } from './one-liners.ts'
import { readJsonConfiguration, readXmlConfiguration } from './read-structured.ts'
import { scanBrace } from './scan-brace.ts'
import { scanSet } from './scan-set.ts'
import type { Stretch } from './scanned.ts'
import { joinFromSchema } from './schema.ts'
import { type Source, sourceOf } from './source.ts'
import { newRoot, type Statement } from './statement.ts'
import { treeOf } from './tree.ts'

/**
 * Reads configurations out of text: brace text, set text, XML or JSON, of one device or of several in one capture. Never
 * throws; time and memory grow with the length of the text, up to the bounds of `configBounds`.
 * @param bytes the text as it was read, where each character is one byte: saves a pass over it
 */
export function readConfigurations(text: string, bytes?: Uint8Array): ReadConfigurations {
  const skipped = new SkippedList()
  const given = typeof text === 'string' ? text : ''
  const start = given.charCodeAt(0) === 0xfeff ? 1 : 0
  const end = Math.min(given.length, start + configBounds.characters)
  if (end < given.length) skipped.add(lineOf(given, end), `more than ${configBounds.characters} characters; the rest is left out`)
  const binary = binaryPlace(given, start, end)
  if (binary >= 0) {
    skipped.add(lineOf(given, binary), 'bytes that are no text: nothing is read')
    return { kind: 'configurations', configurations: [], skipped: skipped.all() }
  }
  const first = /\S/.exec(given.slice(start, start + 4_000))?.[0]
  const structured =
    first === '<' && !/^\s*<[^!?>\n][^>\n]*[*\][]/.test(given.slice(start, start + 200))
      ? readXmlConfiguration(given.slice(start, end), skipped, readConfigurations)
      : first === '{' && /^\s*\{\s*"/.test(given.slice(start, start + 4_000))
        ? readJsonConfiguration(given.slice(start, end), skipped)
        : undefined
  if (structured) return { kind: 'configurations', configurations: structured, skipped: skipped.all() }
  const source = sourceOf(given, bytes)
  const byDevice = new Map<string, { piece: Piece; root: Statement; form: 'brace' | 'set' }>()
  for (const piece of cutCapture(given, start, end)) {
    if (!piece.isConfiguration) {
      if (given.slice(piece.from, piece.to).trim() !== '') skipped.add(piece.line, 'the answer to another command')
      continue
    }
    const index = indexOf(source, piece, skipped)
    if (index.count === 0 && index.edits.length === 0) continue
    const key = piece.device ?? ''
    const known = byDevice.get(key)
    const root = known?.root ?? newRoot()
    treeOf(index, skipped, index.form === 'brace' ? piece.below : [], root)
    if (!known) byDevice.set(key, { piece, root, form: index.form })
    else if (known.form !== index.form) known.form = 'set'
  }
  // a label and a first piece without a name are of one device when there is no other
  const configurations = [...byDevice.entries()].map(([device, { root, form }]) => {
    partOneLiners(root)
    placeMarks(root)
    if (form === 'set') joinFromSchema(root)
    return { kind: 'configuration' as const, device: device === '' ? null : device, form, tree: root }
  })
  if (configurations.length === 0 && given.trim() !== '') skipped.add(1, 'no statement was found')
  return { kind: 'configurations', configurations, skipped: skipped.all() }
}

/** The columns of one stretch of brace or set text. */
export function indexOf(source: Source, stretch: Stretch, skipped: SkippedList): ConfigIndex {
  const form = formOf(source.text, stretch)
  const columns = new Columns(stretch.to - stretch.from)
  const scanned = (form === 'set' ? scanSet : scanBrace)(source, stretch, columns, skipped)
  const { count, from, to, after, line, flags } = columns
  return {
    kind: 'config-index',
    text: source.text,
    form,
    count,
    from,
    to,
    after,
    line,
    flags,
    edits: scanned.edits,
    comments: scanned.comments,
  }
}

/** The columns of a whole text of one device, as {@link readConfigurations} makes them. */
export function indexConfiguration(
  text: string,
  bytes?: Uint8Array,
): { readonly index: ConfigIndex; readonly skipped: readonly Skipped[] } {
  const skipped = new SkippedList()
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const to = Math.min(text.length, from + configBounds.characters)
  if (to < text.length) skipped.add(lineOf(text, to), `more than ${configBounds.characters} characters; the rest is left out`)
  const index = indexOf(sourceOf(text, bytes), { from, to, line: 1 }, skipped)
  return { index, skipped: skipped.all() }
}

const command = /^[ \t]*(?:set|delete|deactivate|activate|protect|unprotect|edit|insert|rename|annotate|top)[ \t]+[^\s{;]/

/** Set text is what has a command before the first line that ends like a statement of brace text. */
function formOf(text: string, { from, to }: Stretch): 'brace' | 'set' {
  let at = from
  for (let looked = 0; looked < 2_000 && at < to; looked += 1) {
    const found = text.indexOf('\n', at)
    const stop = found < 0 || found > to ? to : found
    const line = text.slice(at, Math.min(stop, at + 400)).trimEnd()
    if (command.test(line) && !/[{;]$/.test(line)) return 'set'
    if (/^[ \t]*[^#!\s].*[{;]$/.test(line)) return 'brace'
    at = stop + 1
  }
  return 'brace'
}

/** Text of another encoding, or no text: counted on samples, so that a large file costs nothing. */
function binaryPlace(text: string, from: number, to: number): number {
  const sample = 4_000
  for (const start of [from, (from + to) >> 1, Math.max(from, to - sample)]) {
    const part = text.slice(start, Math.min(to, start + sample))
    const odd = oddLetters(part)
    if (odd > 8 && odd > part.length / 20) return start
  }
  return -1
}

function lineOf(text: string, place: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < place; next = text.indexOf('\n', next + 1)) line += 1
  return line
}

/** What no text holds: controls but for tabs, ends of lines and pages and escapes, and what a decoder put for broken bytes. */
function oddLetters(part: string): number {
  let odd = 0
  for (let at = 0; at < part.length; at += 1) {
    const code = part.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 27) || code === 0xfffd) odd += 1
  }
  return odd
}
