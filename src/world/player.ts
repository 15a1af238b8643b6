import type { FastifyInstance } from 'fastify'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import type { Operation } from '../http/operation.ts'
import { fireNext, nextDue } from '../jobs/runner.ts'
import type { Principal } from '../lib/principal.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { findPrincipal } from '../parties/service.ts'
import { createServer } from '../server.ts'
import { type Built, buildWorld } from './build.ts'
import { decisionIn, differences } from './expect.ts'
import { readMoment } from './moment.ts'
import type { Scenario, Step } from './spec.ts'

/** What one step did: printed for people, or as a line of JSON. */
export type Played = {
  readonly step: number
  readonly at: string
  readonly as: string
  readonly do: string
  readonly status: number
  readonly decision?: { readonly verdict: string; readonly clauses: readonly string[]; readonly cures: readonly string[] }
  readonly number?: string
  readonly due?: string
  readonly clock?: string
  readonly error?: string
  /** Timers that fired on the way to this step. */
  readonly fired: readonly { readonly kind: string; readonly at: string }[]
  readonly alerts: readonly { readonly subject: string; readonly to: readonly string[] }[]
  readonly answer: unknown
  readonly failures: readonly string[]
}

type Player = {
  readonly app: FastifyInstance
  readonly parts: Parts
  readonly built: Built
  readonly operations: ReadonlyMap<string, Operation>
  readonly principals: ReadonlyMap<string, Principal>
  readonly clock: { now: Instant }
  readonly names: Map<string, unknown>
  alertsSeen: number
}

/**
 * Plays a story against an empty, migrated database: builds its world, then walks its steps through the same API as
 * everybody else, moving the clock and firing timers in order on the way.
 */
export async function play(parts: Parts, scenario: Scenario, seen: (played: Played) => void): Promise<{ readonly failures: number }> {
  const moments = momentsOf(scenario.steps)
  const clock = { now: (moments[0] ?? 0) - 60_000 }
  const built = await inScope(parts.db, providerScope, (tx) => buildWorld(tx, scenario.world, clock.now))
  const principals = new Map<string, Principal>()
  for (const [name, { personId }] of built.people) {
    const principal = await inScope(parts.db, providerScope, (tx) => findPrincipal(tx, { personId }))
    if (principal) principals.set(name, principal)
  }
  const gate = {
    ...parts.gate,
    authenticate: async (headers: Readonly<Record<string, string | string[] | undefined>>) => {
      const known = principals.get(String(headers['x-person']))
      return known && inScope(parts.db, providerScope, (tx) => findPrincipal(tx, { personId: known.personId }))
    },
  }
  const app = await createServer({ logLevel: 'silent', uploadBytes: 1_000_000 }, { ...parts, gate }, () => clock.now, true)
  const player: Player = {
    app,
    parts,
    built,
    operations: new Map(parts.operations.map((each) => [each.id, each])),
    principals,
    clock,
    names: new Map(),
    alertsSeen: 0,
  }
  let failures = 0
  try {
    for (const [index, step] of scenario.steps.entries()) {
      const played = await playStep(player, step, index + 1, moments[index] as Instant)
      failures += played.failures.length
      seen(played)
    }
  } finally {
    await app.close()
  }
  return { failures }
}

function momentsOf(steps: readonly Step[]): readonly Instant[] {
  const moments: Instant[] = []
  for (const [index, step] of steps.entries()) {
    const at = readMoment(step.at, moments.at(-1))
    if (moments.length > 0 && at < (moments.at(-1) as Instant))
      throw new Error(`step ${index + 1} lies before the step before it: ${step.at}`)
    moments.push(at)
  }
  return moments
}

async function playStep(player: Player, step: Step, number: number, at: Instant): Promise<Played> {
  const fired = await passTime(player, at)
  const head = { step: number, at: toIso(at), as: step.as, do: step.do, fired }
  const answer = step.do === 'time.pass' ? { status: 200, body: null as unknown } : await perform(player, step, at)
  if (step.name) player.names.set(step.name, answer.body)
  const alerts = await newAlerts(player)
  const body = answer.body as Record<string, unknown> | null
  const decision = decisionIn(body)
  const failures = step.expect
    ? differences(step.expect, { ...answer, alerts: alerts.length }, at)
    : answer.status >= 500
      ? [`status ${answer.status}: ${JSON.stringify(body)}`]
      : []
  const clock = body?.clock as { dueAt?: string | null; state?: string } | undefined
  return {
    ...head,
    status: answer.status,
    alerts,
    answer: answer.body,
    failures,
    ...(decision ? { decision: { verdict: decision.verdict ?? '', clauses: decision.decidedBy ?? [], cures: decision.cures ?? [] } } : {}),
    ...(typeof body?.number === 'string' ? { number: body.number } : {}),
    ...(clock?.dueAt ? { due: clock.dueAt } : {}),
    ...(clock?.state ? { clock: clock.state } : {}),
    ...(answer.status >= 400 && body ? { error: [body.title, body.detail].filter(Boolean).join('. ') } : {}),
  }
}

/** Moves the clock to `at`; timers due on the way fire at their own instants, in order. */
async function passTime({ parts, clock }: Player, at: Instant) {
  const fired: { kind: string; at: string }[] = []
  for (let guard = 0; guard < 10_000; guard++) {
    const due = await nextDue(parts.db)
    if (due === undefined || due > at) break
    clock.now = Math.max(clock.now, due)
    const timer = await fireNext(parts.db, parts.timers, clock.now)
    if (!timer) break
    if (timer.error !== undefined) throw timer.error
    fired.push({ kind: timer.kind, at: toIso(clock.now) })
  }
  clock.now = at
  return fired
}

async function newAlerts(player: Player) {
  const rows = await inScope(player.parts.db, providerScope, (tx) =>
    tx
      .selectFrom('outbox')
      .select(['subject', 'payload'])
      .where('kind', '=', 'management-alert')
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
  const fresh = rows.slice(player.alertsSeen)
  player.alertsSeen = rows.length
  return fresh.map((row) => ({
    subject: row.subject,
    to: ((row.payload as { to?: { email: string }[] }).to ?? []).map((each) => each.email),
  }))
}

async function perform(player: Player, step: Step, at: Instant): Promise<{ status: number; body: unknown }> {
  const operation = player.operations.get(step.do)
  if (!operation) throw new Error(`No operation "${step.do}". There are: ${[...player.operations.keys()].sort().join(', ')}, and time.pass`)
  if (operation.upload || operation.download) throw new Error(`"${step.do}" moves files; a story cannot.`)
  const { as, given } = throughTheDesk(player, step, at)
  if (!player.principals.has(as))
    throw new Error(`"${as}" is nobody in this world. There are: ${[...player.principals.keys()].sort().join(', ')}`)
  const { url, rest } = addressOf(player, operation, as, given)
  const query =
    operation.method === 'GET'
      ? Object.entries(rest).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
      : []
  const version = typeof rest.ifMatch === 'number' ? rest.ifMatch : await versionFor(player, operation, url, as)
  const { ifMatch: _, key, ...body } = rest
  const answer = await player.app.inject({
    method: operation.method,
    url: query.length > 0 ? `${url}?${query.join('&')}` : url,
    headers: {
      'x-person': as,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
    },
    ...(operation.method === 'GET' ? {} : { payload: operation.body ? body : {} }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) }
}

/** A call of a customer is answered by the desk, which logs it for the caller. */
function throughTheDesk(player: Player, step: Step, at: Instant) {
  const given = Object.fromEntries(Object.entries(step.with).map(([key, value]) => [key, resolve(player, value, at)]))
  const person = player.built.people.get(step.as)
  if (step.do !== 'case.open' || given.channel !== 'phone' || !person || person.staff) return { as: step.as, given }
  return { as: 'desk', given: { ...given, account: given.account ?? person.account, requester: person.email } }
}

/** `$call.number` is a part of an earlier answer; a person's short name stands for the address; moments become instants. */
function resolve(player: Player, value: unknown, at: Instant): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(player, item, at))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(player, item, at)]))
  if (typeof value !== 'string') return value
  const reference = /^\$([a-z][a-z0-9_]*)((?:\.[\w-]+)*)$/.exec(value)
  if (reference) {
    if (!player.names.has(reference[1] as string)) throw new Error(`${value}: no step before has the name "${reference[1]}"`)
    const path = (reference[2] ?? '').split('.').filter(Boolean)
    const found = path.reduce<unknown>(
      (held, part) => (held as Record<string, unknown> | null)?.[part],
      player.names.get(reference[1] as string),
    )
    if (found === undefined) throw new Error(`${value}: the answer holds no ${path.join('.')}`)
    return found
  }
  if (/^(\+(\d+[dhms])+|\d{4}-\d\d-\d\dT[\d:]+\[.+)$/.test(value)) return toIso(readMoment(value, at))
  return value
}

const personFields = new Set(['person', 'requester', 'to', 'replacement'])

function addressOf(player: Player, operation: Operation, as: string, given: Readonly<Record<string, unknown>>) {
  const rest: Record<string, unknown> = { ...given }
  for (const field of personFields) {
    const known = typeof rest[field] === 'string' ? player.built.people.get(rest[field] as string) : undefined
    if (known) rest[field] = field === 'person' && operation.path.includes(':person') ? known.personId : known.email
  }
  const url = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name] ?? (name === 'account' ? accountFor(player, as, rest) : name === 'serial' ? rest.device : undefined)
    if (value === undefined || value === null) throw new Error(`"${operation.id}" needs "${name}"`)
    delete rest[name]
    if (name === 'serial') delete rest.device
    return encodeURIComponent(String(value))
  })
  return { url, rest }
}

/** The account that a step is about: said, or the one of the case, contract or device it names, or the person's own. */
function accountFor(player: Player, as: string, given: Readonly<Record<string, unknown>>): string | undefined {
  const person = player.built.people.get(as)
  if (person && !person.staff && player.built.accounts.get(person.account)?.kind === 'customer') return person.account
  for (const name of ['case', 'contract'] as const) if (typeof given[name] === 'string') return (given[name] as string).split('-')[0]
  for (const name of ['device', 'serial'] as const) {
    const owner = typeof given[name] === 'string' ? player.built.serials.get((given[name] as string).toUpperCase()) : undefined
    if (owner) return owner
  }
  const requester =
    typeof given.requester === 'string' ? [...player.built.people.values()].find((each) => each.email === given.requester) : undefined
  if (requester) return requester.account
  const customers = [...player.built.accounts.values()].filter((account) => account.kind === 'customer')
  return customers.length === 1 ? customers[0]?.code : person?.account
}

/** An edit needs the version last seen: a story that says nothing has just looked. */
async function versionFor(player: Player, operation: Operation, url: string, as: string): Promise<number | undefined> {
  if (operation.method !== 'PATCH') return undefined
  const look = await player.app.inject({ method: 'GET', url, headers: { 'x-person': as } })
  if (look.statusCode !== 200) return undefined
  return (JSON.parse(look.body) as { version?: number }).version
}
