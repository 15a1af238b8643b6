/** Redemption beside the same rows by plain SQL, and the pages of a service manager over two thousand accounts. */
import { sql } from 'kysely'
import { buyCredits, redeemCredits } from '../src/credits/service.ts'
import { newId } from '../src/db/ids.ts'
import { createDatabase, createPool } from '../src/db/pool.ts'
import { inScope, providerScope } from '../src/db/scope.ts'
import { dueUpTo } from '../src/reports/day/store.ts'
import { proofOf } from '../src/reports/proof/service.ts'
import { freshDatabase } from '../test/support/database.ts'

const clients = 8
const rounds = 60
const accounts = 2000

export type ServiceFigures = {
  readonly redeemedPerSecond: number
  readonly floorPerSecond: number
  readonly dayP95Ms: number
  readonly proofP95Ms: number
}

const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN

/** Accounts with a contract, credits and requests in every state, written as plain rows. */
const fill = `
  insert into account (id, code, kind, name, theatre, country, zone, address, created_at)
    select gen_random_uuid(), 'B' || lpad(g::text, 5, '0'), 'customer', 'Customer ' || g, 'APAC', 'AU', 'Australia/Sydney', '1 Main Street', '2026-01-01' from generate_series(1, ${accounts}) g;
  insert into account_counter (account_id) select id from account where code like 'B%' on conflict do nothing;
  insert into contract (account_id, id, number, kind, service, offering_version, state, activated_on, starts_on, ends_on, zone, territory, po_number, terms, created_at)
    select id, gen_random_uuid(), code || '-C101', 'service', 'MSP', 1, 'active', '2026-01-01', '2026-01-01', '2026-12-31', zone, 'AU', '', '{"agreement":null,"documents":[],"method":"ASC","endUserName":"","endUserAddress":"","addendum":null}', '2026-01-01'
    from account where code like 'B%';
  insert into service_request (account_id, id, number, contract_id, offering, offering_version, service, title, state, asked_by, asked_at, wanted, engineer, active_on, first_day, last_day)
    select c.account_id, gen_random_uuid(), replace(c.number, '-C101', '-S' || g), c.id, 'MSP', 1, 'TG', 'Technical guidance',
      (array['asked', 'active', 'commenced', 'completed'])[1 + g % 4], 'Lea', '2026-03-01'::timestamptz + interval '1 day' * (g % 9), '{}', '',
      '2026-03-02', '2026-03-09'::date + g % 20, '2026-03-12'::date + g % 20
    from contract c cross join generate_series(1, 8) g where c.number like 'B%';
  insert into request_deliverable (account_id, request_id, code, title, clauses, due_on)
    select account_id, id, 'TG', 'Live advice for a day', '{MSP-3.1.2.p1}', last_day from service_request;
  analyze;`

export async function benchServices(): Promise<ServiceFigures> {
  const database = await freshDatabase()
  const pool = createPool(database.application, clients + 2)
  const db = createDatabase(pool)
  try {
    await database.asOwner(fill, [])
    const rows = await database.asOwner<{ id: string; code: string; zone: string }>(
      "select id, code, zone from account where code like 'B%' order by code limit $1",
      [clients],
    )
    const now = Date.parse('2026-03-10T01:00:00Z')
    const by = { now, actor: 'bench' }
    for (const account of rows)
      await inScope(db, providerScope, (tx) =>
        buyCredits(tx, account, by, { family: 'ASC', credits: 1_000_000, purchasedOn: '2026-03-10', order: 'PO', validity: undefined }),
      )
    const lots = await database.asOwner<{ account_id: string; id: string }>('select account_id, id from credit_lot', [])
    const perSecond = async (work: (account: { id: string; code: string; zone: string }) => Promise<unknown>) => {
      const began = performance.now()
      await Promise.all(
        rows.map(async (account) => {
          for (let round = 0; round < rounds; round += 1) await work(account)
        }),
      )
      return (rows.length * rounds * 1000) / (performance.now() - began)
    }
    const redeem = (account: { id: string; code: string; zone: string }) =>
      inScope(db, providerScope, (tx) => redeemCredits(tx, account, by, { family: 'ASC', credits: 1, subject: 'x', clauses: [] }))
    /** The rows that a redemption leaves behind, and nothing else. */
    const floor = (account: { id: string }) =>
      inScope(db, providerScope, async (tx) => {
        const id = newId(now)
        const lot = lots.find((each) => each.account_id === account.id)?.id
        await sql`with book as (update credit_book set seq = seq + 1 where account_id = ${account.id} and family = 'ASC' returning seq),
          moved as (insert into credit_movement (account_id, id, family, seq, kind, at, actor, subject, clauses)
            select ${account.id}, ${id}, 'ASC', seq, 'redemption', ${new Date(now)}, 'bench', 'x', '{}' from book)
          insert into credit_posting (account_id, movement_id, lot_id, place, credits) values (${account.id}, ${id}, ${lot}, 'lot', -1), (${account.id}, ${id}, ${lot}, 'redeemed', 1)`.execute(
          tx,
        )
        await sql`select audit_append(${account.id}::uuid, ${new Date(now)}::timestamptz, 'bench', 'credit.redeem', 'x', '{}'::jsonb)`.execute(
          tx,
        )
      })
    await perSecond(redeem)
    const floors: number[] = []
    const ours: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      floors.push(await perSecond(floor))
      ours.push(await perSecond(redeem))
    }
    const time = async (work: () => Promise<unknown>) => {
      const times: number[] = []
      for (let turn = 0; turn < 25; turn += 1) {
        const began = performance.now()
        await work()
        times.push(performance.now() - began)
      }
      return p95(times)
    }
    const day = await time(() =>
      inScope(db, providerScope, (tx) => dueUpTo(tx, { today: '2026-03-10', to: '2026-03-17', now, accountCode: undefined, most: 1001 })),
    )
    const [one] = rows
    const account = {
      id: one?.id ?? '',
      code: one?.code ?? '',
      zone: 'Australia/Sydney',
      kind: 'customer',
      name: 'Customer',
      country: 'AU',
      theatre: 'APAC',
    } as const
    const proof = await time(() => inScope(db, providerScope, (tx) => proofOf(tx, account, now, `${account.code}-C101`, {})))
    const best = (of: readonly number[]) => Math.max(...of)
    return { redeemedPerSecond: best(ours), floorPerSecond: best(floors), dayP95Ms: day, proofP95Ms: proof }
  } finally {
    await pool.end()
    await database.close()
  }
}
