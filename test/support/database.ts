import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Connection, createDatabase, createPool, type Database } from '../../src/db/pool.ts'
import { asApplication, asOwner, createTemplate, maintenance, onServer, startTestServer, type TestServer } from './server.ts'

/** A migrated, empty database of its own for one test or one file of tests. */
export type FreshDatabase = {
  readonly name: string
  readonly server: TestServer
  /** Connection settings as the owner, who is above row-level security. */
  readonly owner: Connection
  /** Connection settings as the application. */
  readonly application: Connection
  /** Runs one statement as the owner: to plant rows and faults. */
  readonly asOwner: <Row extends pg.QueryResultRow = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>
  /** What the application works with, in its role. */
  readonly app: Database
  /** For statements as text, in the same role; not the pool under `app`, whose connections are Kysely's alone. */
  readonly pool: pg.Pool
  /** Ends the connections and keeps the database under another name, to be copied from. */
  readonly keepAs: (name: string) => Promise<void>
  /** Ends the connections and drops the database; a second call does nothing. */
  readonly close: () => Promise<void>
}

/** A PostgreSQL, the migrated database on it, and a folder that goes when the run ends. */
type Source = { readonly server: TestServer; readonly template: string; readonly folder: string }

/** From the runner, else a server of this process that ends with it. */
const source: { value?: Promise<Source> } = {}

function fromRunner(): Source | undefined {
  const { HOLDFAST_TEST_SERVER: server, HOLDFAST_TEST_TEMPLATE: template, HOLDFAST_TEST_FOLDER: folder } = process.env
  return server && template && folder ? { server: JSON.parse(server) as TestServer, template, folder } : undefined
}

async function ownServer(): Promise<Source> {
  const { server, postgres, folder } = await startTestServer()
  process.once('exit', () => {
    try {
      process.kill(postgres.pid, 'SIGQUIT') // at once: what it holds is thrown away anyway
    } catch {
      return
    }
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let tries = 0; tries < 200 && existsSync(join(folder, 'postgres', 'postmaster.pid')); tries++) Atomics.wait(pause, 0, 0, 10)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  await createTemplate(server, 'holdfast_test_alone')
  return { server, template: 'holdfast_test_alone', folder }
}

function theSource(): Promise<Source> {
  source.value ??= Promise.resolve(fromRunner() ?? ownServer())
  return source.value
}

let count = 0

/**
 * Copies the migrated template, which takes some tens of milliseconds.
 * @param t the test or suite at whose end the database is dropped; without it, the caller closes
 */
export async function freshDatabase(t?: { after: (work: () => Promise<void>) => void }): Promise<FreshDatabase> {
  const { server, template } = await theSource()
  return copyOf(server, template, `${template}_${process.pid}_${++count}`, t)
}

/**
 * A copy of a database with contents and of the files that belong to it. Whoever asks first in a run makes them, which the others wait for.
 * @param name what the contents are called, in small letters
 * @param data where the files of the copy go; a folder that is there and empty
 * @param fill makes the contents in an empty database and a folder
 */
export async function filledDatabase(
  name: string,
  data: string,
  fill: (database: FreshDatabase, data: string) => Promise<void>,
): Promise<FreshDatabase> {
  const { server, template, folder } = await theSource()
  const filled = `${template}_${name}`
  const files = join(folder, name)
  await onServer(server, maintenance, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [filled])
    if ((await client.query('select 1 from pg_database where datname = $1', [filled])).rowCount) return
    rmSync(files, { recursive: true, force: true })
    mkdirSync(files)
    const first = await freshDatabase()
    try {
      await fill(first, files)
      await first.keepAs(filled)
    } finally {
      await first.close()
    }
  })
  cpSync(files, data, { recursive: true })
  return copyOf(server, filled, `${template}_${process.pid}_${++count}`)
}

async function copyOf(
  server: TestServer,
  template: string,
  name: string,
  t?: { after: (work: () => Promise<void>) => void },
): Promise<FreshDatabase> {
  await onServer(server, maintenance, (client) => client.query(`create database ${name} template ${template}`))

  const owner = asOwner(server, name)
  const application = asApplication(server, name)
  const pool = createPool(application, 4)
  const app = createDatabase(createPool(application, 20))
  const { role: _, ...ownerConfig } = owner
  // an owner who is no superuser is held by the forced policies too, so it works for the provider
  const owners = new pg.Pool({ ...ownerConfig, max: 2, options: '-c search_path=holdfast -c holdfast.provider=on' })
  owners.on('error', () => {})

  let leaving: Promise<unknown> | undefined
  const leave = () => {
    leaving ??= Promise.all([app.destroy(), pool.end(), owners.end()])
    return leaving
  }
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      await leave()
      await onServer(server, maintenance, (client) => client.query(`drop database if exists ${name} with (force)`))
    })()
    return closing
  }
  t?.after(close)
  return {
    name,
    server,
    owner,
    application,
    asOwner: async (text, values) => (await owners.query(text, values)).rows as never,
    app,
    pool,
    keepAs: async (kept) => {
      await leave()
      await onServer(server, maintenance, async (client) => {
        await client.query(`alter database ${name} with allow_connections false`)
        await client.query(`alter database ${name} rename to ${kept}`)
      })
    },
    close,
  }
}
