import type { Tx } from '../db/scope.ts'
import { normalSerial } from '../installed-base/device.ts'
import { insertAccepted, putSoftware } from '../installed-base/software/store.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { softwareSpec, type World } from './spec.ts'

/** Custom software of a world is a deliverable of a statement of work, unless the world says otherwise. */
export async function buildSoftware(
  tx: Tx,
  world: Pick<World, 'devices'>,
  now: Instant,
  devices: ReadonlyMap<string, { readonly id: string; readonly account: string }>,
  accountId: (code: string) => string,
): Promise<void> {
  for (const [key, { kind, product, software, acceptedRelease }] of Object.entries(world.devices)) {
    const device = devices.get(normalSerial(key))
    if (kind !== 'software' || !device) continue
    const account = accountId(device.account)
    const made = software === undefined ? softwareSpec.parse({ deliverable: product || 'Software' }) : software
    if (made) await putSoftware(tx, account, device.id, { ...made, saidBy: 'professional services', saidAt: now })
    if (acceptedRelease !== '')
      await insertAccepted(tx, account, device.id, {
        seq: 1,
        release: acceptedRelease,
        why: 'accepted',
        on: toIso(now).slice(0, 10),
        customer: 'the end user',
        provider: 'professional services',
        note: 'accepted with the work',
        at: now,
      })
  }
}
