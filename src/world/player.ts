import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import type { Gate } from '../http/entry.ts'
import type { Operation } from '../http/operation.ts'
import { fireNext, nextDue } from '../jobs/runner.ts'
import type { Principal } from '../lib/principal.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { letterOf } from '../notifications/letters.ts'
import { createParties, findPrincipal, listContacts, listSites } from '../parties/service.ts'
import { createServer } from '../server.ts'
import { type Built, buildWorld } from './build.ts'
import { referencePattern } from './check.ts'
import { decisionIn, differences, type Letter, noPost, type Post } from './expect.ts'
import { looksLikeMoment, readMoment } from './moment.ts'
import { personFields, wantsId } from './people-fields.ts'
import { createPostman, isMailStep, type Postman, usesMail } from './postman.ts'
import type { Expectation, Scenario, Step } from './spec.ts'

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
  /** Letters written since the step before, alerts among them. */
  readonly mail: readonly Letter[]
  /** Letters that left and notices that people found, in a story that looks at mail. */
  readonly post: Post
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
  readonly zone: string | undefined
  /** Letters that steps before this one have seen. */
  readonly seen: Set<string>
  /** Absent in a story without mail. */
  readonly postman: Postman | undefined
}

/**
 * Plays a story against an empty, migrated database: builds its world, then walks its steps through the same API as
 * everybody else, moving the clock and firing timers in order on the way.
 */
export async function play(parts: Parts, scenario: Scenario, seen: (played: Played) => void): Promise<{ readonly failures: number }> {
  const moments = momentsOf(scenario.steps, scenario.zone)
  const clock = { now: (moments[0] ?? 0) - 60_000 }
  const built = await inScope(parts.db, providerScope, (tx) => buildWorld(tx, scenario.world, clock.now))
  const principals = new Map<string, Principal>()
  for (const [name, { personId }] of built.people) {
    const principal = await inScope(parts.db, providerScope, (tx) => findPrincipal(tx, { personId }))
    if (principal) principals.set(name, principal)
  }
  const gate = {
    ...parts.gate,
    // what the gate remembers for a minute of real time may be a year old here, so it is asked anew each time
    reach: (...asked: Parameters<Gate['reach']>) => createParties(parts.db, nobodySignsIn).reach(...asked),
    refusal: (...asked: Parameters<Gate['refusal']>) => createParties(parts.db, nobodySignsIn).refusal(...asked),
    authenticate: async (headers: Readonly<Record<string, string | string[] | undefined>>) => {
      if (headers['x-api-key'] !== undefined) return parts.gate.authenticate(headers)
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
    names: new Map([...built.contracts].map(([name, number]) => [name, { number }])),
    zone: scenario.zone,
    seen: new Set(),
    postman: usesMail(scenario) ? createPostman(parts, built) : undefined,
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

function momentsOf(steps: readonly Step[], zone: string | undefined): readonly Instant[] {
  const moments: Instant[] = []
  for (const [index, step] of steps.entries()) {
    const at = readMoment(step.at, moments.at(-1), zone)
    if (moments.length > 0 && at < (moments.at(-1) as Instant))
      throw new Error(`step ${index + 1} lies before the step before it: ${step.at}`)
    moments.push(at)
  }
  return moments
}

/** People of a story are who they are: sign-in is never asked. */
const nobodySignsIn = undefined as never

/** What stops a step before it reaches the API, such as a part that an earlier answer does not hold. */
class StepError extends Error {}

const isAlert = (letter: Letter): boolean => letter.kind === 'management-alert'

/** What is expected of the answer itself; what happened on the way is looked at once. */
const aboutAnswer = ({ mail: _, mails: __, alerts: ___, letters: _4, sent: _5, notices: _6, ...rest }: Expectation): Expectation => rest

async function playStep(player: Player, step: Step, number: number, at: Instant): Promise<Played> {
  const fired = await passTime(player, at)
  const head = { step: number, at: toIso(at), as: step.as, do: step.do, fired }
  let answer: { status: number; body: unknown } = { status: 200, body: null }
  let letters: readonly Letter[] = []
  let post = noPost
  const failures: string[] = []
  try {
    const expected = step.expect ? (resolve(player, step.expect, at) as Expectation) : undefined
    for (let round = 1; round <= step.repeat; round++) {
      if (step.do !== 'time.pass') answer = await perform(player, step, at)
      if (round < step.repeat && expected)
        failures.push(...differences(aboutAnswer(expected), { ...answer, mail: [], alerts: 0, ...noPost }, at))
    }
    await player.postman?.deliver(at)
    letters = await newLetters(player)
    post = (await player.postman?.since()) ?? noPost
    const seen = { ...answer, ...post, mail: letters, alerts: letters.filter(isAlert).length }
    if (expected) failures.push(...differences(expected, seen, at))
    else if (answer.status >= 500) failures.push(`status ${answer.status}: ${JSON.stringify(answer.body)}`)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    failures.push(error.message)
  }
  if (step.name) player.names.set(step.name, answer.body)
  const body = answer.body as Record<string, unknown> | null
  const decision = decisionIn(body)
  const clock = body?.clock as { dueAt?: string | null; state?: string } | undefined
  return {
    ...head,
    status: answer.status,
    alerts: letters.filter(isAlert).map(({ about, to }) => ({ subject: about, to })),
    mail: letters,
    post,
    answer: answer.body,
    failures,
    ...(decision ? { decision: { verdict: decision.verdict ?? '', clauses: decision.decidedBy ?? [], cures: decision.cures ?? [] } } : {}),
    ...(typeof body?.number === 'string' ? { number: body.number } : {}),
    ...(clock?.dueAt ? { due: clock.dueAt } : {}),
    ...(clock?.state ? { clock: clock.state } : {}),
    ...(answer.status >= 400 && body ? { error: [body.title, body.detail].filter(Boolean).join('. ') } : {}),
  }
}

/** Moves the clock to `at`; timers due on the way fire, and letters leave, at their own instants, in order. */
async function passTime({ parts, clock, postman }: Player, at: Instant) {
  const fired: { kind: string; at: string }[] = []
  for (let guard = 0; guard < 10_000; guard++) {
    await postman?.deliver(clock.now)
    const due = Math.min((await nextDue(parts.db)) ?? Infinity, (await postman?.due()) ?? Infinity)
    if (due > at) break
    clock.now = Math.max(clock.now, due)
    const timer = await fireNext(parts.db, parts.timers, clock.now)
    if (!timer && (await postman?.deliver(clock.now))) continue
    if (!timer) break
    if (timer.error !== undefined) throw timer.error
    fired.push({ kind: timer.kind, at: toIso(clock.now) })
  }
  clock.now = at
  return fired
}

/** Letters that were written since the last look: from the outbox, as they would be sent. */
async function newLetters(player: Player): Promise<readonly Letter[]> {
  const rows = await inScope(player.parts.db, providerScope, (tx) =>
    tx.selectFrom('outbox').select(['id', 'kind', 'subject', 'payload']).orderBy('created_at').orderBy('id').execute(),
  )
  const fresh = rows.filter((row) => !player.seen.has(row.id))
  for (const row of fresh) player.seen.add(row.id)
  const people = [...player.built.people.values()]
  return fresh.map(({ kind, subject, payload }) => {
    const letter = letterOf(kind, subject, payload as never)
    const to = (payload as { to?: { email?: string; personId?: string; name?: string }[] }).to ?? []
    return {
      kind,
      about: subject,
      subject: letter.subject,
      text: letter.text,
      to: to.map((one) => one.email ?? people.find((each) => each.personId === one.personId)?.email ?? one.name ?? ''),
    }
  })
}

async function perform(player: Player, step: Step, at: Instant): Promise<{ status: number; body: unknown }> {
  if (isMailStep(step.do) && player.postman)
    return player.postman.perform(step.do, step.as, resolve(player, step.with ?? {}, at), at).catch((error: Error) => {
      throw new StepError(error.message)
    })
  const operation = player.operations.get(step.do)
  if (!operation) throw new StepError(`no operation ${step.do}`)
  const { as, given } = throughTheDesk(player, step, at)
  const machine = isMachine(as)
  if (!machine && !player.principals.has(as)) throw new StepError(`nobody is called ${as}`)
  const caller: Record<string, string> = machine ? { 'x-api-key': String(resolve(player, `${as}.key`, at)) } : { 'x-person': as }
  const { url, rest } = await addressOf(player, operation, as, given)
  const { ifMatch, idempotencyKey, ...fields } = rest
  const asked = operation.method === 'GET' ? Object.keys(fields) : Object.keys((operation.query as z.ZodObject | undefined)?.shape ?? {})
  const query = asked.filter((name) => fields[name] !== undefined && fields[name] !== null)
  const body = Object.fromEntries(Object.entries(fields).filter(([name]) => !asked.includes(name)))
  const version = ifMatch === undefined ? await versionFor(player, operation, url, as) : Number(ifMatch)
  const sent =
    operation.upload === 'form'
      ? fileForm(body)
      : operation.upload === 'bytes'
        ? { headers: { 'content-type': 'application/octet-stream' }, payload: String(body.file ?? '') }
        : { payload: operation.body ? body : {} }
  const answer = await player.app.inject({
    method: operation.method,
    url: query.length > 0 ? `${url}?${new URLSearchParams(query.map((name) => [name, String(fields[name])]))}` : url,
    headers: {
      ...caller,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': String(idempotencyKey) }),
      ...('headers' in sent ? sent.headers : {}),
    },
    ...(operation.method === 'GET' ? {} : { payload: sent.payload }),
  })
  if (operation.download && answer.statusCode === 200) return { status: 200, body: { text: answer.body } }
  return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) }
}

/** A file as a browser sends it: its text stands in the story as `file`. */
function fileForm({ file, fileName }: Readonly<Record<string, unknown>>) {
  const boundary = 'a-file-of-the-story'
  const name = String(fileName ?? 'file.txt').replace(/["\r\n]/g, '')
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${String(file ?? '')}\r\n--${boundary}--\r\n`,
  }
}

/** `as: $probe` is a machine: by the key that the step called `probe` was given. */
export const isMachine = (as: string): boolean => as.startsWith('$')

/** A call of a customer is answered by the desk, which logs it for the caller. */
function throughTheDesk(player: Player, step: Step, at: Instant) {
  const given = resolve(player, step.with ?? {}, at) as Record<string, unknown>
  const person = player.built.people.get(step.as)
  if (step.do !== 'case.open' || given.channel !== 'phone' || !person || person.staff) return { as: step.as, given }
  return { as: 'desk', given: { ...given, account: given.account ?? person.account, requester: person.email } }
}

/** `$call.number` is a part of an earlier answer, `$call` its number; moments become instants. */
function resolve(player: Player, value: unknown, at: Instant): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(player, item, at))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(player, item, at)]))
  if (typeof value !== 'string') return value
  const reference = referencePattern.exec(value)
  if (reference) {
    const [, name = '', parts = ''] = reference
    if (!player.names.has(name)) throw new StepError(`${value}: no step before has the name "${name}"`)
    const path = parts.split('.').filter(Boolean)
    const whole = player.names.get(name) as Record<string, unknown> | null
    if (path.length === 0 && typeof whole?.number === 'string') return whole.number
    const found = path.reduce<unknown>(
      (held, part) =>
        Array.isArray(held) && (part === 'first' || part === 'last')
          ? held.at(part === 'first' ? 0 : -1)
          : (held as Record<string, unknown> | null | undefined)?.[part],
      whole,
    )
    if (found === undefined)
      throw new StepError(`${value}: the answer holds no ${path.join('.')}; it holds ${Object.keys(whole ?? {}).join(', ') || 'nothing'}`)
    return found
  }
  return looksLikeMoment(value, player.zone) ? toIso(readMoment(value, at, player.zone)) : value
}

async function addressOf(player: Player, operation: Operation, as: string, given: Readonly<Record<string, unknown>>) {
  const rest: Record<string, unknown> = { ...given }
  // one word for it is enough in a story
  if (
    rest.serial !== undefined &&
    rest.device === undefined &&
    !operation.path.includes(':serial') &&
    operation.id !== 'device.add' &&
    operation.id !== 'loan.record'
  ) {
    rest.device = rest.serial
    delete rest.serial
  }
  const account = operation.path.includes(':account') ? (rest.account ?? accountFor(player, as, rest)) : undefined
  for (const field of personFields) {
    const known = typeof rest[field] === 'string' ? player.built.people.get(rest[field] as string) : undefined
    if (known) rest[field] = wantsId(operation, field) ? known.personId : known.email
  }
  if (account !== undefined) await nameToId(player, operation, String(account), rest)
  const missing: string[] = []
  const url = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name] ?? (name === 'account' ? account : name === 'serial' ? rest.device : undefined)
    if (value === undefined || value === null) missing.push(name)
    delete rest[name]
    if (name === 'serial') delete rest.device
    return encodeURIComponent(String(value))
  })
  if (missing.length > 0) throw new StepError(`${operation.id} needs ${missing.map((name) => `"${name}"`).join(' and ')} in "with"`)
  // what the operation itself calls an account, such as the filter of a list, is its own
  if (!operation.path.includes(':account') && operation.method !== 'GET') delete rest.account
  return { url, rest }
}

/** A contact may be named by the person, a site by its name: a story has no ids. */
async function nameToId(player: Player, operation: Operation, code: string, rest: Record<string, unknown>) {
  const account = player.built.accounts.get(code.toUpperCase())
  if (!account) return
  if (operation.path.includes(':contact') && typeof rest.contact === 'string') {
    const person = player.built.people.get(rest.contact)
    const played = person && (await inScope(player.parts.db, providerScope, (tx) => listContacts(tx, account.id, person.personId)))
    const day = toIso(player.clock.now).slice(0, 10)
    const found = played?.findLast((each) => each.startsOn <= day && (each.endsOn === null || each.endsOn >= day))
    if (found) rest.contact = found.id
  }
  if ((operation.path.includes(':site') || operation.id === 'loan.record') && typeof rest.site === 'string') {
    const found = (await inScope(player.parts.db, providerScope, (tx) => listSites(tx, account.id))).find((each) => each.name === rest.site)
    if (found) rest.site = found.id
  }
}

/** The account that a step is about: the one of the case, contract, device or person it names, or the person's own. */
function accountFor(player: Player, as: string, given: Readonly<Record<string, unknown>>): string | undefined {
  const { accounts, people, serials } = player.built
  const person = people.get(as)
  if (person && !person.staff && accounts.get(person.account)?.kind === 'customer') return person.account
  for (const name of ['case', 'contract'] as const)
    if (typeof given[name] === 'string' && given[name].includes('-')) return given[name].split('-')[0]
  for (const name of ['device', 'serial'] as const) {
    const owner = typeof given[name] === 'string' ? serials.get(given[name].toUpperCase()) : undefined
    if (owner) return owner
  }
  const [serial] = Array.isArray(given.serials) ? given.serials : []
  const listed = typeof serial === 'string' ? serials.get(serial.toUpperCase()) : undefined
  if (listed) return listed
  for (const name of [...personFields, 'contact'])
    if (typeof given[name] === 'string') {
      const named = people.get(given[name]) ?? [...people.values()].find((each) => each.email === given[name])
      if (named) return named.account
    }
  const customers = [...accounts.values()].filter((account) => account.kind === 'customer')
  return customers.length === 1 ? customers[0]?.code : person?.account
}

/** An edit needs the version last seen: a story that says nothing has just looked. */
async function versionFor(player: Player, operation: Operation, url: string, as: string): Promise<number | undefined> {
  if (operation.method !== 'PATCH') return undefined
  const look = await player.app.inject({ method: 'GET', url, headers: { 'x-person': as } })
  if (look.statusCode === 200) return (JSON.parse(look.body) as { version?: number }).version
  // people and sites are read as lists only
  const list = await player.app.inject({ method: 'GET', url: url.replace(/\/[^/]+$/, ''), headers: { 'x-person': as } })
  if (list.statusCode !== 200) return undefined
  const id = url.split('/').at(-1)
  return (JSON.parse(list.body) as { items?: { id?: string; version?: number }[] }).items?.find((each) => each.id === id)?.version
}
