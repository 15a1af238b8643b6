import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Device } from '../device.ts'
import { changeDevice } from '../service.ts'
import type { AcceptedRelease, CustomSoftware } from './software.ts'
import * as store from './store.ts'

export { listAccepted, listSoftware } from './store.ts'

type By = { readonly now: Instant; readonly actor: string; readonly name: string; readonly today: LocalDate }

/** Says what makes an item custom software, or corrects it (CSS-1.p2, CSS-1.p5, CSS-11.b). */
export async function describeSoftware(
  tx: Tx,
  account: AccountRef,
  by: By,
  device: Device,
  given: Omit<CustomSoftware, 'saidBy' | 'saidAt' | 'version'>,
): Promise<void> {
  await store.putSoftware(tx, account.id, device.id, { ...given, saidBy: by.name, saidAt: by.now })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'software.describe',
    subject: device.serial,
    detail: given,
  })
}

/** Makes a release the accepted one, and keeps which it was before (CSS-6.p2, CSS-7.p1). What runs is said beside it where it is known. */
export async function acceptRelease(
  tx: Tx,
  account: AccountRef,
  by: By,
  device: Device,
  given: Omit<AcceptedRelease, 'seq' | 'at'> & { readonly runs: boolean },
): Promise<Device> {
  const { runs, ...accepted } = given
  const [newest] = await store.listAccepted(tx, account.id, device.id)
  await store.insertAccepted(tx, account.id, device.id, { ...accepted, seq: (newest?.seq ?? 0) + 1, at: by.now })
  return changeDevice(
    tx,
    account,
    by,
    device,
    { acceptedRelease: given.release, ...(runs ? { release: given.release, releaseSeenOn: given.on } : {}) },
    true,
  )
}
