import { sql } from 'kysely'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { RequestEvent, RequestRow } from './request.ts'

const requests = (tx: Tx) =>
  tx
    .selectFrom('service_request as r')
    .innerJoin('contract as c', (join) => join.onRef('c.account_id', '=', 'r.account_id').onRef('c.id', '=', 'r.contract_id'))
    .select([
      'r.id',
      'r.number',
      'r.contract_id as contractId',
      'c.number as contract',
      'r.offering',
      'r.offering_version as offeringVersion',
      'r.service',
      'r.title',
      'r.state',
      'r.asked_by as askedBy',
      'r.asked_by_id as askedById',
      'r.asked_at as askedAt',
      'r.wanted',
      'r.scope',
      'r.engineer',
      'r.task_order as taskOrder',
      'r.movement_id as movementId',
      'r.active_on as activeOn',
      'r.first_day as firstDay',
      'r.last_day as lastDay',
      'r.commenced_at as commencedAt',
      'r.closed_at as closedAt',
      'r.paused_on as pausedOn',
      'r.paused_why as pausedWhy',
      'r.version',
    ])

export const insertRequest = (
  tx: Tx,
  accountId: string,
  row: Pick<
    RequestRow,
    'id' | 'number' | 'contractId' | 'offering' | 'offeringVersion' | 'service' | 'title' | 'askedBy' | 'askedById' | 'askedAt' | 'wanted'
  >,
) =>
  tx
    .insertInto('service_request')
    .values({
      account_id: accountId,
      id: row.id,
      number: row.number,
      contract_id: row.contractId,
      offering: row.offering,
      offering_version: row.offeringVersion,
      service: row.service,
      title: row.title,
      state: 'asked',
      asked_by: row.askedBy,
      asked_by_id: row.askedById,
      asked_at: new Date(row.askedAt),
      wanted: JSON.stringify(row.wanted),
    })
    .execute()

/**
 * A request of the account by its number or id.
 * @param hold until this transaction ends, so that nobody else moves it
 */
export async function findRequest(
  tx: Tx,
  accountId: string,
  by: { number?: string; id?: string },
  hold = false,
): Promise<RequestRow | undefined> {
  let query = requests(tx).where('r.account_id', '=', accountId)
  query = by.id === undefined ? query.where('r.number', '=', by.number ?? '') : query.where('r.id', '=', by.id)
  if (hold) query = query.forUpdate(['r'])
  return (await query.executeTakeFirst()) as RequestRow | undefined
}

export type RequestFilter = {
  readonly accountCode?: string | undefined
  readonly open?: boolean | undefined
  readonly state?: string | undefined
  readonly contractId?: string | undefined
  readonly before?: readonly [number, string] | undefined
  readonly limit: number
}

/** Requests of every account that can be seen, newest first. */
export async function listRequests(
  tx: Tx,
  filter: RequestFilter,
): Promise<readonly (RequestRow & { readonly account: string; readonly accountId: string })[]> {
  let query = requests(tx).innerJoin('account as a', 'a.id', 'r.account_id').select(['a.code as account', 'r.account_id as accountId'])
  if (filter.accountCode) query = query.where('a.code', '=', filter.accountCode)
  if (filter.open) query = query.where('r.state', 'not in', ['completed', 'declined', 'cancelled'])
  if (filter.state) query = query.where('r.state', '=', filter.state)
  if (filter.contractId) query = query.where('r.contract_id', '=', filter.contractId)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('r.asked_at', '<', new Date(at) as never), eb.and([eb('r.asked_at', '=', new Date(at) as never), eb('r.id', '<', id)])]),
    )
  }
  return (await query.orderBy('r.asked_at', 'desc').orderBy('r.id', 'desc').limit(filter.limit).execute()) as never
}

/** Whether the account has a service of the price list under way. */
export const isUnderWay = async (tx: Tx, accountId: string, service: string): Promise<boolean> =>
  (await tx
    .selectFrom('service_request')
    .select('id')
    .where('account_id', '=', accountId)
    .where('service', '=', service)
    .where('state', '=', 'commenced')
    .limit(1)
    .executeTakeFirst()) !== undefined

export type Changes = Partial<
  Pick<
    RequestRow,
    | 'state'
    | 'scope'
    | 'engineer'
    | 'taskOrder'
    | 'movementId'
    | 'activeOn'
    | 'firstDay'
    | 'lastDay'
    | 'commencedAt'
    | 'closedAt'
    | 'pausedOn'
    | 'pausedWhy'
  >
>

const asDate = (at: Instant | null) => (at === null ? null : new Date(at))

/** Changes a request that is held. */
export async function changeRequest(tx: Tx, accountId: string, id: string, changes: Changes): Promise<void> {
  await tx
    .updateTable('service_request')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(changes.state === undefined ? {} : { state: changes.state }),
      ...(changes.scope === undefined ? {} : { scope: JSON.stringify(changes.scope) }),
      ...(changes.engineer === undefined ? {} : { engineer: changes.engineer }),
      ...(changes.taskOrder === undefined ? {} : { task_order: changes.taskOrder }),
      ...(changes.movementId === undefined ? {} : { movement_id: changes.movementId }),
      ...(changes.activeOn === undefined ? {} : { active_on: changes.activeOn }),
      ...(changes.firstDay === undefined ? {} : { first_day: changes.firstDay }),
      ...(changes.lastDay === undefined ? {} : { last_day: changes.lastDay }),
      ...(changes.commencedAt === undefined ? {} : { commenced_at: asDate(changes.commencedAt) }),
      ...(changes.closedAt === undefined ? {} : { closed_at: asDate(changes.closedAt) }),
      ...(changes.pausedOn === undefined ? {} : { paused_on: changes.pausedOn }),
      ...(changes.pausedWhy === undefined ? {} : { paused_why: changes.pausedWhy }),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
}

/** Appends what happened to a request that is held. */
export const appendEvent = (tx: Tx, accountId: string, requestId: string, event: Omit<RequestEvent, 'seq'>) =>
  sql`insert into request_event (account_id, request_id, seq, at, actor, actor_name, kind, body)
    select ${accountId}, ${requestId}, coalesce(max(seq), 0) + 1, ${new Date(event.at)}, ${event.actor}, ${event.actorName}, ${event.kind}, ${JSON.stringify(event.body)}::jsonb
    from request_event where account_id = ${accountId} and request_id = ${requestId}`.execute(tx)

export const listEvents = async (tx: Tx, accountId: string, requestId: string): Promise<readonly RequestEvent[]> =>
  (await tx
    .selectFrom('request_event')
    .select(['seq', 'at', 'actor', 'actor_name as actorName', 'kind', 'body'])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .limit(1000)
    .execute()) as never

/** When help with a case under a service was last completed (policy B52). */
export async function lastAssisted(tx: Tx, accountId: string, service: string, caseNumber: string): Promise<Instant | null> {
  const row = await tx
    .selectFrom('service_request')
    .select('closed_at')
    .where('account_id', '=', accountId)
    .where('service', '=', service)
    .where('state', '=', 'completed')
    .where(sql<boolean>`wanted ->> 'caseNumber' = ${caseNumber}`)
    .orderBy('closed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.closed_at ?? null
}

/** The number of another request that was paid and helps with the same case now; null when none does (MSP-4.SRRA). */
export async function assistingNow(
  tx: Tx,
  accountId: string,
  { service, caseNumber, except }: { readonly service: string; readonly caseNumber: string; readonly except: string | undefined },
): Promise<string | null> {
  let query = tx
    .selectFrom('service_request')
    .select('number')
    .where('account_id', '=', accountId)
    .where('service', '=', service)
    .where('state', 'in', ['active', 'commenced', 'delivered'])
    .where(sql<boolean>`wanted ->> 'caseNumber' = ${caseNumber}`)
    .orderBy('number')
    .limit(1)
  if (except !== undefined) query = query.where('id', '<>', except)
  return (await query.executeTakeFirst())?.number ?? null
}
