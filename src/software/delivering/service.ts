import { readOverrides } from '../../catalog/service.ts'
import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import type { Device } from '../../installed-base/device.ts'
import { openHolds } from '../../installed-base/holding/service.ts'
import { listAccepted } from '../../installed-base/software/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { listSites } from '../../parties/service.ts'
import type { Release } from '../releases/release.ts'
import { holdRelease } from '../releases/service.ts'
import { listReleases } from '../releases/store.ts'
import { type By, coverOf, happened } from '../service.ts'
import { judgeDelivery } from './judge-delivery.ts'
import * as store from './store.ts'

export { listDownloads } from './store.ts'

/** For how long a leave to download is good. */
const leaveMillis = 15 * 60_000

/** What would be decided if the release were taken now, and by the rules of which service. */
export async function judged(tx: Tx, account: AccountRef, by: By, device: Device, release: Release) {
  const { cover, offering } = await coverOf(tx, account, device, by.today)
  const site = (await listSites(tx, account.id)).find(({ id }) => id === device.siteId)
  const question = {
    kind: 'software-delivery' as const,
    onDate: by.today,
    serial: device.serial,
    release: { version: release.version, kind: release.kind, base: release.base, state: release.state, licence: release.licence },
    accepted: device.acceptedRelease,
    acceptedBefore: (await listAccepted(tx, account.id, device.id)).map((each) => each.release),
    account: { code: account.code, country: account.country },
    site: site ? { name: site.name, address: site.address, country: site.country, zone: site.zone, owner: site.owner } : null,
    cover,
    holds: (await openHolds(tx, account.id, device.id)).map(({ source, why }) => ({ source, why })),
    overrides: await readOverrides(tx),
  }
  return { question, offering, decision: judgeDelivery(offering, question) }
}

/** Gives one person leave to download one file of a release, for a quarter of an hour; each leave is kept, each refusal is a decision. */
export async function takeFile(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, version, documentId }: { readonly serial: string; readonly version: string; readonly documentId: string },
): Promise<{
  readonly decision: Decision
  readonly decisionId: string
  readonly download: { readonly id: string; readonly until: Instant } | null
}> {
  const { device, release } = await holdRelease(tx, account, { serial, version })
  const file = release.files.find((each) => each.documentId === documentId)
  if (!file)
    throw badRequest('The release has no such file', { found: documentId, expected: release.files.map(({ name }) => name).join(', ') })
  const { decision, question } = await judged(tx, account, by, device, release)
  const subject = `${device.serial} ${release.version}`
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject, question, decision })
  if (decision.verdict !== 'granted') {
    await happened(tx, account, by, device, 'delivery-refused', { version, decidedBy: decision.decidedBy })
    return { decision, decisionId, download: null }
  }
  const download = {
    id: newId(by.now),
    releaseId: release.id,
    documentId,
    takenBy: by.name,
    takenById: by.personId,
    takenAt: by.now,
    until: by.now + leaveMillis,
  }
  await store.insertDownload(tx, account.id, download)
  await happened(tx, account, by, device, 'take', { version, file: file.name, sha256: file.sha256, decision: decisionId })
  return { decision, decisionId, download }
}

/** The file that a leave is for; it is good for whoever took it, and for a while. */
export async function fileOf(tx: Tx, account: AccountRef, by: By, id: string): Promise<string> {
  const [leave] = await store.listDownloads(tx, account.id, { id })
  // a leave of somebody else is not said to be there
  if (!leave || leave.takenById === null || leave.takenById !== by.personId) throw notFound('download')
  if (by.now > leave.until)
    throw conflict('This leave to download has ended', { toDo: 'Take the file again from the page of the software.' })
  const [release] = await listReleases(tx, account.id, { id: leave.releaseId })
  if (release?.state !== 'published')
    throw conflict('This release was withdrawn', { found: release?.withdrawnWhy ?? 'it is not published', toDo: 'Do not install it.' })
  return leave.documentId
}
