import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Case } from '../case.ts'
import { caseOf, casesWithNames } from '../store.ts'

export type CaseFilter = {
  readonly accountIds?: readonly string[] | undefined
  readonly requesterId?: string | undefined
  readonly ownerId?: string | undefined
  readonly open?: boolean | undefined
  readonly queue?: string | undefined
  readonly state?: string | undefined
  readonly priority?: string | undefined
  readonly serial?: string | undefined
  readonly query?: string | undefined
  readonly limit: number
}

const searched = (text: string) => {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}._@/-]*/gu)
      ?.slice(0, 10) ?? []
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  const tsquery = words.map((word) => `'${word.replace(/'/g, "''").replace(/\\/g, '')}':*`).join(' & ')
  return { like, tsquery }
}

function filtered(tx: Tx, filter: CaseFilter) {
  let query = casesWithNames(tx)
  if (filter.accountIds) query = query.where('c.account_id', 'in', [...filter.accountIds])
  if (filter.requesterId) query = query.where('c.requester_id', '=', filter.requesterId)
  if (filter.ownerId) query = query.where('c.owner_id', '=', filter.ownerId)
  if (filter.open === true) query = query.where('c.closed_at', 'is', null)
  if (filter.open === false) query = query.where('c.closed_at', 'is not', null)
  if (filter.queue) query = query.where('c.queue', '=', filter.queue)
  if (filter.state) query = query.where('c.state', '=', filter.state)
  if (filter.priority) query = query.where('c.priority', '=', filter.priority)
  if (filter.serial) query = query.where('d.serial', '=', filter.serial)
  if (filter.query?.trim()) {
    const { like, tsquery } = searched(filter.query)
    query = query.where((eb) =>
      eb.or([
        eb('c.number', 'ilike', like),
        eb('c.customer_reference', 'ilike', like),
        eb('d.serial', 'ilike', like),
        eb('r.name', 'ilike', like),
        ...(tsquery ? [sql<boolean>`c.search @@ ${tsquery}::tsquery`] : []),
      ]),
    )
  }
  return query
}

/** Cases newest first. */
export async function listCases(tx: Tx, filter: CaseFilter & { before?: readonly [number, string] | undefined }): Promise<readonly Case[]> {
  let query = filtered(tx, filter)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('c.created_at', '<', instant(at)), eb.and([eb('c.created_at', '=', instant(at)), eb('c.id', '<', id)])]),
    )
  }
  return (await query.orderBy('c.created_at', 'desc').orderBy('c.id', 'desc').limit(filter.limit).execute()).map(caseOf)
}

/** Open cases for the desk: what is due next comes first, what has no clock running comes last, oldest first. */
export async function listQueue(
  tx: Tx,
  filter: CaseFilter & { after?: readonly [number, number, string] | undefined },
): Promise<readonly (Case & { readonly place: readonly [number, number, string] })[]> {
  const running = sql<number>`case when c.response = 'running' and c.due_at is not null then 0 when c.response = 'missed' and c.responded_at is null then 0 else 1 end`
  const key = sql<number>`extract(epoch from coalesce(case when c.responded_at is null then c.due_at end, c.created_at)) * 1000`
  let query = filtered(tx, { ...filter, open: true }).select([running.as('lane'), key.as('key')])
  if (filter.after) {
    const [lane, at, id] = filter.after
    query = query.where(sql<boolean>`(${running}, ${key}, c.id) > (${lane}, ${at}::numeric, ${id}::uuid)`)
  }
  const rows = await query.orderBy(running).orderBy(key).orderBy('c.id').limit(filter.limit).execute()
  return rows.map((row) => ({ ...caseOf(row), place: [row.lane, Number(row.key), row.id] as const }))
}
