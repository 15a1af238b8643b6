import type { Tx } from '../../db/scope.ts'
import type { LocalDate } from '../../lib/time.ts'

/** The firm of an engineer, for a time. Kept with the provider: no customer sees it. */
export type Firm = {
  readonly id: string
  readonly engineerId: string
  readonly partnerId: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
  readonly madeBy: string
}

/** Of all engineers, or of some. */
export const listFirms = (tx: Tx, providerId: string, engineerIds?: readonly string[]): Promise<readonly Firm[]> => {
  let query = tx
    .selectFrom('engineer_firm')
    .select([
      'id',
      'engineer_id as engineerId',
      'partner_id as partnerId',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'made_by as madeBy',
    ])
    .where('account_id', '=', providerId)
  if (engineerIds !== undefined) query = query.where('engineer_id', 'in', engineerIds)
  return query.orderBy('starts_on', 'desc').limit(1000).execute()
}

export const insertFirm = (tx: Tx, providerId: string, { id, engineerId, partnerId, startsOn, endsOn, madeBy }: Firm) =>
  tx
    .insertInto('engineer_firm')
    .values({
      account_id: providerId,
      id,
      engineer_id: engineerId,
      partner_id: partnerId,
      starts_on: startsOn,
      ends_on: endsOn,
      made_by: madeBy,
    })
    .execute()

/** Ends the firm that an engineer belongs to before another one begins. */
export const endFirms = (tx: Tx, providerId: string, engineerId: string, endsOn: LocalDate) =>
  tx
    .updateTable('engineer_firm')
    .set((eb) => ({ ends_on: eb.fn<string>('greatest', [eb.ref('starts_on'), eb.val(endsOn)]) }))
    .where('account_id', '=', providerId)
    .where('engineer_id', '=', engineerId)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', endsOn)]))
    .execute()

/** Who performs a part of a contract. Kept with the provider as well. */
export type Performer = {
  readonly id: string
  readonly customerId: string
  readonly contractId: string
  readonly part: string
  readonly engineerId: string
  readonly engineerName: string
  readonly partnerId: string | null
  readonly startsOn: LocalDate
  readonly madeBy: string
}

export const listPerformers = (tx: Tx, providerId: string, contractId: string): Promise<readonly Performer[]> =>
  tx
    .selectFrom('part_performer')
    .select([
      'id',
      'customer_id as customerId',
      'contract_id as contractId',
      'part',
      'engineer_id as engineerId',
      'engineer_name as engineerName',
      'partner_id as partnerId',
      'starts_on as startsOn',
      'made_by as madeBy',
    ])
    .where('account_id', '=', providerId)
    .where('contract_id', '=', contractId)
    .where('ended_on', 'is', null)
    .orderBy('part')
    .execute()

export async function putPerformer(tx: Tx, providerId: string, row: Performer): Promise<void> {
  await tx
    .updateTable('part_performer')
    .set({ ended_on: row.startsOn })
    .where('account_id', '=', providerId)
    .where('contract_id', '=', row.contractId)
    .where('part', '=', row.part)
    .where('ended_on', 'is', null)
    .execute()
  await tx
    .insertInto('part_performer')
    .values({
      account_id: providerId,
      id: row.id,
      customer_id: row.customerId,
      contract_id: row.contractId,
      part: row.part,
      engineer_id: row.engineerId,
      engineer_name: row.engineerName,
      partner_id: row.partnerId,
      starts_on: row.startsOn,
      made_by: row.madeBy,
    })
    .execute()
}
