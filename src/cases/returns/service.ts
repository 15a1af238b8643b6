import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { copyLines, dayOf, gatherDevices } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevice, insertDevices } from '../../installed-base/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { judgeAvailable } from '../../requests/exceptions/exception.ts'
import type { Case } from '../case.ts'
import { append } from '../service.ts'
import { mayFollow, returnSteps } from './steps.ts'
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
  if (!mayFollow(rma.state, to))
    throw conflict(`A return that is ${rma.state} cannot become ${to}`, {
      expected: returnSteps[rma.state].join(' or ') || 'nothing: it has ended',
    })
  if (to === 'shipped' && rma.state === 'approved') await requireAhead(tx, account, now, rma)
  const replacement = replacementSerial === null ? rma.replacementSerial : normalSerial(replacementSerial)
  if (to === 'shipped' && replacement === null) throw badRequest('A shipped return names the serial of the replacement')
  await store.updateRma(tx, account.id, rma.id, { state: to, replacementSerial: replacement }, now)
  if ((to === 'shipped' || to === 'closed') && replacement !== null && rma.replacementSerial === null)
    await inheritCover(tx, account, rma, replacement, now)
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

/** A replacement is not sent before the old one came back where that cannot be had (CSS-9.p3). */
async function requireAhead(tx: Tx, account: AccountRef, now: Instant, { deviceId }: store.Rma): Promise<void> {
  const device = await findDevice(tx, account.id, { id: deviceId })
  const [facts] = device ? await gatherDevices(tx, account, [device], dayOf(account.zone, now)) : []
  const book = policyBook(dayOf(account.zone, now), await readOverrides(tx))
  refuseBy([judgeAvailable(book, 'advanceReplacement', [facts?.site?.country ?? account.country])], 'Nothing is sent ahead')
}

async function inheritCover(tx: Tx, account: AccountRef, rma: store.Rma, serial: string, now: Instant) {
  const old = await findDevice(tx, account.id, { id: rma.deviceId })
  if (!old || (await findDevice(tx, account.id, { serial }))) return
  const { id: _, version: __, ...facts } = old
  const id = newId(now)
  await insertDevices(tx, account.id, [{ ...facts, id, serial, replacesSerial: old.serial }], now)
  await copyLines(tx, account.id, old.id, id)
}
