/** Chance that can be thrown again: the same seed gives the same year (mulberry32). */
export type Dice = {
  readonly share: () => number
  readonly below: (end: number) => number
  readonly between: (least: number, most: number) => number
  readonly one: <T>(of: readonly T[]) => T | undefined
  readonly happens: (share: number) => boolean
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(share() * end)
  return {
    share,
    below,
    between: (least, most) => least + below(most - least + 1),
    one: (of) => of[below(of.length)],
    happens: (part) => share() < part,
  }
}
