import type { Instant } from '../lib/time.ts'
import { type CheckText, defaultsOf, type Parameter, type Settings } from './check.ts'

/** An exception somebody answers for: findings of one check that are accepted until a day. */
export type Waiver = {
  readonly check: string
  /** The name of one device; without it every device. */
  readonly device: string | null
  /** The words that a statement begins with; without it every finding of the check. */
  readonly path: string | null
  readonly reason: string
  /** `YYYY-MM-DD`, the last day on which it counts, in UTC. */
  readonly until: string
}

/** Which checks are wanted, with which values, and which of their findings are accepted. */
export type Profile = {
  readonly kind: 'profile'
  readonly name: string
  readonly off: ReadonlySet<string>
  readonly parameters: ReadonlyMap<string, Settings>
  readonly waivers: readonly Waiver[]
}

export const standardProfile: Profile = { kind: 'profile', name: 'standard', off: new Set(), parameters: new Map(), waivers: [] }

export type ReadProfile =
  | { readonly kind: 'profile'; readonly profile: Profile }
  /** In words: what was found, and what was expected. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }

const keys = ['name', 'only', 'off', 'parameters', 'waivers']
const waiverKeys = ['check', 'device', 'path', 'reason', 'until']

/** Reads a profile from what a JSON or YAML file holds. Everything that is wrong with it is said at once. */
export function readProfile(value: unknown, checks: readonly CheckText[]): ReadProfile {
  const reasons: string[] = []
  const byId = new Map(checks.map((check) => [check.id, check]))
  const known = (id: unknown, where: string): CheckText | undefined => {
    const check = typeof id === 'string' ? byId.get(id) : undefined
    if (!check) reasons.push(`${where}: found ${shown(id)}, expected the id of a check`)
    return check
  }
  if (!isRecord(value)) return { kind: 'refused', reasons: [`found ${shown(value)}, expected a profile with the keys ${keys.join(', ')}`] }
  for (const key of Object.keys(value)) if (!keys.includes(key)) reasons.push(`${key}: expected one of ${keys.join(', ')}`)
  const name = value.name ?? 'unnamed'
  if (typeof name !== 'string') reasons.push(`name: found ${shown(name)}, expected a text`)
  const named = (key: 'only' | 'off'): readonly string[] =>
    listOf(value[key], key, reasons).flatMap((id, at) => known(id, `${key}[${at}]`)?.id ?? [])
  const only = named('only')
  const off = new Set(value.only === undefined ? [] : checks.filter(({ id }) => !only.includes(id)).map(({ id }) => id))
  for (const id of named('off')) off.add(id)
  const profile: Profile = {
    kind: 'profile',
    name: String(name),
    off,
    parameters: parametersOf(value.parameters, known, reasons),
    waivers: listOf(value.waivers, 'waivers', reasons).flatMap((each, at) => waiverOf(each, `waivers[${at}]`, known, reasons) ?? []),
  }
  return reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'profile', profile }
}

type Known = (id: unknown, where: string) => CheckText | undefined

function parametersOf(value: unknown, known: Known, reasons: string[]): Profile['parameters'] {
  const parameters = new Map<string, Settings>()
  if (value === undefined || value === null) return parameters
  if (!isRecord(value)) reasons.push(`parameters: found ${shown(value)}, expected checks with their parameters`)
  else
    for (const [id, given] of Object.entries(value)) {
      const check = known(id, `parameters.${id}`)
      if (!check) continue
      if (!isRecord(given)) {
        reasons.push(
          `parameters.${id}: found ${shown(given)}, expected its parameters: ${Object.keys(check.parameters).join(', ') || 'it has none'}`,
        )
        continue
      }
      const settings: Record<string, number | readonly string[]> = {}
      for (const [name, each] of Object.entries(given)) {
        const where = `parameters.${id}.${name}`
        const parameter = Object.hasOwn(check.parameters, name) ? check.parameters[name] : undefined
        if (!parameter) reasons.push(`${where}: expected one of: ${Object.keys(check.parameters).join(', ') || 'it has none'}`)
        else if (fits(each, parameter)) settings[name] = each
        else reasons.push(`${where}: found ${shown(each)}, expected ${expected(parameter)}`)
      }
      parameters.set(id, settings)
    }
  return parameters
}

const fits = (value: unknown, parameter: Parameter): value is number | readonly string[] =>
  parameter.kind === 'number'
    ? typeof value === 'number' && Number.isFinite(value) && value >= parameter.least && value <= parameter.most
    : Array.isArray(value) && value.every((each) => typeof each === 'string' && each.trim() !== '')

const expected = (parameter: Parameter): string =>
  parameter.kind === 'number'
    ? `a number from ${parameter.least} to ${parameter.most}: ${parameter.what}`
    : `a list of words: ${parameter.what}`

function waiverOf(value: unknown, where: string, known: Known, reasons: string[]): Waiver | undefined {
  if (!isRecord(value)) {
    reasons.push(`${where}: found ${shown(value)}, expected the keys ${waiverKeys.join(', ')}`)
    return undefined
  }
  const before = reasons.length
  for (const key of Object.keys(value))
    if (!waiverKeys.includes(key)) reasons.push(`${where}.${key}: expected one of ${waiverKeys.join(', ')}`)
  const check = known(value.check, `${where}.check`)
  const { device = null, path = null, reason, until } = value
  for (const [key, text] of [
    ['device', device],
    ['path', path],
  ] as const)
    if (text !== null && (typeof text !== 'string' || text.trim() === ''))
      reasons.push(`${where}.${key}: found ${shown(text)}, expected a text`)
  if (typeof reason !== 'string' || reason.trim() === '')
    reasons.push(`${where}.reason: found ${shown(reason)}, expected why the finding is accepted`)
  if (typeof until !== 'string' || lastInstantOf(until) === undefined)
    reasons.push(`${where}.until: found ${shown(until)}, expected the last day on which it counts, as YYYY-MM-DD`)
  if (reasons.length > before || !check) return undefined
  return { check: check.id, device: device as string | null, path: path as string | null, reason: String(reason), until: String(until) }
}

/** The end of a day in UTC; undefined for what is no day. */
function lastInstantOf(day: string): Instant | undefined {
  const begins = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(begins) || new Date(begins).toISOString().slice(0, 10) !== day ? undefined : begins + 86_400_000
}

/** An expired waiver counts as none. */
export const isExpired = ({ until }: Waiver, now: Instant): boolean => now >= (lastInstantOf(until) ?? 0)

export const waives = (waiver: Waiver, check: string, device: string | null, statement: string): boolean =>
  waiver.check === check &&
  (waiver.device === null || waiver.device === device) &&
  (waiver.path === null || statement === waiver.path || statement.startsWith(`${waiver.path} `))

/** The waivers of a profile on one device at one time, and afterwards which of them came to nothing. */
export type WaiversInForce = {
  readonly for: (check: string, statement: string) => Waiver | undefined
  readonly notes: () => readonly string[]
}

export function waiversOn(device: string | null, { waivers }: Profile, now: Instant): WaiversInForce {
  const expired = waivers.filter((each) => isExpired(each, now))
  const inForce = waivers.filter((each) => !isExpired(each, now))
  const used = new Set<Waiver>()
  return {
    for: (check, statement) => {
      const waiver = inForce.find((each) => waives(each, check, device, statement))
      if (waiver) used.add(waiver)
      return waiver
    },
    notes: () => [
      ...expired
        .filter((each) => each.device === null || each.device === device)
        .map(({ check, until, reason }) => `the waiver of ${check} ended with ${until} and counts no more: ${reason}`),
      ...inForce
        .filter((each) => each.device === device && !used.has(each))
        .map(({ check, until }) => `the waiver of ${check} until ${until} has nothing to waive here`),
    ],
  }
}

export function settingsOf({ parameters }: Profile, check: CheckText): Settings {
  const usual = usualSettings.get(check) ?? defaultsOf(check.parameters)
  usualSettings.set(check, usual)
  const own = parameters.get(check.id)
  return own ? { ...usual, ...own } : usual
}
const usualSettings = new WeakMap<CheckText, Settings>()

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function listOf(value: unknown, where: string, reasons: string[]): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  reasons.push(`${where}: found ${shown(value)}, expected a list`)
  return []
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)).slice(0, 80))
