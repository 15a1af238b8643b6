import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { caseOf, casesWithNames } from '../store.ts'
import { tsqueryOf } from './words.ts'

export type CaseFilter = {
  readonly accountIds?: readonly string[] | undefined
  readonly requesterId?: string | undefined
  readonly ownerId?: string | undefined
  readonly open?: boolean | undefined
  readonly queue?: string | undefined
  readonly state?: string | undefined
  readonly priority?: string | undefined
  readonly response?: string | undefined
  /** Minutes after the due instant. */
  readonly lateOver?: number | undefined
  readonly lateUpTo?: number | undefined
  readonly answered?: boolean | undefined
  readonly openedFrom?: number | undefined
  readonly openedBefore?: number | undefined
  readonly closedFrom?: number | undefined
  readonly closedBefore?: number | undefined
  /** Opened on a day of the week, 1 is Monday, and in hours of the day, on the clocks of a zone. */
  readonly openedOn?: { readonly weekday: number; readonly hourFrom: number; readonly hourTo: number; readonly zone: string } | undefined
  /** What had not been done when the first response was missed. */
  readonly missedWhy?: string | undefined
  /** The first response was missed, and nobody said why yet. */
  readonly unexplained?: boolean | undefined
  readonly serial?: string | undefined
  /** Owned by nobody. */
  readonly unassigned?: boolean | undefined
  readonly escalated?: boolean | undefined
  readonly team?: TeamWork | undefined
  /** Waits for a first response that is due by then, or was. */
  readonly dueBefore?: Instant | undefined
  /** Only these, as a search found them. */
  readonly ids?: readonly string[] | undefined
  readonly numbers?: readonly string[] | undefined
  readonly limit: number
}

/** What a team works: its queues, and what its people own. */
export type TeamWork = { readonly queues: readonly string[]; readonly ownerIds: readonly string[] }

type Place = { readonly accountId: string; readonly id: string }

/** No case has it: what is asked of none finds none. */
const noId = '00000000-0000-0000-0000-000000000000'

/** A list that is not empty, which SQL asks for. */
const some = (values: readonly string[], none: string): string[] => (values.length > 0 ? [...values] : [none])

export const lane = sql<number>`queue_lane(c.response, c.responded_at, c.due_at)`
export const key = sql<number>`queue_key(c.responded_at, c.due_at, c.created_at)`

export const placed = (tx: Tx) => tx.selectFrom('support_case as c').select(['c.account_id', 'c.id'])

export function narrowed<Q extends ReturnType<typeof placed>>(query: Q, filter: CaseFilter): Q {
  let q = query as ReturnType<typeof placed>
  if (filter.accountIds) q = q.where('c.account_id', 'in', [...filter.accountIds])
  if (filter.requesterId) q = q.where('c.requester_id', '=', filter.requesterId)
  if (filter.ownerId) q = q.where('c.owner_id', '=', filter.ownerId)
  if (filter.open === true) q = q.where('c.closed_at', 'is', null)
  if (filter.open === false) q = q.where('c.closed_at', 'is not', null)
  if (filter.queue) q = q.where('c.queue', '=', filter.queue)
  if (filter.state) q = q.where('c.state', '=', filter.state)
  if (filter.priority) q = q.where('c.priority', '=', filter.priority)
  if (filter.lateOver !== undefined) q = q.where(sql<boolean>`c.responded_at - c.due_at > ${filter.lateOver} * interval '1 minute'`)
  if (filter.lateUpTo !== undefined) q = q.where(sql<boolean>`c.responded_at - c.due_at <= ${filter.lateUpTo} * interval '1 minute'`)
  if (filter.answered !== undefined) q = q.where('c.responded_at', filter.answered ? 'is not' : 'is', null)
  if (filter.response) q = q.where('c.response', '=', filter.response)
  if (filter.openedFrom !== undefined) q = q.where('c.created_at', '>=', instant(filter.openedFrom))
  if (filter.openedBefore !== undefined) q = q.where('c.created_at', '<', instant(filter.openedBefore))
  if (filter.closedFrom !== undefined) q = q.where('c.closed_at', '>=', instant(filter.closedFrom))
  if (filter.closedBefore !== undefined) q = q.where('c.closed_at', '<', instant(filter.closedBefore))
  if (filter.openedOn) {
    const { weekday, hourFrom, hourTo, zone } = filter.openedOn
    const local = sql`c.created_at at time zone ${zone}`
    q = q.where(
      sql<boolean>`extract(isodow from ${local}) = ${weekday} and extract(hour from ${local}) >= ${hourFrom} and extract(hour from ${local}) < ${hourTo}`,
    )
  }
  if (filter.missedWhy) q = q.where(sql<boolean>`c.response = 'missed' and missed_why(c.account_id, c.id, c.due_at) = ${filter.missedWhy}`)
  if (filter.unexplained) q = q.where('c.response', '=', 'missed').where('c.miss_explained', '=', false)
  if (filter.ids) q = q.where('c.id', 'in', some(filter.ids, noId))
  if (filter.numbers) q = q.where('c.number', 'in', some(filter.numbers, ''))
  const { serial, team, dueBefore } = filter
  if (filter.unassigned) q = q.where('c.owner_id', 'is', null)
  if (filter.escalated) q = q.where('c.escalated_at', 'is not', null)
  if (team) q = q.where((eb) => eb.or([eb('c.queue', 'in', some(team.queues, '')), eb('c.owner_id', 'in', some(team.ownerIds, noId))]))
  // in the words of the queue's own index, so that it is read from its beginning
  if (dueBefore !== undefined) q = q.where(sql<boolean>`${lane} = 0 and ${key} <= ${instant(dueBefore)}`)
  if (serial)
    q = q.where((eb) =>
      eb(
        eb.refTuple('c.account_id', 'c.device_id'),
        'in',
        eb.selectFrom('device as d').select(['d.account_id', 'd.id']).where('d.serial', '=', serial).$asTuple('account_id', 'id'),
      ),
    )
  return q as Q
}

/** The cases at these places, in this order. The page is found first and named afterwards, so that long lists stay quick. */
export async function named(tx: Tx, places: readonly Place[]): Promise<readonly Case[]> {
  if (places.length === 0) return []
  const rows = await casesWithNames(tx)
    .where('c.id', 'in', [...new Set(places.map((place) => place.id))])
    .where('c.account_id', 'in', [...new Set(places.map((place) => place.accountId))])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, caseOf(row)]))
  return places.flatMap((place) => byId.get(place.id) ?? [])
}

/** Cases newest first, or oldest first. @param filter `before`: behind this one, in the order asked for */
export async function listCases(
  tx: Tx,
  filter: CaseFilter & { readonly before?: readonly [number, string] | undefined; readonly oldest?: boolean | undefined },
): Promise<readonly Case[]> {
  let query = narrowed(placed(tx), filter)
  const [behind, order] = filter.oldest ? [sql`>`, 'asc' as const] : [sql`<`, 'desc' as const]
  if (filter.before)
    query = query.where(sql<boolean>`(c.created_at, c.id) ${behind} (${instant(filter.before[0])}, ${filter.before[1]}::uuid)`)
  const rows = await query.orderBy('c.created_at', order).orderBy('c.id', order).limit(filter.limit).execute()
  return named(
    tx,
    rows.map((row) => ({ accountId: row.account_id, id: row.id })),
  )
}

export type Found = Place & { readonly createdAt: number }

/** Up to so many finds are fetched whole and put in order here. */
const few = 1000

/**
 * Where every word occurs, newest first. Rare words are looked up in the index of words; frequent ones are met soon enough
 * by going through the cases from the newest on.
 * @param tsquery as `tsqueryOf` writes it
 */
export async function searchPlaces(
  tx: Tx,
  tsquery: string,
  accountIds: readonly string[] | undefined,
  before: readonly [number, string] | undefined,
  most: number,
): Promise<readonly Found[]> {
  const accounts = sql`${accountIds ? [...accountIds] : null}::uuid[]`
  const found = ({ rows }: { rows: readonly { account_id: string; id: string; created_at: number }[] }): readonly Found[] =>
    rows.map((row) => ({ accountId: row.account_id, id: row.id, createdAt: row.created_at }))
  const matching = found(
    await sql<never>`select account_id, id, created_at from matching_cases(${tsquery}::tsquery, ${accounts}, ${few + 1})`.execute(tx),
  )
  if (matching.length <= few)
    return matching
      .filter((one) => !before || one.createdAt < before[0] || (one.createdAt === before[0] && one.id < before[1]))
      .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
      .slice(0, most)
  return found(
    await sql<never>`
      select account_id, id, created_at from search_cases(${tsquery}::tsquery, ${accounts},
        ${before ? new Date(before[0]) : null}::timestamptz, ${before?.[1] ?? null}::uuid, ${most})`.execute(tx),
  )
}

/** Whether any case holds a word that begins like this. */
export async function isKnown(tx: Tx, word: string, accountIds: readonly string[] | undefined): Promise<boolean> {
  const { rows } =
    await sql`select 1 from matching_cases(${tsqueryOf([word])}::tsquery, ${accountIds ? [...accountIds] : null}::uuid[], 1)`.execute(tx)
  return rows.length > 0
}

/** Which of these cases pass the other filters. */
export async function passing(tx: Tx, places: readonly Place[], filter: CaseFilter): Promise<ReadonlySet<string>> {
  const ids = places.map((place) => place.id)
  const rows = ids.length === 0 ? [] : await narrowed(placed(tx), filter).where('c.id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}

/** Words of the cases that may be seen and that resemble this one, the nearest first. */
export async function similarWords(
  tx: Tx,
  word: string,
  accountIds: readonly string[] | undefined,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from similar_words(${word}, ${accountIds ? [...accountIds] : null}::uuid[], ${most})`.execute(tx)
  return rows.map((row) => row.word)
}
