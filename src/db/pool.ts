import { Kysely, type Kysely as KyselyDb, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Rows } from './rows.gen.ts'

export type Database = KyselyDb<Rows>

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

/** Names for statements, so that PostgreSQL plans each of them once a connection. Bounded: past it statements go unnamed. */
const names = new Map<string, string>()
const mostNames = 2000

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= mostNames) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/**
 * A pool of connections in the role of the application.
 * @param connection where to; with `role`, that role is taken on after connecting
 * @param size how many connections at most
 */
export function createPool(connection: Connection, size = 20, searchPath = 'holdfast'): pg.Pool {
  const { role, ...config } = connection
  const pool = new pg.Pool({
    ...config,
    types: types as never,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${searchPath} -c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000${role ? ` -c role=${role}` : ''}`,
  })
  pool.on('error', () => {}) // an idle connection that dies is replaced on the next use
  return pool
}

/** Kysely over a pool; every statement with values is prepared once a connection. */
export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Rows>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => prepared(await pool.connect()),
        end: () => pool.end(),
      } as never,
    }),
  })
}

type Prepared = pg.PoolClient & { holdfastPrepared?: true }

function prepared(client: Prepared): pg.PoolClient {
  if (client.holdfastPrepared) return client
  const query = client.query.bind(client) as (config: unknown) => Promise<unknown>
  client.query = ((text: string, values?: unknown[]) => {
    if (typeof text !== 'string') return query(text)
    return values?.length ? query({ text, values, name: nameOf(text) }) : query({ text })
  }) as never
  client.holdfastPrepared = true
  return client
}
