import { cutCapture, type Piece } from './capture.ts'
import { aroundIt, Columns, type ConfigIndex, configBounds, type Skipped, SkippedList } from './columns.ts'
import { isCompared, isComparison } from './comparison.ts'
import type { Configuration, ReadConfigurations } from './configuration.ts'
import { placeMarks } from './marks.ts'
import { partOneLiners } from './one-liners.ts'
import { readJsonConfiguration, readXmlConfiguration } from './read-structured.ts'
import { scanBrace } from './scan-brace.ts'
import { scanSet } from './scan-set.ts'
import type { Stretch } from './scanned.ts'
import { joinFromSchema } from './schema.ts'
import { type Source, sourceOf } from './source.ts'
import { newRoot, type Statement } from './statement.ts'
import { withoutTerminal } from './terminal.ts'
import { treeOf } from './tree.ts'

/**
 * Reads configurations out of text: brace text, set text, XML or JSON, of one device or of several in one capture. Never
 * throws; time and memory grow with the length of the text, up to the bounds of `configBounds`.
 * @param bytes the text as it was read, where each character is one byte: saves a pass over it
 */
export function readConfigurations(text: string, bytes?: Uint8Array): ReadConfigurations {
  const skipped = new SkippedList()
  const given = withoutTerminal(typeof text === 'string' ? text : '')
  const start = given.charCodeAt(0) === 0xfeff ? 1 : 0
  const end = Math.min(given.length, start + configBounds.characters)
  if (end < given.length) skipped.add(lineOf(given, end), `more than ${configBounds.characters} characters; the rest is left out`)
  const binary = binaryPlace(given, start, end)
  if (binary >= 0) {
    skipped.add(lineOf(given, binary), 'bytes that are no text: nothing is read')
    return { kind: 'configurations', configurations: [], skipped: skipped.all() }
  }
  const form = structureOf(given, start)
  const structured =
    form === 'xml'
      ? readXmlConfiguration(given.slice(start, end), skipped, readConfigurations)
      : form === 'json'
        ? readJsonConfiguration(given.slice(start, end), skipped)
        : undefined
  if (structured) return { kind: 'configurations', configurations: structured, skipped: skipped.all() }
  const source = sourceOf(given, given === text ? bytes : undefined)
  const structuredPieces: Configuration[] = []
  const byDevice = new Map<string, { piece: Piece; root: Statement; form: 'brace' | 'set' }>()
  for (const piece of cutCapture(given, start, end)) {
    const said = given.slice(piece.from, piece.to)
    if (!piece.isConfiguration) {
      if (said.trim() !== '') skipped.add(piece.line, isComparison(said) ? isCompared : 'the answer to another command')
      continue
    }
    if (isComparison(said)) {
      skipped.add(piece.line, isCompared)
      continue
    }
    if (piece.isNarrowed) skipped.add(piece.line, narrowed)
    const form = structureOf(said)
    if (form) {
      structuredPieces.push(...readPiece(said, form, piece, skipped))
      continue
    }
    const index = indexOf(source, piece, skipped)
    if (index.count === 0 && index.edits.length === 0) continue
    // what a terminal says ahead of its first prompt
    if (index.form === 'brace' && index.edits.length === 0 && !said.includes(';') && !/[{}]/.test(said.replace(modes, ''))) {
      skipped.add(piece.line, aroundIt)
      continue
    }
    const key = piece.device ?? ''
    const known = byDevice.get(key)
    const root = known?.root ?? newRoot()
    treeOf(index, skipped, index.form === 'brace' || piece.isTyped ? piece.below : [], root)
    if (!known) byDevice.set(key, { piece, root, form: index.form })
    else if (known.form !== index.form) known.form = 'set'
  }
  // a label and a first piece without a name are of one device when there is no other
  const configurations: Configuration[] = [...byDevice.entries()].map(([device, { root, form }]) => {
    partOneLiners(root)
    placeMarks(root)
    if (form === 'set') joinFromSchema(root)
    return { kind: 'configuration' as const, device: device === '' ? null : device, form, tree: root }
  })
  configurations.push(...structuredPieces)
  if (configurations.length === 0 && given.trim() !== '' && !skipped.holds(isCompared)) skipped.add(1, 'no statement was found')
  return { kind: 'configurations', configurations, skipped: skipped.all() }
}

/** What a pipe such as `| match` left out may be anywhere. */
export const narrowed = 'an answer of which the command left lines out, such as by | match: what these are is not known'

/** Lines that say which engine answers, and where an editor stands. */
const modes = /^[ \t]*\{[a-z]+(?::[^}\n]{1,20})?\}(?:\[edit[^\]\n]*\])?[ \t\r]*$/gm

/** XML or JSON behind a prompt. */
function readPiece(text: string, form: 'xml' | 'json', { line, device }: Piece, skipped: SkippedList): readonly Configuration[] {
  const inside = new SkippedList()
  const found = form === 'xml' ? readXmlConfiguration(text, inside, readConfigurations) : readJsonConfiguration(text, inside)
  for (const each of inside.all()) skipped.add(each.line === 0 ? line : each.line + line - 1, each.what, each.text)
  for (const { tree } of found) for (const path of tree.walk()) if (path.at(-1)!.line > 0) path.at(-1)!.line += line - 1
  return found.map((each) => ({ ...each, device: each.device ?? device }))
}

/** Whether a text is XML or JSON, by how it begins; a pattern of a group, such as `<ge-*>`, is no element. */
export function structureOf(text: string, start = text.charCodeAt(0) === 0xfeff ? 1 : 0): 'xml' | 'json' | undefined {
  const begin = text.slice(start, start + 4_000)
  const first = /\S/.exec(begin)?.[0]
  if (first === '<') return /^\s*<[^!?>\n][^>\n]*[*\][]/.test(begin.slice(0, 200)) ? undefined : 'xml'
  return first === '{' && /^\s*\{\s*"/.test(begin) ? 'json' : undefined
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
  const shown = withoutTerminal(text)
  const index = indexOf(sourceOf(shown, shown === text ? bytes : undefined), { from, to, line: 1 }, skipped)
  return { index, skipped: skipped.all() }
}

const command = /^[ \t\r]*(?:set|delete|deactivate|activate|protect|unprotect|edit|insert|rename|annotate|top)[ \t]+[^\s{;]/

/** Set text is what has a command before the first line that ends like a statement of brace text. */
function formOf(text: string, { from, to }: Stretch): 'brace' | 'set' {
  let at = from
  for (let looked = 0; looked < 2_000 && at < to; looked += 1) {
    const found = text.indexOf('\n', at)
    const stop = found < 0 || found > to ? to : found
    const line = text.slice(at, Math.min(stop, at + 400)).trimEnd()
    if (command.test(line) && !/[{;]$/.test(line)) return 'set'
    if (/^[ \t\r]*[^#!\s].*[{;]$/.test(line)) return 'brace'
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
