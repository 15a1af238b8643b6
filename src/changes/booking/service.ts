import { usualPlace } from '../../contracts/place-rule.ts'
import { dayOf } from '../../contracts/service.ts'
import { judgePerformer } from '../../contracts/subcontracting/judge-performer.ts'
import { firmOf, firmsOf } from '../../contracts/subcontracting/service.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { listSites } from '../../parties/service.ts'
import { offeringOf } from '../../requests/service.ts'
import type { ChangeRow } from '../change.ts'
import { cite } from '../citing.ts'
import { type By, findEngineer, happened, holdChange, serviceOf, tell } from '../service.ts'
import { changesOfRequest, patchChange } from '../store.ts'
import { windowWords } from '../words.ts'
import * as store from './store.ts'

export { busyTimes, listAbsences, listBlackouts } from './store.ts'

/** Why an engineer cannot stand by in a stretch; undefined when they can. Whom else they serve is not said. */
export const whyBusy = (tx: Tx, engineerId: string, stretch: store.Stretch, but?: string) =>
  acrossAccounts(tx, (wide) => inTheWay(wide, engineerId, stretch, but))

/** The same, for whoever looks across all customers already. */
async function inTheWay(tx: Tx, engineerId: string, stretch: store.Stretch, but?: string): Promise<string | undefined> {
  const busy = await store.busyWith(tx, engineerId, stretch, but)
  return busy && (busy === 'away' ? 'away then' : 'booked then')
}

/** Books the engineer of a change for its window; the one before is free again. */
async function book(tx: Tx, account: AccountRef, by: By, change: ChangeRow, engineerId: string): Promise<boolean> {
  if (change.engineerId !== null) await store.releaseBooking(tx, account.id, change.id, by.now)
  const { startsAt, endsAt } = change
  return store.insertBooking(tx, account.id, { id: newId(by.now), changeId: change.id, engineerId, startsAt, endsAt })
}

/** One named engineer for a window (ISS-3.1.1); another one is told to the customer, with why. Nobody is booked twice. */
export async function assign(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly engineer: string; readonly why: string },
): Promise<void> {
  const change = await holdChange(tx, account, number, 'assign')
  if (change.engineerId === given.engineer) return
  const { offering, book: policies } = await serviceOf(tx, account, change, by.now)
  const onDate = dayOf(change.zone, change.startsAt)
  const { engineer, busy, firm } = await acrossAccounts(tx, async (wide) => {
    const [person, busyWith] = await Promise.all([findEngineer(wide, given.engineer), inTheWay(wide, given.engineer, change, change.id)])
    return { engineer: person, busy: busyWith, firm: person ? await firmOf(wide, person, onDate) : null }
  })
  if (!engineer) throw badRequest('No such engineer', { found: given.engineer, expected: 'an Advanced Services engineer of the provider' })
  if (change.engineerId !== null && given.why === '')
    throw unprocessable('Another engineer needs a reason', {
      found: change.engineerName,
      toDo: `Say why; the customer is told${cite(offering, 'engineer')}.`,
    })
  if (firm !== null) {
    const parts = await firmsOfWindows(tx, account, engineer.accountId, change, firm.code)
    const facts = { parts, firm, onDate, country: account.country, source: number }
    refuseBy(judgePerformer(offering, policies, facts), `${engineer.name} is not assigned`)
  }
  if (busy !== undefined || !(await book(tx, account, by, change, engineer.personId)))
    throw conflict(`${engineer.name} is ${busy ?? 'booked then'}`, {
      found: windowWords(change),
      expected: `an engineer who is free${cite(offering, 'engineer')}`,
      toDo: 'Choose another engineer, or look for a free time.',
    })
  const assigned = { engineerId: engineer.personId, engineerName: engineer.name, sequence: change.sequence + 1 }
  await Promise.all([
    patchChange(tx, account.id, change.id, {
      ...assigned,
      ...(change.location === '' ? { location: usualPlace(policies, account) } : {}),
    }),
    happened(tx, account, by, change, 'assign', { before: change.engineerName, engineer: engineer.name, why: given.why }),
    tell(
      tx,
      account,
      by,
      { ...change, ...assigned },
      {
        to: 'both',
        subject: change.engineerId === null ? `${engineer.name} stands by` : `${engineer.name} stands by instead of ${change.engineerName}`,
        text: [windowWords(change), given.why],
      },
    ),
  ])
}

/** The firm of whoever stands by in each window of a request, with somebody of another firm in one of them. */
async function firmsOfWindows(tx: Tx, account: AccountRef, providerId: string, change: ChangeRow, firm: string) {
  const all = await changesOfRequest(tx, account.id, change.requestId, false)
  const live = all.filter(({ state }) => state !== 'cancelled')
  const others = live.flatMap(({ id, engineerId }) => (id === change.id || engineerId === null ? [] : [engineerId]))
  const firmOn = await acrossAccounts(tx, (wide) => firmsOf(wide, providerId, others))
  return live.map(({ id, number, engineerId, zone, startsAt }) => ({
    part: number,
    firm: id === change.id ? firm : engineerId === null ? null : firmOn(engineerId, dayOf(zone, startsAt)),
  }))
}

/** The firm of the engineer of a change on its day, for the provider's eyes; null where it is the provider itself. */
export const firmOfChange = (tx: Tx, change: ChangeRow): Promise<string | null> =>
  acrossAccounts(tx, async (wide) => {
    const person = change.engineerId === null ? undefined : await findEngineer(wide, change.engineerId)
    return person ? ((await firmOf(wide, person, dayOf(change.zone, change.startsAt)))?.code ?? null) : null
  })

/** Takes the engineer off a change: who left, is away, or is booked elsewhere after a move. Somebody has to find another one. */
export async function unassign(tx: Tx, account: AccountRef, by: By, change: ChangeRow, why: string): Promise<ChangeRow> {
  await store.releaseBooking(tx, account.id, change.id, by.now)
  const state = change.state === 'ready' ? 'planned' : change.state
  await patchChange(tx, account.id, change.id, { engineerId: null, engineerName: '', state })
  await happened(tx, account, by, change, 'unassign', { engineer: change.engineerName, why })
  const next = { ...change, engineerId: null, engineerName: '', state }
  await tell(tx, account, by, next, {
    to: 'both',
    subject: 'Another engineer is needed',
    text: [
      `${change.engineerName} ${why}.`,
      windowWords(change),
      `Somebody else is assigned before the window, or it moves${cite(await offeringOf(tx, change), 'engineer')}.`,
    ],
  })
  return next
}

/**
 * Books the engineer of a window that moved anew. To be asked before anything is written into the account's trail: whoever books waits for others who
 * book the same engineer, and they may wait for the trail.
 * @returns why somebody else has to be found, such as `is away then`; undefined where nobody has to be
 */
export async function rebook(tx: Tx, account: AccountRef, by: By, change: ChangeRow): Promise<string | undefined> {
  if (change.engineerId === null) return undefined
  const busy = await whyBusy(tx, change.engineerId, change, change.id)
  if (busy === undefined && (await book(tx, account, by, change, change.engineerId))) return undefined
  return `is ${busy ?? 'booked then'}`
}

export const release = (tx: Tx, account: AccountRef, changeId: string, now: Instant) => store.releaseBooking(tx, account.id, changeId, now)

/** A time in which nothing is changed, of the whole customer or of one site. */
export async function addBlackout(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: store.Stretch & { readonly site: string | null; readonly reason: string },
): Promise<string> {
  if (given.endsAt <= given.startsAt) throw badRequest('It ends before it begins', { expected: 'an end after the start' })
  if (given.site !== null && !(await listSites(tx, account.id)).some(({ id }) => id === given.site)) throw notFound('site')
  const id = newId(by.now)
  await store.insertBlackout(tx, account.id, { ...given, id, siteId: given.site, madeBy: by.name })
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'blackout.add', subject: id, detail: given })
  return id
}

export async function liftBlackout(tx: Tx, account: AccountRef, by: By, id: string): Promise<void> {
  if (!(await store.liftBlackout(tx, account.id, id, by.now))) throw notFound('blackout')
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'blackout.lift', subject: id })
}

/** The blackout that a window of these sites falls into; undefined when there is none. */
export async function blackoutOver(
  tx: Tx,
  account: AccountRef,
  { startsAt, endsAt }: store.Stretch,
  sites: readonly string[],
): Promise<store.Blackout | undefined> {
  const found = await store.listBlackouts(tx, account.id, startsAt)
  return found.find((each) => each.startsAt < endsAt && (each.siteId === null || sites.includes(each.siteId)))
}

/** An engineer is away: kept with the provider, so that no customer sees it. */
export async function addAbsence(
  tx: Tx,
  provider: Pick<AccountRef, 'id'>,
  by: By,
  given: store.Stretch & { readonly engineer: string; readonly reason: string },
): Promise<string> {
  if (given.endsAt <= given.startsAt) throw badRequest('It ends before it begins', { expected: 'an end after the start' })
  const id = newId(by.now)
  await store.insertAbsence(tx, provider.id, { ...given, id, engineerId: given.engineer, madeBy: by.name })
  await audit(tx, { accountId: provider.id, now: by.now, actor: by.actor, action: 'absence.add', subject: given.engineer, detail: given })
  return id
}

export async function endAbsence(tx: Tx, provider: Pick<AccountRef, 'id'>, by: By, id: string): Promise<void> {
  if (!(await store.endAbsence(tx, provider.id, id, by.now))) throw notFound('absence')
  await audit(tx, { accountId: provider.id, now: by.now, actor: by.actor, action: 'absence.end', subject: id })
}
