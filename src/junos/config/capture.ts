import { heading } from './comparison.ts'
import { noiseOf, pathShown } from './noise.ts'
import { wordsOfLine } from './scan-set.ts'
import type { Stretch } from './scanned.ts'

/** A stretch of a capture that belongs to one device, below the path that was asked for. */
export type Piece = Stretch & {
  readonly device: string | null
  readonly below: readonly string[]
  readonly isConfiguration: boolean
  /** Commands of an editor, which stands at `below`. */
  readonly isTyped: boolean
  /** Lines of it were left out by what stands behind the command, such as `| match`. */
  readonly isNarrowed: boolean
}

const mostPieces = 10_000

/**
 * Cuts what was copied from a terminal, or from several, into what each device said. A cut is where a prompt or a label
 * stands on a line of its own; only lines with an `@` or a colon at their end are looked at, so large files cost nothing.
 */
export function cutCapture(text: string, from: number, to: number): readonly Piece[] {
  const cuts: Cut[] = []
  const consider = (place: number): void => {
    const begin = text.lastIndexOf('\n', place) + 1
    const found = text.indexOf('\n', place)
    const stop = found < 0 || found > to ? to : found
    if (stop - begin > 700 || begin < from) return
    const noise = noiseOf(text.slice(begin, stop))
    if (noise === undefined || noise.kind === 'noise') return
    if (cuts.at(-1)?.from === begin) return
    const command = noise.kind === 'prompt' ? noise.command : null
    const path = noise.kind === 'prompt' && noise.isEditor ? pathOfEditor(text, begin, stop) : null
    // what is typed in an editor is a line of the configuration itself
    const isTyped = path !== null && command !== null && typed.test(command)
    const after = isTyped ? text.lastIndexOf(command, stop) : stop
    cuts.push({ from: begin, after, device: noise.device, command, path, isTyped })
  }
  const places = [...placesOf(text, '@', from, to), ...labelPlaces(text, from, to)].sort((a, b) => a - b)
  for (const place of places) {
    if (cuts.length >= mostPieces) break
    consider(place)
  }
  const pieces: Piece[] = []
  let line = 1
  let counted = from
  const lineAt = (place: number): number => {
    for (let next = text.indexOf('\n', counted); next >= 0 && next < place; next = text.indexOf('\n', next + 1)) line += 1
    counted = place
    return line
  }
  const push = (start: number, stop: number, device: string | null, cut: Cut | undefined): void => {
    if (stop <= start) return
    const command = cut?.command ?? null
    const shown = cut?.path ? shownInEditor(command ?? '', cut.path) : undefined
    // a comparison shows what is new and what is gone side by side
    const isConfiguration =
      shown !== undefined ||
      command === null ||
      command === '' ||
      /^(?:run +)?show\b(?![^|]*\| *compare\b)(?! +(?!config|\|)\S)|^(?:load|edit|set|delete|commit|configure)\b/.test(command)
    const isTyped = cut?.isTyped ?? false
    const below = isTyped ? cut!.path! : (shown ?? pathShown(command ?? ''))
    pieces.push({
      from: start,
      to: stop,
      line: lineAt(start),
      device,
      below,
      isConfiguration: isConfiguration || isTyped,
      isTyped,
      isNarrowed: narrows.test(command ?? ''),
    })
  }
  push(from, cuts[0]?.from ?? to, null, undefined)
  // a label names the device whatever its own prompt says afterwards
  const labels = new Map<string, string>()
  cuts.forEach((cut, at) => {
    const label = cut.command === null ? undefined : labelBefore(text, cuts, at)
    if (label !== undefined) labels.set(cut.device, label)
    push(cut.after, cuts[at + 1]?.from ?? to, labels.get(cut.device) ?? cut.device, cut)
  })
  return pieces
}

type Cut = {
  readonly from: number
  readonly after: number
  readonly device: string
  readonly command: string | null
  /** Where an editor stands; null where it is none. */
  readonly path: readonly string[] | null
  readonly isTyped: boolean
}

const narrows = /^(?:run +|top +)?show\b[^|]*\|.*\b(?:match|grep|except|find|last|trim)\b/
const typed =
  /^(?:set|delete|activate|deactivate|protect|unprotect|insert|rename|copy|annotate|replace|wildcard|top +(?:set|delete))[ \t]+\S/

/** The place that an editor names in its prompt, or in the line above it. */
function pathOfEditor(text: string, begin: number, stop: number): readonly string[] {
  const above = text.slice(Math.max(text.lastIndexOf('\n', begin - 2) + 1, begin - 700), begin).trimEnd()
  const path = heading.exec(above)?.[1] ?? /\[edit ([^\]]{1,500})\]/.exec(text.slice(begin, stop).split('@')[0]!)?.[1] ?? ''
  return wordsOfLine(path, 0, path.length).words.map(({ word }) => word)
}

/** What a `show` in an editor answers stands below its place and the words behind it; undefined for another command. */
function shownInEditor(command: string, path: readonly string[]): readonly string[] | undefined {
  const [, top, words = '', pipe = ''] = /^(top +)?show\b([^|]*)(.*)$/.exec(command) ?? []
  if (!/^(?:top +)?show\b/.test(command) || /\|\s*(?:compare|display\s+(?:detail|inheritance\s+.*defaults)|.*\brelative\b)/.test(pipe))
    return undefined
  if (/\|\s*display\s+set\b/.test(pipe)) return []
  return [...(top ? [] : path), ...wordsOfLine(words, 0, words.length).words.map(({ word }) => word)]
}

function labelBefore(text: string, cuts: readonly Cut[], at: number): string | undefined {
  const before = cuts[at - 1]
  const follows = before !== undefined && before.command === null && text.slice(before.after, cuts[at]!.from).trim() === ''
  return follows ? before.device : undefined
}

function placesOf(text: string, letter: string, from: number, to: number): number[] {
  const places: number[] = []
  for (let at = text.indexOf(letter, from); at >= 0 && at < to && places.length < 200_000; ) {
    places.push(at)
    // once a line is enough
    const next = text.indexOf('\n', at)
    if (next < 0) break
    at = text.indexOf(letter, next)
  }
  return places
}

const colonAtEnd = [':\n', ':\r\n'] as const
function labelPlaces(text: string, from: number, to: number): number[] {
  const places: number[] = []
  for (const end of colonAtEnd)
    for (let at = text.indexOf(end, from); at >= 0 && at < to && places.length < 200_000; at = text.indexOf(end, at + 1)) places.push(at)
  return places
}
