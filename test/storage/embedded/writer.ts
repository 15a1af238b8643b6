// Starts the embedded server of a folder, writes rows one by one, and prints the id of each once the server confirmed it.
// On SIGTERM it stops the server and ends; it is also killed without notice.
import pg from 'pg'
import { startEmbedded } from '../../../src/db/embedded.ts'

const [folder = '', settings = '{}'] = process.argv.slice(2)
const server = await startEmbedded(folder, JSON.parse(settings))
const client = new pg.Client(server.connection('postgres', 'postgres'))
client.on('error', () => process.exit(1))
await client.connect()
await client.query('create table if not exists written (id bigserial primary key)')
let ending = false
process.on('SIGTERM', () => {
  ending = true
})
while (!ending) {
  const { rows } = await client.query('insert into written default values returning id')
  process.stdout.write(`${rows[0].id}\n`)
}
await client.end()
await server.stop()
