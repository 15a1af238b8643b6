import { sql } from 'kysely'
import { setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import { type Device, dataTimer, factsTimer, normalSerial } from './device.ts'

const columns = [
  'id',
  'serial',
  'host',
  'product',
  'description',
  'kind',
  'slot',
  'parent_id',
  'site_id',
  'status',
  'status_since',
  'acquired',
  'source',
  'seller',
  'origin_proof',
  'registered_on',
  'registered_site_id',
  'modified_code',
  'third_party',
  'gray_market',
  'end_of_support_on',
  'release',
  'release_seen_on',
  'accepted_release',
  'replaces_serial',
  'version',
] as const

type Row = {
  id: string
  serial: string
  host: string
  product: string
  description: string
  kind: string
  slot: string
  parent_id: string | null
  site_id: string | null
  status: string
  status_since: string | null
  acquired: string | null
  source: string | null
  seller: string
  origin_proof: string
  registered_on: string | null
  registered_site_id: string | null
  modified_code: boolean
  third_party: boolean
  gray_market: boolean
  end_of_support_on: string | null
  release: string
  release_seen_on: string | null
  accepted_release: string
  replaces_serial: string | null
  version: number
}

const fromRow = (row: Row): Device => ({
  id: row.id,
  serial: row.serial,
  host: row.host,
  product: row.product,
  description: row.description,
  kind: row.kind as Device['kind'],
  slot: row.slot,
  parentId: row.parent_id,
  siteId: row.site_id,
  status: row.status as Device['status'],
  statusSince: row.status_since,
  acquired: row.acquired as Device['acquired'],
  source: row.source as Device['source'],
  seller: row.seller,
  originProof: row.origin_proof,
  registeredOn: row.registered_on,
  registeredSiteId: row.registered_site_id,
  modifiedCode: row.modified_code,
  thirdParty: row.third_party,
  grayMarket: row.gray_market,
  endOfSupportOn: row.end_of_support_on,
  release: row.release,
  releaseSeenOn: row.release_seen_on,
  acceptedRelease: row.accepted_release,
  replacesSerial: row.replaces_serial,
  version: row.version,
})

const toRow = (device: Partial<Omit<Device, 'id' | 'version'>>) => {
  const names: Readonly<Record<string, string>> = {
    parentId: 'parent_id',
    siteId: 'site_id',
    statusSince: 'status_since',
    originProof: 'origin_proof',
    registeredOn: 'registered_on',
    registeredSiteId: 'registered_site_id',
    modifiedCode: 'modified_code',
    thirdParty: 'third_party',
    grayMarket: 'gray_market',
    endOfSupportOn: 'end_of_support_on',
    releaseSeenOn: 'release_seen_on',
    acceptedRelease: 'accepted_release',
    replacesSerial: 'replaces_serial',
  }
  return Object.fromEntries(
    Object.entries(device)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [names[name] ?? name, value]),
  )
}

export async function findDevice(tx: Tx, accountId: string, by: { serial: string } | { id: string }): Promise<Device | undefined> {
  const query = tx.selectFrom('device').select(columns).where('account_id', '=', accountId)
  const row = await ('serial' in by ? query.where('serial', '=', by.serial) : query.where('id', '=', by.id)).executeTakeFirst()
  return row && fromRow(row as Row)
}

export async function findDevices(tx: Tx, accountId: string, serials: readonly string[]): Promise<readonly Device[]> {
  if (serials.length === 0) return []
  const rows = await tx
    .selectFrom('device')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('serial', 'in', [...serials])
    .execute()
  return rows.map((row) => fromRow(row as Row))
}

export type DeviceFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly status?: string | undefined
  readonly query?: string | undefined
  readonly siteId?: string | undefined
  readonly topOnly?: boolean | undefined
  readonly kind?: Device['kind'] | undefined
}

/** Devices by serial. */
export async function listDevices(tx: Tx, accountId: string, filter: DeviceFilter): Promise<readonly Device[]> {
  let query = tx.selectFrom('device').select(columns).where('account_id', '=', accountId)
  if (filter.after !== undefined) query = query.where('serial', '>', filter.after)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.siteId) query = query.where('site_id', '=', filter.siteId)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.topOnly) query = query.where('parent_id', 'is', null)
  if (filter.query) {
    const like = `%${filter.query.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or((['serial', 'host', 'product', 'description'] as const).map((name) => eb(name, 'ilike', like))))
  }
  return (await query.orderBy('serial').limit(filter.limit).execute()).map((row) => fromRow(row as Row))
}

/** Text that begins so, by the order of its bytes: unlike LIKE, these operators may use an index behind the wall (`leakproof`). */
const beginsWith = (column: 'serial' | 'host', start: string) =>
  sql<boolean>`device.${sql.ref(column)} ~>=~ ${start} and device.${sql.ref(column)} ~<~ ${`${start}\u{10FFFF}`}`

/** Devices of every account that can be seen, by the first characters of the serial or of their host name; the indexes on these do the work. */
export function byStart(tx: Tx, start: string, limit: number) {
  // hosts are written in small letters but for those that are not
  const hosts = [...new Set([start, start.toLowerCase(), start.toUpperCase()])]
  return tx
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account_id')
    .select(['account.code as account', 'device.serial', 'device.host', 'device.product', 'device.status'])
    .where((eb) =>
      eb.or([
        beginsWith('serial', normalSerial(start)),
        ...hosts.map((host) => eb.and([eb('device.host', '<>', ''), beginsWith('host', host)])),
      ]),
    )
    .orderBy('device.serial')
    .orderBy('device.account_id')
    .limit(limit)
}

export async function listChildren(tx: Tx, accountId: string, parentId: string): Promise<readonly Device[]> {
  const rows = await tx
    .selectFrom('device')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('parent_id', '=', parentId)
    .orderBy('slot')
    .orderBy('serial')
    .execute()
  return rows.map((row) => fromRow(row as Row))
}

export const insertDevices = async (
  tx: Tx,
  accountId: string,
  devices: readonly (Partial<Omit<Device, 'version'>> & { id: string; serial: string })[],
  now: Instant,
) => {
  for (let i = 0; i < devices.length; i += 500) {
    const rows = devices
      .slice(i, i + 500)
      .map(({ id, ...device }) => ({ account_id: accountId, id, created_at: new Date(now), updated_at: new Date(now), ...toRow(device) }))
    // rows may name different columns: each shape is its own statement
    for (const group of Map.groupBy(rows, (row) => Object.keys(row).sort().join()).values())
      await tx
        .insertInto('device')
        .values(group as never)
        .execute()
  }
  if (devices.length > 0) await announceFacts(tx, accountId, now)
}

/** What is published is matched against the release, the model and the parts of a device, so it has to be known when these change. */
const announceFacts = (tx: Tx, accountId: string, now: Instant) =>
  setTimer(tx, { accountId, now, kind: factsTimer, subjectId: accountId, dueAt: now, rank: 8, again: true })

/** A configuration or answers were taken: whoever judges them has to know. */
export const announceData = (tx: Tx, accountId: string, deviceId: string, now: Instant) =>
  setTimer(tx, { accountId, now, kind: dataTimer, subjectId: deviceId, dueAt: now, rank: 8, again: true })

/** What a device calls itself, as it said last. */
export const nameHost = (tx: Tx, accountId: string, id: string, host: string) =>
  tx.updateTable('device').set({ host }).where('account_id', '=', accountId).where('id', '=', id).where('host', '<>', host).execute()

/** Something that is kept beside a device changed, such as its configuration. */
export async function touchFacts(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  await tx
    .updateTable('device')
    .set({ updated_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
  await announceFacts(tx, accountId, now)
}
const facts = ['product', 'description', 'kind', 'parentId', 'status', 'release'] as const

export const updateDevice = async (
  tx: Tx,
  accountId: string,
  id: string,
  change: Partial<Omit<Device, 'id' | 'version'>>,
  now: Instant,
): Promise<void> => {
  // the chassis that a part leaves has changed too
  if (change.parentId !== undefined)
    await tx
      .updateTable('device')
      .set({ updated_at: new Date(now) })
      .where('account_id', '=', accountId)
      .where('id', '=', (eb) => eb.selectFrom('device').select('parent_id').where('account_id', '=', accountId).where('id', '=', id))
      .execute()
  await tx
    .updateTable('device')
    .set((eb) => ({ ...toRow(change), updated_at: new Date(now), version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
  if (facts.some((fact) => change[fact] !== undefined)) await announceFacts(tx, accountId, now)
}

export type HistoryEntry = {
  readonly at: Instant
  readonly actor: string
  readonly kind: string
  readonly changes: Readonly<Record<string, { from: unknown; to: unknown }>>
}

export const insertHistory = (tx: Tx, accountId: string, id: string, deviceId: string, entry: HistoryEntry) =>
  tx
    .insertInto('device_history')
    .values({
      account_id: accountId,
      id,
      device_id: deviceId,
      at: new Date(entry.at),
      actor: entry.actor,
      kind: entry.kind,
      changes: JSON.stringify(entry.changes),
    })
    .execute()

export async function listHistory(tx: Tx, accountId: string, deviceId: string): Promise<readonly HistoryEntry[]> {
  const rows = await tx
    .selectFrom('device_history')
    .select(['at', 'actor', 'kind', 'changes'])
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
  return rows as never
}
