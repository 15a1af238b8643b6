import type { FastifyRequest } from 'fastify'
import { overloaded, tooMany } from '../lib/problem.ts'
import type { Admission, Lane, Refused } from './admission.ts'
import type { Operation } from './operation.ts'

/** How requests meet the bounds: each waits for its turn, and a body that trickles in is cut off. */

/** How urgent a request is. Opening a P1 or P2 goes before everything; a body is read by then. */
function laneOf({ id, method, download }: Operation, body: unknown): Lane {
  if (id === 'case.open') return /^P[12]$/.test(String((body as { priority?: unknown } | null)?.priority)) ? 0 : 1
  if (download || id.startsWith('report.')) return 3
  // a piece of a file is no more urgent than reading
  return method === 'GET' || id === 'upload.append' ? 2 : 1
}

/** Works on a request when its turn has come, or says when to come again. */
export async function inTurn<T>(
  operation: Operation,
  accountId: string,
  body: unknown,
  admission: Admission,
  work: () => Promise<T>,
): Promise<T> {
  const place = await admission.enter(laneOf(operation, body), accountId)
  if (typeof place !== 'function') throw comeAgain(place)
  try {
    return await work()
  } finally {
    place()
  }
}

export const comeAgain = ({ why, retryAfterSeconds }: Refused) =>
  (why === 'account' ? tooMany : overloaded)(
    why === 'account' ? 'Your account asks for more at once than it may' : 'The server has more to do than it can',
    {
      toDo: `Try again in ${retryAfterSeconds} seconds, with the same Idempotency-Key. Opening a P1 goes before everything else.`,
      retryAfter: retryAfterSeconds,
    },
  )

/** Ends a connection whose body does not arrive in time; `bodyRead` takes the watch off again. */
export function watchBody(request: FastifyRequest): void {
  const { raw } = request
  if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
  request.bodyWatch = setTimeout(() => raw.destroy(), bodyMs)
}

export function bodyRead(request: FastifyRequest): void {
  if (request.bodyWatch !== null) clearTimeout(request.bodyWatch)
  request.bodyWatch = null
}

const bodyMs = 20_000
