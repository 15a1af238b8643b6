import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Enquiry } from './enquiry.ts'

export const insertEnquiry = (tx: Tx, accountId: string, given: Omit<Enquiry, 'answer' | 'documentId' | 'answeredBy' | 'answeredAt'>) =>
  tx
    .insertInto('software_enquiry')
    .values({
      account_id: accountId,
      id: given.id,
      number: given.number,
      device_id: given.deviceId,
      act: given.act,
      text: given.text,
      asked_by: given.askedBy,
      asked_by_id: given.askedById,
      asked_at: new Date(given.askedAt),
      decision_id: given.decisionId,
    })
    .execute()

export async function listEnquiries(
  tx: Tx,
  accountId: string,
  which: { readonly deviceIds: readonly string[] } | { readonly number: string },
): Promise<readonly Enquiry[]> {
  if ('deviceIds' in which && which.deviceIds.length === 0) return []
  const all = tx.selectFrom('software_enquiry').selectAll().where('account_id', '=', accountId)
  const rows = await ('number' in which
    ? all.where('number', '=', which.number).forUpdate()
    : all
        .where('device_id', 'in', [...which.deviceIds])
        .orderBy('asked_at', 'desc')
        .limit(200)
  ).execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    deviceId: row.device_id,
    act: row.act,
    text: row.text,
    askedBy: row.asked_by,
    askedById: row.asked_by_id,
    askedAt: row.asked_at,
    decisionId: row.decision_id,
    answer: row.answer,
    documentId: row.document_id,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
  }))
}

export const answerEnquiry = (
  tx: Tx,
  accountId: string,
  id: string,
  given: { readonly answer: string; readonly documentId: string | null; readonly by: string; readonly at: Instant },
) =>
  tx
    .updateTable('software_enquiry')
    .set({ answer: given.answer, document_id: given.documentId, answered_by: given.by, answered_at: new Date(given.at) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
