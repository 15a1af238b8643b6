import { wordsForDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { type Contract, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { conflict, unprocessable } from '../../lib/problem.ts'
import type { LocalDate, Zone } from '../../lib/time.ts'
import { hoursProblem, seriesStart } from '../hours.ts'
import { kindTerms } from '../kinds.ts'
import { mostOccurrences, occurrences, type Rule } from '../occurrences.ts'
import {
  type By,
  clausesFor,
  contractOf,
  dayIn,
  hoursOf,
  leadOf,
  locationOf,
  meetingPolicy,
  refuse,
  usualPeople,
  writeMeeting,
} from '../service.ts'
import * as store from '../store.ts'
import { suspensions } from '../suspending/service.ts'

export type SeriesInput = {
  readonly kind: 'review' | 'business-review' | 'operational-review'
  readonly contract: string
  readonly firstOn: LocalDate
  readonly startTime: string
  readonly everyDays?: number | undefined
  readonly minutes?: number | undefined
  readonly zone?: Zone | undefined
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  readonly location?: string | undefined
  readonly leadId: string
}

/**
 * The rule of a series. A review comes as often as the service promises, or more often, never more rarely: a rarer series would look like the whole
 * promise (SSM-3.1.a1, policy B71). A business review comes once in a contract year and takes no number of days (SSM-3.1.a2).
 */
async function ruleOf(
  tx: Tx,
  { kind, everyDays, firstOn }: Pick<SeriesInput, 'kind' | 'everyDays' | 'firstOn'>,
  clauses: readonly string[],
): Promise<Rule> {
  const { title } = kindTerms[kind]
  if (kind === 'business-review') {
    if (everyDays === undefined) return { kind: 'per-contract-year' }
    throw unprocessable(`${title}: once in each contract year (${clauses.join(', ')})`, {
      found: `every ${everyDays} days`,
      toDo: 'Leave the number of days out.',
    })
  }
  const book = await meetingPolicy(tx, firstOn)
  // an agreed cadence of operational reviews is a quarter where none is said (policy B41)
  const promised = kind === 'review' ? book.get('ssm.meeting').scheduleEveryDays : book.get('review.cadence').promptEveryMonths * 30
  if (kind === 'review' && everyDays !== undefined && everyDays > promised)
    throw unprocessable(`${title}: every ${promised} days are promised (${clauses.join(', ')}, policy B71)`, {
      found: `every ${everyDays} days`,
      expected: `every ${promised} days or more often`,
      toDo: 'Plan it as promised, then cancel what the customer does without.',
    })
  return { kind: 'every-days', days: everyDays ?? promised }
}

/** What a series would be, and why each meeting is where it is: nothing is written. */
async function layOut(tx: Tx, account: AccountRef, input: SeriesInput) {
  const location = await locationOf(tx, account, input.kind, input.firstOn, input)
  const contract = await contractOf(tx, account, input.contract, input.kind)
  const clauses = await clausesFor(tx, input.kind, contract)
  const rule = await ruleOf(tx, input, clauses)
  const hours = await hoursOf(tx, account, input.kind, input.firstOn, contract)
  const found = occurrences(rule, { firstOn: input.firstOn, from: contract.startsOn, until: contract.endsOn, clauses }, hours)
  if ('kind' in found) throw refuse(found)
  const zone = input.zone ?? hours.zone
  const minutes = input.minutes ?? kindTerms[input.kind].minutes
  const placed = found.map((each) => {
    const startsAt = seriesStart(zone, each.on, input.startTime)
    if (typeof startsAt !== 'number') throw refuse(startsAt)
    const problem = hoursProblem(hours, startsAt, minutes)
    if (problem) throw refuse(problem)
    return { ...each, startsAt }
  })
  return { contract, clauses, rule, zone, minutes, placed, location }
}

/** Plans the meetings of a series through the contract's last day; asking twice plans it once. */
export async function planSeries(tx: Tx, account: AccountRef, by: By, input: SeriesInput): Promise<store.Series> {
  const lead = await leadOf(tx, input.leadId, input.kind)
  const { contract, clauses, rule, zone, minutes, placed, location } = await layOut(tx, account, input)
  const [first] = placed
  const suspended = first && (await suspensions(tx, account))({ kind: input.kind, contractId: contract.id }, first.on)?.listed
  if (suspended) throw unprocessable(suspended, { toDo: 'Ask export compliance.' })
  if (placed.length === 0) throw unprocessable('The series would have no meeting', { toDo: 'Choose an earlier first date.' })
  const { title } = kindTerms[input.kind]
  const series: store.Series = {
    id: newId(by.now),
    contractId: contract.id,
    kind: input.kind,
    title,
    clauses,
    rule,
    firstOn: input.firstOn,
    until: contract.endsOn,
    startTime: input.startTime,
    minutes,
    zone,
    mode: input.mode,
    place: input.place,
    statement: input.statement,
    location,
    leadId: lead.personId,
    leadName: lead.name,
    madeBy: by.actor,
    madeAt: by.now,
  }
  if (!(await store.insertSeries(tx, account.id, series)))
    throw conflict(`${input.contract} has a series of this kind`, { toDo: 'Move its meetings, or cancel them.' })
  await fillSeries(tx, account, by, series, placed, lead)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'meeting.plan-series',
    subject: input.contract,
    detail: { kind: input.kind, rule, meetings: placed.length, first: input.firstOn, startTime: input.startTime, zone },
  })
  return series
}

async function fillSeries(
  tx: Tx,
  account: AccountRef,
  by: By,
  series: store.Series,
  placed: Awaited<ReturnType<typeof layOut>>['placed'],
  lead: Principal,
): Promise<void> {
  const people = await usualPeople(tx, account, series.kind, series.firstOn, lead)
  for (const { plannedOn, startsAt, moved } of placed)
    await writeMeeting(
      tx,
      account,
      by,
      {
        kind: series.kind,
        title: series.title,
        seriesId: series.id,
        plannedOn,
        contractId: series.contractId,
        aboutKind: null,
        aboutId: null,
        startsAt,
        minutes: series.minutes,
        zone: series.zone,
        mode: series.mode,
        place: series.place,
        statement: series.statement,
        location: series.location,
        topics: [],
        clauses: series.clauses,
        leadId: series.leadId,
        leadName: series.leadName,
        moved: moved ?? '',
        providerInvited: true,
      },
      people,
    )
}

/**
 * The series of an account follow its contracts: of one that ended earlier the meetings behind its last day are cancelled; one that was renewed goes
 * on with the same cadence, at the same local time. What cannot go on, because holidays are not loaded, is told to whoever runs it.
 */
export async function followContracts(
  tx: Tx,
  account: AccountRef,
  by: By,
  callOff: (meeting: store.Meeting, reason: string) => Promise<void>,
): Promise<void> {
  const contracts = await listContracts(tx, account.id)
  const all = await store.holdSeries(tx, account.id)
  for (const series of all) {
    const contract = contracts.find(({ id }) => id === series.contractId)
    if (!contract) continue
    const last = contract.state === 'cancelled' ? addDays(dayIn(account.zone, by.now), -1) : contract.endsOn
    if (last < series.until) {
      const reason = `The contract ${contract.number} ends on ${wordsForDate(last, true)}`
      for (const meeting of await store.listMeetings(tx, {
        accountId: account.id,
        seriesId: series.id,
        state: 'planned',
        limit: mostOccurrences,
      }))
        if (dayIn(meeting.zone, meeting.startsAt) > last) await callOff(meeting, reason)
      await store.changeSeries(tx, account.id, series.id, { until: last })
    }
    const renewal = contracts.find((each) => each.renewsId === contract.id && each.state === 'active')
    if (renewal && !all.some((each) => each.contractId === renewal.id && each.kind === series.kind))
      await goOn(tx, account, by, series, contract, renewal)
  }
}

async function goOn(tx: Tx, account: AccountRef, by: By, series: store.Series, old: Contract, renewal: Contract): Promise<void> {
  const { rule } = series
  let firstOn = renewal.startsOn
  if (rule.kind === 'every-days') {
    firstOn = series.firstOn
    while (firstOn < renewal.startsOn) firstOn = addDays(firstOn, rule.days)
  }
  if (series.kind === 'training' || firstOn > renewal.endsOn) return
  try {
    await planSeries(tx, account, by, {
      kind: series.kind as SeriesInput['kind'],
      contract: renewal.number,
      firstOn,
      startTime: series.startTime,
      ...(rule.kind === 'every-days' ? { everyDays: rule.days } : {}),
      minutes: series.minutes,
      zone: series.zone,
      mode: series.mode,
      place: series.place,
      statement: series.statement,
      location: series.location,
      leadId: series.leadId,
    })
  } catch (error) {
    const { problem } = error as { problem?: { title: string; toDo?: string } }
    if (!problem) throw error
    // what stands in the way is somebody's to clear; the contract is renewed all the same
    await send(tx, {
      accountId: account.id,
      now: by.now,
      kind: 'meeting-notice',
      subject: renewal.number,
      payload: {
        to: [{ personId: series.leadId }],
        subject: `${series.title}: the series did not go on with ${renewal.number}`,
        text: `${old.number} was renewed by ${renewal.number}, and its meetings were to go on from ${firstOn}. ${problem.title}. ${problem.toDo ?? ''} Then plan the series of ${renewal.number} by hand.`,
      },
    })
  }
}
