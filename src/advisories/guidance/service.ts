import type { Tx } from '../../db/scope.ts'
import { newestInventories } from '../../installed-base/readings/service.ts'
import { deviceFacts, sharedFacts } from '../exposure/facts.ts'
import { evidenceFor } from '../exposure/service.ts'
import { listWithParts } from '../exposure/store.ts'
import { type ReadyAdvisory, ready } from '../matching/match.ts'
import { listPublished, stampOfPublished } from '../register/store.ts'
import { type Guidance, guideUpgrade } from './guide.ts'

/** The published records as they were read last: they change some times a day and are many. */
let held: { readonly stamp: string; readonly records: readonly ReadyAdvisory[] } | undefined

async function publishedRecords(tx: Tx): Promise<readonly ReadyAdvisory[]> {
  const stamp = await stampOfPublished(tx)
  if (held?.stamp !== stamp) held = { stamp, records: (await listPublished(tx)).map(ready) }
  return held.records
}

/** Which release removes what a device is exposed to; undefined when no release of it is known. */
export async function upgradeOf(
  tx: Tx,
  accountId: string,
  deviceId: string,
): Promise<{ readonly release: string; readonly guidance: Guidance } | undefined> {
  const all = await listWithParts(tx, accountId, [deviceId])
  const device = all.find(({ id }) => id === deviceId)
  const evidence = (await evidenceFor(tx, accountId, [deviceId])).get(deviceId) ?? null
  const shared =
    device &&
    sharedFacts(device, {
      parts: all.filter(({ id }) => id !== deviceId),
      inventory: (await newestInventories(tx, accountId, [deviceId])).get(deviceId),
      evidence,
    })
  const facts = shared && deviceFacts(shared)
  return shared && facts ? { release: shared.release, guidance: guideUpgrade(facts, await publishedRecords(tx)) } : undefined
}
