import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { HeldPart, Inventory } from './facts.ts'

/** What a device answered at one time, in one file or several. */
export type TakenReading = {
  readonly id: string
  readonly deviceId: string
  readonly chassisIds: readonly string[]
  readonly batch: string | null
  readonly readAt: Instant
  readonly clock: 'device' | 'taken'
  readonly takenAt: Instant
  readonly takenBy: string
  readonly host: string
  readonly answered: readonly string[]
  /** By the id of the chassis. */
  readonly inventories: Readonly<Record<string, readonly HeldPart[]>>
}
/** A file of a reading, masked. */
export type Capture = {
  readonly id: string
  readonly name: string
  readonly command: string | null
  readonly text: string
  readonly lines: number
  readonly digest: string
}

const columns = [
  'id',
  'device_id as deviceId',
  'chassis_ids as chassisIds',
  'batch',
  'read_at as readAt',
  'clock',
  'taken_at as takenAt',
  'taken_by as takenBy',
  'host',
  'answered',
  'inventories',
] as const

export const insertReading = (tx: Tx, accountId: string, given: TakenReading) =>
  tx
    .insertInto('device_reading')
    .values({
      account_id: accountId,
      id: given.id,
      device_id: given.deviceId,
      chassis_ids: [...given.chassisIds],
      batch: given.batch,
      read_at: new Date(given.readAt),
      clock: given.clock,
      taken_at: new Date(given.takenAt),
      taken_by: given.takenBy,
      host: given.host,
      answered: [...given.answered],
      inventories: JSON.stringify(given.inventories),
    })
    .execute()

/** A further file of a reading may know more of when it was, and of who answered. */
export const widenReading = (
  tx: Tx,
  accountId: string,
  id: string,
  given: Pick<TakenReading, 'answered' | 'chassisIds' | 'inventories' | 'readAt' | 'clock' | 'host'>,
) =>
  tx
    .updateTable('device_reading')
    .set({
      answered: [...given.answered],
      chassis_ids: [...given.chassisIds],
      inventories: JSON.stringify(given.inventories),
      read_at: new Date(given.readAt),
      clock: given.clock,
      host: given.host,
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const insertCapture = (tx: Tx, accountId: string, readingId: string, given: Capture) =>
  tx
    .insertInto('device_capture')
    .values({ account_id: accountId, reading_id: readingId, ...given })
    .execute()

/** Readings in which a device answered, by itself or beside another chassis, newest first. */
export const listReadings = async (tx: Tx, accountId: string, deviceId: string, limit = 100): Promise<readonly TakenReading[]> =>
  (await tx
    .selectFrom('device_reading')
    .select(columns)
    .where('account_id', '=', accountId)
    .where(sql<boolean>`chassis_ids @> array[${deviceId}::uuid]`)
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()) as never

/** The files of a reading in the order in which they came. */
export const listCaptures = (tx: Tx, accountId: string, readingId: string): Promise<readonly Capture[]> =>
  tx
    .selectFrom('device_capture')
    .select(['id', 'name', 'command', 'text', 'lines', 'digest'])
    .where('account_id', '=', accountId)
    .where('reading_id', '=', readingId)
    .orderBy('id')
    .execute()

/** The readings of a device that hold this very text, newest first, with how many files each has. */
export async function readingsWith(
  tx: Tx,
  accountId: string,
  deviceId: string,
  digest: string,
): Promise<readonly (Pick<TakenReading, 'id' | 'batch' | 'readAt' | 'clock'> & { readonly files: number })[]> {
  const { rows } = await sql<Pick<TakenReading, 'id' | 'batch' | 'readAt' | 'clock'> & { readonly files: number }>`
    select r.id, r.batch, r.read_at as "readAt", r.clock,
      (select count(*)::int from device_capture f where f.account_id = r.account_id and f.reading_id = r.id) as files
    from device_reading r join device_capture c on c.account_id = r.account_id and c.reading_id = r.id
    where r.account_id = ${accountId} and r.device_id = ${deviceId} and c.digest = ${digest}
    order by r.read_at desc, r.id desc limit 50`.execute(tx)
  return rows
}

/** Devices that answered themselves, by serial, with when they did last. */
export async function listReadDevices(
  tx: Tx,
  accountId: string,
): Promise<readonly { readonly id: string; readonly serial: string; readonly product: string; readonly readAt: Instant }[]> {
  const { rows } = await sql<{ id: string; serial: string; product: string; readAt: Instant }>`
    select d.id, d.serial, d.product, max(r.read_at) as "readAt" from device_reading r join device d on d.account_id = r.account_id and d.id = r.device_id
    where r.account_id = ${accountId} and d.status <> 'decommissioned' group by d.id, d.serial, d.product order by d.serial`.execute(tx)
  return rows
}

/** The newest inventories of these chassis; those that never gave one are not among them. */
export async function newestInventories(tx: Tx, accountId: string, deviceIds: readonly string[]): Promise<ReadonlyMap<string, Inventory>> {
  const { rows } = await sql<Inventory & { id: string }>`
    select distinct on (d.id) d.id, r.taken_at as "takenAt", r.inventories -> d.id::text as parts
    from unnest(${deviceIds}::uuid[]) as d(id)
    join device_reading r on r.account_id = ${accountId} and r.chassis_ids @> array[d.id] and r.inventories ? d.id::text
    order by d.id, r.read_at desc, r.id desc`.execute(tx)
  return new Map(rows.map(({ id, ...inventory }) => [id, inventory]))
}
