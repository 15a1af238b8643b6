/** Words of a device as numbers. Each answers undefined for a word that is no such number, and never NaN. */

/** Words that stand where a device has no number to give. */
const nothing = new Set(['', '-', '--', 'n/a', 'na', 'none', 'unspecified', 'unlimited', 'never', 'absent', 'unknown', 'auto', 'testing'])

/** True for a word by which a device says that there is no value; no reason for a warning. */
export const saysNothing = (word: string): boolean => nothing.has(word.trim().toLowerCase())

/** `1,234`, `99%`, `2050 W`: the number in front. Units that change it, such as K and M, have readers of their own. */
export const numberOf = (word: string): number | undefined => {
  if (/^\d{1,15}$/.test(word)) return Number(word) // most are
  const found = /^[+-]?\d{1,18}(?:,\d{3}){0,6}(?:\.\d{1,12})?(?=$|\s(?![KMGT]B?\b)|[%)]|[WVA]$)/.exec(word.trim().replace(/^\(/, ''))
  return found ? Number(found[0].replaceAll(',', '')) : undefined
}

/** `36 degrees C / 97 degrees F` as 36. */
export const celsiusOf = (word: string): number | undefined => {
  const found = /^(-?\d{1,4}(?:\.\d{1,3})?)(?:\s*(?:degrees\s*)?C\b|$)/.exec(word.trim())
  return found ? Number(found[1]) : undefined
}

const secondsIn = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const
type Unit = keyof typeof secondsIn

/**
 * A length of time in seconds: `3w2d 04:19:15`, `29w6d 23:14`, `00:31:10`, `2:05` (minutes and seconds),
 * `208 days, 22 hours, 9 seconds`, `48 days, 22:58`, `5` (seconds), or what stands in `(... ago)` behind a moment.
 */
export const secondsOf = (word: string): number | undefined => {
  // `2019-08-29 09:09:19 UTC (29w6d 18:56 ago)`: a moment, and how long it is gone.
  const gone = /\(([^()]{1,60}) ago\)$/.exec(word.slice(-80))?.[1]
  const text = (gone ?? word).trim()
  if (text.length > 120) return undefined
  let sum = 0
  let days = false
  let rest = text.replace(
    /(\d{1,9})\s?(w|d|h|m|s)(?:eeks?|ays?|ours?|rs?|in(?:ute)?s?|ec(?:ond)?s?)?(?![a-z])[ ,]*/gi,
    (_, count, unit) => {
      sum += Number(count) * secondsIn[unit.toLowerCase() as Unit]
      days = true
      return ''
    },
  )
  rest = rest.trim()
  if (rest === '') return days ? sum : undefined
  const parts = /^(\d{1,9})(?:\.\d{1,6})?(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(rest)
  if (!parts) return undefined
  const [, first, second, third] = parts.map((part) => (part === undefined ? undefined : Number(part)))
  if (third !== undefined) return sum + first! * 3_600 + second! * 60 + third
  if (second !== undefined) return sum + (days ? first! * 3_600 + second * 60 : first! * 60 + second)
  return sum + first!
}

const scale: Readonly<Record<string, number>> = { '': 1, B: 1, K: 1_024, M: 1_024 ** 2, G: 1_024 ** 3, T: 1_024 ** 4, P: 1_024 ** 5 }

/** `984M`, `1.4G`, `32733 MB`, `(16384 MB installed)` as bytes, by powers of 1024. */
export const bytesOf = (word: string): number | undefined => {
  const found = /^\(?(\d{1,15}(?:\.\d{1,6})?)\s*([KMGTPB])?i?B?(?![A-Za-z])/.exec(word.trim())
  return found ? Math.round(Number(found[1]) * scale[found[2] ?? '']!) : undefined
}

/** No light is a value of its own: it is neither a number nor the lack of one. */
export type Power = number | 'no-light'

/** `-2.32`, `0.5866 mW / -2.32 dBm`, `- Inf`, `-Inf`, `- Infinite`: optical power in dBm. */
export const dBmOf = (word: string): Power | undefined => {
  const text = (word.includes('/') ? word.slice(word.indexOf('/') + 1) : word).trim()
  if (/^-\s?inf/i.test(text)) return 'no-light'
  return numberOf(text)
}

/** A state as one of few names, with the device's own word beside it. An unknown word is `look`, never `ok`. */
export type State<Name extends string> = { readonly state: Name | 'look'; readonly word: string }
