import { unprocessable } from '../lib/problem.ts'
import type { Reason } from './decision.ts'

/** The first reason that does not hold, as the answer to whoever asked. */
export function refuseBy(reasons: readonly Reason[], what: string): void {
  const failing = reasons.find(({ holds, weight }) => !holds && weight === 'refuse')
  if (!failing) return
  throw unprocessable(`${what} (${failing.clauses.join(', ') || failing.source})`, {
    found: `${failing.fact}: ${wordsOf(failing.found)}`,
    expected: wordsOf(failing.expected),
    toDo: failing.cure ?? '',
  })
}

const wordsOf = (value: Reason['found']): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value ?? 'none'))
