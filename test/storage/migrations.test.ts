import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { rowTypes, schemaText } from '../../src/db/generate.ts'
import { migrate, migrations } from '../../src/db/migrate.ts'
import type { Connection } from '../../src/db/pool.ts'
import { freshDatabase } from '../support/database.ts'
import { asOwner, maintenance, onServer } from '../support/server.ts'

/** An empty database, with nothing migrated yet. */
async function emptyDatabase(t: { after: (work: () => Promise<void>) => void }) {
  const { server, name: near } = await freshDatabase(t)
  const name = `${near}_empty`
  await onServer(server, maintenance, (client) => client.query(`create database ${name}`))
  t.after(async () => {
    await onServer(server, maintenance, (client) => client.query(`drop database if exists ${name} with (force)`))
  })
  const connection = asOwner(server, name)
  return {
    connection,
    ask: (text: string, values?: unknown[]) =>
      onServer(server, name, async (client) => {
        await client.query('set search_path = holdfast')
        return (await client.query(text, values)).rows
      }),
  }
}

/** An empty database whose owner is no superuser. */
async function plainDatabase(t: { after: (work: () => Promise<void>) => void }) {
  const { server, name: near } = await freshDatabase(t)
  const [name, owner] = [`${near}_plain`, `${near}_owner`]
  await onServer(server, maintenance, async (client) => {
    await client.query(`create role ${owner} login createrole nosuperuser`)
    await client.query(`create database ${name} owner ${owner}`)
    await client.query(`grant holdfast_app to ${owner}`)
  })
  t.after(async () => {
    await onServer(server, maintenance, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`drop role if exists ${owner}`)
    })
  })
  return { server, plain: { ...server, user: owner }, name }
}

const all = migrations().map(({ name }) => name)

test('an empty database is brought to the newest version, and a second time changes nothing', async (t) => {
  const { connection, ask } = await emptyDatabase(t)
  assert.deepEqual(await migrate(connection), all)
  assert.deepEqual(await migrate(connection), [])
  assert.deepEqual(
    (await ask('select version from schema_migration order by 1')).map(({ version }) => version),
    migrations().map(({ version }) => version),
  )
})

test('two servers that start at once migrate once: the other waits and finds the work done', async (t) => {
  const { connection } = await emptyDatabase(t)
  const done = await Promise.all(Array.from({ length: 4 }, () => migrate(connection)))
  assert.deepEqual(
    done.toSorted((a, b) => b.length - a.length),
    [all, [], [], []],
  )
})

test('a file that was changed after it had been applied is refused, with its name and what to do', async (t) => {
  const { connection, ask } = await emptyDatabase(t)
  await migrate(connection)
  await ask("update schema_migration set checksum = 'of another text' where version = 3")
  await assert.rejects(migrate(connection), /Migration 3 \(\w+\) was changed after it had been applied\. Restore the file and add a new/)
})

test('a migration that fails leaves nothing of itself, and runs again once its cause is mended', async (t) => {
  const { connection, ask } = await emptyDatabase(t)
  await ask('create schema holdfast')
  await ask('create table holdfast.person (in_the_way int)')
  await assert.rejects(migrate(connection), /Migration 3 \(parties\) failed: relation "person" already exists/)
  assert.deepEqual(
    (await ask('select version from schema_migration order by 1')).map(({ version }) => version),
    [1, 2],
  )
  assert.deepEqual(
    await ask("select 1 from pg_tables where schemaname = 'holdfast' and tablename = 'site'"),
    [],
    'its first half is gone too',
  )
  await ask('drop table holdfast.person')
  assert.deepEqual(await migrate(connection), all.slice(2))
})

test('there is no way back: every file adds, and none is kept to undo', () => {
  for (const { name, sql } of migrations()) {
    assert.doesNotMatch(name, /down|undo|revert|rollback/)
    assert.doesNotMatch(sql.replace(/--.*/g, ''), /\bdrop\s+table\b|\btruncate\b/i, name)
  }
})

test('a server older than PostgreSQL 15 is refused with both versions', async (t) => {
  const { connection, close } = await pretendServer('140012')
  t.after(close)
  await assert.rejects(migrate(connection), /PostgreSQL 15 or newer is needed, found 14\./)
})

test('the schema and the row types are on this server what was reviewed', async (t) => {
  const db = await freshDatabase(t)
  const reviewed = (file: string) => readFileSync(join(import.meta.dirname, '../../src/db', file), 'utf8')
  await onServer(db.server, db.name, async (client) => {
    assert.equal(await rowTypes(client), reviewed('rows.gen.ts'))
    assert.equal(await schemaText(client), reviewed('schema.sql'))
  })
})

for (const [title, extensionsIn] of [
  ['without extensions', null],
  ['with extensions in the public schema', 'public'],
] as const)
  test(`an owner who is no superuser brings a database ${title} to the newest version, and its search finds and hides`, async (t) => {
    const { server, plain, name } = await plainDatabase(t)
    if (extensionsIn)
      await onServer(server, name, async (client) => {
        for (const extension of ['pg_trgm', 'btree_gin', 'fuzzystrmatch'])
          await client.query(`create extension ${extension} schema ${extensionsIn}`)
      })
    assert.deepEqual(await migrate(asOwner(plain, name)), all)
    await onServer(plain, name, async (client) => {
      await client.query("set search_path = holdfast; set holdfast.provider = 'on'")
      await client.query(
        `insert into account (id, code, kind, name, theatre, country, zone, created_at)
         values (gen_random_uuid(), 'ACME', 'customer', 'Acme', 'EMEA', 'GB', 'Europe/London', $1)`,
        [new Date(0)],
      )
      await client.query("insert into case_word select id, word from account, unnest(array['juniper', 'jn1234abcd']) as word")
      await client.query('set role holdfast_app')
      const words = async (meant: string) =>
        (await client.query('select word from similar_words($1, null, 5)', [meant])).rows.map((row) => row.word)
      assert.deepEqual([await words('junper'), await words('34abcd')], [['juniper'], ['jn1234abcd']])
      await client.query("set holdfast.provider = 'off'")
      assert.deepEqual([await words('junper'), await words('34abcd')], [[], []])
    })
  })

test('rows that stood before a file that moves them are moved too where the owner is no superuser', async (t) => {
  const { plain, name } = await plainDatabase(t)
  const older = migrations().filter(({ version }) => version < 48)
  await migrate(asOwner(plain, name), older)
  await onServer(plain, name, async (client) => {
    await client.query("set search_path = holdfast; set holdfast.provider = 'on'")
    await client.query(
      `insert into account (id, code, kind, name, theatre, country, zone, created_at)
       values (gen_random_uuid(), 'ACME', 'customer', 'Acme', 'EMEA', 'GB', 'Europe/London', $1)`,
      [new Date(0)],
    )
    await client.query(
      `insert into contract (account_id, id, number, kind, service, state, starts_on, ends_on, zone, territory, po_number, activated_on, terms, created_at)
       select id, gen_random_uuid(), 'SC-1', 'service', 'ACP', 'active', '2026-03-01', '2027-02-28', zone, 'GB', 'PO', '2026-03-04',
         '{"advisor": {"name": "Tess", "theatre": "EMEA", "zone": "Europe/London"}}', $1 from account`,
      [new Date(0)],
    )
  })
  assert.deepEqual(await migrate(asOwner(plain, name)), all.slice(older.length))
  await onServer(plain, name, async (client) => {
    await client.query("set search_path = holdfast; set holdfast.provider = 'on'")
    const { rows } = await client.query('select name, theatre, starts_on::text from contract_advisor')
    assert.deepEqual(rows, [{ name: 'Tess', theatre: 'EMEA', starts_on: '2026-03-04' }])
  })
})

test('found when planted: a column that no migration made', async (t) => {
  const db = await freshDatabase(t)
  await db.asOwner('alter table device add column planted text')
  const text = await onServer(db.server, db.name, schemaText)
  assert.notEqual(text, readFileSync(join(import.meta.dirname, '../../src/db/schema.sql'), 'utf8'))
  assert.match(text, /^ {2}planted text$/m)
})

/** Speaks just enough of the wire protocol to say which version it is. */
async function pretendServer(version: string): Promise<{ connection: Connection; close: () => Promise<void> }> {
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  const ready = message('Z', Buffer.from('I'))
  const column = Buffer.concat([
    Buffer.from('server_version_num\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
  ])
  const value = Buffer.alloc(6 + version.length)
  value.writeInt16BE(1)
  value.writeInt32BE(version.length, 2)
  value.write(version, 6)
  const answer = Buffer.concat([
    message('T', Buffer.concat([Buffer.from([0, 1]), column])),
    message('D', value),
    message('C', Buffer.from('SHOW\0')),
    ready,
  ])
  const server = createServer((socket) => {
    let greeted = false
    socket.on('error', () => {})
    socket.on('data', (data) => {
      if (!greeted) socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]))
      else if (data[0] === 'Q'.charCodeAt(0)) socket.write(answer)
      greeted = true
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as { port: number }
  return {
    connection: { host: '127.0.0.1', port, user: 'anybody', database: 'any' },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
