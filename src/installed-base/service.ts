import { localDate } from '../calendar/local-time.ts'
import { newId } from '../db/ids.ts'
import { audit } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { type Device, normalSerial, statusOn } from './device.ts'
import { insertAccepted } from './software/store.ts'
import * as store from './store.ts'

export { findDevice, findDevices, insertDevices, listChildren, listDevices } from './store.ts'

/** The day of an instant where the account is. Zones are checked where they enter, so a bad one is a bug. */
export const dayOf = ({ zone }: Pick<AccountRef, 'zone'>, at: Instant): LocalDate => {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`account zone ${zone} is not known`)
  return day
}

type By = { readonly now: Instant; readonly actor: string; readonly today: LocalDate }

export type NewDevice = Partial<Omit<Device, 'id' | 'version' | 'parentId' | 'registeredOn' | 'registeredSiteId'>> & {
  readonly serial: string
  readonly parentSerial?: string | undefined
  readonly registeredOn?: LocalDate | null | undefined
}

/** Adds a device. With a site it is registered there from `registeredOn` or today. */
export async function addDevice(tx: Tx, account: AccountRef, by: By, given: NewDevice): Promise<Device> {
  const { parentSerial, ...rest } = given
  const serial = normalSerial(given.serial)
  if (await store.findDevice(tx, account.id, { serial }))
    throw conflict(`${serial} is in the installed base already`, { toDo: 'Change the device instead.' })
  const parentId = parentSerial ? await parentOf(tx, account, serial, parentSerial) : null
  const registeredOn = given.registeredOn === undefined ? (given.siteId ? by.today : null) : given.registeredOn
  const device = {
    id: newId(by.now),
    ...rest,
    serial,
    parentId,
    registeredOn,
    registeredSiteId: registeredOn === null ? null : (given.siteId ?? null),
  }
  await store.insertDevices(tx, account.id, [device], by.now)
  await store.insertHistory(tx, account.id, newId(by.now), device.id, { at: by.now, actor: by.actor, kind: 'added', changes: {} })
  await enterAccepted(tx, account, by, device.id, given.acceptedRelease ?? '')
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'device.add', subject: serial })
  return (await store.findDevice(tx, account.id, { serial })) as Device
}

/** The first accepted release of a piece of software begins its history. */
async function enterAccepted(tx: Tx, account: AccountRef, by: By, deviceId: string, release: string): Promise<void> {
  if (release === '') return
  await insertAccepted(tx, account.id, deviceId, {
    seq: 1,
    release,
    why: 'accepted',
    on: by.today,
    customer: by.actor,
    provider: by.actor,
    note: 'entered with the device',
    at: by.now,
  })
}

async function parentOf(tx: Tx, account: AccountRef, serial: string, parentSerial: string): Promise<string> {
  const parent = await store.findDevice(tx, account.id, { serial: normalSerial(parentSerial) })
  if (!parent) throw badRequest('The parent is not in the installed base', { found: parentSerial, toDo: 'Add the chassis first.' })
  // a device never hangs below itself, however long the way round
  for (
    let at: Device | undefined = parent;
    at;
    at = at.parentId ? await store.findDevice(tx, account.id, { id: at.parentId }) : undefined
  ) {
    if (at.serial === serial) throw badRequest('A device cannot hang below itself', { found: `${serial} below ${parentSerial}` })
  }
  return parent.id
}

export type DeviceChange = Partial<Omit<Device, 'id' | 'version' | 'serial' | 'parentId' | 'registeredSiteId'>> & {
  readonly parentSerial?: string | null | undefined
}

/**
 * Changes a device and keeps what stood there before. Moving it to another site ends its registration: it is registered
 * again from the day given, or stays unregistered until then (ACP-2.iv, ISS-2.cov-iv).
 * @param agreed whether both sides agreed that the accepted release moves; without that only the first one is entered
 */
export async function changeDevice(
  tx: Tx,
  account: AccountRef,
  by: By,
  device: Device,
  given: DeviceChange,
  agreed = false,
): Promise<Device> {
  const { parentSerial, ...fields } = given
  const change: Partial<Omit<Device, 'id' | 'version'>> = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  )
  const moved = change.siteId !== undefined && change.siteId !== device.siteId
  const after = {
    ...change,
    ...(parentSerial === undefined
      ? {}
      : { parentId: parentSerial === null ? null : await parentOf(tx, account, device.serial, parentSerial) }),
    ...(moved && change.registeredOn === undefined ? { registeredOn: null, registeredSiteId: null } : {}),
    ...(change.registeredOn ? { registeredSiteId: (moved ? change.siteId : device.siteId) ?? null } : {}),
    ...(change.registeredOn === null ? { registeredSiteId: null } : {}),
    ...(change.status && change.status !== device.status && change.statusSince === undefined ? { statusSince: by.today } : {}),
  }
  if (after.acceptedRelease !== undefined && after.acceptedRelease !== device.acceptedRelease && device.acceptedRelease !== '' && !agreed)
    throw conflict('The agreed release moves by agreement of both sides (CSS-7.p1)', {
      found: after.acceptedRelease || 'none',
      expected: device.acceptedRelease,
      toDo: 'Propose the release on the page of the software; the other side agrees to it there.',
    })
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  for (const [name, to] of Object.entries(after)) {
    const from = device[name as keyof Device]
    if (from !== to) changes[name] = { from, to }
  }
  if (Object.keys(changes).length === 0) return device
  await store.updateDevice(tx, account.id, device.id, after, by.now)
  if (!agreed && device.acceptedRelease === '') await enterAccepted(tx, account, by, device.id, after.acceptedRelease ?? '')
  const kind = moved ? 'moved' : change.registeredOn ? 'registered' : change.status ? 'status' : 'changed'
  await store.insertHistory(tx, account.id, newId(by.now), device.id, { at: by.now, actor: by.actor, kind, changes })
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'device.change', subject: device.serial, detail: changes })
  return (await store.findDevice(tx, account.id, { id: device.id })) as Device
}

/** The device, or the same answer as for a stranger's: not found. */
export async function requireDevice(tx: Tx, account: AccountRef, serial: string): Promise<Device> {
  const device = await store.findDevice(tx, account.id, { serial: normalSerial(serial) })
  if (!device) throw notFound('device')
  return device
}

/** The devices with the status each had on a day: the present one, unless the day lies before it began. */
export async function asOfDay(tx: Tx, account: AccountRef, devices: readonly Device[], day: LocalDate): Promise<readonly Device[]> {
  const answer: Device[] = []
  for (const device of devices) {
    if (device.statusSince === null || device.statusSince <= day) {
      answer.push(device)
      continue
    }
    const earlier = (await store.listHistory(tx, account.id, device.id)).flatMap(({ changes }) =>
      changes.status
        ? [
            {
              status: changes.status.from as Device['status'],
              since: (changes.statusSince ? changes.statusSince.from : null) as LocalDate | null,
            },
          ]
        : [],
    )
    answer.push({ ...device, status: statusOn({ status: device.status, since: device.statusSince }, earlier, day) })
  }
  return answer
}
