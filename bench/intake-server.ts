// The server side of the intake bench, in a process of its own: a real server with customers, contracts and keys.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inScope, providerScope } from '../src/db/scope.ts'
import { startServer } from '../src/server.ts'
import { readSettings } from '../src/settings.ts'
import { buildWorld } from '../src/world/build.ts'
import { worldSpec } from '../src/world/spec.ts'

const accounts = 16
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
const running = await startServer(readSettings({ HOLDFAST_DATA: folder, HOLDFAST_PORT: '0', LOG_LEVEL: 'error' }), { worker: false })
const codes = Array.from({ length: accounts }, (_, i) => `CUST${String.fromCharCode(65 + i)}`)
const world = worldSpec.parse({
  accounts: Object.fromEntries(
    codes.map((code) => [code, { name: `Customer ${code}`, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }]),
  ),
  sites: Object.fromEntries(codes.map((code) => [`site ${code}`, { account: code, address: '1 Road' }])),
  people: Object.fromEntries(codes.map((code) => [code.toLowerCase(), { account: code, roles: ['NC'], contact: ['named'] }])),
  devices: Object.fromEntries(
    codes.flatMap((code) =>
      Array.from({ length: 20 }, (_, i) => [`${code}-${i}`, { account: code, product: 'MX204', site: `site ${code}` }]),
    ),
  ),
  base_contracts: codes.map((code) => ({
    account: code,
    devices: Array.from({ length: 20 }, (_, i) => `${code}-${i}`),
    from: '2020-01-01',
    to: '2099-12-31',
  })),
  contracts: codes.map((code) => ({
    account: code,
    offering: 'ACP',
    devices: Array.from({ length: 20 }, (_, i) => `${code}-${i}`),
    from: '2020-01-01',
    to: '2099-12-31',
  })),
})
const { parts } = running
await inScope(parts.db, providerScope, (tx) =>
  buildWorld(tx, world, Date.now(), {
    gateway: parts.parties.signIn,
    password: 'a bench needs a password',
    who: new Set(codes.map((code) => code.toLowerCase())),
  }),
)
const keys: Record<string, string> = {}
for (const code of codes) {
  const { user_id } = await inScope(parts.db, providerScope, (tx) =>
    tx
      .selectFrom('person')
      .select('user_id')
      .where('email', '=', `${code.toLowerCase()}@${code.toLowerCase()}.example`)
      .executeTakeFirstOrThrow(),
  )
  keys[code] = (await parts.parties.signIn.addKey(user_id ?? '', 'bench', ['case.open', 'case.read'], 1)).key
}
process.send?.({ address: running.address, keys, connection: running.storage.embedded?.connection('postgres', 'holdfast_app') })
process.on('message', async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
