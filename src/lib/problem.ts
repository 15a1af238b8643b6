/**
 * What went wrong, classed once. A refusal by a clause is not among these: it is a decision and a value.
 * Every problem says what was found, what was expected and what to do.
 */
export type ProblemKind =
  | 'bad-request'
  | 'not-signed-in'
  | 'not-permitted'
  | 'not-found'
  | 'conflict'
  | 'precondition'
  | 'too-large'
  | 'unprocessable'
  | 'too-many'
  | 'outage'
  | 'bug'

export const statusOf: Readonly<Record<ProblemKind, number>> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'not-permitted': 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  'too-large': 413,
  unprocessable: 422,
  'too-many': 429,
  outage: 503,
  bug: 500,
}

export type Problem = {
  readonly kind: ProblemKind
  readonly title: string
  readonly found?: string
  readonly expected?: string
  readonly toDo?: string
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
  /** Per field, where the input was structured. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[]
}

/** Carries a problem up to the one place that translates it into an answer. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

const problem =
  (kind: ProblemKind) =>
  (title: string, more: Omit<Problem, 'kind' | 'title'> = {}) =>
    new ProblemError({ kind, title, ...more })

export const badRequest = problem('bad-request')
export const notSignedIn = problem('not-signed-in')
export const notPermitted = problem('not-permitted')
export const conflict = problem('conflict')
export const precondition = problem('precondition')
export const tooLarge = problem('too-large')
export const unprocessable = problem('unprocessable')
export const tooMany = problem('too-many')
export const overloaded = problem('outage')

/**
 * The same answer for what does not exist and for what belongs to somebody else.
 * @param more what is there instead, where whoever asks may know it
 */
export const notFound = (what: string, more: Pick<Problem, 'found' | 'expected' | 'toDo'> = {}) =>
  new ProblemError({
    kind: 'not-found',
    title: `No such ${what}`,
    toDo: 'Check the spelling, and that you are signed in for the right account.',
    ...more,
  })

/** Two days that were given as a period come in their order. */
export function requireOrder({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): void {
  if (from !== undefined && to !== undefined && to < from)
    throw badRequest('The dates are in the wrong order', {
      found: `${from} to ${to}`,
      expected: 'a last day on or after the first',
      toDo: 'Give the earlier day as from and the later one as to.',
    })
}
