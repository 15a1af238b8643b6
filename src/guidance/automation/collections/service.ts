import { createHash } from 'node:crypto'
import { newId } from '../../../db/ids.ts'
import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import type { Inspect } from '../../../installed-base/configurations/service.ts'
import { requireDevice } from '../../../installed-base/service.ts'
import { takeDeviceData } from '../../../installed-base/taking/service.ts'
import { maskAnyText } from '../../../junos/config/mask.ts'
import type { SortedCapture } from '../../../junos/sort-capture.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import { notFound } from '../../../lib/problem.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import { type Instant, toIso } from '../../../lib/time.ts'
import { sendingUnderContract } from '../collectors/service.ts'
import { notAhead } from '../feeds/service.ts'
import { automatedContract } from '../service.ts'
import * as store from './store.ts'

export { listFiles } from './store.ts'

/** The largest file of a device. */
export const mostFileBytes = 16 * 1024 * 1024

export type Given = {
  readonly device: string
  readonly name: string
  readonly script: string
  readonly scriptVersion: string
  readonly collectedAt: Instant
  /** Files of one run of a script are one reading of the device. */
  readonly batch: string | undefined
  readonly text: string
  readonly sorted: SortedCapture
}

/**
 * Keeps a file that a script collected of a device, masked, and reads it as files by hand are read. The same file of the same run sent again is the
 * same file; one from before what is known is kept in the list and read no more (SSM-3.2.p3).
 */
export async function takeFile(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  who: Principal,
  number: string,
  given: Given,
  inspect: Inspect,
): Promise<{ readonly file: store.CollectedFile; readonly same: boolean }> {
  const held = await sendingUnderContract(tx, account, now, who, number)
  notAhead('The collection', given.collectedAt, now)
  const device = await requireDevice(tx, account, given.device)
  const { collectorId } = held
  const digest = createHash('sha256').update(given.text).digest()
  const name = maskText(given.name)
  const known = { collectorId, collectedAt: given.collectedAt, name, digest, deviceId: device.id }
  const sent = await store.findSent(tx, account.id, known)
  if (sent) return { file: sent, same: true }
  const late = await store.collectedAfter(tx, account.id, device.id, given.collectedAt)
  const batch = given.batch === undefined ? undefined : `${collectorId.slice(-12)} ${given.batch}`.slice(0, 64)
  const fates = late
    ? []
    : await takeDeviceData(
        tx,
        account,
        { now, actor: held.actor },
        { name, sorted: given.sorted },
        { device, dryRun: false, batch, inspect },
      )
  const { text } = maskAnyText(given.text)
  const file = {
    ...known,
    id: newId(now),
    script: maskText(given.script),
    scriptVersion: maskText(given.scriptVersion),
    receivedAt: now,
    lines: text.split('\n').length,
    late,
    fates: fates.map(({ what, fate, why, masked, changes }) => ({ what, fate, why, masked, changes })),
  }
  await store.insertFile(tx, held.of, { ...file, text })
  const detail = { device: device.serial, script: file.script, version: file.scriptVersion, collectedAt: toIso(given.collectedAt), late }
  await audit(tx, { accountId: account.id, now, actor: held.actor, action: 'automation.collect', subject: name, detail })
  return { file: { ...file, collector: held.collector, serial: device.serial }, same: false }
}

/** A collected file as it is kept: with its secrets masked. */
export async function readFile(
  tx: Tx,
  account: AccountRef,
  number: string,
  id: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const { of } = await automatedContract(tx, account, number)
  const found = await store.findText(tx, of, id)
  if (!found) throw notFound('file')
  return found
}
