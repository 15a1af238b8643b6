import { sql } from 'kysely'
import { instant, type Tx } from '../db/scope.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { Agreement, OrderDocument, PlacedOrder } from './facts.ts'

/** Who of the provider knows the customer's network, by name and with the place whose hours count (ACP-10.p1). */
export type Advisor = {
  readonly name: string
  readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC'
  readonly zone: string
  /** Left out where the advisor is known by name alone. */
  readonly personId?: string
}

/** What a contract pinned when it was made: a later edition of any of it does not apply by itself (policies B3, B79). */
export type ContractTerms = {
  readonly agreement: Agreement | null
  readonly documents: readonly OrderDocument[]
  readonly method: string
  readonly endUserName: string
  readonly endUserAddress: string
  readonly addendum: PlacedOrder['addendum']
  /** The partner that ordered; absent where the end user did, or nobody is known (policy B54). */
  readonly orderedBy?: { readonly code: string; readonly name: string }
  /** Where the licence text stood on the day of the order; absent where the service names none (ISS-1.p7). */
  readonly licenceText?: { readonly name: string; readonly address: string }
  /** Whose hours count where a policy puts a target on business hours (policies B12, B29). */
  readonly advisor?: Advisor
}

export type Contract = {
  readonly id: string
  readonly number: string
  readonly kind: 'service' | 'base'
  readonly service: string
  readonly offeringVersion: number | null
  readonly state: 'pending' | 'active' | 'cancelled'
  readonly activatedOn: LocalDate | null
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly zone: string
  readonly territory: string | null
  readonly poNumber: string
  readonly sellerId: string | null
  readonly renewsId: string | null
  readonly terms: ContractTerms
  readonly version: number
}

type Row = {
  id: string
  number: string
  kind: string
  service: string
  offering_version: number | null
  state: string
  activated_on: string | null
  starts_on: string
  ends_on: string
  zone: string
  territory: string | null
  po_number: string
  seller_id: string | null
  renews_id: string | null
  terms: unknown
  version: number
}
const columns = [
  'id',
  'number',
  'kind',
  'service',
  'offering_version',
  'state',
  'activated_on',
  'starts_on',
  'ends_on',
  'zone',
  'territory',
  'po_number',
  'seller_id',
  'renews_id',
  'terms',
  'version',
] as const

const fromRow = (row: Row): Contract => ({
  id: row.id,
  number: row.number,
  kind: row.kind as Contract['kind'],
  service: row.service,
  offeringVersion: row.offering_version,
  state: row.state as Contract['state'],
  activatedOn: row.activated_on,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  zone: row.zone,
  territory: row.territory,
  poNumber: row.po_number,
  sellerId: row.seller_id,
  renewsId: row.renews_id,
  terms: row.terms as ContractTerms,
  version: row.version,
})

export const insertContract = (tx: Tx, accountId: string, contract: Omit<Contract, 'version'> & { orderId: string | null }, now: Instant) =>
  tx
    .insertInto('contract')
    .values({
      account_id: accountId,
      id: contract.id,
      number: contract.number,
      kind: contract.kind,
      service: contract.service,
      offering_version: contract.offeringVersion,
      order_id: contract.orderId,
      renews_id: contract.renewsId,
      state: contract.state,
      activated_on: contract.activatedOn,
      starts_on: contract.startsOn,
      ends_on: contract.endsOn,
      zone: contract.zone,
      territory: contract.territory,
      po_number: contract.poNumber,
      seller_id: contract.sellerId,
      terms: JSON.stringify(contract.terms),
      created_at: new Date(now),
    })
    .execute()

export const insertLines = async (
  tx: Tx,
  accountId: string,
  contractId: string,
  lines: readonly { deviceId: string; startsOn: LocalDate; endsOn: LocalDate }[],
) => {
  for (let i = 0; i < lines.length; i += 1000) {
    await tx
      .insertInto('contract_device')
      .values(
        lines.slice(i, i + 1000).map((line) => ({
          account_id: accountId,
          contract_id: contractId,
          device_id: line.deviceId,
          starts_on: line.startsOn,
          ends_on: line.endsOn,
        })),
      )
      .execute()
  }
}

export async function listContracts(tx: Tx, accountId: string): Promise<readonly Contract[]> {
  const rows = await tx
    .selectFrom('contract')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('kind', 'desc')
    .orderBy('ends_on', 'desc')
    .orderBy('number')
    .execute()
  return rows.map((row) => fromRow(row as Row))
}

export async function findContract(tx: Tx, accountId: string, number: string): Promise<Contract | undefined> {
  const row = await tx
    .selectFrom('contract')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && fromRow(row as Row)
}

export type ContractLine = {
  readonly contractId: string
  readonly deviceId: string
  readonly serial: string
  readonly product: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly suspendedOn: LocalDate | null
  readonly suspendedReason: string | null
}

/** Keeps others from writing about a contract until the transaction ends, so that nothing of it takes one number twice. */
export const holdContract = (tx: Tx, accountId: string, id: string) =>
  tx.selectFrom('contract').select('id').where('account_id', '=', accountId).where('id', '=', id).forUpdate().execute()

export async function listLines(
  tx: Tx,
  accountId: string,
  of: { contractId: string } | { deviceIds: readonly string[] } | { serial: string },
): Promise<readonly ContractLine[]> {
  if ('deviceIds' in of && of.deviceIds.length === 0) return []
  const query = tx
    .selectFrom('contract_device')
    .innerJoin('device', (join) =>
      join.onRef('device.account_id', '=', 'contract_device.account_id').onRef('device.id', '=', 'contract_device.device_id'),
    )
    .select([
      'contract_device.contract_id',
      'contract_device.device_id',
      'device.serial',
      'device.product',
      'contract_device.starts_on',
      'contract_device.ends_on',
      'contract_device.suspended_on',
      'contract_device.suspended_reason',
    ])
    .where('contract_device.account_id', '=', accountId)
  const rows = await ('contractId' in of
    ? query.where('contract_device.contract_id', '=', of.contractId)
    : 'serial' in of
      ? query.where('device.account_id', '=', accountId).where('device.serial', '=', of.serial)
      : query.where('contract_device.device_id', 'in', [...of.deviceIds])
  )
    .orderBy('device.serial')
    .execute()
  return rows.map((row) => ({
    contractId: row.contract_id,
    deviceId: row.device_id,
    serial: row.serial,
    product: row.product,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    suspendedOn: row.suspended_on,
    suspendedReason: row.suspended_reason,
  }))
}

/** The sites at which devices of contracts are registered, each once for a contract. */
export async function listLineSites(
  tx: Tx,
  accountId: string,
  contractIds: readonly string[],
): Promise<readonly { readonly contractId: string; readonly siteId: string }[]> {
  if (contractIds.length === 0) return []
  const rows = await tx
    .selectFrom('contract_device')
    .innerJoin('device', (join) =>
      join.onRef('device.account_id', '=', 'contract_device.account_id').onRef('device.id', '=', 'contract_device.device_id'),
    )
    .select(['contract_device.contract_id as contractId', 'device.registered_site_id as siteId'])
    .distinct()
    .where('contract_device.account_id', '=', accountId)
    .where('contract_device.contract_id', 'in', [...contractIds])
    .execute()
  return rows.flatMap(({ contractId, siteId }) => (siteId === null ? [] : [{ contractId, siteId }]))
}

/** How many devices each contract of an account lists. */
export async function countLines(tx: Tx, accountId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('contract_device')
    .select((eb) => ['contract_id', eb.fn.countAll<number>().as('n')])
    .where('account_id', '=', accountId)
    .groupBy('contract_id')
    .execute()
  return new Map(rows.map((row) => [row.contract_id, Number(row.n)]))
}

export const activate = (tx: Tx, accountId: string, id: string, on: LocalDate, terms: ContractTerms) =>
  tx
    .updateTable('contract')
    .set((eb) => ({ state: 'active', activated_on: on, terms: JSON.stringify(terms), version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const updateTerms = (tx: Tx, accountId: string, id: string, terms: ContractTerms) =>
  tx
    .updateTable('contract')
    .set((eb) => ({ terms: JSON.stringify(terms), version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Ends a contract early: its lines end the same day. */
export async function endContract(tx: Tx, accountId: string, id: string, on: LocalDate) {
  await tx
    .updateTable('contract')
    .set((eb) => ({ ends_on: sql<string>`greatest(starts_on, ${on}::date)`, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('contract_device')
    .set({ ends_on: sql<string>`greatest(starts_on, least(ends_on, ${on}::date))` })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', id)
    .execute()
}

export const suspendLine = (tx: Tx, accountId: string, contractId: string, deviceId: string, on: LocalDate | null, reason: string | null) =>
  tx
    .updateTable('contract_device')
    .set({ suspended_on: on, suspended_reason: reason })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('device_id', '=', deviceId)
    .execute()

/** Serials in use or spare that no base contract of these types covers on the day. */
export async function uncoveredSerials(tx: Tx, accountId: string, day: LocalDate, types: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('device')
    .select('serial')
    .where('account_id', '=', accountId)
    .where('status', '<>', 'decommissioned')
    .where('kind', 'in', ['chassis', 'member'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contract_device')
            .innerJoin('contract', (join) =>
              join.onRef('contract.account_id', '=', 'contract_device.account_id').onRef('contract.id', '=', 'contract_device.contract_id'),
            )
            .select('contract.id')
            .whereRef('contract_device.account_id', '=', 'device.account_id')
            .whereRef('contract_device.device_id', '=', 'device.id')
            .where('contract.kind', '=', 'base')
            .where('contract.service', 'in', [...types])
            .where('contract.state', '=', 'active')
            .where('contract_device.starts_on', '<=', day)
            .where('contract_device.ends_on', '>=', day),
        ),
      ),
    )
    .orderBy('serial')
    .limit(200)
    .execute()
  return rows.map((row) => row.serial)
}

export type Order = {
  readonly id: string
  readonly number: string
  readonly placed: PlacedOrder
  readonly outcome: string
  readonly decisionId: string
  readonly contractId: string | null
  readonly sellerId: string | null
  readonly placedBy: string
  readonly createdAt: Instant
  readonly accountCode: string
}

export const insertOrder = (
  tx: Tx,
  accountId: string,
  order: {
    id: string
    number: string
    version: number
    placed: PlacedOrder
    outcome: string
    decisionId: string
    contractId: string | null
    sellerId: string | null
    placedBy: string
  },
  now: Instant,
) =>
  tx
    .insertInto('service_order')
    .values({
      account_id: accountId,
      id: order.id,
      number: order.number,
      offering: order.placed.offering,
      offering_version: order.version,
      channel: order.placed.channel,
      seller_id: order.sellerId,
      po_number: order.placed.poNumber,
      end_user_name: order.placed.endUserName,
      end_user_address: order.placed.endUserAddress,
      placed_on: order.placed.placedOn,
      starts_on: order.placed.startsOn,
      ends_on: order.placed.endsOn,
      placed: JSON.stringify(order.placed),
      outcome: order.outcome,
      decision_id: order.decisionId,
      contract_id: order.contractId,
      placed_by: order.placedBy,
      created_at: new Date(now),
    })
    .execute()

export const setOrderContract = (tx: Tx, accountId: string, orderId: string, contractId: string) =>
  tx.updateTable('service_order').set({ contract_id: contractId }).where('account_id', '=', accountId).where('id', '=', orderId).execute()

export async function listOrders(
  tx: Tx,
  filter: { accountCode?: string | undefined; before?: readonly [number, string] | undefined; limit: number },
): Promise<readonly (Order & { contractNumber: string | null })[]> {
  let query = tx
    .selectFrom('service_order')
    .innerJoin('account', 'account.id', 'service_order.account_id')
    .leftJoin('contract', (join) =>
      join.onRef('contract.account_id', '=', 'service_order.account_id').onRef('contract.id', '=', 'service_order.contract_id'),
    )
    .select([
      'service_order.id',
      'service_order.number',
      'placed',
      'outcome',
      'decision_id',
      'contract_id',
      'service_order.seller_id',
      'placed_by',
      'service_order.created_at',
      'account.code',
      'contract.number as contractNumber',
    ])
  if (filter.accountCode) query = query.where('account.code', '=', filter.accountCode)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([
        eb('service_order.created_at', '<', instant(at)),
        eb.and([eb('service_order.created_at', '=', instant(at)), eb('service_order.id', '<', id)]),
      ]),
    )
  }
  const rows = await query.orderBy('service_order.created_at', 'desc').orderBy('service_order.id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    placed: row.placed as PlacedOrder,
    outcome: row.outcome,
    decisionId: row.decision_id,
    contractId: row.contract_id,
    sellerId: row.seller_id,
    placedBy: row.placed_by,
    createdAt: row.created_at,
    accountCode: row.code,
    contractNumber: row.contractNumber,
  }))
}

/** Gives another device the same lines with the same ends. */
export async function copyLines(tx: Tx, accountId: string, fromDeviceId: string, toDeviceId: string) {
  await sql`insert into contract_device (account_id, contract_id, device_id, starts_on, ends_on)
    select account_id, contract_id, ${toDeviceId}::uuid, starts_on, ends_on from contract_device where account_id = ${accountId}::uuid and device_id = ${fromDeviceId}::uuid`.execute(
    tx,
  )
}
