import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays, daysBetween } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { dayOf } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AskElsewhere } from '../../duties/asks.ts'
import { changeDevice, findDevice } from '../../installed-base/service.ts'
import { acceptRelease } from '../../installed-base/software/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { LocalDate } from '../../lib/time.ts'
import { proposeRelease } from '../agreeing/service.ts'
import type { Release } from '../releases/release.ts'
import { holdRelease } from '../releases/service.ts'
import { listReleases } from '../releases/store.ts'
import { type By, byItself, coverOf, happened, tell } from '../service.ts'
import type { Direction, Installation, StillToInstall } from './direction.ts'
import * as store from './store.ts'

export { listDirections, listInstallations } from './store.ts'

/** The day by which a release was to be installed has come, or has passed; its subject is the direction. */
export const directionTimer = 'software-direction'

type Which = { readonly serial: string; readonly version: string }

/** Says that a published release is to be installed, and by when (CSS-8.c). */
export async function directInstall(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: Which & { readonly unit: Direction['unit']; readonly text: string; readonly dueOn: LocalDate },
): Promise<void> {
  const { device, release } = await holdRelease(tx, account, given)
  if (release.state !== 'published')
    throw conflict('Only a published release is directed', { found: release.state, toDo: 'Publish it first.' })
  if (given.dueOn < by.today) throw badRequest('The day has passed', { found: given.dueOn, expected: `${by.today} or later` })
  if (release.base !== device.acceptedRelease)
    throw conflict('It is made for another release than the accepted one (CSS-6.p2)', {
      found: `made for ${release.base}`,
      expected: device.acceptedRelease || 'an accepted release',
    })
  const open = (await store.listDirections(tx, account.id, { releaseIds: [release.id] })).find(({ state }) => state === 'open')
  if (open) throw conflict('It is directed already', { found: `by ${open.directedBy}, due on ${open.dueOn}` })
  const id = newId(by.now)
  await store.insertDirection(tx, account.id, {
    id,
    releaseId: release.id,
    unit: given.unit,
    text: given.text,
    dueOn: given.dueOn,
    directedBy: by.name,
    directedAt: by.now,
  })
  for (const day of [given.dueOn, addDays(given.dueOn, 1)]) {
    const dueAt = resolveLocal(account.zone, `${day}T09:00`)
    if (typeof dueAt === 'number' && dueAt > by.now)
      await setTimer(tx, { accountId: account.id, now: by.now, kind: directionTimer, subjectId: id, dueAt })
  }
  await happened(tx, account, by, device, 'direct', { version: release.version, unit: given.unit, dueOn: given.dueOn })
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, {
    to: 'customer',
    subject: `Please install ${release.version} by ${given.dueOn}`,
    text: [
      ...(given.text === '' ? [] : [given.text]),
      `Directed by ${by.name} (${given.unit}). Please say on the page of the software when it is installed (CSS-8.c).`,
    ],
  })
}

/** Directions to install as the duties of their contracts see them: open, or followed (CSS-8.c). One that was withdrawn asks for nothing. */
export async function askedToInstall(tx: Tx, account: AccountRef): Promise<readonly AskElsewhere[]> {
  const directions = (await store.listDirectionsOf(tx, account.id)).filter(({ state }) => state !== 'withdrawn')
  const found: AskElsewhere[] = []
  for (const { releaseId, unit, text, dueOn, directedBy, directedAt, closedAt, closedBy } of directions) {
    const [release] = await listReleases(tx, account.id, { id: releaseId })
    const device = release && (await findDevice(tx, account.id, { id: release.deviceId }))
    if (!release || !device) continue
    const { contractId, offering } = await coverOf(tx, account, device, dayOf(account.zone, directedAt))
    if (contractId === null) continue
    found.push({
      contractId,
      case: null,
      software: { serial: device.serial, version: release.version },
      clauses: clausesOf(offering),
      text: [`Install ${release.version} on ${device.serial} (${unit})`, text].filter(Boolean).join(': '),
      askedAt: directedAt,
      askedBy: directedBy,
      dueOn,
      answer: closedAt === null ? null : { at: closedAt, text: `installed, said by ${closedBy}` },
    })
  }
  return found
}

/** What was directed to be installed on a piece of software and is not, for whoever works on a case about it (CSS-8.c). */
export async function stillToInstall(tx: Tx, account: AccountRef, deviceId: string, now: number): Promise<readonly StillToInstall[]> {
  const open = await store.listOpenOn(tx, account.id, deviceId)
  const device = open.length > 0 ? await findDevice(tx, account.id, { id: deviceId }) : undefined
  if (!device) return []
  const today = dayOf(account.zone, now)
  const { offering } = await coverOf(tx, account, device, today)
  return open.map((each) => ({ ...each, daysOverdue: Math.max(0, daysBetween(each.dueOn, today)), clauses: clausesOf(offering) }))
}

const clausesOf = ({ duties }: Offering): readonly string[] => duties.find(({ code }) => code === 'install-as-directed')?.clauses ?? []

/** The day has come: the customer is reminded; it has passed: both sides hear of it, once. */
export async function remind(tx: Tx, account: AccountRef, now: number, directionId: string): Promise<void> {
  const [direction] = await store.listDirections(tx, account.id, { id: directionId })
  if (direction?.state !== 'open') return
  const by = byItself(account, now)
  const [release] = await listReleases(tx, account.id, { id: direction.releaseId })
  const device = release && (await findDevice(tx, account.id, { id: release.deviceId }))
  if (!release || !device) return
  const overdue = direction.dueOn < by.today
  const { offering } = await coverOf(tx, account, device, by.today)
  await happened(tx, account, by, device, overdue ? 'installation-overdue' : 'installation-due', {
    version: release.version,
    dueOn: direction.dueOn,
  })
  for (const to of overdue ? (['customer', 'provider'] as const) : (['customer'] as const))
    await tell(tx, account, by, device, offering.code, {
      to,
      subject: overdue
        ? `${release.version} is overdue since ${addDays(direction.dueOn, 1)}`
        : `${release.version} is to be installed today`,
      text: [
        ...(direction.text === '' ? [] : [direction.text]),
        overdue
          ? 'It was directed to be installed, and nobody said that it is (CSS-8.c).'
          : 'Please say on the page of the software when it is installed (CSS-8.c).',
      ],
    })
}

/** What runs after an installation, so that the next case is judged by it (CSS-7.p2); undefined when that stays as it was. */
const runsAfter = (running: string, { version, base }: Release, outcome: Installation['outcome']): string | undefined => {
  if (outcome === 'installed') return version
  return outcome === 'rolled-back' && running === version ? base : undefined
}

/**
 * Records what became of an installation, and what runs since. One that was directed moves the accepted release (CSS-8.c, CSS-7.p2); one that
 * was not directed, or that took the accepted release off again, leaves it where it is and asks the other side whether it moves (CSS-7.p1).
 * @returns what follows from it, in one word
 */
export async function recordInstallation(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: Which & Pick<Installation, 'installedOn' | 'place' | 'outcome' | 'note'>,
): Promise<'moved' | 'proposed' | 'kept'> {
  const { device: held, release } = await holdRelease(tx, account, given)
  if (release.publishedAt === null) throw conflict('It was never published', { found: release.state, toDo: 'Publish it first.' })
  if (given.installedOn > by.today) throw badRequest('The day lies ahead', { found: given.installedOn, expected: `${by.today} or earlier` })
  const publishedOn = dayOf(account.zone, release.publishedAt)
  if (given.installedOn < publishedOn)
    throw badRequest('It was not published yet on that day', {
      found: given.installedOn,
      expected: `${publishedOn}, the day of its publication, or later`,
      toDo: 'Correct the day.',
    })
  const direction = (await store.listDirections(tx, account.id, { releaseIds: [release.id] })).find(({ state }) => state === 'open')
  const { version } = release
  await store.insertInstallation(tx, account.id, {
    id: newId(by.now),
    releaseId: release.id,
    directionId: direction?.id ?? null,
    installedOn: given.installedOn,
    place: given.place,
    outcome: given.outcome,
    note: given.note,
    saidBy: by.name,
    at: by.now,
  })
  await happened(tx, account, by, held, 'install', {
    version,
    outcome: given.outcome,
    on: given.installedOn,
    directed: direction !== undefined,
  })
  const runs = runsAfter(held.release, release, given.outcome)
  const device =
    runs === undefined || runs === held.release
      ? held
      : await changeDevice(tx, account, by, held, { release: runs, releaseSeenOn: given.installedOn })
  const { offering } = await coverOf(tx, account, device, by.today)
  const ask = async (to: string, why: string) =>
    (await proposeRelease(tx, account, by, { device, release: to, why, quietly: true })) ? 'proposed' : 'kept'
  if (given.outcome !== 'installed') {
    await tell(tx, account, by, device, offering.code, {
      to: 'provider',
      subject: `${version} ${given.outcome === 'failed' ? 'could not be installed' : 'was rolled back'}`,
      text: [given.note || 'No reason was given.'],
    })
    return runs !== undefined && device.acceptedRelease === version
      ? ask(runs, `${version} was rolled back on ${given.installedOn}.`)
      : 'kept'
  }
  if (device.acceptedRelease === version) return 'kept'
  if (direction) {
    await store.applyDirection(tx, account.id, direction.id, by.name, by.now)
    await acceptRelease(tx, account, by, device, {
      release: version,
      why: 'directed',
      on: given.installedOn,
      customer: by.name,
      provider: direction.directedBy,
      note: `directed by ${direction.unit}`,
      runs: true,
    })
    return 'moved'
  }
  return ask(version, `${version} was installed on ${given.installedOn}, as it was published.`)
}
