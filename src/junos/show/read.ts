import { quoted } from '../warning.ts'
import { noteComplaints, outcomeOfError, outcomeOfSentence, readAnswer, readInventories, readInventoryText, readSection } from './answer.ts'
import { type Notes, newNotes } from './fields.ts'
import { type Complaint, type Part, readParts, sentenceIn, structureOf } from './parts.ts'
import type { AnyReader } from './readers.ts'
import { readerOfCommand, readerOfHead, readerOfRoot } from './recognise.ts'
import { replyOf, type ShowHint, type ShowRead, type ShowReply, type SkippedReply } from './reply.ts'
import { type Block, filterOf, splitSession } from './session.ts'
import { engineSections, type TextLine } from './text.ts'

const mostReplies = 20_000
const mostCharacters = 256_000_000

/** The replies of a block, and why some of it was not read. */
type Said = { readonly replies: readonly ShowReply[]; readonly why?: string }

/**
 * Reads whatever a file holds of the answers of Junos devices: one reply as XML (NETCONF or `| display xml`), JSON or
 * text, or a capture of many commands of one or more devices. Which command is answered shows in the element that holds
 * the answer, in the command behind a prompt, in the headings of a text; a `hint` says it where none of them does.
 * Never throws; each reply has its warnings with the lines of the capture, and what was not recognised is named with
 * its lines. The types are in `reply.ts`.
 */
export const readShow = (capture: string, hint: ShowHint = {}): ShowRead => {
  const read = readBlocks(splitSession(capture.slice(0, mostCharacters)), hint)
  if (capture.length <= mostCharacters) return read
  return { ...read, skipped: [{ line: 0, lines: 0, why: `Only the first ${mostCharacters} characters are read.` }, ...read.skipped] }
}

/** The same for a capture that is cut at its prompts already. */
export const readBlocks = (split: readonly Block[], hint: ShowHint = {}): ShowRead => {
  const replies: ShowReply[] = []
  const skipped: SkippedReply[] = []
  const blocks: readonly Block[] = split.length > 0 ? split : [{ command: undefined, device: undefined, line: 1, lines: [] }]
  for (const block of blocks) {
    const command = block.command ?? (blocks.length === 1 ? hint.command : undefined)
    const device = block.device ?? hint.device
    const context = { ...(command === undefined ? {} : { command }), ...(device === undefined ? {} : { device }) }
    const full = replies.length >= mostReplies
    const said: Said = full ? { replies: [], why: `More than ${mostReplies} replies in one capture.` } : readBlock(block, command)
    for (const reply of said.replies) replies.push({ ...context, ...reply })
    if (said.why !== undefined && skipped.length < mostReplies)
      skipped.push({ line: block.line, lines: block.lines.length, ...context, why: said.why })
  }
  if (replies.length + skipped.length === 0) skipped.push({ line: 1, lines: 1, why: 'Found no answer to a command.' })
  return { kind: 'show-read', replies, skipped }
}

const readBlock = (block: Block, command: string | undefined): Said => {
  const asked = readerOfCommand(command)
  const notes = newNotes()
  const filter = asked && filterOf(command)
  if (filter) notes.warn(block.line, `The answer went through "| ${filter}": what it left out is not known.`)
  if (block.whole) return readStructured('xml', block.whole, asked, notes)
  const first = block.lines.findIndex(({ text }) => text.trim() !== '')
  if (first < 0)
    return { replies: asked ? [replyOf(asked.kind, { engine: undefined, line: block.line }, notes, { outcome: 'empty' })] : [] }
  const lines = block.lines.slice(first)
  const form = structureOf(lines[0]!.text)
  if (!form) return readText(lines, command, asked, undefined, notes)
  return readStructured(form, { text: lines.map(({ text }) => text).join('\n'), line: lines[0]!.number }, asked, notes)
}

/** XML or JSON. Where its wrapping names commands, each is read by itself. */
const readStructured = (
  form: 'xml' | 'json',
  { text, line }: { readonly text: string; readonly line: number },
  asked: AnyReader | undefined,
  notes: Notes,
): Said => {
  const all = readParts(form, text, line, notes)
  const parts = all.slice(0, mostReplies)
  if (all.length > parts.length) notes.warn(line, `Found ${all.length} replies, expected at most ${mostReplies}: the rest is left out.`)
  const groups = [...Map.groupBy(parts, ({ command }) => command)]
  const said = (groups.length === 0 ? [[undefined, []] as const] : groups).map(([command, group]) => {
    const { replies, why } = readGroup(group, readerOfCommand(command) ?? asked, line, notes)
    return { replies: replies.map((reply) => (command === undefined ? reply : { command, ...reply })), why }
  })
  const why = said.flatMap((each) => each.why ?? []).join(' ')
  return { replies: said.flatMap(({ replies }) => replies), ...(why === '' ? {} : { why: why.slice(0, 500) }) }
}

type Answer = Extract<Part, { kind: 'answer' }>

/** What was said to one command, by one engine or several. */
const readGroup = (parts: readonly Part[], asked: AnyReader | undefined, line: number, notes: Notes): Said => {
  const answers = parts.filter((part): part is Answer => part.kind === 'answer')
  const known = new Map(answers.map((part) => [part, readerOfRoot(part.node, asked)] as const))
  const own = asked ?? answers.map((part) => known.get(part)).find((each) => each !== undefined)
  const inventories = answers.filter((part) => known.get(part)?.kind === 'chassis-hardware')
  const answered = new Set(answers.map(({ engine }) => engine))
  const complaints = Map.groupBy(
    parts.filter((part): part is Complaint => part.kind === 'error' || part.kind === 'warning'),
    ({ engine }) => engine,
  )
  const complaintsOf = (engine: string | undefined): readonly Complaint[] => (complaints.get(engine) ?? []).slice(0, 20)
  // What was wrong with the text as a whole is said with each reply, since any of them may lack what was lost.
  const shared = notes.all()
  const noting = (): Notes => newNotes(undefined, shared)

  const replies: ShowReply[] = []
  const strangers = new Set<string>()
  for (const part of parts) {
    if (part.kind === 'answer') {
      const reader = known.get(part)
      if (!reader) strangers.add(`<${part.node.name}>`)
      else if (reader.kind !== 'chassis-hardware')
        replies.push(readAnswer(reader, part.node, { engine: part.engine, line }, complaintsOf(part.engine), noting()))
      else if (part === inventories[0]) {
        const its = noting()
        for (const engine of new Set(inventories.map((each) => each.engine))) noteComplaints(complaintsOf(engine), its)
        replies.push(readInventories(inventories, part.node.line || line, its))
      }
    } else if (part.kind === 'text') {
      const inner = part.text.split('\n').map((text, at) => ({ number: part.line + at, text }))
      const said = readText(inner, undefined, own, part.engine, noting())
      replies.push(...said.replies)
      if (said.why !== undefined) strangers.add('<output>')
    } else if (part.kind === 'error' && !answered.has(part.engine))
      replies.push(replyOf(own?.kind ?? 'unknown', part, noting(), outcomeOfError(part)))
  }

  const broken = shared[0]?.message
  if (strangers.size > 0)
    return { replies, why: [`No reader for ${[...strangers].slice(0, 5).join(', ')}.`, broken].filter(Boolean).join(' ') }
  if (replies.length > 0) return { replies }
  if (broken !== undefined && !own) return { replies, why: broken }
  noteComplaints(complaintsOf(undefined), notes)
  const outcome = broken === undefined ? 'empty' : 'unread'
  const place = { engine: undefined, line: parts[0]?.kind === 'nothing' ? parts[0].line : line }
  return { replies: [replyOf(own?.kind ?? 'unknown', place, notes, { outcome })] }
}

/** More lines than this are no mere sentence in place of an answer. */
const mostWords = 4

const readText = (
  lines: readonly TextLine[],
  command: string | undefined,
  asked: AnyReader | undefined,
  engine: string | undefined,
  notes: Notes,
): Said => {
  const reader = asked ?? (command === undefined ? readerOfHead(lines) : undefined)
  const told = lines.filter(({ text }) => /[^\s^]/.test(text)).length
  const stranger = (): Said => ({
    replies: [],
    why: command === undefined ? 'Not recognised as an answer to a command.' : `No reader for ${quoted(command)}.`,
  })
  if (!reader) {
    // Of a command that is not known, only a refusal is sure to be no line of its answer.
    const sentences = told > mostWords ? [] : lines.map(({ text, number }) => sentenceIn(text, number))
    const said = sentences.find((each) => each?.kind === 'refused' || (each && told === 1))
    return said ? { replies: [replyOf('unknown', { engine, line: said.line }, notes, outcomeOfSentence(said))] } : stranger()
  }
  if (reader.kind === 'chassis-hardware') return { replies: [readInventoryText(lines, notes)] }
  const shared = notes.all()
  const sections = engineSections(lines)
    .slice(0, 1_000)
    .map((section) => readSection(reader, section.lines, section.engine ?? engine, newNotes(undefined, shared)))
  // A heading alone may mislead; a text of which hardly a line is understood is another command's.
  if (!asked && !reader.only && sections.reduce((sum, { missed }) => sum + missed, 0) > told / 2) return stranger()
  return { replies: sections.map(({ reply }) => reply) }
}
