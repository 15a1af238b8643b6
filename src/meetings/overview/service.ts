import { type Contract, listContracts } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { daysMs, type Instant, type LocalDate } from '../../lib/time.ts'
import { kindTerms, topicsOf } from '../kinds.ts'
import { workingDaysAfter } from '../occurrences.ts'
import { listMeetingPeople, type MeetingPerson } from '../people/store.ts'
import { attendanceDuty, type Counted, type DutyPeriod, type Reading, type Tally, tally } from '../promised.ts'
import { dayIn, hoursOf, meetingPolicy, suspendedOn } from '../service.ts'
import * as store from '../store.ts'

export type Shown = store.Meeting & {
  readonly contract: string | null
  readonly suspended: string | null
  readonly people: readonly MeetingPerson[]
}

/** Meetings with what a reader wants beside them: the contract, why it is suspended, and who is invited. */
export async function showMeetings(tx: Tx, accountId: string, meetings: readonly store.Meeting[], now: Instant): Promise<readonly Shown[]> {
  const contracts = await listContracts(tx, accountId)
  const people = await listMeetingPeople(
    tx,
    accountId,
    meetings.map(({ id }) => id),
  )
  const of = Map.groupBy(people, ({ meetingId }) => meetingId)
  return meetings.map((meeting) => ({
    ...meeting,
    contract: contracts.find(({ id }) => id === meeting.contractId)?.number ?? null,
    suspended:
      meeting.state === 'planned' && meeting.startsAt > now - daysMs
        ? (suspendedOn(contracts, meeting.kind, dayIn(meeting.zone, meeting.startsAt)) ?? null)
        : null,
    people: of.get(meeting.id) ?? [],
  }))
}

const counted = ({ people, moved, ...meeting }: Shown): Counted => ({
  on: dayIn(meeting.zone, meeting.startsAt),
  state: meeting.state,
  side: meeting.side,
  moved: moved !== '',
  attended: people.some(({ side, attended }) => side === 'customer' && attended === true),
})

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

/** What was promised against what was held, by contract and kind, and what is promised once. */
export async function promisedOf(
  tx: Tx,
  account: AccountRef,
  now: Instant,
): Promise<{ readonly kept: readonly Kept[]; readonly owed: readonly Owed[] }> {
  const today = dayIn(account.zone, now)
  const contracts = (await listContracts(tx, account.id)).filter(({ kind, state }) => kind === 'service' && state !== 'pending')
  const all = await showMeetings(tx, account.id, await store.listMeetings(tx, { accountId: account.id, limit: 2000 }), now)
  const series = await store.listSeries(tx, account.id)
  const rules = (await meetingPolicy(tx, today)).get('ssm.meeting')
  const kept: Kept[] = []
  for (const contract of contracts)
    for (const [kind, meetings] of Map.groupBy(
      all.filter(({ contractId }) => contractId === contract.id),
      (each) => each.kind,
    )) {
      const own = series.find((each) => each.contractId === contract.id && each.kind === kind)
      const facts = meetings.map(counted)
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
  return { kept, owed: await owedOf(tx, account, contracts, all, today) }
}

/** Training by topic (SSM-3.1.c1 to SSM-3.1.c3, SSM-3.2.d), and the onboarding meeting with its day (ACP-5.p2, policy B40). */
async function owedOf(
  tx: Tx,
  account: AccountRef,
  contracts: readonly Contract[],
  all: readonly Shown[],
  today: LocalDate,
): Promise<readonly Owed[]> {
  const found: Owed[] = []
  for (const contract of contracts.filter(({ state, endsOn }) => state === 'active' && endsOn >= today)) {
    const own = all.filter(({ contractId }) => contractId === contract.id)
    const best = (holds: (one: Shown) => boolean) =>
      own.find((each) => each.state === 'held' && holds(each)) ?? own.find((each) => each.state === 'planned' && holds(each))
    if (contract.service === 'SSM')
      for (const [code, { title, clause }] of Object.entries(topicsOf.training ?? {})) {
        const one = best(({ kind, topics }) => kind === 'training' && topics.includes(code))
        found.push({ contract: contract.number, what: `Training: ${title}`, clause, ...standing(one, null, today) })
      }
    if (contract.service === 'ACP') {
      const { offeredWithinBusinessDays } = (await meetingPolicy(tx, today)).get('onboarding.days')
      const hours = await hoursOf(tx, account, 'onboarding', contract.startsOn, contract)
      const due = workingDaysAfter(hours, contract.activatedOn ?? contract.startsOn, offeredWithinBusinessDays)
      const one = best(({ kind }) => kind === 'onboarding')
      found.push({
        contract: contract.number,
        what: 'Onboarding meeting on seven topics',
        clause: 'ACP-5.p2',
        ...standing(one, typeof due === 'string' ? due : null, today),
      })
    }
  }
  return found
}

function standing(one: Shown | undefined, dueOn: LocalDate | null, today: LocalDate): Pick<Owed, 'state' | 'on' | 'dueOn'> {
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
  const id = (await listContracts(tx, account.id)).find(({ number }) => number === contract)?.id
  const { kept, owed } = await promisedOf(tx, account, now)
  const all = await store.listMeetings(tx, { accountId: account.id, limit: 2000 })
  return {
    meetings: all
      .filter(({ contractId }) => contractId !== null && contractId === id)
      .slice(0, mostShown)
      .map(({ number, title, zone, startsAt, state }) => ({ number, title, on: dayIn(zone, startsAt), state })),
    attendance: kept.find((each) => each.contract === contract && each.duty !== null)?.duty?.periods ?? [],
    taught: owed.filter((each) => each.contract === contract && each.state === 'done').map(({ clause }) => clause),
  }
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
