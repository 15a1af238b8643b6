import type { State } from '../../junos/show/values.ts'
import { judged, type Observation, open, well, wrong } from './check.ts'
import type { Spot } from './reading.ts'

type PartState = State<'ok' | 'absent' | 'off' | 'failed'>

/**
 * A part of the hardware by its word. `Check` is the device's own request to look at it; `Testing` and words that nobody
 * knows are open. What is absent is no failure by itself: the redundancy and the earlier reading judge it.
 */
export function partSeen(at: Spot, { state, word }: PartState, ...remedy: readonly string[]): readonly Observation[] {
  if (state === 'ok') return [well(at, word)]
  if (state === 'absent') return []
  return state === 'look' && word.toLowerCase() !== 'check' ? [open(at, `says ${word}`)] : [wrong(at, `says ${word}`, ...remedy)]
}

/** A session by its word: one state is well, and a word that nobody knows is open. */
export function sessionSeen(
  at: Spot,
  said: State<string> | undefined,
  good: readonly string[],
  more: string,
  ...remedy: readonly string[]
): Observation {
  if (said === undefined) return open(at, 'its state is not given')
  if (said.state === 'look') return open(at, `says ${said.word}`)
  return judged(good.includes(said.state), at, `${said.word}${more}`, ...remedy)
}
