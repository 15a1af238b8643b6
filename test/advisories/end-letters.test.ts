import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fireNext, nextDue } from '../../src/jobs/runner.ts'
import { fromIso, toIso } from '../../src/lib/time.ts'
import { type Api, startApi } from '../support/api.ts'

/** Whose devices are spoken of, when, and who reads what was said. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const careFor = (account: string, devices: string[]) => ({ account, devices, from: '2025-01-01', to: '2028-12-31' })
let api: Api
before(async () => {
  api = await startApi({
    accounts: { ACME: { ...place, name: 'Acme' }, LATER: { ...place, name: 'Later' }, BARE: { ...place, name: 'Bare' } },
    people: {
      lea: { account: 'ACME', roles: ['LC'] },
      uma: { account: 'ACME', roles: ['UU'] },
      lou: { account: 'LATER', roles: ['LC'] },
      bea: { account: 'BARE', roles: ['LC'] },
      tsa: { account: 'VENDOR', roles: ['TA'] },
    },
    devices: {
      A1: { account: 'ACME', product: 'MX480' },
      A2: { account: 'ACME', product: 'MX480', endOfSupport: '2026-06-30' },
      'A1-CARD': { account: 'ACME', product: 'MPC3E', kind: 'module', parent: 'A1', slot: 'FPC 0' },
      A3: { account: 'ACME', product: 'MPC3E', kind: 'module', status: 'spare' },
      L1: { account: 'LATER', product: 'MX480' },
      B1: { account: 'BARE', product: 'MX480' },
    },
    base_contracts: [careFor('ACME', ['A1', 'A2', 'A3']), careFor('LATER', ['L1']), careFor('BARE', ['B1'])],
    contracts: [
      { account: 'ACME', offering: 'SSM', devices: ['A1', 'A2', 'A3'], from: '2026-01-01', to: '2027-12-31' },
      { account: 'LATER', offering: 'SSM', devices: ['L1'], from: '2026-04-01', to: '2027-12-31' },
      { account: 'BARE', offering: 'ISS', devices: ['B1'], from: '2026-01-01', to: '2027-12-31' },
    ],
  })
})
after(() => api?.close())

/** Every timer on the way, at its own instant. */
async function pass(until: string): Promise<void> {
  const end = fromIso(until)
  for (let due = await nextDue(api.parts.db); due !== undefined && due <= end; due = await nextDue(api.parts.db)) {
    const fired = await fireNext(api.parts.db, api.parts.timers, Math.max(due, api.clock.now))
    assert.equal(fired?.error, undefined)
  }
  api.clock.now = end
}
type Letter = {
  at: string
  subject: string
  recipients: string[]
  items: { subject: string; fate: string; months: number; serials: string[] }[]
}
const letters = async (who: string, account: string) => {
  const { status, body, text } = await api.call(who, 'GET', `/api/accounts/${account}/lifecycle/letters`)
  assert.equal(status, 200, text)
  return (body as { items: Letter[] }).items
}
const said = ({ items }: Letter) => items.map(({ subject, fate, months, serials }) => [subject, fate, months, serials.join()])

test('SSM-3.2.p5: covered devices and the modules in them, a date entered for a device before that of its product, and no spare', async () => {
  await pass('2026-03-10T10:30:00Z')
  const table = 'Product,End of support,Source\nMX480,2027-01-15,TSB1\nMPC3E,2026-08-01,TSB2\n'
  assert.equal((await api.call('tsa', 'POST', '/api/lifecycle/import', { name: 't.csv', text: table })).status, 200)
  await pass('2026-03-10T10:31:00Z')
  const found = await letters('lea', 'ACME')
  assert.deepEqual(
    found.flatMap((letter) => said(letter)),
    [
      ['MPC3E', 'near', 6, 'A1-CARD'],
      ['MX480', 'near', 12, 'A1'],
      // what was known of it before the table was
      ['MX480', 'near', 6, 'A2'],
    ],
  )
  assert.deepEqual(found[0]?.recipients, ['Lea'])
})

test('word begins on the morning of the first day of a contract, and what is not promised is not told', async () => {
  assert.deepEqual(await letters('lou', 'LATER'), [])
  await pass('2026-04-01T12:00:00Z')
  const [first] = await letters('lou', 'LATER')
  assert.equal(first?.at, toIso(fromIso('2026-04-01T08:00:00+01:00')))
  assert.deepEqual(await letters('bea', 'BARE'), [])
})

test('a device that is changed is looked at within minutes, and what it was before is forgotten', async () => {
  const before = (await letters('lea', 'ACME')).length
  const { body } = await api.call('lea', 'GET', '/api/accounts/ACME/devices/A1')
  const { version } = body as { version: number }
  const changed = await api.call('lea', 'PATCH', '/api/accounts/ACME/devices/A1', { product: 'MX960' }, { 'if-match': `"${version}"` })
  assert.ok(changed.status < 300, changed.text)
  await pass('2026-04-01T12:15:00Z')
  const rows = await api.database.asOwner<{ subject: string }>(
    "select subject from end_told t join device d on d.id = t.device_id where d.serial = 'A1'",
  )
  assert.deepEqual(rows, [])
  assert.equal((await letters('lea', 'ACME')).length, before, 'without a word')
})

test('letters are read by the account and by staff, and by nobody else', async () => {
  assert.equal((await letters('tsa', 'ACME')).length > 0, true)
  assert.equal((await letters('uma', 'ACME')).length > 0, true)
  for (const who of ['lou', 'bea']) assert.equal((await api.call(who, 'GET', '/api/accounts/ACME/lifecycle/letters')).status, 404)
})
