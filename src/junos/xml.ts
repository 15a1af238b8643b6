import { type ReaderWarning, warningList } from './warning.ts'
import { scanXml, type XmlBounds, type XmlNode } from './xml-scan.ts'

export type { XmlNode } from './xml-scan.ts'

export type XmlRead = {
  readonly kind: 'xml-read'
  /** Usually one; a file may hold several replies after each other. */
  readonly roots: readonly XmlNode[]
  readonly warnings: readonly ReaderWarning[]
  /** False when the text was refused, broken or cut short: what is there may not be all. */
  readonly whole: boolean
}

/** Far above any reply of one command, far below what would hurt. */
export const xmlBounds: XmlBounds = { characters: 64_000_000, depth: 64, elements: 1_000_000 }

/**
 * Reads XML into a small tree. Never throws: text with a DOCTYPE or an entity of its own is refused, text over the
 * bounds is read up to them, broken text as far as it goes; each time a warning names the line.
 */
export const readXml = (text: string, bounds: XmlBounds = xmlBounds): XmlRead => {
  const warnings = warningList()
  const start = text.indexOf('<')
  if (start < 0) {
    warnings.add(1, 'Found no element, expected XML.')
    return { kind: 'xml-read', roots: [], warnings: warnings.all(), whole: false }
  }
  // A pasted prompt before the reply is left out; the declaration and the NETCONF end mark carry no data.
  const ahead = text.slice(0, start)
  if (ahead.replace('\uFEFF', '').trim() !== '') warnings.add(1, 'Text before the first element is left out.')
  let lines = ahead.split('\n').length - 1
  const declaration = /^<\?xml[^>]{0,200}\?>/.exec(text.slice(start, start + 300))?.[0] ?? ''
  lines += declaration.split('\n').length - 1
  let body = text.slice(start + declaration.length).replaceAll(']]>]]>', '')
  if (body.includes('\r')) body = body.replace(/\r\n?/g, '\n')
  let whole = true
  const fail = (line: number, message: string): void => {
    warnings.add(line, message)
    whole = false
  }
  if (body.length > bounds.characters) {
    fail(0, `Found ${body.length} characters, expected at most ${bounds.characters}: the rest is left out.`)
    body = body.slice(0, bounds.characters)
  }

  return { kind: 'xml-read', roots: scanXml(body, bounds, lines + 1, fail).roots, warnings: warnings.all(), whole }
}

/** The text of the first child with a name; undefined when there is none or it is empty. */
export const childText = (node: XmlNode, name: string): string | undefined =>
  node.children.find((child) => child.name === name)?.text || undefined
