import { sql } from 'kysely'
import type { Instant } from '../lib/time.ts'
import { type Database, gather, handleOf, poolOf } from './pool.ts'

/** Whose rows a transaction may touch. */
export type Scope =
  | { readonly kind: 'accounts'; readonly accountIds: readonly string[] }
  /** The provider's staff and machine work across accounts. */
  | { readonly kind: 'provider' }
  /** Before anybody is known: no tenant's rows at all. */
  | { readonly kind: 'nobody' }

/** A handle that works inside one transaction and one scope. There is no other way to a handle. */
export type Tx = Database

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const accountScope = (accountId: string): Scope => ({ kind: 'accounts', accountIds: [accountId] })
export const providerScope: Scope = { kind: 'provider' }

function settings(scope: Scope): string {
  if (scope.kind === 'provider') return "set local holdfast.provider = 'on'; set local holdfast.accounts = ''"
  const ids = scope.kind === 'accounts' ? scope.accountIds : []
  if (!ids.every((id) => uuid.test(id))) throw new Error('an account id in a scope is no UUID')
  return `set local holdfast.provider = 'off'; set local holdfast.accounts = '{${ids.join(',')}}'`
}

/**
 * Runs `work` in one transaction that sees the rows of `scope` and nothing else, and commits when it returns.
 * @throws whatever `work` throws, after rolling back
 */
export async function inScope<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const begin = `begin; ${settings(scope)}`
  const client = await poolOf(db).connect()
  let broken = false
  try {
    // sent without waiting: the first statement of the work travels with it
    gather(client)
    const begun = client.query(begin)
    begun.catch(() => {})
    let result: T
    try {
      result = await work(handleOf(client))
      await begun
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    }
    await client.query('commit')
    return result
  } catch (error) {
    if (/^(08|57P)/.test((error as { code?: string }).code ?? '') || (error as Error).message?.includes('Connection terminated'))
      broken = true
    throw error
  } finally {
    client.release(broken)
  }
}

/** Narrows the running transaction to another scope, such as a timer's account once the timer is claimed. */
export async function narrow(tx: Tx, scope: Scope): Promise<void> {
  await sql.raw(settings(scope)).execute(tx)
}

/** An instant as a value to compare a column with. */
export const instant = (at: Instant) => sql<number>`${new Date(at)}::timestamptz`
