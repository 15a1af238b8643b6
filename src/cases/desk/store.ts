import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { TeamWork } from '../lists/store.ts'
import type { Lens } from './lenses.ts'

/** Runs a part of the transaction that may fail alone: what it wrote is taken back and the rest goes on. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint attempt`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint attempt`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx)
    throw error
  }
}

/** How many open cases each lens shows: one walk through an index of the open ones. */
export async function countLenses(tx: Tx, personId: string, team: TeamWork, dueBefore: Instant): Promise<Readonly<Record<Lens, number>>> {
  const { rows } = await sql<Record<Lens, number>>`
    select count(*) as all,
      count(*) filter (where responded_at is null and response in ('running', 'missed') and due_at <= ${instant(dueBefore)}) as "at-risk",
      count(*) filter (where owner_id = ${personId}::uuid) as mine,
      count(*) filter (where queue = any (${[...team.queues]}::text[]) or owner_id = any (${[...team.ownerIds]}::uuid[])) as team,
      count(*) filter (where owner_id is null) as unassigned,
      count(*) filter (where state = 'waiting-customer') as waiting,
      count(*) filter (where escalated_at is not null) as escalated
    from support_case where closed_at is null`.execute(tx)
  return rows[0] as Record<Lens, number>
}

export type DeskView = {
  readonly id: string
  readonly name: string
  readonly team: string | null
  readonly ownerId: string
  readonly owner: string
  readonly picks: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly version: number
}

/** A person's views and those of these teams. */
export async function listViews(tx: Tx, accountId: string, personId: string, teams: readonly string[]): Promise<readonly DeskView[]> {
  const rows = await tx
    .selectFrom('desk_view')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.or([eb.and([eb('team', 'is', null), eb('owner_id', '=', personId)]), ...(teams.length > 0 ? [eb('team', 'in', [...teams])] : [])]),
    )
    .orderBy(sql`lower(name)`)
    .limit(400)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    team: row.team,
    ownerId: row.owner_id,
    owner: row.owner,
    picks: row.picks as Readonly<Record<string, string>>,
    columns: row.columns,
    version: row.version,
  }))
}

export const insertView = (tx: Tx, accountId: string, view: DeskView, now: Instant) =>
  tx
    .insertInto('desk_view')
    .values({
      account_id: accountId,
      id: view.id,
      owner_id: view.ownerId,
      owner: view.owner,
      team: view.team,
      name: view.name,
      picks: JSON.stringify(view.picks),
      columns: [...view.columns],
      created_at: new Date(now),
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()

export const changeView = (
  tx: Tx,
  accountId: string,
  id: string,
  {
    name,
    picks,
    columns,
  }: { readonly name: string; readonly picks: Readonly<Record<string, string>>; readonly columns: readonly string[] },
) =>
  tx
    .updateTable('desk_view')
    .set((eb) => ({ name, picks: JSON.stringify(picks), columns: [...columns], version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const removeView = (tx: Tx, accountId: string, id: string) =>
  tx.deleteFrom('desk_view').where('account_id', '=', accountId).where('id', '=', id).execute()
