import type { Tx } from '../../db/scope.ts'
import type { Nameable } from './device-of.ts'

/** Chassis and members with what they call themselves. */
export async function listNameable(tx: Tx, accountId: string): Promise<readonly Nameable[]> {
  const rows = await tx
    .selectFrom('device')
    .select(['id', 'serial', 'host'])
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['chassis', 'member'])
    .where('status', '<>', 'decommissioned')
    .execute()
  return rows.map(({ host, ...device }) => ({ ...device, host: host === '' ? null : host }))
}
