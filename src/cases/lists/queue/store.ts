import { type RawBuilder, sql } from 'kysely'
import { instant, type Tx } from '../../../db/scope.ts'
import type { Case } from '../../case.ts'
import type { QueueOrder } from '../../desk/lenses.ts'
import { type CaseFilter, key, lane, named, narrowed, placed } from '../store.ts'

/** Where a case stands in an order: what the order goes by, then its id. */
export type QueuePlace = readonly (number | string)[]

type Part = { readonly by: RawBuilder<unknown>; readonly as: 'instant' | 'plain' }
const at = (by: RawBuilder<unknown>): Part => ({ by, as: 'instant' })
const plain = (by: RawBuilder<unknown>): Part => ({ by, as: 'plain' })

/** What each order goes by. All of one order go the same way, so that a page begins where the one before ended. */
const orders: Readonly<Record<QueueOrder, { readonly parts: readonly Part[]; readonly down: boolean }>> = {
  due: { parts: [plain(lane), at(key)], down: false },
  priority: { parts: [plain(sql`c.priority`), plain(lane), at(key)], down: false },
  oldest: { parts: [at(sql`c.created_at`)], down: false },
  newest: { parts: [at(sql`c.created_at`)], down: true },
  updated: { parts: [at(sql`c.updated_at`)], down: true },
}

/** Whether a cursor fits an order: another one begins anew. */
export const fits = (order: QueueOrder, place: QueuePlace | undefined): place is QueuePlace =>
  place?.length === orders[order].parts.length + 1

/** Open cases for the desk in an order; what has no clock running comes after what has. */
export async function listQueue(
  tx: Tx,
  filter: CaseFilter & { readonly order: QueueOrder; readonly after?: QueuePlace | undefined },
): Promise<readonly (Case & { readonly place: QueuePlace })[]> {
  const { parts, down } = orders[filter.order]
  const all = sql.join([...parts.map(({ by }) => by), sql`c.id`])
  let query = narrowed(placed(tx), { ...filter, open: true }).select(
    sql<(number | string)[]>`json_build_array(${sql.join(
      parts.map(({ by, as }) => (as === 'instant' ? sql`(extract(epoch from ${by}) * 1000)::bigint` : by)),
    )})`.as('place'),
  )
  if (fits(filter.order, filter.after)) {
    const values = filter.after.map((value, index) => {
      const part = parts[index]
      return part === undefined ? sql`${value}::uuid` : part.as === 'instant' ? instant(Number(value)) : sql`${value}`
    })
    query = query.where(sql<boolean>`(${all}) ${down ? sql`<` : sql`>`} (${sql.join(values)})`)
  }
  for (const { by } of [...parts, plain(sql`c.id`)]) query = query.orderBy(by as never, down ? 'desc' : 'asc')
  const rows = await query.limit(filter.limit).execute()
  const cases = await named(
    tx,
    rows.map((row) => ({ accountId: row.account_id, id: row.id })),
  )
  const places = new Map(rows.map((row) => [row.id, [...row.place, row.id]]))
  return cases.flatMap((each) => {
    const place = places.get(each.id)
    return place ? [{ ...each, place }] : []
  })
}

/** How many cases pass, counted up to a bound. */
export async function countCases(tx: Tx, filter: Omit<CaseFilter, 'limit'>, most: number): Promise<number> {
  const some = narrowed(placed(tx), { ...filter, limit: most })
    .limit(most)
    .as('some')
  const row = await tx
    .selectFrom(some)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
