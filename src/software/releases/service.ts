import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import { holdBack, requireDocument } from '../../documents/service.ts'
import { listSoftware } from '../../installed-base/software/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { withdrawDirection } from '../directing/store.ts'
import { type By, coverOf, happened, holdSoftware, tell } from '../service.ts'
import { judgePublication } from './judge-publication.ts'
import { kindTitles, type Release, type ReleaseContent } from './release.ts'
import * as store from './store.ts'

export { listReleases } from './store.ts'

type Which = { readonly serial: string; readonly version: string }

/** A release of a piece of software, both held until this transaction ends. */
export async function holdRelease(tx: Tx, account: AccountRef, { serial, version }: Which) {
  const device = await holdSoftware(tx, account, serial)
  const [release] = await store.listReleases(tx, account.id, { deviceId: device.id, version }, true)
  if (!release) throw notFound('release')
  return { device, release }
}

function requireDraft(release: Release): void {
  if (release.state !== 'draft')
    throw conflict('Only a draft is changed', {
      found: `${release.version} is ${release.state}`,
      toDo: 'What was published stays as it is: write another version.',
    })
}

/** Writes a release, or a draft of it anew; nobody of the customer sees it before it is published. */
export async function draftRelease(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, version, content }: Which & { readonly content: ReleaseContent },
): Promise<void> {
  const device = await holdSoftware(tx, account, serial)
  const licence = content.licence || ((await listSoftware(tx, account.id, [device.id])).get(device.id)?.licence ?? '')
  const whole = { ...content, licence, base: content.base || device.acceptedRelease }
  const id = newId(by.now)
  if (!(await store.insertRelease(tx, account.id, { id, deviceId: device.id, version, content: whole, by: by.name, at: by.now }))) {
    const [found] = await store.listReleases(tx, account.id, { deviceId: device.id, version }, true)
    if (!found) throw notFound('release')
    requireDraft(found)
    await store.rewriteRelease(tx, account.id, found.id, whole, by.name, by.now)
  }
  await happened(tx, account, by, device, 'draft', { version, kind: content.kind })
}

/** Attaches a file to a draft: what is to be installed, or how. */
export async function attachFile(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, version, documentId }: Which & { readonly documentId: string },
) {
  const { device, release } = await holdRelease(tx, account, { serial, version })
  requireDraft(release)
  const document = await requireDocument(tx, account.id, documentId)
  await store.insertFile(tx, account.id, release.id, document.id)
  await holdBack(tx, account.id, document.id)
  await happened(tx, account, by, device, 'attach', { version, file: document.name, sha256: document.sha256 })
}

/**
 * Publishes a release to those entitled to it, and tells them once: one letter serves both clauses that promise it (CSS-4.p5,
 * CSS-6.p3). Refused, it stays a draft.
 */
export async function publish(
  tx: Tx,
  account: AccountRef,
  by: By,
  which: Which,
): Promise<{ readonly decision: Decision; readonly decisionId: string }> {
  const { device, release } = await holdRelease(tx, account, which)
  requireDraft(release)
  const { offering } = await coverOf(tx, account, device, by.today)
  const { kind, base, component, problems, gathers, features, featuresWhy, licence, language, languageWhy } = release
  const question = {
    kind: 'software-publication' as const,
    onDate: by.today,
    serial: device.serial,
    version: release.version,
    accepted: device.acceptedRelease,
    files: release.files.length,
    release: { kind, base, component, problems, gathers, features, featuresWhy, licence, language, languageWhy },
  }
  const decision = judgePublication(offering, question)
  const subject = `${device.serial} ${release.version}`
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject, question, decision })
  if (decision.verdict !== 'granted') {
    await happened(tx, account, by, device, 'publication-refused', { version: release.version, decidedBy: decision.decidedBy })
    return { decision, decisionId }
  }
  await store.publishRelease(tx, account.id, release.id, by.name, by.now)
  const announced = offering.deliverables.find(({ code }) => code === 'release-announcement')?.clauses ?? []
  const told = await tell(tx, account, by, device, offering.code, {
    to: 'customer',
    subject: `${kindTitles[kind]} ${release.version} is available`,
    text: [
      `For release ${base} of ${device.description || device.product}.`,
      ...problems.map(({ defect, text }) => `Mends ${defect}: ${text}`),
      ...(gathers.length > 0 ? [`Gathers ${gathers.join(', ')}.`] : []),
      release.notes.slice(0, 4000),
      'It is taken from the page of the software.',
    ].filter((line) => line !== ''),
  })
  await happened(tx, account, by, device, 'publish', { version: release.version, decision: decisionId, told, clauses: announced })
  return { decision, decisionId }
}

/** Takes a release back: it is handed out no more, a direction to install it ends, and whoever was told of it hears why. */
export async function withdraw(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, version, why }: Which & { readonly why: string },
): Promise<void> {
  const { device, release } = await holdRelease(tx, account, { serial, version })
  if (release.state === 'withdrawn') throw conflict('It was withdrawn already', { found: release.withdrawnWhy ?? '' })
  await store.withdrawRelease(tx, account.id, release.id, by.name, by.now, why)
  await withdrawDirection(tx, account.id, release.id, by.name, by.now)
  await happened(tx, account, by, device, 'withdraw', { version, why })
  if (release.state !== 'published') return
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, {
    to: 'customer',
    subject: `${version} is withdrawn`,
    text: [`Please do not install it. ${why}`],
  })
}
