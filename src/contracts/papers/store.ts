import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Paper, PaperOffer } from './paper.ts'

/** Every version of every paper of a contract. */
export async function listPapers(tx: Tx, accountId: string, contractId: string): Promise<readonly Paper[]> {
  const rows = await tx
    .selectFrom('contract_paper')
    .innerJoin('document', (join) =>
      join.onRef('document.account_id', '=', 'contract_paper.account_id').onRef('document.id', '=', 'contract_paper.document_id'),
    )
    .selectAll('contract_paper')
    .select(['document.name', 'document.sha256'])
    .where('contract_paper.account_id', '=', accountId)
    .where('contract_paper.contract_id', '=', contractId)
    .orderBy('contract_paper.code')
    .orderBy('contract_paper.version')
    .execute()
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    documentId: row.document_id,
    documentName: row.name,
    sha256: row.sha256,
    note: row.note,
    addedBy: row.added_by,
    addedAt: row.added_at,
    vendorAgreedBy: row.vendor_agreed_by,
    vendorAgreedOn: row.vendor_agreed_on,
    customerAgreedBy: row.customer_agreed_by,
    customerAgreedOn: row.customer_agreed_on,
    outdatedBy: row.outdated_by,
    outdatedOn: row.outdated_on,
    outdatedWhy: row.outdated_why,
  }))
}

export const insertPaper = (
  tx: Tx,
  accountId: string,
  contractId: string,
  given: Pick<Paper, 'code' | 'version' | 'documentId' | 'note' | 'addedBy' | 'addedAt'>,
) =>
  tx
    .insertInto('contract_paper')
    .values({
      account_id: accountId,
      contract_id: contractId,
      code: given.code,
      version: given.version,
      document_id: given.documentId,
      note: given.note,
      added_by: given.addedBy,
      added_at: new Date(given.addedAt),
    })
    .execute()

type Which = { readonly contractId: string; readonly code: string; readonly version: number }

export const agreePaper = (
  tx: Tx,
  accountId: string,
  { contractId, code, version }: Which,
  { side, by, on }: { readonly side: 'vendor' | 'customer'; readonly by: string; readonly on: LocalDate },
) =>
  tx
    .updateTable('contract_paper')
    .set(side === 'vendor' ? { vendor_agreed_by: by, vendor_agreed_on: on } : { customer_agreed_by: by, customer_agreed_on: on })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('code', '=', code)
    .where('version', '=', version)
    .execute()

export const outdatePaper = (
  tx: Tx,
  accountId: string,
  { contractId, code, version }: Which,
  { by, on, why }: { readonly by: string; readonly on: LocalDate; readonly why: string },
) =>
  tx
    .updateTable('contract_paper')
    .set({ outdated_by: by, outdated_on: on, outdated_why: why })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('code', '=', code)
    .where('version', '=', version)
    .execute()

export async function listOffers(tx: Tx, accountId: string, contractId: string): Promise<readonly PaperOffer[]> {
  const rows = await tx
    .selectFrom('paper_offer')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('code')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    code: row.code,
    seq: row.seq,
    what: row.what,
    amount: Number(row.amount),
    currency: row.currency,
    offeredBy: row.offered_by,
    offeredAt: row.offered_at,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
  }))
}

export const insertOffer = (tx: Tx, accountId: string, contractId: string, given: Omit<PaperOffer, 'acceptedBy' | 'acceptedAt'>) =>
  tx
    .insertInto('paper_offer')
    .values({
      account_id: accountId,
      contract_id: contractId,
      code: given.code,
      seq: given.seq,
      what: given.what,
      amount: given.amount,
      currency: given.currency,
      offered_by: given.offeredBy,
      offered_at: new Date(given.offeredAt),
    })
    .execute()

export const acceptOffer = (
  tx: Tx,
  accountId: string,
  contractId: string,
  { code, seq, by, at }: { readonly code: string; readonly seq: number; readonly by: string; readonly at: Instant },
) =>
  tx
    .updateTable('paper_offer')
    .set({ accepted_by: by, accepted_at: new Date(at) })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('code', '=', code)
    .where('seq', '=', seq)
    .execute()
