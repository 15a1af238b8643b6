import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buyCredits, redeemCredits } from '../../src/credits/service.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { type Api, startApi } from '../support/api.ts'

/** Sixty-four clients who redeem at once, a thousand rounds each: nothing is spent twice, nothing is lost, and the books are without gaps. */

const clients = 64
const rounds = 1000
const accounts = 16
const codes = Array.from({ length: accounts }, (_, at) => `P${at + 1}`)

let api: Api
before(async () => {
  api = await startApi({
    accounts: Object.fromEntries(codes.map((code) => [code, { name: code, theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney' }])),
    people: {},
    devices: {},
  })
})
after(() => api?.close())

test(`${clients} clients of ${accounts} accounts redeem ${rounds} times each: overspends 0`, { timeout: 3_000_000 }, async () => {
  const rows = await api.database.asOwner<{ id: string; code: string; zone: string }>(
    'select id, code, zone from account where code like $1',
    ['P%'],
  )
  const now = Date.parse('2026-03-10T01:00:00Z')
  const by = { now, actor: 'client' }
  // three quarters of what is asked for is there, in lots of many sizes
  const wanted = (clients / accounts) * rounds * 2
  for (const account of rows)
    for (let lot = 0; lot < 6; lot += 1)
      await inScope(api.parts.db, providerScope, (tx) =>
        buyCredits(tx, account, by, {
          family: 'ASC',
          credits: Math.floor((wanted * 3) / 4 / 6),
          purchasedOn: '2026-03-10',
          order: `PO-${lot}`,
          validity: { months: 3 + lot, source: 'test' },
        }),
      )
  let paid = 0
  let short = 0
  const client = async (at: number) => {
    const account = rows[at % rows.length]
    if (!account) return
    for (let round = 0; round < rounds; round += 1) {
      const credits = 1 + ((at + round) % 3)
      const outcome = await inScope(api.parts.db, providerScope, (tx) =>
        redeemCredits(tx, account, by, { family: 'ASC', credits, subject: `round ${round}`, clauses: [] }),
      )
      if (outcome.kind === 'redeemed') paid += credits
      else short += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)))
  const sums = await api.database.asOwner<{ code: string; left: number; redeemed: number; least: number; gaps: number }>(
    `select a.code,
       (select sum(credits)::int from credit_posting p where p.account_id = a.id and p.place = 'lot') as left,
       (select coalesce(sum(credits), 0)::int from credit_posting p where p.account_id = a.id and p.place = 'redeemed') as redeemed,
       (select min(s) from (select sum(credits)::int s from credit_posting p where p.account_id = a.id and p.place = 'lot' group by lot_id) x) as least,
       (select max(seq) - count(*) from credit_movement m where m.account_id = a.id)::int as gaps
     from account a where a.code like 'P%'`,
    [],
  )
  for (const { code, left, redeemed, least, gaps } of sums) {
    assert.ok(least >= 0, `${code}: a lot holds ${least}`)
    assert.equal(left + redeemed, Math.floor((wanted * 3) / 4 / 6) * 6, code)
    assert.equal(gaps, 0, code)
  }
  assert.equal(
    sums.reduce((sum, { redeemed }) => sum + redeemed, 0),
    paid,
  )
  assert.ok(short > 0, 'nobody was refused, so nothing was shown')
})
