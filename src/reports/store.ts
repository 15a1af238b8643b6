import { type RawBuilder, sql } from 'kysely'
import type { MissReason } from '../cases/lists/miss-reasons.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant, Zone } from '../lib/time.ts'
import { ageBands, lateBands } from './figures.ts'

/** What is counted: cases opened in a time, of one account or of all that may be seen. */
export type Range = { readonly from: Instant; readonly to: Instant; readonly zone: Zone; readonly accountId?: string | undefined }

const ofAccount = (range: { readonly accountId?: string | undefined }): RawBuilder<unknown> =>
  range.accountId === undefined ? sql`true` : sql`account_id = ${range.accountId}::uuid`
const opened = (range: Range): RawBuilder<unknown> =>
  sql`created_at >= ${new Date(range.from)}::timestamptz and created_at < ${new Date(range.to)}::timestamptz and ${ofAccount(range)}`

/** Cases opened and closed on each day of the zone. */
export async function volume(tx: Tx, range: Range): Promise<readonly { day: string; opened: number; closed: number }[]> {
  const { rows } = await sql<{ day: string; opened: number; closed: number }>`
    select to_char(day, 'YYYY-MM-DD') as day, sum(opened)::int as opened, sum(closed)::int as closed from (
      select date_trunc('day', created_at at time zone ${range.zone}) as day, 1 as opened, 0 as closed
      from support_case where ${opened(range)}
      union all
      select date_trunc('day', closed_at at time zone ${range.zone}), 0, 1 from support_case
      where closed_at >= ${new Date(range.from)}::timestamptz and closed_at < ${new Date(range.to)}::timestamptz and ${ofAccount(range)}) t
    group by day order by day`.execute(tx)
  return rows
}

/** First responses by priority and how they came out. */
export async function responses(
  tx: Tx,
  range: Range,
): Promise<readonly { priority: string; met: number; missed: number; running: number; none: number }[]> {
  const { rows } = await sql<{ priority: string; met: number; missed: number; running: number; none: number }>`
    select priority, count(*) filter (where response = 'met')::int as met, count(*) filter (where response = 'missed')::int as missed,
      count(*) filter (where response = 'running')::int as running, count(*) filter (where response = 'none')::int as none
    from support_case where ${opened(range)} group by priority order by priority`.execute(tx)
  return rows
}

const lateBand = sql.join(
  lateBands
    .filter((band) => band.upToMinutes !== null)
    .map((band) => sql`when responded_at - due_at <= ${band.upToMinutes} * interval '1 minute' then ${band.code}`),
  sql` `,
)

/** How late the missed ones were answered, or never. */
export async function misses(tx: Tx, range: Range): Promise<readonly { band: string; count: number }[]> {
  const { rows } = await sql<{ band: string; count: number }>`
    select case when responded_at is null then 'never' ${lateBand} else ${lateBands.at(-1)?.code} end as band, count(*)::int as count
    from support_case where response = 'missed' and ${opened(range)} group by 1`.execute(tx)
  return rows
}

/** Why targets were missed: what had not been done by the due instant. */
export async function missReasons(tx: Tx, range: Range): Promise<readonly { reason: string; count: number }[]> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select missed_why(account_id, id, due_at) as reason, count(*)::int as count
    from support_case where response = 'missed' and ${opened(range)} group by 1`.execute(tx)
  return rows
}

/** The missed ones, each with what had not been done and what somebody said of it (ACP-9.p6). */
export async function missed(
  tx: Tx,
  range: Range,
): Promise<readonly { case: string; priority: string; reason: MissReason; said: string }[]> {
  const { rows } = await sql<{ case: string; priority: string; reason: MissReason; said: string }>`
    select number as case, priority, missed_why(account_id, id, due_at) as reason,
      coalesce((select body ->> 'text' from case_event e where e.account_id = support_case.account_id and e.case_id = support_case.id
        and e.kind = 'miss-reason' order by e.seq desc limit 1), '') as said
    from support_case where response = 'missed' and ${opened(range)} order by created_at desc limit 200`.execute(tx)
  return rows
}

/** Open cases at an instant, by priority and age. */
export async function backlog(
  tx: Tx,
  now: Instant,
  accountId: string | undefined,
): Promise<readonly { priority: string; band: string; count: number }[]> {
  const band = sql.join(
    ageBands
      .filter((each) => each.upToDays !== null)
      .map((each) => sql`when ${new Date(now)}::timestamptz - created_at < ${each.upToDays} * interval '1 day' then ${each.code}`),
    sql` `,
  )
  const { rows } = await sql<{ priority: string; band: string; count: number }>`
    select priority, case ${band} else ${ageBands.at(-1)?.code} end as band, count(*)::int as count
    from support_case where closed_at is null and ${ofAccount({ accountId })} group by 1, 2 order by 1`.execute(tx)
  return rows
}

/** Cases opened by team and hour of the week; 1 is Monday. */
export async function load(tx: Tx, range: Range): Promise<readonly { queue: string; weekday: number; hour: number; count: number }[]> {
  const { rows } = await sql<{ queue: string; weekday: number; hour: number; count: number }>`
    select queue, extract(isodow from created_at at time zone ${range.zone})::int as weekday,
      extract(hour from created_at at time zone ${range.zone})::int as hour, count(*)::int as count
    from support_case where ${opened(range)} group by 1, 2, 3`.execute(tx)
  return rows
}
