import { formatLocal } from '../../calendar/local-time.ts'
import { addDays, deadlineAfter } from '../../calendar/terms.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, send } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { startOf } from '../hours.ts'
import { workingDaysAfter } from '../occurrences.ts'
import { promisesWebinars } from '../promise.ts'
import { byOf, dayIn, meetingPolicy, refuse, theatreDays } from '../service.ts'
import { ownWhatIsOpen } from './asking/store.ts'
import type { Quarter } from './posting.ts'
import * as store from './store.ts'

export type { Webinar } from './store.ts'
export { countSeats, listSeats, listWebinars } from './store.ts'

/** The contract that gives a customer webinars on a day; undefined when none does (ACP-7.p1, policy B38). */
export async function webinarContract(tx: Tx, account: AccountRef, on: LocalDate): Promise<Contract | undefined> {
  const offerings = await readOfferings(tx)
  return (await listContracts(tx, account.id)).find(
    (each) => each.state === 'active' && each.startsOn <= on && on <= each.endsOn && promisesWebinars(soldWith(offerings, each)),
  )
}

export type WebinarInput = Pick<store.Webinar, 'theatre' | 'title' | 'topic' | 'about' | 'host' | 'minutes' | 'zone' | 'capacity'> & {
  readonly on: LocalDate
  readonly time: string
  /** Of a time that happens twice, the second one. */
  readonly later?: boolean | undefined
}

const noted = (tx: Tx, now: Instant, principal: Principal, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: principal.accountId, now, actor: byOf(now, principal).actor, action: `webinar.${action}`, subject, detail })

export async function planWebinar(tx: Tx, now: Instant, principal: Principal, input: WebinarInput): Promise<store.Webinar> {
  const start = startOf(input.zone, input.on, input.time, input.later)
  if ('kind' in start) throw refuse(start)
  if (start.at <= now) throw badRequest('The webinar lies behind', { found: `${input.on} ${input.time}`, toDo: 'Choose a time to come.' })
  if (input.host === '')
    throw unprocessable('Name the subject expert who hosts it (ACP-7.a)', {
      found: 'nobody',
      expected: 'an expert of the provider, before anybody is invited',
      toDo: 'Say who hosts it.',
    })
  const { on: _, time: __, later: ___, ...rest } = input
  const webinar: store.Webinar = {
    ...rest,
    id: newId(now),
    startsAt: start.at,
    state: 'planned',
    reason: '',
    heldOn: null,
    postBy: null,
    recording: null,
    postedAt: null,
    postedOn: null,
    madeBy: byOf(now, principal).actor,
    version: 1,
  }
  await store.insertWebinar(tx, webinar)
  await noted(tx, now, principal, 'plan', webinar.title, { theatre: webinar.theatre, startsAt: webinar.startsAt, host: webinar.host })
  return webinar
}

export async function requireWebinar(tx: Tx, id: string): Promise<store.Webinar> {
  const found = await store.holdWebinar(tx, id)
  if (!found) throw notFound('webinar')
  return found
}

/** A seat for the person who asks, while their account has a contract that promises webinars, in its own theatre, and seats are left. */
export async function register(tx: Tx, account: AccountRef, now: Instant, principal: Principal, id: string, comes: boolean): Promise<void> {
  const contract = await webinarContract(tx, account, dayIn(account.zone, now))
  // held and counted over all accounts, so that the last seat is given once
  const { webinar, own, taken } = await acrossAccounts(tx, async (wide) => ({
    webinar: await requireWebinar(wide, id),
    own: (await store.listSeats(wide, { webinarIds: [id], accountId: account.id, personId: principal.personId }))[0],
    taken: (await store.countSeats(wide, [id])).get(id) ?? 0,
  }))
  if (webinar.theatre !== account.theatre) throw notFound('webinar')
  if (webinar.state !== 'planned' || webinar.startsAt <= now)
    throw conflict('The webinar takes no registrations any more', { found: webinar.state })
  const state = comes ? 'registered' : 'withdrawn'
  if (own?.state === state || (!own && !comes)) return
  if (comes && !contract)
    throw notPermitted('No contract of your account promises webinars today (ACP-7.p1)', { toDo: 'Ask your contact at the provider.' })
  if (comes && taken >= webinar.capacity)
    throw conflict('The webinar is full', { found: `seats: ${webinar.capacity}`, toDo: 'The recording is posted here afterwards.' })
  await store.saveSeat(tx, { accountId: account.id, webinarId: id, personId: principal.personId, name: principal.name, state, at: now })
  await audit(tx, { accountId: account.id, now, actor: byOf(now, principal).actor, action: `webinar.${state}`, subject: webinar.title })
}

const notPlanned = ({ state, heldOn, reason }: store.Webinar) =>
  conflict(`The webinar is ${state}`, {
    found: state === 'held' ? `held on ${heldOn}` : reason || state,
    expected: 'one that is planned',
    toDo: 'What is over stays as it is; plan another one.',
  })

/** It was held: its recording is due within so many business days of its theatre (ACP-7.c, policy B38). */
export async function holdWebinar(
  tx: Tx,
  now: Instant,
  principal: Principal,
  id: string,
  attended: readonly string[],
): Promise<store.Webinar> {
  const webinar = await requireWebinar(tx, id)
  if (webinar.state !== 'planned') throw notPlanned(webinar)
  if (now < webinar.startsAt)
    throw conflict('The webinar has not begun', {
      found: `it begins at ${toIso(webinar.startsAt)}`,
      expected: 'that time, or later',
      toDo: 'Cancel it, if it will not be held.',
    })
  const heldOn = dayIn(webinar.zone, webinar.startsAt)
  const { postedWithinBusinessDays } = (await meetingPolicy(tx, heldOn)).get('webinar.mode')
  const postBy = workingDaysAfter(await theatreDays(tx, webinar.theatre, ['ACP-7.c']), heldOn, postedWithinBusinessDays)
  if (typeof postBy !== 'string') throw refuse(postBy)
  await store.changeWebinar(tx, id, { state: 'held', heldOn, postBy })
  await store.setSeatAttended(tx, id, attended)
  await ownWhatIsOpen(tx, id, principal)
  await noted(tx, now, principal, 'hold', webinar.title, { heldOn, postBy, attended: attended.length })
  return (await store.findWebinar(tx, id)) as store.Webinar
}

/** Who has a seat hears that nothing comes of it, each account by itself: nobody reads who else was to come. */
async function tellSeats(tx: Tx, now: Instant, webinar: store.Webinar, reason: string): Promise<void> {
  const taken = (await store.listSeats(tx, { webinarIds: [webinar.id] })).filter(({ state }) => state === 'registered')
  const when = formatLocal(webinar.zone, webinar.startsAt)
  for (const [accountId, seats] of Map.groupBy(taken, (seat) => seat.accountId))
    await send(tx, {
      accountId,
      now,
      kind: 'meeting-notice',
      subject: webinar.title,
      payload: {
        to: seats.map(({ personId, name }) => ({ personId, name })),
        subject: `The webinar is cancelled: ${webinar.title}`,
        text: `It was to begin on ${typeof when === 'string' ? when : toIso(webinar.startsAt)} (${webinar.zone}).\n\n${reason}`,
      },
    })
}

/** It will not be held. Who has a seat in it is told. */
export async function cancelWebinar(tx: Tx, now: Instant, principal: Principal, id: string, reason: string): Promise<store.Webinar> {
  const webinar = await requireWebinar(tx, id)
  if (webinar.state !== 'planned') throw notPlanned(webinar)
  await store.changeWebinar(tx, id, { state: 'cancelled', reason })
  await noted(tx, now, principal, 'cancel', webinar.title, { reason })
  await tellSeats(tx, now, webinar, reason)
  return (await store.findWebinar(tx, id)) as store.Webinar
}

/** Posts the recording. Its day counts in the zone of the webinar; a second time is refused, so that the day stays what it was. */
export async function postRecording(tx: Tx, now: Instant, principal: Principal, id: string, recording: string): Promise<store.Webinar> {
  const webinar = await requireWebinar(tx, id)
  if (webinar.state !== 'held') throw conflict(`The webinar is ${webinar.state}`, { expected: 'one that was held' })
  if (webinar.recording !== null) throw conflict('The recording is posted already', { found: `on ${webinar.postedOn}` })
  const postedOn = dayIn(webinar.zone, now)
  await store.changeWebinar(tx, id, { recording, postedAt: now, postedOn })
  await noted(tx, now, principal, 'post', webinar.title, { recording, postedOn, postBy: webinar.postBy })
  return (await store.findWebinar(tx, id)) as store.Webinar
}

/** Which quarters of a contract had a webinar in its theatre (ACP-7.p1): the quarters count from the contract's first day (policy B37). */
export function quartersOf(
  contract: Pick<Contract, 'startsOn' | 'endsOn'>,
  webinars: readonly store.Webinar[],
  today: LocalDate,
): readonly Quarter[] {
  const quarters: Quarter[] = []
  for (let count = 0; count < 40; count++) {
    const from = deadlineAfter(contract.startsOn, count * 3)
    if (from > contract.endsOn) break
    const last = addDays(deadlineAfter(contract.startsOn, count * 3 + 3), -1)
    const to = [last, contract.endsOn].toSorted()[0] as LocalDate
    const held = webinars.filter(({ heldOn }) => heldOn !== null && heldOn >= from && heldOn <= to).length
    quarters.push({ from, to, held, state: held > 0 ? 'met' : today < from ? 'to come' : today <= to ? 'running' : 'not met' })
  }
  return quarters
}
