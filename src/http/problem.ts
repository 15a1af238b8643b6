import { z } from 'zod'
import { type Problem, ProblemError, statusOf } from '../lib/problem.ts'
import { type FieldProblem, fieldWords } from './field-words.ts'

/** RFC 9457 problem details, with what Holdfast adds: what to do, and for a refusal the decision and its clauses. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  found: z.string().optional(),
  expected: z.string().optional(),
  toDo: z.string().optional(),
  retryAfter: z.number().optional(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  decision: z.string().optional(),
  clauses: z.array(z.string()).optional(),
})

/** Ends in one full stop, whether or not what was found brought its own. */
const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

export const answerOf = (problem: Problem) => {
  const { kind, title, ...more } = problem
  const detail = [more.found && `Found: ${sentence(more.found)}`, more.expected && `Expected: ${sentence(more.expected)}`, more.toDo]
    .filter(Boolean)
    .join(' ')
  return { type: `/problems/${kind}`, title, status: statusOf[kind], ...(detail ? { detail } : {}), ...more }
}

type Failure = Error & {
  statusCode?: number
  code?: string
  syscall?: string
  validation?: readonly ({ instancePath: string } & FieldProblem)[]
  validationContext?: string
}

/** The one place where an error becomes an answer. What nobody foresaw is a bug: its text stays in the log. */
export function translate(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const failure = error as Failure
  if (failure?.validation) {
    return {
      kind: 'bad-request',
      title: 'The request does not fit its description',
      expected: 'what each field says beneath; /docs describes the whole request',
      fields: failure.validation.slice(0, 20).map((v) => ({
        field: [failure.validationContext, ...v.instancePath.split('/').filter(Boolean)].filter(Boolean).join('.'),
        message: fieldWords(v),
      })),
    }
  }
  const code = failure?.code ?? ''
  if (code === '23505') return { kind: 'conflict', title: 'That exists already', toDo: 'Reload and look before trying again.' }
  if (code === '23503') return { kind: 'conflict', title: 'It refers to something that does not exist in this account' }
  if (code === '23514' || code === '22001' || code === '22P05' || code === '22021')
    return {
      kind: 'bad-request',
      title: 'A value is outside what can be stored',
      toDo: 'Check lengths, dates and special characters.',
    }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return {
      kind: 'outage',
      title: 'The server has no room left for files',
      toDo: 'Nothing was half-written. Tell your administrator, and go on when there is room.',
    }
  if (code === '57014' || code === '55P03' || code === '40P01')
    return {
      kind: 'outage',
      title: 'This took too long and was given up',
      toDo: 'Nothing was changed. Try again in a moment.',
    }
  if (
    /^(08|57P|53)/.test(code) ||
    code === 'ECONNREFUSED' || // always of connecting, and the one code that several addresses tried in turn leave without a syscall
    (code === 'ENOENT' && failure.syscall === 'connect') || // no socket there; a missing file has the same code and is no outage
    /timeout exceeded when trying to connect|Connection terminated/.test(failure?.message ?? '')
  ) {
    return {
      kind: 'outage',
      title: 'The database cannot be reached',
      toDo: 'Try again in a moment with the same Idempotency-Key.',
    }
  }
  const status = failure?.statusCode ?? 500
  if (status === 413) return { kind: 'too-large', title: 'The request is larger than allowed', found: failure.message }
  if (status === 415) return { kind: 'bad-request', title: 'The content type is not understood', expected: 'application/json' }
  if (status === 429) return { kind: 'too-many', title: 'Too many requests', toDo: 'Wait a minute and try again.' }
  if (status >= 400 && status < 500) return { kind: 'bad-request', title: failure.message }
  return {
    kind: 'bug',
    title: 'Something failed on our side',
    toDo: 'Nothing was half-written. Tell your administrator the request id.',
  }
}
