/** Engineers booked for change windows, beside the same rows by plain SQL. */
import { sql } from 'kysely'
import { assign } from '../src/changes/booking/service.ts'
import { byItself } from '../src/changes/service.ts'
import { newId } from '../src/db/ids.ts'
import { createDatabase, createPool } from '../src/db/pool.ts'
import { inScope, providerScope, type Tx } from '../src/db/scope.ts'
import type { AccountRef } from '../src/lib/principal.ts'
import { freshDatabase } from '../test/support/database.ts'
import { writeWindows } from '../test/support/many-windows.ts'

const clients = 8
const rounds = 60
const engineers = 500

export type BookingFigures = { readonly bookedPerSecond: number; readonly floorPerSecond: number }

/** Customers, and engineers of the provider, written as plain rows. */
const fill = `
  insert into account (id, code, kind, name, theatre, country, zone, address, created_at)
    select gen_random_uuid(), 'B' || g, 'customer', 'Customer ' || g, 'APAC', 'AU', 'Australia/Sydney', '1 Main Street', '2026-01-01' from generate_series(1, ${clients}) g;
  insert into account (id, code, kind, name, theatre, country, zone, address, created_at)
    values (gen_random_uuid(), 'VENDOR', 'provider', 'Provider', 'EMEA', 'GB', 'Europe/London', '1 Main Street', '2026-01-01');
  insert into account_counter (account_id) select id from account on conflict do nothing;
  insert into person (account_id, id, name, email, phone, zone, roles, created_at)
    select a.id, gen_random_uuid(), 'Engineer ' || g, 'e' || g || '@vendor.example', '', 'Etc/UTC', '{AE}', '2026-01-01' from account a, generate_series(1, ${engineers}) g where code = 'VENDOR';`

/** @returns the best of three turns of each, one after the other */
export async function benchBookings(): Promise<BookingFigures> {
  const database = await freshDatabase()
  const pool = createPool(database.application, clients + 2)
  const db = createDatabase(pool)
  try {
    await database.asOwner(fill, [])
    const accounts = (await database.asOwner(
      "select id, code, kind, name, theatre, country, zone from account where kind = 'customer' order by code",
      [],
    )) as unknown as AccountRef[]
    // one engineer for each client's own round, so that nobody is refused
    const people = await database.asOwner<{ id: string }>('select id from person order by id', [])
    await writeWindows(
      database,
      accounts.map(({ code }) => code),
      rounds,
      200,
    )
    await database.asOwner('analyze', [])
    const windows = await database.asOwner<{ account_id: string; id: string; number: string; starts_at: Date; ends_at: Date }>(
      'select account_id, id, number, starts_at, ends_at from change_window order by id',
      [],
    )
    const by = { ...byItself(Date.parse('2026-03-10T01:00:00Z')), side: 'provider' as const }
    const perSecond = async (
      turn: number,
      work: (tx: Tx, account: AccountRef, window: (typeof windows)[number], who: string) => Promise<unknown>,
    ) => {
      const began = performance.now()
      await Promise.all(
        accounts.map(async (account, at) => {
          const own = windows.filter((each) => each.account_id === account.id)
          for (const [round, window] of own.entries()) {
            const who = people[(at * rounds + round + turn * 7) % people.length]?.id ?? ''
            await inScope(db, providerScope, (tx) => work(tx, account, window, who))
          }
        }),
      )
      return (windows.length * 1000) / (performance.now() - began)
    }
    const ours = (tx: Tx, account: AccountRef, { number }: (typeof windows)[number], engineer: string) =>
      assign(tx, account, by, number, { engineer, why: 'round' })
    /** The rows that a booking leaves behind, and nothing else. */
    const floor = async (tx: Tx, account: AccountRef, window: (typeof windows)[number], engineer: string) => {
      const now = new Date(by.now)
      await sql`with released as (update engineer_booking set released_at = ${now} where account_id = ${account.id} and change_id = ${window.id} and released_at is null),
        standing as (update change_window set engineer_id = ${engineer}, engineer_name = 'Engineer', sequence = sequence + 1, version = version + 1 where account_id = ${account.id} and id = ${window.id}),
        told as (insert into outbox (account_id, id, kind, subject, payload, created_at, next_try_at) values (${account.id}, ${newId(by.now)}, 'change-notice', ${window.number}, '{}', ${now}, ${now}))
        insert into change_event (account_id, change_id, seq, at, actor, actor_name, side, kind, body)
          select ${account.id}, ${window.id}, coalesce(max(seq), 0) + 1, ${now}, 'bench', 'Bench', 'provider', 'assign', '{}' from change_event where account_id = ${account.id} and change_id = ${window.id}`.execute(
        tx,
      )
      await sql`insert into engineer_booking (account_id, id, change_id, engineer_id, starts_at, ends_at) values (${account.id}, ${newId(by.now)}, ${window.id}, ${engineer}, ${window.starts_at}, ${window.ends_at})`.execute(
        tx,
      )
      await sql`select audit_append(${account.id}::uuid, ${now}::timestamptz, 'bench', 'change.assign', ${window.number}, '{}'::jsonb)`.execute(
        tx,
      )
    }
    await perSecond(0, ours)
    const figures = { ours: [] as number[], floor: [] as number[] }
    for (let turn = 1; turn < 4; turn += 1) {
      figures.floor.push(await perSecond(turn * 2, floor))
      figures.ours.push(await perSecond(turn * 2 + 1, ours))
    }
    return { bookedPerSecond: Math.max(...figures.ours), floorPerSecond: Math.max(...figures.floor) }
  } finally {
    await pool.end()
    await database.close()
  }
}
