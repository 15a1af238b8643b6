import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { AcceptedRelease, CustomSoftware } from './software.ts'

/** What is recorded of custom software, by the id of its device. */
export async function listSoftware(tx: Tx, accountId: string, deviceIds: readonly string[]): Promise<ReadonlyMap<string, CustomSoftware>> {
  if (deviceIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('custom_software')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', 'in', [...deviceIds])
    .execute()
  return new Map(
    rows.map((row) => [
      row.device_id,
      {
        statementOfWork: row.statement_of_work,
        deliverable: row.deliverable,
        designed: row.designed,
        developed: row.developed,
        tested: row.tested,
        licence: row.licence,
        components: row.components as CustomSoftware['components'],
        saidBy: row.said_by,
        saidAt: row.said_at,
        version: row.version,
      },
    ]),
  )
}

/** Writes what makes an item custom software; what stood there before is in the history of the device. */
export const putSoftware = (tx: Tx, accountId: string, deviceId: string, given: Omit<CustomSoftware, 'version'>) =>
  tx
    .insertInto('custom_software')
    .values({
      account_id: accountId,
      device_id: deviceId,
      statement_of_work: given.statementOfWork,
      deliverable: given.deliverable,
      designed: given.designed,
      developed: given.developed,
      tested: given.tested,
      licence: given.licence,
      components: JSON.stringify(given.components),
      said_by: given.saidBy,
      said_at: new Date(given.saidAt),
      version: 1,
    })
    .onConflict((on) =>
      on.columns(['account_id', 'device_id']).doUpdateSet((eb) => ({
        statement_of_work: eb.ref('excluded.statement_of_work'),
        deliverable: eb.ref('excluded.deliverable'),
        designed: eb.ref('excluded.designed'),
        developed: eb.ref('excluded.developed'),
        tested: eb.ref('excluded.tested'),
        licence: eb.ref('excluded.licence'),
        components: eb.ref('excluded.components'),
        said_by: eb.ref('excluded.said_by'),
        said_at: eb.ref('excluded.said_at'),
        version: sql<number>`custom_software.version + 1`,
      })),
    )
    .execute()

/** Every release that was the accepted one, newest first. */
export async function listAccepted(tx: Tx, accountId: string, deviceId: string): Promise<readonly AcceptedRelease[]> {
  const rows = await tx
    .selectFrom('accepted_release')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ seq, release, why, on_day, customer, provider, note, at }) => ({
    seq,
    release,
    why: why as AcceptedRelease['why'],
    on: on_day,
    customer,
    provider,
    note,
    at,
  }))
}

export const insertAccepted = (tx: Tx, accountId: string, deviceId: string, given: AcceptedRelease) =>
  tx
    .insertInto('accepted_release')
    .values({
      account_id: accountId,
      device_id: deviceId,
      seq: given.seq,
      release: given.release,
      why: given.why,
      on_day: given.on,
      customer: given.customer,
      provider: given.provider,
      note: given.note,
      at: new Date(given.at),
    })
    .execute()
