import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import type { Connection } from '../../src/db/pool.ts'

/**
 * The PostgreSQL that tests run on. The runner starts one for all test files and names it in the environment; a test
 * file that runs alone starts its own.
 */
export type TestServer = {
  readonly kind: 'embedded' | 'external'
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
}

/** A database of the server, as its owner. */
export const asOwner = ({ host, port, user, password }: TestServer, database: string): Connection => ({
  host,
  port,
  user,
  database,
  ...(password === undefined ? {} : { password }),
})

/** The same as the application: by its own name where that may sign in, else by taking on the role. */
export const asApplication = (server: TestServer, database: string): Connection =>
  server.kind === 'embedded'
    ? { host: server.host, port: server.port, user: 'holdfast_app', database }
    : { ...asOwner(server, database), role: 'holdfast_app' }

/** The database to make further ones from. */
export const maintenance = 'postgres'

export async function onServer<T>(server: TestServer, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { role: _, ...config } = asOwner(server, database)
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Nothing here outlives the run, so nothing has to reach the disk. */
const forSpeed = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_wal_size: '4GB' }

export async function startTestServer(): Promise<{
  server: TestServer
  postgres: EmbeddedPostgres
  folder: string
  stop: () => Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  try {
    const postgres = await startEmbedded(join(folder, 'postgres'), forSpeed)
    const { host, port, user } = postgres.connection(maintenance, 'postgres')
    const stop = async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
    return { server: { kind: 'embedded', host, port, user }, postgres, folder, stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Makes the migrated database that fresh ones are copied from. Nobody may connect to it, as a copy needs it idle. */
export async function createTemplate(server: TestServer, name: string): Promise<void> {
  await onServer(server, maintenance, (client) => client.query(`create database ${name}`))
  await migrate(asOwner(server, name))
  await onServer(server, maintenance, (client) => client.query(`alter database ${name} allow_connections false`))
}

/** Drops every database of a run: the template and what was copied from it. */
export async function dropDatabases(server: TestServer, prefix: string): Promise<void> {
  await onServer(server, maintenance, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}

export const versionOf = (server: TestServer): Promise<string> =>
  onServer(server, maintenance, async (client) => (await client.query('show server_version')).rows[0].server_version.split(' ')[0])
