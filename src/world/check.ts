import type { z } from 'zod'
import { zoneProblem } from '../calendar/local-time.ts'
import { clauseIds } from '../catalog/clause-ids.ts'
import { nearest } from '../catalog/nearest.ts'
import { builtInOfferings } from '../catalog/offerings/index.ts'
import { policies } from '../catalog/policies.ts'
import type { Operation } from '../http/operation.ts'
import { normalSerial } from '../installed-base/device.ts'
import type { Instant } from '../lib/time.ts'
import { cast } from './build.ts'
import { readMoment } from './moment.ts'
import { isMailStep, type MailStep, mailSteps } from './postman.ts'
import type { Scenario, Step, World } from './spec.ts'

/** What is wrong with a story that is well formed: it speaks of something that its world or the API does not hold. */
export type Slip = { readonly path: readonly PropertyKey[]; readonly message: string }

type Say = (path: readonly PropertyKey[], message: string) => void

const meant = (found: string, known: Iterable<string>): string => {
  const all = [...known]
  const near = nearest(found, all)
  if (near) return `did you mean "${near}"?`
  return all.length === 0 ? 'there is none' : `there ${all.length === 1 ? 'is' : 'are'} ${all.sort().join(', ')}`
}

/** Everything in a story that cannot be right, found before anything is played. */
export function checkScenario(scenario: Scenario, operations: readonly Operation[]): readonly Slip[] {
  const slips: Slip[] = []
  const say: Say = (path, message) => void slips.push({ path, message })
  if (scenario.zone !== undefined) checkZone(scenario.zone, ['zone'], say)
  const clauses = new Set<string>([...clauseIds, ...scenario.world.offerings.flatMap(clausesOf)])
  const clause = (id: string, path: readonly PropertyKey[]) => {
    if (!clauses.has(id))
      say(path, `no clause ${id}: ${nearest(id, clauses) ? `did you mean ${nearest(id, clauses)}?` : 'see docs/clauses.md'}`)
  }
  for (const [index, id] of scenario.proves.entries()) clause(id, ['proves', index])
  checkWorld(scenario.world, say)
  checkSteps(scenario, operations, clause, say)
  return slips
}

const clausesOf = (offering: unknown): readonly string[] => Object.keys((offering as { clauses?: object } | null)?.clauses ?? {})

function checkZone(zone: string, path: readonly PropertyKey[], say: Say) {
  const problem = zoneProblem(zone)
  if (problem) say(path, problem.message)
}

function checkWorld(world: World, say: Say) {
  const accounts = Object.keys(world.accounts)
  const account = (code: string | undefined, path: readonly PropertyKey[], staff = false) => {
    if (code !== undefined && !accounts.includes(code) && !(staff && code === 'VENDOR'))
      say([...path, 'account'], `no account ${code} in the world: ${meant(code, accounts)}`)
  }
  const serials = new Set(Object.keys(world.devices).map(normalSerial))
  for (const [code, { zone, partners }] of Object.entries(world.accounts)) {
    checkZone(zone, ['world', 'accounts', code, 'zone'], say)
    for (const [index, { partner }] of partners.entries())
      if (!accounts.includes(partner))
        say(['world', 'accounts', code, 'partners', index, 'partner'], `no account ${partner} in the world: ${meant(partner, accounts)}`)
  }
  for (const [name, site] of Object.entries(world.sites)) {
    account(site.account, ['world', 'sites', name])
    if (site.zone !== undefined) checkZone(site.zone, ['world', 'sites', name, 'zone'], say)
  }
  for (const [name, person] of Object.entries(world.people)) {
    account(person.account, ['world', 'people', name], true)
    if (name === 'clock') say(['world', 'people', name], 'nobody can be called clock: that is who lets time pass')
    if (person.zone !== undefined) checkZone(person.zone, ['world', 'people', name, 'zone'], say)
  }
  for (const [serial, device] of Object.entries(world.devices)) {
    const path = ['world', 'devices', serial]
    account(device.account, path)
    if (typeof device.site === 'string' && !Object.hasOwn(world.sites, device.site))
      say([...path, 'site'], `no site ${device.site} in the world: ${meant(device.site, Object.keys(world.sites))}`)
    if (device.parent !== undefined && !serials.has(normalSerial(device.parent)))
      say([...path, 'parent'], `no device ${device.parent} in the world: ${meant(device.parent, serials)}`)
  }
  for (const group of ['base_contracts', 'contracts'] as const)
    for (const [index, contract] of world[group].entries()) {
      const path = ['world', group, index]
      account(contract.account, path)
      if (contract.to < contract.from) say([...path, 'to'], `the end ${contract.to} lies before the start ${contract.from}`)
      for (const [at, serial] of contract.devices.entries())
        if (!serials.has(normalSerial(serial)))
          say([...path, 'devices', at], `no device ${serial} in the world: ${meant(serial, Object.keys(world.devices))}`)
    }
  const services = [
    ...builtInOfferings.map((each) => each.code),
    ...world.offerings.flatMap((each) => (each as { code?: string })?.code ?? []),
  ]
  for (const [index, { offering }] of world.contracts.entries())
    if (!services.includes(offering as never))
      say(['world', 'contracts', index, 'offering'], `no service ${offering}: ${meant(offering, services)}`)
  for (const [index, { offering, account: code }] of world.qualifications.entries()) {
    account(code, ['world', 'qualifications', index])
    if (!services.includes(offering as never))
      say(['world', 'qualifications', index, 'offering'], `no service ${offering}: ${meant(offering, services)}`)
  }
  for (const [index, { team, layers }] of world.rosters.entries())
    for (const [at, { people }] of layers.entries())
      for (const name of people)
        if (!(name in cast) && world.people[name]?.account !== 'VENDOR')
          say(['world', 'rosters', index, 'layers', at, 'people'], `the roster of ${team} names ${name}, who is not on the staff`)
  const keys = policies.flatMap((policy) => [policy.id as string, policy.key])
  for (const [index, { key }] of world.policies.entries())
    if (!keys.includes(key))
      say(
        ['world', 'policies', index, 'key'],
        `no policy ${key}: ${nearest(key, keys) ? `did you mean "${nearest(key, keys)}"?` : 'write a number B1 to B81 or a key such as response.clock'}`,
      )
}

function checkSteps(
  { steps, zone, world }: Scenario,
  operations: readonly Operation[],
  clause: (id: string, path: readonly PropertyKey[]) => void,
  say: Say,
) {
  const people = new Set([...Object.keys(cast), ...Object.keys(world.people)])
  const known = new Map(operations.map((each) => [each.id, each]))
  const named = new Set([...world.base_contracts, ...world.contracts].flatMap((each) => each.name ?? []))
  let before: Instant | undefined
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index]
    before = checkMoment(step, path, before, zone, say)
    checkDoer(step, path, people, known, say)
    checkReferences(step.with, [...path, 'with'], named, say)
    checkReferences(step.expect, [...path, 'expect'], named, say)
    for (const field of ['clauses', 'speaks', 'without'] as const)
      for (const id of step.expect?.[field] ?? []) clause(id, [...path, 'expect', field])
    if (step.expect?.due) {
      try {
        readMoment(step.expect.due, before ?? 0, zone)
      } catch (error) {
        if (!step.expect.due.startsWith('$')) say([...path, 'expect', 'due'], (error as Error).message)
      }
    }
    if (step.name !== undefined) named.add(step.name)
  }
}

function checkMoment(step: Step, path: readonly PropertyKey[], before: Instant | undefined, zone: string | undefined, say: Say) {
  try {
    const at = readMoment(step.at, before, zone)
    if (before !== undefined && at < before) {
      say([...path, 'at'], `${step.at} lies before the step before it, ${new Date(before).toISOString()}: put the steps in order`)
      return before
    }
    return at
  } catch (error) {
    say([...path, 'at'], (error as Error).message)
    return before
  }
}

function checkDoer(
  step: Step,
  path: readonly PropertyKey[],
  people: ReadonlySet<string>,
  operations: ReadonlyMap<string, Operation>,
  say: Say,
) {
  if (step.as !== 'clock' && !people.has(step.as) && !referencePattern.test(step.as))
    say([...path, 'as'], `nobody is called ${step.as}: ${meant(step.as, people)}`)
  if (step.do === 'time.pass') return
  if (isMailStep(step.do)) {
    checkMail(step.do, step, path, people, say)
    return
  }
  const operation = operations.get(step.do)
  if (!operation) {
    const near = nearest(step.do, operations.keys())
    const noun = step.do.split('.')[0] ?? ''
    const alike = [...operations.keys()].filter((id) => id.startsWith(`${noun}.`)).sort()
    say(
      [...path, 'do'],
      `no operation ${step.do}: ${near ? `did you mean "${near}"?` : alike.length > 0 ? `of ${noun} there are ${alike.join(', ')}` : 'docs/scenarios.md lists them'}`,
    )
    return
  }
  if (step.as === 'clock') say([...path, 'as'], `${step.do} needs a person: the clock only lets time pass`)
  checkFields(operation, step, path, say)
}

/** Mail comes from anybody: from a person of the story, or from an address that the step names. */
function checkMail(name: MailStep, step: Step, path: readonly PropertyKey[], people: ReadonlySet<string>, say: Say) {
  for (const issue of mailSteps[name].safeParse(step.with ?? {}).error?.issues ?? [])
    say(
      [...path, 'with', ...issue.path],
      issue.code === 'unrecognized_keys'
        ? `${name} knows no "${issue.keys.join('", "')}": ${meant(issue.keys[0] ?? '', Object.keys(mailSteps[name].shape))}`
        : issue.message,
    )
  const { from, answering } = (step.with ?? {}) as { from?: unknown; answering?: unknown }
  if (name === 'mail.in' && step.as === 'clock' && from === undefined)
    say([...path, 'as'], 'a mail needs a sender: "as" a person, or "from" an address')
  if (typeof answering === 'string' && !people.has(answering))
    say([...path, 'with', 'answering'], `nobody is called ${answering}: ${meant(answering, people)}`)
}

/** A word that no part of the operation knows would be passed over in silence, so it is a mistake here. */
function checkFields(operation: Operation, step: Step, path: readonly PropertyKey[], say: Say) {
  const shapes = [operation.params, operation.query, operation.body].map(shapeOf)
  if (shapes.some((shape) => shape === 'open')) return
  const fields = new Map<string, z.ZodType | undefined>([
    ['ifMatch', undefined],
    ['idempotencyKey', undefined],
    ['account', undefined],
  ])
  if (operation.path.includes(':serial')) fields.set('device', undefined)
  for (const shape of shapes) if (shape && shape !== 'open') for (const [name, type] of Object.entries(shape)) fields.set(name, type)
  if (operation.upload) for (const name of operation.upload === 'form' ? ['file', 'fileName'] : ['file']) fields.set(name, undefined)
  if (fields.has('device')) fields.set('serial', undefined)
  for (const [name, value] of Object.entries(step.with ?? {})) {
    if (!fields.has(name)) say([...path, 'with', name], `${step.do} knows no "${name}": ${meant(name, fields.keys())}`)
    else checkWithin(fields.get(name), value, [...path, 'with', name], say)
  }
}

function checkWithin(type: z.ZodType | undefined, value: unknown, path: readonly PropertyKey[], say: Say) {
  if (Array.isArray(value)) {
    const element = (bare(type) as { element?: z.ZodType } | undefined)?.element
    for (const [index, item] of value.entries()) checkWithin(element, item, [...path, index], say)
    return
  }
  const shape = shapeOf(type)
  if (typeof value !== 'object' || value === null || !shape || shape === 'open') return
  for (const [name, item] of Object.entries(value)) {
    if (!Object.hasOwn(shape, name)) say([...path, name], `unknown "${name}": ${meant(name, Object.keys(shape))}`)
    else checkWithin(shape[name], item, [...path, name], say)
  }
}

type Definition = {
  readonly def?: {
    readonly type?: string
    readonly innerType?: z.ZodType
    readonly catchall?: unknown
    readonly options?: readonly z.ZodType[]
  }
}

const bare = (type: z.ZodType | undefined): z.ZodType | undefined => {
  let at = type as (z.ZodType & Definition) | undefined
  while (at?.def?.innerType) at = at.def.innerType as z.ZodType & Definition
  return at
}

/** The fields of an object; `open` when it takes any. */
function shapeOf(type: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> | 'open' | undefined {
  const several = (bare(type) as Definition | undefined)?.def
  if (several?.type === 'union') {
    // a body of several kinds takes the fields of each; the server says which go together
    const shapes = (several.options ?? []).map(shapeOf)
    return shapes.some((shape) => shape === 'open' || shape === undefined) ? 'open' : Object.assign({}, ...shapes)
  }
  const found = bare(type) as (z.ZodObject & Definition) | undefined
  if (found?.def?.type !== 'object') return undefined
  return found.def.catchall === undefined ? (found.shape as Record<string, z.ZodType>) : 'open'
}

export const referencePattern = /^\$([a-z][a-z0-9_]*)((?:\.[\w-]+)*)$/

function checkReferences(value: unknown, path: readonly PropertyKey[], named: ReadonlySet<string>, say: Say) {
  if (typeof value === 'string') {
    const name = referencePattern.exec(value)?.[1]
    if (name !== undefined && !named.has(name))
      say(
        path,
        `${value}: no step before has the name "${name}"${named.size > 0 ? `; ${meant(name, named)}` : '; give the step a "name:"'}`,
      )
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) checkReferences(item, [...path, key], named, say)
  }
}
