import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { type Api, startApi } from './support/api.ts'

/** A service that the code has never heard of: one file, and it is sold, decided and clocked like the five. */

const file = join(import.meta.dirname, 'samples', 'offerings', 'good-spares-on-site.yaml')
let api: Api
before(async () => {
  api = await startApi({
    accounts: { ACME: { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
    sites: { store: { account: 'ACME', address: '1 Road' } },
    people: { ann: { account: 'ACME', roles: ['NC'] } },
    devices: { S1: { account: 'ACME', site: 'store' }, S2: { account: 'ACME', site: 'store', endOfSupport: '2026-04-30' } },
  })
  api.clock.now = Date.parse('2026-05-04T09:00:00Z')
})
after(() => api?.close())

type Decided = { verdict: string; decidedBy: string[]; offering: string }

test('a service from a file is loaded, ordered, activated, decided and clocked by its own clauses', async () => {
  const loaded = await api.call('policy', 'POST', '/api/offerings', parse(readFileSync(file, 'utf8'), { schema: 'core' }))
  assert.equal(loaded.status, 201, loaded.text)
  assert.equal(
    (await api.call('policy', 'POST', '/api/offerings', parse(readFileSync(file, 'utf8'), { schema: 'core' }))).status,
    409,
    'a version never changes',
  )

  const order = {
    offering: 'SPARE',
    channel: 'direct',
    endUserName: 'Acme',
    endUserAddress: '1 Road',
    startsOn: '2026-05-04',
    endsOn: '2026-11-03',
    serials: ['S1', 'S2'],
  }
  const short = await api.call('sales', 'POST', '/api/accounts/ACME/orders', { ...order, endsOn: '2026-11-02' })
  assert.equal(short.status, 403)
  assert.deepEqual((short.body as { decision: Decided }).decision.decidedBy, ['SPARE-1.4'])
  const placed = await api.call('sales', 'POST', '/api/accounts/ACME/orders', order)
  assert.equal(placed.status, 201, placed.text)
  const { contract, lines } = placed.body as {
    contract: string
    lines: { serial: string; verdict: string; reasons: { holds: boolean; clauses: string[] }[] }[]
  }
  assert.deepEqual(
    lines.map((line) => [line.serial, line.verdict]),
    [
      ['S1', 'granted'],
      ['S2', 'refused'],
    ],
  )
  assert.deepEqual(
    lines[1]?.reasons.filter((reason) => !reason.holds).flatMap((reason) => reason.clauses),
    ['SPARE-5.1'],
  )
  const activated = await api.call('contracts', 'POST', `/api/accounts/ACME/contracts/${contract}/activate`, {
    agreement: { kind: 'posted', name: 'EUSA', version: '3' },
  })
  assert.equal(activated.status, 200, activated.text)

  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'S1', priority: 'P1', summary: 'Fan tray needed' })
  assert.equal(opened.status, 201, opened.text)
  const { clock, decided } = opened.body as { clock: { dueAt: string; clauses: string[] }; decided: Decided }
  assert.equal(decided.offering, 'SPARE')
  assert.equal(clock.dueAt, '2026-05-04T10:00:00.000Z')
  assert.ok(clock.clauses.includes('SPARE-3.2'))
  const other = await api.call('ann', 'POST', '/api/accounts/ACME/cases', {
    device: 'S1',
    priority: 'P1',
    summary: 'x',
    channel: 'automation',
  })
  assert.deepEqual((other.body as { decision: Decided }).decision.decidedBy, ['SPARE-3.1'])
  const fitting = await api.call('ann', 'POST', '/api/accounts/ACME/decisions/preview', { act: 'service.ask', ask: 'fit-part' })
  assert.deepEqual(
    [
      (fitting.body as Decided).verdict,
      (fitting.body as { alternatives: { offering: string }[] }).alternatives.map((each) => each.offering),
    ],
    ['refused', ['ISS', 'MSP']],
  )
  const listed = await api.call('contracts', 'GET', '/api/decisions?clause=SPARE-1.4')
  assert.ok((listed.body as { items: unknown[] }).items.length >= 2)
})

test('a decision judged again from its own facts comes out the same', async () => {
  const { items } = (await api.call('auditor', 'GET', '/api/decisions?limit=50')).body as { items: { id: string; act: string }[] }
  assert.ok(items.length >= 5)
  for (const { id } of items) {
    const again = await api.call('auditor', 'GET', `/api/accounts/ACME/decisions/${id}/replay`)
    assert.equal((again.body as { same: boolean }).same, true, again.text.slice(0, 300))
  }
})

test('mistakes in an offering come back with where they stand', async () => {
  const broken = { ...parse(readFileSync(file, 'utf8'), { schema: 'core' }), code: 'SPARE', version: 2, response: { targets: [] } }
  const answer = await api.call('policy', 'POST', '/api/offerings', broken)
  assert.equal(answer.status, 400)
  assert.match(answer.text, /response/)
})
