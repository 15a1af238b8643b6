import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, listContracts } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { daysMs, type Instant, type LocalDate } from '../../lib/time.ts'
import { kindTerms, topicsOf } from '../kinds.ts'
import { offeredBy, owesOnboarding } from '../onboarding/service.ts'
import { listMeetingPeople, type MeetingPerson } from '../people/store.ts'
import { promisesKind, promisesWebinars } from '../promise.ts'
import { attendanceDuty, type Counted, type DutyPeriod, type Reading, type Tally, tally } from '../promised.ts'
import { dayIn, meetingPolicy } from '../service.ts'
import * as store from '../store.ts'
import { type Suspended, suspensions } from '../suspending/service.ts'
import { listSeats, listWebinars, quartersOf } from '../webinars/service.ts'

export type Shown = store.Meeting & {
  readonly contract: string | null
  readonly suspended: string | null
  readonly people: readonly MeetingPerson[]
}

/** Whether it may still matter to a reader that nothing is given on its day. */
const isAhead = ({ state, startsAt }: store.Meeting, now: Instant): boolean => state === 'planned' && startsAt > now - daysMs

/** Meetings of one account with what a reader wants beside them: the contract, why it is suspended, and who is invited. */
export async function showMeetings(
  tx: Tx,
  account: Pick<AccountRef, 'id' | 'code' | 'country'>,
  meetings: readonly store.Meeting[],
  now: Instant,
): Promise<readonly Shown[]> {
  const contracts = await listContracts(tx, account.id)
  const suspended = meetings.some((each) => isAhead(each, now)) ? await suspensions(tx, account, contracts) : () => undefined
  const of = await peopleOf(tx, account.id, meetings)
  return meetings.map((meeting) => ({
    ...meeting,
    contract: contracts.find(({ id }) => id === meeting.contractId)?.number ?? null,
    suspended: isAhead(meeting, now) ? (suspended(meeting, dayIn(meeting.zone, meeting.startsAt))?.why ?? null) : null,
    people: of.get(meeting.id) ?? [],
  }))
}

async function peopleOf(tx: Tx, accountId: string, meetings: readonly store.Meeting[]) {
  const ids = meetings.map(({ id }) => id)
  return Map.groupBy(await listMeetingPeople(tx, accountId, ids), ({ meetingId }) => meetingId)
}

const counted = (meeting: store.Meeting, people: readonly MeetingPerson[], suspended: Suspended): Counted => {
  const on = dayIn(meeting.zone, meeting.startsAt)
  return {
    on,
    state: meeting.state,
    side: meeting.side,
    moved: meeting.moved !== '',
    suspended: suspended(meeting, on) !== undefined,
    attended: people.some(({ side, attended }) => side === 'customer' && attended === true),
  }
}

export type Kept = {
  readonly series: string | null
  readonly contract: string
  readonly kind: store.Meeting['kind']
  readonly title: string
  readonly clauses: readonly string[]
  readonly from: LocalDate
  readonly until: LocalDate
  readonly counts: Tally
  readonly duty: { readonly reading: Reading; readonly scheduleEveryDays: number; readonly periods: readonly DutyPeriod[] } | null
}

export type Owed = {
  readonly contract: string
  readonly what: string
  readonly clause: string
  readonly state: 'done' | 'planned' | 'open' | 'late'
  readonly on: LocalDate | null
  readonly dueOn: LocalDate | null
}

type Known = { readonly contracts: readonly Contract[]; readonly meetings: readonly store.Meeting[]; readonly today: LocalDate }

/** What is on record of an account, read once for whatever is worked out from it. */
async function recordOf(tx: Tx, account: AccountRef, now: Instant): Promise<Known> {
  return {
    contracts: await listContracts(tx, account.id),
    meetings: await store.listMeetings(tx, { accountId: account.id, limit: 2000 }),
    today: dayIn(account.zone, now),
  }
}

/** What was promised against what was held, by contract and kind, and what is promised once. */
export async function promisedOf(
  tx: Tx,
  account: AccountRef,
  now: Instant,
): Promise<{ readonly kept: readonly Kept[]; readonly owed: readonly Owed[] }> {
  const known = await recordOf(tx, account, now)
  return { kept: await keptOf(tx, account, known), owed: await owedOf(tx, account, known) }
}

async function keptOf(tx: Tx, account: AccountRef, { contracts: held, meetings: all, today }: Known): Promise<readonly Kept[]> {
  const contracts = held.filter(({ kind, state }) => kind === 'service' && state !== 'pending')
  const people = await peopleOf(tx, account.id, all)
  const series = await store.listSeries(tx, account.id)
  const suspended = await suspensions(tx, account, held)
  const rules = (await meetingPolicy(tx, today)).get('ssm.meeting')
  const kept: Kept[] = []
  for (const contract of contracts)
    for (const [kind, meetings] of Map.groupBy(
      all.filter(({ contractId }) => contractId === contract.id),
      (each) => each.kind,
    )) {
      const own = series.find((each) => each.contractId === contract.id && each.kind === kind)
      const facts = meetings.map((each) => counted(each, people.get(each.id) ?? [], suspended))
      const until = own && own.until < contract.endsOn ? own.until : contract.endsOn
      kept.push({
        series: own?.id ?? null,
        contract: contract.number,
        kind,
        title: kindTerms[kind].title,
        clauses: kindTerms[kind].clauses,
        from: contract.startsOn,
        until,
        counts: tally(facts, today),
        duty:
          kind === 'review'
            ? {
                reading: rules.attendance,
                scheduleEveryDays: rules.scheduleEveryDays,
                periods: attendanceDuty(facts, { from: contract.startsOn, until }, today, rules.attendance),
              }
            : null,
      })
    }
  return kept
}

/** Training by topic (SSM-3.1.c1 to SSM-3.1.c3, SSM-3.2.d), and the onboarding meeting with its day (ACP-5.p2, policy B40). */
async function owedOf(tx: Tx, account: AccountRef, { contracts, meetings: all, today }: Known): Promise<readonly Owed[]> {
  const found: Owed[] = []
  const offerings = await readOfferings(tx)
  for (const contract of contracts.filter(({ kind, state, endsOn }) => kind === 'service' && state === 'active' && endsOn >= today)) {
    const own = all.filter(({ contractId }) => contractId === contract.id)
    const best = (holds: (one: store.Meeting) => boolean) =>
      own.find((each) => each.state === 'held' && holds(each)) ?? own.find((each) => each.state === 'planned' && holds(each))
    const offering = soldWith(offerings, contract)
    if (promisesKind(offering, 'training'))
      for (const [code, { title, clause }] of Object.entries(topicsOf.training ?? {})) {
        const one = best(({ kind, topics }) => kind === 'training' && topics.includes(code))
        found.push({ contract: contract.number, what: `Training: ${title}`, clause, ...standing(one, null, today) })
      }
    if (owesOnboarding(offering, contract, today)) {
      const one = best(({ kind }) => kind === 'onboarding')
      found.push({
        contract: contract.number,
        what: 'Onboarding meeting on seven topics',
        clause: 'ACP-5.p2',
        ...standing(one, (await offeredBy(tx, account, contract, today)).day, today),
      })
    }
  }
  return found
}

function standing(one: store.Meeting | undefined, dueOn: LocalDate | null, today: LocalDate): Pick<Owed, 'state' | 'on' | 'dueOn'> {
  if (one) return { state: one.state === 'held' ? 'done' : 'planned', on: dayIn(one.zone, one.startsAt), dueOn }
  return { state: dueOn !== null && dueOn < today ? 'late' : 'open', on: null, dueOn }
}

/** All meetings of a kind with an account, in order. */
export const meetingsOf = (tx: Tx, accountId: string, kind: store.Meeting['kind']): Promise<readonly store.Meeting[]> =>
  store.listMeetings(tx, { accountId, kind, limit: 400 })

/** What became of a meeting, by its number; undefined when the account has none of that number. */
export const meetingState = async (tx: Tx, accountId: string, number: string): Promise<store.Meeting['state'] | undefined> =>
  (await store.findMeeting(tx, accountId, number))?.state

export const meetingPeople = (tx: Tx, accountId: string, id: string): Promise<readonly MeetingPerson[]> =>
  listMeetingPeople(tx, accountId, [id])

/** Meetings of one contract as others beside this slice ask for them: which there were, how the customer attended, and what was taught. */
export type UnderContract = {
  readonly meetings: readonly {
    readonly number: string
    readonly title: string
    readonly on: LocalDate
    readonly state: store.Meeting['state']
  }[]
  readonly attendance: readonly DutyPeriod[]
  /** Clauses of training that was held. */
  readonly taught: readonly string[]
}

/** Most meetings of one contract that are shown. */
const mostShown = 500

export async function underContract(tx: Tx, account: AccountRef, now: Instant, contract: string): Promise<UnderContract> {
  const known = await recordOf(tx, account, now)
  const id = known.contracts.find(({ number }) => number === contract)?.id
  const [kept, owed] = [await keptOf(tx, account, known), await owedOf(tx, account, known)]
  return {
    meetings: known.meetings
      .filter(({ contractId }) => contractId !== null && contractId === id)
      .slice(0, mostShown)
      .map(({ number, title, zone, startsAt, state }) => ({ number, title, on: dayIn(zone, startsAt), state })),
    attendance: kept.find((each) => each.contract === contract && each.duty !== null)?.duty?.periods ?? [],
    taught: owed.filter((each) => each.contract === contract && each.state === 'done').map(({ clause }) => clause),
  }
}

/** The periods of attendance of each contract whose customer has to attend, by the id of the contract. Duties are decided by them. */
export async function attendanceOf(tx: Tx, account: AccountRef, now: Instant): Promise<ReadonlyMap<string, readonly DutyPeriod[]>> {
  const known = await recordOf(tx, account, now)
  const { contracts, today } = known
  const kept = await keptOf(tx, account, known)
  const offerings = await readOfferings(tx)
  const webinars = contracts.filter((each) => each.state === 'active' && promisesWebinars(soldWith(offerings, each)))
  return new Map([
    ...(await webinarAttendance(tx, account, webinars, today)),
    ...kept.flatMap(({ contract, duty }) => {
      const id = contracts.find(({ number }) => number === contract)?.id
      return duty && id !== undefined ? [[id, duty.periods] as const] : []
    }),
  ])
}

/** The quarters of contracts with webinars, each with how many of the customer's people attended one that was held (ACP-16.p5). */
async function webinarAttendance(tx: Tx, account: AccountRef, contracts: readonly Contract[], today: LocalDate) {
  if (contracts.length === 0) return []
  const webinars = (await listWebinars(tx, [account.theatre])).filter(({ heldOn }) => heldOn !== null)
  const seats = await listSeats(tx, { webinarIds: webinars.map(({ id }) => id), accountId: account.id })
  const came = new Set(seats.filter(({ attended }) => attended).map(({ webinarId }) => webinarId))
  return contracts.map((contract): readonly [string, readonly DutyPeriod[]] => [
    contract.id,
    quartersOf(contract, webinars, today).map(({ from, to, held }) => {
      const attended = webinars.filter(({ id, heldOn }) => came.has(id) && heldOn !== null && heldOn >= from && heldOn <= to).length
      const state = today <= to ? 'running' : held === 0 ? 'no meeting was offered' : attended > 0 ? 'met' : 'not met'
      return { from, to, attended, due: 1, offered: held, state } as const
    }),
  ])
}

/** Stretches in which the provider was not obliged under a contract, and the meetings that fell into them (SSM-4.a). Others beside this slice know them. */
export type FreedUnder = (
  tx: Tx,
  account: AccountRef,
  now: Instant,
  contract: string,
) => Promise<{
  readonly notObliged: readonly { readonly clause: string; readonly why: string; readonly from: LocalDate; readonly to: LocalDate | null }[]
  readonly meetings: readonly {
    readonly number: string
    readonly title: string
    readonly on: LocalDate
    readonly state: string
    readonly freedBy: readonly string[]
  }[]
}>

/** For each contract whose customer has to attend: when the provider was not obliged, so that a gap which the customer caused reads so (SSM-4.a). */
export async function freedOf(tx: Tx, account: AccountRef, now: Instant, kept: readonly Kept[], freedUnder: FreedUnder) {
  const found = []
  for (const { contract } of kept.filter(({ duty }) => duty !== null)) {
    const { notObliged, meetings } = await freedUnder(tx, account, now, contract)
    if (notObliged.length > 0) found.push({ contract, notObliged, meetings: meetings.filter(({ freedBy }) => freedBy.length > 0) })
  }
  return found
}
