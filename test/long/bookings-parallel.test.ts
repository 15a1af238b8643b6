import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assign } from '../../src/changes/booking/service.ts'
import { moveTo } from '../../src/changes/following/service.ts'
import { byItself, holdChange } from '../../src/changes/service.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import type { AccountRef } from '../../src/lib/principal.ts'
import { ProblemError } from '../../src/lib/problem.ts'
import { findAccount } from '../../src/parties/service.ts'
import { type Api, startApi } from '../support/api.ts'
import { doubleBookings, strayBookings, writeWindows } from '../support/many-windows.ts'
import { diceOf } from '../support/year/dice.ts'

/** Sixty-four clients book and move at once, a thousand rounds each, over the windows of sixteen customers and a dozen engineers: nobody is booked twice. */

const clients = 64
const rounds = Number(process.env.HOLDFAST_BOOKING_ROUNDS ?? 1000)
const windowsEach = 40
const codes = Array.from({ length: 16 }, (_, at) => `P${at + 1}`)
const engineers = Array.from({ length: 12 }, (_, at) => `engineer-${at + 1}`)

let api: Api
before(async () => {
  api = await startApi({
    accounts: Object.fromEntries(codes.map((code) => [code, { name: code, theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney' }])),
    people: Object.fromEntries(engineers.map((name) => [name, { account: 'VENDOR', roles: ['AE'] }])),
    devices: {},
  })
  await writeWindows(api.database, codes, windowsEach, 5)
})
after(() => api?.close())

test(`${clients} clients book and move ${rounds} times each: double bookings 0`, { timeout: 5_000_000 }, async (t) => {
  const accounts: AccountRef[] = []
  for (const code of codes) {
    const found = await inScope(api.parts.db, providerScope, (tx) => findAccount(tx, { code }))
    if (found) accounts.push(found)
  }
  const by = { ...byItself(Date.parse('2026-03-10T01:00:00Z')), side: 'provider' as const }
  const tally = { booked: 0, refused: 0, moved: 0 }
  const client = async (at: number) => {
    const dice = diceOf(at + 1)
    const account = accounts[at % accounts.length]
    if (!account) return
    for (let round = 0; round < rounds; round += 1) {
      const number = `${account.code}-W${dice.between(1, windowsEach)}`
      const engineer = api.built.people.get(dice.one(engineers) ?? '')?.personId ?? ''
      const move = dice.happens(0.15)
      try {
        await inScope(api.parts.db, providerScope, async (tx) => {
          if (!move) return assign(tx, account, by, number, { engineer, why: 'round' })
          const change = await holdChange(tx, account, number, 'move')
          const shift = dice.between(-6, 6) * 3_600_000
          return moveTo(tx, account, by, change, { startsAt: change.startsAt + shift, endsAt: change.endsAt + shift })
        })
        tally[move ? 'moved' : 'booked'] += 1
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.kind !== 'conflict') throw error
        tally.refused += 1
      }
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)))
  t.diagnostic(
    `note: ${clients} clients in ${Math.round((performance.now() - began) / 1000)} s: ${tally.booked} booked, ${tally.moved} moved, ${tally.refused} refused`,
  )
  assert.deepEqual(await api.database.asOwner(doubleBookings, []), [])
  assert.deepEqual(await api.database.asOwner(strayBookings, []), [])
  assert.equal(tally.booked + tally.moved + tally.refused, clients * rounds)
  assert.ok(tally.refused > rounds && tally.booked > rounds && tally.moved > rounds, 'one of the three hardly came, so little was shown')
})

test('what is planted into the bookings is found', async () => {
  const plant = (engineer: string) => `insert into engineer_booking (account_id, id, change_id, engineer_id, starts_at, ends_at)
    select account_id, gen_random_uuid(), change_id, ${engineer}, starts_at, ends_at from engineer_booking where released_at is null order by id limit 1`
  await api.database.asOwner('drop index engineer_booking_of', [])
  await assert.rejects(api.database.asOwner(plant('engineer_id'), []), /engineer_booked_once/)
  await api.database.asOwner('alter table engineer_booking drop constraint engineer_booked_once', [])
  await api.database.asOwner(plant('engineer_id'), [])
  assert.equal((await api.database.asOwner(doubleBookings, [])).length, 1)
  await api.database.asOwner(
    "update engineer_booking set starts_at = starts_at - interval '1 hour' where id = (select id from engineer_booking where released_at is null order by id desc limit 1)",
    [],
  )
  assert.ok((await api.database.asOwner(strayBookings, [])).length > 0)
})
