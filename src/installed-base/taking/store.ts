import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Nameable } from './device-of.ts'

/** Chassis and members with what their newest configuration calls them, or their newest reading where no configuration is known. */
export async function listNameable(tx: Tx, accountId: string): Promise<readonly Nameable[]> {
  const { rows } = await sql<Nameable>`
    select d.id, d.serial, coalesce(
      (select nullif(c.host, '') from device_configuration c where c.account_id = d.account_id and c.device_id = d.id
        order by c.taken_at desc, c.id desc limit 1),
      (select nullif(r.host, '') from device_reading r where r.account_id = d.account_id and r.device_id = d.id
        order by r.read_at desc, r.id desc limit 1)) as host
    from device d where d.account_id = ${accountId} and d.kind in ('chassis', 'member') and d.status <> 'decommissioned'`.execute(tx)
  return rows
}
