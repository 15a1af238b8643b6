import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, providerScope, type Tx } from '../../src/db/scope.ts'
import type { AccountRef } from '../../src/lib/principal.ts'
import { attendanceOf, promisedOf } from '../../src/meetings/overview/service.ts'
import { findAccount } from '../../src/parties/service.ts'
import { type Api, startApi } from '../support/api.ts'

/** Attendance is worked out from an account's own rows, in as many statements whatever the account has. */

const us = { theatre: 'AMERICAS', country: 'US', zone: 'America/Chicago' }
const years = [2021, 2022, 2023, 2024, 2025, 2026]
const smOf = (account: string, device: string, year: number) => ({
  account,
  offering: 'SSM',
  devices: [device],
  from: `${year}-01-01`,
  to: `${year}-12-31`,
})
let api: Api
before(async () => {
  api = await startApi({
    accounts: {
      ONE: { ...us, name: 'One year', address: '500 Main St' },
      MANY: { ...us, name: 'Many years', address: '1 Oak St' },
      ACPA: { ...us, name: 'Came', address: '2 Oak St' },
      ACPB: { ...us, name: 'The crowd', address: '3 Oak St' },
    },
    people: { ann: { account: 'ACPA', roles: ['NC'] } },
    devices: { D1: { account: 'ONE' }, D2: { account: 'MANY' }, D3: { account: 'ACPA' } },
    base_contracts: [{ account: 'ACPA', devices: ['D3'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [
      smOf('ONE', 'D1', 2026),
      ...years.map((year) => smOf('MANY', 'D2', year)),
      { account: 'ACPA', offering: 'ACP', devices: ['D3'], from: '2026-01-01', to: '2026-12-31' },
    ],
  })
})
after(() => api?.close())

const accountOf = async (tx: Tx, code: string) => (await findAccount(tx, { code })) as AccountRef

type Work<Found> = (tx: Tx, account: AccountRef, now: number) => Promise<Found>

/** What a piece of work finds, and how many statements it took. */
async function counted<Found>(code: string, work: Work<Found>) {
  let statements = 0
  const found = await inScope(api.parts.db, providerScope, async (tx) => {
    const account = await accountOf(tx, code)
    const counting = tx.withPlugin({
      transformQuery: ({ node }) => {
        statements++
        return node
      },
      transformResult: async ({ result }) => result,
    })
    return work(counting, account, Date.parse('2026-06-10T12:00:00Z'))
  })
  return { found, statements }
}

const works: readonly Work<unknown>[] = [attendanceOf, promisedOf]

test('six contracts take as many statements as one', async () => {
  for (const work of works) {
    const [one, many] = [await counted('ONE', work), await counted('MANY', work)]
    assert.equal(many.statements, one.statements)
    assert.ok(one.statements < 15, `${one.statements} statements`)
  }
})

test('a seat counts however many others were taken before it', async () => {
  const [webinar] = await api.database.asOwner<{ id: string }>(
    `insert into holdfast.webinar (id, theatre, title, topic, about, host, starts_at, minutes, zone, capacity, state, reason, held_on, post_by, made_by, version)
     values (gen_random_uuid(), 'AMERICAS', 'EVPN', 'evpn', '', 'Hana', '2026-02-10T16:00Z', 60, 'America/Chicago', 10000, 'held', '', '2026-02-10', '2026-02-20', 'test', 1)
     returning id`,
  )
  for (const [account, seats, at] of [
    ['ACPB', 20_001, '2026-02-01T00:00Z'],
    ['ACPA', 1, '2026-02-09T00:00Z'],
  ])
    await api.database.asOwner(
      `insert into holdfast.webinar_seat (account_id, webinar_id, person_id, name, state, attended, at)
       select a.id, $1, gen_random_uuid(), 'somebody', 'registered', true, $4::timestamptz
       from holdfast.account a, generate_series(1, $3::integer) where a.code = $2`,
      [webinar?.id, account, seats, at],
    )
  const { found } = await counted('ACPA', attendanceOf)
  const [quarter] = [...found.values()][0] ?? []
  assert.deepEqual(
    { from: quarter?.from, attended: quarter?.attended, state: quarter?.state },
    { from: '2026-01-01', attended: 1, state: 'met' },
  )
})
