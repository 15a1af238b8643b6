import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import { dataTimer } from '../../installed-base/device.ts'
import type { Instant } from '../../lib/time.ts'
import type { Report } from '../result.ts'

/** What was judged of a device: its newest configuration, or what it answered last. */
export type DataKind = 'configuration' | 'answers'

type Judgement = {
  readonly deviceId: string
  readonly kind: DataKind
  /** When the configuration was taken, or the device answered. */
  readonly dataAt: Instant
  readonly judgedAt: Instant
  readonly recheckAt: Instant
  readonly summary: Report['summary']
  readonly found: readonly string[]
}

/** In place of what was judged before. */
export async function keepJudgement(tx: Tx, accountId: string, given: Judgement): Promise<void> {
  const row = {
    data_at: new Date(given.dataAt),
    judged_at: new Date(given.judgedAt),
    recheck_at: new Date(given.recheckAt),
    stale: false,
    ...given.summary.findings,
    outcomes: JSON.stringify(given.summary.outcomes),
    found: [...given.found],
  }
  await tx
    .insertInto('device_judgement')
    .values({ account_id: accountId, device_id: given.deviceId, kind: given.kind, ...row })
    .onConflict((on) => on.columns(['account_id', 'kind', 'device_id']).doUpdateSet(row))
    .execute()
}

/** What was judged of the devices of an account counts no more. */
export const markStale = (tx: Tx, accountId: string) =>
  tx.updateTable('device_judgement').set({ stale: true }).where('account_id', '=', accountId).where('stale', '=', false).execute()

/** Devices that are to be judged anew. */
export async function listStale(tx: Tx, accountId: string, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('device_judgement')
    .select('device_id')
    .distinct()
    .where('account_id', '=', accountId)
    .where(({ or, eb }) => or([eb('stale', '=', true), eb('recheck_at', '<=', instant(now))]))
    .limit(limit)
    .execute()
  return rows.map(({ device_id }) => device_id)
}

/** When the next judgement of an account may come out otherwise by itself; undefined when there is none. */
export async function nextRecheck(tx: Tx, accountId: string, now: Instant): Promise<Instant | undefined> {
  const row = await tx
    .selectFrom('device_judgement')
    .select('recheck_at as at')
    .where('account_id', '=', accountId)
    .where('recheck_at', '>', instant(now))
    .orderBy('recheck_at')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** Devices whose data or profile is newer than what is kept of them. */
export async function countLeft(tx: Tx, accountId: string, now: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select device_id from device_judgement where account_id = ${accountId} and (stale or recheck_at <= ${new Date(now)})
      union
      select subject_id from timer where account_id = ${accountId} and kind = ${dataTimer} and subject_id <> account_id
        and fired_at is null and cancelled_at is null and due_at <= ${new Date(now)}
    ) as waiting`.execute(tx)
  return rows[0]?.n ?? 0
}

export type JudgedDevice = {
  readonly serial: string
  readonly product: string
  readonly dataAt: Instant
  readonly summary: Report['summary']
}

const inUse = sql`device_judgement j join device d on d.account_id = j.account_id and d.id = j.device_id and d.status <> 'decommissioned'`
const fits = (accountId: string, kind: DataKind, query: string) => sql`
  j.account_id = ${accountId} and j.kind = ${kind}
  and (${query}::text = '' or position(lower(${query}) in lower(d.serial || ' ' || d.host || ' ' || d.product)) > 0)`

/** Devices by what was found on them, the worst first, and how many there are. */
export async function listWorst(
  tx: Tx,
  accountId: string,
  kind: DataKind,
  { query, limit }: { readonly query: string; readonly limit: number },
): Promise<{ readonly items: readonly JudgedDevice[]; readonly count: number }> {
  const { rows } = await sql<Omit<JudgedDevice, 'summary'> & Report['summary']['findings'] & Pick<Report['summary'], 'outcomes'>>`
    select d.serial, d.product, j.high, j.medium, j.low, j.outcomes, j.data_at as "dataAt" from ${inUse}
    where ${fits(accountId, kind, query)}
    order by j.high desc, j.medium desc, j.low desc, d.serial limit ${limit}`.execute(tx)
  const { rows: counted } = await sql<{ n: number }>`
    select count(*)::int as n from ${inUse} where ${fits(accountId, kind, query)}`.execute(tx)
  return {
    items: rows.map(({ high, medium, low, outcomes, ...device }) => ({
      ...device,
      summary: { outcomes, findings: { high, medium, low } },
    })),
    count: counted[0]?.n ?? 0,
  }
}

/** On how many devices each check finds something that nothing waives. */
export async function countByCheck(
  tx: Tx,
  accountId: string,
  kind: DataKind,
): Promise<readonly { readonly id: string; readonly devices: number }[]> {
  const { rows } = await sql<{ id: string; devices: number }>`
    select f.id, count(*)::int as devices from ${inUse} cross join unnest(j.found) as f(id)
    where j.account_id = ${accountId} and j.kind = ${kind} group by f.id order by devices desc, f.id`.execute(tx)
  return rows
}
