import { sql } from 'kysely'
import type { Priority } from '../catalog/offering.ts'
import type { Tx } from '../db/scope.ts'
import { maskText } from '../lib/secrets/mask.ts'
import type { Instant } from '../lib/time.ts'
import type { Case, CaseTerms } from './case.ts'
import { takeApart } from './secrets/apart.ts'
import { insertMasked } from './secrets/store.ts'
import type { CaseState } from './states.ts'
import type { CaseEvent, CaseEventBody } from './timeline.ts'

export type { Case } from './case.ts'

export type NewCase = Pick<
  Case,
  | 'id'
  | 'number'
  | 'kind'
  | 'summary'
  | 'deviceId'
  | 'offering'
  | 'decisionId'
  | 'priority'
  | 'channel'
  | 'queue'
  | 'customerReference'
  | 'requesterId'
  | 'reportedAt'
  | 'createdAt'
  | 'terms'
  | 'dueAt'
  | 'alarmAt'
  | 'response'
> & { readonly contractId: string | null; readonly words: readonly string[] }

export const insertCase = (tx: Tx, accountId: string, row: NewCase) =>
  tx
    .insertInto('support_case')
    .values({
      account_id: accountId,
      id: row.id,
      number: row.number,
      kind: row.kind,
      summary: row.summary,
      device_id: row.deviceId,
      contract_id: row.contractId,
      offering: row.offering,
      decision_id: row.decisionId,
      priority: row.priority,
      channel: row.channel,
      queue: row.queue,
      state: 'new',
      customer_reference: row.customerReference,
      requester_id: row.requesterId,
      reported_at: new Date(row.reportedAt),
      created_at: new Date(row.createdAt),
      updated_at: new Date(row.createdAt),
      terms: JSON.stringify(row.terms),
      due_at: row.dueAt === null ? null : new Date(row.dueAt),
      alarm_at: row.alarmAt === null ? null : new Date(row.alarmAt),
      response: row.response,
      steps_done: '[]',
      search: lexemes(row.words),
      last_event: 1,
    })
    .execute()

/** @param also what was written with it and is masked elsewhere, as it was: parts of the row */
export const insertFirstEvent = (
  tx: Tx,
  accountId: string,
  caseId: string,
  event: Omit<CaseEvent, 'seq' | 'kind'>,
  also: Readonly<Record<string, string>> = {},
) => insertEvent(tx, accountId, caseId, 1, event, also)

/** Every event is written here, and none with a secret that could be seen: the history holds the masked text, another table the raw one. */
async function insertEvent(
  tx: Tx,
  accountId: string,
  caseId: string,
  seq: number,
  event: Omit<CaseEvent, 'seq' | 'kind'>,
  also: Readonly<Record<string, string>> = {},
) {
  const { shown, raw, kinds } = takeApart({ ...also, ...event.body })
  const body = Object.fromEntries(Object.entries(shown).filter(([part]) => !(part in also)))
  const written = tx
    .insertInto('case_event')
    .values({
      account_id: accountId,
      case_id: caseId,
      seq,
      kind: event.body.kind,
      visibility: event.visibility,
      at: new Date(event.at),
      logged_at: new Date(event.loggedAt),
      actor: event.actor,
      actor_name: event.actorName,
      body: JSON.stringify(body),
    })
    .execute()
  await Promise.all([written, raw && insertMasked(tx, accountId, caseId, seq, { kinds, raw })])
}

export type CaseChange = Partial<{
  state: CaseState
  priority: Priority
  owner_id: string | null
  owner_name: string | null
  customer_reference: string
  closed_at: Date | null
  due_at: Date | null
  alarm_at: Date | null
  steps_done: string
  responded_at: Date | null
  response: string
  miss_explained: boolean
  escalated_at: Date | null
  queue: string
}>

/** Appends to a case's history and changes its row with it; the row lock orders what is written at once. */
export async function appendEvent(
  tx: Tx,
  accountId: string,
  caseId: string,
  event: Omit<CaseEvent, 'seq' | 'kind'>,
  change: CaseChange = {},
): Promise<number> {
  const row = await tx
    .updateTable('support_case')
    .set((eb) => ({
      ...change,
      ...(change.customer_reference === undefined ? {} : { customer_reference: maskText(change.customer_reference) }),
      last_event: eb('last_event', '+', 1),
      version: eb('version', '+', 1),
      updated_at: new Date(event.loggedAt),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', caseId)
    .returning('last_event')
    .executeTakeFirstOrThrow()
  await insertEvent(tx, accountId, caseId, row.last_event, event)
  return row.last_event
}

/** Words as the index keeps them. */
const lexemes = (words: readonly string[]) => sql<string>`array_to_tsvector(${[...words]}::text[])`

/** Adds words of an event to what a search finds. */
export const addToSearch = (tx: Tx, accountId: string, caseId: string, words: readonly string[]) =>
  tx
    .updateTable('support_case')
    .set({ search: sql<string>`search || ${lexemes(words)}` })
    .where('account_id', '=', accountId)
    .where('id', '=', caseId)
    .execute()

/** Keeps the spelling of words of the account, in one order, so that two writers never wait for each other crosswise. */
export const keepWords = (tx: Tx, accountId: string, words: readonly string[]) =>
  sql`insert into case_word (account_id, word)
    select ${accountId}::uuid, word from unnest(${[...words].sort()}::text[]) as word on conflict do nothing`.execute(tx)

export const changeCase = (tx: Tx, accountId: string, caseId: string, change: CaseChange) =>
  tx.updateTable('support_case').set(change).where('account_id', '=', accountId).where('id', '=', caseId).execute()

/** Cases with the names of what they are about. */
export const casesWithNames = (tx: Tx) =>
  tx
    .selectFrom('support_case as c')
    .innerJoin('account as a', 'a.id', 'c.account_id')
    .leftJoin('device as d', (join) => join.onRef('d.account_id', '=', 'c.account_id').onRef('d.id', '=', 'c.device_id'))
    .leftJoin('contract as k', (join) => join.onRef('k.account_id', '=', 'c.account_id').onRef('k.id', '=', 'c.contract_id'))
    .leftJoin('person as r', (join) => join.onRef('r.account_id', '=', 'c.account_id').onRef('r.id', '=', 'c.requester_id'))
    .select([
      'c.id',
      'c.account_id',
      'a.code',
      'a.name as account_name',
      'c.number',
      'c.kind',
      'c.summary',
      'c.device_id',
      'd.serial',
      'd.product',
      'k.number as contract',
      'c.offering',
      'c.decision_id',
      'c.priority',
      'c.channel',
      'c.queue',
      'c.state',
      'c.customer_reference',
      'c.requester_id',
      'r.name as requester_name',
      'r.email as requester_email',
      'r.phone as requester_phone',
      'c.owner_id',
      'c.owner_name',
      'c.reported_at',
      'c.created_at',
      'c.updated_at',
      'c.terms',
      'c.due_at',
      'c.alarm_at',
      'c.steps_done',
      'c.responded_at',
      'c.response',
      'c.escalated_at',
      'c.closed_at',
      'c.version',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof casesWithNames>['execute']>>[number]

export const caseOf = (row: Row): Case => ({
  id: row.id,
  accountId: row.account_id,
  accountCode: row.code,
  accountName: row.account_name,
  number: row.number,
  kind: row.kind as Case['kind'],
  summary: row.summary,
  deviceId: row.device_id,
  serial: row.serial,
  product: row.product,
  contract: row.contract,
  offering: row.offering,
  decisionId: row.decision_id,
  priority: row.priority as Priority,
  channel: row.channel as Case['channel'],
  queue: row.queue as Case['queue'],
  state: row.state as CaseState,
  customerReference: row.customer_reference,
  requesterId: row.requester_id,
  requesterName: row.requester_name,
  requesterEmail: row.requester_email,
  requesterPhone: row.requester_phone,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  reportedAt: row.reported_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  terms: row.terms as CaseTerms,
  dueAt: row.due_at,
  alarmAt: row.alarm_at,
  stepsDone: row.steps_done as unknown as Case['stepsDone'],
  respondedAt: row.responded_at,
  response: row.response as Case['response'],
  escalatedAt: row.escalated_at,
  closedAt: row.closed_at,
  version: row.version,
})

export async function findCase(tx: Tx, accountId: string, by: { number: string } | { id: string }): Promise<Case | undefined> {
  const query = casesWithNames(tx).where('c.account_id', '=', accountId)
  const row = await ('number' in by ? query.where('c.number', '=', by.number) : query.where('c.id', '=', by.id)).executeTakeFirst()
  return row && caseOf(row)
}

/** Holds the case's row until the transaction ends: what two people do at once happens one after the other. */
export async function lockCase(tx: Tx, accountId: string, by: { number: string } | { id: string }): Promise<boolean> {
  const query = tx.selectFrom('support_case').select('id').where('account_id', '=', accountId)
  return (
    (await ('number' in by ? query.where('number', '=', by.number) : query.where('id', '=', by.id)).forUpdate().executeTakeFirst()) !==
    undefined
  )
}

export async function listEvents(tx: Tx, accountId: string, caseId: string, publicOnly: boolean): Promise<readonly CaseEvent[]> {
  let query = tx.selectFrom('case_event').selectAll().where('account_id', '=', accountId).where('case_id', '=', caseId)
  if (publicOnly) query = query.where('visibility', '=', 'public')
  const rows = await query.orderBy('seq').execute()
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as CaseEvent['kind'],
    visibility: row.visibility as 'public',
    at: row.at,
    loggedAt: row.logged_at,
    actor: row.actor,
    actorName: row.actor_name,
    body: row.body as CaseEventBody,
  }))
}

export const insertLink = (tx: Tx, accountId: string, caseId: string, otherId: string, kind: string, actor: string, now: Instant) =>
  tx
    .insertInto('case_link')
    .values({ account_id: accountId, case_id: caseId, other_id: otherId, kind, actor, at: new Date(now) })
    .onConflict((on) => on.doNothing())
    .execute()

export async function listLinks(
  tx: Tx,
  accountId: string,
  caseId: string,
): Promise<readonly { number: string; summary: string; kind: string; state: string }[]> {
  const rows = await tx
    .selectFrom('case_link')
    .innerJoin('support_case as o', (join) =>
      join
        .onRef('o.account_id', '=', 'case_link.account_id')
        .on((eb) =>
          eb.or([
            eb.and([eb('case_link.case_id', '=', caseId), eb('o.id', '=', eb.ref('case_link.other_id'))]),
            eb.and([eb('case_link.other_id', '=', caseId), eb('o.id', '=', eb.ref('case_link.case_id'))]),
          ]),
        ),
    )
    .select(['o.number', 'o.summary', 'case_link.kind', 'o.state'])
    .where('case_link.account_id', '=', accountId)
    .orderBy('o.number')
    .execute()
  return rows
}
