import { listContracts } from '../../contracts/service.ts'
import { audit, send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant, LocalDate, Zone } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { hoursProblem, startOf } from '../hours.ts'
import { kindTerms, type MeetingKind, topicsOf, unknownTopics } from '../kinds.ts'
import { workingDaysAfter } from '../occurrences.ts'
import {
  byOf,
  clausesFor,
  contractOf,
  dayIn,
  hoursOf,
  leadOf,
  locationOf,
  meetingPolicy,
  note,
  refuse,
  usualPeople,
  writeMeeting,
} from '../service.ts'
import type * as store from '../store.ts'
import { suspensions } from '../suspending/service.ts'

/** Single meetings: planned by the provider, or asked for by the customer. */

export type SingleInput = {
  readonly kind: MeetingKind
  readonly title?: string | undefined
  readonly contract?: string | undefined
  readonly about?: { readonly kind: 'review' | 'request' | 'change' | 'case'; readonly id: string } | undefined
  readonly on: LocalDate
  readonly time: string
  readonly later?: boolean | undefined
  readonly zone?: Zone | undefined
  readonly minutes?: number | undefined
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  /** Number of the provider's agreement to other hours, where the kind has them by agreement. */
  readonly agreement?: string | undefined
  readonly location?: string | undefined
  readonly topics: readonly string[]
  readonly leadId?: string | undefined
  readonly providerInvited: boolean
}

/** The instant that is asked for, once it lies within the contract and the hours of the service. */
export async function whenOf(
  tx: Tx,
  account: AccountRef,
  { kind, contractId }: { readonly kind: MeetingKind; readonly contractId: string | null },
  given: Pick<SingleInput, 'on' | 'time' | 'later' | 'zone' | 'agreement'> & { readonly minutes: number },
) {
  const contracts = await listContracts(tx, account.id)
  const contract = contracts.find(({ id }) => id === contractId)
  const hours = await hoursOf(tx, account, kind, given.on, contract)
  const zone = given.zone ?? hours.zone
  // no service is given where the law forbids it on the day (SSM-5.b1, SSM-5.b2, ACP-17.p1, ACP-17.p2, policy B11)
  const listed = (await suspensions(tx, account))({ kind, contractId }, given.on)?.listed
  if (listed) throw unprocessable(listed, { toDo: 'Ask export compliance.' })
  const start = startOf(zone, given.on, given.time, given.later)
  if ('kind' in start) throw refuse(start)
  if (kindTerms[kind].providerHours) {
    const { byAgreement } = kindTerms[kind]
    const problem = hoursProblem(hours, start.at, given.minutes, byAgreement && (given.agreement ?? '') !== '')
    if (problem)
      throw refuse(
        byAgreement ? { ...problem, toDo: `${problem.toDo} Or enter the number of the vendor’s agreement to other hours.` } : problem,
      )
  }
  if (contract && (given.on < contract.startsOn || given.on > contract.endsOn))
    throw unprocessable(`${given.on} lies outside the contract ${contract.number} (${(await clausesFor(tx, kind, contract)).join(', ')})`, {
      expected: `${contract.startsOn} to ${contract.endsOn}`,
    })
  return { ...start, zone, contracts }
}

/** Plans one meeting that no series brings. */
export async function planMeeting(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  input: SingleInput,
): Promise<store.Meeting> {
  const by = byOf(now, principal)
  const terms = kindTerms[input.kind]
  const missing = input.kind === 'project' ? undefined : lacks(principal.roles, 'meeting.run')
  if (missing !== undefined) throw notPermitted('Only a project meeting is planned by the customer', { found: missing })
  const unknown = unknownTopics(input.kind, input.topics)
  if (unknown.length > 0)
    throw badRequest('No such topic', { found: unknown.join(', '), expected: Object.keys(topicsOf[input.kind] ?? {}).join(', ') || 'none' })
  const contracts = await listContracts(tx, account.id)
  const own = () =>
    contracts.find(
      (each) => each.service === terms.offering && each.state === 'active' && each.startsOn <= input.on && input.on <= each.endsOn,
    )
  // a project meeting is the customer's own, whatever contract it is about; the others are what a service promises
  const named = async (number: string) =>
    terms.providerHours
      ? contractOf(tx, account, number, input.kind)
      : contracts.find((each) => each.number === number && each.kind === 'service')
  const contract = input.contract === undefined ? own() : await named(input.contract)
  if (!contract)
    throw unprocessable(`No contract in force on ${input.on} promises it (${terms.clauses.join(', ')})`, {
      expected: `an active contract of ${terms.offering}`,
    })
  const location = await locationOf(tx, account, input.kind, input.on, input)
  const minutes = input.minutes ?? terms.minutes
  const { at, zone, note: said } = await whenOf(tx, account, { kind: input.kind, contractId: contract.id }, { ...input, minutes })
  const runs = lacks(principal.roles, 'meeting.run') === undefined
  const lead =
    input.kind === 'project' && (!input.providerInvited || !runs)
      ? undefined
      : await leadOf(tx, input.leadId ?? principal.personId, input.kind)
  const people = lead || input.kind === 'project' ? await usualPeople(tx, account, input.kind, input.on, lead) : []
  const meeting = await writeMeeting(
    tx,
    account,
    by,
    {
      kind: input.kind,
      title: input.title || terms.title,
      seriesId: null,
      plannedOn: input.on,
      contractId: contract.id,
      aboutKind: input.about?.kind ?? null,
      aboutId: input.about?.id ?? null,
      startsAt: at,
      minutes,
      zone,
      mode: input.mode,
      place: input.place,
      statement: input.statement,
      agreement: terms.byAgreement ? (input.agreement ?? '') : '',
      location,
      topics: input.topics,
      clauses: await clausesFor(tx, input.kind, contract),
      leadId: lead?.personId ?? null,
      leadName: lead?.name ?? '',
      moved: '',
      providerInvited: input.providerInvited,
    },
    people,
  )
  if (!meeting) throw conflict('The meeting was planned already')
  await audit(tx, {
    accountId: account.id,
    now,
    actor: by.actor,
    action: 'meeting.plan',
    subject: meeting.number,
    detail: { kind: input.kind, on: input.on, said },
  })
  return meeting
}

/** A named contact asks for an operational review; a slot is offered at once, within the working days that the policy gives (ACP-14.p1, policy B41). */
export async function askReview(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  given: { readonly on?: LocalDate | undefined; readonly time?: string | undefined; readonly why: string },
): Promise<{ readonly meeting: store.Meeting; readonly offeredBy: LocalDate }> {
  const kind = 'operational-review'
  const terms = kindTerms[kind]
  const today = dayIn(account.zone, now)
  const contract = (await listContracts(tx, account.id)).find(
    (each) => each.service === terms.offering && each.state === 'active' && each.startsOn <= today && today <= each.endsOn,
  )
  if (!contract)
    throw unprocessable(`No contract in force promises it (${terms.clauses.join(', ')})`, {
      expected: `an active contract of ${terms.offering}`,
    })
  const hours = await hoursOf(tx, account, kind, today, contract)
  const { offeredWithinBusinessDays } = (await meetingPolicy(tx, today)).get('review.cadence')
  const offeredBy = workingDaysAfter(hours, today, offeredWithinBusinessDays)
  if (typeof offeredBy !== 'string') throw refuse(offeredBy)
  const usual = workingDaysAfter(hours, today, Math.max(1, Math.floor(offeredWithinBusinessDays / 2)))
  if (typeof usual !== 'string') throw refuse(usual)
  const on = given.on ?? usual
  if (on < today) throw badRequest('The day has passed', { found: on })
  const time = given.time ?? '10:00'
  const { at, zone } = await whenOf(tx, account, { kind, contractId: contract.id }, { on, time, minutes: terms.minutes })
  if (at <= now) throw badRequest('The time has passed', { found: `${on} ${time}` })
  const people = await usualPeople(tx, account, kind, on, undefined)
  const asker = { personId: principal.personId, name: principal.name, email: principal.email, side: 'customer' as const }
  const meeting = await writeMeeting(
    tx,
    account,
    byOf(now, principal),
    {
      kind,
      title: terms.title,
      seriesId: null,
      plannedOn: on,
      contractId: contract.id,
      aboutKind: null,
      aboutId: null,
      startsAt: at,
      minutes: terms.minutes,
      zone,
      mode: 'remote',
      place: '',
      statement: '',
      location: await locationOf(tx, account, kind, on, { mode: 'remote', statement: '' }),
      topics: [],
      clauses: await clausesFor(tx, kind, contract),
      leadId: null,
      leadName: contract.terms.advisor?.name ?? 'the advisor',
      moved: '',
      providerInvited: true,
    },
    people.some(({ personId }) => personId === principal.personId) || principal.accountKind !== 'customer' ? people : [...people, asker],
  )
  if (!meeting) throw conflict('The meeting was planned already')
  await note(tx, meeting, byOf(now, principal), 'ask', `asked for by ${principal.name}: ${given.why}`)
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'staff-notice',
    subject: meeting.number,
    payload: {
      to: (await advisors(tx)).map(({ id, name }) => ({ personId: id, name })),
      subject: `${account.code} asks for an operational review on ${on} at ${time}`,
      text: `${principal.name}: ${given.why}\n\nThe slot is offered; move it where it does not fit, but not behind ${offeredBy} (ACP-14.p1, policy B41).`,
    },
  })
  return { meeting, offeredBy }
}

const advisors = async (tx: Tx) => (await listStaff(tx)).filter(({ status, teams }) => status === 'active' && teams.includes('advisors'))
