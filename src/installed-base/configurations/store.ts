import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type SkippedLine = { readonly line: number; readonly what: string }
export type TakenConfiguration = {
  readonly id: string
  readonly deviceId: string
  readonly takenAt: Instant
  readonly takenBy: string
  readonly name: string
  readonly host: string
  readonly release: string
  readonly form: 'brace' | 'set' | 'xml' | 'json'
  readonly text: string
  readonly lines: number
  readonly masked: number
  readonly skipped: readonly SkippedLine[]
  /** What could be seen only before the secrets were masked. */
  readonly inspection: unknown
}

const brief = [
  'id',
  'device_id as deviceId',
  'taken_at as takenAt',
  'taken_by as takenBy',
  'name',
  'host',
  'release',
  'form',
  'lines',
  'masked',
  'skipped',
] as const

export const insertConfiguration = (tx: Tx, accountId: string, given: TakenConfiguration) =>
  tx
    .insertInto('device_configuration')
    .values({
      account_id: accountId,
      id: given.id,
      device_id: given.deviceId,
      taken_at: new Date(given.takenAt),
      taken_by: given.takenBy,
      name: given.name,
      host: given.host,
      release: given.release,
      form: given.form,
      text: given.text,
      lines: given.lines,
      masked: given.masked,
      skipped: JSON.stringify(given.skipped),
      inspection: JSON.stringify(given.inspection),
    })
    .execute()

/** The newest configuration of a device, or the one that is named. */
export async function findConfiguration(tx: Tx, accountId: string, deviceId: string, id?: string): Promise<TakenConfiguration | undefined> {
  let query = tx
    .selectFrom('device_configuration')
    .select([...brief, 'text', 'inspection'])
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
  if (id !== undefined) query = query.where('id', '=', id)
  return (await query.orderBy('taken_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()) as TakenConfiguration | undefined
}

/** The configurations of a device without their text, newest first. */
export const listConfigurations = async (
  tx: Tx,
  accountId: string,
  deviceId: string,
): Promise<readonly Omit<TakenConfiguration, 'text' | 'inspection'>[]> =>
  (await tx
    .selectFrom('device_configuration')
    .select(brief)
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()) as never

/** Devices of which a configuration is known, by serial. */
export const listConfiguredDevices = (tx: Tx, accountId: string): Promise<readonly { readonly id: string; readonly serial: string }[]> =>
  tx
    .selectFrom('device')
    .select(['id', 'serial'])
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('device_configuration as c')
          .select('c.id')
          .whereRef('c.account_id', '=', 'device.account_id')
          .whereRef('c.device_id', '=', 'device.id'),
      ),
    )
    .orderBy('serial')
    .execute()

/** The newest texts of these devices; those of which none is known are not among them. */
export async function newestTexts(
  tx: Tx,
  accountId: string,
  deviceIds: readonly string[],
): Promise<readonly Pick<TakenConfiguration, 'deviceId' | 'text' | 'skipped' | 'inspection'>[]> {
  const { rows } = await sql<Pick<TakenConfiguration, 'deviceId' | 'text' | 'skipped' | 'inspection'>>`
    select distinct on (device_id) device_id as "deviceId", text, skipped, inspection from device_configuration
    where account_id = ${accountId} and device_id = any(${deviceIds}::uuid[])
    order by device_id, taken_at desc, id desc`.execute(tx)
  return rows
}
