import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Direction, Installation } from './direction.ts'

/** Every direction of an account, the newest first. */
export const listDirectionsOf = (tx: Tx, accountId: string) => listDirections(tx, accountId, 'all')

export async function listDirections(
  tx: Tx,
  accountId: string,
  which: { readonly id: string } | { readonly releaseIds: readonly string[] } | 'all',
) {
  if (which !== 'all' && 'releaseIds' in which && which.releaseIds.length === 0) return []
  const all = tx.selectFrom('software_direction').selectAll().where('account_id', '=', accountId)
  const some =
    which === 'all'
      ? all.limit(1000)
      : 'id' in which
        ? all.where('id', '=', which.id)
        : all.where('release_id', 'in', [...which.releaseIds])
  const rows = await some.orderBy('directed_at', 'desc').execute()
  return rows.map(
    (row): Direction => ({
      id: row.id,
      releaseId: row.release_id,
      unit: row.unit as Direction['unit'],
      text: row.text,
      dueOn: row.due_on,
      directedBy: row.directed_by,
      directedAt: row.directed_at,
      state: row.state as Direction['state'],
      closedBy: row.closed_by,
      closedAt: row.closed_at,
    }),
  )
}

/** Directions to install something on one piece of software that are still open, the one due first before the others. */
export const listOpenOn = (tx: Tx, accountId: string, deviceId: string) =>
  tx
    .selectFrom('software_direction as d')
    .innerJoin('software_release as r', (join) => join.onRef('r.account_id', '=', 'd.account_id').onRef('r.id', '=', 'd.release_id'))
    .select(['r.version', 'd.unit', 'd.due_on as dueOn'])
    .where('d.account_id', '=', accountId)
    .where('r.device_id', '=', deviceId)
    .where('d.state', '=', 'open')
    .orderBy('d.due_on')
    .execute()

export const insertDirection = (tx: Tx, accountId: string, given: Omit<Direction, 'state' | 'closedBy' | 'closedAt'>) =>
  tx
    .insertInto('software_direction')
    .values({
      account_id: accountId,
      id: given.id,
      release_id: given.releaseId,
      unit: given.unit,
      text: given.text,
      due_on: given.dueOn,
      directed_by: given.directedBy,
      directed_at: new Date(given.directedAt),
      state: 'open',
    })
    .execute()

const closing = (tx: Tx, accountId: string, state: 'applied' | 'withdrawn', by: string, at: Instant) =>
  tx
    .updateTable('software_direction')
    .set({ state, closed_by: by, closed_at: new Date(at) })
    .where('account_id', '=', accountId)
    .where('state', '=', 'open')

export const applyDirection = (tx: Tx, accountId: string, id: string, by: string, at: Instant) =>
  closing(tx, accountId, 'applied', by, at).where('id', '=', id).execute()

/** Ends the open direction to install a release, if there is one. */
export const withdrawDirection = (tx: Tx, accountId: string, releaseId: string, by: string, at: Instant) =>
  closing(tx, accountId, 'withdrawn', by, at).where('release_id', '=', releaseId).execute()

export const insertInstallation = (tx: Tx, accountId: string, given: Installation) =>
  tx
    .insertInto('software_installation')
    .values({
      account_id: accountId,
      id: given.id,
      release_id: given.releaseId,
      direction_id: given.directionId,
      installed_on: given.installedOn,
      place: given.place,
      outcome: given.outcome,
      note: given.note,
      said_by: given.saidBy,
      at: new Date(given.at),
    })
    .execute()

export async function listInstallations(tx: Tx, accountId: string, releaseIds: readonly string[]): Promise<readonly Installation[]> {
  if (releaseIds.length === 0) return []
  const rows = await tx
    .selectFrom('software_installation')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('release_id', 'in', [...releaseIds])
    .orderBy('at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    releaseId: row.release_id,
    directionId: row.direction_id,
    installedOn: row.installed_on,
    place: row.place,
    outcome: row.outcome as Installation['outcome'],
    note: row.note,
    saidBy: row.said_by,
    at: row.at,
  }))
}
