import { childText, readXml, type XmlNode, xmlBounds } from '../xml.ts'
import { configBounds, flag, type SkippedList } from './columns.ts'
import { isCompared, isComparison } from './comparison.ts'
import type { Configuration, ReadConfigurations } from './configuration.ts'
import { escaped } from './quoting.ts'
import { joinFromSchema } from './schema.ts'
import { newRoot, type Statement } from './statement.ts'

/**
 * XML and JSON of a device as the same tree. Both name the kind of each entry of a list, where text often does not:
 * `<interface><name>ge-0/0/0</name>` is `ge-0/0/0` below `interfaces`. Which kinds the text leaves out is a fact of the
 * vendor's schema; where the one above has another name than these, the kind is written.
 */
const unwritten: ReadonlySet<string> = new Set(
  `interfaces>interface routing-instances>instance vlans>vlan bridge-domains>domain prefix-list>prefix-list-item schedulers>scheduler
  logical-systems>logical-systems class-of-service>interfaces radius-server>radius-server host>contents file>contents user>contents
  console>contents scheduler-maps>scheduler-map forwarding-classes>class-entry rib-groups>rib-group drop-profiles>drop-profile
  prefix-list-item>name static>nothing zones>nothing members>member key-chains>key-chain multi-routing-instance>instance
  inet>nothing ssh-rsa>nothing dynamic-profiles>dynamic-profile`
    .split(/\s+/)
    .filter(Boolean),
)
/** Lists that stand at the top by the name of their folder: each `<groups>` is one group. */
const entriesByFolder: ReadonlySet<string> = new Set(['groups', 'logical-systems', 'tenants', 'radius-server', 'tacplus-server'])
/** Elements that name the entry they stand in, besides `name`. */
const names: ReadonlySet<string> = new Set(['name', 'filter-name', 'address', 'prefix', 'list_name', 'identifier'])
const twoNames: Readonly<Record<string, readonly string[]>> = {
  policy: ['from-zone-name', 'to-zone-name'],
}

type Element = {
  readonly name: string
  readonly text: string
  readonly line: number
  readonly marks: number
  readonly comment: string | null
  readonly below: readonly Element[]
}

/** @param readText for the text that an element holds whole */
export function readXmlConfiguration(
  text: string,
  skipped: SkippedList,
  readText: (text: string) => ReadConfigurations,
): readonly Configuration[] {
  const read = readXml(text, { ...xmlBounds, depth: 200, elements: configBounds.nodes })
  for (const { line, message } of read.warnings) skipped.add(line, message)
  const found: Configuration[] = []
  const search = (nodes: readonly XmlNode[], device: string | null): void => {
    for (const node of nodes) {
      if (
        node.name === 'configuration-text' ||
        node.name === 'configuration-set' ||
        (node.name === 'configuration' && node.children.length === 0)
      ) {
        const inner = readText(node.text)
        const lines = firstLineOf(text, node) - 1
        for (const each of inner.skipped) skipped.add(each.line === 0 ? 0 : each.line + lines, each.what, each.text)
        for (const { tree } of inner.configurations) for (const path of tree.walk()) path.at(-1)!.line += lines
        found.push(...inner.configurations.map((each) => ({ ...each, device: each.device ?? device })))
      } else if (node.name === 'configuration') found.push(configurationOf(node.children.map(fromXml), device, 'xml'))
      else if (node.name === 'configuration-output' && isComparison(node.text)) skipped.add(node.line, isCompared)
      else search(node.children, childText(node, 're-name') ?? device)
    }
  }
  search(read.roots, null)
  if (found.length === 0 && !skipped.holds(isCompared)) skipped.add(1, 'XML without a configuration')
  return found
}

/** Where the text of an element begins, behind its tag and blanks. */
function firstLineOf(text: string, { line }: XmlNode): number {
  let begin = 0
  for (let at = 1; at < line; at += 1) begin = text.indexOf('\n', begin) + 1
  const ahead = /<[^>]*configuration[^>]*>\s*(?:<!\[CDATA\[\s*)?/.exec(text.slice(begin, begin + 10_000))?.[0] ?? ''
  return line + ahead.split('\n').length - 1
}

const fromXml = (node: XmlNode): Element => ({
  name: node.name,
  text: node.text,
  line: node.line,
  marks:
    (node.attributes.inactive === 'inactive' ? flag.inactive : 0) |
    (node.attributes.protect === 'protect' ? flag.protected : 0) |
    (node.attributes.replace === 'replace' ? flag.replace : 0) |
    (node.attributes.delete === 'delete' || node.attributes.operation === 'delete' ? flag.delete : 0),
  comment: null,
  below: node.children.filter((each) => each.name !== 'comment').map(fromXml),
})

export function readJsonConfiguration(text: string, skipped: SkippedList): readonly Configuration[] {
  let value: unknown
  try {
    value = JSON.parse(text.slice(0, endOfJson(text)))
  } catch (error) {
    const closed = closedJson(text)
    if (closed !== undefined) {
      skipped.add(text.slice(0, closed.kept).split('\n').length, 'JSON does not end: the text is cut short')
      return readJsonConfiguration(closed.text, skipped)
    }
    // the message of the parser quotes the text, and what is there may be a secret
    const place = /position ([0-9]+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const line = place === undefined ? 0 : text.slice(0, Number(place)).split('\n').length
    skipped.add(line, 'not readable as JSON from here on; nothing is read')
    return []
  }
  const found: Configuration[] = []
  const search = (some: unknown, depth: number): void => {
    if (depth > 8 || typeof some !== 'object' || some === null) return
    if (Array.isArray(some)) {
      for (const each of some) search(each, depth + 1)
      return
    }
    const held = (some as Record<string, unknown>).configuration
    for (const each of Array.isArray(held) ? held : held === undefined ? [] : [held])
      if (isRecord(each)) found.push(configurationOf(fromJson(each, skipped, 1), null, 'json'))
    if (held === undefined) for (const each of Object.values(some)) search(each, depth + 1)
  }
  search(value, 0)
  if (found.length === 0) skipped.add(0, 'JSON without a configuration')
  return found
}

/** Behind the last bracket that ends a line by itself: a prompt and the name of an engine may follow. */
function endOfJson(text: string): number {
  const last = text.lastIndexOf('\n}')
  return last < 0 || text.slice(last + 2).trim() === '' ? text.length : last + 2
}

/**
 * A text of JSON that was cut, with its last whole value and what is open closed; undefined where it is broken in another way.
 * `kept` is the place up to which it is that text.
 */
export function closedJson(text: string): { readonly text: string; readonly kept: number } | undefined {
  let open = ''
  let whole: { readonly place: number; readonly open: string } | undefined
  let isString = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    if (isString) {
      if (letter === '\\') at += 1
      else if (letter === '"') isString = false
    } else if (letter === '"') isString = true
    else if (letter === ',') whole = { place: at, open }
    else if (letter === '{' || letter === '[') {
      open += letter === '{' ? '}' : ']'
      if (open.length > 250) return undefined
      whole = { place: at + 1, open }
    } else if (letter === '}' || letter === ']') {
      if (!open.endsWith(letter)) return undefined
      open = open.slice(0, -1)
      whole = { place: at + 1, open }
    }
  }
  if (open === '' || whole === undefined) return undefined
  const closed = text.slice(0, whole.place) + [...whole.open].reverse().join('')
  try {
    JSON.parse(closed)
    return { text: closed, kept: whole.place }
  } catch {
    return undefined
  }
}

const isRecord = (some: unknown): some is Record<string, unknown> => typeof some === 'object' && some !== null && !Array.isArray(some)

/** `@` holds the marks of the entry it stands in, `@name` those of the leaf beside it. */
function marksOf(some: unknown): { marks: number; comment: string | null } {
  const held = Array.isArray(some) ? some.find(isRecord) : some
  if (!isRecord(held)) return { marks: 0, comment: null }
  return {
    marks:
      (held.inactive === true ? flag.inactive : 0) |
      (held.protect === true ? flag.protected : 0) |
      (held.operation === 'delete' ? flag.delete : 0),
    comment: typeof held.comment === 'string' ? held.comment.replace(/^\/\*\s*|\s*\*\/$/g, '') : null,
  }
}

function fromJson(record: Record<string, unknown>, skipped: SkippedList, depth: number): Element[] {
  const elements: Element[] = []
  if (depth > 200) {
    skipped.add(0, 'elements deeper than 200 are left out')
    return elements
  }
  for (const [name, value] of Object.entries(record)) {
    if (name.startsWith('@') || name === 'attributes') continue
    const marked = marksOf(record[`@${name}`])
    for (const given of Array.isArray(value) ? value : [value]) {
      // older releases write each value as {"data": "x"}
      const each =
        isRecord(given) && 'data' in given && Object.keys(given).every((key) => key === 'data' || key === 'attributes') ? given.data : given
      const own = isRecord(each) ? marksOf(each['@']) : { marks: 0, comment: null }
      elements.push({
        name,
        text: typeof each === 'string' ? each : typeof each === 'number' || typeof each === 'boolean' ? String(each) : '',
        line: 0,
        marks: own.marks | marked.marks,
        comment: own.comment ?? marked.comment,
        below: isRecord(each) ? fromJson(each, skipped, depth + 1) : [],
      })
    }
  }
  return elements
}

function configurationOf(elements: readonly Element[], device: string | null, form: 'xml' | 'json'): Configuration {
  const root = newRoot()
  for (const each of elements) place(root, each, '')
  joinFromSchema(root)
  return { kind: 'configuration', device, form, tree: root }
}

/** Puts an element below a node: its word unless text leaves it out, the words that name the entry, and the rest below these. */
function place(parent: Statement, element: Element, folder: string): void {
  if (element.name === 'undocumented') {
    for (const each of element.below) place(parent, each, folder)
    return
  }
  const left = unwritten.has(`${folder}>${element.name}`)
  let node = left ? parent : parent.reach(element.name, element.line, 0)
  const named = twoNames[element.name]?.filter((name) => element.below.some((each) => each.name === name)) ?? []
  const first = element.below[0]
  const keys =
    named.length > 0
      ? element.below.filter((each) => named.includes(each.name))
      : first && names.has(first.name) && isKey(element, first)
        ? [first]
        : []
  if (named.length > 0) {
    // from-zone A to-zone B: the words of the keys are written, that of the entry is not
    parent.remove(element.name)
    node = parent
    for (const key of keys) node = add(add(node, key.name.replace(/-name$/, ''), element.line, 0), key.text, element.line, flag.joined)
  } else for (const key of keys) node = add(node, key.text, element.line, left || entriesByFolder.has(element.name) ? 0 : flag.joined)
  const rest = element.below.filter((each) => !keys.includes(each))
  if (element.text !== '' && element.below.length === 0) node = add(node, element.text, element.line, left ? 0 : flag.joined)
  node.flags |= element.marks | (rest.length === 0 ? flag.end : 0)
  if (element.comment) node.comment = element.comment
  for (const each of rest) place(node, each, element.name)
}

/** An address in a list of conditions is a value, not the name of the list. */
const isKey = (element: Element, first: Element): boolean =>
  first.below.length === 0 &&
  (first.name === 'name' || (first.name === 'address' && element.name === 'route-filter') || first.name === 'filter-name')

const add = (node: Statement, word: string, line: number, flags: number): Statement =>
  node.reach(escaped(word), line, flags | (quotedByJunos.test(word) ? flag.quoted : 0))

/** What the device writes in quotes; a variable of a dynamic profile it does not. */
const quotedByJunos = /^(?!\$junos-).*[\s;{}"#$()|&\\]|^$/
