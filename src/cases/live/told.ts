import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { seesOwnCasesOnly } from '../../parties/permissions.ts'

/** What servers tell each other, and what an open page hears of it. */

/** The name of the channel, as the trigger of migration 0012 writes it. */
export const channel = 'holdfast_live'

/** Something was written into the history of a case. */
type CaseTold = {
  readonly kind: 'case'
  readonly accountId: string
  readonly caseId: string
  readonly number: string
  readonly seq: number
  readonly visibility: 'public' | 'internal'
  readonly requesterId: string | null
}

export const doings = ['viewing', 'replying', 'noting', 'away', 'gone'] as const
export type Doing = (typeof doings)[number]

/** Somebody of the staff is at a case, or is there no more. */
export type PresenceTold = {
  readonly kind: 'presence'
  readonly number: string
  readonly person: string
  readonly name: string
  /** One person may look by several windows. */
  readonly window: string
  readonly doing: Doing
}

export type Told = CaseTold | PresenceTold

/** Reads what came over the channel. What is not understood is undefined: another version of the server may speak there. */
export function readTold(text: string): Told | undefined {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof told !== 'object' || told === null) return undefined
  const { kind, number } = told as { kind?: unknown; number?: unknown }
  if (typeof number !== 'string') return undefined
  if (kind === 'case' && typeof (told as CaseTold).accountId === 'string' && typeof (told as CaseTold).seq === 'number')
    return told as CaseTold
  if (kind === 'presence' && (doings as readonly unknown[]).includes((told as PresenceTold).doing)) return told as PresenceTold
  return undefined
}

/** Who listens, and in which accounts. */
export type Listener = { readonly principal: Principal; readonly reach: 'all' | readonly string[] }

/**
 * Whether somebody hears of it: staff of everything, others of what both sides read in accounts they reach, a user of the
 * cases they opened. Who of the staff is at a case is for staff.
 */
export function hears({ principal, reach }: Listener, told: Told): boolean {
  if (principal.accountKind === 'provider') return true
  if (told.kind === 'presence' || told.visibility !== 'public') return false
  if (reach === 'all' || !reach.includes(told.accountId)) return false
  return !(principal.accountKind === 'customer' && seesOwnCasesOnly(principal.roles)) || told.requesterId === principal.personId
}

/** A message of the stream (HTML, server-sent events): name, data, and an id to come back with. */
export const message = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** `ACME` of `ACME-1001`. */
export const accountOf = (number: string): string => number.slice(0, number.lastIndexOf('-'))

/** How long somebody is believed to be there without saying so again. */
export const leaseMs = 45_000

type Held = PresenceTold & { readonly until: Instant }
export type Present = { readonly person: string; readonly name: string; readonly doing: Exclude<Doing, 'gone'> }

/** Who is at which case, each window with a lease. Bounded: past the bound nobody new is kept. */
export function createPresence(most = 20_000) {
  const held = new Map<string, Map<string, Held>>()
  let count = 0
  const drop = (number: string, window: string) => {
    const at = held.get(number)
    if (at?.delete(window)) count--
    if (at?.size === 0) held.delete(number)
  }
  return {
    take: (told: PresenceTold, now: Instant) => {
      if (told.doing === 'gone') return drop(told.number, told.window)
      const at = held.get(told.number) ?? new Map<string, Held>()
      if (!at.has(told.window)) {
        if (count >= most) return
        count++
      }
      at.set(told.window, { ...told, until: now + leaseMs })
      held.set(told.number, at)
    },
    /** Everybody at a case, each once, by what they do most. */
    at: (number: string, now: Instant): readonly Present[] => {
      const found = new Map<string, Present>()
      for (const { person, name, doing, until } of held.get(number)?.values() ?? []) {
        if (until <= now || doing === 'gone') continue
        const known = found.get(person)
        if (!known || rank[doing] < rank[known.doing]) found.set(person, { person, name, doing })
      }
      return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
    },
    cases: (): readonly string[] => [...held.keys()],
    /** Takes out whose lease is over; gives the cases that changed by it. */
    sweep: (now: Instant): readonly string[] => {
      const changed = new Set<string>()
      for (const [number, windows] of held)
        for (const [window, { until }] of windows)
          if (until <= now) {
            drop(number, window)
            changed.add(number)
          }
      return [...changed]
    },
  }
}
const rank = { replying: 0, noting: 1, viewing: 2, away: 3 } as const
