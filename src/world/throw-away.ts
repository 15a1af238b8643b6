import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { assemble, type Parts } from '../assemble.ts'
import type { Confirm } from '../cases/secrets/service.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import type { Operation } from '../http/operation.ts'

/** An empty database for one story after another. */
export type ThrowAway = {
  readonly open: () => Promise<{ readonly parts: Parts; readonly close: () => Promise<void> }>
  readonly end: () => Promise<void>
}

/** In a story nobody signs in: everybody's password is this one. */
export const confirmInStory: Confirm = async (_, { password }) => password === 'the password of the story'

/** Every operation of the API as it is declared, without a database behind it: what a story may do. */
export function declaredOperations(): readonly Operation[] {
  const pool = new pg.Pool() // never connected
  return assemble({
    pool,
    signInPool: pool,
    secret: 'only the declarations are read',
    origin: 'http://127.0.0.1',
    files: '/nowhere',
    uploadBytes: 1,
  }).operations
}

/**
 * Takes every row out of a migrated database, which is many times faster than making a new one.
 * @param owner a connection above row-level security that may switch triggers off
 */
export async function emptyDatabase(owner: pg.Client): Promise<void> {
  const tables = await owner.query<{ name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'schema_migration'",
  )
  await owner.query(
    `begin; set local session_replication_role = replica; ${tables.rows.map(({ name }) => `delete from ${name}`).join('; ')}; commit`,
  )
}

/** Starts a server in a temporary folder with one migrated database; what is thrown away need not survive a crash. */
export async function throwAwayServer(): Promise<ThrowAway> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-play-'))
  const server = await startEmbedded(join(folder, 'postgres'), { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  const admin = new pg.Client(server.connection('postgres', 'postgres'))
  await admin.connect()
  await admin.query('create database story')
  await admin.end()
  await migrate(server.connection('story', 'postgres'))
  const owner = new pg.Client(server.connection('story', 'postgres'))
  await owner.connect()
  return {
    open: async () => {
      await emptyDatabase(owner)
      const pool = createPool(server.connection('story', 'holdfast_app'), 4)
      const parts = assemble({
        pool,
        signInPool: pool,
        secret: 'a story needs no sign-in of its own',
        origin: 'http://127.0.0.1',
        files: join(folder, 'attachments'),
        uploadBytes: 1_000_000,
        confirm: confirmInStory,
      })
      return { parts, close: () => pool.end() }
    },
    end: async () => {
      await owner.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
