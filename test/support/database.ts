import { existsSync, rmSync } from 'node:fs'
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
  /** Ends the connections and drops the database; a second call does nothing. */
  readonly close: () => Promise<void>
}

type Source = { readonly server: TestServer; readonly template: string }

/** From the runner, else a server of this process that ends with it. */
const source: { value?: Promise<Source> } = {}

function fromRunner(): Source | undefined {
  const { HOLDFAST_TEST_SERVER: server, HOLDFAST_TEST_TEMPLATE: template } = process.env
  return server && template ? { server: JSON.parse(server) as TestServer, template } : undefined
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
  return { server, template: 'holdfast_test_alone' }
}

let count = 0

/**
 * Copies the migrated template, which takes some tens of milliseconds.
 * @param t the test or suite at whose end the database is dropped; without it, the caller closes
 */
export async function freshDatabase(t?: { after: (work: () => Promise<void>) => void }): Promise<FreshDatabase> {
  source.value ??= Promise.resolve(fromRunner() ?? ownServer())
  const { server, template } = await source.value
  const name = `${template}_${process.pid}_${++count}`
  await onServer(server, maintenance, (client) => client.query(`create database ${name} template ${template}`))

  const owner = asOwner(server, name)
  const application = asApplication(server, name)
  const pool = createPool(application, 4)
  const app = createDatabase(createPool(application, 20))
  const { role: _, ...ownerConfig } = owner
  // an owner who is no superuser is held by the forced policies too, so it works for the provider
  const owners = new pg.Pool({ ...ownerConfig, max: 2, options: '-c search_path=holdfast -c holdfast.provider=on' })
  owners.on('error', () => {})

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      await Promise.all([app.destroy(), pool.end(), owners.end()])
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
    close,
  }
}
