// Writes openapi.json and the generated client from the operations; with --check only says whether they are fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { assemble } from '../src/assemble.ts'
import { createServer } from '../src/server.ts'
import { clientText } from './client.ts'

const root = join(import.meta.dirname, '..')
const pool = new pg.Pool() // never connected: only the declarations are read
const parts = assemble({
  pool,
  signInPool: pool,
  secret: 'only the declarations are read here',
  origin: 'http://127.0.0.1',
  files: '/nowhere',
  uploadBytes: 1,
})
const app = await createServer({ logLevel: 'silent', uploadBytes: 1 }, parts, () => 0)
const document = app.swagger()
await app.close()

const wanted = {
  'src/client/openapi.json': `${JSON.stringify(document, null, 1)}\n`,
  'src/client/api.gen.ts': clientText(document as never),
}
for (const [file, text] of Object.entries(wanted)) {
  const path = join(root, file)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is stale: run "npm run generate" and commit the result.`)
    process.exitCode = 1
  }
}
