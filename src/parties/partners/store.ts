import type { Tx } from '../../db/scope.ts'
import type { LocalDate } from '../../lib/time.ts'

export type Authorisation = {
  readonly kind: string
  readonly territory: readonly string[]
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
}

export const insertAuthorisation = (tx: Tx, partnerId: string, id: string, given: Authorisation) =>
  tx
    .insertInto('partner_authorisation')
    .values({
      account_id: partnerId,
      id,
      kind: given.kind,
      territory: [...given.territory],
      starts_on: given.startsOn,
      ends_on: given.endsOn,
    })
    .execute()

export async function listAuthorisations(tx: Tx, partnerId: string): Promise<readonly Authorisation[]> {
  const rows = await tx.selectFrom('partner_authorisation').selectAll().where('account_id', '=', partnerId).orderBy('starts_on').execute()
  return rows.map((row) => ({ kind: row.kind, territory: row.territory, startsOn: row.starts_on, endsOn: row.ends_on }))
}

export type PartnerLink = {
  readonly customerId: string
  readonly partnerId: string
  readonly kind: string
  readonly seesCases: boolean
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
}

/** A link as it is read, with the zone that its days are counted in: that of the customer. */
export type HeldLink = PartnerLink & { readonly zone: string }

export const insertLink = (tx: Tx, id: string, link: PartnerLink) =>
  tx
    .insertInto('partner_link')
    .values({
      account_id: link.customerId,
      id,
      partner_id: link.partnerId,
      kind: link.kind,
      sees_cases: link.seesCases,
      starts_on: link.startsOn,
      ends_on: link.endsOn,
    })
    .execute()

/** Links of a customer, or of a partner to its customers. */
export async function listLinks(tx: Tx, of: { customerId: string } | { partnerId: string }): Promise<readonly HeldLink[]> {
  const query = tx
    .selectFrom('partner_link as link')
    .innerJoin('account', 'account.id', 'link.account_id')
    .selectAll('link')
    .select('account.zone')
  const rows = await ('customerId' in of
    ? query.where('link.account_id', '=', of.customerId)
    : query.where('link.partner_id', '=', of.partnerId)
  ).execute()
  return rows.map((row) => ({
    customerId: row.account_id,
    partnerId: row.partner_id,
    kind: row.kind,
    seesCases: row.sees_cases,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    zone: row.zone,
  }))
}

export type Qualification = {
  readonly id: string
  readonly offering: string
  readonly outcome: 'qualified' | 'declined'
  readonly decidedBy: string
  readonly decidedOn: LocalDate
  readonly validUntil: LocalDate
  readonly footprint: number | null
  readonly reason: string
}

export const insertQualification = (tx: Tx, accountId: string, given: Qualification) =>
  tx
    .insertInto('qualification')
    .values({
      account_id: accountId,
      id: given.id,
      offering: given.offering,
      outcome: given.outcome,
      decided_by: given.decidedBy,
      decided_on: given.decidedOn,
      valid_until: given.validUntil,
      footprint: given.footprint,
      reason: given.reason,
    })
    .execute()

export async function listQualifications(tx: Tx, accountId: string): Promise<readonly Qualification[]> {
  const rows = await tx
    .selectFrom('qualification')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('decided_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    offering: row.offering,
    outcome: row.outcome as 'qualified',
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    validUntil: row.valid_until,
    footprint: row.footprint,
    reason: row.reason,
  }))
}
