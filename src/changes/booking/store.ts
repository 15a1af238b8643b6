import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

/** A stretch that belongs to something: a booking, an absence, a time in which nothing is changed. */
export type Stretch = { readonly startsAt: Instant; readonly endsAt: Instant }

/**
 * Books an engineer. The constraint of the table looks at the bookings of every customer, whoever else books at this instant.
 * @returns false when they are booked then
 */
export async function insertBooking(
  tx: Tx,
  accountId: string,
  { id, changeId, engineerId, startsAt, endsAt }: Stretch & { readonly id: string; readonly changeId: string; readonly engineerId: string },
): Promise<boolean> {
  const rows = await tx
    .insertInto('engineer_booking')
    .values({
      account_id: accountId,
      id,
      change_id: changeId,
      engineer_id: engineerId,
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

export const releaseBooking = (tx: Tx, accountId: string, changeId: string, now: Instant) =>
  tx
    .updateTable('engineer_booking')
    .set({ released_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('change_id', '=', changeId)
    .where('released_at', 'is', null)
    .execute()

export type Busy = Stretch & { readonly engineerId: string; readonly kind: 'booked' | 'away' }

/** When engineers are booked or away. Works in the provider's scope: no customer is told who else is served when. */
export async function busyTimes(
  tx: Tx,
  { from, to, but }: { readonly from: Instant; readonly to: Instant; readonly but?: string | undefined },
): Promise<readonly Busy[]> {
  let booked = tx
    .selectFrom('engineer_booking')
    .select(['engineer_id as engineerId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('released_at', 'is', null)
    .where('ends_at', '>', instant(from))
    .where('starts_at', '<', instant(to))
  if (but !== undefined) booked = booked.where('change_id', '<>', but)
  const away = await tx
    .selectFrom('engineer_absence')
    .select(['engineer_id as engineerId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('ended_at', 'is', null)
    .where('ends_at', '>', instant(from))
    .where('starts_at', '<', instant(to))
    .execute()
  return [
    ...(await booked.execute()).map((each) => ({ ...each, kind: 'booked' as const })),
    ...away.map((each) => ({ ...each, kind: 'away' as const })),
  ]
}

/** What an engineer has at some time in a stretch, a booking of another change or an absence; undefined when they are free. Works in the provider's scope. */
export async function busyWith(tx: Tx, engineerId: string, { startsAt, endsAt }: Stretch, but?: string): Promise<Busy['kind'] | undefined> {
  const other = but === undefined ? sql`` : sql`and change_id <> ${but}`
  const { rows } = await sql<{ kind: Busy['kind'] }>`
    select 'away' as kind from engineer_absence
      where engineer_id = ${engineerId} and ended_at is null and ends_at > ${instant(startsAt)} and starts_at < ${instant(endsAt)}
    union all
    select 'booked' from engineer_booking
      where engineer_id = ${engineerId} and released_at is null ${other}
        and tstzrange(starts_at, ends_at) && tstzrange(${instant(startsAt)}, ${instant(endsAt)})
    limit 1`.execute(tx)
  return rows[0]?.kind
}

export type Absence = Stretch & { readonly id: string; readonly engineerId: string; readonly reason: string; readonly madeBy: string }

export const insertAbsence = (tx: Tx, accountId: string, { id, engineerId, startsAt, endsAt, reason, madeBy }: Absence) =>
  tx
    .insertInto('engineer_absence')
    .values({
      account_id: accountId,
      id,
      engineer_id: engineerId,
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
      reason,
      made_by: madeBy,
    })
    .execute()

export const listAbsences = (tx: Tx, accountId: string, from: Instant): Promise<readonly Absence[]> =>
  tx
    .selectFrom('engineer_absence')
    .select(['id', 'engineer_id as engineerId', 'starts_at as startsAt', 'ends_at as endsAt', 'reason', 'made_by as madeBy'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', instant(from))
    .orderBy('starts_at')
    .limit(1000)
    .execute()

export async function endAbsence(tx: Tx, accountId: string, id: string, now: Instant): Promise<boolean> {
  const rows = await tx
    .updateTable('engineer_absence')
    .set({ ended_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}

export type Blackout = Stretch & { readonly id: string; readonly siteId: string | null; readonly reason: string; readonly madeBy: string }

export const insertBlackout = (tx: Tx, accountId: string, { id, siteId, startsAt, endsAt, reason, madeBy }: Blackout) =>
  tx
    .insertInto('change_blackout')
    .values({
      account_id: accountId,
      id,
      site_id: siteId,
      starts_at: new Date(startsAt),
      ends_at: new Date(endsAt),
      reason,
      made_by: madeBy,
    })
    .execute()

export const listBlackouts = (tx: Tx, accountId: string, from: Instant): Promise<readonly Blackout[]> =>
  tx
    .selectFrom('change_blackout')
    .select(['id', 'site_id as siteId', 'starts_at as startsAt', 'ends_at as endsAt', 'reason', 'made_by as madeBy'])
    .where('account_id', '=', accountId)
    .where('lifted_at', 'is', null)
    .where('ends_at', '>', instant(from))
    .orderBy('starts_at')
    .limit(500)
    .execute()

export async function liftBlackout(tx: Tx, accountId: string, id: string, now: Instant): Promise<boolean> {
  const rows = await tx
    .updateTable('change_blackout')
    .set({ lifted_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}
