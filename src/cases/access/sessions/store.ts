import type { Tx } from '../../../db/scope.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import type { Instant } from '../../../lib/time.ts'
import type { Level, Session } from '../access.ts'

export async function listSessions(tx: Tx, accountId: string, caseId: string): Promise<readonly Session[]> {
  const rows = await tx
    .selectFrom('case_session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accessId: row.access_id,
    caseId: row.case_id,
    number: row.number,
    level: row.level as Level,
    engineer: row.engineer,
    engineerId: row.engineer_id,
    location: row.location,
    exception: row.exception,
    joinHow: row.join_how,
    announcedAt: row.announced_at,
    announcedFor: row.announced_for,
    announcedTo: row.announced_to,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by as Session['endedBy'],
    done: row.done,
  }))
}

export const insertSession = (tx: Tx, accountId: string, given: Omit<Session, 'startedAt' | 'endedAt' | 'endedBy' | 'done'>) =>
  tx
    .insertInto('case_session')
    .values({
      account_id: accountId,
      id: given.id,
      access_id: given.accessId,
      case_id: given.caseId,
      number: given.number,
      level: given.level,
      engineer: given.engineer,
      engineer_id: given.engineerId,
      location: given.location,
      exception: maskText(given.exception),
      join_how: maskText(given.joinHow),
      announced_at: new Date(given.announcedAt),
      announced_for: new Date(given.announcedFor),
      announced_to: [...given.announcedTo],
    })
    .execute()

/** The unique index lets no engineer have two that run, whoever the customers are. */
export const startSession = (tx: Tx, accountId: string, id: string, at: Instant) =>
  tx
    .updateTable('case_session')
    .set({ started_at: new Date(at) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const endSession = (tx: Tx, accountId: string, id: string, at: Instant, endedBy: NonNullable<Session['endedBy']>, done: string) =>
  tx
    .updateTable('case_session')
    .set({ ended_at: new Date(at), ended_by: endedBy, done: maskText(done) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** What was done is said after a session that was cut off. */
export const reportSession = (tx: Tx, accountId: string, id: string, done: string) =>
  tx
    .updateTable('case_session')
    .set({ done: maskText(done) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('done', '=', '')
    .execute()

/** Whether an engineer is in a session now. Asked across accounts: works in the provider's scope. */
export async function runsFor(tx: Tx, engineerId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('case_session')
    .select('id')
    .where('engineer_id', '=', engineerId)
    .where('started_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export type Observer = { readonly sessionId: string; readonly name: string; readonly saidBy: string; readonly at: Instant }

export async function listObservers(tx: Tx, accountId: string, sessionIds: readonly string[]): Promise<readonly Observer[]> {
  if (sessionIds.length === 0) return []
  const rows = await tx
    .selectFrom('case_session_observer')
    .select(['session_id as sessionId', 'name', 'said_by as saidBy', 'at'])
    .where('account_id', '=', accountId)
    .where('session_id', 'in', [...sessionIds])
    .orderBy('at')
    .execute()
  return rows
}

/** @returns false when that name stands there already */
export async function insertObserver(tx: Tx, accountId: string, { sessionId, name, saidBy, at }: Observer): Promise<boolean> {
  const rows = await tx
    .insertInto('case_session_observer')
    .values({ account_id: accountId, session_id: sessionId, name, said_by: saidBy, at: new Date(at) })
    .onConflict((on) => on.doNothing())
    .returning('name')
    .execute()
  return rows.length > 0
}
