import { sql } from 'kysely'
import { instant, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { ChangeEvent, ChangeRow, ChangeState } from './change.ts'
import type { Plan, PlanContent } from './plan.ts'

const changes = (tx: Tx) =>
  tx
    .selectFrom('change_window as w')
    .innerJoin('service_request as r', (join) => join.onRef('r.account_id', '=', 'w.account_id').onRef('r.id', '=', 'w.request_id'))
    .select([
      'w.id',
      'w.account_id as accountId',
      'w.number',
      'w.request_id as requestId',
      'r.number as request',
      'r.offering',
      'r.offering_version as offeringVersion',
      'r.service',
      'r.asked_by as askedBy',
      'r.asked_by_id as askedById',
      'w.place',
      'w.unit',
      'w.title',
      'w.state',
      'w.starts_at as startsAt',
      'w.ends_at as endsAt',
      'w.zone',
      'w.country',
      'w.serials',
      'w.engineer_id as engineerId',
      'w.engineer_name as engineerName',
      'w.presence',
      'w.location',
      'w.started_at as startedAt',
      'w.ended_at as endedAt',
      'w.closed_at as closedAt',
      'w.sequence',
      'w.version',
    ])

/** A change by its number or id. @param hold until this transaction ends, so that nobody else moves it */
export async function findChange(
  tx: Tx,
  accountId: string,
  by: { readonly number: string } | { readonly id: string },
  hold = false,
): Promise<ChangeRow | undefined> {
  let query = changes(tx).where('w.account_id', '=', accountId)
  query = 'id' in by ? query.where('w.id', '=', by.id) : query.where('w.number', '=', by.number)
  if (hold) query = query.forUpdate(['w'])
  return (await query.executeTakeFirst()) as ChangeRow | undefined
}

/** All changes of a request. @param hold until this transaction ends; false for who only looks, and may hold one of them already */
export async function changesOfRequest(tx: Tx, accountId: string, requestId: string, hold = true): Promise<readonly ChangeRow[]> {
  let query = changes(tx).where('w.account_id', '=', accountId).where('w.request_id', '=', requestId).orderBy('w.place')
  if (hold) query = query.forUpdate(['w'])
  return (await query.execute()) as readonly ChangeRow[]
}

export type ChangeFilter = {
  readonly accountCode?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly before?: readonly [number, string] | undefined
  readonly limit: number
}

/** Changes of every account that can be seen, the latest first. */
export async function listChanges(tx: Tx, filter: ChangeFilter): Promise<readonly (ChangeRow & { readonly account: string })[]> {
  let query = changes(tx).innerJoin('account as a', 'a.id', 'w.account_id').select('a.code as account')
  if (filter.accountCode) query = query.where('a.code', '=', filter.accountCode)
  if (filter.from !== undefined) query = query.where('w.ends_at', '>', instant(filter.from))
  if (filter.to !== undefined) query = query.where('w.starts_at', '<', instant(filter.to))
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('w.starts_at', '<', instant(at)), eb.and([eb('w.starts_at', '=', instant(at)), eb('w.id', '<', id)])]),
    )
  }
  return (await query.orderBy('w.starts_at', 'desc').orderBy('w.id', 'desc').limit(filter.limit).execute()) as never
}

export type NewChange = Pick<
  ChangeRow,
  'id' | 'accountId' | 'number' | 'requestId' | 'place' | 'unit' | 'title' | 'startsAt' | 'endsAt' | 'zone' | 'country' | 'serials'
>

export const insertChange = (tx: Tx, row: NewChange, now: Instant) =>
  tx
    .insertInto('change_window')
    .values({
      account_id: row.accountId,
      id: row.id,
      number: row.number,
      request_id: row.requestId,
      place: row.place,
      unit: row.unit,
      title: row.title,
      state: 'planned',
      starts_at: new Date(row.startsAt),
      ends_at: new Date(row.endsAt),
      zone: row.zone,
      country: row.country,
      serials: [...row.serials],
      engineer_name: '',
      sequence: 0,
      version: 1,
      made_at: new Date(now),
    })
    .execute()

export type ChangePatch = Partial<
  Pick<
    ChangeRow,
    'startsAt' | 'endsAt' | 'engineerId' | 'engineerName' | 'presence' | 'location' | 'startedAt' | 'endedAt' | 'closedAt' | 'sequence'
  >
> & {
  readonly state?: ChangeState
  readonly serials?: readonly string[]
  /** Of a window that has ended. */
  readonly openIssues?: number
  readonly followedUpBy?: string
}

const asDate = (at: Instant | null) => (at === null ? null : new Date(at))

/** Changes a change that is held. */
export async function patchChange(tx: Tx, accountId: string, id: string, patch: ChangePatch): Promise<void> {
  await tx
    .updateTable('change_window')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(patch.state === undefined ? {} : { state: patch.state }),
      ...(patch.startsAt === undefined ? {} : { starts_at: new Date(patch.startsAt) }),
      ...(patch.endsAt === undefined ? {} : { ends_at: new Date(patch.endsAt) }),
      ...(patch.serials === undefined ? {} : { serials: [...patch.serials] }),
      ...(patch.engineerId === undefined ? {} : { engineer_id: patch.engineerId }),
      ...(patch.engineerName === undefined ? {} : { engineer_name: patch.engineerName }),
      ...(patch.presence === undefined ? {} : { presence: patch.presence }),
      ...(patch.location === undefined ? {} : { location: patch.location }),
      ...(patch.startedAt === undefined ? {} : { started_at: asDate(patch.startedAt) }),
      ...(patch.endedAt === undefined ? {} : { ended_at: asDate(patch.endedAt) }),
      ...(patch.closedAt === undefined ? {} : { closed_at: asDate(patch.closedAt) }),
      ...(patch.openIssues === undefined ? {} : { open_issues: patch.openIssues }),
      ...(patch.followedUpBy === undefined ? {} : { followed_up_by: patch.followedUpBy }),
      ...(patch.sequence === undefined ? {} : { sequence: patch.sequence }),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
}

/** Appends what happened to a change that is held. */
export async function appendEvent(tx: Tx, accountId: string, changeId: string, event: Omit<ChangeEvent, 'seq'>): Promise<void> {
  await sql`insert into change_event (account_id, change_id, seq, at, actor, actor_name, side, kind, body)
    select ${accountId}, ${changeId}, coalesce(max(seq), 0) + 1, ${new Date(event.at)}, ${event.actor}, ${event.actorName}, ${event.side}, ${event.kind}, ${JSON.stringify(event.body)}::jsonb
    from change_event where account_id = ${accountId} and change_id = ${changeId}`.execute(tx)
}

/** More than one night ever brings. */
const mostEvents = 2000

export const listEvents = async (tx: Tx, accountId: string, changeId: string): Promise<readonly ChangeEvent[]> =>
  (await tx
    .selectFrom('change_event')
    .select(['seq', 'at', 'actor', 'actor_name as actorName', 'side', 'kind', 'body'])
    .where('account_id', '=', accountId)
    .where('change_id', '=', changeId)
    .orderBy('seq')
    .limit(mostEvents)
    .execute()) as never

/** All versions of a plan, the newest first. */
export const listPlans = async (tx: Tx, accountId: string, changeId: string): Promise<readonly Plan[]> =>
  (await tx
    .selectFrom('change_plan')
    .select(['version', 'content', 'written_by as writtenBy', 'written_at as writtenAt'])
    .where('account_id', '=', accountId)
    .where('change_id', '=', changeId)
    .orderBy('version', 'desc')
    .execute()) as never

export const insertPlan = (
  tx: Tx,
  accountId: string,
  changeId: string,
  { version, content, writtenBy, writtenAt }: Plan & { readonly content: PlanContent },
) =>
  tx
    .insertInto('change_plan')
    .values({
      account_id: accountId,
      change_id: changeId,
      version,
      content: JSON.stringify(content),
      written_by: writtenBy,
      written_at: new Date(writtenAt),
    })
    .execute()
