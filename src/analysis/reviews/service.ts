import { exposuresOf } from '../../advisories/exposure/service.ts'
import { findRecords, publishedOf } from '../../advisories/register/service.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { dayOf, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { findConfiguration } from '../../installed-base/configurations/service.ts'
import type { Device } from '../../installed-base/device.ts'
import { findReading } from '../../installed-base/readings/service.ts'
import { listChildren } from '../../installed-base/service.ts'
import { readConfigurations } from '../../junos/config/read.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { type Instant, minutesMs, toIso } from '../../lib/time.ts'
import { deviceOf } from '../configuration/device.ts'
import { findingsOf, profileOf } from '../findings/service.ts'
import { healthOf } from '../health/service.ts'
import type { Report } from '../result.ts'
import { itemsOfFindings, itemsOfRecords, type KnownNode, type ReviewedMatch } from './compute.ts'
import { indicatorsOf } from './indicators.ts'
import { type ReviewKind, reviewTitles } from './kinds.ts'
import { tellOfReview } from './reading/service.ts'
import { redundancyOf } from './redundancy.ts'
import { firstNotes, missingFor, type ReviewContent, type ReviewedDevice, type ReviewNotes } from './review.ts'
import * as store from './store.ts'
import { missingBefore, type Talk } from './talk.ts'
import { outsideHours } from './talk-hours.ts'

export { findReview, type ReviewRow } from './store.ts'

/** The talks that were held on a review. */
export const talksOf = (tx: Tx, account: AccountRef, review: store.ReviewRow) => store.listTalks(tx, account.id, review.id)

type By = { readonly now: Instant; readonly actor: string; readonly name: string }

/** Devices of one review; more are several reviews. */
export const mostDevices = 200

/** Computes a review of these devices as a draft. Refused without the data it is made of (MSP-3.1.5.p2, MSP-3.1.7.p1, MSP-3.1.8.p1), and for devices that are not in use (MSP-7.a). */
export async function makeReview(
  tx: Tx,
  account: AccountRef,
  by: By,
  { kind, devices, engineer }: { readonly kind: ReviewKind; readonly devices: readonly Device[]; readonly engineer: string },
): Promise<store.ReviewRow> {
  const idle = devices.filter(({ status }) => status !== 'in-use')
  if (idle.length > 0)
    throw conflict('Only devices in use are reviewed', {
      found: idle.map(({ serial, status }) => `${serial} is ${status}`).join(', '),
      expected: 'devices that are bought and in use (MSP-7.a)',
      toDo: 'Leave them out, or correct their status.',
    })
  const content =
    kind === 'CACR'
      ? await ofConfigurations(tx, account, devices, by.now)
      : kind === 'PHC'
        ? await ofHealth(tx, account, devices, by.now)
        : await ofRecords(tx, account, kind, devices)
  const review = {
    id: newId(by.now),
    number: await nextNumber(tx, account, 'review'),
    kind,
    content,
    cutoff: by.now,
    notes: firstNotes(content),
    engineer,
    madeBy: by.name,
    madeAt: by.now,
  }
  await store.insertReview(tx, account.id, review)
  await note(tx, account, by, 'review.make', review.number, { kind, devices: content.devices.length, items: content.items.length })
  return (await store.findReview(tx, account.id, review.number)) as store.ReviewRow
}

const note = (tx: Tx, account: AccountRef, by: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject, detail })

type DataTimes = Partial<Pick<ReviewedDevice, 'configurationAt' | 'sampledAt'>>

const reviewed = ({ serial, product, release }: Device, times: DataTimes = {}): ReviewedDevice => ({
  serial,
  product,
  release,
  configurationAt: null,
  sampledAt: null,
  ...times,
})

async function ofRecords(tx: Tx, account: AccountRef, kind: ReviewKind, devices: readonly Device[]): Promise<ReviewContent> {
  const known = devices.filter(({ release }) => release.trim() !== '')
  if (known.length === 0)
    throw conflict('The network profile is empty', {
      found: `${devices.length} devices, of none of which a release is known`,
      expected: 'devices with their releases (MSP-3.1.5.p2)',
      toDo: 'Enter the releases, or import what the devices say.',
    })
  const matches: ReviewedMatch[] = []
  const notJudged: { readonly key: string | null; readonly line: string }[] = devices
    .filter((each) => !known.includes(each))
    .map(({ serial }) => ({ key: null, line: `${serial}: no release of it is known.` }))
  for (const device of known)
    for (const { key, verdict, match } of await exposuresOf(tx, account.id, device.id)) {
      if (verdict === 'affected' || verdict === 'unknown')
        matches.push({ key, serial: device.serial, verdict, why: match.why, fix: match.fix })
      if (verdict === 'unknown' || verdict === 'not evaluated')
        notJudged.push({ key, line: `${device.serial}, ${key}: ${match.why.join(' ')}` })
    }
  const records = await findRecords(tx, [...new Set(matches.map(({ key }) => key))])
  const items = itemsOfRecords(kind, matches, records, kind === 'PIIR' ? await nodesOf(tx, account, known, matches) : new Map())
  // a review of notifications speaks of those alone: the ones that match, that do not, and that could not be judged
  const notifications = kind === 'PBNIR' ? await publishedOf(tx, 'PBN') : undefined
  const own = notJudged.filter(({ key }) => key === null || !notifications || notifications.some((each) => each.key === key))
  const open = new Set([...items.map(({ key }) => key), ...own.map(({ key }) => key)])
  return {
    devices: devices.map((device) => reviewed(device)),
    items,
    indicators: [],
    ...(notifications && { noMatch: notifications.filter(({ key }) => !open.has(key)).map(({ key, title }) => ({ key, title })) }),
    notJudged: own.map(({ line }) => line).slice(0, 300),
  }
}

/** What is known of the redundancy of the devices that something is about. */
async function nodesOf(
  tx: Tx,
  account: AccountRef,
  devices: readonly Device[],
  matches: readonly ReviewedMatch[],
): Promise<ReadonlyMap<string, KnownNode>> {
  const touched = new Set(matches.map(({ serial }) => serial))
  const nodes = new Map<string, KnownNode>()
  for (const device of devices) {
    if (!touched.has(device.serial)) continue
    const [reading, children, kept] = [
      await findReading(tx, account, device.id),
      await listChildren(tx, account.id, device.id),
      await findConfiguration(tx, account.id, device.id),
    ]
    const tree = kept && readConfigurations(kept.text).configurations[0]?.tree
    nodes.set(device.serial, {
      product: device.product,
      release: device.release,
      redundancy: redundancyOf({
        reading: reading ? { readOn: dayOf(account.zone, reading.readAt), replies: reading.replies } : null,
        slots: children.map(({ slot }) => slot),
        configuration: tree ? deviceOf(tree) : null,
      }),
    })
  }
  return nodes
}

async function ofConfigurations(tx: Tx, account: AccountRef, devices: readonly Device[], now: Instant): Promise<ReviewContent> {
  const reports: { serial: string; report: NonNullable<Awaited<ReturnType<typeof findingsOf>>>['report'] }[] = []
  const looked: ReviewedDevice[] = []
  const notJudged: string[] = []
  for (const device of devices) {
    const found = await findingsOf(tx, account, device.id, now)
    looked.push(reviewed(device, found ? { configurationAt: toIso(found.takenAt) } : {}))
    if (!found) {
      notJudged.push(`${device.serial}: no configuration of it is known.`)
      continue
    }
    reports.push({ serial: device.serial, report: found.report })
    for (const { id, outcome, why } of found.report.results)
      if (outcome === 'not-judged') notJudged.push(`${device.serial}, ${id}: ${why ?? 'not judged'}`)
  }
  if (reports.length === 0)
    throw conflict('No configuration is known of these devices', {
      expected: 'a configuration of at least one (MSP-3.1.7.p1)',
      toDo: 'Bring configurations in first.',
    })
  return { devices: looked, items: itemsOfFindings(reports), indicators: [], notJudged: notJudged.slice(0, 300) }
}

async function ofHealth(tx: Tx, account: AccountRef, devices: readonly Device[], now: Instant): Promise<ReviewContent> {
  const profile = await profileOf(tx, account)
  const judged: { serial: string; readAt: Instant; report: Report }[] = []
  const looked: ReviewedDevice[] = []
  const notJudged: string[] = []
  for (const device of devices) {
    const health = await healthOf(tx, account, device.id, now, { profile })
    looked.push(reviewed(device, health ? { sampledAt: toIso(health.readAt) } : {}))
    if (health) judged.push({ serial: device.serial, readAt: health.readAt, report: health.report })
    else notJudged.push(`${device.serial}: nothing that it answered is known.`)
  }
  if (judged.length === 0)
    throw conflict('Nothing that these devices answered is known', {
      expected: 'sample data of at least one (MSP-3.1.8.p1)',
      toDo: 'Bring in what they answer to show commands first.',
    })
  // one reason for many checks, such as a command that was not asked, is one line
  for (const { serial, report } of judged)
    for (const [why, of] of Map.groupBy(
      report.results.filter(({ outcome }) => outcome === 'not-judged'),
      (result) => result.why ?? 'not judged',
    ))
      notJudged.push(`${serial}, ${of.map(({ id }) => id).join(', ')}: ${why}`)
  return { devices: looked, items: itemsOfFindings(judged), indicators: indicatorsOf(judged, profile), notJudged: notJudged.slice(0, 300) }
}

const changed = () => conflict('The review is no draft of this version any more', { toDo: 'Reload, and look at what changed.' })

/** Somebody who goes on writing within this time is one entry of the audit trail. */
const sittingMs = 15 * minutesMs

/** Keeps what the engineer wrote. A configuration is not assessed before its requirements were discussed (MSP-3.1.7.p2). */
export async function writeReview(
  tx: Tx,
  account: AccountRef,
  by: By,
  review: store.ReviewRow,
  given: { readonly notes: ReviewNotes; readonly engineer: string },
): Promise<void> {
  const known = new Set(review.content.items.map(({ key }) => key))
  const items = Object.fromEntries(Object.entries(given.notes.items).filter(([key]) => known.has(key)))
  const session = missingBefore(review.kind, await store.listTalks(tx, account.id, review.id))
  const assessed = Object.entries(items).find(([, { assessment, left }]) => !left && assessment.trim() !== '')
  if (session !== undefined && assessed)
    throw conflict('The analysis has not begun', {
      found: `an assessment of ${assessed[0]} without ${session}`,
      toDo: 'Discuss the requirements with the customer, and record the session.',
    })
  const written = { by: by.name, at: by.now }
  if (!(await store.changeReview(tx, account.id, review, { notes: { ...given.notes, items }, engineer: given.engineer, written })))
    throw changed()
  if (review.writtenBy !== by.name || review.writtenAt === null || by.now - review.writtenAt > sittingMs)
    await note(tx, account, by, 'review.write', review.number, { engineer: given.engineer })
}

/** Releases a review to the customer, who hears of it: from then on nobody changes it. */
export async function releaseReview(tx: Tx, account: AccountRef, by: By, review: store.ReviewRow): Promise<void> {
  const talks = await store.listTalks(tx, account.id, review.id)
  const missing = missingFor(review.kind, review.content, review.notes, review.engineer, talks)
  if (missing.length > 0)
    throw conflict(`The ${reviewTitles[review.kind].toLowerCase()} is not complete`, {
      found: `without ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`,
      toDo: 'Write these, or leave the item out.',
    })
  if (!(await store.changeReview(tx, account.id, review, { released: { by: by.name, at: by.now } }))) throw changed()
  await note(tx, account, by, 'review.release', review.number, { kind: review.kind })
  await tellOfReview(tx, account, by.now, { ...review, state: 'released', releasedAt: by.now })
}

/**
 * Records a talk with the customer on a review: when, who attended from both sides, what was said. The call that explains a review follows its
 * release (MSP-3.1.5.p4); the session on requirements comes before it (MSP-3.1.7.p2).
 */
export async function recordTalk(
  tx: Tx,
  account: AccountRef,
  by: By,
  review: store.ReviewRow,
  given: Omit<Talk, 'recordedBy' | 'recordedAt'>,
): Promise<void> {
  if (given.heldAt > by.now)
    throw badRequest('The talk lies ahead', {
      found: toIso(given.heldAt),
      expected: 'a time that has come',
      toDo: 'Record it when it was held.',
    })
  // times of talks are given to the minute
  if (given.kind === 'conference call' && (review.releasedAt === null || given.heldAt + minutesMs <= review.releasedAt))
    throw conflict('The call explains a review that was given before', {
      found: review.releasedAt === null ? 'a draft' : `a call before the release at ${toIso(review.releasedAt)}`,
      expected: 'a call after the release (MSP-3.1.5.p4)',
      toDo: 'Release the review first.',
    })
  if (given.kind === 'requirements session' && review.state === 'released')
    throw conflict('Requirements are discussed before the analysis', {
      found: `${review.number} is released`,
      expected: 'a draft (MSP-3.1.7.p2)',
      toDo: 'Make another review, or record a conference call.',
    })
  await requireHours(tx, account, review, given)
  await store.insertTalk(tx, account.id, review.id, newId(by.now), { ...given, recordedBy: by.name, recordedAt: by.now })
  await note(tx, account, by, 'review.talk', review.number, {
    kind: given.kind,
    heldAt: toIso(given.heldAt),
    engineer: given.engineer,
    ...(given.agreement === '' ? {} : { agreement: given.agreement }),
  })
}

/**
 * A talk on a review that a service sells is held in the hours of that service at the account's workplace, or by an agreement of the vendor that has a
 * number (MSP-6.c, policy B65). A review that nothing sells to the account on that day is not judged.
 */
async function requireHours(
  tx: Tx,
  account: AccountRef,
  { kind }: store.ReviewRow,
  { kind: talk, heldAt, agreement }: Pick<Talk, 'kind' | 'heldAt' | 'agreement'>,
): Promise<void> {
  const day = dayOf(account.zone, heldAt)
  const offerings = await readOfferings(tx)
  const offering = (await listContracts(tx, account.id))
    .filter(({ state, startsOn, endsOn }) => state === 'active' && startsOn <= day && day <= endsOn)
    .map((contract) => soldWith(offerings, contract))
    .find((sold) => sold?.purchase.prices.some(({ code }) => code === kind))
  const calendar = offering && (await hoursAt(tx, offering, 'delivery', account))
  if (calendar?.kind !== 'calendar') return
  const outside = outsideHours(calendar, heldAt)
  if (outside === undefined) return
  const row = offering?.hours.find(({ purpose }) => purpose === 'delivery') ?? offering?.hours[0]
  const title = `A ${talk} is held in the hours of the customer’s workplace (${row?.clauses.join(', ')})`
  if ('kind' in outside) throw conflict(title, { found: outside.message, toDo: 'Enter the holidays of that year.' })
  if (agreement === '') throw conflict(title, outside)
}

/**
 * Strikes a talk that was recorded by mistake, with why. Not the session on requirements on which a review was released: what was given to the
 * customer stands on it.
 */
export async function strikeTalk(
  tx: Tx,
  account: AccountRef,
  by: By,
  review: store.ReviewRow,
  given: { readonly talk: string; readonly why: string },
): Promise<void> {
  const talks = await store.listTalks(tx, account.id, review.id)
  const talk = talks.find(({ id }) => id === given.talk)
  if (!talk) throw notFound('talk')
  const left = talks.filter((each) => each !== talk)
  if (review.state === 'released' && missingBefore(review.kind, talks) === undefined && missingBefore(review.kind, left) !== undefined)
    throw conflict('A review was released on this talk', {
      found: `${review.number}, released`,
      expected: 'a talk that nothing stands on',
      toDo: 'Make another review if this one was given by mistake.',
    })
  if (!(await store.insertStrike(tx, account.id, talk.id, { why: given.why, by: by.name, at: by.now })))
    throw conflict('It is struck already', { found: talk.struck ? `by ${talk.struck.by}: ${talk.struck.why}` : 'somebody was faster' })
  await note(tx, account, by, 'review.strike-talk', review.number, { kind: talk.kind, heldAt: toIso(talk.heldAt), why: given.why })
}
