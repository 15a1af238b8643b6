// A real server for the crash test, in a process of its own that is killed without warning.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { startServer } from '../../src/server.ts'
import { readSettings } from '../../src/settings.ts'
import { buildWorld } from '../../src/world/build.ts'
import { worldSpec } from '../../src/world/spec.ts'

const settings = readSettings({ ...process.env, LOG_LEVEL: 'fatal' })
const running = await startServer(settings)
const file = join(settings.data, 'crash.json')
if (!existsSync(file)) {
  const serials = Array.from({ length: 10 }, (_, i) => `S${i}`)
  const world = worldSpec.parse({
    accounts: { ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
    sites: { leeds: { account: 'ACME', address: '1 Road' } },
    people: { ann: { account: 'ACME', roles: ['NC'], contact: ['named'] } },
    devices: Object.fromEntries(serials.map((serial) => [serial, { account: 'ACME', site: 'leeds' }])),
    base_contracts: [{ account: 'ACME', devices: serials, from: '2020-01-01', to: '2099-12-31' }],
    contracts: [{ account: 'ACME', offering: 'ACP', devices: serials, from: '2020-01-01', to: '2099-12-31' }],
  })
  await inScope(running.parts.db, providerScope, (tx) =>
    buildWorld(tx, world, Date.now(), {
      gateway: running.parts.parties.signIn,
      password: 'only for the crash test',
      who: new Set(['ann', 'desk']),
    }),
  )
  const keyOf = async (email: string) => {
    const person = await inScope(running.parts.db, providerScope, (tx) =>
      tx.selectFrom('person').select('user_id').where('email', '=', email).executeTakeFirstOrThrow(),
    )
    return (await running.parts.parties.signIn.addKey(person.user_id ?? '', 'crash', ['case.open', 'case.read', 'case.update'], 1)).key
  }
  writeFileSync(file, JSON.stringify({ ann: await keyOf('ann@acme.example'), desk: await keyOf('desk@vendor.example') }))
}
console.log(`ready ${running.address} ${running.storage.embedded?.pid}`)
