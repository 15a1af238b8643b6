import type { FastifyRequest } from 'fastify'
import { providerScope, type Scope } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { notFound, notPermitted, notSignedIn } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import type { Operation } from './operation.ts'

/** Who is asking and what they may do; the parties slice answers. */
export type Gate = {
  readonly authenticate: (headers: Readonly<Record<string, string | string[] | undefined>>) => Promise<Principal | undefined>
  readonly account: (code: string) => Promise<AccountRef | undefined>
  /** Accounts whose rows the caller may see, for this permission when one is given; `all` for the provider's staff. */
  readonly reach: (principal: Principal, now: Instant, permission?: string) => Promise<'all' | readonly string[]>
  /** Undefined when the matrix allows it, else why not. */
  readonly refusal: (principal: Principal, permission: string, account: AccountRef | undefined, now: Instant) => Promise<string | undefined>
  readonly permissions: ReadonlySet<string>
}

/** Where everybody comes in. */
type Door = { readonly gate: Gate; readonly now: () => Instant }

/** Permissions that are asked of no matrix. */
export const beyondMatrix: ReadonlySet<string> = new Set(['public', 'known', 'signed-in'])

const nobody: Principal = {
  kind: 'person',
  personId: '',
  name: 'Nobody',
  email: '',
  accountId: '',
  accountCode: '',
  accountKind: 'customer',
  roles: [],
  teams: [],
  zone: 'UTC',
  theatre: null,
}
const noAccount: AccountRef = {
  id: '',
  code: '',
  kind: 'customer',
  name: '',
  zone: 'UTC',
  country: '',
  theatre: 'EMEA',
}

/** Who calls, about which account, and whose rows that opens. */
export type Entry = { readonly principal: Principal; readonly account: AccountRef; readonly scope: Scope; readonly now: Instant }

declare module 'fastify' {
  interface FastifyRequest {
    entry: Entry | null
  }
}

/** Asks the gate: known, from our own pages, let into the account, and permitted. Throws the problem otherwise. */
export async function admit(operation: Operation, request: FastifyRequest, door: Door): Promise<Entry> {
  const { gate } = door
  const now = door.now()
  const principal = operation.permission === 'public' ? undefined : await gate.authenticate(request.headers)
  if (operation.permission !== 'public' && !principal)
    throw notSignedIn('You are not signed in', { toDo: 'Sign in, or send an API key in the header x-api-key.' })
  if (principal?.kind === 'machine' && beyondMatrix.has(operation.permission))
    throw notPermitted('A machine may not do this', { found: 'the key of a collector', toDo: 'Sign in instead.' })
  if (principal && operation.method !== 'GET') checkOrigin(request)
  const who = principal ?? nobody
  const { account, scope } = await enter(operation, request, who, gate, now)
  if (!beyondMatrix.has(operation.permission)) {
    const refusal = await gate.refusal(who, operation.permission, operation.scope === 'account' ? account : undefined, now)
    if (refusal)
      throw notPermitted('You may not do this', { found: refusal, toDo: 'If it is part of your work, ask an administrator for the role.' })
  }
  if (operation.permission === 'signed-in' && who.scopes && !who.scopes.includes('*'))
    throw notPermitted('An API key may not do this', {
      found: 'this belongs to the person and to none of the scopes of the key',
      toDo: 'Sign in instead.',
    })
  return { principal: who, account, scope, now }
}

async function enter(
  operation: Operation,
  request: FastifyRequest,
  who: Principal,
  gate: Gate,
  now: Instant,
): Promise<{ account: AccountRef; scope: Scope }> {
  if (operation.scope === 'nobody') return { account: noAccount, scope: { kind: 'nobody' } }
  const reach = await gate.reach(who, now)
  if (operation.scope === 'account') {
    const account = await gate.account(String((request.params as { account?: string }).account).toUpperCase())
    if (!account || (reach !== 'all' && !reach.includes(account.id))) throw notFound('account')
    return { account, scope: { kind: 'accounts', accountIds: [account.id] } }
  }
  const own: AccountRef = {
    id: who.accountId,
    code: who.accountCode,
    kind: who.accountKind,
    name: '',
    zone: who.zone,
    country: '',
    theatre: who.theatre ?? 'EMEA',
  }
  if (operation.scope === 'own') return { account: own, scope: { kind: 'accounts', accountIds: [who.accountId] } }
  if (operation.scope === 'provider' && reach !== 'all')
    throw notPermitted('You may not do this', { found: 'this belongs to the staff of the provider' })
  // a partner may enter an account without seeing all that is kept of it
  const seen = await gate.reach(who, now, operation.permission)
  return { account: own, scope: seen === 'all' ? providerScope : { kind: 'accounts', accountIds: seen } }
}

/** A browser's cookie must not act for a page of another origin. API keys are not sent by browsers on their own. */
function checkOrigin(request: FastifyRequest) {
  const { origin, host, 'x-api-key': key } = request.headers
  if (!origin || key) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  throw notPermitted('This came from another site', { found: `origin ${origin}`, expected: `origin with host ${host}` })
}
