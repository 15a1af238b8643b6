import { escaped } from './quoting.ts'

/** What a masker does with what stands in an element: its value as it is meant, and its text as it is written. */
export type XmlMasking = {
  /** The mark for a value that is a secret. */
  readonly markFor: (word: string) => string | undefined
  /** What stands for a value that is cut. */
  readonly cut: string
  /** A text that is no secret as a whole. */
  readonly text: (text: string) => string
  /** A configuration that an element holds whole, as lines. */
  readonly lines: (text: string) => string
}

/** An element below which a configuration stands as text. */
const holdsLines = /^(?:[\w.-]{1,64}:)?configuration(?:-text|-set)?$/

/**
 * A text of XML in its own form with each value masked that is a secret. Text and CDATA beside each other are one value; blanks around
 * it stay. What a cut file ends with is masked as a whole, for half a secret is one that nobody knows.
 * @param meant what a value says, its character references and CDATA unfolded; undefined where they are broken
 */
export function maskXmlValues(text: string, masking: XmlMasking, meant: (value: string) => string | undefined): string {
  const parts: string[] = []
  let at = 0
  /** The element that began last, while nothing has ended since. */
  let element = ''
  const value = (some: string, cut: boolean): string => {
    const inner = some.trim()
    if (inner === '') return some
    const place = some.indexOf(inner)
    const [before, behind] = [some.slice(0, place), some.slice(place + inner.length)]
    const plain = /[&<]/.test(inner) ? (meant(inner) ?? inner) : inner
    if (element !== '' && holdsLines.test(element)) {
      const masked = masking.lines(plain)
      return masked === plain ? some : before + (inner.startsWith('<') ? inCdata(masked) : asText(masked)) + behind
    }
    if (cut && element !== '') return before + masking.cut
    const word = plain.trim()
    const mark = masking.markFor(word) ?? masking.markFor(escaped(word))
    return mark === undefined ? masking.text(some) : before + mark + behind
  }
  while (at < text.length) {
    const stop = endOfValue(text, at)
    if (stop > at) parts.push(value(text.slice(at, stop), text.indexOf('>', stop) < 0))
    at = stop
    const end = text.startsWith('<!--', at) ? after(text, '-->', at + 4) : after(text, '>', at)
    const tag = text.slice(at, end)
    element = tag.endsWith('/>') ? '' : (/^<([\w:.-]{1,128})[\s>]/.exec(tag)?.[1] ?? '')
    parts.push(masking.text(tag))
    at = end
  }
  return parts.join('')
}

const cdata = '<![CDATA['
const inCdata = (text: string): string => `${cdata}${text.replaceAll(']]>', `]]]]>${cdata}>`)}]]>`
const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Behind the next end of a tag or a comment. */
function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  return found < 0 ? text.length : found + end.length
}

/** Where the next tag or comment begins; a CDATA section is text. */
function endOfValue(text: string, from: number): number {
  let at = text.indexOf('<', from)
  while (at >= 0 && text.startsWith(cdata, at)) at = text.indexOf('<', after(text, ']]>', at))
  return at < 0 ? text.length : at
}
