import type { Tx } from '../db/scope.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { Area, Resource } from './resource.ts'

export type Kept = Resource & { readonly id: string; readonly startsOn: LocalDate }

/** Everything that was added, by title. */
export async function listKept(tx: Tx): Promise<readonly Kept[]> {
  const rows = await tx.selectFrom('portal_resource').selectAll().orderBy('title').orderBy('id').limit(1000).execute()
  return rows.map(({ id, area, title, text, url, service, starts_on, ends_on }) => ({
    id,
    area: area as Area,
    title,
    text,
    url,
    service,
    startsOn: starts_on,
    endsOn: ends_on,
  }))
}

const columns = ({ area, title, text, url, service, startsOn, endsOn }: Kept) => ({
  area,
  title,
  text,
  url,
  service,
  starts_on: startsOn,
  ends_on: endsOn,
})

export const insertResource = (tx: Tx, given: Kept, by: { readonly actor: string; readonly now: Instant }) =>
  tx
    .insertInto('portal_resource')
    .values({ id: given.id, ...columns(given), added_by: by.actor, added_at: new Date(by.now) })
    .execute()

export const changeResource = (tx: Tx, given: Kept) =>
  tx.updateTable('portal_resource').set(columns(given)).where('id', '=', given.id).execute()
