import { z } from 'zod'
import type { Tx } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import type { Instant } from '../lib/time.ts'

/**
 * Whose rows an operation works on: the account in its path, the account of whoever calls, all accounts that the
 * caller may reach (for staff: every one), or nobody's, for what comes before sign-in.
 */
export type OperationScope = 'account' | 'own' | 'reach' | 'provider' | 'nobody'

export type FilePart = {
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
  /** True once the stream was cut off at the size limit. */
  readonly truncated: () => boolean
}

/** What a handler is given: its transaction, who calls, which account, and the instant of the call. */
export type Call = {
  readonly tx: Tx
  readonly now: Instant
  readonly principal: Principal
  readonly account: AccountRef
  readonly request: {
    readonly id: string
    readonly address: string
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
  }
  /** Version that the caller last saw, from If-Match; undefined when it sent none. */
  readonly ifMatch: number | undefined
}

/** What an operation is given before its turn, when it holds neither a place nor a transaction. */
export type Early = Omit<Call, 'tx'> & {
  /** The file of a form, while it comes; cut off at so many bytes, or at what the server takes of any file. */
  readonly file: (mostBytes?: number) => Promise<FilePart | undefined>
  /** The bytes of a body that is no form, while they come; undefined when none were sent. */
  readonly bytes: () => NodeJS.ReadableStream | undefined
  /** A look at the rows, in a turn and a transaction of its own. */
  readonly look: <T>(work: (call: Call) => Promise<T>) => Promise<T>
}

/** What was made ready before the turn. `after` is told what the operation answered, or undefined when it failed. */
export type Ready = { readonly after?: (answer: Reply | undefined) => Promise<void> }

export type Reply = {
  readonly status: number
  readonly body?: unknown
  readonly version?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Sent instead of a body: a download. */
  readonly stream?: NodeJS.ReadableStream
}

type Shape = z.ZodType
type Parsed<S> = S extends Shape ? z.output<S> : Record<string, never>
type Given<P, Q, B> = { readonly params: Parsed<P>; readonly query: Parsed<Q>; readonly body: Parsed<B> }

export type Operation = {
  /** Its name everywhere: in OpenAPI, in the client, on the command line, in scenarios. Noun, dot, verb. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly summary: string
  /**
   * Asked of the permission matrix before anything else happens. Three words stand in no matrix: `public`, only before sign-in;
   * `known`, whoever it is; `signed-in`, whoever it is, but no API key with scopes, since what is a person's own belongs to none of them.
   */
  readonly permission: string
  readonly scope: OperationScope
  readonly params?: Shape
  readonly query?: Shape
  readonly body?: Shape
  /** The body is one file: as multipart/form-data, or as its bytes alone. */
  readonly upload?: 'form' | 'bytes'
  readonly answers: Readonly<Record<number, Shape>>
  /** Nothing of it is kept for a repeated request: neither the answer nor a hash of what was asked. */
  readonly unkept?: boolean
  /** True when the answer is no JSON. */
  readonly download?: boolean
  /** What takes long and needs nobody's place, such as receiving a file: done before the operation has its turn. */
  readonly before?: (call: Early, input: { params: never; query: never; body: never }) => Promise<Ready>
  readonly handle: (call: Call, input: { params: never; query: never; body: never }, ready: never) => Promise<Reply>
}

/** Declares one operation of the API. Its input is parsed by its schemas before the handler sees it. */
export function operation<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  R extends Ready = Ready,
>(
  declared: Omit<Operation, 'before' | 'handle' | 'params' | 'query' | 'body'> & {
    readonly params?: P
    readonly query?: Q
    readonly body?: B
    readonly before?: (call: Early, input: Given<P, Q, B>) => Promise<R>
    readonly handle: (call: Call, input: Given<P, Q, B>, ready: R) => Promise<Reply>
  },
): Operation {
  return declared as unknown as Operation
}

/** Answers 200 with a body. */
export const ok = (body: unknown, version?: number): Reply => ({
  status: 200,
  body,
  ...(version === undefined ? {} : { version }),
})
export const created = (body: unknown, version?: number): Reply => ({
  status: 201,
  body,
  ...(version === undefined ? {} : { version }),
})

const code = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{1,11}$/, 'an account code such as ACME')
  .transform((text) => text.toUpperCase())

/** Path parameters of an operation on an account. */
export const accountParams = z.object({ account: code })
/** The same of an operation on one of its contracts. */
export const contractParams = accountParams.extend({ contract: z.string().trim().min(3).max(40) })

/** One cursor style for every list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
})

export const pageOf = <T extends Shape>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

/** A cursor holds the sort key of the last row shown; it is opaque to callers. */
export const writeCursor = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

export function readCursor(text: string | undefined): readonly (string | number)[] | undefined {
  if (text === undefined) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(key) && key.every((part) => typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part)))
      ? key
      : undefined
  } catch {
    return undefined
  }
}

/** An instant in an answer. */
export const instantText = z.iso.datetime({ offset: true })
export const dateText = z.iso.date()
