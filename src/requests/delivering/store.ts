import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Deliverable, Paper, Promised } from '../promised.ts'

export const listDeliverables = async (tx: Tx, accountId: string, requestId: string): Promise<readonly Deliverable[]> =>
  (await tx
    .selectFrom('request_deliverable')
    .select(['code', 'title', 'clauses', 'due_on as dueOn', 'waived_by as waivedBy', 'waived_why as waivedWhy'])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('due_on')
    .orderBy('code')
    .execute()) as never

/** Writes what is promised; what was promised before gets its new day, and its number among more of them. */
export const putDeliverables = (tx: Tx, accountId: string, requestId: string, promised: readonly Promised[]) =>
  tx
    .insertInto('request_deliverable')
    .values(
      promised.map(({ code, title, clauses, dueOn }) => ({
        account_id: accountId,
        request_id: requestId,
        code,
        title,
        clauses: [...clauses],
        due_on: dueOn,
      })),
    )
    .onConflict((on) =>
      on
        .columns(['account_id', 'request_id', 'code'])
        .doUpdateSet((eb) => ({ title: eb.ref('excluded.title'), due_on: eb.ref('excluded.due_on') })),
    )
    .execute()

export const waiveDeliverable = (tx: Tx, accountId: string, requestId: string, code: string, by: string, why: string) =>
  tx
    .updateTable('request_deliverable')
    .set({ waived_by: by, waived_why: why })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('code', '=', code)
    .execute()

export const listPapers = async (tx: Tx, accountId: string, requestId: string): Promise<readonly Paper[]> =>
  (await tx
    .selectFrom('request_paper as p')
    .leftJoin('document as d', (join) => join.onRef('d.account_id', '=', 'p.account_id').onRef('d.id', '=', 'p.document_id'))
    .select([
      'p.code',
      'p.version',
      'p.text',
      'p.document_id as documentId',
      'd.name as documentName',
      'p.review',
      'p.language',
      'p.sha256',
      'p.sent_by as sentBy',
      'p.sent_at as sentAt',
      'p.sign_by as signBy',
      'p.signed_by as signedBy',
      'p.signed_at as signedAt',
      'p.outcome',
      'p.reason',
    ])
    .where('p.account_id', '=', accountId)
    .where('p.request_id', '=', requestId)
    .orderBy('p.code')
    .orderBy('p.version', 'desc')
    .execute()) as never

export const insertPaper = (
  tx: Tx,
  accountId: string,
  requestId: string,
  paper: Pick<Paper, 'code' | 'version' | 'text' | 'documentId' | 'review' | 'language' | 'sha256' | 'sentBy' | 'sentAt' | 'signBy'>,
) =>
  tx
    .insertInto('request_paper')
    .values({
      account_id: accountId,
      request_id: requestId,
      code: paper.code,
      version: paper.version,
      text: paper.text,
      document_id: paper.documentId,
      review: paper.review,
      language: paper.language,
      sha256: paper.sha256,
      sent_by: paper.sentBy,
      sent_at: new Date(paper.sentAt),
      sign_by: paper.signBy,
    })
    .execute()

export const signPaper = (
  tx: Tx,
  accountId: string,
  requestId: string,
  { code, version }: Pick<Paper, 'code' | 'version'>,
  given: { readonly by: string; readonly at: Instant; readonly outcome: 'accepted' | 'rejected'; readonly reason: string },
) =>
  tx
    .updateTable('request_paper')
    .set({ signed_by: given.by, signed_at: new Date(given.at), outcome: given.outcome, reason: given.reason })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('code', '=', code)
    .where('version', '=', version)
    .execute()
