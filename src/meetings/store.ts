import { instant, type Tx } from '../db/scope.ts'
import type { Instant, LocalDate, Zone } from '../lib/time.ts'
import type { MeetingKind, MeetingState, Side } from './kinds.ts'
import type { Rule } from './occurrences.ts'
import type { Outcome } from './outcome.ts'

export type Series = {
  readonly id: string
  readonly contractId: string
  readonly kind: MeetingKind
  readonly title: string
  readonly clauses: readonly string[]
  readonly rule: Rule
  readonly firstOn: LocalDate
  readonly until: LocalDate
  readonly startTime: string
  readonly minutes: number
  readonly zone: Zone
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  /** From where the provider takes part: a place of policy H12; empty onsite, and where it was never asked. */
  readonly location: string
  readonly leadId: string
  readonly leadName: string
  readonly madeBy: string
  readonly madeAt: Instant
}

const seriesColumns = [
  'id',
  'contract_id as contractId',
  'kind',
  'title',
  'clauses',
  'rule',
  'first_on as firstOn',
  'until',
  'start_time as startTime',
  'minutes',
  'zone',
  'mode',
  'place',
  'statement',
  'location',
  'lead_id as leadId',
  'lead_name as leadName',
  'made_by as madeBy',
  'made_at as madeAt',
] as const

/** @returns false when the contract has a series of the kind already */
export async function insertSeries(tx: Tx, accountId: string, series: Series): Promise<boolean> {
  const row = await tx
    .insertInto('meeting_series')
    .values({
      account_id: accountId,
      id: series.id,
      contract_id: series.contractId,
      kind: series.kind,
      title: series.title,
      clauses: [...series.clauses],
      rule: JSON.stringify(series.rule),
      first_on: series.firstOn,
      until: series.until,
      start_time: series.startTime,
      minutes: series.minutes,
      zone: series.zone,
      mode: series.mode,
      place: series.place,
      statement: series.statement,
      location: series.location,
      lead_id: series.leadId,
      lead_name: series.leadName,
      made_by: series.madeBy,
      made_at: new Date(series.madeAt),
    })
    .onConflict((on) => on.columns(['account_id', 'contract_id', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const listSeries = async (tx: Tx, accountId: string): Promise<readonly Series[]> =>
  (await tx
    .selectFrom('meeting_series')
    .select(seriesColumns)
    .where('account_id', '=', accountId)
    .orderBy('made_at')
    .orderBy('id')
    .execute()) as never

/** Series of an account, held until the end of the transaction. */
export const holdSeries = async (tx: Tx, accountId: string): Promise<readonly Series[]> =>
  (await tx
    .selectFrom('meeting_series')
    .select(seriesColumns)
    .where('account_id', '=', accountId)
    .orderBy('id')
    .forUpdate()
    .execute()) as never

export const changeSeries = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { readonly until: LocalDate } | { readonly lead_id: string; readonly lead_name: string },
) => tx.updateTable('meeting_series').set(change).where('account_id', '=', accountId).where('id', '=', id).execute()

export type Meeting = {
  readonly id: string
  readonly accountId: string
  readonly number: string
  readonly kind: MeetingKind
  readonly title: string
  readonly seriesId: string | null
  readonly plannedOn: LocalDate
  readonly contractId: string | null
  readonly aboutKind: string | null
  readonly aboutId: string | null
  readonly startsAt: Instant
  readonly minutes: number
  readonly zone: Zone
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  /** Number of the provider's agreement to other hours; empty where none is needed (MSP-6.c). */
  readonly agreement: string
  /** From where the provider takes part: a place of policy H12; empty onsite, and where it was never asked. */
  readonly location: string
  readonly topics: readonly string[]
  readonly clauses: readonly string[]
  readonly leadId: string | null
  readonly leadName: string
  readonly state: MeetingState
  readonly side: Side | null
  readonly reason: string
  readonly moved: string
  readonly providerInvited: boolean
  readonly outcome: Outcome | null
  readonly sequence: number
  readonly invitedAt: Instant | null
  readonly version: number
  readonly madeAt: Instant
}

const meetingColumns = [
  'id',
  'account_id as accountId',
  'number',
  'kind',
  'title',
  'series_id as seriesId',
  'planned_on as plannedOn',
  'contract_id as contractId',
  'about_kind as aboutKind',
  'about_id as aboutId',
  'starts_at as startsAt',
  'minutes',
  'zone',
  'mode',
  'place',
  'statement',
  'agreement',
  'location',
  'topics',
  'clauses',
  'lead_id as leadId',
  'lead_name as leadName',
  'state',
  'side',
  'reason',
  'moved',
  'provider_invited as providerInvited',
  'outcome',
  'sequence',
  'invited_at as invitedAt',
  'version',
  'made_at as madeAt',
] as const

/** @returns false when the series has its meeting of that day already */
export async function insertMeeting(tx: Tx, meeting: Meeting): Promise<boolean> {
  const row = await tx
    .insertInto('meeting')
    .values({
      account_id: meeting.accountId,
      id: meeting.id,
      number: meeting.number,
      kind: meeting.kind,
      title: meeting.title,
      series_id: meeting.seriesId,
      planned_on: meeting.plannedOn,
      contract_id: meeting.contractId,
      about_kind: meeting.aboutKind,
      about_id: meeting.aboutId,
      starts_at: new Date(meeting.startsAt),
      minutes: meeting.minutes,
      zone: meeting.zone,
      mode: meeting.mode,
      place: meeting.place,
      statement: meeting.statement,
      agreement: meeting.agreement,
      location: meeting.location,
      topics: [...meeting.topics],
      clauses: [...meeting.clauses],
      lead_id: meeting.leadId,
      lead_name: meeting.leadName,
      state: meeting.state,
      side: meeting.side,
      reason: meeting.reason,
      moved: meeting.moved,
      provider_invited: meeting.providerInvited,
      outcome: null,
      sequence: meeting.sequence,
      version: meeting.version,
      made_at: new Date(meeting.madeAt),
    })
    .onConflict((on) => on.columns(['account_id', 'series_id', 'planned_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const found = (row: unknown): Meeting | undefined => row as Meeting | undefined

export const findMeeting = async (tx: Tx, accountId: string, number: string): Promise<Meeting | undefined> =>
  found(
    await tx
      .selectFrom('meeting')
      .select(meetingColumns)
      .where('account_id', '=', accountId)
      .where('number', '=', number)
      .executeTakeFirst(),
  )

/** Held until the end of the transaction: two that change it at once do so one after the other. */
export const holdMeeting = async (tx: Tx, accountId: string, by: { number: string } | { id: string }): Promise<Meeting | undefined> =>
  found(
    await tx
      .selectFrom('meeting')
      .select(meetingColumns)
      .where('account_id', '=', accountId)
      .where('number' in by ? 'number' : 'id', '=', 'number' in by ? by.number : by.id)
      .forUpdate()
      .executeTakeFirst(),
  )

export type MeetingFilter = {
  readonly accountId?: string
  readonly seriesId?: string
  readonly kind?: MeetingKind
  readonly from?: Instant
  readonly before?: Instant
  readonly state?: MeetingState
  readonly ids?: readonly string[]
  readonly newestFirst?: boolean
  readonly limit: number
}

export async function listMeetings(tx: Tx, filter: MeetingFilter): Promise<readonly Meeting[]> {
  if (filter.ids?.length === 0) return []
  let query = tx.selectFrom('meeting').select(meetingColumns)
  if (filter.accountId) query = query.where('account_id', '=', filter.accountId)
  if (filter.seriesId) query = query.where('series_id', '=', filter.seriesId)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.from !== undefined) query = query.where('starts_at', '>=', instant(filter.from))
  if (filter.before !== undefined) query = query.where('starts_at', '<', instant(filter.before))
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.ids) query = query.where('id', 'in', [...filter.ids])
  const order = filter.newestFirst ? 'desc' : 'asc'
  return (await query.orderBy('starts_at', order).orderBy('id', order).limit(filter.limit).execute()) as never
}

export type MeetingChange = Partial<
  Pick<
    Meeting,
    | 'title'
    | 'startsAt'
    | 'minutes'
    | 'zone'
    | 'mode'
    | 'place'
    | 'statement'
    | 'agreement'
    | 'location'
    | 'topics'
    | 'state'
    | 'side'
    | 'reason'
    | 'moved'
    | 'leadId'
    | 'leadName'
    | 'providerInvited'
    | 'outcome'
    | 'sequence'
    | 'invitedAt'
  >
>

export const changeMeeting = (tx: Tx, { accountId, id }: Meeting, change: MeetingChange) =>
  tx
    .updateTable('meeting')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.startsAt === undefined ? {} : { starts_at: new Date(change.startsAt) }),
      ...(change.minutes === undefined ? {} : { minutes: change.minutes }),
      ...(change.zone === undefined ? {} : { zone: change.zone }),
      ...(change.mode === undefined ? {} : { mode: change.mode }),
      ...(change.place === undefined ? {} : { place: change.place }),
      ...(change.statement === undefined ? {} : { statement: change.statement }),
      ...(change.agreement === undefined ? {} : { agreement: change.agreement }),
      ...(change.location === undefined ? {} : { location: change.location }),
      ...(change.topics === undefined ? {} : { topics: [...change.topics] }),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.side === undefined ? {} : { side: change.side }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.moved === undefined ? {} : { moved: change.moved }),
      ...(change.leadId === undefined ? {} : { lead_id: change.leadId }),
      ...(change.leadName === undefined ? {} : { lead_name: change.leadName }),
      ...(change.providerInvited === undefined ? {} : { provider_invited: change.providerInvited }),
      ...(change.outcome === undefined ? {} : { outcome: JSON.stringify(change.outcome) }),
      ...(change.sequence === undefined ? {} : { sequence: change.sequence }),
      ...(change.invitedAt === undefined ? {} : { invited_at: change.invitedAt === null ? null : new Date(change.invitedAt) }),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export type MeetingEvent = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly kind: string
  readonly text: string
}

/** Adds to what happened; the meeting is held by whoever writes. */
export async function insertEvent(tx: Tx, { accountId, id }: Pick<Meeting, 'accountId' | 'id'>, event: Omit<MeetingEvent, 'seq'>) {
  await tx
    .insertInto('meeting_event')
    .values((eb) => ({
      account_id: accountId,
      meeting_id: id,
      seq: eb
        .selectFrom('meeting_event')
        .select((one) => one(one.fn.coalesce(one.fn.max('seq'), one.lit(0)), '+', 1).as('next'))
        .where('account_id', '=', accountId)
        .where('meeting_id', '=', id),
      at: new Date(event.at),
      actor: event.actor,
      kind: event.kind,
      text: event.text.slice(0, 2000),
    }))
    .execute()
}

export const listEvents = async (tx: Tx, { accountId, id }: Pick<Meeting, 'accountId' | 'id'>): Promise<readonly MeetingEvent[]> =>
  tx
    .selectFrom('meeting_event')
    .select(['seq', 'at', 'actor', 'kind', 'text'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()

/** Meetings that somebody is invited to, in every account: works in the scope of whoever may see them. */
export async function meetingsOfPerson(tx: Tx, personId: string, from: Instant, before: Instant): Promise<readonly Meeting[]> {
  const rows = await tx
    .selectFrom('meeting_person')
    .innerJoin('meeting', (join) =>
      join.onRef('meeting.account_id', '=', 'meeting_person.account_id').onRef('meeting.id', '=', 'meeting_person.meeting_id'),
    )
    .select(meetingColumns.map((column) => `meeting.${column}` as const) as never)
    .where('meeting_person.person_id', '=', personId)
    .where('meeting_person.removed', '=', false)
    .where('meeting.starts_at', '>=', instant(from))
    .where('meeting.starts_at', '<', instant(before))
    .where('meeting.state', 'in', ['planned', 'held'])
    .orderBy('meeting.starts_at')
    .limit(500)
    .execute()
  return rows as never
}
