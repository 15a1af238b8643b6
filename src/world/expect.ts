import type { Instant } from '../lib/time.ts'
import { readMoment } from './moment.ts'
import type { Expectation } from './spec.ts'

/** An answer of the API as a story looks at it. */
export type Seen = { readonly status: number; readonly body: unknown; readonly alerts: number }

type Decided = {
  readonly verdict?: string
  readonly decidedBy?: readonly string[]
  readonly cures?: readonly string[]
  readonly reasons?: readonly { readonly clauses: readonly string[]; readonly cure?: string }[]
  readonly policies?: readonly { readonly id: string }[]
  readonly alternatives?: readonly { readonly offering: string }[]
  readonly contract?: string | null
}
type Clock = {
  readonly state?: string
  readonly dueAt?: string | null
  readonly targetRule?: string | null
  readonly why?: readonly string[]
}

/** The decision in an answer, wherever it stands: the answer itself, or its part `decided` or `decision`. */
export function decisionIn(body: unknown): Decided | undefined {
  const held = body as Record<string, unknown> | null
  for (const candidate of [held?.decided, held?.decision, held]) {
    if (typeof candidate === 'object' && candidate !== null && 'verdict' in candidate && 'decidedBy' in candidate)
      return candidate as Decided
  }
  return undefined
}

const list = (items: readonly string[] | undefined) => (items && items.length > 0 ? items.join(', ') : 'none')

/** What differs between an answer and what the story expects, in words; empty when nothing does. */
export function differences(expected: Expectation, seen: Seen, at: Instant): readonly string[] {
  const found: string[] = []
  const body = seen.body as Record<string, unknown> | null
  const say = (what: string, wanted: unknown, got: unknown) =>
    found.push(
      `${what}: expected ${typeof wanted === 'string' ? wanted : JSON.stringify(wanted)}, found ${typeof got === 'string' ? got : JSON.stringify(got)}`,
    )
  const decision = decisionIn(body)
  const clock = body?.clock as Clock | undefined
  if (expected.status !== undefined && expected.status !== seen.status) say('status', expected.status, seen.status)
  if (expected.decision !== undefined && decision?.verdict !== expected.decision)
    say(
      'decision',
      expected.decision,
      decision?.verdict ?? `no decision (status ${seen.status}: ${String(body?.title ?? '')} ${String(body?.detail ?? '')})`,
    )
  for (const clause of expected.clauses ?? [])
    if (!decision?.decidedBy?.includes(clause)) say(`clause ${clause} among those that decided`, clause, list(decision?.decidedBy))
  for (const clause of expected.without ?? [])
    if (decision?.decidedBy?.includes(clause)) say(`clause ${clause} not among those that decided`, 'absent', list(decision?.decidedBy))
  for (const clause of expected.speaks ?? [])
    if (!decision?.reasons?.some((reason) => reason.clauses.includes(clause)))
      say(`clause ${clause} among those that spoke`, clause, list(decision?.reasons?.flatMap((reason) => reason.clauses)))
  for (const policy of expected.policies ?? [])
    if (!decision?.policies?.some((use) => use.id === policy))
      say(`policy ${policy}`, policy, list(decision?.policies?.map((use) => use.id)))
  if (expected.cure !== undefined) {
    const cures = [...(decision?.cures ?? []), ...(decision?.reasons ?? []).flatMap((reason) => reason.cure ?? [])]
    if (!cures.some((cure) => cure.toLowerCase().includes((expected.cure as string).toLowerCase()))) say('cure', expected.cure, list(cures))
  }
  for (const offering of expected.instead ?? [])
    if (!decision?.alternatives?.some((each) => each.offering === offering))
      say('service that would cover it', offering, list(decision?.alternatives?.map((each) => each.offering)))
  if (expected.contract !== undefined && (decision?.contract ?? body?.contract ?? null) !== expected.contract)
    say('contract', expected.contract, decision?.contract ?? body?.contract ?? null)
  if (expected.queue !== undefined && body?.queue !== expected.queue) say('queue', expected.queue, body?.queue)
  if (expected.state !== undefined && body?.state !== expected.state) say('state', expected.state, body?.state)
  if (expected.clock !== undefined && clock?.state !== expected.clock) say('clock', expected.clock, clock?.state ?? 'no clock')
  if (expected.rule !== undefined && clock?.targetRule !== expected.rule) say('target rule', expected.rule, clock?.targetRule ?? 'none')
  if (expected.why !== undefined && !clock?.why?.some((line) => line.toLowerCase().includes((expected.why as string).toLowerCase())))
    say('why', expected.why, clock?.why ?? [])
  if (expected.due !== undefined) {
    const due = clock?.dueAt ?? null
    const wanted = expected.due === null ? null : new Date(readMoment(expected.due, at)).toISOString()
    if (due !== wanted) say('due', wanted, due)
  }
  if (expected.alerts !== undefined && expected.alerts !== seen.alerts) say('management alerts', expected.alerts, seen.alerts)
  if (expected.error !== undefined) {
    const text = [
      body?.title,
      body?.detail,
      ...((body?.fields as { field: string; message: string }[] | undefined) ?? []).map((each) => `${each.field} ${each.message}`),
    ]
      .filter(Boolean)
      .join(' ')
    if (!text.toLowerCase().includes(expected.error.toLowerCase())) say('error', expected.error, text || `status ${seen.status}`)
  }
  if (expected.answer !== undefined) partly(expected.answer, seen.body, 'answer', found)
  return found
}

/** Every part that the story writes must stand in the answer; a list matches when each written item is found in it. */
function partly(wanted: unknown, got: unknown, path: string, found: string[]): void {
  if (Array.isArray(wanted)) {
    const items = Array.isArray(got) ? got : []
    wanted.forEach((item, index) => {
      const fits = items.some((each) => {
        const misses: string[] = []
        partly(item, each, '', misses)
        return misses.length === 0
      })
      if (!fits) found.push(`${path}[${index}]: expected ${JSON.stringify(item)}, found ${JSON.stringify(got)?.slice(0, 300)}`)
    })
  } else if (typeof wanted === 'object' && wanted !== null) {
    for (const [key, value] of Object.entries(wanted))
      partly(value, (got as Record<string, unknown> | null)?.[key], `${path}.${key}`, found)
  } else if (wanted !== got) found.push(`${path}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(got)}`)
}
