import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { LoanEvent, LoanEventKind } from './loan.ts'

/** What is lent and where it stands; what became of it are its events. */
export type Loan = {
  readonly id: string
  readonly contractId: string
  readonly engagementId: string | null
  readonly serial: string
  readonly what: string
  readonly purpose: string
  readonly siteId: string
  readonly site: string
  readonly zone: string
  readonly contact: string
  readonly at: Instant
  readonly actor: string
}

export const insertLoan = (tx: Tx, accountId: string, loan: Omit<Loan, 'site' | 'zone'>) =>
  tx
    .insertInto('duty_loan')
    .values({
      account_id: accountId,
      id: loan.id,
      contract_id: loan.contractId,
      engagement_id: loan.engagementId,
      serial: loan.serial,
      what: loan.what,
      purpose: loan.purpose,
      site_id: loan.siteId,
      contact: loan.contact,
      at: new Date(loan.at),
      actor: loan.actor,
    })
    .execute()

/** Loans of an account, newest first. */
export async function listLoans(tx: Tx, accountId: string): Promise<readonly Loan[]> {
  const rows = await tx
    .selectFrom('duty_loan as l')
    .innerJoin('site as s', (join) => join.onRef('s.account_id', '=', 'l.account_id').onRef('s.id', '=', 'l.site_id'))
    .selectAll('l')
    .select(['s.name as site', 's.zone'])
    .where('l.account_id', '=', accountId)
    .orderBy('l.at', 'desc')
    .orderBy('l.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contractId: row.contract_id,
    engagementId: row.engagement_id,
    serial: row.serial,
    what: row.what,
    purpose: row.purpose,
    siteId: row.site_id,
    site: row.site,
    zone: row.zone,
    contact: row.contact,
    at: Number(row.at),
    actor: row.actor,
  }))
}

/** Writes the next event of a loan whose contract's duties are held. */
export async function insertLoanEvent(tx: Tx, accountId: string, loanId: string, event: Omit<LoanEvent, 'seq'>): Promise<void> {
  const { last } = await tx
    .selectFrom('duty_loan_event')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('account_id', '=', accountId)
    .where('loan_id', '=', loanId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('duty_loan_event')
    .values({
      account_id: accountId,
      id: event.id,
      loan_id: loanId,
      seq: (last ?? 0) + 1,
      kind: event.kind,
      at: new Date(event.at),
      happened_at: new Date(event.happenedAt),
      on_day: event.on,
      actor: event.actor,
      text: event.text,
      amount: event.money?.amount ?? null,
      currency: event.money?.currency ?? null,
      incident: event.incident,
      refers_to: event.refersTo,
    })
    .execute()
}

/** What happened to the loans of an account, by the id of the loan. */
export async function listLoanEvents(tx: Tx, accountId: string): Promise<ReadonlyMap<string, readonly LoanEvent[]>> {
  const rows = await tx
    .selectFrom('duty_loan_event')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('loan_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({
      loanId: row.loan_id,
      id: row.id,
      seq: row.seq,
      kind: row.kind as LoanEventKind,
      at: Number(row.at),
      happenedAt: Number(row.happened_at),
      on: row.on_day,
      actor: row.actor,
      text: row.text,
      money: row.amount === null || row.currency === null ? null : { amount: String(row.amount), currency: row.currency },
      incident: row.incident as LoanEvent['incident'],
      refersTo: row.refers_to,
    })),
    ({ loanId }) => loanId,
  )
}
