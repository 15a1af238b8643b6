import { readJunosJson } from '../json.ts'
import { quoted } from '../warning.ts'
import { childText, readXml, type XmlNode } from '../xml.ts'
import type { Notes } from './fields.ts'

/** Who said it, and in answer to what where the wrapping tells: a collector may put many commands into one file. */
type Said = { readonly engine: string | undefined; readonly command?: string }

/** What a structured reply holds below its wrappers, each with the routing engine, node or member that said it. */
export type Part = Said &
  (
    | { readonly kind: 'answer'; readonly node: XmlNode }
    | { readonly kind: 'text'; readonly text: string; readonly line: number }
    | { readonly kind: 'error'; readonly message: string; readonly line: number }
    | { readonly kind: 'warning'; readonly message: string; readonly line: number }
    /** A command that the wrapping names, without an answer. */
    | { readonly kind: 'nothing'; readonly line: number }
  )

/** What is said in place of an answer, or beside it. */
export type Complaint = Exclude<Part, { kind: 'answer' | 'nothing' }>

const wrappers = new Set(['rpc-reply', 'multi-routing-engine-results', 'reply', 'data', 'lwc-output'])
/** Said around an answer, and no part of it. */
const around = new Set(['re-name', 'cli', 'banner', 'ok', 'ignore-signals', 'pipe', 'hello', 'command-header', 'lwc-unavailable'])
const complaints = new Set(['rpc-error', 'error', 'warning'])

const complaintOf = (node: XmlNode): { kind: 'error' | 'warning'; message: string; line: number } => {
  const message = childText(node, 'error-message') ?? childText(node, 'message') ?? node.text
  const mild = node.name === 'warning' || childText(node, 'error-severity') === 'warning'
  return { kind: mild ? 'warning' : 'error', message: message.replace(/\s+/g, ' '), line: node.line }
}

/** Takes NETCONF's, the engines' and the collector's wrapping off. Errors are parts of their own, wherever they stand. */
const partsOf = (nodes: readonly XmlNode[], said: Said, notes: Notes): readonly Part[] =>
  nodes.flatMap((node): readonly Part[] => {
    if (node.name === 'multi-routing-engine-item')
      return partsOf(node.children, { ...said, engine: childText(node, 're-name') ?? said.engine }, notes)
    if (wrappers.has(node.name)) {
      const header = node.children.find(({ name }) => name === 'command-header')
      const command = header && childText(header, 'command')
      const within = command === undefined ? said : { ...said, command }
      // A few systems put JSON or bare text into the XML of the reply.
      if (/^\{\s*"/.test(node.text)) return jsonParts(node.text, within, node.line, notes)
      const own: readonly Part[] = node.text === '' ? [] : [{ kind: 'text', ...within, text: node.text, line: node.line }]
      const parts = [...own, ...partsOf(node.children, within, notes)]
      return parts.length === 0 && command !== undefined ? [{ kind: 'nothing', ...within, line: node.line }] : parts
    }
    if (around.has(node.name)) return []
    if (complaints.has(node.name)) return [{ ...said, ...complaintOf(node) }]
    if (node.name === 'output') return [{ kind: 'text', ...said, text: node.text, line: node.line }]
    return [{ kind: 'answer', ...said, node }]
  })

const jsonParts = (text: string, said: Said, line: number, notes: Notes): readonly Part[] => {
  const read = readJunosJson(text)
  for (const each of read.warnings) notes.warn(line, each.message)
  return partsOf(read.roots, said, notes)
}

/** Which of the forms a text has; undefined for plain text. A prompt such as `{master:0}` is no JSON. */
export const structureOf = (text: string): 'xml' | 'json' | undefined => {
  const trimmed = text.trimStart()
  if (/^<[?!A-Za-z]/.test(trimmed)) return 'xml'
  return /^\{\s*(?:"|\})/.test(trimmed) || /^\{\s*$/.test(trimmed) ? 'json' : undefined
}

/** The parts of XML or JSON, of which `line` is the first line. */
export const readParts = (form: 'xml' | 'json', text: string, line: number, notes: Notes): readonly Part[] => {
  if (form === 'json') return jsonParts(text, nobody, line, notes)
  // A session of NETCONF has a declaration before each reply; only the first of a text is XML.
  const read = readXml(text.replace(/<\?xml[^>]{0,200}\?>/g, (declaration) => declaration.replace(/[^\n]+/g, '')))
  for (const each of read.warnings) notes.warn(each.line === 0 ? line : each.line + line - 1, each.message)
  return partsOf(
    read.roots.map((root) => shifted(root, line - 1)),
    nobody,
    notes,
  )
}

const nobody: Said = { engine: undefined }

const shifted = (node: XmlNode, by: number): XmlNode =>
  by === 0 ? node : { ...node, line: node.line + by, children: node.children.map((child) => shifted(child, by)) }

/** An answer without the complaints inside it, which may stand beside good data. */
export const apart = (node: XmlNode, keepsText: boolean): { readonly node: XmlNode; readonly inside: readonly Complaint[] } => {
  const strange = (child: XmlNode): boolean => complaints.has(child.name) || (child.name === 'output' && !keepsText)
  const inside = node.children.filter(strange)
  return {
    node: { ...node, children: node.children.filter((child) => !strange(child) && child.name !== 'cli') },
    inside: inside.map((child) =>
      child.name === 'output'
        ? { kind: 'text', engine: undefined, text: child.text, line: child.line }
        : { engine: undefined, ...complaintOf(child) },
    ),
  }
}

/** How devices refuse in plain words; `Error:` with a capital is a word of answers. */
const refusal = new RegExp(
  [
    '^(?:error|ERROR): ',
    '^(?:S|s)yntax error',
    '^(?:U|u)n(?:known|recognized) command',
    '^(?:I|i)nvalid (?:command|argument|value)',
    '^Aborted!',
    '^(?:P|p)ermission denied',
    '^(?:C|c)ould not (?:connect|open|retrieve)',
    '^(?:C|c)ommunication (?:failure|with)',
    '^no such ',
    'command is not valid on',
    'not supported on this platform',
  ].join('|'),
)
/** What is asked about does not run there, which is an answer. */
const idle = /\b(?:is|are) not (?:running|configured|enabled)\b|\bnot running\b/i

export type Sentence = { readonly kind: 'refused' | 'not-running'; readonly message: string; readonly line: number }

/** A sentence of a device in place of data; undefined for a line that is none. */
export const sentenceIn = (line: string, number: number): Sentence | undefined => {
  const text = line.trim()
  if (text === '' || text.length > 400) return undefined
  const kind = idle.test(text) && /^(?:error: |warning: )?[A-Za-z]/.test(text) ? 'not-running' : refusal.test(text) ? 'refused' : undefined
  return kind && { kind, message: quoted(text.replace(/^(?:error|warning): /i, '')).slice(1, -1), line: number }
}
