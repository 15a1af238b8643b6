import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Counted } from '../exposure/word.ts'
import type { Advisory } from '../record/advisory.ts'

/** A record that touches devices of an account for the first time. */
export type Touched = Counted & { readonly kind: Advisory['kind'] }

/** Records that affect, or may affect, devices of the account and have no follow-up yet: the worst first. */
export async function newlyTouched(tx: Tx, accountId: string): Promise<readonly Touched[]> {
  const { rows } = await sql<Touched>`
    with open as (
      select e.advisory_key as key, e.verdict, sum(d.devices)::int as devices
      from exposure e
      join (select combination_id, count(*) as devices from device_combination where account_id = ${accountId} and until is null group by 1) d
        using (combination_id)
      where e.account_id = ${accountId} and e.until is null and e.verdict in ('affected', 'unknown')
        and not exists (select 1 from follow_up f where f.account_id = ${accountId} and f.advisory_key = e.advisory_key)
      group by 1, 2)
    select a.key, a.number, a.kind, a.title, a.severity, a.exploited,
      coalesce(sum(o.devices) filter (where o.verdict = 'affected'), 0)::int as affected,
      coalesce(sum(o.devices) filter (where o.verdict = 'unknown'), 0)::int as unknown
    from open o join advisory a on a.key = o.key
    group by 1, 2, 3, 4, 5, a.weight
    order by a.exploited desc, a.weight desc, a.key`.execute(tx)
  return rows
}

/** Devices that records affect, or may, by their serials: the first so many of each record, what is affected first. */
export async function serialsTouched(
  tx: Tx,
  accountId: string,
  keys: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ key: string; serials: readonly string[] }>`
    select key, array_agg(serial order by place) as serials
    from (select e.advisory_key as key, v.serial, row_number() over (partition by e.advisory_key order by e.verdict, v.serial) as place
      from exposure e
      join device_combination d on d.account_id = e.account_id and d.combination_id = e.combination_id and d.until is null
      join device v on v.account_id = d.account_id and v.id = d.device_id
      where e.account_id = ${accountId} and e.until is null and e.verdict in ('affected', 'unknown')
        and e.advisory_key = any(${[...keys]}::text[])) as each
    where place <= ${most} group by key`.execute(tx)
  return new Map(rows.map(({ key, serials }) => [key, serials]))
}

export const openFollowUps = (tx: Tx, accountId: string, records: readonly { readonly key: string }[], now: Instant) =>
  sql`insert into follow_up (account_id, advisory_key, opened_at)
    select ${accountId}, k, ${new Date(now)}::timestamptz from unnest(${records.map(({ key }) => key)}::text[]) as k
    on conflict do nothing`.execute(tx)

export type Call = 'open' | 'relevant' | 'not relevant'
export const outcomes = ['workaround', 'action', 'none'] as const
export type FollowUp = {
  readonly key: string
  readonly openedAt: Instant
  readonly call: Call
  readonly reason: string
  readonly calledBy: string | null
  readonly calledAt: Instant | null
  readonly outcome: (typeof outcomes)[number] | null
  readonly contact: string | null
  readonly discussedOn: LocalDate | null
  readonly settledBy: string | null
  readonly settledAt: Instant | null
  readonly version: number
}

const columns = [
  'advisory_key as key',
  'opened_at as openedAt',
  'call',
  'reason',
  'called_by as calledBy',
  'called_at as calledAt',
  'outcome',
  'contact',
  'discussed_on as discussedOn',
  'settled_by as settledBy',
  'settled_at as settledAt',
  'version',
] as const

export const listFollowUps = async (tx: Tx, accountId: string): Promise<readonly FollowUp[]> =>
  (await tx.selectFrom('follow_up').select(columns).where('account_id', '=', accountId).execute()) as never

export const findFollowUp = async (tx: Tx, accountId: string, key: string): Promise<FollowUp | undefined> =>
  (await tx
    .selectFrom('follow_up')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('advisory_key', '=', key)
    .executeTakeFirst()) as FollowUp | undefined

export type Waiting = {
  readonly account: string
  readonly accountName: string
  readonly key: string
  readonly openedAt: Instant
  readonly call: Call
}

/** What an advisor has to judge or to talk through, over every account that can be seen: the worst first. */
export const listWaiting = async (
  tx: Tx,
  { account, call, limit }: { readonly account?: string | undefined; readonly call?: Call | undefined; readonly limit: number },
): Promise<readonly Waiting[]> => {
  let query = tx
    .selectFrom('follow_up as f')
    .innerJoin('account', 'account.id', 'f.account_id')
    .innerJoin('advisory as a', 'a.key', 'f.advisory_key')
    .select(['account.code as account', 'account.name as accountName', 'f.advisory_key as key', 'f.opened_at as openedAt', 'f.call'])
    .where('f.settled_at', 'is', null)
    .where('f.call', '<>', 'not relevant')
  if (account) query = query.where('account.code', '=', account)
  if (call) query = query.where('f.call', '=', call)
  return (await query
    .orderBy('a.exploited', 'desc')
    .orderBy('a.weight', 'desc')
    .orderBy('f.opened_at')
    .orderBy('account.code')
    .limit(limit)
    .execute()) as never
}

export const changeFollowUp = (
  tx: Tx,
  accountId: string,
  key: string,
  change: {
    readonly call?: Call
    readonly reason?: string
    readonly called_by?: string
    readonly called_at?: Date
    readonly outcome?: string | null
    readonly contact?: string | null
    readonly discussed_on?: LocalDate | null
    readonly settled_by?: string | null
    readonly settled_at?: Date | null
  },
) =>
  tx
    .updateTable('follow_up')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('advisory_key', '=', key)
    .execute()

export type Acknowledgement = {
  readonly id: string
  readonly key: string
  readonly deviceId: string | null
  readonly serial: string | null
  readonly reason: string
  readonly expiresOn: LocalDate | null
  readonly by: string
  readonly at: Instant
}

/** Acknowledgements that stand on a day: of a record, or all of the account. */
export async function listAcknowledgements(
  tx: Tx,
  accountId: string,
  today: LocalDate,
  key?: string | undefined,
): Promise<readonly Acknowledgement[]> {
  let query = tx
    .selectFrom('acknowledgement as a')
    .leftJoin('device as d', (on) => on.onRef('d.account_id', '=', 'a.account_id').onRef('d.id', '=', 'a.device_id'))
    .select([
      'a.id',
      'a.advisory_key as key',
      'a.device_id as deviceId',
      'd.serial',
      'a.reason',
      'a.expires_on as expiresOn',
      'a.by_name as by',
      'a.at',
    ])
    .where('a.account_id', '=', accountId)
    .where('a.ended_at', 'is', null)
    .where((eb) => eb.or([eb('a.expires_on', 'is', null), eb('a.expires_on', '>=', today)]))
  if (key !== undefined) query = query.where('a.advisory_key', '=', key)
  return query.orderBy('a.at').limit(5000).execute()
}

export const insertAcknowledgement = (
  tx: Tx,
  accountId: string,
  given: Pick<Acknowledgement, 'id' | 'key' | 'deviceId' | 'reason' | 'expiresOn' | 'by'>,
  now: Instant,
) =>
  tx
    .insertInto('acknowledgement')
    .values({
      account_id: accountId,
      id: given.id,
      advisory_key: given.key,
      device_id: given.deviceId,
      reason: given.reason,
      expires_on: given.expiresOn,
      by_name: given.by,
      at: new Date(now),
    })
    .execute()

/** @returns false when there is none that stands */
export async function endAcknowledgement(tx: Tx, accountId: string, id: string, by: string, now: Instant): Promise<boolean> {
  const row = await tx
    .updateTable('acknowledgement')
    .set({ ended_at: new Date(now), ended_by: by })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
