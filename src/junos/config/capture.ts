import { noiseOf, pathShown } from './noise.ts'
import type { Stretch } from './scanned.ts'

/** A stretch of a capture that belongs to one device, below the path that was asked for. */
export type Piece = Stretch & { readonly device: string | null; readonly below: readonly string[]; readonly isConfiguration: boolean }

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
    cuts.push({ from: begin, after: stop, device: noise.device, command: noise.kind === 'prompt' ? noise.command : null })
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
  const push = (start: number, stop: number, device: string | null, command: string | null): void => {
    if (stop <= start) return
    // a comparison shows what is new and what is gone side by side
    const isConfiguration =
      command === null ||
      command === '' ||
      /^(?:run +)?show\b(?![^|]*\| *compare\b)(?! +(?!config|\|)\S)|^(?:load|edit|set|delete|commit|configure)\b/.test(command)
    pieces.push({ from: start, to: stop, line: lineAt(start), device, below: pathShown(command ?? ''), isConfiguration })
  }
  push(from, cuts[0]?.from ?? to, null, null)
  // a label names the device whatever its own prompt says afterwards
  const labels = new Map<string, string>()
  cuts.forEach((cut, at) => {
    const label = cut.command === null ? undefined : labelBefore(text, cuts, at)
    if (label !== undefined) labels.set(cut.device, label)
    push(cut.after, cuts[at + 1]?.from ?? to, labels.get(cut.device) ?? cut.device, cut.command)
  })
  return pieces
}

type Cut = { readonly from: number; readonly after: number; readonly device: string; readonly command: string | null }

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
