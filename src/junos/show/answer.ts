import { quoted } from '../warning.ts'
import type { XmlNode } from '../xml.ts'
import type { ChassisDevice } from './chassis-hardware/hardware.ts'
import { devicesIn, readChassisHardware } from './chassis-hardware/read.ts'
import type { Notes } from './fields.ts'
import { apart, type Complaint, type Sentence, sentenceIn } from './parts.ts'
import { leafNode } from './reader.ts'
import type { AnyReader } from './readers.ts'
import { type Outcome, type Place, replyOf, type ShowReply } from './reply.ts'
import { readLines, type TextLine } from './text.ts'

/** One answer of one engine, once it is known which command it answers. */

const wordsOf = (complaint: Complaint): string => (complaint.kind === 'text' ? complaint.text : complaint.message)

export const outcomeOfSentence = ({ kind, message }: Sentence): Outcome<never> => ({ outcome: kind, message })

/** What an error says in place of an answer. */
export const outcomeOfError = (complaint: Complaint): Outcome<never> => {
  const words = wordsOf(complaint)
  const sentence = sentenceIn(words, 0)
  return sentence?.kind === 'not-running'
    ? outcomeOfSentence(sentence)
    : { outcome: 'refused', message: quoted(words.replace(/^error: /i, '')).slice(1, -1) }
}

export const noteComplaints = (complaints: readonly Complaint[], notes: Notes): void => {
  for (const each of complaints) notes.warn(each.line, `The device says: ${quoted(wordsOf(each))}.`)
}

const outcomeOfTree = (reader: AnyReader, node: XmlNode, notes: Notes): Outcome<unknown> => {
  if (node.children.length === 0 && node.text === '') return { outcome: 'empty' }
  const value = reader.table.read(reader.before?.(node) ?? node, notes)
  return value === undefined ? { outcome: 'unread' } : { outcome: 'read', value }
}

/** An element of XML or JSON; `beside` are the errors and warnings that the same engine gave with it. */
export const readAnswer = (
  reader: AnyReader,
  root: XmlNode,
  { engine, line }: Place,
  beside: readonly Complaint[],
  notes: Notes,
): ShowReply => {
  const { node, inside } = apart(root, reader.outputs === true)
  const complaints = [...inside, ...beside]
  const place = { engine, line: root.line || line }
  const serious = complaints.find(({ kind }) => kind === 'error' || kind === 'text')
  if (node.children.length === 0 && serious) return replyOf(reader.kind, place, notes, outcomeOfError(serious))
  noteComplaints(complaints, notes)
  return replyOf(reader.kind, place, notes, outcomeOfTree(reader, node, notes))
}

/** The text of one engine. `missed` counts the lines that were not understood. */
export const readSection = (
  reader: AnyReader,
  lines: readonly TextLine[],
  engine: string | undefined,
  notes: Notes,
): { readonly reply: ShowReply; readonly missed: number } => {
  const sentences: Sentence[] = []
  let missed = 0
  const place = { engine, line: lines[0]?.number ?? 1 }
  const node = readLines(reader.roots[0]!, reader.rules, reader.parted?.(lines, notes) ?? lines, notes, ({ number, text }) => {
    const sentence = sentenceIn(text, number)
    if (sentence) sentences.push(sentence)
    // The caret below a command that was not understood says nothing by itself.
    else if (text !== '^') {
      missed += 1
      if (reader.only?.test(text) ?? true) notes.warn(number, `Not understood: ${quoted(text)}.`)
    }
  })
  const reply = (outcome: Outcome<unknown>) => ({ reply: replyOf(reader.kind, place, notes, outcome), missed })
  const [sentence] = sentences
  if (node.children.length === 0 && sentence) return reply(outcomeOfSentence(sentence))
  for (const each of sentences) notes.warn(each.line, `The device says: ${quoted(each.message)}.`)
  if (node.children.length > 0 || missed === 0) return reply(outcomeOfTree(reader, node, notes))
  notes.warn(place.line, `Found nothing of "${reader.commands[0]}" in ${missed} lines.`)
  return reply({ outcome: 'unread' })
}

/** An inventory folds its engines into devices by their serials, so all of them are one reply. */
const inventory = (devices: readonly ChassisDevice[], line: number, notes: Notes, said?: Outcome<never>): ShowReply =>
  replyOf(
    'chassis-hardware',
    { engine: undefined, line },
    notes,
    devices.length > 0 ? { outcome: 'read', value: { devices } } : (said ?? { outcome: 'unread' }),
  )

/** Inventories as elements, each with its engine. */
export const readInventories = (
  parts: readonly { readonly engine: string | undefined; readonly node: XmlNode }[],
  line: number,
  notes: Notes,
): ShowReply => {
  const roots = parts.map(({ engine, node }) =>
    engine === undefined
      ? node
      : { ...leafNode('multi-routing-engine-item', '', node.line), children: [leafNode('re-name', engine, node.line), node] },
  )
  return inventory(devicesIn(roots, notes.warn), line, notes)
}

/** The text of an inventory. */
export const readInventoryText = (lines: readonly TextLine[], notes: Notes): ShowReply => {
  const line = lines[0]?.number ?? 1
  const { devices, warnings } = readChassisHardware(lines.map(({ text }) => text).join('\n'))
  for (const each of warnings) notes.warn(each.line + line - 1, each.message)
  const sentence = lines
    .slice(0, 20)
    .map(({ text, number }) => sentenceIn(text, number))
    .find((each) => each !== undefined)
  return inventory(devices, line, notes, sentence && outcomeOfSentence(sentence))
}
