import { sql } from 'kysely'
import type { Tx } from '../db/scope.ts'
import type { SoftwareEvent } from './event.ts'

/** Writes what happened to a piece of software; its device is held by whoever acts. */
export const appendEvent = (tx: Tx, accountId: string, deviceId: string, event: Omit<SoftwareEvent, 'seq'>) =>
  tx
    .insertInto('software_event')
    .values({
      account_id: accountId,
      device_id: deviceId,
      seq: sql<number>`(select coalesce(max(seq), 0) + 1 from software_event where account_id = ${accountId} and device_id = ${deviceId})`,
      at: new Date(event.at),
      actor: event.actor,
      actor_name: event.actorName,
      kind: event.kind,
      body: JSON.stringify(event.body),
    })
    .execute()

export async function listEvents(tx: Tx, accountId: string, deviceId: string): Promise<readonly SoftwareEvent[]> {
  const rows = await tx
    .selectFrom('software_event')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ seq, at, actor, actor_name, kind, body }) => ({
    seq,
    at,
    actor,
    actorName: actor_name,
    kind,
    body: body as SoftwareEvent['body'],
  }))
}

/** Holds a piece of software until this transaction ends, so that two acts on it come one after the other. */
export const holdDevice = (tx: Tx, accountId: string, deviceId: string) =>
  tx.selectFrom('device').select('id').where('account_id', '=', accountId).where('id', '=', deviceId).forNoKeyUpdate().execute()
