import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { Database } from './pool.ts'
import type { Rows } from './rows.gen.ts'

/** A transaction as it runs on a client. */
export type Running = {
  readonly client: pg.PoolClient
  /** The settings of the scope that holds now, as SQL. */
  settings: string
  /** The one handle whose turn it is to send statements: null while the scope changes, and once all is over. */
  turn: Database | null
  /** How many statements have no answer yet. */
  unanswered: number
}

const transactions = new WeakMap<Database, Running>()

/**
 * The transaction of a handle, for whoever is about to change its scope: that is done alone, since what others send meanwhile would run in the
 * wrong one, and show them rows of other accounts.
 * @throws Error when others work on it; a defect of whoever lets both run at once
 */
export function aloneOn(handle: Database): Running {
  const running = transactions.get(handle)
  if (!running) throw new Error('this handle is of no transaction')
  if (running.turn !== handle) throw outOfTurn()
  if (running.unanswered > 0)
    throw new Error(
      `The scope of a transaction changes while ${running.unanswered} of its statements run: wait for them, and let nothing run beside it.`,
    )
  return running
}

const outOfTurn = () =>
  new Error('A statement is sent while its transaction works in another scope, or is over: let nothing run beside what changes the scope.')

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

/** The socket under a client; the driver's types leave it out. */
type Wired = { readonly connection?: { readonly stream?: { cork?: () => void; uncork?: () => void } } }

/** Statements that are called in one turn of the loop leave in one packet: a write of the system for each would cost more than the rest. */
export function gather(client: pg.PoolClient): void {
  const stream = (client as unknown as Wired).connection?.stream
  if (!stream?.cork || !stream.uncork) return
  stream.cork()
  process.nextTick(() => stream.uncork?.())
}

/**
 * A handle: Kysely on the client of a transaction. Statements go out as they are called, without waiting for the answer of the one before
 * (PostgreSQL answers them in order), so reads that do not need each other cost one trip together. Every statement with
 * values is prepared once a connection. It sends nothing when it is not its turn.
 */
export function handleOf(running: Running): Database {
  const { client } = running
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      if (running.turn !== handle) throw outOfTurn()
      gather(client)
      running.unanswered++
      try {
        const { rows, rowCount, command } = await client.query(
          parameters.length > 0 ? { text: sql, values: parameters as unknown[], name: nameOf(sql) } : { text: sql },
        )
        return { rows: rows as R[], ...(typeof rowCount === 'number' && command !== 'SELECT' ? { numAffectedRows: BigInt(rowCount) } : {}) }
      } finally {
        running.unanswered--
      }
    },
    streamQuery: () => {
      throw new Error('streaming is not used')
    },
  } as DatabaseConnection
  const handle = new Kysely<Rows>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: async () => {},
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  })
  transactions.set(handle, running)
  return handle
}
