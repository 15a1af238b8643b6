// Writes src/db/schema.sql and src/db/rows.gen.ts from the migrations; with --check only says whether they are fresh.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/db/embedded.ts'
import { rowTypes, schemaText } from '../src/db/generate.ts'
import { migrate } from '../src/db/migrate.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'holdfast-schema-'))
const server = await startEmbedded(join(folder, 'postgres'), { fsync: 'off' })
const connection = server.connection('postgres', 'postgres')
await migrate(connection)
const client = new pg.Client(connection)
await client.connect()
const wanted = { 'src/db/rows.gen.ts': await rowTypes(client), 'src/db/schema.sql': await schemaText(client) }
await client.end()
await server.stop()
rmSync(folder, { recursive: true, force: true })

for (const [file, text] of Object.entries(wanted)) {
  const path = join(root, file)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is stale: run "npm run generate" and commit the result.`)
    process.exitCode = 1
  }
}
