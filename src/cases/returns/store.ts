import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'

export type Rma = {
  readonly id: string
  readonly number: string
  readonly caseId: string
  readonly deviceId: string
  readonly serial: string
  readonly reason: string
  readonly state: 'requested' | 'approved' | 'shipped' | 'received' | 'closed' | 'cancelled'
  readonly replacementSerial: string | null
  readonly shipTo: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

export const insertRma = (tx: Tx, accountId: string, row: Omit<Rma, 'serial' | 'version' | 'updatedAt'>) =>
  tx
    .insertInto('rma')
    .values({
      account_id: accountId,
      id: row.id,
      number: row.number,
      case_id: row.caseId,
      device_id: row.deviceId,
      reason: maskText(row.reason),
      state: row.state,
      replacement_serial: row.replacementSerial,
      ship_to: maskText(row.shipTo),
      created_at: new Date(row.createdAt),
      updated_at: new Date(row.createdAt),
    })
    .execute()

export const updateRma = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { state: Rma['state']; replacementSerial: string | null },
  now: Instant,
) =>
  tx
    .updateTable('rma')
    .set((eb) => ({
      state: change.state,
      replacement_serial: change.replacementSerial,
      updated_at: new Date(now),
      version: eb('version', '+', 1),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export async function listRmas(tx: Tx, accountId: string, caseId: string): Promise<readonly Rma[]> {
  const rows = await tx
    .selectFrom('rma')
    .innerJoin('device', (join) => join.onRef('device.account_id', '=', 'rma.account_id').onRef('device.id', '=', 'rma.device_id'))
    .selectAll('rma')
    .select('device.serial')
    .where('rma.account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('rma.number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    caseId: row.case_id,
    deviceId: row.device_id,
    serial: row.serial,
    reason: row.reason,
    state: row.state as Rma['state'],
    replacementSerial: row.replacement_serial,
    shipTo: row.ship_to,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }))
}
