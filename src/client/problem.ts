/** What an answer says when it is no success: RFC 9457 with Holdfast's additions. */
export type ProblemAnswer = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly found?: string
  readonly expected?: string
  readonly toDo?: string
  readonly fields?: readonly { readonly field: string; readonly message: string }[]
  readonly clauses?: readonly string[]
  readonly decision?: unknown
  readonly requestId?: string
}

/** Thrown for every answer that is no success; `problem` holds its parts. */
export class AnswerError extends Error {
  readonly problem: ProblemAnswer
  constructor(problem: ProblemAnswer) {
    super([problem.title, problem.detail, problem.toDo].filter(Boolean).join('. '))
    this.problem = problem
  }
}
