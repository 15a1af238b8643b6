import { sql } from 'kysely'
import type { Tx } from '../../../db/scope.ts'
import type { Instant } from '../../../lib/time.ts'
import type { Of } from '../store.ts'
import type { Fate, Severity } from './judge-event.ts'

export type DetectedEvent = {
  readonly id: string
  readonly collectorId: string
  readonly collector: string
  readonly serial: string
  readonly kind: string
  readonly severity: Severity
  readonly at: Instant
  readonly receivedAt: Instant
  readonly text: string
  readonly sentAs: string | null
  readonly fate: Fate
  readonly caseNumber: string | null
  readonly decisionId: string | null
  readonly clauses: readonly string[]
  readonly why: string
}

const chosen = (tx: Tx) =>
  tx
    .selectFrom('automation_event as e')
    .innerJoin('collector as c', (on) => on.onRef('c.account_id', '=', 'e.account_id').onRef('c.id', '=', 'e.collector_id'))
    .leftJoin('support_case as s', (on) => on.onRef('s.account_id', '=', 'e.account_id').onRef('s.id', '=', 'e.case_id'))
    .select([
      'e.id',
      'e.collector_id as collectorId',
      'c.name as collector',
      'e.serial',
      'e.kind',
      'e.severity',
      'e.at',
      'e.received_at as receivedAt',
      'e.text',
      'e.sent_as as sentAs',
      'e.fate',
      's.number as caseNumber',
      'e.decision_id as decisionId',
      'e.clauses',
      'e.why',
    ])

/** Events of a roll-out, the last to arrive first. */
export async function listEvents(
  tx: Tx,
  { accountId, contractId }: Of,
  {
    fate,
    before,
    limit,
  }: { readonly fate?: Fate | undefined; readonly before?: readonly [number, string] | undefined; readonly limit: number },
): Promise<readonly DetectedEvent[]> {
  let query = chosen(tx).where('e.account_id', '=', accountId).where('e.contract_id', '=', contractId)
  if (fate !== undefined) query = query.where('e.fate', '=', fate)
  if (before) query = query.where(sql<boolean>`(e.received_at, e.id) < (${new Date(before[0])}, ${before[1]}::uuid)`)
  return (await query.orderBy('e.received_at', 'desc').orderBy('e.id', 'desc').limit(limit).execute()) as never
}

/** Events that a case is about, the first to happen first. */
export const listOfCase = async (tx: Tx, accountId: string, caseId: string): Promise<readonly DetectedEvent[]> =>
  (await chosen(tx)
    .where('e.account_id', '=', accountId)
    .where('e.case_id', '=', caseId)
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(500)
    .execute()) as never

export const findSent = async (tx: Tx, accountId: string, collectorId: string, sentAs: string): Promise<DetectedEvent | undefined> =>
  (await chosen(tx)
    .where('e.account_id', '=', accountId)
    .where('e.collector_id', '=', collectorId)
    .where('e.sent_as', '=', sentAs)
    .executeTakeFirst()) as never

/** The case of a device and kind, held until the transaction ends: what comes at once comes one after the other. */
export async function holdFault(tx: Tx, accountId: string, deviceId: string, kind: string): Promise<string | null> {
  await tx
    .insertInto('automation_fault')
    .values({ account_id: accountId, device_id: deviceId, kind })
    .onConflict((on) => on.doNothing())
    .execute()
  const held = await tx
    .selectFrom('automation_fault')
    .select('case_id')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return held.case_id
}

export const nameCase = (tx: Tx, accountId: string, deviceId: string, kind: string, caseId: string) =>
  tx
    .updateTable('automation_fault')
    .set({ case_id: caseId })
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', kind)
    .execute()

export const insertEvent = (
  tx: Tx,
  { accountId, contractId }: Of,
  event: Omit<DetectedEvent, 'collector' | 'caseNumber'> & { readonly deviceId: string | null; readonly caseId: string | null },
) =>
  tx
    .insertInto('automation_event')
    .values({
      account_id: accountId,
      id: event.id,
      contract_id: contractId,
      collector_id: event.collectorId,
      serial: event.serial,
      device_id: event.deviceId,
      kind: event.kind,
      severity: event.severity,
      at: new Date(event.at),
      received_at: new Date(event.receivedAt),
      text: event.text,
      sent_as: event.sentAs,
      fate: event.fate,
      case_id: event.caseId,
      decision_id: event.decisionId,
      clauses: [...event.clauses],
      why: event.why,
    })
    .execute()
