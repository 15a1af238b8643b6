import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Family } from '../../src/credits/ledger.ts'
import { giveBack, redeemCredits } from '../../src/credits/service.ts'
import { inScope, providerScope, type Tx } from '../../src/db/scope.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** The ledger of credits against a real database: bought, spent, given back, expired, corrected by two, and never overspent. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
const world = {
  accounts: { EU2: { ...place, name: 'Pacific Rail' }, EU3: { ...place, name: 'Third Logistics' }, EU4: { ...place, name: 'Fourth Bank' } },
  people: {
    lea: { account: 'EU2', roles: ['LC'] },
    uma: { account: 'EU2', roles: ['UU'] },
    eve: { account: 'EU3', roles: ['LC'] },
    ces: { account: 'VENDOR', roles: ['CE'] },
    fin: { account: 'VENDOR', roles: ['FI'] },
    jim: { account: 'VENDOR', roles: ['JT'] },
  },
  devices: {},
}

type Lot = {
  number: number
  family: Family
  lastDay: string
  left: number
  redeemed: number
  expired: number
  corrected: number
  validity: string
}
type Balance = { balances: { family: Family; left: number; nextEnd: { day: string; credits: number } | null }[]; lots: Lot[] }
type Movement = {
  id: string
  seq: number
  kind: string
  subject: string
  balance: number
  parts: { lot: number; credits: number }[]
  approvedBy: string | null
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

const at = (text: string) => {
  api.clock.now = Date.parse(text)
}
const buy = (body: object, who = 'ces', account = 'EU2') => api.call(who, 'POST', `/api/accounts/${account}/credits`, body)
const balance = async (on = '', account = 'EU2') =>
  (await api.call('ces', 'GET', `/api/accounts/${account}/credits${on && `?on=${on}`}`)).body as Balance
const left = async (family: Family = 'ASC', on = '', account = 'EU2') =>
  (await balance(on, account)).balances.find((each) => each.family === family)?.left
const movements = async (family: Family = 'ASC', account = 'EU2') =>
  ((await api.call('ces', 'GET', `/api/accounts/${account}/credits/${family}/movements`)).body as { items: Movement[] }).items
async function accountOf(code: string) {
  const [row] = await api.database.asOwner<{ id: string; code: string; zone: string }>(
    'select id, code, zone from account where code = $1',
    [code],
  )
  return row as { id: string; code: string; zone: string }
}
const inProvider = <T>(work: (tx: Tx) => Promise<T>) => inScope(api.parts.db, providerScope, work)
async function redeem(credits: number, subject: string, family: Family = 'ASC', code = 'EU2') {
  const account = await accountOf(code)
  const by = { now: api.clock.now, actor: 'person lea' }
  return inProvider((tx) => redeemCredits(tx, account, by, { family, credits, subject, clauses: ['MSP-4.p0'] }))
}

test('MSP-2.p5: credits bought on 10 March are valid up to 10 March of the next year, by the clause or by the agreement', async () => {
  at('2026-03-10T01:00:00Z')
  const bought = await buy({ family: 'ASC', credits: 20, purchasedOn: '2026-03-10', order: 'PO-1' })
  assert.equal(bought.status, 201, bought.text)
  const { lots, balances } = await balance()
  assert.deepEqual(
    lots.map(({ number, lastDay, left: rest, validity }) => [number, lastDay, rest, validity]),
    [[1, '2027-03-10', 20, '12 months: MSP-2.p5']],
  )
  assert.deepEqual(balances[0], { family: 'ASC', left: 20, nextEnd: { day: '2027-03-10', credits: 20 } })
  const shorter = await buy({
    family: 'ASC',
    credits: 5,
    purchasedOn: '2026-03-10',
    order: 'PO-2',
    validity: { months: 9, source: 'EUSA 4.2' },
  })
  assert.equal(shorter.status, 201, shorter.text)
  assert.equal((await balance()).lots[0]?.lastDay, '2026-12-10')
})

test('a purchase is refused in words: ahead of its day, or without a text that says how long it is valid', async () => {
  const ahead = await buy({ family: 'ASC', credits: 1, purchasedOn: '2026-03-11', order: 'PO-3' })
  assert.equal(ahead.status, 400)
  assert.match(ahead.text, /lies ahead/)
  const flexible = await buy({ family: 'FSC', credits: 6, purchasedOn: '2026-03-10', order: 'PO-4' })
  assert.equal(flexible.status, 400)
  assert.match(flexible.text, /How long FSC stay valid is not known/)
  for (const wrong of [0, -1, 1.5, 1e12, '5', null])
    assert.equal((await buy({ family: 'ASC', credits: wrong, purchasedOn: '2026-03-10', order: 'PO-5' })).status, 400, String(wrong))
})

test('MSP-4.p0: a redemption names the lots that paid; what cannot be paid whole moves nothing', async () => {
  at('2026-04-20T00:15:00Z')
  const paid = await redeem(7, 'PHC and PBNIR')
  assert.equal(paid.kind, 'redeemed')
  assert.deepEqual(
    (await movements()).slice(0, 1).map(({ kind, parts, balance: after_ }) => [kind, parts, after_]),
    [
      [
        'redemption',
        [
          { lot: 2, credits: -5 },
          { lot: 1, credits: -2 },
        ],
        18,
      ],
    ],
  )
  assert.deepEqual(await redeem(19, 'too much'), { kind: 'short', needs: 19, has: 18 })
  assert.equal(await left(), 18)
})

test('MSP-2.p4: the families are never mixed', async () => {
  await buy({ family: 'FSC', credits: 6, purchasedOn: '2026-03-10', order: 'PO-6', validity: { months: 12, source: 'Order form 3' } })
  assert.deepEqual([await left('ASC'), await left('FSC')], [18, 6])
  assert.deepEqual(await redeem(7, 'one', 'FSC'), { kind: 'short', needs: 7, has: 6 })
})

test('cancelled before it commenced, a redemption returns to the same lots with their old ends, once (policy B47)', async () => {
  const account = await accountOf('EU2')
  const [redemption] = await movements()
  assert.ok(redemption)
  const back = () =>
    inProvider((tx) =>
      giveBack(
        tx,
        account,
        { now: api.clock.now, actor: 'person lea' },
        { family: 'ASC', movementId: redemption.id, reason: 'The window was called off' },
      ),
    )
  // the lot of five has ended meanwhile: what comes back to it expires at once
  at('2026-12-11T00:00:00Z')
  const returned = await back()
  assert.equal(returned.kind, 'return')
  const { lots } = await balance()
  assert.deepEqual(
    lots.filter(({ family }) => family === 'ASC').map(({ number, left: rest, redeemed, expired }) => [number, rest, redeemed, expired]),
    [
      [2, 0, 0, 5],
      [1, 20, 0, 0],
    ],
  )
  await assert.rejects(back, /given back already/)
  assert.equal(await left(), 20)
})

test('MSP-2.p5: what is left expires by one entry at midnight where the account is, and never counts in between', async () => {
  at('2026-12-20T00:00:00Z')
  await redeem(13, 'many')
  assert.equal(await left(), 7)
  // 23:59 in Sydney
  at('2027-03-10T12:59:00Z')
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  assert.equal(await left(), 7)
  at('2027-03-10T13:00:00Z')
  assert.equal(await left(), 0, 'the entry is not written yet')
  assert.equal((await redeem(1, 'late')).kind, 'short')
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const [last] = await movements()
  assert.deepEqual([last?.kind, last?.parts, last?.balance], ['expiry', [{ lot: 1, credits: -7 }], 0])
})

test('a balance is known for any day: as it was, and as it will be', async () => {
  assert.deepEqual(
    [await left('ASC', '2026-03-09'), await left('ASC', '2026-03-10'), await left('ASC', '2026-04-20'), await left('ASC', '2027-03-10')],
    [0, 25, 18, 7],
  )
  at('2027-04-01T00:00:00Z')
  await buy({ family: 'ASC', credits: 4, purchasedOn: '2027-04-01', order: 'PO-7' })
  assert.deepEqual([await left('ASC', '2028-04-01'), await left('ASC', '2028-04-02')], [4, 0])
})

test('a correction needs two people, a reason, and a lot that holds as much', async () => {
  const propose = (body: object, who = 'ces') => api.call(who, 'POST', '/api/accounts/EU2/credits/corrections', body)
  const decide = (id: string, make: boolean, who: string) =>
    api.call(who, 'POST', `/api/accounts/EU2/credits/corrections/${id}/decision`, { make })
  const made = await propose({ family: 'ASC', lot: 3, credits: -5, reason: 'The order was for fewer' })
  assert.equal(made.status, 201, made.text)
  const { id } = made.body as { id: string }
  assert.equal((await decide(id, true, 'ces')).status, 409, 'not by the one who proposed it')
  const tooMuch = await decide(id, true, 'fin')
  assert.equal(tooMuch.status, 409)
  assert.match(tooMuch.text, /4 left in ASC lot 3/)
  assert.equal((await decide(id, false, 'fin')).status, 200)
  assert.equal((await decide(id, true, 'fin')).status, 409, 'decided')
  const other = (await propose({ family: 'ASC', lot: 3, credits: -1, reason: 'The order was for three' })).body as { id: string }
  assert.equal((await decide(other.id, true, 'fin')).status, 200)
  assert.equal(await left(), 3)
  const [last] = await movements()
  assert.ok(last?.kind === 'correction' && last.approvedBy !== null)
  assert.equal((await propose({ family: 'ASC', lot: 9, credits: 1, reason: 'No such lot' })).status, 404)
  assert.equal((await propose({ family: 'ASC', lot: 3, credits: 0, reason: 'Nothing' })).status, 400)
})

test('contacts hear of what ends soon, ninety, thirty and seven days before, and not of what is spent (policy B47)', async () => {
  at('2027-04-02T00:00:00Z')
  await buy({ family: 'ASC', credits: 2, purchasedOn: '2027-04-02', order: 'PO-10' }, 'ces', 'EU3')
  await buy({ family: 'ASC', credits: 1, purchasedOn: '2027-04-01', order: 'PO-11' }, 'ces', 'EU3')
  await redeem(1, 'the first to end', 'ASC', 'EU3')
  const told: string[] = []
  // 9 in the morning in Sydney, before and after
  for (const instant of [
    '2028-01-02T21:59:00Z',
    '2028-01-03T22:00:00Z',
    '2028-03-02T22:00:00Z',
    '2028-03-26T09:00:00Z',
    '2028-04-01T00:00:00Z',
  ]) {
    at(instant)
    await fireDue(api.parts.db, api.parts.timers, api.clock.now)
    const rows = await api.database.asOwner<{ subject: string }>(
      "select payload->>'subject' as subject from outbox where kind = 'credit-notice' and account_id = $1 order by id",
      [(await accountOf('EU3')).id],
    )
    told.push(`${instant.slice(0, 10)}: ${rows.length}`)
    for (const { subject } of rows) assert.equal(subject, '2 Advanced Services credits end on 2028-04-02')
  }
  assert.deepEqual(told, ['2028-01-02: 0', '2028-01-03: 1', '2028-03-02: 2', '2028-03-26: 3', '2028-04-01: 3'])
  at('2027-04-02T00:00:00Z')
})

test('credits are seen by their own account and by staff that works with them, and moved by few', async () => {
  assert.equal((await api.call('lea', 'GET', '/api/accounts/EU2/credits')).status, 200)
  assert.equal((await api.call('uma', 'GET', '/api/accounts/EU2/credits')).status, 403)
  assert.equal((await api.call('eve', 'GET', '/api/accounts/EU2/credits')).status, 404)
  assert.equal((await api.call('eve', 'GET', '/api/accounts/EU3/credits')).status, 200)
  for (const who of ['lea', 'jim', 'fin'])
    assert.equal((await buy({ family: 'ASC', credits: 1, purchasedOn: '2026-03-10', order: 'PO' }, who)).status, 403, who)
})

test('redeemed by many at once it never overspends, and every movement has its place', async () => {
  await buy({ family: 'ASC', credits: 30, purchasedOn: '2027-04-01', order: 'PO-8' }, 'ces', 'EU4')
  await buy({ family: 'ASC', credits: 17, purchasedOn: '2027-03-20', order: 'PO-9' }, 'ces', 'EU4')
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => redeem(1 + (n % 4), `request ${n}`, 'ASC', 'EU4')))
  const paid = outcomes.flatMap((each) => (each.kind === 'redeemed' ? [each.movement] : []))
  const spent = paid.reduce((sum, { parts }) => sum - parts.reduce((all, { credits }) => all + credits, 0), 0)
  const rest = (await left('ASC', '', 'EU4')) ?? -1
  assert.ok(rest >= 0)
  assert.equal(spent + rest, 47)
  assert.ok(outcomes.some(({ kind }) => kind === 'short'))
  const seqs = (await movements('ASC', 'EU4')).map(({ seq }) => seq)
  assert.deepEqual(
    seqs,
    Array.from({ length: paid.length + 2 }, (_, place_) => paid.length + 2 - place_),
  )
})

const faults: readonly (readonly [what: string, sql: string, refused: RegExp])[] = [
  [
    'one side of a movement alone',
    `insert into credit_posting select account_id, id, (select id from credit_lot l where l.account_id = m.account_id and l.family = m.family limit 1), 'expired', 1
     from credit_movement m where kind = 'purchase' and not exists (select 1 from credit_posting p where p.movement_id = m.id and p.place = 'expired') limit 1`,
    /do not add up/,
  ],
  [
    'more than a lot holds',
    `with m as (
       insert into credit_movement (account_id, id, family, seq, kind, at, actor, subject, clauses)
       select account_id, gen_random_uuid(), family, 9999, 'redemption', '2027-04-02', 'x', 'x', '{}' from credit_lot where family = 'ASC' limit 1
       returning account_id, id, family)
     insert into credit_posting select m.account_id, m.id, l.id, p.place, p.credits from m
       join lateral (select id from credit_lot l where l.account_id = m.account_id and l.family = m.family limit 1) l on true,
       (values ('lot', -1000), ('redeemed', 1000)) as p(place, credits)`,
    /gives more than it has/,
  ],
  [
    'a number of a movement twice',
    `insert into credit_movement select account_id, gen_random_uuid(), family, seq, kind, at, actor, subject, clauses, null, null from credit_movement where kind = 'purchase' limit 1`,
    /duplicate key/,
  ],
]
for (const [what, sql, refused] of faults)
  test(`the database refuses by itself: ${what}`, () => assert.rejects(() => api.database.asOwner(sql), refused))

test('nothing of the ledger is changed or taken away by the program', async () => {
  const { rows } = await api.parts.db.executeQuery<{ table_name: string; privilege_type: string }>(
    (await import('kysely')).CompiledQuery.raw(
      `select table_name, privilege_type from information_schema.role_table_grants
       where grantee = 'holdfast_app' and table_name in ('credit_lot', 'credit_movement', 'credit_posting') order by 1, 2`,
    ),
  )
  assert.deepEqual(
    rows.map(({ table_name, privilege_type }) => `${table_name} ${privilege_type}`),
    ['credit_lot', 'credit_movement', 'credit_posting'].flatMap((table) => [`${table} INSERT`, `${table} SELECT`]),
  )
})
