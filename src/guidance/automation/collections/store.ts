import { sql } from 'kysely'
import type { Tx } from '../../../db/scope.ts'
import type { DataFate } from '../../../installed-base/taking/service.ts'
import type { Instant } from '../../../lib/time.ts'
import type { Of } from '../store.ts'

export type FileFate = Pick<DataFate, 'what' | 'fate' | 'why' | 'masked' | 'changes'>
export type CollectedFile = {
  readonly id: string
  readonly collectorId: string
  readonly collector: string
  readonly serial: string
  readonly script: string
  readonly scriptVersion: string
  readonly collectedAt: Instant
  readonly receivedAt: Instant
  readonly name: string
  readonly lines: number
  readonly late: boolean
  readonly fates: readonly FileFate[]
}

const chosen = (tx: Tx) =>
  tx
    .selectFrom('automation_file as f')
    .innerJoin('collector as c', (on) => on.onRef('c.account_id', '=', 'f.account_id').onRef('c.id', '=', 'f.collector_id'))
    .innerJoin('device as d', (on) => on.onRef('d.account_id', '=', 'f.account_id').onRef('d.id', '=', 'f.device_id'))
    .select([
      'f.id',
      'f.collector_id as collectorId',
      'c.name as collector',
      'd.serial',
      'f.script',
      'f.script_version as scriptVersion',
      'f.collected_at as collectedAt',
      'f.received_at as receivedAt',
      'f.name',
      'f.lines',
      'f.late',
      'f.fates',
    ])

/** Files of a roll-out, the last collected first; of one device when it is named. */
export async function listFiles(
  tx: Tx,
  { accountId, contractId }: Of,
  {
    serial,
    before,
    limit,
  }: { readonly serial?: string | undefined; readonly before?: readonly [number, string] | undefined; readonly limit: number },
): Promise<readonly CollectedFile[]> {
  let query = chosen(tx).where('f.account_id', '=', accountId).where('f.contract_id', '=', contractId)
  if (serial !== undefined) query = query.where('d.serial', '=', serial)
  if (before) query = query.where(sql<boolean>`(f.collected_at, f.id) < (${new Date(before[0])}, ${before[1]}::uuid)`)
  return (await query.orderBy('f.collected_at', 'desc').orderBy('f.id', 'desc').limit(limit).execute()) as never
}

export const findText = (tx: Tx, { accountId, contractId }: Of, id: string) =>
  tx
    .selectFrom('automation_file')
    .select(['name', 'text'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('id', '=', id)
    .executeTakeFirst()

type Same = Pick<CollectedFile, 'collectorId' | 'collectedAt' | 'name'> & { readonly deviceId: string; readonly digest: Buffer }

export const findSent = async (tx: Tx, accountId: string, same: Same): Promise<CollectedFile | undefined> =>
  (await chosen(tx)
    .where('f.account_id', '=', accountId)
    .where('f.collector_id', '=', same.collectorId)
    .where('f.device_id', '=', same.deviceId)
    .where('f.collected_at', '=', new Date(same.collectedAt) as never)
    .where('f.name', '=', same.name)
    .where('f.digest', '=', same.digest)
    .executeTakeFirst()) as never

/** Whether anything of a device was collected after an instant. */
export const collectedAfter = async (tx: Tx, accountId: string, deviceId: string, at: Instant): Promise<boolean> =>
  (await tx
    .selectFrom('automation_file')
    .select('id')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('collected_at', '>', new Date(at) as never)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const insertFile = (
  tx: Tx,
  { accountId, contractId }: Of,
  file: Omit<CollectedFile, 'collector' | 'serial'> & { readonly deviceId: string; readonly digest: Buffer; readonly text: string },
) =>
  tx
    .insertInto('automation_file')
    .values({
      account_id: accountId,
      id: file.id,
      contract_id: contractId,
      collector_id: file.collectorId,
      device_id: file.deviceId,
      script: file.script,
      script_version: file.scriptVersion,
      collected_at: new Date(file.collectedAt),
      received_at: new Date(file.receivedAt),
      name: file.name,
      digest: file.digest,
      lines: file.lines,
      text: file.text,
      late: file.late,
      fates: JSON.stringify(file.fates),
    })
    .execute()
