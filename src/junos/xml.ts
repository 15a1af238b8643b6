import { SaxesParser } from 'saxes'
import { type ReaderWarning, warningList } from './warning.ts'

/**
 * An element of a reply. Names are local names, since Junos puts the release into the namespace
 * (".../12.1X46/junos-chassis") and other collectors drop the prefixes. Text is trimmed: Junos pads it with newlines.
 */
export type XmlNode = {
  readonly name: string
  /** By local name: `junos:seconds="5"` is `seconds`. */
  readonly attributes: { readonly [name: string]: string | undefined }
  readonly text: string
  readonly children: readonly XmlNode[]
  readonly line: number
}

export type XmlRead = {
  readonly kind: 'xml-read'
  /** Usually one; a file may hold several replies after each other. */
  readonly roots: readonly XmlNode[]
  readonly warnings: readonly ReaderWarning[]
  /** False when the text was refused, broken or cut short: what is there may not be all. */
  readonly whole: boolean
}

export type XmlBounds = { readonly characters: number; readonly depth: number; readonly elements: number }

/** Far above any reply of one command, far below what would hurt. */
export const xmlBounds: XmlBounds = { characters: 64_000_000, depth: 64, elements: 1_000_000 }

type Open = {
  readonly node: { name: string; attributes: XmlNode['attributes']; text: string; children: XmlNode[]; line: number }
  texts: string[]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const chunkSize = 65_536

/**
 * Reads XML into a small tree. Never throws: text with a DOCTYPE or an entity of its own is refused, text over the
 * bounds is read up to them, broken text as far as it goes; each time a warning names the line.
 */
export const readXml = (text: string, bounds: XmlBounds = xmlBounds): XmlRead => {
  const warnings = warningList()
  const roots: XmlNode[] = []
  const start = text.indexOf('<')
  if (start < 0) {
    warnings.add(1, 'Found no element, expected XML.')
    return { kind: 'xml-read', roots, warnings: warnings.all(), whole: false }
  }
  // A pasted prompt before the reply is left out; the declaration and the NETCONF end mark carry no data.
  const ahead = text.slice(0, start)
  if (ahead.replace('\uFEFF', '').trim() !== '') warnings.add(1, 'Text before the first element is left out.')
  let lines = ahead.split('\n').length - 1
  const declaration = /^<\?xml[^>]{0,200}\?>/.exec(text.slice(start, start + 300))?.[0] ?? ''
  lines += declaration.split('\n').length - 1
  let body = text.slice(start + declaration.length).replaceAll(']]>]]>', '')
  let whole = true
  let stopped = false
  const fail = (line: number, message: string): void => {
    warnings.add(line, message)
    whole = false
  }
  const stop = (line: number, message: string): void => {
    if (!stopped) fail(line, message)
    stopped = true
  }
  if (body.length > bounds.characters) {
    fail(0, `Found ${body.length} characters, expected at most ${bounds.characters}: the rest is left out.`)
    body = body.slice(0, bounds.characters)
  }

  const parser = new SaxesParser({ fragment: true })
  const open: Open[] = []
  let elements = 0
  parser.on('error', (error) => {
    // saxes writes "line:column: what is wrong".
    const message = error.message.replace(/^\d+:\d+: /, '')
    if (message.startsWith('undefined entity')) {
      roots.length = 0
      stop(parser.line + lines, 'Found an entity of its own, expected none: the text is refused.')
    } else if (!stopped) fail(parser.line + lines, `Not well-formed: ${message.replace(/\.$/, '')}.`)
  })
  parser.on('doctype', () => {
    roots.length = 0
    stop(parser.line + lines, 'Found a DOCTYPE, expected none: the text is refused.')
  })
  parser.on('opentag', (tag) => {
    if (stopped) return
    elements += 1
    const line = parser.line + lines
    if (open.length >= bounds.depth) return stop(line, `Found elements deeper than ${bounds.depth}: the rest is left out.`)
    if (elements > bounds.elements) return stop(line, `Found more than ${bounds.elements} elements: the rest is left out.`)
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes)
        .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
        .map(([name, value]) => [localName(name), value]),
    )
    const node = { name: localName(tag.name), attributes, text: '', children: [], line }
    const parent = open.at(-1)
    if (parent) parent.node.children.push(node)
    else roots.push(node)
    open.push({ node, texts: [] })
  })
  const addText = (some: string): void => {
    if (!stopped) open.at(-1)?.texts.push(some)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed) closed.node.text = closed.texts.join('').trim()
  })
  try {
    for (let at = 0; at < body.length && !stopped; at += chunkSize) parser.write(body.slice(at, at + chunkSize))
    if (!stopped) parser.close()
  } catch (error) {
    stop(parser.line + lines, `Not readable as XML: ${error instanceof Error ? error.message : String(error)}.`)
  }
  // An element that was never closed keeps no text: half a serial number is worse than none.
  return { kind: 'xml-read', roots, warnings: warnings.all(), whole }
}

/** The text of the first child with a name; undefined when there is none or it is empty. */
export const childText = (node: XmlNode, name: string): string | undefined =>
  node.children.find((child) => child.name === name)?.text || undefined
