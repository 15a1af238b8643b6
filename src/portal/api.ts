import { keepPreviousData, QueryClient, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import type { OperationId } from '../client/api.gen.ts'
import { type Answer, AnswerError, createClient, type Input, type ProblemAnswer } from '../client/client.ts'
import { told } from './ui/toast.ts'

/** `crypto.randomUUID` exists only on secure origins; a portal on a plain address inside a company has none. */
export const newKey = (): string =>
  typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export const client = createClient({ base: '', send: (url, request) => fetch(url, request), newKey })

export const statusOf = (error: unknown): number | undefined => (error instanceof AnswerError ? error.problem.status : undefined)

/** What went wrong as a problem, whatever was thrown. */
export const problemOf = (error: unknown): ProblemAnswer =>
  error instanceof AnswerError
    ? error.problem
    : {
        type: 'about:blank',
        title: 'The server cannot be reached',
        status: 0,
        toDo: 'Check the connection and try again. What you typed is kept.',
      }

/** A message of the browser that something could not be fetched: an answer, or a part of the program. */
const outOfReach = /fetch|network|load failed|import/i

/** What is said where a page broke: its own fault is told as one, with the words that a person can pass on. */
export const failureOf = (error: unknown): unknown =>
  error instanceof AnswerError || outOfReach.test(String(error))
    ? error
    : new AnswerError({
        type: 'about:blank',
        title: 'This page has failed',
        status: 0,
        found: String(error),
        toDo: 'Load it again. If it fails again, tell your administrator what stands here and what you did.',
      })

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && (statusOf(error) ?? 503) >= 500,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always' },
  },
})

type Options = { readonly enabled?: boolean; readonly every?: number; readonly keep?: boolean; readonly fresh?: number }

/** Reads an operation; `every` reads it again in that many milliseconds while the page is looked at. */
export function useApi<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  { enabled, every, keep, fresh }: Options = {},
): UseQueryResult<Answer<Id>> {
  return useQuery({
    queryKey: [id, input],
    queryFn: ({ signal }) => client.call(id, { ...input, signal }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(fresh === undefined ? {} : { staleTime: fresh }),
  }) as UseQueryResult<Answer<Id>>
}

export type ActOptions<Id extends OperationId> = {
  /** Said in a toast when it is done. */
  readonly done?: string | ((answer: Answer<Id>) => string)
  readonly after?: (answer: Answer<Id>) => void
  readonly failed?: (error: Error) => void
  /** False when nothing that is shown changes by it, such as a preview. */
  readonly changes?: boolean
}

/**
 * Performs an operation. Its Idempotency-Key stays the same until the server has answered, so pressing again after a
 * lost connection does nothing twice; what is asked while an answer is awaited waits its turn.
 */
export function useAct<Id extends OperationId>(id: Id, { done, after, failed, changes = true }: ActOptions<Id> = {}) {
  const cache = useQueryClient()
  const key = useRef(newKey())
  const scope = { id: useId() }
  return useMutation<Answer<Id>, Error, Input<Id>>({
    scope,
    mutationFn: (input) => client.call(id, { ...input, key: key.current }),
    onSuccess: async (answer) => {
      if (changes) void cache.invalidateQueries()
      if (done !== undefined) told(typeof done === 'string' ? done : done(answer))
      after?.(answer)
    },
    onError: (error) => failed?.(error),
    onSettled: (_, error) => {
      if (!error || error instanceof AnswerError) key.current = newKey()
    },
  })
}
