/**
 * The patterns of configuration groups: `<*>`, `<ge-*>`, `<em[0,1]>`, `<ge-0/0/[0-3]>`. Shell-like, for whole words.
 * Matched step by step and not by a regular expression, so that no pattern takes more than length times length.
 */

export const isWildcard = (word: string): boolean => word.length > 2 && word.startsWith('<') && word.endsWith('>')

/** Whether a word fits a pattern with its angle brackets. */
export const fitsWildcard = (pattern: string, word: string): boolean => fits(pattern.slice(1, -1), word)

type Step = { readonly kind: 'any' } | { readonly kind: 'one'; readonly test: (letter: string) => boolean }

const stepsOf = (pattern: string): readonly Step[] => {
  const steps: Step[] = []
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at]!
    const close = letter === '[' ? pattern.indexOf(']', at + 2) : -1
    if (letter === '*') steps.push({ kind: 'any' })
    else if (letter === '?') steps.push({ kind: 'one', test: () => true })
    else if (close > 0) {
      steps.push({ kind: 'one', test: setOf(pattern.slice(at + 1, close)) })
      at = close
    } else steps.push({ kind: 'one', test: (other) => other === letter })
  }
  return steps
}

/** `0-3`, `egx`, `!0`: letters and ranges of letters. */
function setOf(text: string): (letter: string) => boolean {
  const not = text.startsWith('!') || text.startsWith('^')
  const letters = not ? text.slice(1) : text
  const inside = (letter: string): boolean => {
    for (let at = 0; at < letters.length; at += 1) {
      if (letters[at + 1] === '-' && at + 2 < letters.length) {
        if (letter >= letters[at]! && letter <= letters[at + 2]!) return true
        at += 2
      } else if (letters[at] === letter) return true
    }
    return false
  }
  return (letter) => inside(letter) !== not
}

const known = new Map<string, readonly Step[]>()

function fits(pattern: string, word: string): boolean {
  let steps = known.get(pattern)
  if (steps === undefined) {
    steps = stepsOf(pattern)
    if (known.size > 1_000) known.clear()
    known.set(pattern, steps)
  }
  let step = 0
  let at = 0
  let star = -1
  let starAt = 0
  while (at < word.length) {
    const here = steps[step]
    if (here?.kind === 'one' && here.test(word[at]!)) {
      step += 1
      at += 1
    } else if (here?.kind === 'any') {
      star = step
      starAt = at
      step += 1
    } else if (star >= 0) {
      starAt += 1
      at = starAt
      step = star + 1
    } else return false
  }
  while (steps[step]?.kind === 'any') step += 1
  return step === steps.length
}

const mostExpanded = 4_096
const mostDigits = 4

/** The names that a pattern with sets of numbers stands for: `ge-0/0/[0-3]`. One with a star stands for what is there. */
export function expandNames(pattern: string, there: readonly string[]): readonly string[] {
  if (/[*?]/.test(pattern)) return there.filter((name) => fits(pattern, name))
  const open = pattern.indexOf('[')
  const close = pattern.indexOf(']', open)
  if (open < 0 || close < 0) return [pattern]
  const names: string[] = []
  const rest = expandNames(pattern.slice(close + 1), [])
  for (const part of pattern.slice(open + 1, close).split(',')) {
    const range = /^([0-9]+)-([0-9]+)$/.exec(part.trim())
    const [first, last] =
      range && range[1]!.length <= mostDigits && range[2]!.length <= mostDigits ? [Number(range[1]), Number(range[2])] : [0, -1]
    const values =
      last >= first ? Array.from({ length: Math.min(mostExpanded, last - first + 1) }, (_, at) => String(first + at)) : [part.trim()]
    for (const value of values) for (const tail of rest) if (names.length < mostExpanded) names.push(pattern.slice(0, open) + value + tail)
  }
  return names
}
