import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Connection } from './pool.ts'

const folder = join(import.meta.dirname, 'migrations')
const lockKey = 4_713_221 // any number, the same everywhere: two migrators wait for one another

export type Migration = {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The migrations in order. Files are `0001_name.sql`; a number is used once and an applied file never changes. */
export function migrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return {
        version: Number(file.slice(0, 4)),
        name: file.slice(5, -4),
        sql: text,
        checksum: createHash('sha256').update(text).digest('hex'),
      }
    })
}

/**
 * Brings the database to the newest version, under a lock, each file in a transaction of its own. Forward only.
 * @param connection as the owner of the database
 * @param files up to which file; all of them unless a test wants an older database
 * @returns the names of the migrations that were applied now
 * @throws Error when an applied file was changed since, or the server is older than PostgreSQL 15
 */
export async function migrate(connection: Connection, files = migrations()): Promise<readonly string[]> {
  const { role: _, ...config } = connection
  const client = new pg.Client(config)
  await client.connect()
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150000)
      throw new Error(`PostgreSQL 15 or newer is needed, found ${Math.floor(version / 10000)}. Point DATABASE_URL at a newer server.`)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await createRole(client)
    await client.query('create schema if not exists holdfast')
    // public too: a database may hold extensions there already
    await client.query('set search_path = holdfast, public')
    await client.query(
      'create table if not exists schema_migration (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
    )
    const applied = new Map(
      (await client.query('select version, checksum from schema_migration')).rows.map((row) => [row.version, row.checksum]),
    )
    const newest = migrations().at(-1)?.version ?? 0
    const ahead = [...applied.keys()].find((version) => version > newest)
    if (ahead !== undefined)
      throw new Error(
        `The database is at version ${ahead}, this Holdfast knows up to ${newest}. Start the newer Holdfast again, or restore the backup made before it.`,
      )
    const done: string[] = []
    for (const migration of files) {
      const known = applied.get(migration.version)
      if (known === migration.checksum) continue
      if (known)
        throw new Error(
          `Migration ${migration.version} (${migration.name}) was changed after it had been applied. Restore the file and add a new migration instead.`,
        )
      await apply(client, migration)
      done.push(migration.name)
    }
    return done
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, migration: Migration) {
  await client.query('begin')
  try {
    // an owner who is no superuser is held back by the walls as well, and a file that moves rows would move none
    await client.query("select set_config('holdfast.provider', 'on', true)")
    await client.query(migration.sql)
    await client.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const extension = /extension "(\w+)"/.exec((error as Error).message)?.[1]
    if (extension)
      throw new Error(
        `The database cannot have the extension ${extension}: ${(error as Error).message}. Install the server's contrib package, or ask its administrator to run in this database: create extension ${extension};`,
        { cause: error },
      )
    throw new Error(`Migration ${migration.version} (${migration.name}) failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** The application's role belongs to the whole server, so another database's migration may have made it already. */
async function createRole(client: pg.Client) {
  const { rows } = await client.query("select 1 from pg_roles where rolname = 'holdfast_app'")
  if (rows.length === 0) {
    try {
      await client.query('create role holdfast_app login nosuperuser nobypassrls nocreatedb nocreaterole')
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === '42501') {
        throw new Error(
          'The database user may not create roles. Ask its administrator to run: create role holdfast_app nologin; grant holdfast_app to CURRENT_USER;',
        )
      }
      if (code !== '42710' && code !== '23505') throw error
    }
  }
  const { rows: me } = await client.query("select pg_has_role(current_user, 'holdfast_app', 'member') as member, current_user as name")
  if (me[0].member) return
  try {
    await client.query('grant holdfast_app to current_user')
  } catch {
    throw new Error(
      `The database user may not take on the role holdfast_app. Ask its administrator to run: grant holdfast_app to "${me[0].name}";`,
    )
  }
}
