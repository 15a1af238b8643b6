import type { Instant } from './time.ts'

/** Who acts: a signed-in person, possibly through an API key, a machine by a key of its own, or the clock. */
export type Principal = {
  readonly kind: 'person' | 'machine' | 'clock'
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly accountId: string
  readonly accountCode: string
  readonly accountKind: 'customer' | 'partner' | 'provider'
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly zone: string
  readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC' | null
  /** Set when an API key speaks: permissions beyond these are refused. */
  readonly scopes?: readonly string[]
  /** What a machine sends for: a contract of its account, by its id. */
  readonly sendsFor?: string
}

/** The account that a request is about. */
export type AccountRef = {
  readonly id: string
  readonly code: string
  readonly kind: 'customer' | 'partner' | 'provider'
  readonly name: string
  readonly zone: string
  readonly country: string
  readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC'
}

/** How an actor is written into history: stable, and readable without a lookup. */
export const actorOf = (who: Principal): string =>
  who.kind === 'clock' ? 'clock' : who.kind === 'machine' ? `${who.name} (collector)` : `${who.name} <${who.email}>`

/** Whoever acts, when, and for which side, as services take it; each reads of it what it keeps. */
export type By = {
  readonly now: Instant
  readonly actor: string
  readonly name: string
  readonly side: 'provider' | 'customer'
  readonly personId: string
  readonly accountId: string
}

/** The one who calls, as services take it. */
export const byOf = ({ now, principal }: { readonly now: Instant; readonly principal: Principal }): By => ({
  now,
  actor: actorOf(principal),
  name: principal.name,
  side: principal.accountKind === 'provider' ? 'provider' : 'customer',
  personId: principal.personId,
  accountId: principal.accountId,
})

/** What happens by itself is done by the clock: it has no roles and no account of its own. */
export const theClock = (name = 'Clock'): Principal => ({
  kind: 'clock',
  personId: '',
  name,
  email: '',
  accountId: '',
  accountCode: '',
  accountKind: 'provider',
  roles: [],
  teams: [],
  zone: 'UTC',
  theatre: null,
})
