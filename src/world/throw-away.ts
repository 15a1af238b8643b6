import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { assemble, type Parts } from '../assemble.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createPool } from '../db/pool.ts'
import type { Operation } from '../http/operation.ts'

/** Databases that live as long as a story. */
export type ThrowAway = {
  readonly open: () => Promise<{ readonly parts: Parts; readonly close: () => Promise<void> }>
  readonly end: () => Promise<void>
}

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

/** Starts a server in a temporary folder with one migrated template; what is thrown away need not survive a crash. */
export async function throwAwayServer(): Promise<ThrowAway> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-play-'))
  const server = await startEmbedded(join(folder, 'postgres'), { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  const admin = new pg.Client(server.connection('postgres', 'postgres'))
  await admin.connect()
  await admin.query('create database story_template')
  await migrate(server.connection('story_template', 'postgres'))
  let count = 0
  return {
    open: async () => {
      const name = `story_${++count}`
      await admin.query(`create database ${name} template story_template`)
      const pool = createPool(server.connection(name, 'holdfast_app'), 4)
      const parts = assemble({
        pool,
        signInPool: pool,
        secret: 'a story needs no sign-in of its own',
        origin: 'http://127.0.0.1',
        files: join(folder, 'attachments'),
        uploadBytes: 1_000_000,
      })
      return {
        parts,
        close: async () => {
          await pool.end()
          await admin.query(`drop database ${name} with (force)`)
        },
      }
    },
    end: async () => {
      await admin.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
