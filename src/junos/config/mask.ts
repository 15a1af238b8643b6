import { mayHoldSecret, type SecretKind } from '../../lib/secrets/find.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { markOf } from '../../lib/secrets/secret.ts'
import { readXml } from '../xml.ts'
import { cutCapture } from './capture.ts'
import { type ConfigIndex, flag } from './columns.ts'
import { secretsOfComparison } from './mask-comparison.ts'
import { maskXmlValues } from './mask-xml.ts'
import { braceLines } from './print-brace.ts'
import { setLines } from './print-set.ts'
import { escaped, writtenWord } from './quoting.ts'
import { indexConfiguration, readConfigurations, structureOf } from './read.ts'
import { closedJson } from './read-structured.ts'
import { isAfter } from './replace-pattern.ts'
import type { Stretch } from './scanned.ts'
import { findSecretWords, type Spelled } from './secret-words.ts'
import { Statement } from './statement.ts'

/**
 * The one place where a configuration becomes text for somebody to read: everything that is printed, shown, compared, logged
 * or handed out is made of what {@link maskTree} returns.
 */
export function printConfiguration(tree: Statement, form: 'set' | 'brace'): string {
  const { tree: masked } = maskTree(tree)
  const lines = form === 'set' ? setLines(masked) : braceLines(masked)
  const text: string[] = []
  for (const line of lines) text.push(line, '\n')
  return text.join('')
}

export type MaskedTree = { readonly tree: Statement; readonly masked: number; readonly kinds: ReadonlySet<SecretKind> }

/** The secrets of a tree, and the values that would give one away where they stand a second time. */
export type TreeSecrets = { readonly nodes: ReadonlyMap<Statement, SecretKind>; readonly values: ReadonlyMap<string, SecretKind> }

export function secretsOf(tree: Statement): TreeSecrets {
  const nodes = new Map(findSecretWords(spelledOf(tree)))
  const marked = (node: Statement): void => {
    if (node.has(flag.secret) && !nodes.has(node)) nodes.set(node, 'device-secret')
    for (const each of node.below) marked(each)
  }
  marked(tree)
  return { nodes, values: repeatable(nodes, (node) => node.word) }
}

/** A word as it may be shown: a mark where it is a secret, quotes where they are needed. */
export function shownWord(node: Statement, { nodes, values }: TreeSecrets): string {
  const kind = nodes.get(node) ?? values.get(node.word)
  return kind === undefined ? writtenWord(withoutSecrets(node.word, values), node.has(flag.quoted)) : markOf(kind)
}

/** A line that was left out of the configurations beside it, as it may be shown: their secrets are secrets there as well. */
export function maskLine(text: string, beside: readonly TreeSecrets[]): string {
  const masked = maskConfigurationText(indexConfiguration(text).index).text
  return beside.reduce((line, { values }) => withoutValues(line, values), masked)
}

/** A copy of a tree with a mark in the place of each secret; the tree itself stays as it is. */
export function maskTree(tree: Statement, secrets: TreeSecrets = secretsOf(tree)): MaskedTree {
  const { nodes, values } = secrets
  const copy = (node: Statement): Statement => {
    const kind = nodes.get(node) ?? values.get(node.word)
    const flags = kind === undefined ? node.flags : node.flags & ~flag.quoted
    const same = new Statement(kind === undefined ? withoutSecrets(node.word, values) : markOf(kind), node.line, flags)
    same.comment = node.comment === null ? null : withoutValues(maskText(node.comment), values)
    same.origin = node.origin
    for (const each of node.below) {
      const made = copy(each)
      const there = same.find(made.word)
      // two secrets of one kind below one word have one mark
      if (there) merge(there, made)
      else same.append(made)
    }
    return same
  }
  return { tree: copy(tree), masked: nodes.size, kinds: new Set(nodes.values()) }
}

function merge(there: Statement, more: Statement): void {
  for (const further of more.below) {
    const known = there.find(further.word)
    if (known) merge(known, further)
    else there.append(further)
  }
}

/** Every statement from its first word to its last. */
function* spelledOf(tree: Statement): Generator<Spelled<Statement>> {
  const [words, nodes]: [string[], Statement[]] = [[], []]
  const next = [0]
  let above = tree
  let shared = 0
  while (next.length > 0) {
    const node = above.below[next.at(-1)!]
    if (node === undefined) {
      next.pop()
      nodes.pop()
      words.pop()
      above = nodes.at(-1) ?? tree
      shared = Math.min(shared, nodes.length)
      continue
    }
    next[next.length - 1]! += 1
    words.push(node.word)
    nodes.push(node)
    next.push(0)
    above = node
    if (node.below.length > 0) continue
    yield { words, nodes, shared }
    shared = nodes.length
  }
}

/**
 * Secrets that would give themselves away where they stand a second time, such as in a description. Short or common words
 * are left: a community that is called `public` is a word of the language.
 */
function repeatable<T>(secrets: ReadonlyMap<T, SecretKind>, wordOf: (key: T) => string): ReadonlyMap<string, SecretKind> {
  const values = new Map<string, SecretKind>()
  for (const [key, kind] of secrets) {
    for (const word of partsOf(wordOf(key)))
      if (word.length >= 6 && !/^[a-z-]+$/.test(word) && !isAddress.test(word)) values.set(word, kind)
  }
  return values
}
/** Of an SSH key the key itself, without its kind and its comment, which are words of the language and names; PEM is known by itself. */
function partsOf(secret: string): readonly string[] {
  if (secret.includes('-----BEGIN')) return []
  const parts = secret.split(/\s+/)
  return /^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-/.test(secret) ? parts.slice(1, 2) : parts
}
const isAddress = /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?:\/[0-9]{1,3})?$/

function withoutValues(text: string, values: ReadonlyMap<string, SecretKind>): string {
  if (text.length < 7 || values.size === 0 || values.size > 500) return text
  let masked = text
  for (const [value, kind] of values) if (masked.includes(value)) masked = masked.replaceAll(value, markOf(kind))
  return masked
}

/** A word that is no secret as a whole may hold one: an address with a password, a description that tells one. */
export const withoutSecrets = (word: string, values: ReadonlyMap<string, SecretKind>): string =>
  withoutValues(word.length > 7 && mayHoldSecret(word) ? maskText(word) : word, values)

/** The same for a text of any form, as it comes from a file: XML and JSON by the values that their tree holds as secrets. */
export function maskAnyText(text: string, bytes?: Uint8Array): { readonly text: string; readonly masked: number } {
  const form = structureOf(text)
  const pieces = form === undefined ? structuredPieces(text) : []
  if (pieces.length > 0) return maskInPieces(text, pieces)
  const found = form === undefined ? [] : readConfigurations(text).configurations
  if (found.length === 0) return maskConfigurationText(indexConfiguration(text, bytes).index)
  // what stands behind the last whole value of a cut text belongs to no statement
  const kept = form === 'json' ? (closedJson(text)?.kept ?? text.length) : text.length
  let masked = text.slice(0, kept)
  let count = 0
  let whole = 0
  const lines = (inner: string): string => {
    const made = maskConfigurationText(indexConfiguration(inner).index)
    whole += made.masked
    return made.text
  }
  for (const { tree, form: inner } of found) {
    const { nodes, values } = secretsOf(tree)
    const marks = new Map([...nodes].map(([node, kind]) => [node.word, markOf(kind)]))
    if (inner === 'xml' || inner === 'json') count += nodes.size
    const plain = (value: string): string => withoutValues(value, values)
    if (form === 'xml')
      masked = maskXmlValues(masked, { markFor: (word) => marks.get(word), cut: markOf('device-secret'), text: plain, lines }, textOfXml)
    else
      masked = masked.replace(
        /(?<=")(?:[^"\\]|\\.){1,20000}(?=")/g,
        (value) => marks.get(value.trim()) ?? marks.get(plainJson(value.trim())) ?? plain(value),
      )
  }
  const tail = text
    .slice(kept)
    .replace(/("(?:[^"\\]|\\.){0,200}"\s*:)|"(?:[^"\\]|\\.){1,20000}"?/g, (_, key) => key ?? `"${markOf('device-secret')}"`)
  return { text: maskText(masked + tail), masked: count + whole }
}

/** XML and JSON that stand behind prompts, in a capture. */
function structuredPieces(text: string): readonly Stretch[] {
  if (!text.includes('<configuration') && !text.includes('"configuration"')) return []
  return cutCapture(text, 0, text.length).filter(({ from, to }) => structureOf(text.slice(from, to)) !== undefined)
}

/** Each of these pieces in its own form, and what stands around them as text. */
function maskInPieces(text: string, pieces: readonly Stretch[]): { readonly text: string; readonly masked: number } {
  const parts: { readonly text: string; readonly masked: number }[] = []
  const around = (some: string) => (some === '' ? { text: '', masked: 0 } : maskConfigurationText(indexConfiguration(some).index))
  let at = 0
  for (const { from, to } of pieces) {
    parts.push(around(text.slice(at, from)), maskAnyText(text.slice(from, to)))
    at = to
  }
  parts.push(around(text.slice(at)))
  return { text: parts.map((part) => part.text).join(''), masked: parts.reduce((sum, { masked }) => sum + masked, 0) }
}

/** Within signs of its own, since blanks around a text are taken off. */
const textOfXml = (value: string): string | undefined => readXml(`<v>.${value}.</v>`).roots[0]?.text.slice(1, -1)

/** What a value of JSON is as a word: it writes some characters in ways of its own. */
function plainJson(value: string): string {
  if (!value.includes('\\')) return escaped(value)
  try {
    return escaped(String(JSON.parse(`"${value}"`)))
  } catch {
    return value
  }
}

/**
 * A text in its own form with every secret masked: the words that are secrets by their statement, and whatever the rules for
 * text find besides, in lines that could not be read too.
 */
export function maskConfigurationText(index: ConfigIndex): { readonly text: string; readonly masked: number } {
  const { text, from, to, flags } = index
  const secrets = new Map(findSecretWords(spelledOfIndex(index)))
  for (let node = 0; node < index.count; node += 1) if (flags[node]! & flag.secret && !secrets.has(node)) secrets.set(node, 'device-secret')
  const spans = [...secrets].map(([node, kind]) => ({ from: from[node]!, to: to[node]!, kind }))
  const known = () => [...secrets.keys()].map((node) => text.slice(from[node], to[node]))
  spans.push(...secretsOfEdits(index, (pattern) => isAfter(pattern, known())))
  spans.push(...secretsOfComparison(text))
  const parts: string[] = []
  let at = 0
  let masked = 0
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    if (span.from < at) continue
    parts.push(text.slice(at, span.from), markOf(span.kind))
    at = span.to
    masked += 1
  }
  parts.push(text.slice(at))
  const values = repeatable(secrets, (node) => text.slice(from[node], to[node]))
  return { text: withoutValues(maskText(parts.join('')), values), masked }
}

function* spelledOfIndex(index: ConfigIndex): Generator<Spelled<number>> {
  const { text, from, to, after, count } = index
  const [words, nodes]: [string[], number[]] = [[], []]
  let shared = 0
  for (let node = 0; node < count; node += 1) {
    while (nodes.length > 0 && after[nodes.at(-1)!]! <= node) {
      nodes.pop()
      words.pop()
    }
    shared = Math.min(shared, nodes.length)
    nodes.push(node)
    words.push(text.slice(from[node], to[node]))
    if (after[node] !== node + 1) continue
    yield { words, nodes, shared }
    shared = nodes.length
  }
}

/**
 * `delete snmp community X` names a secret as well.
 * @param isSought whether `replace` puts something in the place of a secret
 */
function secretsOfEdits(
  { text, edits }: ConfigIndex,
  isSought: (pattern: string) => boolean,
): { from: number; to: number; kind: SecretKind }[] {
  const found: { from: number; to: number; kind: SecretKind }[] = []
  for (const { verb, words, from, to } of edits) {
    const spelled = { words: words.map((each) => each.word), nodes: words.map((_, at) => at), shared: 0 }
    let place = from
    const secrets = new Map(findSecretWords([spelled]))
    if (verb === 'replace' && words[0]?.word === 'pattern' && isSought(words[1]?.word ?? ''))
      secrets.set(1, 'device-secret').set(3, 'device-secret')
    for (const [at, word] of spelled.words.entries()) {
      const start = text.indexOf(word, place)
      if (start < 0 || start > to) break
      place = start + word.length
      const kind = secrets.get(at)
      if (kind !== undefined) found.push({ from: start, to: place, kind })
    }
  }
  return found
}
