import { SaxesParser } from 'saxes'
import type { XmlNode } from '../../src/junos/xml.ts'

/** The tree of a text by a strict parser of somebody else's, and whether it had anything to say against it. */
export function referenceTree(text: string): { readonly roots: readonly XmlNode[]; readonly whole: boolean } {
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new SaxesParser({ fragment: true })
  const roots: XmlNode[] = []
  const open: {
    node: { name: string; attributes: XmlNode['attributes']; text: string; children: XmlNode[]; line: number }
    text: string
  }[] = []
  let whole = true
  parser.on('error', () => {
    whole = false
  })
  parser.on('doctype', () => {
    whole = false
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes).filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    const node = {
      name: local(tag.name),
      attributes: Object.fromEntries(attributes.map(([name, value]) => [local(name), value])),
      text: '',
      children: [],
      line: parser.line,
    }
    ;(open.at(-1)?.node.children ?? roots).push(node)
    open.push({ node, text: '' })
  })
  const add = (text: string) => {
    const last = open.at(-1)
    if (last) last.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed) closed.node.text = closed.text.trim()
  })
  parser.write(text).close()
  return { roots, whole }
}
