import { instant, type Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { EscalationRequest, Severity } from './request.ts'

export type { EscalationRequest, Severity } from './request.ts'

export type NewRequest = Omit<
  EscalationRequest,
  'account' | 'caseNumber' | 'summary' | 'priority' | 'ownerId' | 'ownerName' | 'state' | 'endedAt' | 'signedBy' | 'signedAt' | 'version'
>

export const insertRequest = (tx: Tx, row: NewRequest) =>
  tx
    .insertInto('escalation_request')
    .values({
      account_id: row.accountId,
      id: row.id,
      number: row.number,
      case_id: row.caseId,
      severity: row.severity,
      reason: maskText(row.reason),
      level: row.level,
      lead: row.lead,
      raised_at: new Date(row.raisedAt),
      raised_by: row.raisedBy,
      raised_side: row.raisedSide,
      requester_id: row.requesterId,
      report_hours: row.reportHours,
      report_due_at: new Date(row.reportDueAt),
      watched_at: new Date(row.watchedAt),
      state: 'open',
      overseen: row.overseen,
    })
    .execute()

export type RequestChange = Partial<{
  severity: Severity
  level: number
  lead: EscalationRequest['lead']
  owner_id: string | null
  owner_name: string | null
  report_hours: number
  report_due_at: Date
  watched_at: Date
  state: EscalationRequest['state']
  ended_at: Date
  signed_by: string
  signed_at: Date
}>

export const updateRequest = (tx: Tx, accountId: string, id: string, change: RequestChange) =>
  tx
    .updateTable('escalation_request')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

const requests = (tx: Tx) =>
  tx
    .selectFrom('escalation_request as q')
    .innerJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'q.account_id').onRef('c.id', '=', 'q.case_id'))
    .innerJoin('account as a', 'a.id', 'q.account_id')
    .selectAll('q')
    .select(['c.number as case_number', 'c.summary', 'c.priority', 'a.code'])

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const fromRow = (row: Row): EscalationRequest => ({
  id: row.id,
  accountId: row.account_id,
  account: row.code,
  number: row.number,
  caseId: row.case_id,
  caseNumber: row.case_number,
  summary: row.summary,
  priority: row.priority,
  severity: row.severity as Severity,
  reason: row.reason,
  level: row.level,
  lead: row.lead as 'desk',
  raisedAt: row.raised_at,
  raisedBy: row.raised_by,
  raisedSide: row.raised_side as 'customer',
  requesterId: row.requester_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  reportHours: row.report_hours,
  reportDueAt: row.report_due_at,
  watchedAt: row.watched_at,
  state: row.state as 'open',
  endedAt: row.ended_at,
  overseen: row.overseen,
  signedBy: row.signed_by,
  signedAt: row.signed_at,
  version: row.version,
})

export async function findRequest(
  tx: Tx,
  accountId: string,
  by: { number: string } | { id: string },
): Promise<EscalationRequest | undefined> {
  const query = requests(tx).where('q.account_id', '=', accountId)
  const row = await ('number' in by ? query.where('q.number', '=', by.number) : query.where('q.id', '=', by.id)).executeTakeFirst()
  return row && fromRow(row)
}

export type RequestFilter = {
  readonly accountIds?: readonly string[] | undefined
  readonly caseId?: string | undefined
  readonly state?: 'open' | 'done' | 'withdrawn' | undefined
  readonly ownerId?: string | undefined
  readonly requesterId?: string | undefined
  readonly before?: readonly [number, string] | undefined
  readonly limit: number
}

/** Newest first. */
export async function listRequests(tx: Tx, filter: RequestFilter): Promise<readonly EscalationRequest[]> {
  let query = requests(tx)
  if (filter.accountIds) query = query.where('q.account_id', 'in', [...filter.accountIds])
  if (filter.caseId) query = query.where('q.case_id', '=', filter.caseId)
  if (filter.state) query = query.where('q.state', '=', filter.state)
  if (filter.ownerId) query = query.where('q.owner_id', '=', filter.ownerId)
  if (filter.requesterId) query = query.where('c.requester_id', '=', filter.requesterId)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('q.raised_at', '<', instant(at)), eb.and([eb('q.raised_at', '=', instant(at)), eb('q.id', '<', id)])]),
    )
  }
  return (await query.orderBy('q.raised_at', 'desc').orderBy('q.id', 'desc').limit(filter.limit).execute()).map(fromRow)
}
