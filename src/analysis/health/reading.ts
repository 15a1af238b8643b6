import type { ShowValues } from '../../junos/show/readers.ts'
import { readers } from '../../junos/show/readers.ts'
import type { ShowKind, ShowReply } from '../../junos/show/reply.ts'

/** What one device answered at one time: of each command and engine the last answer. */
export type Reading = { readonly replies: readonly ShowReply[] }

/** Where something was seen. */
export type Spot = {
  /** What an answer speaks of: `FPC 0`, `xe-0/0/1`, `BGP neighbor 192.0.2.1`. */
  readonly element: string
  /** Of the capture, where the answer begins. */
  readonly line: number
  readonly command: string
  /** The routing engine, node or member that said it, where several did. */
  readonly engine: string | null
}

export type Seen<Row> = { readonly row: Row; readonly at: Spot }
export type Answered<Kind extends ShowKind> = Seen<ShowValues[Kind]>

const commands = new Map<string, readonly string[]>(readers.map((reader) => [reader.kind, reader.commands]))

/** As a person would type them. */
export const commandsOf = (kind: ShowKind): readonly string[] => commands.get(kind) ?? []

const quiet = /\s*\|\s*(?:no-more|display \w+)\b.*$/

/** A command that was answered twice by one engine counts with its last answer; one that was understood is not outdone by one that was not. */
export function readingOf(replies: readonly ShowReply[]): Reading {
  const kept = new Map<string, ShowReply>()
  for (const [at, reply] of replies.entries()) {
    const key = `${reply.kind}\n${reply.engine ?? ''}\n${reply.command?.replace(quiet, '').trim() ?? at}`
    if (reply.outcome === 'read' || kept.get(key)?.outcome !== 'read') kept.set(key, reply)
  }
  return { replies: [...kept.values()] }
}

export const repliesOf = ({ replies }: Reading, kind: ShowKind): readonly ShowReply[] => replies.filter((each) => each.kind === kind)

/** The answers to a command that were read, one for each engine that gave one. */
export const answersOf = <Kind extends ShowKind>(reading: Reading | null, kind: Kind): readonly Answered<Kind>[] =>
  (reading === null ? [] : repliesOf(reading, kind)).flatMap((reply) => {
    if (reply.outcome !== 'read') return []
    const { engine = null, line, command = commandsOf(kind)[0]! } = reply
    // the value of a reply is that of its kind
    return [{ row: reply.value as ShowValues[Kind], at: { element: engine ?? kind, line, command: command.replace(quiet, ''), engine } }]
  })

/** Each row of a list in the answers to a command, under its name. */
export const rowsOf = <Kind extends ShowKind, Row>(
  reading: Reading | null,
  kind: Kind,
  list: (value: ShowValues[Kind]) => readonly Row[],
  element: (row: Row) => string,
): readonly Seen<Row>[] =>
  answersOf(reading, kind).flatMap(({ row: value, at }) => list(value).map((row) => ({ row, at: { ...at, element: element(row) } })))

/** The same thing in two readings: said by the same engine, under the same name. */
export const keyOf = ({ engine, element }: Spot): string => `${engine ?? ''}\n${element}`

/** What was seen now, beside what it was; undefined where it was not there. */
export function besideEarlier<Row>(
  now: readonly Seen<Row>[],
  earlier: readonly Seen<Row>[],
): readonly (Seen<Row> & { readonly was: Row | undefined })[] {
  const before = new Map(earlier.map(({ row, at }) => [keyOf(at), row]))
  return now.map(({ row, at }) => ({ row, at, was: before.get(keyOf(at)) }))
}

/** What was seen earlier and is not there now. */
export function goneFrom<Row>(now: readonly Seen<Row>[], earlier: readonly Seen<Row>[]): readonly Seen<Row>[] {
  const there = new Set(now.map(({ at }) => keyOf(at)))
  return earlier.filter(({ at }) => !there.has(keyOf(at)))
}
