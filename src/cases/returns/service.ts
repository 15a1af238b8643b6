import { copyLines } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevice, insertDevices } from '../../installed-base/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { append } from '../service.ts'
import * as store from './store.ts'

/** Opens a return of a device on its case. */
export async function openRma(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  input: { serial: string; reason: string; shipTo: string },
): Promise<string> {
  const device = await findDevice(tx, account.id, { serial: normalSerial(input.serial) })
  if (!device) throw notFound('device')
  const number = await nextNumber(tx, account, 'rma')
  await store.insertRma(tx, account.id, {
    id: newId(now),
    number,
    caseId: found.id,
    deviceId: device.id,
    reason: input.reason,
    state: 'requested',
    replacementSerial: null,
    shipTo: input.shipTo,
    createdAt: now,
  })
  await append(tx, found, now, by, { body: { kind: 'rma', number, state: 'requested', serial: device.serial, replacement: null } })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'rma.open',
    subject: number,
    detail: { serial: device.serial },
  })
  return number
}

const rmaNext: Readonly<Record<store.Rma['state'], readonly store.Rma['state'][]>> = {
  requested: ['approved', 'cancelled'],
  approved: ['shipped', 'cancelled'],
  shipped: ['received'],
  received: ['closed'],
  closed: [],
  cancelled: [],
}

/** Moves a return on. A replacement takes over site, registration and cover of the device it replaces (policy B81). */
export async function moveRma(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  number: string,
  to: store.Rma['state'],
  replacementSerial: string | null,
) {
  const rma = (await store.listRmas(tx, account.id, found.id)).find((each) => each.number === number)
  if (!rma) throw notFound('return')
  if (!rmaNext[rma.state].includes(to))
    throw conflict(`A return that is ${rma.state} cannot become ${to}`, {
      expected: rmaNext[rma.state].join(' or ') || 'nothing: it has ended',
    })
  const replacement = replacementSerial === null ? rma.replacementSerial : normalSerial(replacementSerial)
  if (to === 'shipped' && replacement === null) throw badRequest('A shipped return names the serial of the replacement')
  await store.updateRma(tx, account.id, rma.id, { state: to, replacementSerial: replacement }, now)
  if (to === 'shipped' && replacement !== null) await inheritCover(tx, account, rma, replacement, now)
  await append(tx, found, now, by, { body: { kind: 'rma', number, state: to, serial: rma.serial, replacement } })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'rma.move',
    subject: number,
    detail: { from: rma.state, to, replacement },
  })
}

async function inheritCover(tx: Tx, account: AccountRef, rma: store.Rma, serial: string, now: Instant) {
  const old = await findDevice(tx, account.id, { id: rma.deviceId })
  if (!old || (await findDevice(tx, account.id, { serial }))) return
  const { id: _, version: __, ...facts } = old
  const id = newId(now)
  await insertDevices(tx, account.id, [{ ...facts, id, serial, replacesSerial: old.serial }], now)
  await copyLines(tx, account.id, old.id, id)
}
