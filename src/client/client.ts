import { type OperationId, type Operations, routes } from './api.gen.ts'
import { AnswerError, type ProblemAnswer } from './problem.ts'

export { AnswerError, type ProblemAnswer }

type Part<Id extends OperationId, Name extends 'params' | 'query' | 'body'> = Operations[Id][Name] extends undefined
  ? { [K in Name]?: undefined }
  : Name extends 'query'
    ? { [K in Name]?: Operations[Id][Name] }
    : { [K in Name]: Operations[Id][Name] }
/** What an operation takes, by its description. */
export type Input<Id extends OperationId> = Part<Id, 'params'> &
  Part<Id, 'query'> &
  Part<Id, 'body'> & { readonly ifMatch?: number; readonly key?: string; readonly signal?: AbortSignal }
export type Answer<Id extends OperationId> = Operations[Id]['answer']

/** Acts on a case: what answers with the case as it is afterwards. */
export type CaseAct = Exclude<{ [Id in OperationId]: Answer<Id> extends Answer<'case.read'> ? Id : never }[OperationId], 'case.read'>

/** The parts of the platform that a client needs; browser and Node both have them. */
type Send = (
  url: string,
  request: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal; credentials: 'same-origin' },
) => Promise<{ ok: boolean; status: number; text: () => Promise<string> }>

export type ClientOptions = {
  readonly base: string
  readonly headers?: Readonly<Record<string, string>>
  readonly send: Send
  readonly newKey: () => string
}

export type Client = ReturnType<typeof createClient>

/** The address of an operation with its parameters filled in. */
export function addressOf(
  id: OperationId,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = routes[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== null)
  return pairs.length === 0
    ? path
    : `${path}?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`).join('&')}`
}

/** A client of the API. Every POST carries an Idempotency-Key; give `key` to send the same request again safely. */
export function createClient({ base, headers = {}, send, newKey }: ClientOptions) {
  return {
    call: async <Id extends OperationId>(id: Id, input: Input<Id>): Promise<Answer<Id>> => {
      const { method } = routes[id]
      const { params, query, body, ifMatch, key, signal } = input as {
        params?: Record<string, string>
        query?: Record<string, unknown>
        body?: unknown
        ifMatch?: number
        key?: string
        signal?: AbortSignal
      }
      const answer = await send(base + addressOf(id, params, query), {
        method,
        credentials: 'same-origin',
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'idempotency-key': key ?? newKey() } : {}),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
      const text = await answer.text()
      const parsed = text === '' ? null : parse(text)
      if (!answer.ok)
        throw new AnswerError(
          (parsed as ProblemAnswer) ?? { type: 'about:blank', title: `The server answered ${answer.status}`, status: answer.status },
        )
      return parsed as Answer<Id>
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
