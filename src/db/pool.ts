import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Rows } from './rows.gen.ts'

export type Database = Kysely<Rows>

/** Where a PostgreSQL is and as whom to speak to it. */
export type Connection = pg.PoolConfig & { readonly role?: string }

// Instants cross the border as epoch milliseconds, dates as text, and bigint counts as numbers.
// Set on our own pools only: the sign-in library expects Date objects from its.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, Date.parse],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, Number],
])
export const types = {
  getTypeParser: (oid: number, format?: string) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
}

/**
 * A pool of connections in the role of the application.
 * @param connection where to; with `role`, that role is taken on after connecting
 * @param size how many connections at most
 */
export function createPool(connection: Connection, size = 20): pg.Pool {
  const { role, ...config } = connection
  const pool = new pg.Pool({
    ...config,
    pipeline: true,
    types: types as never,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=holdfast -c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000${role ? ` -c role=${role}` : ''}`,
  })
  survive(pool)
  return pool
}

/** A pool for the sign-in library: its own schema, and values as the driver gives them. */
export function createSignInPool({ role, ...config }: Connection, size = 5): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: size,
    options: `-c search_path=holdfast_auth -c statement_timeout=30000${role ? ` -c role=${role}` : ''}`,
  })
  survive(pool)
  return pool
}

/** A connection that dies says so to the statement it was running, and is replaced on the next use; it must not end the process. */
function survive(pool: pg.Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
}

const pools = new WeakMap<object, pg.Pool>()

/** Kysely over a pool. Work happens on the handle of one client; see `inScope`. */
export function createDatabase(pool: pg.Pool): Database {
  const database = new Kysely<Rows>({ dialect: new PostgresDialect({ pool }) })
  pools.set(database, pool)
  return database
}

/** The pool behind a database that `createDatabase` made. */
export const poolOf = (database: Database): pg.Pool => {
  const pool = pools.get(database)
  if (!pool) throw new Error('this database was not made by createDatabase')
  return pool
}
