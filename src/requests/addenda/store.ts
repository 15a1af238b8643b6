import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'

/** A supplement to a service description: it changes nothing before both signatures are on it (MSP-7.b3). */
export type Addendum = {
  readonly id: string
  readonly number: string
  readonly contractId: string
  readonly title: string
  readonly text: string
  readonly serials: readonly string[]
  readonly options: readonly string[]
  /** Work that is made for this customer: it waits for a specification that both sides agreed on (MSP-5.q). */
  readonly statementOfWork: boolean
  readonly sha256: string
  readonly writtenBy: string
  readonly writtenAt: Instant
  readonly vendorSignedBy: string | null
  readonly vendorSignedOn: LocalDate | null
  readonly customerSignedBy: string | null
  readonly customerSignedOn: LocalDate | null
}

const addenda = (tx: Tx, accountId: string) =>
  tx
    .selectFrom('addendum')
    .select([
      'id',
      'number',
      'contract_id as contractId',
      'title',
      'text',
      'serials',
      'options',
      'statement_of_work as statementOfWork',
      'sha256',
      'written_by as writtenBy',
      'written_at as writtenAt',
      'vendor_signed_by as vendorSignedBy',
      'vendor_signed_on as vendorSignedOn',
      'customer_signed_by as customerSignedBy',
      'customer_signed_on as customerSignedOn',
    ])
    .where('account_id', '=', accountId)

export const listAddenda = async (tx: Tx, accountId: string, contractId?: string): Promise<readonly Addendum[]> => {
  const query = addenda(tx, accountId)
  return (await (contractId === undefined ? query : query.where('contract_id', '=', contractId))
    .orderBy('written_at', 'desc')
    .limit(200)
    .execute()) as never
}

export const findAddendum = async (tx: Tx, accountId: string, number: string): Promise<Addendum | undefined> =>
  (await addenda(tx, accountId).where('number', '=', number).forUpdate().executeTakeFirst()) as Addendum | undefined

export const insertAddendum = (
  tx: Tx,
  accountId: string,
  row: Omit<Addendum, 'vendorSignedBy' | 'vendorSignedOn' | 'customerSignedBy' | 'customerSignedOn'>,
) =>
  tx
    .insertInto('addendum')
    .values({
      account_id: accountId,
      id: row.id,
      number: row.number,
      contract_id: row.contractId,
      title: row.title,
      text: row.text,
      serials: [...row.serials],
      options: [...row.options],
      statement_of_work: row.statementOfWork,
      sha256: row.sha256,
      written_by: row.writtenBy,
      written_at: new Date(row.writtenAt),
    })
    .execute()

export const signAddendum = (
  tx: Tx,
  accountId: string,
  id: string,
  { side, by, at, on }: { readonly side: 'vendor' | 'customer'; readonly by: string; readonly at: Instant; readonly on: LocalDate },
) =>
  tx
    .updateTable('addendum')
    .set(
      side === 'vendor'
        ? { vendor_signed_by: by, vendor_signed_at: new Date(at), vendor_signed_on: on }
        : { customer_signed_by: by, customer_signed_at: new Date(at), customer_signed_on: on },
    )
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
