import type { Tx } from '../../db/scope.ts'
import type { Device } from '../../installed-base/device.ts'
import { listDevices } from '../../installed-base/service.ts'
import { listAccepted, listSoftware } from '../../installed-base/software/service.ts'
import { lacksOf } from '../../installed-base/software/software.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { listProposals } from '../agreeing/service.ts'
import { judged, listDownloads } from '../delivering/service.ts'
import { listDirections, listInstallations } from '../directing/service.ts'
import { listEnquiries } from '../enquiring/service.ts'
import { listReleases } from '../releases/service.ts'
import { type By, coverOf, listEvents } from '../service.ts'
import type { Standing } from './standing.ts'

/** Gathers what is known of a piece of software; a customer sees no drafts, and not what was done to them. */
export async function standingOf(tx: Tx, account: AccountRef, by: By, device: Device): Promise<Standing> {
  const { cover } = await coverOf(tx, account, device, by.today)
  const record = (await listSoftware(tx, account.id, [device.id])).get(device.id) ?? null
  const own = by.side === 'provider'
  const shown = (await listReleases(tx, account.id, { deviceIds: [device.id] })).filter((each) => own || each.publishedAt !== null)
  const ids = shown.map(({ id }) => id)
  const releases = []
  for (const release of shown) {
    const { decision } = await judged(tx, account, by, device, release)
    releases.push({
      release,
      mayTake: decision.verdict === 'granted',
      refusedBy: decision.verdict === 'granted' ? [] : decision.decidedBy,
    })
  }
  const inside = new Set(['draft', 'attach', 'publication-refused'])
  return {
    device,
    cover,
    today: by.today,
    record,
    lacks: lacksOf(record),
    history: await listAccepted(tx, account.id, device.id),
    proposals: await listProposals(tx, account.id, device.id),
    releases,
    directions: await listDirections(tx, account.id, { releaseIds: ids }),
    installations: await listInstallations(tx, account.id, ids),
    downloads: await listDownloads(tx, account.id, { releaseIds: ids }),
    enquiries: await listEnquiries(tx, account.id, { deviceIds: [device.id] }),
    events: (await listEvents(tx, account.id, device.id)).filter(({ kind }) => own || !inside.has(kind)),
  }
}

const mostListed = 200

/** Every piece of software of an account, with what waits for somebody. */
export async function listStanding(tx: Tx, account: AccountRef, by: By): Promise<readonly Standing[]> {
  const devices = (await listDevices(tx, account.id, { kind: 'software', limit: mostListed })).filter(
    ({ status }) => status !== 'decommissioned',
  )
  const all: Standing[] = []
  for (const device of devices) all.push(await standingOf(tx, account, by, device))
  return all
}
