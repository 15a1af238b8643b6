/** Reads of JSON whose shape nobody promises: what is not as expected is nothing. */

export type Node = Readonly<Record<string, unknown>>

const mostText = 100_000

/** What a text holds as JSON; anything else than a text is that already. `undefined` when it is no JSON. */
export function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

export const nodeOf = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, mostText) : '')
export const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each.trim() !== '')

/** A text as people read it: without the blanks of an editor, lines kept. */
export const prose = (value: unknown): string =>
  textOf(value)
    .replace(/[\u00a0\t ]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** The English one of texts in several languages, else the first. */
export function english(value: unknown): string {
  const texts = listOf(value).map(nodeOf)
  const chosen = texts.filter(({ lang }) => /^en\b/i.test(textOf(lang)))
  return (chosen.length > 0 ? chosen : texts.slice(0, 1))
    .map(({ value: text }) => prose(text))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** An instant, normalised; null where the text is none. */
export function instantOf(value: unknown): string | null {
  const text = textOf(value)
  const at = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(/[zZ]|[+-]\d{2}:?\d{2}$/.test(text) || text.length === 10 ? text : `${text}Z`)
    : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
