import type { ReaderWarning } from '../warning.ts'
import type { Notes } from './fields.ts'
import type { ShowValues } from './readers.ts'

/** What came of a command. Only `read` has a value; none of the others is a sign of health. */
export type Outcome<Value> =
  | { readonly outcome: 'read'; readonly value: Value }
  /** The device answered, and there was nothing in it. */
  | { readonly outcome: 'empty' }
  /** The device refused the command, in these words. */
  | { readonly outcome: 'refused'; readonly message: string }
  /** What was asked about does not run there, in these words. */
  | { readonly outcome: 'not-running'; readonly message: string }
  /** There was an answer, and none of it was understood; the warnings say what. */
  | { readonly outcome: 'unread' }

type Context = {
  /** As it was typed, where the capture shows it. */
  readonly command?: string
  /** The host name of the prompt. */
  readonly device?: string
  /** The routing engine, node or member that answered, where several did: `re0`, `node1`, `fpc2`. */
  readonly engine?: string
  /** Where it begins in the capture, counted from 1. */
  readonly line: number
  readonly warnings: readonly ReaderWarning[]
}

export type ShowKind = keyof ShowValues

/** One answer to one command by one engine, told apart by `kind` (the command) and `outcome`. */
export type ShowReply =
  | { readonly [Kind in ShowKind]: Context & { readonly kind: Kind } & Outcome<ShowValues[Kind]> }[ShowKind]
  /** A refusal, or nothing, in answer to a command that the capture does not name. */
  | (Context & { readonly kind: 'unknown' } & Exclude<Outcome<never>, { outcome: 'read' }>)

/** A part of a capture that was not read, and why. */
export type SkippedReply = {
  readonly line: number
  /** How many lines it has. */
  readonly lines: number
  readonly command?: string
  readonly device?: string
  readonly why: string
}

export type ShowRead = { readonly kind: 'show-read'; readonly replies: readonly ShowReply[]; readonly skipped: readonly SkippedReply[] }

/** What a caller knows that the text may not say: the command as typed or the name of its RPC, and who answered. */
export type ShowHint = { readonly command?: string; readonly device?: string }

/** Where a reply was said. */
export type Place = { readonly engine: string | undefined; readonly line: number }

/** The kind of a reader and its value belong together, which a list of all readers no longer says: it is vouched for here. */
export const replyOf = (kind: ShowKind | 'unknown', { engine, line }: Place, notes: Notes, outcome: Outcome<unknown>): ShowReply =>
  ({ kind, ...(engine === undefined ? {} : { engine }), line, ...outcome, warnings: notes.all() }) as ShowReply
