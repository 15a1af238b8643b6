import { setImmediate as breathe } from 'node:timers/promises'
import { setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { listConfiguredDevices } from '../../installed-base/configurations/service.ts'
import { dataTimer } from '../../installed-base/device.ts'
import { listReadDevices } from '../../installed-base/readings/service.ts'
import { daysMs, type Instant } from '../../lib/time.ts'
import { findingsOf, profileOf } from '../findings/service.ts'
import { healthOf } from '../health/service.ts'
import type { Profile } from '../profile.ts'
import type { Report } from '../result.ts'
import * as store from './store.ts'

type Account = { readonly id: string }

/** Licences and certificates end without anybody's change: after so many days everything is judged anew. */
const recheckDays = 7
/** Devices that are judged in one transaction. */
const batch = 20

/** The start of the day on which a judgement may come out otherwise by itself: a waiver has ended, or it is time for another look. */
function recheckAfter({ waivers }: Profile, now: Instant): Instant {
  const today = Math.floor(now / daysMs) * daysMs
  const ends = waivers.map(({ until }) => Date.parse(until) + daysMs).filter((end) => end > now)
  return Math.min(today + recheckDays * daysMs, ...ends)
}

const foundIn = ({ results }: Report): readonly string[] => results.flatMap(({ id, outcome }) => (outcome === 'finding' ? [id] : []))

/** Judges the newest configuration and the newest answers of a device, and keeps what came of it. */
async function judgeDevice(tx: Tx, account: Account, deviceId: string, profile: Profile, now: Instant): Promise<void> {
  const keep = (kind: store.DataKind, dataAt: Instant, report: Report) =>
    store.keepJudgement(tx, account.id, {
      deviceId,
      kind,
      dataAt,
      judgedAt: now,
      recheckAt: recheckAfter(profile, now),
      summary: report.summary,
      found: foundIn(report),
    })
  const configuration = await findingsOf(tx, account, deviceId, now, profile)
  if (configuration) await keep('configuration', configuration.takenAt, configuration.report)
  const answers = await healthOf(tx, account, deviceId, now, { profile })
  if (answers) await keep('answers', answers.readAt, answers.report)
}

/** Data of a device was taken: it is judged, and again when that may come out otherwise by itself. */
export async function judgeTaken(tx: Tx, account: Account, deviceId: string, now: Instant): Promise<void> {
  const profile = await profileOf(tx, account)
  await judgeDevice(tx, account, deviceId, profile, now)
  await setTimer(tx, { ...anew(account, now), dueAt: recheckAfter(profile, now) })
}

/** Judges some of the devices whose profile or day has changed since they were judged, and sees to the others. */
export async function judgeAnew(tx: Tx, account: Account, now: Instant): Promise<void> {
  const profile = await profileOf(tx, account)
  const stale = await store.listStale(tx, account.id, now, batch)
  for (const deviceId of stale) await judgeDevice(tx, account, deviceId, profile, now)
  const next = stale.length === batch ? now : await store.nextRecheck(tx, account.id, now)
  if (next !== undefined) await setTimer(tx, { ...anew(account, now), dueAt: next, again: next === now })
}

/** The same timer as for data that was taken, with the account as its subject. */
const anew = ({ id }: Account, now: Instant) => ({ accountId: id, now, kind: dataTimer, subjectId: id, rank: 9 })

/** The profile of an account changed: its devices are judged by it, some at a time. */
export async function profileChanged(tx: Tx, account: Account, now: Instant): Promise<void> {
  await store.markStale(tx, account.id)
  await setTimer(tx, { ...anew(account, now), dueAt: now, again: true })
}

/** Devices that are listed; further ones are counted. */
const mostListed = 200

/** How the devices of an account stand by one kind of data: the worst of them, what is found on how many, and how many are still to be judged. */
export async function standingOf(tx: Tx, account: Account, kind: store.DataKind, now: Instant, query = '') {
  return {
    ...(await store.listWorst(tx, account.id, kind, { query, limit: mostListed })),
    checks: await store.countByCheck(tx, account.id, kind),
    left: await store.countLeft(tx, account.id, now),
  }
}

/** Devices of each kind of data on which a profile is tried for one answer: a second or two of work. */
const mostTried = 100

/** What a profile that is being written would find, on the first devices of an account; nothing is kept. */
export async function tryProfile(tx: Tx, account: Account, profile: Profile, now: Instant) {
  const counts = new Map<string, number>()
  const tried = { configuration: 0, answers: 0 }
  const note = (kind: store.DataKind, report: Report | undefined) => {
    if (!report) return
    tried[kind]++
    for (const id of foundIn(report)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [configured, read] = [await listConfiguredDevices(tx, account.id), await listReadDevices(tx, account.id)]
  for (const { id } of configured.slice(0, mostTried)) {
    note('configuration', (await findingsOf(tx, account, id, now, profile))?.report)
    await breathe()
  }
  for (const { id } of read.slice(0, mostTried)) {
    note('answers', (await healthOf(tx, account, id, now, { profile }))?.report)
    await breathe()
  }
  return {
    configurations: tried.configuration,
    readings: tried.answers,
    checks: [...counts].map(([id, devices]) => ({ id, devices })),
    left: Math.max(0, configured.length - mostTried) + Math.max(0, read.length - mostTried),
  }
}
