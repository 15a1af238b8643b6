import type { Tx } from '../../db/scope.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import type { Access, Level } from './access.ts'

export async function listAccess(
  tx: Tx,
  accountId: string,
  which: { readonly caseId: string } | { readonly id: string },
): Promise<readonly Access[]> {
  const query = tx.selectFrom('case_access').selectAll().where('account_id', '=', accountId)
  const rows = await ('id' in which ? query.where('id', '=', which.id) : query.where('case_id', '=', which.caseId))
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    level: row.level as Level,
    environment: row.environment,
    devices: row.devices,
    reason: row.reason as Access['reason'],
    why: row.why,
    wantedFrom: row.wanted_from,
    wantedTo: row.wanted_to,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    state: row.state as Access['state'],
    grant:
      row.granted_level === null || row.from_at === null || row.to_at === null
        ? null
        : { level: row.granted_level as Level, from: row.from_at, to: row.to_at },
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    answer: row.answer,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
    endedWhy: row.ended_why,
  }))
}

export const insertAccess = (
  tx: Tx,
  accountId: string,
  askedById: string,
  given: Pick<
    Access,
    'id' | 'caseId' | 'number' | 'level' | 'environment' | 'devices' | 'reason' | 'why' | 'wantedFrom' | 'wantedTo' | 'askedBy' | 'askedAt'
  >,
) =>
  tx
    .insertInto('case_access')
    .values({
      account_id: accountId,
      id: given.id,
      case_id: given.caseId,
      number: given.number,
      level: given.level,
      environment: maskText(given.environment),
      devices: [...given.devices],
      reason: given.reason,
      why: maskText(given.why),
      wanted_from: new Date(given.wantedFrom),
      wanted_to: new Date(given.wantedTo),
      asked_by: given.askedBy,
      asked_by_id: askedById,
      asked_at: new Date(given.askedAt),
      state: 'asked',
    })
    .execute()

type Answer = { readonly by: string; readonly at: Instant; readonly text: string }

/** Keeps the answer of the customer. */
export const answerAccess = (tx: Tx, accountId: string, id: string, grant: Access['grant'], { by, at, text }: Answer) =>
  tx
    .updateTable('case_access')
    .set({
      state: grant ? 'granted' : 'declined',
      granted_level: grant?.level ?? null,
      from_at: grant ? new Date(grant.from) : null,
      to_at: grant ? new Date(grant.to) : null,
      answered_by: by,
      answered_at: new Date(at),
      answer: maskText(text),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Ends a grant, or takes a request back. */
export const endAccess = (tx: Tx, accountId: string, id: string, state: 'revoked' | 'ended' | 'withdrawn', { by, at, text }: Answer) =>
  tx
    .updateTable('case_access')
    .set({ state, ended_by: by, ended_at: new Date(at), ended_why: maskText(text) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
