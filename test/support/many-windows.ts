import type { FreshDatabase } from './database.ts'

/**
 * Windows to be booked, written as plain rows: each of the accounts has a request and so many windows on it, of two to four hours, spread over a
 * few days so that most of them overlap with others.
 * @param codes accounts that are there
 */
export async function writeWindows(database: FreshDatabase, codes: readonly string[], each: number, days: number): Promise<void> {
  await database.asOwner(
    `insert into contract (account_id, id, number, kind, service, offering_version, state, activated_on, starts_on, ends_on, zone, territory, po_number, terms, created_at)
       select id, gen_random_uuid(), code || '-C900', 'service', 'MSP', 1, 'active', '2026-01-01', '2026-01-01', '2026-12-31', zone, country, '', '{"agreement":null,"documents":[],"method":"ASC","endUserName":"","endUserAddress":"","addendum":null}', '2026-01-01'
       from account where code = any($1)`,
    [codes],
  )
  await database.asOwner(
    `insert into service_request (account_id, id, number, contract_id, offering, offering_version, service, title, state, asked_by, asked_at, wanted, engineer, active_on, first_day, last_day)
       select account_id, gen_random_uuid(), replace(number, '-C900', '-S900'), id, 'MSP', 1, 'IMWS', 'Migration window support', 'active', 'Lea', '2026-03-01', '{}', '', '2026-03-02', '2026-05-04', '2026-05-09'
       from contract where number like '%-C900'`,
    [],
  )
  await database.asOwner(
    `insert into change_window (account_id, id, number, request_id, place, unit, title, state, starts_at, ends_at, zone, country, serials, engineer_name, sequence, version, made_at)
       select account_id, gen_random_uuid(), replace(number, '-S900', '-W' || g), id, g, number || '/' || g, title, 'planned',
         at, at + interval '1 hour' * (2 + g % 3), 'Etc/UTC', 'AU', '{}', '', 0, 1, '2026-03-02'
       from service_request cross join generate_series(1, $1) g
         cross join lateral (select '2026-05-04T00:00Z'::timestamptz + interval '1 hour' * (g * 7 % ($2 * 24)) as at) x
       where number like '%-S900'`,
    [each, days],
  )
}

/** Two bookings of one engineer that overlap, and windows whose booking is not what stands on them. Nothing where all is well. */
export const doubleBookings = `select a.engineer_id, a.starts_at, b.starts_at as other from engineer_booking a
  join engineer_booking b on a.engineer_id = b.engineer_id and a.id < b.id
  where a.released_at is null and b.released_at is null and a.starts_at < b.ends_at and b.starts_at < a.ends_at`
export const strayBookings = `select w.number, w.state from change_window w
  left join engineer_booking b on b.account_id = w.account_id and b.change_id = w.id and b.released_at is null
  where (w.state in ('planned', 'ready') and (w.engineer_id is distinct from b.engineer_id
      or b.engineer_id is not null and (b.starts_at, b.ends_at) <> (w.starts_at, w.ends_at)))
    or (w.state = 'cancelled' and b.id is not null)`
