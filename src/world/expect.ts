import type { Instant } from '../lib/time.ts'
import { readMoment } from './moment.ts'
import type { SeenNotice, SentLetter } from './postman.ts'
import type { Expectation } from './spec.ts'

/** An answer of the API as a story looks at it. */
export type Seen = { readonly status: number; readonly body: unknown; readonly alerts: number; readonly mail: readonly Letter[] } & Post

/** What left and what was told, in a story that looks at mail. */
export type Post = { readonly letters: readonly SentLetter[]; readonly notices: readonly SeenNotice[] }
export const noPost: Post = { letters: [], notices: [] }

/** A letter as it would be sent. */
export type Letter = {
  readonly kind: string
  /** What it is about, such as the number of a case. */
  readonly about: string
  readonly subject: string
  readonly text: string
  readonly to: readonly string[]
}

type Decided = {
  readonly verdict?: string
  readonly decidedBy?: readonly string[]
  readonly cures?: readonly string[]
  readonly reasons?: readonly { readonly clauses: readonly string[]; readonly holds: boolean; readonly cure?: string }[]
  readonly policies?: readonly { readonly id: string }[]
  readonly alternatives?: readonly { readonly offering: string }[]
  readonly candidates?: readonly unknown[]
  readonly contract?: string | null
}
type Clock = {
  readonly state?: string
  readonly dueAt?: string | null
  readonly targetRule?: string | null
  readonly byText?: string | null
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
  if (expected.decision === 'none') {
    if (decision !== undefined) say('decision', 'none', decision.verdict)
  } else if (expected.decision !== undefined && decision?.verdict !== expected.decision)
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
  const cures = [...(decision?.cures ?? []), ...(decision?.reasons ?? []).flatMap((reason) => (reason.holds ? [] : (reason.cure ?? [])))]
  for (const cure of expected.cure ?? [])
    if (!cures.some((each) => each.toLowerCase().includes(cure.toLowerCase()))) say('cure', cure, list(cures))
  among(expected.reasons, decision?.reasons, 'reasons', found)
  among(expected.candidates, decision?.candidates, 'candidates', found)
  for (const offering of expected.instead ?? [])
    if (!decision?.alternatives?.some((each) => each.offering === offering))
      say('service that would cover it', offering, list(decision?.alternatives?.map((each) => each.offering)))
  if (expected.contract !== undefined && (decision?.contract ?? body?.contract ?? null) !== expected.contract)
    say('contract', expected.contract, decision?.contract ?? body?.contract ?? null)
  if (expected.queue !== undefined && body?.queue !== expected.queue) say('queue', expected.queue, body?.queue)
  if (expected.state !== undefined && body?.state !== expected.state) say('state', expected.state, body?.state)
  if (expected.priority !== undefined && body?.priority !== expected.priority) say('priority', expected.priority, body?.priority)
  if (expected.owner !== undefined && body?.owner !== expected.owner) say('owner', expected.owner, body?.owner)
  if (expected.covered !== undefined && body?.covered !== expected.covered) say('covered', expected.covered, body?.covered)
  for (const [serial, verdict] of Object.entries(expected.lines ?? {})) {
    const line = (body?.lines as { serial: string; verdict: string }[] | undefined)?.find((each) => each.serial === serial)
    if (line?.verdict !== verdict) say(`line ${serial}`, verdict, line?.verdict ?? 'no such line')
  }
  const items = Array.isArray(body?.items) ? body.items : undefined
  if (expected.count !== undefined && items?.length !== expected.count) say('count', expected.count, items?.length ?? 'no list')
  among(expected.items, items, 'items', found)
  for (const [index, item] of (expected.absent ?? []).entries())
    if (items?.some((each) => fits(item, each)) !== false) say(`absent[${index}]`, 'no such item', items ? JSON.stringify(item) : 'no list')
  if (expected.clock !== undefined && clock?.state !== expected.clock) say('clock', expected.clock, clock?.state ?? 'no clock')
  if (expected.rule !== undefined && clock?.targetRule !== expected.rule) say('target rule', expected.rule, clock?.targetRule ?? 'none')
  if (expected.by !== undefined && !clock?.byText?.includes(expected.by)) say('early or late by', expected.by, clock?.byText ?? 'no clock')
  for (const line of expected.why ?? [])
    if (!clock?.why?.some((each) => each.toLowerCase().includes(line.toLowerCase()))) say('why', line, clock?.why ?? [])
  if (expected.due !== undefined) {
    const due = clock?.dueAt ?? null
    const wanted = expected.due === null ? null : new Date(readMoment(expected.due, at)).toISOString()
    if (due !== wanted) say('due', wanted, due)
  }
  if (expected.alerts !== undefined && expected.alerts !== seen.alerts) say('management alerts', expected.alerts, seen.alerts)
  if (expected.mails !== undefined && expected.mails !== seen.mail.length) say('letters', expected.mails, seen.mail.map(inShort))
  for (const wanted of expected.mail ?? [])
    if (!seen.mail.some((letter) => isLetter(letter, wanted))) say('a letter', JSON.stringify(wanted), seen.mail.map(inShort))
  found.push(...aboutPost(expected, seen))
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

const isTo = (address: string, wanted: string | undefined) => wanted === undefined || address === wanted || address.startsWith(`${wanted}@`)
const holds = (text: string, words: readonly string[] | undefined) =>
  (words ?? []).every((each) => text.toLowerCase().includes(each.toLowerCase()))

function aboutPost(expected: Expectation, { letters, notices }: Post): readonly string[] {
  const found: string[] = []
  const shown = letters.map(({ to, subject }) => `to ${to}: ${subject}`).join('; ') || 'none'
  const counts = typeof expected.sent === 'number' ? { '': expected.sent } : (expected.sent ?? {})
  for (const [name, wanted] of Object.entries(counts)) {
    const got = letters.filter(({ to }) => isTo(to, name || undefined)).length
    if (got !== wanted) found.push(`letters that left${name ? ` for ${name}` : ''}: expected ${wanted}, found ${got} (${shown})`)
  }
  for (const wanted of expected.letters ?? []) {
    const fit = letters.some(({ to, subject, text }) => {
      const whole = `${subject}\n${text}`
      return isTo(to, wanted.to) && holds(whole, wanted.text) && !(wanted.without ?? []).some((words) => holds(whole, [words]))
    })
    if (!fit) found.push(`a letter that left: expected ${JSON.stringify(wanted)}, found ${shown}`)
  }
  for (const wanted of expected.notices ?? []) {
    const fit = notices.some(
      ({ to, kind, title, text, mail }) =>
        isTo(to, wanted.to) &&
        (wanted.kind === undefined || wanted.kind === kind) &&
        holds(`${title}\n${text}`, wanted.text) &&
        holds(mail, wanted.mail),
    )
    const said = notices.map(({ to, title, mail }) => `${to}: ${title} (${mail})`).join('; ') || 'none'
    if (!fit) found.push(`a notice: expected ${JSON.stringify(wanted)}, found ${said}`)
  }
  return found
}

const inShort = ({ to, subject }: Letter): string => `to ${to.join(', ') || 'nobody'}: ${subject}`

/** A person's short name stands before the @ of the address. */
const isLetter = (letter: Letter, wanted: NonNullable<Expectation['mail']>[number]): boolean =>
  (wanted.to === undefined || letter.to.some((address) => address === wanted.to || address.startsWith(`${wanted.to}@`))) &&
  (wanted.kind === undefined || letter.kind === wanted.kind) &&
  (wanted.text ?? []).every((words) => `${letter.subject}\n${letter.text}`.toLowerCase().includes(words.toLowerCase()))

const fits = (wanted: unknown, got: unknown): boolean => {
  const misses: string[] = []
  partly(wanted, got, '', misses)
  return misses.length === 0
}

function among(wanted: readonly unknown[] | undefined, got: readonly unknown[] | undefined, what: string, found: string[]): void {
  if (wanted) partly(wanted, got ?? [], what, found)
}

/** Every part that the story writes must stand in the answer; a list matches when each written item is found in it, and an empty one when nothing is there. */
function partly(wanted: unknown, got: unknown, path: string, found: string[]): void {
  if (Array.isArray(wanted)) {
    const items = Array.isArray(got) ? got : []
    if (wanted.length === 0 && !(Array.isArray(got) && got.length === 0))
      found.push(`${path}: expected an empty list, found ${JSON.stringify(got)?.slice(0, 300)}`)
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
