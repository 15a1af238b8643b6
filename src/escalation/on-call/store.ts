import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant, Zone } from '../../lib/time.ts'
import type { Standing } from './rota.ts'

export type RosterRow = {
  readonly id: string
  readonly team: string
  readonly theatre: string | null
  readonly title: string
  readonly zone: Zone
  readonly standings: readonly Standing[]
  readonly version: number
}

type Row = { id: string; team: string; theatre: string | null; title: string; zone: string; layers: unknown; version: number }
const fromRow = (row: Row): RosterRow => ({
  id: row.id,
  team: row.team,
  theatre: row.theatre,
  title: row.title,
  zone: row.zone,
  standings: row.layers as readonly Standing[],
  version: row.version,
})
const columns = ['id', 'team', 'theatre', 'title', 'zone', 'layers', 'version'] as const

export const insertRoster = (tx: Tx, accountId: string, row: Omit<RosterRow, 'version'>, feedHash: Buffer) =>
  tx
    .insertInto('roster')
    .values({
      account_id: accountId,
      id: row.id,
      team: row.team,
      theatre: row.theatre,
      title: row.title,
      zone: row.zone,
      layers: JSON.stringify(row.standings),
      feed_hash: feedHash,
    })
    .execute()

export const updateRoster = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { title?: string; zone?: string; standings?: readonly Standing[]; feedHash?: Buffer },
) =>
  tx
    .updateTable('roster')
    .set((eb) => ({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.zone === undefined ? {} : { zone: change.zone }),
      ...(change.standings === undefined ? {} : { layers: JSON.stringify(change.standings) }),
      ...(change.feedHash === undefined ? {} : { feed_hash: change.feedHash }),
      version: eb('version', '+', 1),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export async function listRosters(tx: Tx, accountId: string): Promise<readonly RosterRow[]> {
  const rows = await tx
    .selectFrom('roster')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('team')
    .orderBy('theatre')
    .execute()
  return rows.map((row) => fromRow(row as Row))
}

export async function findRoster(tx: Tx, accountId: string, id: string): Promise<RosterRow | undefined> {
  const row = await tx.selectFrom('roster').select(columns).where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row as Row)
}

/** The roster whose calendar feed has this secret. */
export async function findByFeed(tx: Tx, id: string, feedHash: Buffer): Promise<(RosterRow & { accountId: string }) | undefined> {
  const row = await tx
    .selectFrom('roster')
    .select([...columns, 'account_id'])
    .where('id', '=', id)
    .where('feed_hash', '=', feedHash)
    .executeTakeFirst()
  return row && { ...fromRow(row as Row), accountId: row.account_id }
}

export type OverrideRow = {
  readonly id: string
  readonly rosterId: string
  readonly tier: number
  readonly personId: string
  readonly from: Instant
  readonly to: Instant
  readonly reason: string
  readonly madeBy: string
  readonly removedAt: Instant | null
}

export const insertOverride = (tx: Tx, accountId: string, row: Omit<OverrideRow, 'removedAt'>) =>
  tx
    .insertInto('roster_override')
    .values({
      account_id: accountId,
      id: row.id,
      roster_id: row.rosterId,
      layer: row.tier,
      person_id: row.personId,
      starts_at: new Date(row.from),
      ends_at: new Date(row.to),
      reason: row.reason,
      made_by: row.madeBy,
    })
    .execute()

/** Takes an override back; false when it is not there or was taken back before. */
export async function removeOverride(tx: Tx, accountId: string, rosterId: string, id: string, now: Instant): Promise<boolean> {
  const done = await tx
    .updateTable('roster_override')
    .set({ removed_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('roster_id', '=', rosterId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** Overrides that touch a time, in the order in which they were made. */
export async function listOverrides(
  tx: Tx,
  accountId: string,
  rosterIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<readonly OverrideRow[]> {
  if (rosterIds.length === 0) return []
  const rows = await tx
    .selectFrom('roster_override')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('roster_id', 'in', [...rosterIds])
    .where('starts_at', '<', instant(to))
    .where('ends_at', '>', instant(from))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    rosterId: row.roster_id,
    tier: row.layer,
    personId: row.person_id,
    from: row.starts_at,
    to: row.ends_at,
    reason: row.reason,
    madeBy: row.made_by,
    removedAt: row.removed_at,
  }))
}

export type Note = { readonly id: string; readonly at: Instant; readonly author: string; readonly text: string }

export const insertNote = (tx: Tx, accountId: string, rosterId: string, note: Note & { authorId: string }) =>
  tx
    .insertInto('handover_note')
    .values({
      account_id: accountId,
      id: note.id,
      roster_id: rosterId,
      at: new Date(note.at),
      author_id: note.authorId,
      author: note.author,
      text: note.text,
    })
    .execute()

export async function listNotes(tx: Tx, accountId: string, rosterId: string, most: number): Promise<readonly Note[]> {
  return tx
    .selectFrom('handover_note')
    .select(['id', 'at', 'author', 'text'])
    .where('account_id', '=', accountId)
    .where('roster_id', '=', rosterId)
    .orderBy('at', 'desc')
    .orderBy(sql`id`, 'desc')
    .limit(most)
    .execute()
}

/** When people of an account left. */
export async function listLeavers(tx: Tx, accountId: string): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'left_at'])
    .where('account_id', '=', accountId)
    .where('status', '<>', 'active')
    .execute()
  return new Map(rows.map((row) => [row.id, row.left_at ?? 0]))
}
