import { sql } from 'kysely'
import type { Instant } from '../lib/time.ts'
import { type Database, poolOf } from './pool.ts'
import { aloneOn, gather, handleOf, type Running } from './transaction.ts'

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
  const first = settings(scope)
  const client = await poolOf(db).connect()
  const running: Running = { client, settings: first, turn: null, unanswered: 0 }
  const tx = handleOf(running)
  let broken = false
  try {
    // sent without waiting: the first statement of the work travels with it
    gather(client)
    const begun = client.query(`begin; ${first}`)
    begun.catch(() => {})
    running.turn = tx
    let result: T
    try {
      result = await work(tx)
      await begun
    } catch (error) {
      // what still runs of the work sends nothing more: the client is somebody else's soon
      running.turn = null
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    }
    running.turn = null
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

/**
 * Narrows the running transaction to another scope for good, such as a timer's account once the timer is claimed.
 * @throws Error when others work on the transaction
 */
export async function narrow(tx: Tx, scope: Scope): Promise<void> {
  const running = aloneOn(tx)
  running.settings = settings(scope)
  running.turn = null
  try {
    await running.client.query(running.settings)
  } finally {
    running.turn = tx
  }
}

/**
 * Looks across all accounts for as long as `work` takes, on a handle that serves nothing else, and comes back to the scope that held before.
 * @throws Error when others work on the transaction; who sends a statement on it meanwhile is refused too
 */
export async function acrossAccounts<T>(tx: Tx, work: (wide: Tx) => Promise<T>): Promise<T> {
  const running = aloneOn(tx)
  const { client, settings: before } = running
  const change = (to: string, turn: Tx) => {
    // sent without waiting: the next statement travels with it
    gather(client)
    const changed = client.query(to)
    changed.catch(() => {})
    running.settings = to
    running.turn = turn
    return changed
  }
  const wide = handleOf(running)
  const widened = change(settings(providerScope), wide)
  let result: T
  try {
    result = await work(wide)
    await widened
  } catch (error) {
    // after a statement that failed this fails too, as does everything up to the rollback
    await change(before, tx).catch(() => {})
    throw error
  }
  await change(before, tx)
  return result
}

/** An instant as a value to compare a column with. */
export const instant = (at: Instant) => sql<number>`${new Date(at)}::timestamptz`
